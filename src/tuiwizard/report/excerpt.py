"""Excerpts of a text: the sentence around a position, short enough for one line."""

import re

LONGEST = 80

_END = re.compile(r"[。！？!?；;\n]")


def sentence_at(text: str, at: int) -> str:
    """Return the sentence that contains a character, cut around it if it is long."""
    start = max((m.end() for m in _END.finditer(text, 0, at)), default=0)
    stop = _END.search(text, at)
    end = stop.start() + (stop[0] != "\n") if stop else len(text)
    first = max(start, min(at - LONGEST // 2, end - LONGEST))
    last = min(end, first + LONGEST)
    head, tail = "…" if first > start else "", "…" if last < end else ""
    return f"{head}{text[first:last].strip()}{tail}"
