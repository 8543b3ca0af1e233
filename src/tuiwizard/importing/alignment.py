"""The figures of a run in the cells of their row, or the reason why they cannot be placed.

Nothing is guessed: a row is placed only where its figures can belong to its cells in one way.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import grid
from tuiwizard.forms.years import editions
from tuiwizard.importing.runs import Run
from tuiwizard.importing.slots import Shape, shape
from tuiwizard.importing.source_lines import Piece
from tuiwizard.report.labels import fold, without_remark

Alignment = list[tuple[Cell, Piece]]
_UNIT = re.compile(r"[万萬亿億]?元|[千万萬][件项項条條个個宗]")


def cells_of(edition: str, path: str) -> tuple[Cell, ...] | None:
    """The cells of a row in an edition; None where the edition has no such row.

    Args:
        edition: The edition of the form.
        path: The row's path with its section.
    """
    key, _, row = path.partition(".")
    for band in grid(edition, key).bands:
        for header, cells in zip(band.rows, band.cells, strict=True):
            if header.path == row:
                return cells
    return None


def cells_anywhere(edition: str, path: str) -> tuple[Cell, ...]:
    """The cells of a row, of another edition where this one has none."""
    every = (cells_of(e, path) for e in (edition, *editions()))
    return next(cells for cells in every if cells is not None)


@cache
def differs(path: str) -> bool:
    """Whether the cells of a row are others in another edition: 规章 -> True; 予以公开 -> False."""
    every = [cells_of(edition, path) for edition in editions()]
    return len({tuple(cell.path for cell in cells) for cells in every if cells is not None}) > 1


@dataclass(frozen=True, slots=True)
class RowMatch:
    """A run and the cells that are to take its figures."""

    run: Run
    cells: tuple[Cell, ...]


class RowWidths:
    """How many slots the rows of each table have: what may be counted, and from where.

    A row with blanks can be counted only where all rows of its kind have the same number.
    """

    def __init__(self, matches: Iterable[RowMatch]) -> None:
        self._texts: dict[tuple[int, int], list[list[str]]] = defaultdict(list)
        self._ends: dict[tuple[int, int], list[int]] = defaultdict(list)
        for match in matches:
            self._ends[self._kind(match)].append(match.run.slots[-1].column)
            if match.run.filled:
                texts = ["" if shape(s.text) is Shape.BLANK else s.text for s in match.run.slots]
                self._texts[self._kind(match)].append(texts)
        self._starts = {kind: self._start(kind) for kind in self._texts}

    @staticmethod
    def _kind(match: RowMatch) -> tuple[int, int]:
        return match.run.table, len(match.cells)

    def _start(self, kind: tuple[int, int]) -> int | None:
        texts = self._texts[kind]
        even = len(set(map(len, texts))) == 1
        found = starts([(row, kind[1]) for row in texts]) if even else []
        return found[0] if len(found) == 1 else None

    def even(self, match: RowMatch) -> bool:
        """Whether several rows of a kind all end in one column: a spreadsheet pads its lines."""
        ends = self._ends.get(self._kind(match), [])
        return len(ends) > 1 and set(ends) == {match.run.slots[-1].column}

    def offset(self, match: RowMatch) -> int | None:
        """The slot in which the figures of a row begin; None where that is not certain."""
        rows = self._texts.get(self._kind(match))
        if not rows:
            return 0 if len(match.run.slots) == len(match.cells) else None
        fits = len(rows[0]) == len(match.run.slots)
        return self._starts[self._kind(match)] if fits else None


def starts(rows: Sequence[tuple[Sequence[str], int]]) -> list[int]:
    """The slots in which the figures of a table may begin: none of them is left without a cell.

    # ("", "", "5", "", "7") with 3 cells -> [2]: two blanks stand beside a merged label

    Args:
        rows: The texts behind the labels, "" for a blank, and how many cells each row has.
    """
    first, last = 0, max(len(texts) for texts, _ in rows) - max(count for _, count in rows)
    for texts, count in rows:
        filled = [at for at, text in enumerate(texts) if text]
        if filled:
            first, last = max(first, filled[-1] - count + 1), min(last, filled[0])
    return list(range(first, last + 1))


def align(match: RowMatch, widths: RowWidths) -> Alignment | None:
    """The slots of a run in the cells of its row; None where that is not certain.

    规章 | 0 | 0 | 6 -> issued 0, repealed 0, in force 6; 规章 | 6 -> None
    """
    run = match.run
    if any(slot.inherited for slot in run.filled):
        return None  # a figure merged over two rows belongs to neither alone
    columns = named_columns(match.cells, run.heads)
    cells = _ordered(match, columns)
    if cells is None:
        return None
    full = run.filled
    named = _named(match, cells, columns, widths) if set(cells) <= set(columns) else None
    if cells != match.cells:
        return named  # in another order only right below the headers that say so
    if len(full) == len(cells) and _contiguous(run):
        return list(zip(cells, full, strict=True))
    if not full and len(run.slots) < len(cells):
        return None
    counted = _counted(match, cells, widths)
    if counted is not None and named is not None:
        return counted if _same(counted, named) else None
    return counted or named


def _contiguous(run: Run) -> bool:
    """Whether no blank is between the figures: "", 1, 2 -> True; 1, "", 2 -> False."""
    filled = [i for i, s in enumerate(run.slots) if shape(s.text) is not Shape.BLANK]
    return filled[-1] - filled[0] + 1 == len(filled) if filled else False


def named_columns(cells: Iterable[Cell], heads: Mapping[int, str]) -> Mapping[Cell, int]:
    """The columns of the grid that the headers above give to cells, each to one.

    # {1: "总计", 2: "自然人"} -> {… 总计: 1, … 自然人: 2}
    """
    columns: dict[Cell, int] = {}
    for cell in cells if heads else ():
        own = _names(cell.column[-1])
        at = [i for i, text in heads.items() if text in own]
        if len(at) == 1:
            columns[cell] = at[0]
    return columns if len(set(columns.values())) == len(columns) else {}


@cache
def _names(column: str) -> frozenset[str]:
    """What a header may print for a column of the form."""
    return frozenset((fold(column), fold(without_remark(column))))


def _ordered(match: RowMatch, columns: Mapping[Cell, int]) -> tuple[Cell, ...] | None:
    """The cells of a row in the order in which they are printed.

    Headers that name every column say it. Where some are missing or broken the form's order
    holds, unless those that are there are in another: then it is not certain.

    总计, 自然人 … 其他 above -> 总计 first; only 其他, 自然人 above -> None
    """
    cells = match.cells
    printed = tuple(sorted(columns, key=columns.__getitem__))
    if len(printed) == len(cells):
        return printed
    fillable = [cell for cell in cells if not cell.path.endswith(".total")]
    if set(printed) == set(fillable) and len(match.run.slots) == len(printed):
        return printed  # a table without its totals
    return cells if printed == tuple(c for c in cells if c in columns) else None


def _counted(match: RowMatch, cells: Sequence[Cell], widths: RowWidths) -> Alignment | None:
    """The slots counted from where the rows of the table begin: "", 5, "", 7 -> 5, "", 7."""
    offset = widths.offset(match)
    if offset is None:
        return None
    slots = match.run.slots[offset : offset + len(cells)]
    return list(zip(cells, slots, strict=True)) if len(slots) == len(cells) else None


def _named(
    match: RowMatch, cells: Sequence[Cell], columns: Mapping[Cell, int], widths: RowWidths
) -> Alignment | None:
    """The slots that stand right below the headers, if every figure does."""
    run = match.run
    at = {slot.column: slot for slot in run.slots}
    if any(columns[cell] not in at for cell in cells):
        return None
    last = run.slots[-1].column
    if not run.table and last != max(columns.values()) and not widths.even(match):
        return None  # a line of text that a lost tab may have shifted
    placed = [(cell, at[columns[cell]]) for cell in cells]
    under = {slot.column for _, slot in placed}
    return placed if all(slot.column in under for slot in run.filled) else None


def _same(one: Alignment, other: Alignment) -> bool:
    return {c.path: s.column for c, s in one} == {c.path: s.column for c, s in other}


def heads_with_units(run: Run) -> Sequence[str]:
    """The texts above and before a run, if one of them names a unit of money or of ten thousand."""
    texts = [*run.heads.values(), *(fold(piece.text) for piece in run.texts)]
    return texts if any(map(_UNIT.search, texts)) else ()


def header_unit(cell: Cell, heads: Sequence[str]) -> str:
    """The unit that a column's header prints; empty for none.

    采购总金额（万元，保留四位小数） -> 万元; 采购总金额 -> ""
    """
    if not heads:
        return ""
    wanted = fold(without_remark(cell.column[-1]))
    own = next((text for text in reversed(heads) if text.startswith(wanted)), "")
    found = _UNIT.search(own.removeprefix(wanted))
    return found[0].replace("萬", "万") if found else ""
