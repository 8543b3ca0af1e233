"""Ties each number of a text to what it counts: by the words of its clause, and what is known."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tuiwizard.lazy_patterns import lazily
from tuiwizard.rules.narrative.clauses import (
    Sentence,
    Slot,
    Word,
    names_itself,
    sentences,
    without_self,
)
from tuiwizard.rules.narrative.numerals import Numeral, as_year, plain_digits
from tuiwizard.rules.narrative.phrases import BARE_FILLER, COUNTED, FILLER, JOINED, Kind, Rows
from tuiwizard.rules.patterns import GuardedPattern, Words

RECEIVED = "requests.received"
_SUMS: Rows = (
    (RECEIVED,),
    (RECEIVED, "requests.carried_in"),
    ("requests.outcomes.total",),
)
"""What a sum without a word of its own may be: `网上8件，信函4件，合计12件`."""
_JUDGING = lazily("办理|(?<!正在)审理|(?<!未)审结|受理|代理|化解|调解|参加|出庭")
# "公示行政处罚信息5件" -> not the decisions themselves
_SHOWING = Words("公开", "信息", "事项", "受理", "申请", "结果")
# "复议2件，均为工伤认定类，与信息公开无关" -> none of those that table 4 counts
_UNRELATED = GuardedPattern(
    "(?:与|和|同)(?:政府)?信息公开(?:工作|事项)?(?:均|都|皆)?无关|(?:不|非|未)(?:涉及|属于?|因)(?:政府)?信息公开"
    "|(?:均|全部|都)(?:为|系|属于?)(?![^，。；]*公开)[^，。；]{2,14}(?:类|领域|纠纷)",
    "无关", "涉及", "不属", "非属", "未属", "不因", "非因", "未因", "类", "领域", "纠纷",
)  # fmt: skip
# "印发文件9份，其中主动公开5份、依申请公开1份、不予公开3份" -> papers, by whom they are open to
_PAPERS = GuardedPattern(
    "主动公开(?:类|的|文件|公文)?(?:为|有|共)?\\d[^。；]*不予?(?:以)?公开|不予?(?:以)?公开[^。；]*主动公开(?:类|的|文件|公文)?(?:为|有|共)?\\d",
    "不予", "不公开", "不以公开",
)  # fmt: skip
_HANDLED = Words("收到", "受理", "答复", "办结")
_MADE = Words("作出", "实施", "下达")
_SUMMED = Words("合计", "总计", "共")
_ALL_TOLD = Words("合计", "总计", "总共")
_ALL_YEAR = Words("全年", "合计", "总计", "总共")
# "收到行政复议申请5件" -> no requests for information are spoken of
_REQUESTED = lazily("申请(?<!复议申请)(?<!许可申请)(?<!审批申请)(?!行政复议|复议)")
_HEADING = 30
"""Characters of a heading at most."""
# "其中，" -> what follows is said of the number before
_TOPIC = ("中", "中有", "中，", "中,", "中其", "中，其")
_YEAR = lazily(r"20\d\d")
_LITIGATION = ("appeals.litigation_direct", "appeals.litigation_after_review")
_ONE_KIND = Words("直接", "复议后", "经复议")


class Claim(NamedTuple):
    """A number and the figures that it may be.

    Attributes:
        numeral: The number in its paragraph.
        rows: Readings of what it counts, the likeliest first.
        columns: Readings of the column.
        start: Where its clause starts in the paragraph.
        end: Where its clause ends.
        of: The number that a percentage is said of, if it is said of one.
    """

    numeral: Numeral
    rows: Rows
    columns: Rows
    start: int
    end: int
    of: "Claim | None" = None


Subject = tuple[Rows, Rows]
_SILENT: Subject = ((), ())
_TOTAL: Rows = (("total",),)


@lru_cache(maxsize=16)
def claims(text: str, year: int, name: str = "") -> tuple[tuple[int, Claim], ...]:
    """Return the numbers of a text that the tables can confirm or contradict.

    Args:
        text: The text of a section.
        year: The report year; figures of other years are left out.
        name: The office's name, which is no other office in its own report.

    Returns:
        Where a paragraph starts, and a claim in it, for each of them.
    """
    return tuple(_claims(text, year, name))


def _claims(text: str, year: int, name: str) -> Iterator[tuple[int, Claim]]:
    start, headed = 0, False
    blanked = without_self(plain_digits(text), name).split("\n")
    for paragraph, plain in zip(text.split("\n"), blanked, strict=True):
        for claim in _in_paragraph(paragraph, plain, year, headed):
            yield start, claim
        start += len(paragraph) + 1
        headed = "依申请" in paragraph and len(paragraph) <= _HEADING


@lru_cache(maxsize=1024)
def _in_paragraph(text: str, blanked: str, year: int, headed: bool) -> tuple[Claim, ...]:
    """A paragraph is read once, however often another one is typed into."""
    # "收到申请7件，其中自然人5件" -> 7: received, total; 5: received, natural_person
    scope = Scope(year, headed)
    return tuple(c for sentence in sentences(text, blanked) for c in scope.claims(sentence))


class Scope:
    """What a paragraph has spoken of so far, and what its numbers are by it.

    Args:
        year: The report year.
        requests: Whether the heading above it is about requests.
    """

    def __init__(self, year: int, requests: bool) -> None:
        self.year = year
        self.requests = requests
        self.appeal: Rows = ()
        self.document: Rows = ()
        self.fees = False
        self.uncounted = False
        self._begin()

    def _begin(self) -> None:
        """Start a sentence: its year and act are its own, what is spoken of goes on."""
        self.this_year = True
        self.partly = self.elsewhere = self.unknown = self.showing = False
        self.rows: Rows = ()
        self.named: list[tuple[str, ...]] = []
        self.applicants: Rows = ()
        self.verb: Rows = ()
        self.last: Claim | None = None

    def claims(self, sentence: Sentence) -> Iterator[Claim]:
        """Yield the claims of a sentence."""
        self._begin()
        self.requests = self.requests or bool(_REQUESTED.search(sentence.text))
        self.fees = self.fees or "信息处理费" in sentence.text
        if not sentence.slots:
            return
        self.public = "信息公开" in sentence.text
        self.unrelated = bool(_UNRELATED.search(sentence.text))
        self.papers = bool(_PAPERS.search(sentence.text) and not _HANDLED.found_in(sentence.text))
        self.one_kind = _ONE_KIND.found_in(sentence.text)
        slots, i = sentence.slots, 0
        while i < len(slots):
            listed = _respectively(slots[i:])
            if listed:
                yield from self._listed(listed)
                i += len(listed)
                continue
            claim = self._claim(slots[i])
            if claim:
                yield claim
            i += 1

    def _listed(self, slots: Sequence[Slot]) -> Iterator[Claim]:
        """Read `许可、处罚决定分别为3件、2件`: the first number is of the first word."""
        heads = [w for w in slots[0].left if w.kind in _HEADS]
        others = tuple(w for w in slots[0].left if w.kind not in _HEADS)
        if len(heads) != len(slots):
            for slot in slots:
                self._hear(slot)
            return
        for head, slot in zip(heads, slots, strict=True):
            one = slot._replace(
                left=(*others, head),
                words=(*others, head),
                before="",
                start=slot.numeral.start,
                right=(),
                after="",
                earlier=(),
            )
            claim = self._claim(one)
            if claim:
                yield claim._replace(start=slots[0].start)

    def _claim(self, slot: Slot) -> Claim | None:
        """Return what a number counts, or None where it is not sure."""
        self._hear(slot)
        claim = None
        if self.this_year and not slot.numeral.about and not self._aside(slot):
            claim = self._read(slot)
        if slot.numeral.unit != "%":
            self.last = claim
        return claim

    def _hear(self, slot: Slot) -> None:
        """Take in what was said since the number before: years, and what is spoken of."""
        before = None
        for word in (*slot.earlier, *slot.left):
            if word.kind in _HEARD:
                self._take(word, before)
            before = word
        for word in slot.earlier:
            if word.kind in (Kind.ACT, Kind.OUTCOME):
                self.rows = word.phrase.rows
        for word in slot.of(Kind.OTHER, Kind.REQUEST):
            self.uncounted = word.kind == Kind.OTHER
        if self.elsewhere and (names_itself(_plain(slot)) or _ALL_TOLD.found_in(slot.before)):
            self.elsewhere = False
        if self.partly and _ALL_YEAR.found_in(slot.before):
            self.partly = False

    def _take(self, word: Word, before: Word | None) -> None:
        # "2023年" in a report for 2024 -> another year until one is named again
        if word.kind == Kind.THIS_YEAR:
            self.this_year, self.partly = True, False
        elif word.kind == Kind.YEAR:
            self.partly = False
            self.this_year = as_year(word.text) == self.year
        elif word.kind == Kind.REQUEST:
            self.uncounted = False
        elif word.kind == Kind.DOCUMENT:
            self.document = word.phrase.rows
        elif word.kind == Kind.PART:
            # "2024年以来" in a report for 2024 -> the whole year
            year = before is not None and before.kind == Kind.YEAR and before.end == word.start
            self.partly = not (word.text == "以来" and year and self.this_year)

    def _aside(self, slot: Slot) -> bool:
        """Return whether a clause compares, plans, or speaks of a part or of another office."""
        # "县公安局收到申请3件，办结2件" -> both
        right = () if slot.followed else slot.right
        near = [*slot.left, *right]
        kinds = {w.kind for w in near}
        self.elsewhere = self.elsewhere or Kind.OFFICE in kinds
        self.partly = self.partly or any(w.kind == Kind.PART for w in right)
        if Kind.ASIDE in kinds:
            acts = [w for w in slot.left if w.kind == Kind.ACT]
            self.rows = acts[-1].phrase.rows if acts else self.rows
            self.showing = self.showing or bool(slot.of(Kind.DECISION))
        return Kind.ASIDE in kinds or self.partly or self.elsewhere

    def _read(self, slot: Slot) -> Claim | None:
        """Return what a number states; what no reader understands is left alone."""
        found = self._subject(slot)
        if not found:
            strange = slot.numeral.unit in COUNTED and not FILLER.fullmatch(slot.before)
            self.unknown = self.unknown or strange
            return None
        if not found[0]:
            return None
        of = self.last if slot.numeral.unit == "%" and not slot.of(*_GOVERNING) else None
        return Claim(slot.numeral, *found, slot.start, max(slot.end, slot.numeral.stop), of)

    def _subject(self, slot: Slot) -> Subject | None:
        """Ask the readers of each table whose words are near, in turn."""
        kinds = {word.kind for word in slot.words}
        found: Subject | None = None
        if Kind.FEE in kinds or slot.numeral.unit == "元":
            found = self._fee(slot)
        if found is None and Kind.DECISION in kinds:
            found = self._decision(slot)
        if found is None and not kinds.isdisjoint((Kind.DOCUMENT, Kind.VERB)):
            found = self._of_documents(slot)
        if found is None and not kinds.isdisjoint((Kind.APPEAL, Kind.RESULT)):
            found = self._of_appeals(slot)
        return self._of_requests(slot) if found is None else found

    def _filled(self, slot: Slot, start: int, end: int, filler: re.Pattern[str] = FILLER) -> bool:
        """Return whether only fill words and words that go with them are between."""
        text = slot.between(start, end)
        for word in slot.left:
            if word.start >= start and word.kind in _BLANK:
                at = word.start - start
                text = (
                    text[:at] + " " * (word.end - word.start) + text[at + word.end - word.start :]
                )
        return bool(filler.fullmatch(text))

    def _fee(self, slot: Slot) -> Subject | None:
        """Read the fees of section 6; money may be named by the sentence before."""
        # "收取信息处理费10元" -> fees_received; "收费通知1件" -> fee_notices
        fees, money = slot.of(Kind.FEE), slot.numeral.unit == "元"
        if not fees:
            if not (self.fees and money and FILLER.fullmatch(slot.before)):
                return _SILENT if money else None
            charged = "通知" in slot.before or "总金额" in slot.before
            first, second = ("fees_charged", "fees_received")[:: 1 if charged else -1]
            return (("other_matters",),), ((first,), (second,))
        left = [w for w in slot.left if w.kind == Kind.FEE]
        if left and not self._filled(slot, left[-1].end, slot.numeral.start):
            return _SILENT
        phrase = fees[-1].phrase
        notices = phrase.columns == (("fee_notices",),)
        self.fees = self.fees or notices
        if notices and money:
            return (("other_matters",),), (("fees_charged",), ("fees_received",))
        return (phrase.rows, phrase.columns) if money != notices else _SILENT

    def _decision(self, slot: Slot) -> Subject | None:
        # "作出行政处罚决定12件" -> penalties.decisions; "公示行政处罚信息5件" -> silent
        found = slot.of(Kind.DECISION)
        if not found:
            return None
        if _MADE.found_in(slot.before):
            self.showing = False
        said = slot.before + slot.after
        self.showing = self.showing or "公开" in said
        handling = slot.of(Kind.ACT, Kind.OUTCOME) and "决定" not in said
        if (
            self.showing
            or slot.numeral.unit not in ("件", "宗", "起")
            or _SHOWING.found_in(said)
            or handling
            or len(found) > 1
            or (
                found[0].end <= slot.numeral.start
                and not self._filled(slot, found[0].end, slot.numeral.start)
            )
        ):
            return _SILENT
        return found[-1].phrase.rows, found[-1].phrase.columns

    def _of_documents(self, slot: Slot) -> Subject | None:
        # "制发规范性文件5件，废止2件" -> issued 5, then repealed 2 of the same
        documents, verbs = slot.of(Kind.DOCUMENT), slot.of(Kind.VERB)
        if not documents and not (verbs and self.document):
            return None
        if documents:
            self.document = documents[-1].phrase.rows
        if verbs:
            self.verb = verbs[-1].phrase.columns
        words = sorted((*documents, *verbs), key=lambda w: w.start)
        left = [w for w in words if w.end <= slot.numeral.start]
        filled = not left or self._filled(slot, left[-1].end, slot.numeral.start)
        showing = "公开" in _plain(slot) or slot.of(Kind.ACT, Kind.OUTCOME)
        plain = (
            not documents and verbs[0].phrase.columns[0][0] == "issued" and "文件" in slot.before
        )
        several = len(documents) > 1 or len(verbs) > 1 or plain
        if several or showing or not self.verb or not filled or slot.numeral.unit not in COUNTED:
            return _SILENT
        return self.document, self.verb

    def _of_appeals(self, slot: Slot) -> Subject | None:
        # "行政复议3件，维持1件" -> review 3, then upheld 1 of it
        appeals, results = slot.of(Kind.APPEAL), slot.of(Kind.RESULT)
        self.unknown = self.unknown or bool(appeals)
        if not appeals and not (results and self.appeal):
            return _SILENT if results else None
        received = "收到" in slot.before and any(w.text.endswith("申请") for w in appeals)
        if self.unrelated:
            self.appeal = ()
            return _SILENT
        judging = _JUDGING.search(slot.before) or (received and not self.public)
        if judging or slot.of(Kind.APPLICANT):
            self.appeal = ()
            return _SILENT
        left = [w for w in (*appeals, *results) if w.end <= slot.numeral.start]
        if left and not self._filled(slot, max(w.end for w in left), slot.numeral.start):
            return _SILENT
        if not left and not FILLER.fullmatch(
            slot.after[: (appeals or results)[0].start - slot.numeral.stop]
        ):
            return _SILENT
        if appeals:
            self.appeal = _joined(slot, appeals)
            if self.appeal == (_LITIGATION,) and self.one_kind:
                self.appeal = (_LITIGATION, _LITIGATION[:1], _LITIGATION[1:])
        if len(results) > 1 or slot.numeral.unit not in COUNTED | {"%"} or not self.appeal:
            return _SILENT
        self.rows = ()
        return self.appeal, results[-1].phrase.columns if results else _TOTAL

    def _of_requests(self, slot: Slot) -> Subject | None:
        """Read table 3; a row or an applicant may be named by the clause before."""
        # "收到申请7件，其中自然人5件" -> received 7, then natural_person 5 of it
        if self.papers:
            return _SILENT
        spoken = bool(slot.of(Kind.REQUEST))
        if slot.numeral.unit not in COUNTED | {"%", ""} or not (spoken or self.requests):
            return None
        word, applicants = self._governing(slot), slot.of(Kind.APPLICANT)
        if word is not None and word.kind == Kind.DETAIL:
            return (word.phrase.rows, _TOTAL) if not self.uncounted else _SILENT
        doubtful = self.uncounted or (self.unknown and (word is None or word.kind == Kind.ACT))
        if len(applicants) > 1 or (doubtful and not spoken):
            return None
        if word is None:
            return self._without_act(slot, applicants)
        if not self._this_turn(word):
            return _SILENT
        parent = self.applicants if word.kind == Kind.OUTCOME else ()
        counted = _joined(slot, [w for w in slot.left if w.kind in _ROWS] or [word])
        if not (slot.bracketed and self.rows):
            self.rows = counted
            self.named.extend(counted[:1])
        if applicants:
            self.applicants = applicants[-1].phrase.columns
            return counted, self.applicants
        if word.kind == Kind.ACT:
            self.applicants = ()
        return counted, (("total",), *parent)

    def _without_act(self, slot: Slot, applicants: Sequence[Word]) -> Subject | None:
        """Read a number whose act was named before: an applicant, a share, a sum."""
        if applicants:
            word = applicants[-1]
            left = word.end <= slot.numeral.start
            gap = (
                self._filled(slot, word.end, slot.numeral.start)
                if left
                else FILLER.fullmatch(slot.after[: word.start - slot.numeral.stop])
            )
            if not gap:
                return None
            self.rows = self.rows or _SUMS[:2]
            self.applicants = word.phrase.columns
            return self.rows, self.applicants
        if slot.numeral.unit == "%":
            last = self.last
            plain = FILLER.fullmatch(slot.before) and "分别" not in slot.before
            return (last.rows, last.columns) if last and plain else None
        if self.rows and _SUMMED.found_in(slot.before) and FILLER.fullmatch(slot.before):
            total = tuple(row for rows in self.named for row in rows)
            return (*self.rows, *((total,) if total else ()), *_SUMS), _TOTAL
        return None

    def _governing(self, slot: Slot) -> Word | None:
        """Return the nearest word that says what a number counts: before it, or else behind."""
        # "予以公开答复9件" -> 予以公开; "申请中有2件不予公开" -> 不予公开
        if not slot.before.endswith(_TOPIC):
            left = [w for w in slot.left if w.kind in _ROWS]
            sure = [w for w in left if w.kind != Kind.ACT]
            named = slot.of(Kind.REQUEST) or slot.numeral.unit == "%"
            for word in (*sure[::-1], *left[::-1]):
                bare = word.kind == Kind.ACT and not named
                filler = BARE_FILLER if bare else FILLER
                if self._filled(slot, word.end, slot.numeral.start, filler):
                    return word
            if left:
                return None
        for word in sorted(
            (w for w in slot.right if w.kind in _ROWS), key=lambda w: w.kind == Kind.ACT
        ):
            if word.kind != Kind.DETAIL and self._fits_behind(slot, word):
                return word
        return None

    def _fits_behind(self, slot: Slot, word: Word) -> bool:
        text = slot.after[: word.start - slot.numeral.stop]
        for other in slot.right:
            if other.end <= word.start and other.kind in _BLANK:
                text = text.replace(other.text, "")
        rest = slot.after[word.end - slot.numeral.stop :]
        return bool(FILLER.fullmatch(text)) and ("的" not in rest[:1])

    def _this_turn(self, word: Word) -> bool:
        """Return whether the year in 结转 is the one before the report, or the one after it."""
        # "结转至2025年" in a report for 2024 -> True
        named = _YEAR.search(word.text)
        if not named:
            return True
        into = word.phrase.rows[0][0].endswith("carried_out")
        return int(named[0]) == self.year + (1 if into else -1)


_HEARD = frozenset((Kind.THIS_YEAR, Kind.YEAR, Kind.REQUEST, Kind.DOCUMENT, Kind.PART))
"""Words that say what the numbers behind them are of."""
_ROWS = frozenset((Kind.ACT, Kind.OUTCOME, Kind.DETAIL))
_GOVERNING = _ROWS | {Kind.APPLICANT, Kind.APPEAL, Kind.RESULT}
_HEADS = _GOVERNING | {Kind.DECISION, Kind.VERB} - {Kind.ACT}
_BLANK = frozenset((Kind.ACT, Kind.REQUEST, Kind.APPLICANT, Kind.YEAR, Kind.THIS_YEAR, Kind.VERB))
"""Words that may stand between the word that governs a number and the number."""


def _respectively(slots: Sequence[Slot]) -> list[Slot]:
    """Return the numbers that `分别` gives to several words in turn."""
    # "许可、处罚分别为3件、2件" -> 3, 2
    if "分别" not in slots[0].before:
        return []
    listed = [slots[0]]
    for slot in slots[1:]:
        if slot.before.strip("、和与，, ") or slot.earlier:
            break
        listed.append(slot)
    return listed


def _plain(slot: Slot) -> str:
    """Return the text before a number without the words found in it."""
    text = slot.before
    for word in slot.left:
        text = text.replace(word.text, "", 1)
    return text


def _joined(slot: Slot, found: Sequence[Word]) -> Rows:
    """Return the rows of the last word; with those it is joined to, their sum or either."""
    # "复议、诉讼共2件" -> review + litigation
    last = found[-1].phrase.rows
    if len(found) < 2:
        return last
    first, second = found[-2], found[-1]
    between = slot.between(first.end, second.start) if second.end <= slot.numeral.start else "?"
    if not JOINED.fullmatch(between.strip()):
        governing = [w for w in found if w.kind != Kind.ACT] or list(found)
        return governing[-1].phrase.rows
    if first.kind == Kind.ACT:
        return last + first.phrase.rows
    total = tuple(row for w in found for row in w.phrase.rows[0])
    return (total, *((*first.phrase.rows[0], *rows) for rows in last))
