"""A report as PDF, as it is printed: the page of official documents, typeset by Typst.

The text goes to Typst as data, never as its markup; the page itself is `report.typ`.
"""

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from tuiwizard.errors import CommandError
from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.column_widths import ROOMY, column_widths
from tuiwizard.rendering.document import Chapter, Document, compose, indented
from tuiwizard.rendering.faces import faces
from tuiwizard.rendering.merged_table import MergedRow, MergedTable, merge_cells
from tuiwizard.rendering.signature import ROOM, Signature
from tuiwizard.rendering.style import PLAIN, Style, Subheads
from tuiwizard.rendering.subheads import headed
from tuiwizard.rendering.title_lines import TITLE_WIDTH, title_lines
from tuiwizard.rendering.typst_fonts import fonts
from tuiwizard.report.chart import CHARTED, Chart
from tuiwizard.report.draft import Draft
from tuiwizard.words import tr

_ROOMY, _DENSE = {"size": 10.5, "inset": 5}, {"size": 9, "inset": 3}
"""Points of letters in tables, 五号 and 小五, and of the room above and below them."""

_WITHOUT_FACE = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_ALWAYS_THERE = re.compile(r"[\u4e00-\u9fff]")
"""What every Chinese font can show: where one is missing there is none."""


def render(draft: Draft, *, as_draft: bool = False, style: Style = PLAIN) -> bytes:
    """Return the bytes of a PDF file, tagged as PDF/UA-1 asks.

    The same draft gives the same bytes on a computer with the same fonts.

    Args:
        draft: What is printed.
        as_draft: Whether to stamp it as a draft, and so to print it even if unfinished.
        style: What the office wants otherwise.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
        ModuleNotFoundError: Typst is not installed.
        CommandError: No font can show the text.
    """
    return printed(compose(draft, as_draft=as_draft, style=style), style)


def printed(document: Document, style: Style = PLAIN) -> bytes:
    """Return the bytes of a PDF file, whatever is printed in it."""
    return _typeset(json.dumps(_data(document, style), ensure_ascii=False))


def _typeset(report: str) -> bytes:
    import typst  # an extra: most reports do without

    try:
        made = typst.compile(
            files("tuiwizard.rendering").joinpath("report.typ").read_bytes(),
            format="pdf",
            font_paths=fonts(),
            sys_inputs={"report": report},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        found = _WITHOUT_FACE.search(str(error.message))
        if found is None:
            raise
        raise CommandError(_no_face(_ESCAPED.sub(_unescaped, found[1]))) from error
    return bytes(made)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _no_face(text: str) -> str:
    if _ALWAYS_THERE.search(text):
        return tr(
            "这台电脑上没有中文字体，不能生成 PDF；"
            "请安装仿宋、宋体或思源宋体等字体，或者改为输出 Word（DOCX）"
        )
    return tr(
        "这台电脑上没有字体能显示“{text}”（U+{code}），不能生成 PDF；请改掉它，或安装有它的字体",
        text=text,
        code=f"{ord(text[0]):04X}",
    )


def _data(document: Document, style: Style) -> dict[str, Any]:
    """Return what `report.typ` prints."""
    pictures = [_picture(each.chart) for each in style.charts]
    return {
        "faces": faces(),
        "author": in_markup(document.agency),
        "title": in_markup(document.title),
        "lines": [in_markup(line) for line in title_lines(document.title, TITLE_WIDTH)],
        "identifier": document.identifier,
        "stamp": document.stamp,
        "shortfall": document.shortfall,
        "opening": _paragraphs(document.opening, "none"),
        "signature": _signature(document.signature),
        "chapters": [
            _chapter(chapter, style.subheads or "all")
            | {"pictures": pictures if chapter.key == CHARTED else []}
            for chapter in document.chapters
        ],
    }


def _picture(chart: Chart) -> dict[str, str]:
    """Return a chart without words in it: what is read back is the report's own text."""
    from tuiwizard.rendering.charts import svg  # most reports go without
    from tuiwizard.rendering.picture_file import flat

    return {"svg": flat(svg(chart)), "said": f"{chart.title}：{chart.description}"}


def _signature(signature: Signature | None) -> dict[str, Any] | None:
    if signature is None:
        return None
    lines = [in_markup(line) for line in signature]
    return {"lines": lines, "centre": signature.centre, "room": ROOM}


def _chapter(chapter: Chapter, subheads: Subheads) -> dict[str, Any]:
    tables = [_table(merge_cells(chapter.tables))] if chapter.tables else []
    return {
        "title": chapter.title,
        "paragraphs": _paragraphs(chapter.paragraphs, subheads),
        "tables": tables,
    }


def _paragraphs(lines: Sequence[str], subheads: Subheads) -> list[dict[str, Any]]:
    found = ((line, headed(line, subheads)) for line in lines)
    return [
        {"title": in_markup(title), "text": in_markup(rest), "indented": indented(line)}
        for line, (title, rest) in found
    ]


def _table(merged: MergedTable) -> dict[str, Any]:
    return {
        "widths": column_widths(merged, 1000),
        **(_ROOMY if merged.width <= ROOMY else _DENSE),
        "bands": [{"head": _rows(b.head), "body": _rows(b.body)} for b in merged.bands],
    }


def _rows(rows: Sequence[MergedRow]) -> list[list[dict[str, Any]]]:
    return [
        [
            {
                "text": in_markup(cell.text),
                "role": cell.role,
                "rows": cell.rows,
                "columns": cell.columns,
            }
            for cell in row
        ]
        for row in rows
    ]
