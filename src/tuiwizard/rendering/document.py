"""A report as it is read from top to bottom, before it takes a format."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tuiwizard.errors import NotPublishable
from tuiwizard.forms.characters import without_invisible
from tuiwizard.forms.common import Kind, SectionKind
from tuiwizard.forms.editions import chapter_keys, section_model, section_title
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells
from tuiwizard.rendering.formats import parted
from tuiwizard.rendering.signature import Signature, signature_of
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.rendering.tables import BLANK, PrintedTable, printed_tables
from tuiwizard.report.content_identifier import identifier
from tuiwizard.report.draft import Draft, Progress
from tuiwizard.report.sign_off import SignOffStatus, posted_digest, sign_off_status, sign_off_words
from tuiwizard.report.stamp import STAMP, lacking
from tuiwizard.words import Joined, Message, Plural, tr


def stamped(path: Path) -> Path:
    """Return the name of a file that holds a draft, which says so itself."""
    stem, suffix = parted(path)
    return path if STAMP in path.name else path.with_name(f"{stem}-{STAMP}{suffix}")


class Chapter(NamedTuple):
    """A numbered section: its heading, the text or the tables under it, and its key."""

    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[PrintedTable, ...] = ()
    key: str = ""


class Document(NamedTuple):
    """Everything that is printed, in its order, as plain text.

    Attributes:
        title: The title of the report.
        stamp: What marks a draft; empty on a report for posting.
        shortfall: How much a draft still lacks, short enough to stand on the stamp's line; empty
            on a complete one.
        opening: Paragraphs between the title and the first chapter.
        chapters: The numbered sections.
        agency: The office whose report it is.
        signature: What stands under it; None where nothing does.
        identifier: What the metadata of a file call the content by: its digest, the same in every
            format and in the sign-off.
    """

    title: str
    stamp: str
    shortfall: str
    opening: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    agency: str
    identifier: str
    signature: Signature | None = None


def compose(draft: Draft, *, as_draft: bool, style: Style = PLAIN) -> Document:
    """Lay out a draft for print.

    Args:
        draft: What is printed.
        as_draft: Whether to stamp it as a draft, and so to print it even if unfinished.
        style: What the office wants otherwise.

    Raises:
        NotPublishable: Something is missing, or it was not signed as it is now, and a draft
            was not asked for.
    """
    missing = _missing(draft)
    if missing and not as_draft:
        sections = _shortfall(missing)
        raise NotPublishable(tr("不能生成公布稿，年报还没有完成：{sections}", sections=sections))
    if not as_draft and sign_off_status(draft) is not SignOffStatus.SIGNED:
        raise NotPublishable(tr("不能生成公布稿：{signed}", signed=sign_off_words(draft)))
    blank, wrong = (sum(getattr(p, name) for _, p in missing) for name in ("missing", "wrong"))
    return Document(
        title=draft.report.title_for(draft.agency_name),
        stamp=STAMP if as_draft else "",
        shortfall=lacking(blank, wrong),
        opening=tuple(_opening(draft)),
        chapters=tuple(_chapter(draft, key) for key in chapter_keys(draft.edition)),
        agency=draft.agency_name,
        identifier=identifier(posted_digest(draft)),
        signature=signature_of(draft, style),
    )


def indented(paragraph: str) -> bool:
    """Return whether a paragraph was typed with its own indent, 　　 as a rule."""
    return paragraph[:1].isspace()


def _missing(draft: Draft) -> list[tuple[str, Progress]]:
    """Return the title of each section that is not finished, with how much it lacks."""
    return [
        (section_title(draft.edition, key), draft.progress(key))
        for key in draft.section_keys
        if draft.report.section(key) is None
    ]


def _shortfall(missing: list[tuple[str, Progress]]) -> Message:
    """Return how much each section lacks."""
    sections = []
    for title, progress in missing:
        amounts = []
        if progress.missing:
            amounts.append(Plural("{n} 格未填", progress.missing))
        if progress.wrong:
            amounts.append(Plural("{n} 处有误", progress.wrong))
        sections.append(Message("“{title}”{amounts}", title=title, amounts=Joined("、", amounts)))
    return Joined("；", sections)


def _opening(draft: Draft) -> Iterator[str]:
    entries = draft.entries("agency")
    yield from _lines(entries.get("agency.introduction"))
    contact = [
        (cell, entries.get(cell.path))
        for cell in cells(draft.edition, "agency")
        if cell.path.startswith("agency.contact.")
        and without_invisible(entries.get(cell.path)).strip()
    ]
    if contact:
        (group,) = contact[0][0].row
        yield f"{group}：{_statement(contact)}"


def _chapter(draft: Draft, key: str) -> Chapter:
    title = section_title(draft.edition, key)
    if section_model(draft.edition, key).kind is SectionKind.TABLE:
        return Chapter(title, tables=printed_tables(draft, key), key=key)
    return Chapter(title, tuple(_paragraphs(draft, key)) or (BLANK,), key=key)


def _paragraphs(draft: Draft, key: str) -> Iterator[str]:
    """Yield the text of a section, then its figures (信息处理费) in one paragraph."""
    entries = draft.entries(key)
    figures = []
    for cell in cells(draft.edition, key):
        text = entries.get(cell.path)
        if cell.kind is Kind.TEXT:
            yield from _lines(text)
        elif without_invisible(text).strip():
            figures.append((cell, text))
    if figures:
        yield _statement(figures)


def _lines(text: str) -> Iterator[str]:
    return (line for line in without_invisible(text).split("\n") if line.strip())


def _statement(values: list[tuple[Cell, str]]) -> str:
    """Cells outside the tables as one sentence; a unit that was typed is not said twice."""
    bare = ((cell, text.removesuffix(cell.unit)) for cell, text in values)
    said = (f"{cell.column[-1]}：{text}{cell.unit}" for cell, text in bare)
    return "；".join(said) + "。"
