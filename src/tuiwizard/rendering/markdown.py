"""A report as Markdown: CommonMark with GFM pipe tables, and no HTML."""

from collections.abc import Iterable, Iterator

from tuiwizard.rendering.document import Chapter, Document, compose
from tuiwizard.rendering.escape import inline, paragraph
from tuiwizard.rendering.tables import PrintedTable
from tuiwizard.report.draft import Draft


def render(draft: Draft, *, as_draft: bool = False) -> str:
    """The report as Markdown, ending in one newline; the same draft gives the same bytes.

    Args:
        draft: What is printed.
        as_draft: Whether to stamp it as a draft, and so to print it even if unfinished.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
    """
    document = compose(draft, as_draft=as_draft)
    return "\n\n".join(_blocks(document)) + "\n"


def _blocks(document: Document) -> Iterator[str]:
    yield f"# {inline(document.title)}"
    if document.stamp:
        reason = f"：{inline(document.shortfall)}" if document.shortfall else ""
        yield f"> **{inline(document.stamp)}**{reason}"
    yield from map(paragraph, document.opening)
    for chapter in document.chapters:
        yield from _chapter(chapter)


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {inline(chapter.title)}"
    yield from map(paragraph, chapter.paragraphs)
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
