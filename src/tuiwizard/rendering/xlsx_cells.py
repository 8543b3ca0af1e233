"""The cells of one sheet of a workbook, in its own XML (ECMA-376, SpreadsheetML)."""

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from tuiwizard.errors import CommandError
from tuiwizard.rendering.clean_text import in_workbook
from tuiwizard.rendering.xlsx_number import is_exact
from tuiwizard.words import tr

_MOST = 32767
"""Characters that a cell holds."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_BEHIND_HEADER = (
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "drawingHF", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects"),
    *("controls", "webPublishItems", "tableParts", "extLst"),
)
"""What may stand behind `headerFooter` in a sheet."""

_HEADERS = ("oddHeader", "evenHeader", "firstHeader")


class SheetCells:
    """A sheet, whose cells take other values.

    Attributes:
        root: Its element.
    """

    def __init__(self, root: _Element) -> None:
        self.root = root
        self._space = etree.QName(root).namespace
        data = root.find(self._tag("sheetData"))
        if data is None:
            raise ValueError("a sheet without cells")
        self._data = data
        for number, row in _numbered(data):
            row.set("r", str(number))
            for at, cell in _columns(row):
                cell.set("r", f"{_letters(at)}{number}")

    def put(self, column: str, row: int, text: str) -> None:
        """Write a figure as a number, anything else as a text, in the style that the cell has.

        Raises:
            CommandError: The text is too long for a cell.
        """
        if len(text) > _MOST:
            raise CommandError(
                tr(
                    "{cell} 要放的文字有 {n} 字，一个单元格最多 {most} 字，请不要把它放进表格",
                    cell=f"{column}{row}",
                    n=len(text),
                    most=_MOST,
                )
            )
        cell = self._cell(column, row)
        if cell.find(self._tag("f")) is not None:  # the office adds up itself
            return
        cell[:] = []
        cell.attrib.pop("t", "")
        if is_exact(text):
            etree.SubElement(cell, self._tag("v")).text = text
        elif text:
            cell.set("t", "inlineStr")
            inside = etree.SubElement(cell, self._tag("is"))
            written = etree.SubElement(inside, self._tag("t"))
            written.text = "\n".join(map(in_workbook, text.split("\n")))
            written.set(_SPACE, "preserve")

    def forget_results(self) -> bool:
        """Leave out the results of formulas, which are of other figures; whether there are any."""
        found = False
        for cell in self._data.iter(self._tag("c")):
            if cell.find(self._tag("f")) is not None:
                found = True
                for result in cell.findall(self._tag("v")):
                    cell.remove(result)
                cell.attrib.pop("t", "")
        return found

    def stamp(self, words: str) -> None:
        """Say at the head of each printed page what it is, beside what stands there."""
        header = self.root.find(self._tag("headerFooter"))
        if header is None:
            header = etree.Element(self._tag("headerFooter"))
            behind = (e for e in self.root if etree.QName(e).localname in _BEHIND_HEADER)
            first = next(behind, None)
            self.root.append(header) if first is None else first.addprevious(header)
        if header.find(self._tag("oddHeader")) is None:
            header.insert(0, etree.Element(self._tag("oddHeader")))
        for name in _HEADERS:
            element = header.find(self._tag(name))
            if element is not None:
                element.text = _stamped(element.text or "", words)

    def _cell(self, column: str, row: int) -> _Element:
        line = self._row(row)
        number = _number(column)
        for at, cell in _columns(line):
            if at == number:
                return cell
            if at > number:
                made = etree.Element(self._tag("c"), r=f"{column}{row}")
                cell.addprevious(made)
                return made
        return etree.SubElement(line, self._tag("c"), r=f"{column}{row}")

    def _row(self, number: int) -> _Element:
        for at, row in _numbered(self._data):
            if at == number:
                return row
            if at > number:
                made = etree.Element(self._tag("row"), r=str(number))
                row.addprevious(made)
                return made
        return etree.SubElement(self._data, self._tag("row"), r=str(number))

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}"


def _stamped(header: str, words: str) -> str:
    """Return a header with words in its middle: "&L甲&C乙" -> "&L甲&C草稿 乙"."""
    left, middle, rest = header.partition("&C")
    if middle:
        return f"{left}&C{words} {rest}"
    if not header.startswith("&"):  # what is at no side is in the middle
        return f"&C{words} {header}".rstrip()
    before, right, after = header.partition("&R")
    return f"{before}&C{words}{right}{after}"


def _numbered(data: _Element) -> Iterator[tuple[int, _Element]]:
    """Yield the rows with their numbers; one without is the one behind the row before."""
    number = 0
    for row in list(data):
        number = int(row.get("r", number + 1))
        yield number, row


def _columns(row: _Element) -> Iterator[tuple[int, _Element]]:
    """Yield the cells of a row with the numbers of their columns."""
    number = 0
    for cell in list(row):
        named = cell.get("r", "").rstrip("0123456789")
        number = _number(named) if named else number + 1
        yield number, cell


def _number(letters: str) -> int:
    """A -> 1, AA -> 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    """1 -> A, 27 -> AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
