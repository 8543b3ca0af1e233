"""Published reports for a draft: what one would fill in, and what last year's brings."""

from typing import TYPE_CHECKING, NamedTuple

from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_keys, section_title
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.importing import read_published
from tuiwizard.session import Session
from tuiwizard.words import plural, tr

if TYPE_CHECKING:  # the readers are loaded when there is something to read
    from tuiwizard.importing.imported import Imported

PASTED = tr("粘贴的文本.txt")
"""The name of a source that was pasted and is no file."""


class ReadIn(NamedTuple):
    """A published report as it would be filled in.

    Attributes:
        texts: The new texts by cell path.
        lines: What would be filled in, what would be overwritten, and what was not read.
    """

    texts: dict[str, str]
    lines: list[str]


def read_in(session: Session, data: bytes, name: str, undo: str) -> ReadIn:
    """Read a published report for a draft; nothing is changed yet.

    Args:
        session: The draft.
        data: The source.
        name: Its name, which says what kind it is.
        undo: How the person takes it back, for the lines.

    Raises:
        SourceError: It cannot be read.
    """
    imported = read_published(data, name)
    read = imported.draft(session.draft.year)
    texts = {p: t for key in read.section_keys for p, t in read.entries(key).texts.items()}
    if session.text("agency.name"):  # whose report this is, the person has said
        texts.pop("agency.name", None)
    lines = [*_described(session, imported, texts, undo), *map(str, imported.notes)]
    return ReadIn(texts, lines)


def _described(
    session: Session, imported: "Imported", texts: dict[str, str], undo: str
) -> list[str]:
    year = session.draft.year
    over = [p for p, t in texts.items() if session.text(p) not in ("", t)]
    lines = [plural("读到 {n} 项", len(texts))]
    if imported.year is not None and imported.year != year:
        lines.append(
            tr("! 读到的是 {read} 年的年报，这份草稿是 {year} 年的", read=imported.year, year=year)
        )
    if over:
        lines.append(
            plural("! 有 {n} 项已经填了别的内容，会被覆盖（{undo} 可以撤销）", len(over), undo=undo)
        )
    if lost := imported.lost_note(year):
        lines.append(f"! {lost}")
    for path in imported.missing:
        cell = cells_by_path(imported.edition, path.partition(".")[0])[path]
        lines.append(tr("- 没有读到：{label}", label=cell.label))
    return lines


def about_last_year(session: Session, how: str) -> list[str]:
    """What the choice of last year's report brings, and what the other form had no place for.

    Args:
        session: The draft.
        how: Where its figures are seen, and how they are taken over.
    """
    last = session.case.last
    if last is None:
        return [str(session.case.why_no_last)]
    lines = [tr("已选定 {year} 年的年报。", year=last.draft.year), how]
    this, other = session.draft.edition, last.draft.edition
    for key in section_keys(other, SectionKind.TABLE) if this != other else ():
        gone = [p for p in cells_by_path(other, key) if p not in cells_by_path(this, key)]
        if gone:
            first = cells_by_path(other, key)[gone[0]].label
            lines.append(
                plural(
                    "上年用的是 {other} 版表格，“{section}”里有 {n} 格"
                    "在今年的 {this} 版没有对应，例如“{first}”。",
                    len(gone),
                    other=other,
                    section=section_title(other, key),
                    this=this,
                    first=first,
                )
            )
    return lines
