"""What is known of the count that a draft remembers; most drafts remember none."""

from typing import TYPE_CHECKING, NamedTuple

from tuiwizard.words import Message

if TYPE_CHECKING:  # who checks a draft without a count does not wait for its models
    from tuiwizard.report.count_record import CountRecord


class KeptCount(NamedTuple):
    """What is known of the count that a draft remembers.

    Attributes:
        record: The rows that were counted; None if there are none, or they are not this draft's.
        now: What the ledger gives today; the same as `record` where it has not changed, None where
            that cannot be told.
        reason: Why something is not known.
        last: The rows of last year's report.
    """

    record: "CountRecord | None" = None
    now: "CountRecord | None" = None
    reason: Message | None = None
    last: "CountRecord | None" = None


NO_COUNT = KeptCount()
