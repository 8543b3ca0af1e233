"""The headings of the sections in a source, and the text that stands under them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from tuiwizard.forms.editions import all_section_keys, chapter_keys, section_title
from tuiwizard.forms.years import editions
from tuiwizard.importing.lexicon import find
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.report.labels import fold, without_ordinal

MAX_HEADING = 50
_MARKED, _WHOLE, _INLINE, _WORDED, _BARE = range(5)
"""How sure a heading is: marked as one, its full title, a text behind it, in other words under
the number of the section, no number."""

_NUMBERED = re.compile(
    r"(?P<number>[一二三四五六七八九十])[、.．,，\s]\s*(?P<rest>[^。；;！？!?]+)"
)
_WORDS: Mapping[str, str] = {
    "overview": "总体|概述|概况|基本情况|工作情况|工作综述",
    "proactive": "主动公开",
    "requests": "依?申请公开|公开申请|申请.{0,4}情况",
    "appeals": "复议|诉讼",
    "problems": "问题|不足|改进",
    "other_matters": "其[他它]",
}
"""What a heading says of its section, whatever its words: 因政府信息公开被申请行政复议…情况."""

_TITLE_AND_TEXT = re.compile(
    r"(?P<title>(?P<number>[一二三四五六七八九十])[、.．]\s?[^\s：:。]{4,40})[：:。\s]\s*(?P<text>\S.*)",
    re.DOTALL,
)
_PREFIX = 10
"""Characters that may stand before a title: 政府信息公开工作的总体情况."""


class Mark(NamedTuple):
    """A line that may be the heading of a section, and how sure that is: the less, the surer."""

    line: int
    key: str
    sure: int


def marks_in(lines: Sequence[SourceLine]) -> list[Mark]:
    """What may be the headings of the sections of a source."""
    found = ((number, _heading(line)) for number, line in enumerate(lines))
    return [Mark(number, *heading) for number, heading in found if heading is not None]


def headings(marks: Iterable[Mark]) -> dict[int, str]:
    """The sections whose headings lines are, by number of the line.

    A title that is in a table of contents as well is the last one; a title that stands in a
    running text is not one where the source marks its headings.

    Args:
        marks: What may be headings, in the order of the source.
    """
    best: dict[str, tuple[int, int]] = {}
    for number, key, sure in marks:
        if key not in best or sure <= best[key][0]:
            best[key] = (sure, number)
    return _in_order({key: number for key, (_, number) in best.items()})


def _in_order(found: Mapping[str, int]) -> dict[int, str]:
    """The headings that are in the order of the form; one out of order is none.

    一 in line 3, 二 in line 9, 三 in line 5, 五 in line 20 -> 一, 二, 五
    """
    keys = [key for key in all_section_keys() if key in found]
    longest: dict[str, list[str]] = {}
    for i, key in enumerate(keys):
        before = [longest[k] for k in keys[:i] if found[k] < found[key]]
        longest[key] = [*max(before, key=len, default=[]), key]
    chosen = max(longest.values(), key=len, default=[])
    return {found[key]: key for key in chosen}


def _heading(line: SourceLine) -> tuple[str, int] | None:
    """The section whose heading a line is, and how sure: 五、存在的主要问题… -> problems."""
    pieces = [piece for piece in line.pieces if piece.text]
    if len(pieces) != 1 or pieces[0].inherited:
        return None  # a row; blanks behind a heading are those of a CSV file
    text = pieces[0].text
    inline = split_inline(text)
    if inline is not None:
        return inline[0], _INLINE
    if len(text) > MAX_HEADING:
        return None
    folded = fold(text)
    named = _section(folded)
    if named is None:
        worded = _worded(text)
        return (worded, _WORDED) if worded else None
    if line.heading:
        return named, _MARKED
    return named, _WHOLE if without_ordinal(folded) != folded else _BARE


def _worded(text: str) -> str | None:
    """The section that a heading means, in words of its own under the number of the section.

    一、工作概述 -> overview; 四、因政府信息公开被申请行政复议、提起行政诉讼情况 -> appeals;
    二、上年结转政府信息公开申请数量, 三、诉讼 -> None
    """
    found = _NUMBERED.fullmatch(text.strip())
    if found is None or find(fold(text)) is not None:
        return None
    rest = fold(found["rest"])
    named = (k for k in _numbers().get(found["number"], ()) if re.search(_WORDS.get(k, "$^"), rest))
    return next(named, None)


@cache
def _numbers() -> Mapping[str, tuple[str, ...]]:
    """The sections by the number that their titles begin with."""
    numbers = {title[0] for title in titles()}
    return {n: tuple({key for t, key in titles().items() if t[0] == n}) for n in numbers}


@cache
def titles() -> dict[str, str]:
    """Return the sections by their titles in every edition."""
    return {section_title(each, key): key for each in editions() for key in chapter_keys(each)}


@lru_cache(maxsize=8192)
def _section(folded: str) -> str | None:
    """The section that a folded title names: 一政府信息公开工作总体情况 -> overview."""
    label = find(folded)
    if label is not None:
        return label.name if label.kind == "section" and label.name != "agency" else None
    bare = without_ordinal(folded)
    for title, key in titles().items():
        core = without_ordinal(fold(title))
        if bare.endswith(core) and len(bare) - len(core) <= _PREFIX and bare != folded:
            return key
    return None


def split_inline(text: str) -> tuple[str, str] | None:
    """A title with its text in one paragraph, 六、其他需要报告的事项：无, as (section, text)."""
    found = _TITLE_AND_TEXT.match(text)
    key = _section(fold(found["title"])) if found else None
    if found is None or key is None:
        return None
    numbered = any(t.startswith(found["number"]) for t, named in titles().items() if named == key)
    return (key, found["text"]) if numbered else None
