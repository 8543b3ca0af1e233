"""A workbook of the office's own, filled: the report goes into its cells, all else stays.

The parts of the file are changed where they hold those cells, and nowhere else, so that pictures,
charts, formulas, widths and macro-free extensions come through as they were.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from tuiwizard.errors import CommandError
from tuiwizard.rendering.cell_map import Place, places_in, read_map
from tuiwizard.rendering.document import compose
from tuiwizard.rendering.stable_zip import repacked
from tuiwizard.rendering.style import Style
from tuiwizard.rendering.template_file import template_bytes
from tuiwizard.rendering.template_values import COVER, refuse_unknown, values
from tuiwizard.rendering.xlsx_cells import SheetCells
from tuiwizard.report.draft import Draft
from tuiwizard.words import tr

_TYPES, _BOOK, _BOOK_LINKS = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_TEMPLATE, _SHEET = b"spreadsheetml.template.main+xml", b"spreadsheetml.sheet.main+xml"
"""How an XLTX says what it is, and how an XLSX does; they differ in nothing else."""

_MACROS = b"macroEnabled"
_NO_TEMPLATE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError),  # damaged, or locked by a password
    *(etree.LxmlError, KeyError, ValueError),
)
_BEHIND_CALC = (
    *("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes"),
    *("webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"),
)
"""What may stand behind `calcPr` in a workbook, by ECMA-376."""


def filled(draft: Draft, *, as_draft: bool, style: Style) -> bytes:
    """Return a template with a report in it; the same draft gives the same bytes.

    Args:
        draft: What is printed.
        as_draft: Whether to stamp it as a draft, and so to print it even if unfinished.
        style: The template, and which of its cells takes what if they have no names.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
        CommandError: The template cannot be used, or nothing in it is a place of the report.
    """
    assert style.template is not None
    document = compose(draft, as_draft=as_draft, style=style._replace(signature=True))
    known = values(draft, document)
    try:
        book = _Book(template_bytes(style.template), style.template)
        book.fill(_wanted(book, style, known), known)
        if document.stamp:
            book.stamp(document.stamp)
        return book.packed()
    except _NO_TEMPLATE as error:
        raise CommandError(
            tr("模板 {path} 不是 Excel 文件：请另存为 .xlsx 或 .xltx 再用", path=style.template)
        ) from error


def _wanted(book: "_Book", style: Style, known: dict[str, str]) -> list[tuple[str, Place, str]]:
    """Return where each place is named, which cell it is, and what goes there."""
    wanted = list(book.named(known))
    for where, place, name in read_map(style.cell_map) if style.cell_map else ():
        refuse_unknown(name, known, where)
        wanted.append((where, place, name))
    if not wanted:
        raise CommandError(
            tr(
                "模板 {path} 里没有用年报的格命名的单元格：请在 Excel 里把单元格命名为 "
                "requests.received.total 的样子，或用 --map 给出对照文件",
                path=style.template,
            )
        )
    return wanted


class _Book:
    """The parts of a workbook.

    Args:
        data: The file.
        path: Its name, for a sentence.
    """

    def __init__(self, data: bytes, path: Path) -> None:
        self._data, self._path = data, path
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            self._types = packed.read(_TYPES)
            if _MACROS in self._types:
                raise CommandError(tr("模板 {path} 带宏：请另存为不带宏的 .xlsx 再用", path=path))
            self._root = _parsed(packed.read(_BOOK))
            self._parts = dict(_sheet_parts(self._root, _parsed(packed.read(_BOOK_LINKS))))
            roots = {name: _parsed(packed.read(part)) for name, part in self._parts.items()}
            self._sheets = {
                name: SheetCells(root)
                for name, root in roots.items()
                if etree.QName(root).localname == "worksheet"  # a chart may be a sheet, too
            }

    def named(self, known: dict[str, str]) -> Iterator[tuple[str, Place, str]]:
        """Yield the cells that have the name of a place; names of anything else are left alone.

        Raises:
            CommandError: A name looks like one of a place and is none, or leads nowhere.
        """
        sections = {name.partition(".")[0] for name in known if "." in name}
        for element in _found(self._root, "definedName"):
            name, reference = element.get("name", ""), element.text or ""
            first, dot, _ = name.partition(".")
            if not (name in COVER or (dot and first in sections)):
                continue
            where = tr("模板 {path} 的名称", path=self._path)
            refuse_unknown(name, known, where)
            places = list(places_in(reference))
            if not places:
                raise CommandError(
                    tr("{where}“{name}”没有指向单元格，请在 Excel 里改正", where=where, name=name)
                )
            yield from ((where, place, name) for place in places)

    def fill(self, wanted: Iterable[tuple[str, Place, str]], known: dict[str, str]) -> None:
        """Put the report into its cells; a cell with a formula keeps it.

        Raises:
            CommandError: There is no such sheet, or a text is too long for a cell.
        """
        for where, place, name in wanted:
            sheet = self._sheets.get(place.sheet)
            if sheet is None:
                raise CommandError(
                    tr(
                        "{where}：模板里没有工作表“{sheet}”，有的是{sheets}",
                        where=where,
                        sheet=place.sheet,
                        sheets=tr("、").join(self._sheets),
                    )
                )
            sheet.put(place.column, place.row, known[name])
        results = [sheet.forget_results() for sheet in self._sheets.values()]
        if any(results):
            self._compute_when_opened()

    def stamp(self, words: str) -> None:
        """Say at the head of each printed page that it is one of a draft."""
        for sheet in self._sheets.values():
            sheet.stamp(words)

    def packed(self) -> bytes:
        """Return the file."""
        changed = {self._parts[name]: sheet.root for name, sheet in self._sheets.items()}
        parts = {name: _written(root) for name, root in (changed | {_BOOK: self._root}).items()}
        parts[_TYPES] = self._types.replace(_TEMPLATE, _SHEET)
        return repacked(self._data, lambda name, part: parts.get(name, part))

    def _compute_when_opened(self) -> None:
        root = self._root
        space = etree.QName(root).namespace
        calc = next(_found(root, "calcPr"), None)
        if calc is None:
            calc = etree.Element(f"{{{space}}}calcPr")
            behind = next((e for e in root if etree.QName(e).localname in _BEHIND_CALC), None)
            root.append(calc) if behind is None else behind.addprevious(calc)
        calc.set("fullCalcOnLoad", "1")


def _sheet_parts(book: _Element, links: _Element) -> Iterator[tuple[str, str]]:
    """Yield the names of the sheets, and the parts that they are."""
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    for sheet in _found(book, "sheet"):
        ids = [v for k, v in sheet.attrib.items() if etree.QName(k).localname == "id"]
        target = targets.get(str(ids[0]) if ids else "", "")
        yield str(sheet.get("name", "")), posixpath.normpath(posixpath.join("/xl", target))[1:]


def _found(root: _Element, name: str) -> Iterator[_Element]:
    return root.iter(f"{{{etree.QName(root).namespace}}}{name}")


def _parsed(data: bytes) -> _Element:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    return etree.fromstring(data, parser)


def _written(root: _Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
