"""What became of every file that was given: kept by commands that collect reports, and said."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tuiwizard.cli.batch import Outcome, some_files
from tuiwizard.county.expected import Attendance
from tuiwizard.county.file_account import Account, FileAccount, file_account
from tuiwizard.county.inbox import in_order, other_files
from tuiwizard.rules.report_ref import ReportRef
from tuiwizard.words import tr


class Accounts:
    """What became of each file.

    Args:
        given: The files and folders as given; files of folders that are not opened are in it.
        apart: Files that are none of them.
        year: The year that is collected, if one was chosen.
    """

    def __init__(
        self, given: Iterable[Path], apart: Iterable[Path | None] = (), year: int | None = None
    ) -> None:
        self._year = year
        besides = {path.resolve() for path in apart if path is not None}
        others = (path for path in other_files(given) if path.resolve() not in besides)
        self._files = {path: file_account(path, None) for path in others}
        self._unopened = tuple(self._files)

    @property
    def files(self) -> tuple[FileAccount, ...]:
        """All files, in the order of their names."""
        return tuple(self._files[path] for path in in_order(self._files))

    def of(self, kind: Account) -> tuple[FileAccount, ...]:
        """Return the files of which one thing became."""
        return tuple(file for file in self.files if file.account is kind)

    def failed(self, outcome: Outcome) -> None:
        """Take a file that is no report, or could not be read."""
        path = outcome.path
        self._files[path] = outcome.account or FileAccount(
            path, Account.UNREADABLE, outcome.problem
        )

    def take(self, path: Path, ref: ReportRef) -> bool:
        """Take a report; return whether it is of the year that is collected."""
        self._files[path] = file_account(path, ref, self._year)
        return self._files[path].account is Account.READ

    def lines(self, waiting: Attendance) -> Iterator[str]:
        """Say what is not said while files are read: what was set aside, and what was not opened.

        Args:
            waiting: Whose files wait, if a list was given.
        """
        for file in self.of(Account.OTHER_YEAR):
            if file.ref is not None:
                yield tr(
                    "别的年度，放在一边：{path}（{agency} {year} 年）",
                    path=file.path,
                    agency=file.ref.agency,
                    year=file.ref.year,
                )
        for path in self._unopened:
            if self._files[path].waits:
                yield self._files[path].why
        rest = [path for path in self._unopened if not self._files[path].waits]
        if rest:
            yield tr("{names}不是年报，没有打开", names=some_files(rest))
        for path, agency in waiting.waiting.items():
            yield tr(
                "“{agency}”的文件来了，{words}：{path}",
                agency=agency,
                words=self._files[path].words,
                path=path,
            )

    def objects(
        self, waiting: Attendance, counted: Sequence[Path] | frozenset[Path]
    ) -> list[dict[str, Any]]:
        """Return what JSON output says of each file.

        Args:
            waiting: Whose files wait, if a list was given.
            counted: The files that are in a sum, or may be.
        """
        return [
            {
                "path": str(file.path),
                "account": file.account.value,
                "agency": file.ref.agency if file.ref else waiting.waiting.get(file.path),
                "year": file.ref.year if file.ref else None,
                "counted": file.path in counted,
                "reason": file.why or None,
            }
            for file in self.files
        ]
