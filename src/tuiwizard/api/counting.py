"""Table 3 counted from the ledger of requests."""

from collections.abc import Iterable
from datetime import date
from os import PathLike
from pathlib import Path

from tuiwizard.api import StrPath
from tuiwizard.drafts.count_file import read_books
from tuiwizard.forms.years import edition_for
from tuiwizard.ledger.count_books import Counted, count_sheets, read_sheets
from tuiwizard.session.map_file import mapping_of


def count(
    ledger: StrPath | Iterable[StrPath],
    year: int,
    *,
    until: date | None = None,
    answers: StrPath | None = None,
) -> Counted:
    """Count the requests in a ledger for a report, as `tuiwizard count` does; nothing is written.

    Nothing of an applicant leaves the reader: rows, register numbers, days and classes do.

    Args:
        ledger: Its file, or its files: XLSX, XLS, ODS or CSV with a row for each request.
        year: The year of the report.
        until: The last day that counts; 31 December if None.
        answers: The office's answers about its ledger (台账.toml), if there are any.

    Raises:
        SourceError: The ledger has no row for each request.
        TuiwizardError: A file cannot be read.

    Example:
        >>> import tuiwizard
        >>> head = "编号,申请人,申请人类型,收到日期,答复日期,办理结果"
        >>> row = "1,张三,自然人,2025-03-01,2025-03-10,予以公开"
        >>> with open("台账.csv", "w", encoding="utf-8") as file:
        ...     print(head, row, sep=chr(10), file=file)
        >>> counted = tuiwizard.count("台账.csv", 2025)
        >>> counted.questions, counted.cells["requests.received.total"]
        ((), 1)
    """
    named = [ledger] if isinstance(ledger, str | PathLike) else ledger
    sheets = read_sheets(read_books([Path(path) for path in named]), lambda _: None)
    mapping = mapping_of(None if answers is None else Path(answers), edition_for(year))
    return count_sheets(sheets, mapping, year, until)
