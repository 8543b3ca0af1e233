"""What a number counts, by the words around it: fees, decisions, documents, appeals, requests."""

from collections.abc import Sequence
from typing import NamedTuple

from tuiwizard.rules.narrative.numerals import Numeral
from tuiwizard.rules.narrative.vocabulary import (
    COUNTED,
    CUES,
    JOINED,
    JUDGING,
    LEXICON,
    REQUEST,
    SHOWING,
    Cue,
    Kind,
    Rows,
)


class Context:
    """What the sentences of a paragraph have spoken of so far."""

    def __init__(self) -> None:
        self.requests = False
        self.unknown = False
        self.rows: Rows = ()
        self.applicants: Rows = ()
        self.appeal: Rows = ()
        self.document: Rows = ()
        self.verb: Rows = ()
        self.fees = False

    def begin(self, sentence: str) -> None:
        """A new sentence: what was counted last is over, what was spoken of goes on."""
        self.requests = self.requests or REQUEST in sentence
        self.fees = self.fees or "信息处理费" in sentence
        self.unknown = False
        self.rows = self.applicants = self.verb = ()


class Found(NamedTuple):
    """A word of the vocabulary in the text."""

    cue: Cue
    start: int
    end: int


class Around(NamedTuple):
    """A number's surroundings: the words found, and the stretch they were found in."""

    found: tuple[Found, ...]
    before: str
    tail: str
    after: str
    start: int
    bracketed: bool

    def of(self, *kinds: Kind) -> list[Found]:
        """The words of some kinds, in order."""
        return [f for f in self.found if f.cue.kind in kinds]


Subject = tuple[Rows, Rows]
_SILENT: Subject = ((), ())


def _fees(context: Context, numeral: Numeral, around: Around) -> Subject | None:
    """Read the fees of section 6; money may be named by the sentence before."""
    # "收取信息处理费10元" -> fees_received; "收费通知1件" -> fee_notices
    fees = around.of(Kind.FEE)
    if not fees:
        if context.fees and numeral.unit == "元":
            charged = "通知" in around.before or "总金额" in around.before
            first, second = ("fees_charged", "fees_received")[:: 1 if charged else -1]
            return (("other_matters",),), ((first,), (second,))
        return None
    cue = fees[-1].cue
    notices = cue.columns == (("fee_notices",),)
    context.fees = context.fees or notices
    if notices and numeral.unit == "元":
        return (("other_matters",),), (("fees_charged",), ("fees_received",))
    money = numeral.unit == "元"
    return (cue.rows, cue.columns) if money != notices and (money or notices) else _SILENT


def _decisions(_: Context, numeral: Numeral, around: Around) -> Subject | None:
    # "作出行政处罚决定12件" -> penalties.decisions; "公示行政处罚信息5件" -> silent
    found = around.of(Kind.DECISION)
    if not found:
        return None
    other = LEXICON.sub("", around.before + around.after)
    handling = around.of(Kind.ROW) and "决定" not in around.before + around.after
    if (
        numeral.unit not in ("件", "宗", "起")
        or SHOWING.search(other)
        or handling
        or len(found) > 1
    ):
        return _SILENT
    return found[-1].cue.rows, found[-1].cue.columns


def _documents(context: Context, numeral: Numeral, around: Around) -> Subject | None:
    # "制发规范性文件5件，废止2件" -> issued 5, then repealed 2 of the same
    documents, verbs = around.of(Kind.DOCUMENT), around.of(Kind.VERB)
    if not documents and not (verbs and context.document):
        return None
    if documents:
        context.document = documents[-1].cue.rows
    if verbs:
        context.verb = verbs[-1].cue.columns
    several = len(documents) > 1 or len(verbs) > 1
    showing = "公开" in LEXICON.sub("", around.before) or around.of(Kind.ROW, Kind.OUTCOME)
    if several or showing or not context.verb or numeral.unit not in COUNTED:
        return _SILENT
    return context.document, context.verb


def _appeals(context: Context, numeral: Numeral, around: Around) -> Subject | None:
    # "行政复议3件，维持1件" -> review 3, then upheld 1 of it
    appeals, results = around.of(Kind.APPEAL), around.of(Kind.RESULT)
    if not appeals and not (results and context.appeal):
        return _SILENT if results else None
    if JUDGING.search(around.before) or around.of(Kind.APPLICANT):
        context.appeal = ()
        return _SILENT
    if appeals:
        context.appeal = _joined(appeals, around)
    if len(results) > 1 or numeral.unit not in COUNTED | {"%"} or not context.appeal:
        return _SILENT
    context.requests = context.requests and not appeals
    return context.appeal, results[-1].cue.columns if results else (("total",),)


def _requests(context: Context, numeral: Numeral, around: Around) -> Subject | None:
    """Read table 3; a row or an applicant may be named by the clause before."""
    # "收到申请7件，其中自然人5件" -> received 7, then natural_person 5 of it
    rows, applicants = around.of(Kind.ROW, Kind.OUTCOME), around.of(Kind.APPLICANT)
    spoken = REQUEST in around.before + around.after
    if not (rows or applicants or (numeral.unit == "%" and context.rows)):
        return None
    if not (spoken or (context.requests and not context.unknown)) or len(applicants) > 1:
        return None
    if numeral.unit not in COUNTED | {"%"}:
        return None
    before = [f for f in rows if f.start < numeral.start] or rows
    if before:
        parent = context.applicants if before[-1].cue.kind is Kind.OUTCOME else ()
        counted = _joined(before, around)
        context.rows = context.rows if around.bracketed and context.rows else counted
        columns: Rows = (("total",), *parent)
    else:
        counted = context.rows = context.rows or _received()
        columns = context.applicants or (("total",),)
    if applicants:
        columns = context.applicants = applicants[-1].cue.columns
    elif before and before[-1].cue.kind is Kind.ROW:
        context.applicants = ()
    return counted, columns


def _received() -> Rows:
    return next(c.rows for c in CUES if c.kind is Kind.ROW and c.pattern.startswith("收到"))


def _joined(found: Sequence[Found], around: Around) -> Rows:
    """The rows of the last word; with those it is joined to, their sum or either."""
    # "复议、诉讼共2件" -> review + litigation
    last = found[-1].cue.rows
    if len(found) < 2:
        return last
    first, second = found[-2], found[-1]
    between = around.before[first.end - around.start : second.start - around.start]
    if not JOINED.fullmatch(between.strip()):
        return last
    if first.cue.kind is Kind.ROW:
        return last + first.cue.rows
    total = tuple(row for f in found for row in f.cue.rows[0])
    return (total, *((*first.cue.rows[0], *rows) for rows in last))


def subject(context: Context, numeral: Numeral, around: Around) -> Subject | None:
    """The rows and columns a number may count, or None where it is not sure."""
    for read in (_fees, _decisions, _documents, _appeals, _requests):
        found = read(context, numeral, around)
        if found is not None:
            return found if found[0] else None
    return None
