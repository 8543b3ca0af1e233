"""Many reports of one year added up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tuiwizard.api import StrPath
from tuiwizard.county.checked_report import check_report
from tuiwizard.county.exchange_book import read_book
from tuiwizard.county.inbox import report_files, report_suffixes
from tuiwizard.county.let_in import LetIn
from tuiwizard.county.merge import merge as add_up
from tuiwizard.county.merge_input import MergeInput, merge_input_of
from tuiwizard.county.received_file import read_file
from tuiwizard.drafts.files import is_folder
from tuiwizard.drafts.paths import resolver
from tuiwizard.errors import TuiwizardError
from tuiwizard.report.draft import Draft
from tuiwizard.words import tr


@dataclass(frozen=True)
class Merged:
    """What came of adding up reports.

    Attributes:
        draft: The sum, which names its sources; None where something has to be settled first.
        added: The files that are in it, in the order of their offices' names.
        left_out: The files that were read and are not in it, and why.
        unread: The files that could not be read or are no report, and why.
        refused: Why nothing was added up: two reports of one office, different years, amounts
            without a unit beside amounts with one.
    """

    draft: Draft | None
    added: tuple[Path, ...] = ()
    left_out: Mapping[Path, str] = field(default_factory=dict)
    unread: Mapping[Path, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


def merge(
    reports: Iterable[StrPath],
    agency: str,
    *,
    level: str = "",
    include: Iterable[str] = (),
    include_unfinished: bool = False,
) -> Merged:
    """Add up reports into a draft, as a first `tuiwizard merge` does; nothing is written.

    The figures are those of the reports, the texts are left to whoever reports. What was settled
    at the county desk (往来记录 in a folder) holds here, too.

    Args:
        reports: Draft files and published reports, or folders of them.
        agency: Whose report the sum is.
        level: The key of its level: `county`, `city` ….
        include: Offices or files that count although their figures are unfinished or wrong.
        include_unfinished: Whether all of them do.

    Example:
        >>> import tuiwizard
        >>> merged = tuiwizard.merge(["no such file.toml"], "甲县人民政府", level="county")
        >>> merged.draft, [str(path) for path in merged.unread]
        (None, ['no such file.toml'])
    """
    given = [Path(path) for path in reports]
    left_out: dict[Path, str] = {}
    unread: dict[Path, str] = {}
    read = _chosen(_read(given, unread), given, left_out)
    let_in = LetIn.named(include, everything=include_unfinished)
    result = add_up(
        read, agency, level=level, let_in=let_in, named=lambda path: str(path.absolute())
    )
    left_out |= {one.path: str(one.why_not or tr("机关名称没有填")) for one in result.left_out}
    return Merged(
        result.draft,
        tuple(one.path for one in result.added),
        left_out,
        unread,
        tuple(str(one.message) for one in result.refused),
    )


def _read(given: Iterable[Path], unread: dict[Path, str]) -> Iterator[MergeInput]:
    """Yield the reports one by one, each file once; one that is bad never stops the rest."""
    resolve = resolver()
    files = {resolve(path): path for path in report_files(given, report_suffixes)}
    for path in files.values():
        try:
            yield merge_input_of(check_report(read_file(path)))
        except TuiwizardError as error:
            unread[path] = str(error)


def _chosen(
    reports: Iterable[MergeInput], given: Iterable[Path], left_out: dict[Path, str]
) -> Iterator[MergeInput]:
    """Yield the reports but those in place of which another one was kept at the desk."""
    books = [read_book(path) for path in given if is_folder(path)]
    for report in reports:
        kept = next(filter(None, (book.kept_instead(report.ref) for book in books)), "")
        if kept:
            left_out[report.path] = tr("已换下，留用 {kept}", kept=kept)
        else:
            yield report
