"""By character, the pattern of the phrases that can begin with it: made from the phrases.

Most characters begin no phrase, the others few: few places of a text need be looked at, each by
few patterns. To find out would take a sixth of the first check of a process.
"""

import re
from collections import deque
from collections.abc import Iterator

from tuiwizard.rules.narrative.phrases import PHRASES

# "(?:依法)?公开|[上下]年" -> "(?:", "依", "法", ")", "?", "公", "开", "|", "[上下]", "年"
_TOKEN = re.compile(r"\(\?(?:<?[!=]|:)|\[[^\]]*\]|\\.|\{[\d,]+\}|.")
_PLAIN = re.compile(r"[^\\(\[?*+{]+")
"""A pattern of nothing but words: `公示|公布`."""

_DIGITS = frozenset("0123456789")
_EMPTY: frozenset[str] = frozenset()

Begins = tuple[frozenset[str], bool]
"""The characters it can begin with, and whether it matches nothing as well."""


def page() -> str:
    """The index, a line for each character: where nothing else needs JSON, it is not loaded."""
    # "结" -> 结转, 结果维持 and so on, each under the number of its phrase
    begin: dict[str, dict[int, list[str]]] = {}
    for i, phrase in enumerate(PHRASES):
        for written, characters in alternatives(phrase.pattern):
            for character in characters:
                begin.setdefault(character, {}).setdefault(i, []).append(written)
    lines = (
        (character, "|".join(f"(?P<p{i}>{'|'.join(a)})" for i, a in named.items()))
        for character, named in sorted(begin.items())
    )
    return "".join(f"{character}\t{pattern}\n" for character, pattern in lines)


def alternatives(pattern: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the alternatives of a pattern, each with the characters with which it can begin.

    It knows what the phrases are written in: groups, alternatives, sets of characters,
    repetitions and looks around.
    """
    # "(?:依法)?公开|[上下]年" -> "(?:依法)?公开" with 依, 公; "[上下]年" with 上, 下
    if _PLAIN.fullmatch(pattern):
        yield from ((written, frozenset(written[0])) for written in pattern.split("|"))
        return
    tokens = deque(_TOKEN.findall(pattern))
    while tokens:
        written = list(tokens)
        begins, _ = _sequence(tokens)
        yield "".join(written[: len(written) - len(tokens)]), begins
        if tokens:
            tokens.popleft()  # the | behind it


def _alternatives(tokens: deque[str]) -> Begins:
    found, empty = _sequence(tokens)
    while tokens and tokens[0] == "|":
        tokens.popleft()
        more, also = _sequence(tokens)
        found, empty = found | more, empty or also
    return found, empty


def _sequence(tokens: deque[str]) -> Begins:
    found, empty = _EMPTY, True
    while tokens and tokens[0] not in ("|", ")"):
        more, optional = _atom(tokens)
        if (tokens and tokens[0] in ("?", "*", "+")) or (tokens and tokens[0][0] == "{"):
            repeated = tokens.popleft()
            optional = optional or repeated in ("?", "*") or repeated.startswith("{0")
        if empty:
            found = found | more
        empty = empty and optional
    return found, empty


def _atom(tokens: deque[str]) -> Begins:
    """Read a group, a set of characters or a character; a look around is empty."""
    token = tokens.popleft()
    if token[0] == "(":
        inside = _alternatives(tokens)
        tokens.popleft()
        return inside if token == "(?:" else (_EMPTY, True)
    if token == "\\d":
        return _DIGITS, False
    if token[0] == "[" and len(token) > 1:
        return _of_set(token[1:-1]), False
    return frozenset(token[-1]), False


def _of_set(inside: str) -> frozenset[str]:
    # "上下1-3" -> 上, 下, 1, 2, 3
    ranged = re.findall("(.)-(.)", inside)
    spread = (map(chr, range(ord(a), ord(b) + 1)) for a, b in ranged)
    single = re.sub(".-.", "", inside)
    return frozenset(single).union(*spread)
