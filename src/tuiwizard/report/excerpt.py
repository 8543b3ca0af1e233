"""Excerpts of a text: the sentence around a position, short enough for one line."""

from tuiwizard.lazy_patterns import lazily

LONGEST = 80

AROUND = 16
"""Characters on either side of a passage in its context."""

_END = lazily(r"[。！？!?；;\n]")


def sentence_at(text: str, at: int) -> str:
    """Return the sentence that contains a character, cut around it if it is long."""
    start = max((m.end() for m in _END.finditer(text, 0, at)), default=0)
    stop = _END.search(text, at)
    end = stop.start() + (stop[0] != "\n") if stop else len(text)
    first = max(start, min(at - LONGEST // 2, end - LONGEST))
    last = min(end, first + LONGEST)
    head, tail = "…" if first > start else "", "…" if last < end else ""
    return f"{head}{text[first:last].strip()}{tail}"


def in_context(text: str, start: int, end: int, said: str) -> str:
    """Return what is said of a passage of a text, with the words of its sentence around it."""
    # "收到申请70件。", 4, 6, "99 → 70" -> "收到申请99 → 70件。"
    before, after = around(text, start, end)
    return f"{before}{said}{after}"


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words of its sentence before and behind a passage of a text."""
    # "收到申请70件。", 4, 6 -> ("收到申请", "件。")
    first = max((m.end() for m in _END.finditer(text, 0, start)), default=0)
    stop = _END.search(text, end)
    last = stop.end() if stop else len(text)
    left, right = max(first, start - AROUND), min(last, end + AROUND)
    head, tail = "…" if left > first else "", "…" if right < last else ""
    return f"{head}{text[left:start].lstrip()}", f"{text[end:right].rstrip()}{tail}"
