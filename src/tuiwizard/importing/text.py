"""Plain text: tabs, pipes, commas, wide spaces, one cell on each line, or the text of a PDF."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from tuiwizard.importing.slots import Shape, shape
from tuiwizard.importing.source_lines import MAX_COLUMNS, Piece, Position, SourceLine, bounded

_WIDE = re.compile(r" {2,}|[\u3000\u2003]+| \u3000 ?")
_PAGE = re.compile(r"[-—–－·•]+ ?\d{1,3} ?[-—–－·•]+|第 ?\d{1,3} ?页(?:[，, ]*共 ?\d{1,3} ?页)?")
_PIPES = re.compile(r"[|｜]")
_PARTED = re.compile(r"[|｜\t]")
_DRAWN = re.compile(r"[\s|｜:+=_-]+")
_COMMAS = re.compile(r",(?!\d{3}(?:\D|$))")
_BOLD, _HEADING = re.compile(r"\*\*([^*\n]+)\*\*"), re.compile(r"^#{2,6} +", re.MULTILINE)
"""Marks of Markdown, which a text without its suffix may have, too; # may number a line."""

_BOXES = re.compile("[│┃║]")
_DRAWN_BOXES = str.maketrans(
    dict.fromkeys("│┃║", "|")
    | dict.fromkeys("─━═┄", "---")
    | dict.fromkeys("┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝", "|")
)
TABLE_LINE, TABLE_FIGURES = 120, 8
"""Characters and figures of a line that may be a whole table: no row but table 4 has as many."""

_CSV_LINES, _CSV_FIGURES = 3, 5
"""Lines of a label and figures between commas that make a text a CSV file, or figures in one."""


def read(text: str) -> list[SourceLine]:
    """The lines of a plain text; empty ones and page numbers are left out."""
    if _BOXES.search(text):
        text = text.translate(_DRAWN_BOXES)
    text = _HEADING.sub("", _BOLD.sub(r"\1", text))
    numbered = list(_numbered(text))
    if _is_csv([line for _, line in numbered]):
        return bounded(_csv(text))
    ended = _lines_end_in_pipes([line for _, line in numbered])
    framed = _lines_begin_with_pipes([line for _, line in numbered])
    return bounded(
        line
        for number, raw in numbered
        for line in split_line(raw, number, ended=ended, framed=framed)
    )


def split_line(
    raw: str, number: int, *, ended: bool = False, framed: bool = True
) -> Iterator[SourceLine]:
    """One line of a text as pieces; nothing where it only draws the table.

    Args:
        raw: The line.
        number: Its number in the file.
        ended: Whether every cell of the text stands on a line of its own and ends in a pipe.
        framed: Whether rows of the text begin with a pipe; else it is behind a blank cell.
    """
    stripped = raw.strip()
    if not stripped or _PAGE.fullmatch(stripped):
        return
    if len(stripped) > TABLE_LINE and _is_table(stripped):
        yield from _word_by_word(stripped, number)
        return
    if _PIPES.search(stripped):
        if _is_rule(stripped) or (set(stripped) <= set("|｜ ") and not _counts(raw, ended)):
            return
        fields = _between_pipes(stripped, framed=framed)
    elif "\t" in raw:
        fields = raw.split("\t")
    else:
        fields = _spaced(stripped)
    fields = [field.strip() for field in fields[:MAX_COLUMNS]]
    if fields[-1] == stripped or len(fields) == 1:  # what is left of it may be tabs
        pieces = [Piece(fields[-1], Position(number))]
    else:
        pieces = [Piece(f, Position(number, column=i + 1), i) for i, f in enumerate(fields)]
    yield SourceLine(tuple(pieces), stripped, wrapped=True)


def _is_table(line: str) -> bool:
    """Whether a line holds a whole table, the ends of its rows made spaces."""
    figures = sum(shape(word) is Shape.FIGURE for word in line.split())
    return figures >= TABLE_FIGURES and not _PARTED.search(line)


def _word_by_word(line: str, number: int) -> Iterator[SourceLine]:
    """The words of such a line as cells that stand on lines of their own."""
    for column, word in enumerate(line.split(), 1):
        yield SourceLine((Piece(word, Position(number, column=column)),), word)


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, without the bare page numbers at the edges of PDF pages.

    These count the pages: a figure that happens to stand at the edge of one does not.
    """
    pages = [page.split("\n") for page in text.split("\f")]
    counts = _page_numbers(pages) if len(pages) > 1 else {}
    number = 0
    for page, lines in enumerate(pages):
        for i, line in enumerate(lines):
            number += 1
            if counts.get(page) != i:
                yield number, line
        number -= 1  # a form feed does not end a line


def _page_numbers(pages: Sequence[Sequence[str]]) -> dict[int, int]:
    """The line of each page that says its number: all the first, or all the last, and they count.

    规章 / 1, 5 / 0 / 2 -> line 1 of page 0, and line 2 of page 1; not the 5
    """
    found: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for page, lines in enumerate(pages):
        filled = [i for i, line in enumerate(lines) if line.strip()]
        for side in (-1, 0) if filled else ():
            text = lines[filled[side]].strip()
            if re.fullmatch(r"[0-9]{1,3}", text):
                found[side, int(text) - page][page] = filled[side]
    return max(found.values(), key=len, default={})


def _lines_end_in_pipes(lines: Iterable[str]) -> bool:
    """Whether cells are on lines of their own, each ended by a pipe: 规章 | / 0 | / 0 | / 6 |."""
    filled = [line.strip() for line in lines if line.strip().strip("|｜ ")]
    single = [t for t in filled if t[-1] in "|｜" and len(_PIPES.findall(t)) == 1]
    return len(single) * 3 > len(filled)


def _is_rule(line: str) -> bool:
    """Whether a line only draws a line below a row: |---|:--:| -> True."""
    return "---" in line and _DRAWN.fullmatch(line) is not None


def _counts(raw: str, ended: bool) -> bool:
    """Whether a line of nothing but pipes is a blank cell: | is, ||| fills a merged one."""
    return ended and len(_PIPES.findall(raw)) == 1


def _lines_begin_with_pipes(lines: Iterable[str]) -> bool:
    """Whether a pipe before a row is its frame: | 规章 | 0 | and not 规章 | 0 | with | | 5 |."""
    rows = [line.strip() for line in lines if len(_PIPES.findall(line)) > 1]
    return sum(row[0] in "|｜" for row in rows) * 2 >= len(rows)


def cells_of(line: str) -> list[str]:
    """The cells of a line that is printed as running text; of a sentence only itself.

    规章 0 0 6 -> 规章, 0, 0, 6; 信息内容 | 本年制发件数 | 现行有效件数 -> three; 首页 | 年报 -> one
    """
    if not _PIPES.search(line):
        return _spaced(line)
    fields = [field.strip() for field in _between_pipes(line, framed=True)]
    cells = [field for field in fields if field]
    if len(cells) < 2 and len(fields) > 2:  # what a merged cell covers
        return cells or [line]
    return fields if len(fields) > 2 or shape(fields[-1]) is not Shape.TEXT else [line]


def _between_pipes(stripped: str, *, framed: bool) -> list[str]:
    if framed and stripped[0] in "|｜" and len(stripped) > 1:
        stripped = stripped[1:]
    if stripped[-1] in "|｜":
        stripped = stripped[:-1]
    return _PIPES.split(stripped)


def _spaced(stripped: str) -> list[str]:
    """A line of a label and figures that only spaces part; any other line stays whole.

    规章    0    0    6 -> 规章, 0, 0, 6; 各项 工作  已完成 -> as it is
    """
    wide = [field for field in _WIDE.split(stripped) if field]
    if len(wide) > 1 and any(shape(field) is not Shape.TEXT for field in wide):
        return [word for field in wide for word in _words(field)]
    words = _words(stripped)
    return words if len(words) > 1 else [stripped]


def _words(text: str) -> list[str]:
    """A label and the figures behind it, or the text itself: 行政 许可 5 -> 行政 许可, 5."""
    words = text.split(" ")
    first = len(words)
    while first and shape(words[first - 1]) in (Shape.FIGURE, Shape.MARK):
        first -= 1
    if first == len(words):
        return [text]
    label = " ".join(words[:first])
    return [label, *words[first:]] if label else words


def _is_csv(lines: list[str]) -> bool:
    """Whether commas part the cells: rows of figures, or lines padded to one width by Excel."""
    if any(map(_PARTED.search, lines)):
        return False
    lines = [line for line in lines if "," in line]
    rows = [len(_COMMAS.findall(line)) for line in lines if _is_row(line)]
    if len(rows) >= _CSV_LINES or any(map(_has_many_figures, lines)):
        return True
    widths = [len(_COMMAS.findall(line)) for line in lines] if rows else []
    return any(widths.count(width) >= _CSV_LINES for width in rows if width > 1)


def _has_many_figures(line: str) -> bool:
    """Whether a label and many figures are between commas: 一、新收,210,100,110,0,0,0,0 -> True."""
    label, *figures = (shape(field.strip('"')) for field in line.strip().split(","))
    return label is Shape.TEXT and len(figures) >= _CSV_FIGURES and set(figures) == {Shape.FIGURE}


def _is_row(line: str) -> bool:
    """Whether a line is labels and figures between commas: 三、办理结果,（一）公开,,1 -> True."""
    shapes = [shape(field.strip('"')) for field in _COMMAS.split(line.strip())]
    cells = [each for each in shapes if each is not Shape.BLANK]
    labels = list(takewhile(lambda each: each is Shape.TEXT, cells))
    figures = cells[len(labels) :]
    if not labels or Shape.TEXT in figures:
        return False
    return bool(figures) or (len(labels) == 1 and len(shapes) > 2)


def _csv(text: str) -> Iterator[SourceLine]:
    """The records of a CSV file; a field in quotes may go over several lines."""
    reader = csv.reader(text.split("\n"))
    while True:
        number = reader.line_num + 1
        try:
            fields = [field.strip() for field in next(reader)]
        except StopIteration:
            return
        except csv.Error:  # a field longer than any cell
            continue
        raw = ",".join(fields).strip(",")
        if len(fields) == 1:
            yield from split_line(raw, number)
        elif raw:
            kept = enumerate(fields[:MAX_COLUMNS])
            pieces = tuple(Piece(f, Position(number, column=i + 1), i) for i, f in kept)
            yield SourceLine(pieces, raw)
