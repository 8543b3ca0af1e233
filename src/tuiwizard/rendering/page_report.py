"""A report drawn as a page (`rendering.page`): its headings, paragraphs and tables."""

from functools import lru_cache

from tuiwizard.forms.editions import chapter_keys
from tuiwizard.rendering.clean_text import one_line
from tuiwizard.rendering.document import Chapter, Document, compose, indented
from tuiwizard.rendering.merged_table import merge_cells
from tuiwizard.rendering.page import Ink, Note, Notes, Page, Paper, Sheet, joined
from tuiwizard.rendering.page_table import write_table
from tuiwizard.report.draft import Draft

INDENT = "　　"
"""What a paragraph begins with, unless it was typed with an indent of its own."""


def draw_report(draft: Draft, paper: Paper, *, as_draft: bool, notes: Notes | None = None) -> Page:
    """Draw a report; parts that are as they were when last drawn are not drawn again.

    Args:
        draft: The report.
        paper: What it is drawn on.
        as_draft: Whether it is stamped as a draft.
        notes: What is read beside it.

    Raises:
        NotPublishable: It is no report for posting, and a draft was not asked for.
    """
    document = compose(draft, as_draft=as_draft)
    keys = chapter_keys(draft.edition)
    chapters = zip(keys, document.chapters, strict=True)
    head = document._replace(chapters=(), identifier="")  # what is drawn
    return joined(
        [
            _head(head, paper),
            *(
                _chapter(key, chapter, paper, _of(key, notes or Notes()))
                for key, chapter in chapters
            ),
        ]
    )


def draw_text(text: str, paper: Paper) -> Page:
    """Draw a plain text, line for line."""
    sheet = Sheet(paper)
    for line in text.rstrip("\n").split("\n"):
        sheet.write(one_line(line), "")
    return sheet.page()


_OfSection = tuple[tuple[tuple[str, Note], ...], str]
"""The notes of a section: by cell, and its remark."""


def _of(key: str, notes: Notes) -> _OfSection:
    cells = ((path, note) for path, note in notes.cells.items() if path.startswith(f"{key}."))
    return tuple(cells), notes.remarks.get(key, "")


@lru_cache(maxsize=16)
def _head(document: Document, paper: Paper) -> Page:
    """The title, the stamp of a draft, and what comes before the first chapter."""
    sheet = Sheet(paper)
    if document.stamp:
        sheet.write(document.stamp, "publish", Ink.STAMP, side=1.0)
        if document.shortfall:
            sheet.write(one_line(document.shortfall), "publish", Ink.SOFT)
        sheet.blank()
    sheet.write(one_line(document.title), "agency.name", Ink.STRONG, side=0.5, title=True)
    sheet.blank()
    for paragraph in document.opening:
        sheet.write(_paragraph(paragraph), "agency.introduction")
    sheet.blank()
    return sheet.page()


@lru_cache(maxsize=64)
def _chapter(key: str, chapter: Chapter, paper: Paper, notes: _OfSection) -> Page:
    """A heading, and the text or the table under it."""
    cells, remark = notes
    sheet = Sheet(paper)
    sheet.write(INDENT + one_line(chapter.title), key, Ink.STRONG)
    sheet.keep()
    if remark:
        sheet.write(f"审核意见：{one_line(remark)}", key, Ink.STAMP)
        sheet.keep()
    for paragraph in chapter.paragraphs:
        sheet.write(_paragraph(paragraph), f"{key}.text")
    if chapter.tables:
        write_table(sheet, merge_cells(chapter.tables), dict(cells))
    sheet.blank()
    return sheet.page()


def _paragraph(text: str) -> str:
    line = one_line(text)
    return line if indented(line) else INDENT + line
