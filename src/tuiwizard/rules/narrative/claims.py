"""Ties each number of a text to what it counts: by the words in its clause and before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tuiwizard.rules.narrative.numerals import Numeral, numerals
from tuiwizard.rules.narrative.subjects import Around, Context, Found, subject
from tuiwizard.rules.narrative.words import (
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
_YEAR = re.compile(
    r"(?<![较比与同和])(?:(?P<year>20\d\d|二[〇零][一二三四五六七八九〇零]{2})\s*年"
    r"|(?P<last>去年|上年度?(?!度?(?:的)?(?:结转|转入|遗留))|上一年度?(?!度?(?:的)?(?:结转|转入|遗留)))"
    r"|(?P<now>今年|本年度?|全年))"
)
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True, slots=True)
class Claim:
    """A number and the figures that it may be.

    Attributes:
        numeral: The number in the text.
        rows: Readings of what it counts, the likeliest first.
        columns: Readings of the column.
        words: The words that say so, for the message.
        sentence: Where its sentence starts.
    """

    numeral: Numeral
    rows: Rows
    columns: Rows
    words: str
    sentence: int


@lru_cache(maxsize=32)
def claims(text: str, year: int, name: str = "") -> tuple[Claim, ...]:
    """The numbers of a text that the tables can confirm or contradict.

    Args:
        text: The text of a section.
        year: The report year; figures of other years are left out.
        name: The office's name, which is no other office in its own report.
    """
    found: list[Claim] = []
    context = Context()
    listed = list(numerals(text))
    for sentence in _SENTENCE.finditer(text):
        inside = [n for n in listed if sentence.start() <= n.start < sentence.end()]
        context.begin(sentence[0])
        reader = _Reader(text, sentence.start(), sentence.end(), year, _stems(name), context)
        found.extend(reader.claims(inside))
        if sentence[0].endswith("\n"):
            context = Context()
    return tuple(found)


def _stems(name: str) -> tuple[str, ...]:
    """How an office calls itself: its name, and its name without 人民政府."""
    stem = re.sub("(?:人民)?政府(?:办公室)?$|街道办事处$", "", name)
    stems = {name, stem, stem + "政府", stem[-3:]} - {""}
    return tuple(sorted((s for s in stems if len(s) > 1), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one sentence, number by number."""

    text: str
    start: int
    end: int
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
        label = self.text[before : numeral.start]
        cut = _own_clause(label)
        own = label[cut:]
        rest = self.text[numeral.stop : following]
        stop = _CLAUSE_END.search(rest)
        after = rest[: stop.start()] if stop else rest
        if numeral.about or self._aside(own + "｜" + after) or not self._this_year(numeral.start):
            return None
        start = before + cut
        found = [*_cues(own, start), *_cues(after, numeral.stop)]
        if not any(f.cue.kind is not Kind.APPLICANT for f in found) and FILLER.fullmatch(
            self._plain(own)
        ):
            earlier = _cues(label[:cut], before)
            if earlier and not self._aside(label[:cut].rpartition("，")[2]):
                found, start = [*earlier, *found], before
        own_found = [f for f in found if f.start < numeral.start]
        tail = self.text[own_found[-1].end : numeral.start] if own_found else own
        said = self.text[self.start : numeral.start]
        inside = said.count("（") > said.count("）")
        return Around(tuple(found), self.text[start : numeral.start], tail, after, start, inside)

    def _plain(self, words: str) -> str:
        for name in self.names:
            words = words.replace(name, "")
        return SELF.sub("", words)

    def _aside(self, words: str) -> bool:
        """Whether a clause compares, plans, or speaks of a part."""
        plain = self._plain(words)
        return bool(ASIDE.search(LEXICON.sub("", plain)))

    def _this_year(self, end: int) -> bool:
        """Whether the last year named before a number is the report year."""
        named = list(_YEAR.finditer(LEXICON.sub(_blank, self.text[self.start : end])))
        if not named or named[-1]["now"]:
            return True
        last = named[-1]["year"]
        return last is not None and int(last.translate(_DIGITS)) == self.year

    def _claim(self, numeral: Numeral, around: Around) -> Claim | None:
        """What a number counts, or None where it is not sure."""
        if around.of(Kind.UNSURE) or not FILLER.fullmatch(self._plain(around.tail)):
            return None
        found = subject(self.context, numeral, around)
        words = around.before.strip("，、,：:（( ")
        return Claim(numeral, *found, words, self.start) if found else None


def _own_clause(label: str) -> int:
    """Where the clause of a number starts: `复议、诉讼共` is one, `收到申请，办结` are two."""
    starts = [m.end() for m in _CLAUSE_START.finditer(label)]
    cut = starts.pop() if starts else 0
    while cut and label[cut - 1] == "、":
        earlier = starts.pop() if starts else 0
        if not LEXICON.search(label, earlier, cut):
            break
        cut = earlier
    return cut


def _cues(text: str, offset: int) -> list[Found]:
    return [
        Found(CUES[int((m.lastgroup or "c0")[1:])], offset + m.start(), offset + m.end())
        for m in LEXICON.finditer(text)
    ]


def _blank(found: re.Match[str]) -> str:
    return "　" * len(found[0])
