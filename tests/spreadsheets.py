"""Tables as a spreadsheet puts them on the clipboard, for tests of pasting."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from tuiwizard.forms.common import Kind
from tuiwizard.forms.grid import Band, Cell, Header, runs
from tuiwizard.forms.layout import grid
from tuiwizard.report.balance import total
from tuiwizard.report.entries import Entries
from tuiwizard.report.tally import figures

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")

Rows = list[list[str]]


@dataclass(frozen=True)
class Style:
    """How a table is printed.

    `labels` is the number of label columns: none, the innermost labels, or as many as the form
    has. `zero` is what stands for 0.
    """

    labels: int = 0
    headers: bool = False
    titles: bool = False
    total_rows: bool = True
    total_columns: bool = True
    zero: str = "0"
    thousands: bool = False
    full_width: bool = False
    wrapped: int = 0
    line_end: str = "\r\n"
    trailing_tab: bool = False
    trailing_rows: int = 0
    last_line_end: bool = True


@st.composite
def styles(draw: st.DrawFn) -> Style:
    return Style(
        labels=draw(st.sampled_from((0, 1, 3))),
        headers=draw(st.booleans()),
        titles=draw(st.booleans()),
        total_rows=draw(st.booleans()),
        total_columns=draw(st.booleans()),
        zero=draw(st.sampled_from(("0", "０", "0件"))),
        thousands=draw(st.booleans()),
        full_width=draw(st.booleans()),
        wrapped=draw(st.sampled_from((0, 4, 9))),
        line_end=draw(st.sampled_from(("\r\n", "\n", "\r"))),
        trailing_tab=draw(st.booleans()),
        trailing_rows=draw(st.integers(0, 3)),
        last_line_end=draw(st.booleans()),
    )


def printed(edition: str, key: str, texts: Mapping[str, str], style: Style) -> str:
    """The text on the clipboard after a table with these texts was copied."""
    known = figures(edition, key, Entries.of(texts))
    shown = {
        cell.path: str(total(cell, known) or 0) if cell.computed else texts.get(cell.path, "")
        for cell in grid(edition, key).cells
    }
    bands = grid(edition, key).bands
    width = max(len(band.columns) for band in bands)
    rows = [row for band in bands for row in _band(band, width, shown, style)]
    wide = max(map(len, rows))
    rows += [[""] * wide] * style.trailing_rows
    tail = "\t" if style.trailing_tab else ""
    text = style.line_end.join("\t".join(map(_quoted, row)) + tail for row in rows)
    return text + (style.line_end if style.last_line_end or not text else "")


def _band(band: Band, width: int, shown: Mapping[str, str], style: Style) -> Iterator[list[str]]:
    depth = max(len(header.labels) for header in band.rows)
    columns = min(style.labels, depth)
    keep = [
        i
        for i, c in enumerate(band.cells[0])
        if style.total_columns or not c.path.endswith("total")
    ]
    pad = [""] * (width - len(band.columns))
    if style.titles and band.title:
        yield [band.title, *[""] * (columns + width - 1)]
    if style.headers:
        for i, line in enumerate(_headers([band.columns[k] for k in keep])):
            corner = [band.corner if i == 0 else "", *[""] * (columns - 1)] if columns else []
            yield [_wrapped(text, style.wrapped) for text in (*corner, *line, *pad)]
    above: tuple[str, ...] = ()
    for header, cells in zip(band.rows, band.cells, strict=True):
        if style.total_rows or not all(cell.computed for cell in cells):
            labels = [_wrapped(t, style.wrapped) for t in _labels(header.labels, above, columns)]
            yield [*labels, *(_figure(cells[k], shown, style) for k in keep), *pad]
            above = header.labels


def _headers(columns: list[Header]) -> Iterator[list[str]]:
    """The lines of merged headers: the text in the first cell, blanks in the others."""
    printed: list[tuple[str, ...]] = [()] * len(columns)
    for depth in range(max(len(column.labels) for column in columns)):
        line = [""] * len(columns)
        for label, first, _ in runs(columns, depth):
            labels = columns[first].labels[: depth + 1]
            line[first] = label if printed[first] != labels else ""
            printed[first] = labels
        yield line


def _labels(labels: tuple[str, ...], above: tuple[str, ...], columns: int) -> list[str]:
    if columns == 0:
        return []
    if columns == 1:
        return [labels[-1]]
    own = [
        "" if i < len(labels) - 1 and labels[: i + 1] == above[: i + 1] else label
        for i, label in enumerate(labels)
    ]
    return own + [""] * (columns - len(labels))


def _figure(cell: Cell, shown: Mapping[str, str], style: Style) -> str:
    text = shown[cell.path]
    if text == "0":
        return style.zero if cell.kind is Kind.COUNT else text
    if style.thousands:
        unit = text.lstrip("-0123456789.")
        whole, _, decimals = text.removesuffix(unit).partition(".")
        text = f"{int(whole):,}" + (f".{decimals}" if decimals else "") + unit
    return text.translate(FULL_WIDTH) if style.full_width else text


def _wrapped(text: str, width: int) -> str:
    """A label with line ends in it, as a narrow column has them."""
    if not width:
        return text
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def _quoted(text: str) -> str:
    if not any(character in text for character in '\t\n\r"'):
        return text
    return '"' + text.replace('"', '""') + '"'
