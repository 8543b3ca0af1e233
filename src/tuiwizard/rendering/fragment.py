"""A report as a piece of HTML, to be pasted into the editor of a website (CMS).

Editors drop stylesheets, classes and scripts, and sites have a look of their own. So everything is
said in inline styles and once more in plain attributes, whichever is kept; bold is an element of
its own. Nothing is needed of what editors do not know, or make something else of: no caption (the
heading says the same), no thead, and no th, from which CKEditor makes heads of its own.
"""

import re
from collections.abc import Iterator
from functools import partial
from html import escape

from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.document import Chapter, Document, compose, indented
from tuiwizard.rendering.links import linked
from tuiwizard.rendering.merged_table import MergedCell, MergedTable, Role, merge_cells
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.rendering.subheads import blocks
from tuiwizard.report.content_identifier import NAME
from tuiwizard.report.draft import Draft

_TABLE = (
    'border="1" rules="all" frame="box" bordercolor="#000000" cellspacing="0" cellpadding="4" '
    'width="100%" align="center" '
    'style="border-collapse: collapse; border: 1px solid #000000;"'
)
"""`rules` joins the lines of neighbours even where an editor drops every style, and `frame` keeps
those around the table where it drops the border, too.

There is no width among the styles: UEditor makes 100 pixels of 100 %.
"""
_HEADINGS = {
    "h2": "text-align: center; font-size: 22px; font-weight: bold;",
    "h3": "font-size: 18px; font-weight: bold;",
    "h4": "font-size: 16px; font-weight: bold; text-indent: 2em;",
}
_STAMP = "border: 2px solid #b00020; padding: 4px; color: #b00020;"
_BOLD = (Role.BAND, Role.CORNER, Role.COLUMN)
_MORE = {Role.FIGURE: " white-space: nowrap;"}
"""No site breaks a figure."""

_WIDE, _DENSE = 6, 12
"""Columns beyond which those of figures take a share of the width, and beyond which cells are set
smaller: fifteen of six digits fit the text of a portal."""


def render(draft: Draft, *, as_draft: bool = False, style: Style = PLAIN) -> str:
    """Return the report as a piece of HTML; the same draft gives the same bytes.

    Args:
        draft: What is printed.
        as_draft: Whether to stamp it as a draft, and so to print it even if unfinished.
        style: What the site wants otherwise.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
    """
    return "\n".join(_body(compose(draft, as_draft=as_draft, style=style), style)) + "\n"


def _body(document: Document, style: Style) -> Iterator[str]:
    if not style.no_title:
        yield _heading("h2", document.title)
    if document.stamp:
        reason = f"：{_text(document.shortfall)}" if document.shortfall else ""
        yield f'<p style="{_STAMP}"><strong>{_text(document.stamp)}</strong>{reason}</p>'
    yield from map(_paragraph, document.opening)
    for chapter in document.chapters:
        yield from _chapter(chapter, style)
    for line in document.signature or ():
        yield f'<p align="right" style="text-align: right; line-height: 1.8;">{_text(line)}</p>'
    yield f"<!-- {NAME} {document.identifier} -->"


def _chapter(chapter: Chapter, style: Style) -> Iterator[str]:
    yield _heading("h3", chapter.title)
    for line in chapter.paragraphs:
        yield from _narrative(line, style)
    if chapter.tables:
        yield _table(merge_cells(chapter.tables))


def _narrative(line: str, style: Style) -> Iterator[str]:
    """Yield a paragraph, its sub-head before it as a heading if that is asked for."""
    yield from blocks(line, style.subheads, partial(_heading, "h4"), _paragraph)


def _heading(tag: str, text: str) -> str:
    align = ' align="center"' if tag == "h2" else ""
    return f'<{tag}{align} style="{_HEADINGS[tag]}"><strong>{_text(text)}</strong></{tag}>'


def _paragraph(line: str) -> str:
    indent = "0" if indented(line) else "2em"
    return f'<p style="text-indent: {indent}; line-height: 1.8;">{linked(line, _text)}</p>'


def _table(table: MergedTable) -> str:
    """Return the table on one line: some editors take a line end between cells for a text."""
    rows = "".join(f"<tr>{''.join(_cell(cell, table) for cell in row)}</tr>" for row in table.lines)
    return f"<table {_TABLE}><tbody>{rows}</tbody></table>"


def _cell(cell: MergedCell, table: MergedTable) -> str:
    align = "left" if cell.role is Role.ROW else "center"
    dense = table.width > _DENSE
    size = "font-size: 12px; padding: 4px 1px;" if dense else "font-size: 14px; padding: 4px;"
    look = f"border: 1px solid #000000; {size} text-align: {align}; vertical-align: middle;"
    spans = {"rowspan": cell.rows, "colspan": cell.columns}
    attributes = {name: str(count) for name, count in spans.items() if count > 1}
    if cell.role is Role.FIGURE and table.width > _WIDE:
        attributes["width"] = "6%" if dense else "8%"
    attributes |= {"align": align, "valign": "middle", "style": look + _MORE.get(cell.role, "")}
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    text = f"<strong>{_text(cell.text)}</strong>" if cell.role in _BOLD else _text(cell.text)
    return f"<td{written}>{text}</td>"


def _text(text: str) -> str:
    """Return text escaped, and with its spaces: HTML shows one where several were typed."""
    spaced = re.sub(r"\t| (?= )", "\xa0", escape(in_markup(text)))
    return spaced.replace("\xa0", "&nbsp;")
