"""A row of figures answered at once."""

import re

from tuiwizard.flows import filling
from tuiwizard.forms.common import SectionKind, Violation
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.importing.clipboard import parse_block
from tuiwizard.importing.paste import plan_paste
from tuiwizard.importing.slots import BLANK_MARKS
from tuiwizard.plain.question import Talk
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import read_cell
from tuiwizard.session.pasting import objections
from tuiwizard.words import tr

_GAP = re.compile(r"[\s\u3000]+")
_WIDE_GAP = re.compile(r"[\s\u3000]{2,}")


def row_of(draft: Draft, path: str) -> list[Cell]:
    """The cells of the row of a cell, computed ones included; a field is a row of its own."""
    key = path.partition(".")[0]
    if section_model(draft.edition, key).kind is not SectionKind.TABLE:
        return [cells_by_path(draft.edition, key)[path]]
    return filling.row_of(draft.edition, path)


def fields(draft: Draft, cell: Cell, text: str) -> tuple[str, ...] | str:
    """An answer taken apart: one figure, or those of a row from a cell on.

    Args:
        draft: The draft.
        cell: The cell that was asked for.
        text: The answer.

    Returns:
        The figures, or why it cannot be told what is meant: `1 234` is one figure or two.
    """
    if "\t" in text:
        return parse_block(text.strip("\n"))[0]
    parts = tuple(_GAP.split(text.strip()))
    row = row_of(draft, cell.path)
    several = len(parts) > 1 and len(row) > 1 and all(map(_is_field, parts))
    if not several:
        return (text,)
    one = not isinstance(read_cell(cell, text.strip()), Violation)
    if one and not _WIDE_GAP.search(text.strip()):
        whole = "".join(parts)
        return tr(
            "分不清是一个数 {whole} 还是 {n} 个数；一个数中间不要空格，几个数用 Tab 或两个空格隔开",
            whole=whole,
            n=len(parts),
        )
    return parts


def _is_field(part: str) -> bool:
    return part in BLANK_MARKS or any(character.isdigit() for character in part)


def take(talk: Talk, cell: Cell, row: tuple[str, ...]) -> str:
    """Put the figures of a row into their cells: by its label, or from a cell on.

    Returns:
        Why nothing was changed; empty if all of it found its place.
    """
    draft, key = talk.work.draft, cell.path.partition(".")[0]
    plan = plan_paste(draft.edition, key, draft.entries(key), cell.path, (row,))
    if not plan.clean:
        return tr("；").join(objections(plan))
    if not plan.texts:
        talk.lines.say(tr("这一行是表头或总计，没有要填的格"))
        return ""
    talk.work.edit(plan.texts, tr("粘贴"))
    talk.go(list(plan.texts)[-1])
    talk.onward()
    return ""
