"""A report as one HTML file: nothing is loaded, nothing runs, everything is escaped.

Tables name the headers of each figure, scroll by themselves on a phone, and print on A4 with
no row cut; the stylesheet is `report.css`.
"""

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.document import Chapter, Document, compose, indented
from tuiwizard.rendering.html_table import table_lines
from tuiwizard.rendering.links import linked
from tuiwizard.rendering.merged_table import merge_cells
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.rendering.subheads import blocks
from tuiwizard.rendering.title_lines import title_parts
from tuiwizard.report.chart import CHARTED
from tuiwizard.report.content_identifier import NAME
from tuiwizard.report.draft import Draft


def render(draft: Draft, *, as_draft: bool = False, style: Style = PLAIN) -> str:
    """Return the report as an HTML page; the same draft gives the same bytes.

    Args:
        draft: What is printed.
        as_draft: Whether to stamp it as a draft, and so to print it even if unfinished.
        style: What the site wants otherwise.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
    """
    return printed(compose(draft, as_draft=as_draft, style=style), style)


def printed(document: Document, style: Style = PLAIN) -> str:
    """Return an HTML page, whatever is printed in it."""
    return "\n".join(_page(document, style)) + "\n"


@cache
def _sheet() -> str:
    return files("tuiwizard.rendering").joinpath("report.css").read_text("utf-8")


_FORBIDDEN = ("script-src", "object-src", "frame-src", "base-uri", "form-action")
_POLICY = "; ".join(f"{kind} 'none'" for kind in _FORBIDDEN)
"""Nothing runs and nothing is sent, but people may change words, look and pictures."""


def _page(document: Document, style: Style) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="zh-CN">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(document.title)}</title>"
    yield f'<meta name="{NAME}" content="{document.identifier}">'
    yield f"<style>\n{_sheet()}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    yield from _body(document, style)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _body(document: Document, style: Style) -> Iterator[str]:
    if not style.no_title:
        parts = "".join(f"<span>{_text(part)}</span>" for part in title_parts(document.title))
        yield f"<h1>{parts}</h1>"
    if document.stamp:
        reason = f"：{_text(document.shortfall)}" if document.shortfall else ""
        yield f'<p class="stamp"><strong>{_text(document.stamp)}</strong>{reason}</p>'
    yield from map(_paragraph, document.opening)
    for number, chapter in enumerate(document.chapters, 1):
        yield from _chapter(chapter, f"s{number}", style)
    if document.signature:
        lines = "".join(f"<p>{_text(line)}</p>" for line in document.signature)
        yield f'<div class="signature">{lines}</div>'


def _chapter(chapter: Chapter, name: str, style: Style) -> Iterator[str]:
    yield f'<h2 id="{name}">{_text(chapter.title)}</h2>'
    for line in chapter.paragraphs:
        yield from _narrative(line, style)
    if chapter.tables:
        # A region that scrolls has to be reachable by keyboard, and so needs a name.
        region = f'role="region" tabindex="0" aria-labelledby="{name}-caption"'
        yield f'<div class="table" {region}>'
        yield from table_lines(merge_cells(chapter.tables), _text, name=name, caption=chapter.title)
        yield "</div>"
    if style.charts and chapter.key == CHARTED:
        from tuiwizard.rendering.charts import figure  # most reports go without

        yield from (
            f'<figure style="margin:1em 0">\n{figure(each.chart)}\n</figure>'
            for each in style.charts
        )


def _narrative(line: str, style: Style) -> Iterator[str]:
    """Yield a paragraph, its sub-head before it as a heading if that is asked for."""
    yield from blocks(line, style.subheads, lambda head: f"<h3>{_text(head)}</h3>", _paragraph)


def _paragraph(line: str) -> str:
    text = linked(line, _text)
    return f"<p>{text}</p>" if indented(line) else f'<p class="indent">{text}</p>'


def _text(text: str) -> str:
    return escape(in_markup(text))
