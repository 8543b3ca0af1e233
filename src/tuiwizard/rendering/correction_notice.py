"""更正说明: what of a published report was wrong, what is right, and why; printed like a report.

It lists what was changed since the version that the draft replaces, totals included, and nothing
else: figures by their statutory labels, texts by their sentences.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from tuiwizard.errors import NotPublishable
from tuiwizard.forms.grid import Band, Cell, Header
from tuiwizard.forms.kinds import Kind
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.rendering.document import Chapter, Document
from tuiwizard.rendering.formats import FORMATS, in_bytes, made_in, parted
from tuiwizard.rendering.passages import Passage, passages
from tuiwizard.rendering.signature import signature_of
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.rendering.tables import PrintedTable
from tuiwizard.report.content_identifier import identifier
from tuiwizard.report.correcting import changes, is_text, lacking
from tuiwizard.report.days import in_chinese
from tuiwizard.report.draft import Correction, Draft
from tuiwizard.report.sign_off import SignOffStatus, posted_digest, sign_off_status, sign_off_words
from tuiwizard.report.stamp import STAMP
from tuiwizard.report.table_diff import CellChange
from tuiwizard.words import tr

NOTICE = "更正说明"
"""What it is called, in its title and in the names of its files."""

FORMATS_OF_NOTICE = tuple(key for key, to in FORMATS.items() if to.documents)
"""The keys of the formats in which it is written."""

_BLANK, _NO_DAY, _NO_REASON = "（空）", "　　年　　月　　日", "（未填）"


def notice_path(report: Path) -> Path:
    """Return the file of the notice beside that of the report: 2025.md -> 2025-更正说明.md."""
    stem, suffix = parted(report)
    return report.with_name(f"{stem}-{NOTICE}{suffix}")


def render_notice(
    draft: Draft, key: str, *, as_draft: bool = False, style: Style = PLAIN
) -> str | bytes:
    """Return the notice of a draft's last correction in one format; the same draft, the same bytes.

    Args:
        draft: The corrected report.
        key: The format.
        as_draft: Whether to stamp it as a draft, and so to write it before it is signed.
        style: What the office wants otherwise.

    Raises:
        NotPublishable: Nothing is corrected, or it is not signed and a draft was not asked for.
        CommandError: The format needs a package that is not installed.
    """
    return made_in(FORMATS[key], "printed", notice(draft, as_draft=as_draft, style=style), style)


def write_notice(draft: Draft, key: str, *, as_draft: bool = False, style: Style = PLAIN) -> bytes:
    """Return the bytes of a file of the notice in one format, as `render_notice` does."""
    return in_bytes(render_notice(draft, key, as_draft=as_draft, style=style))


def notice(draft: Draft, *, as_draft: bool, style: Style = PLAIN) -> Document:
    """Lay out the notice of a draft's last correction for print.

    Raises:
        NotPublishable: Nothing is corrected, or it is not signed and a draft was not asked for.
    """
    if not draft.corrections:
        raise NotPublishable(tr("这份草稿没有更正过已公布的年报，没有更正说明"))
    if not as_draft:
        if sign_off_status(draft) is not SignOffStatus.SIGNED:
            raise NotPublishable(tr("不能生成更正说明：{signed}", signed=sign_off_words(draft)))
        if lacks := lacking(draft):
            raise NotPublishable(tr("不能生成更正说明：{lacks}", lacks=tr("；").join(lacks)))
    correction, found = draft.corrections[-1], changes(draft)
    return Document(
        title=f"关于{draft.report.title_for(draft.agency_name)}的{NOTICE}",
        stamp=STAMP if as_draft else "",
        shortfall="",
        opening=(_opening(correction),),
        chapters=tuple(_chapters(draft, correction, found)),
        agency=draft.agency_name,
        identifier=identifier(posted_digest(draft)),
        signature=signature_of(draft, style._replace(signature=style.signature is not False)),
    )


def _opening(correction: Correction) -> str:
    was = correction.version
    title = was.report.title_for(was.agency_name)
    return (
        f"{_day(correction.published)}公布的《{title}》有误，现予更正，以更正后的年报为准。"
        "现将更正情况说明如下。"
    )


def _day(day: date | None) -> str:
    return in_chinese(day) if day else _NO_DAY


def _chapters(
    draft: Draft, correction: Correction, found: Sequence[CellChange]
) -> Iterator[Chapter]:
    parts: list[tuple[str, tuple[str, ...], tuple[PrintedTable, ...]]] = [
        (
            "更正原因",
            tuple(correction.reason.split("\n")) if correction.reason else (_NO_REASON,),
            (),
        )
    ]
    figures = [change for change in found if not is_text(change)]
    texts = [change for change in found if is_text(change)]
    if figures:
        rows = [_row(draft, correction.version, change) for change in figures]
        parts.append(("更正的数据", (), tuple(_tables(rows))))
    if texts:
        parts.append(("更正的文字", tuple(line for each in texts for line in _text(each)), ()))
    if not found:
        parts.append(("更正的内容", ("没有不同。",), ()))
    for ordinal, (title, paragraphs, tables) in zip("一二三", parts, strict=False):
        yield Chapter(f"{ordinal}、{title}", paragraphs, tables)


class _Row(NamedTuple):
    """A figure: the section it is of, what it is called there, what it was, and what is right."""

    title: str
    label: str
    was: str
    now: str


def _tables(rows: Sequence[_Row]) -> Iterator[PrintedTable]:
    """Yield a table for each section."""
    columns = (Header("was", ("原公布",)), Header("now", ("更正后",)))
    for title, group in groupby(rows, lambda row: row.title):
        found = list(group)
        names = tuple(Header(f"{title}.{n}", (row.label,)) for n, row in enumerate(found))
        cells = tuple(tuple(_cell(name, column) for column in columns) for name in names)
        figures = tuple((row.was or _BLANK, row.now or _BLANK) for row in found)
        yield PrintedTable(Band(title, "项目", columns, names, cells), figures)


def _cell(row: Header, column: Header) -> Cell:
    return Cell(f"{row.path}.{column.path}", Kind.TEXT, row.labels, column.labels)


def _row(draft: Draft, version: Draft, change: CellChange) -> _Row:
    """Return what a figure is called, what was published and what is right, with their unit."""
    sides = ((version, change.left), (draft, change.right))
    was, now = (_figure(side, change.path, text) for side, text in sides)
    return _Row(change.title, change.label, was, now)


def _figure(draft: Draft, path: str, text: str) -> str:
    """Return a value as the report prints it: `township` as 乡镇, `3` with the unit of its cell."""
    cell = cells_by_path(draft.edition, path.partition(".")[0]).get(path) if "." in path else None
    if cell is None or not text:
        return text
    if cell.choices:
        return dict(cell.choices).get(text, text)
    bare = text.removesuffix(cell.unit) if cell.unit else text
    united = any(text.endswith(unit) for unit in cell.units)
    return text if united or not cell.unit else f"{bare}{cell.unit}"


def _text(change: CellChange) -> Iterator[str]:
    """Yield the passages of a text: what was published, and what it says now."""
    # A change that `passages` takes for none, of spaces or the shape of signs, is told whole.
    yield f"{change.full_label}："
    for passage in passages(change.left, change.right) or [Passage(change.left, change.right)]:
        yield from _passage(passage)


def _passage(passage: Passage) -> Iterator[str]:
    was, now, after = (" ".join(text.split("\n")) for text in passage)
    if was and now:
        yield f"原文“{was}”更正为“{now}”"
    elif was:
        yield f"删去“{was}”"
    else:
        yield f"在“{after}”后增加“{now}”" if after else f"在开头增加“{now}”"
