"""What came of many files together: of every file what became of it, and who is missing."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from tuiwizard.cli.accounts import Accounts
from tuiwizard.cli.batch import Outcome, some_files
from tuiwizard.county.exchange_book import read_book
from tuiwizard.county.expected import Attendance, attendance, read_list
from tuiwizard.county.file_account import Account
from tuiwizard.drafts.files import is_folder
from tuiwizard.words import tr


class Collected:
    """What came of all files together, for whoever collects reports.

    Args:
        given: The files and folders as given.
        listed: The file of the list of who should send a report, if there is one.
        year: The year that is collected, if one was chosen.

    Raises:
        TuiwizardError: The list cannot be read.
    """

    def __init__(self, given: Sequence[Path], listed: Path | None, year: int | None) -> None:
        self._accounts = Accounts(given, (listed,), year)
        self._expected = () if listed is None else read_list(listed)
        books = (read_book(path) for path in given if is_folder(path))
        self._books = [book for book in books if book.entries]
        self._counted: set[Path] = set()

    @property
    def incomplete(self) -> bool:
        """Whether an agency of the list has not reported, or its file waits."""
        return bool(self.attendance.missing or self.attendance.waiting)

    def take(self, outcome: Outcome) -> None:
        """Take one file."""
        if outcome.ref is None:
            self._accounts.failed(outcome)
            return
        here = self._accounts.take(outcome.path, outcome.ref)
        replaced = any(book.kept_instead(outcome.ref) for book in self._books)
        if here and outcome.made and not replaced:
            self._counted.add(outcome.path)

    @cached_property
    def attendance(self) -> Attendance:
        """Who of the list has not reported, and whose file waits."""
        files = self._accounts.files
        refs = [one.ref for one in files if one.account is Account.READ and one.ref]
        return attendance(self._expected, refs, files) if self._expected else Attendance()

    def lines(self) -> Iterator[str]:
        """Say what is not said of each."""
        yield from self._accounts.lines(self.attendance)
        read = [file.path for file in self._accounts.of(Account.READ)]
        rest = [path for path in read if path not in self._counted]
        if rest:
            n = len(self._counted)
            yield tr("数可以计入汇总的有 {n} 份；没有计入：{names}", n=n, names=some_files(rest))
        yield from (f"{found.rule} {found.message}" for found in self.attendance.missing)
        yield from (tr("“{name}”不在名单上", name=name) for name in self.attendance.strangers)

    def objects(self) -> dict[str, object]:
        """Return what JSON output has besides the reports."""
        objects: dict[str, object] = {
            "account": self._accounts.objects(self.attendance, frozenset(self._counted))
        }
        if self._expected:
            objects["missing"] = [found.agencies[0] for found in self.attendance.missing]
        return objects
