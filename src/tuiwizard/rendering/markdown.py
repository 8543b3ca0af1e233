"""A report as Markdown: CommonMark with GFM pipe tables, or with HTML tables that merge cells."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from tuiwizard.rendering.document import Chapter, Document, compose
from tuiwizard.rendering.escape import in_html, inline, name, paragraph, unlinked
from tuiwizard.rendering.front_matter import front_matter
from tuiwizard.rendering.style import PLAIN, ChartFile, Style
from tuiwizard.rendering.subheads import blocks
from tuiwizard.rendering.tables import PrintedTable
from tuiwizard.report.chart import CHARTED
from tuiwizard.report.content_identifier import NAME
from tuiwizard.report.draft import Draft


def render(draft: Draft, *, as_draft: bool = False, style: Style = PLAIN) -> str:
    """Return the report as Markdown, ending in one newline; the same draft gives the same bytes.

    Args:
        draft: What is printed.
        as_draft: Whether to stamp it as a draft, and so to print it even if unfinished.
        style: What the site wants otherwise.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
    """
    document = compose(draft, as_draft=as_draft, style=style)
    if not style.front_matter:
        return printed(document, style)
    blocks = (front_matter(draft, document, style.day), *_blocks(document, style))
    return "\n\n".join(blocks) + "\n"


def printed(document: Document, style: Style = PLAIN) -> str:
    """Return a page as Markdown, whatever is printed in it."""
    return "\n\n".join((*_blocks(document, style), _unseen(document.identifier))) + "\n"


def _blocks(document: Document, style: Style) -> Iterator[str]:
    heading = "#" * style.heading_level
    if not style.no_title:
        yield f"{heading} {inline(name(document.title))}"
    if document.stamp:
        reason = f"：{inline(document.shortfall)}" if document.shortfall else ""
        yield f"> **{inline(document.stamp)}**{reason}"
    yield from map(paragraph, document.opening)
    for chapter in document.chapters:
        yield f"{heading}# {inline(chapter.title)}"
        for line in chapter.paragraphs:
            yield from _narrative(line, style)
        if chapter.tables:
            yield from _html_table(chapter) if style.tables == "html" else _pipe_tables(chapter)
        if chapter.key == CHARTED:
            yield from map(_picture, style.charts)
    yield from (paragraph(name(line)) for line in document.signature or ())


def _picture(drawn: ChartFile) -> str:
    """Return the file beside the page as a picture, with what it shows for who does not see it."""
    said = unlinked(f"{drawn.chart.title}。{drawn.chart.description}")
    return f"![{said}]({quote(drawn.name)})"


def _unseen(identifier: str) -> str:
    """Return what no engine shows: a reference that nothing refers to; a comment some escape."""
    return f'[{NAME}]: # "{identifier}"'


def _narrative(line: str, style: Style) -> Iterator[str]:
    """Yield a paragraph, its sub-head before it as a heading if that is asked for."""
    level = "#" * (style.heading_level + 2)
    yield from blocks(line, style.subheads, lambda head: f"{level} {inline(head)}", paragraph)


def _html_table(chapter: Chapter) -> Iterator[str]:
    """Yield the whole table as one block: Markdown takes no blank line inside."""
    from tuiwizard.rendering.html_table import table_lines
    from tuiwizard.rendering.merged_table import merge_cells

    yield "\n".join(table_lines(merge_cells(chapter.tables), in_html))


def _pipe_tables(chapter: Chapter) -> Iterator[str]:
    for table in chapter.tables:
        if table.band.title:
            yield f"**{inline(table.band.title)}**"
        yield "\n".join(_pipe_table(table))


def _pipe_table(table: PrintedTable) -> Iterator[str]:
    """Labels to the left and figures to the right, as on the printed form."""
    labels = 1 if table.labelled else 0
    yield _row(map(inline, table.flat_header))
    yield _row([":---"] * labels + ["---:"] * len(table.band.columns))
    for row in table.flat_rows:
        yield _row(map(inline, row))


def _row(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"
