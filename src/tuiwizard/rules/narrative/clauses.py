"""Cuts a paragraph into clauses, and ties each number to the words of its own clause."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tuiwizard.lazy_patterns import lazily
from tuiwizard.rules.narrative.numerals import Numeral, numerals
from tuiwizard.rules.narrative.phrases import COUNTED, SELF, Phrase, phrases
from tuiwizard.rules.patterns import GuardedPattern, Words

# cut after 1,000 characters: what is in one sentence is compared with all the rest of it
SENTENCE = lazily(r"[^。！？!?\n；;]{1,1000}[。！？!?\n；;]?")
_BRACKETS = lazily(r"[（(][^（）()]*[）)]")
_CUT = lazily(r"[，,：:（(）)；;。！？!?\n、]")
_READ = COUNTED | {"%", "元", ""}
"""Units of the numbers that may be claims; a sentence without them is not read."""
_OWN = "　"
"""What stands for the office's names for itself, which are no other office's."""
# "办结一件申请、解决一个问题" -> a manner of speaking, no count
_IDIOM = GuardedPattern(
    "[一每](?:件|个|起)[^，。、\\d]{1,8}[、，][^，。、\\d]{1,6}[一每](?:件|个|起)",
    *(some + unit for some in "一每" for unit in "件个起"),
)
_PLACE = lazily(".+?(?:自治州|省|市|县|区|盟|旗)")

_TOWN = lazily(".+?(?:街道|镇|乡|苏木)")
_TOWN_OFFICE = lazily(f"({_TOWN.pattern})(?:人民政府|办事处)?$")


class Word(NamedTuple):
    """A phrase found in the text."""

    phrase: Phrase
    kind: str
    start: int
    end: int
    text: str


class Slot(NamedTuple):
    """A number and the words of its clause.

    Attributes:
        numeral: The number.
        start: Where its own words start: behind the number or the comma before it.
        end: Where its clause ends, or the next number starts.
        earlier: The words between the number before it and its own.
        left: Its own words before it.
        right: Its own words behind it.
        words: Both.
        before: The text before it, the names of the office blanked out.
        after: The text behind it.
        bracketed: Whether it stands in brackets.
        followed: Whether another number follows in the same clause.
    """

    numeral: Numeral
    start: int
    end: int
    earlier: tuple[Word, ...]
    left: tuple[Word, ...]
    right: tuple[Word, ...]
    words: tuple[Word, ...]
    before: str
    after: str
    bracketed: bool
    followed: bool

    def of(self, *kinds: str) -> list[Word]:
        """Return its own words of some kinds, in order."""
        return [w for w in self.words if w.kind in kinds] if self.words else []

    def between(self, first: int, last: int) -> str:
        """Return its text between two positions before it."""
        return self.before[first - self.start : last - self.start]


class Sentence(NamedTuple):
    """A sentence: its text and its numbers."""

    text: str
    start: int
    slots: tuple[Slot, ...]


def sentences(text: str, blanked: str) -> Iterator[Sentence]:
    """Cut a paragraph that has numbers into sentences; those without any have no slots.

    Args:
        text: The paragraph.
        blanked: The same with plain digits, and without the office's names for itself.
    """
    # "收到申请7件，其中自然人5件。" -> 7: left 收到 申请; 5: left 自然人
    listed = [n for n in numerals(text) if n.unit in _READ]
    if not listed:
        return
    idioms = {at for m in _IDIOM.finditer(text) for at in range(*m.span())}
    listed = [n for n in listed if n.start not in idioms]
    read = 0
    for found in SENTENCE.finditer(text):
        start, end = found.span()
        first = read
        while read < len(listed) and listed[read].start < end:
            read += 1
        inside = listed[first:read]
        slots = _slots(blanked, start, end, inside) if inside else ()
        yield Sentence(found[0], start, tuple(slots))


def _slots(text: str, start: int, end: int, inside: Sequence[Numeral]) -> Iterator[Slot]:
    """Give each number of a sentence the words of its clause."""
    words = [Word(p, p.kind, *m.span(), m[0]) for p, m in phrases(text, start, end)]
    starts = [word.start for word in words]
    before = start
    for i, numeral in enumerate(inside):
        following = inside[i + 1].start if i + 1 < len(inside) else end
        own = _own_start(text, before, numeral.start, words, starts)
        stop = _CUT.search(text, numeral.stop, following)
        close = stop.start() if stop else following
        said = text[start : numeral.start]
        left = _within(words, starts, own, numeral.start)
        right = _within(words, starts, numeral.stop, close)
        yield Slot(
            numeral,
            own,
            close,
            _within(words, starts, before, own),
            left,
            right,
            left + right,
            text[own : numeral.start],
            text[numeral.stop : close],
            said.count("（") > said.count("）"),
            stop is None and i + 1 < len(inside),
        )
        before = numeral.stop


def _within(words: Sequence[Word], starts: Sequence[int], start: int, end: int) -> tuple[Word, ...]:
    """Return the words of a stretch; those of a sentence are in order, and none overlap."""
    inside = words[bisect_left(starts, start) : bisect_left(starts, end)]
    return tuple(inside[:-1] if inside and inside[-1].end > end else inside)


def _own_start(
    text: str, start: int, end: int, words: Sequence[Word], starts: Sequence[int]
) -> int:
    """Return where a number's own words start: `复议、诉讼共` is one clause, `收到，办结` two."""
    # "新收7件，复议、诉讼共2件": 2 -> from 复议 on
    # "各县（区）共收到申请7件": 7 -> from 各县 on
    plain = text[start:end]
    if "（" in plain or "(" in plain:
        plain = _BRACKETS.sub(lambda m: "　" * len(m[0]), plain)
    cuts = [start, *(start + m.end() for m in _CUT.finditer(plain))]
    cut = cuts.pop()
    while cuts and text[cut - 1] == "、" and _within(words, starts, cuts[-1], cut):
        cut = cuts.pop()
    return cut


@lru_cache(maxsize=16)
def without_self(text: str, name: str) -> str:
    """Blank out the office's names for itself."""
    # "我局收到申请" -> "　　收到申请"
    pieces, at = [], 0
    for start, end in _selves(text, name):
        pieces += [text[at:start], _OWN * (end - start)]
        at = end
    return "".join(pieces)


def _selves(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where the text names its office: by its name, or by 我局 and the like."""
    behind, found = 0, SELF.search(text)
    for start, said in (*sorted(_named(text, short_names(name)).items()), (len(text), "")):
        while found and found.start() < start:
            if found.start() >= behind:
                yield found.span()
                behind = found.end()
            found = SELF.search(text, behind)
        if start >= behind:
            behind = start + len(said)
            yield start, behind


def _named(text: str, names: Sequence[str]) -> dict[int, str]:
    """Return where a text has one of the names, with the longest at each place."""
    # "县政府办收到申请" -> 0: 县政府办, and not 县政府
    found: dict[int, str] = {}
    for name in reversed(names):
        if name in text:
            found |= dict.fromkeys(Words(name).places_in(text), name)
    return found


def names_itself(text: str) -> bool:
    """Return whether a blanked text named the office."""
    return _OWN in text


@lru_cache(maxsize=64)
def short_names(name: str) -> tuple[str, ...]:
    """Return how an office calls itself, the longest first."""
    # "甲市乙县人民政府办公室" -> 乙县人民政府办公室, 县政府办公室, 县政府办, 县政府, ...
    where = places(name)
    rest = name[len("".join(where)) :]
    place = where[-1] if where else ""
    town = bool(_TOWN.fullmatch(place))
    level = place[-2:] if place.endswith("街道") else place[-1:]
    ends = _endings(rest)
    starts = ["".join(where[i:]) for i in range(len(where))] + [level]
    names = {start + end for start in starts for end in ends}
    if town or rest == "人民政府":
        names |= set(starts)
    names |= {name, rest} if len(rest) > 2 and rest not in ("人民政府", "办公室") else {name}
    return tuple(sorted((n for n in names if len(n) > 1 and "\n" not in n), key=len, reverse=True))


@lru_cache(maxsize=64)
def places(name: str) -> tuple[str, ...]:
    """Return the places in the name of an office, the largest first."""
    # "甲市乙县丙镇人民政府" -> 甲市, 乙县, 丙镇
    found, rest = [], name
    while (place := _PLACE.match(rest)) and place.end() < len(rest):
        found.append(place[0])
        rest = rest[place.end() :]
    town = _TOWN_OFFICE.match(rest)
    return (*found, town[1]) if town else tuple(found)


def _endings(rest: str) -> set[str]:
    """Return the ways to write the last part of an office's name."""
    # "人民政府办公室" -> itself, 政府办公室, 政府办, 人民政府, 政府
    if rest == "人民政府办公室":
        return {rest, "政府办公室", "政府办", "人民政府", "政府"}
    if rest == "人民政府":
        return {rest, "政府"}
    return {rest}
