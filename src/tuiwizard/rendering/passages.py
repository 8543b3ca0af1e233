"""Where two texts differ, sentence by sentence.

What editors and site generators change of their own accord is no difference: spaces and breaks
of lines, the width of characters, the shape of quotes and dashes.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from tuiwizard.forms.characters import without_invisible
from tuiwizard.rendering.clean_text import in_markup

_SPACES = re.compile(r"\s+")
_SENTENCE = re.compile(r"[^。！？!?；;]*[。！？!?；;]+[”’」』）)]*|[^。！？!?；;]+")
_SHAPES = (
    (re.compile("[\"'`“”‘’\u201a\u201b\u201e\u201f«»\xb4]+"), '"'),
    (re.compile("[-\u2010-\u2015\u2212]+"), "-"),
    (re.compile(r"\.{2,}"), "..."),
)


class Passage(NamedTuple):
    """Where two texts differ.

    Attributes:
        draft: The sentences of the draft; empty where the copy has more.
        copy: Those of the copy; empty where the draft has more.
        after: The sentence before them, which both have; empty at the beginning.
    """

    draft: str
    copy: str
    after: str = ""


def folded(text: str) -> str:
    """Return a text in the form in which two are compared."""
    # "全年收到 3 件，“零”诉讼" -> '全年收到3件,"零"诉讼'
    shown = "".join(map(in_markup, text.split("\n")))
    bare = _SPACES.sub("", unicodedata.normalize("NFKC", without_invisible(shown)))
    for shapes, one in _SHAPES:
        bare = shapes.sub(one, bare)
    return bare


def passages(draft: str, copy: str) -> tuple[Passage, ...]:
    """Return where a text differs from its copy, in its order; nothing where it does not."""
    if folded(draft) == folded(copy):
        return ()
    return tuple(_passages(_sentences(draft), _sentences(copy)))


def _passages(draft: list[str], copy: list[str]) -> Iterator[Passage]:
    from difflib import SequenceMatcher  # most copies are equal

    matcher = SequenceMatcher(None, [*map(folded, draft)], [*map(folded, copy)], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        ours, theirs = draft[i1:i2], copy[j1:j2]
        if tag == "equal":
            continue
        before = draft[i1 - 1] if i1 else ""
        if len(ours) == len(theirs):
            yield from (Passage(*pair, before) for pair in zip(ours, theirs, strict=True))
        else:
            yield Passage("".join(ours), "".join(theirs), before)


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text, each on one line."""
    pieces = (_SPACES.sub(" ", piece).strip() for piece in _SENTENCE.findall(text))
    return [piece for piece in pieces if piece]
