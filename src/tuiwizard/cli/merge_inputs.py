"""Reports read by several processes, to be added up or compared with a sum."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tuiwizard.cli.accounts import Accounts
from tuiwizard.cli.batch import Outcome, Task, outcomes, tasks_of
from tuiwizard.cli.output import tell
from tuiwizard.county.exchange_book import read_book
from tuiwizard.county.merge_input import MergeInput, read_merge_input
from tuiwizard.drafts.files import is_folder
from tuiwizard.drafts.paths import resolver
from tuiwizard.rules.report_ref import ReportRef
from tuiwizard.words import tr


class Replaced(NamedTuple):
    """A report in place of which another one was kept at the desk.

    Attributes:
        ref: Whose report it is.
        kept: The name of the file that was kept.
    """

    ref: ReportRef
    kept: str

    @property
    def words(self) -> str:
        """Why it is not in the sum."""
        return tr("没有计入 {file}：已换下，留用 {kept}", file=self.ref.file, kept=self.kept)


def given_tasks(paths: Iterable[Path], apart: Iterable[Path | None]) -> tuple[Task, ...]:
    """Return the files that are meant, each once.

    Args:
        paths: Files and folders as given.
        apart: Files that are none of them: what the command itself writes or is told.
    """
    resolve = resolver()
    seen = {str(resolve(path)) for path in apart if path is not None}  # a Path takes four times
    tasks = []
    for task in tasks_of(paths):
        place = str(resolve(task.path))
        if place not in seen:
            seen.add(place)
            tasks.append(task)
    return tuple(tasks)


def read_merge_inputs(
    tasks: Iterable[Task], unreadable: dict[str, str], accounts: Accounts | None = None
) -> Iterator[MergeInput]:
    """Yield the reports one by one; one bad file never stops the rest.

    Args:
        tasks: The files.
        unreadable: Gets those that cannot be read, and why.
        accounts: Gets what became of each; reports of another year are not yielded.
    """
    for outcome in outcomes(merge_input_of_file, tuple(tasks), tr("汇总")):
        if isinstance(outcome.made, MergeInput):
            if accounts is None or accounts.take(outcome.path, outcome.made.ref):
                yield outcome.made
            continue
        if accounts is not None:
            accounts.failed(outcome)
        if not outcome.is_report:
            tell(tr("{path}不是年报（没有找到年报的表格），没有汇总", path=outcome.path))
        else:
            unreadable[str(outcome.path)] = outcome.problem


def chosen(
    reports: Iterable[MergeInput], given: Iterable[Path], replaced: list[Replaced]
) -> Iterator[MergeInput]:
    """Yield the reports but those in place of which another one was kept at the desk.

    Args:
        reports: The reports.
        given: Files and folders as given; the choices lie in the folders.
        replaced: Gets those that are not yielded.
    """
    books = [read_book(path) for path in given if is_folder(path)]
    for trouble in (book.trouble for book in books if book.trouble):
        tell(trouble)
    for report in reports:
        kept = next(filter(None, (book.kept_instead(report.ref) for book in books)), "")
        if kept:
            replaced.append(Replaced(report.ref, kept))
            tell(replaced[-1].words)
        else:
            yield report


def merge_input_of_file(task: Task) -> Outcome:
    """Read one file; other processes call this.

    Raises:
        TuiwizardError: It cannot be read, or is no report.
    """
    return Outcome(task.path, made=read_merge_input(task.path))
