"""One request as it leaves the reader, and what is asked: nothing of a person is in either."""

from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict


class Place(NamedTuple):
    """A row of a ledger: the name of its sheet (`file#sheet` of several books), and its number."""

    sheet: str
    row: int

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}"


class Appeal(NamedTuple):
    """A review or a suit about a request.

    Attributes:
        table: The group of table 4: `review`, `litigation_direct` or `litigation_after_review`.
        result: Its column; empty while it is not concluded.
        lodged: The day it was lodged, if the ledger says it.
        concluded: The day it was concluded.
    """

    table: str
    result: str
    lodged: date | None = None
    concluded: date | None = None


class Stop(NamedTuple):
    """Days that the term of an answer does not count: after `since` up to and with `until`."""

    since: date
    until: date | None


class Request(BaseModel):
    """One request.

    Attributes:
        place: Its row.
        number: Its register number; empty for none.
        applicant: The column of its applicant; empty where the year does not need it.
        received: The day it came in.
        closed: The day it was answered; None while it is open.
        outcome: The row behind `requests.outcomes`; empty where the year does not need it.
        extended: Whether the term was extended; the day of the notice where it is known.
        correction: From the notice to correct to the corrected application, which starts the
            term anew.
        third_party: While a third party was asked.
        appeals: Its reviews and suits.
        channel: How it came in: 网络, 信函, 当面, 电子邮件, 传真 or 其他渠道; empty for not told.
        topic: What it is about, as several rows of the ledger call it; empty for not told.
    """

    model_config = ConfigDict(frozen=True)

    place: Place
    number: str = ""
    applicant: str = ""
    received: date
    closed: date | None = None
    outcome: str = ""
    extended: date | bool = False
    correction: Stop | None = None
    third_party: Stop | None = None
    appeals: tuple[Appeal, ...] = ()
    channel: str = ""
    topic: str = ""


class SetAside(NamedTuple):
    """A row that is not counted, and why: a word of the JSON output."""

    place: Place
    reason: str


class Question(NamedTuple):
    """What the ledger leaves open.

    Attributes:
        kind: `outcome`, `applicant`, `ending`, `appeal` or `pattern` for a word; `row` or
            `pointer` for the value of rows.
        word: The word; empty for a question about rows.
        rows: The rows that it decides.
        field: For a question about rows, the key of its answer in the map.
        proposed: The answer that is likely; empty for none.
        problem: What is wrong, for a question about rows.
    """

    kind: str
    word: str
    rows: tuple[Place, ...]
    field: str = ""
    proposed: str = ""
    problem: str = ""

    def json(self) -> dict[str, Any]:
        """Return it as the JSON output has it."""
        found: dict[str, Any] = {"kind": self.kind}
        if self.word:
            found["word"] = self.word
        else:
            found |= {"field": self.field, "problem": self.problem}
        return found | {"rows": [list(row) for row in self.rows], "proposed": self.proposed or None}
