"""Ties each number of a text to what it counts: by the words in its clause and before it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tuiwizard.rules.narrative.numerals import Numeral, numerals
from tuiwizard.rules.narrative.subjects import Around, Context, Found, subject
from tuiwizard.rules.narrative.vocabulary import (
    ASIDE,
    COUNTED,
    CUES,
    FILLER,
    LEXICON,
    SELF,
    Kind,
    Rows,
)

_SENTENCE = re.compile(r"[^。！？!?\n；;]+[。！？!?\n；;]?")
_CLAUSE_START = re.compile(r"[，,：:（(、）)]")
_CLAUSE_END = re.compile(r"[，,：:（(）)；;。！？!?\n、]")
# "2024年收到申请5件，2025年收到申请7件" in a report on 2025 -> only the 7 is a claim
_YEAR = re.compile(
    r"(?<![较比与同和])(?:(?P<year>20\d\d|二[〇零][一二三四五六七八九〇零]{2})\s*年"
    r"|(?P<last>去年|上年度?(?!度?(?:的)?(?:结转|转入|遗留))|上一年度?(?!度?(?:的)?(?:结转|转入|遗留)))"
    r"|(?P<now>今年|本年度?|全年))"
)
_READ = COUNTED | {"%", "元"}
"""Units of the numbers that may be claims; a sentence without them is not read."""

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


class Claim(NamedTuple):
    """A number and the figures that it may be.

    Attributes:
        numeral: The number in its paragraph.
        rows: Readings of what it counts, the likeliest first.
        columns: Readings of the column.
        words: The words that say so, for the message.
    """

    numeral: Numeral
    rows: Rows
    columns: Rows
    words: str


def claims(text: str, year: int, name: str = "") -> Iterator[tuple[int, Claim]]:
    """The numbers of a text that the tables can confirm or contradict.

    Args:
        text: The text of a section.
        year: The report year; figures of other years are left out.
        name: The office's name, which is no other office in its own report.

    Yields:
        Where a paragraph starts, and a claim in it.
    """
    start = 0
    for paragraph in text.split("\n"):
        for claim in _in_paragraph(paragraph, year, name):
            yield start, claim
        start += len(paragraph) + 1


@lru_cache(maxsize=1024)
def _in_paragraph(text: str, year: int, name: str) -> tuple[Claim, ...]:
    """A paragraph is read once, however often another one is typed into."""
    # "收到申请7件，其中自然人5件" -> 7: received, total; 5: received, natural_person
    listed = list(numerals(text))
    if not listed:
        return ()
    found: list[Claim] = []
    context, names = Context(), _stems(name)
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        inside = [n for n in listed if start <= n.start < end]
        context.begin(sentence[0])
        if any(n.unit in _READ for n in inside):
            cues = _cues(sentence[0], start)
            reader = _Reader(text, start, end, _masked(text, cues), cues, year, names, context)
            found.extend(reader.claims(inside))
    return tuple(found)


@lru_cache(maxsize=64)
def _stems(name: str) -> tuple[str, ...]:
    """How an office calls itself: its name, and its name without 人民政府."""
    # "甲县乙镇人民政府" -> "甲县乙镇人民政府", "甲县乙镇政府", "甲县乙镇", "县乙镇"
    stem = re.sub("(?:人民)?政府(?:办公室)?$|街道办事处$", "", name)
    stems = {name, stem, stem + "政府", stem[-3:]} - {""}
    return tuple(sorted((s for s in stems if len(s) > 1), key=len, reverse=True))


class _Reader(NamedTuple):
    """Reads one sentence, number by number."""

    text: str
    start: int
    end: int
    masked: str
    cues: Sequence[Found]
    year: int
    names: tuple[str, ...]
    context: Context

    def claims(self, inside: Sequence[Numeral]) -> Iterator[Claim]:
        """The claims of the sentence."""
        before = self.start
        for i, numeral in enumerate(inside):
            following = inside[i + 1].start if i + 1 < len(inside) else self.end
            around = self._around(before, numeral, following)
            claim = self._claim(numeral, around) if around else None
            if claim is not None:
                yield claim
            elif numeral.unit in COUNTED and self._this_year(numeral.start):
                self.context.unknown = True
            before = numeral.stop

    def _around(self, before: int, numeral: Numeral, following: int) -> Around | None:
        """The words that a number belongs to; None where it is not this year's or only said so."""
        # "收到申请7件，其中自然人5件": 5 -> 自然人, and nothing of the clause before
        start = self._own_clause(before, numeral.start)
        stop = _CLAUSE_END.search(self.text, numeral.stop, following)
        end = stop.start() if stop else following
        aside = self._aside(start, numeral.start) or self._aside(numeral.stop, end)
        if numeral.about or aside or not self._this_year(numeral.start):
            return None
        found = [*self._cues(start, numeral.start), *self._cues(numeral.stop, end)]
        alone = all(f.cue.kind is Kind.APPLICANT for f in found)
        if alone and FILLER.fullmatch(self._plain(start, numeral.start)):
            earlier = self._cues(before, start)
            clause = max(before, self.text.rfind("，", before, start - 1))
            if earlier and not self._aside(clause, start):
                found, start = [*earlier, *found], before
        own = [f.end for f in found if f.start < numeral.start]
        said = self.text[self.start : numeral.start]
        return Around(
            tuple(found),
            self.text[start : numeral.start],
            self._plain(own[-1] if own else start, numeral.start),
            self.text[numeral.stop : end],
            start,
            said.count("（") > said.count("）"),
        )

    def _own_clause(self, start: int, end: int) -> int:
        """Where the clause of a number starts: `复议、诉讼共` is one, `收到申请，办结` are two."""
        # "新收7件，复议、诉讼共2件": 2 -> from 复议 on
        starts = [start, *(m.end() for m in _CLAUSE_START.finditer(self.text, start, end))]
        cut = starts.pop()
        while starts and self.text[cut - 1] == "、" and self._cues(starts[-1], cut):
            cut = starts.pop()
        return cut

    def _cues(self, start: int, end: int) -> list[Found]:
        return [f for f in self.cues if start <= f.start and f.end <= end]

    def _plain(self, start: int, end: int) -> str:
        """A stretch without the office's names for itself."""
        return self._without_self(self.text[start:end])

    def _without_self(self, words: str) -> str:
        for name in self.names:
            words = words.replace(name, "")
        return SELF.sub("", words)

    def _aside(self, start: int, end: int) -> bool:
        """Whether a clause compares, plans, or speaks of a part."""
        # "较上年增加申请" -> True, "收到申请" -> False
        return bool(ASIDE.search(self._without_self(self.masked[start:end])))

    def _this_year(self, end: int) -> bool:
        """Whether the last year named before a number is the report year."""
        # "上年收到申请" -> False, "今年收到申请" -> True
        named = list(_YEAR.finditer(self.masked, self.start, end))
        if not named or named[-1]["now"]:
            return True
        last = named[-1]["year"]
        return last is not None and int(last.translate(_DIGITS)) == self.year

    def _claim(self, numeral: Numeral, around: Around) -> Claim | None:
        """What a number counts, or None where it is not sure."""
        if around.of(Kind.UNSURE) or not FILLER.fullmatch(around.tail):
            return None
        found = subject(self.context, numeral, around)
        words = around.before.strip("，、,：:（( ")
        return Claim(numeral, *found, words) if found else None


def _cues(text: str, offset: int) -> tuple[Found, ...]:
    return tuple(
        Found(CUES[int((m.lastgroup or "c0")[1:])], offset + m.start(), offset + m.end())
        for m in LEXICON.finditer(text)
    )


def _masked(text: str, cues: Sequence[Found]) -> str:
    """The text with the words of the vocabulary blanked out, every other one in its place."""
    # "收到申请7件" -> "　　申请7件"
    for found in cues:
        text = text[: found.start] + "　" * (found.end - found.start) + text[found.end :]
    return text
