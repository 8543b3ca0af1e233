"""RTF files: the paragraphs and tables of the text, nothing of what else a file may carry."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tuiwizard.importing.source_lines import (
    MAX_COLUMNS,
    Piece,
    Position,
    SourceLine,
    Spanning,
    bounded,
    expanded,
)

_TOKEN = re.compile(
    rb"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|\\",
    re.DOTALL,
)
_LEFT_OUT = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "fldinst", "footnote"),
        *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
        *("annotation", "xe", "tc", "nonshppict", "listtable", "listoverridetable", "themedata"),
    )
)
_SIGNS = {
    **{"tab": " ", "line": "\n", "emdash": "—", "endash": "–", "bullet": "·", "nestcell": "\n"},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " "},
}
_HIDDEN = frozenset(("v", "strike", "striked", "deleted"))
_CHINESE, _TRADITIONAL = re.compile(rb"\\ansicpg936|\\fcharset134"), re.compile(rb"\\ansicpg950")
_NEAR = 20
"""Twentieths of a point within which two edges of cells are one."""


def read(data: bytes) -> list[SourceLine]:
    """The lines of a document.

    Raises:
        SourceError: It is larger than any report.
    """
    reader = _Reader(_codec(data))
    return bounded(reader.lines(data))


def _codec(data: bytes) -> str:
    if _CHINESE.search(data):
        return "gb18030"
    return "big5" if _TRADITIONAL.search(data) else "cp1252"


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds up to the next closing brace.

    Attributes:
        silent: Whether nothing of it is printed.
        hidden: Which words say that the text is struck out or hidden.
        raised: Whether it is raised or lowered, as the mark of a footnote is.
        skipped: How many characters stand for each one written by its number.
    """

    silent: bool = False
    hidden: frozenset[str] = frozenset()
    raised: bool = False
    skipped: int = 1


@dataclass(slots=True)
class _Row:
    """Where the cells of a row end, and which of them go on downwards."""

    edges: list[int] = field(default_factory=list)
    goes_on: list[bool] = field(default_factory=list)


class _Reader:
    """Collects the text of paragraphs and cells.

    Args:
        codec: How bytes of text are encoded.
    """

    def __init__(self, codec: str) -> None:
        self._codec = codec
        self._groups = [_Group()]
        self._text: list[str] = []
        self._bytes = bytearray()
        self._skip = 0
        self._in_table = self._goes_on = False
        self._row = _Row()
        self._cells: list[str] = []
        self._rows: list[tuple[_Row, list[str]]] = []
        self._tables = self._paragraphs = 0

    def lines(self, data: bytes) -> Iterator[SourceLine]:
        """The lines of a document."""
        position = 0
        while found := _TOKEN.match(data, position):
            position = found.end()
            if found["word"] is not None:
                word, number = found["word"].decode("ascii"), found["number"]
                if word == "bin":
                    position += max(0, int(number or 0))
                yield from self._word(word, None if number is None else int(number))
            elif found["byte"] is not None:
                self._put_bytes(bytes.fromhex(found["byte"].decode("ascii")))
            elif found["text"] is not None:
                self._put_bytes(found["text"])
            elif found["brace"] == b"{":
                self._flush()
                self._groups.append(self._groups[-1])
            elif found["brace"] is not None:
                self._flush()
                if len(self._groups) > 1:
                    self._groups.pop()
            elif found["sign"] is not None:
                self._sign(found["sign"])
        yield from self._paragraph()
        yield from self._table()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":  # the name of what may be left out follows
            self._change(silent=True)
        elif sign in b"\\{}":
            self._put_bytes(sign)
        elif sign == b"~":
            self._put(" ")
        elif sign == b"_":
            self._put("-")

    def _word(self, word: str, number: int | None) -> Iterator[SourceLine]:
        """Do what a word says; the lines that it ends."""
        on = number != 0
        if word == "u" and number is not None:
            self._put(chr(number % 0x10000))
            self._skip = self._groups[-1].skipped
        elif word == "uc":
            self._change(skipped=max(0, number or 0))
        elif word in _LEFT_OUT:
            self._change(silent=True)
        elif word in _SIGNS:
            self._put(_SIGNS[word])
        elif word in _HIDDEN:
            hidden = self._groups[-1].hidden
            self._change(hidden=hidden | {word} if on else hidden - {word})
        elif word in ("super", "sub"):
            self._change(raised=on)
        elif word in ("plain", "nosupersub"):
            self._change(raised=False)
            if word == "plain":
                self._change(hidden=frozenset())
        elif not self._groups[-1].silent:
            yield from self._structure(word, number)

    def _structure(self, word: str, number: int | None) -> Iterator[SourceLine]:
        """Do what a word says of paragraphs and tables."""
        if word == "par" and self._in_table:
            self._put("\n")
        elif word in ("par", "sect", "page"):
            yield from self._paragraph()
        elif word == "pard":
            self._in_table = False
        elif word == "intbl":
            self._in_table = True
        elif word == "cell":
            self._cells.append(self._taken())
        elif word == "row":
            self._rows.append((self._row, self._cells))
            self._cells = []
        elif word == "trowd":
            self._row = _Row()
        elif word == "clvmrg":
            self._goes_on = True
        elif word == "cellx" and len(self._row.edges) < MAX_COLUMNS:
            self._row.edges.append(number or 0)
            self._row.goes_on.append(self._goes_on)
            self._goes_on = False

    def _change(self, **what: object) -> None:
        self._flush()
        self._groups[-1] = replace(self._groups[-1], **what)  # type: ignore[arg-type]

    def _put_bytes(self, some: bytes) -> None:
        """Keep bytes of text, without those that stand for a character written by its number."""
        left_out = min(self._skip, len(some))
        self._skip -= left_out
        self._bytes += some[left_out:]

    def _put(self, text: str) -> None:
        self._flush()
        self._skip = 0
        self._keep(text)

    def _flush(self) -> None:
        if self._bytes:
            text = self._bytes.decode(self._codec, "replace")
            self._bytes.clear()
            self._keep(text)

    def _keep(self, text: str) -> None:
        group = self._groups[-1]
        if not group.silent and not group.hidden:
            self._text.append(f"^{text}" if group.raised else text)

    def _taken(self) -> str:
        """The text since the last paragraph or cell; two halves of a character are one."""
        self._flush()
        text = "".join(self._text)
        self._text = []
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return "\n".join(filter(None, (line.strip() for line in whole.split("\n"))))

    def _paragraph(self) -> Iterator[SourceLine]:
        text = self._taken()
        if text:
            yield from self._table()
        for line in text.split("\n"):
            if line:
                self._paragraphs += 1
                yield SourceLine((Piece(line, Position(row=self._paragraphs)),), line)

    def _table(self) -> Iterator[SourceLine]:
        """The rows since the last paragraph."""
        if self._rows:
            self._tables += 1
            rows, self._rows = self._rows, []
            yield from expanded(_merged(rows), self._tables)


def _merged(rows: list[tuple[_Row, list[str]]]) -> list[list[Spanning]]:
    """Cells with what they cover: columns end where the cells of any row end."""
    columns = _columns(rows)
    grid: list[list[Spanning]] = []
    open_at: dict[int, tuple[int, int]] = {}  # column: where the cell that reaches down stands
    for row, texts in rows:
        line: list[Spanning] = []
        now: dict[int, tuple[int, int]] = {}
        column = 0
        for i, text in enumerate(texts):
            end = columns[row.edges[i]] + 1 if i < len(row.edges) else column + 1
            goes_on = i < len(row.goes_on) and row.goes_on[i]
            if goes_on and column in open_at:
                above, at = open_at[column]
                first = grid[above][at]
                grid[above][at] = first._replace(rows=first.rows + 1)
                now[column] = open_at[column]
            else:
                now[column] = len(grid), len(line)
                line.append(Spanning(text, max(1, end - column)))
            column = max(end, column + 1)
        open_at = now
        grid.append(line)
    return grid


def _columns(rows: list[tuple[_Row, list[str]]]) -> dict[int, int]:
    """The column that ends at each edge; edges that are near each other are one."""
    found: dict[int, int] = {}
    before, column = None, -1
    for edge in sorted({edge for row, _ in rows for edge in row.edges}):
        column += before is None or edge - before > _NEAR
        found[edge], before = column, edge
    return found
