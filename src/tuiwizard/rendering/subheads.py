"""Sub-heads within a section: （一）主动公开。 at the head of a paragraph.

The only place that tells one from a sentence; every format asks here.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tuiwizard.rendering.style import Subheads

_NUMBERED = re.compile(r"\s*[（(][一二三四五六七八九十]{1,3}[）)]")

_TITLE_ENDS = re.compile(r"[。：]|:(?![0-9/])")
"""A title goes to the first of these, however long it is."""

_GOES_ON = "；;，,、！!？?…"
"""What ends an item of a list, not a title."""

_TELLS = re.compile(
    r"(?<!为)了(?!解)"  # 成立了领导小组
    r"|年度?[，,]"  # 2024年，我镇
    r"|[0-9０-９](?![0-9０-９]|\s*年)"  # 公开信息12条
)
"""What only a sentence says: what was done, when, and how much."""

_NAMES = re.compile(
    r"[^，,未无没有]{0,16}(?:情况|方面)。|"
    r"(?:政府信息(?:公开)?)?"
    r"(?:主动公开|依申请公开|(?:信息)?管理|平台建设|监督保障)。"
)
"""A title that may stand alone with its full stop: 主动公开情况。 but not 解读质量有待提升。"""


class Headed(NamedTuple):
    """A paragraph as the sub-head that it begins with, and the rest; together they are its text."""

    title: str
    rest: str


def headed(paragraph: str, which: Subheads = "all") -> Headed:
    """Return a paragraph in two; the title is empty where it begins with no sub-head.

    A whole sentence is no sub-head: a paragraph that ends with its first sentence, and a first
    sentence that tells what was done.

    Args:
        paragraph: A paragraph of a narrative section.
        which: The sub-heads that are looked for.
    """
    # （一）主动公开。全年甲 -> （一）主动公开。 | 全年甲        （二）监督保障 -> all of it
    number = _NUMBERED.match(paragraph)
    if not number or which == "none":
        return Headed("", paragraph)
    end = _TITLE_ENDS.search(paragraph, number.end())
    title, rest = (paragraph[: end.end()], paragraph[end.end() :]) if end else (paragraph, "")
    alone = not rest.strip()
    is_title = _is_title(title[number.end() :].strip(), alone=alone)
    if not is_title or (which == "alone" and not alone):
        return Headed("", paragraph)
    return Headed(paragraph, "") if alone else Headed(title, rest)


def blocks(
    paragraph: str,
    which: Subheads | None,
    as_heading: Callable[[str], str],
    as_paragraph: Callable[[str], str],
) -> Iterator[str]:
    """Yield a paragraph for a page, its sub-head before it as a heading if that is asked for.

    Args:
        paragraph: A paragraph of a narrative section.
        which: The sub-heads that become headings; none if it is not said.
        as_heading: Marks up a heading.
        as_paragraph: Marks up what is none.
    """
    title, rest = headed(paragraph, which or "none")
    if title:
        yield as_heading(title.strip())
        rest = rest.strip()
    if rest:
        yield as_paragraph(rest)


def _is_title(words: str, *, alone: bool) -> bool:
    """Return whether what stands behind the number is neither a sentence nor an item of a list."""
    if not words.strip("。：: ") or words[-1] in _GOES_ON or _TELLS.search(words):
        return False
    return not (alone and words.endswith("。")) or bool(_NAMES.fullmatch(words))
