"""From a ledger of requests (依申请公开台账) to table 3: every figure with the rows behind it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who checks a draft waits for the readers only if its ledger has changed
    from tuiwizard.report.count_record import CountRecord
    from tuiwizard.words import Message


def recount(
    record: "CountRecord", books: Sequence[tuple[str, bytes]], answers: str
) -> "CountRecord | Message":
    """Count a ledger that has changed once more; `ledger.count_books` says how."""
    from tuiwizard.ledger import count_books

    return count_books.recount(record, books, answers)
