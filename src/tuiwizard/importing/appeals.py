"""Table 4: fifteen figures without a label of their own, or five for each of its groups."""

from collections.abc import Mapping, Sequence
from itertools import cycle

from tuiwizard.forms.grid import Band, Cell
from tuiwizard.forms.layout import grid
from tuiwizard.importing.alignment import RowMatch
from tuiwizard.importing.lexicon import find
from tuiwizard.importing.runs import Run
from tuiwizard.report.labels import fold

KEY = "appeals"
LONG = 4
"""Characters beyond which a header is no part of a heading: 复议后起诉, and not 行政复议."""


def groups(band: Band) -> Mapping[str, tuple[Cell, ...]]:
    """Return the cells of each group of columns by the group's own label."""
    found: dict[str, tuple[Cell, ...]] = {}
    for column, cell in zip(band.columns, band.cells[0], strict=True):
        label = fold(column.labels[-2])
        found[label] = (*found.get(label, ()), cell)
    return found


def match_table4(edition: str, run: Run) -> RowMatch | None:
    """The cells of table 4 that a run without a row label gives; None where it gives none.

    行政复议 | 结果维持 … 总计 | 1 | 0 | 0 | 0 | 1 -> the five cells of 行政复议
    """
    (band,) = grid(edition, KEY).bands
    by_label = groups(band)
    texts = [fold(piece.text) for piece in run.texts]
    named = [text for text in texts if text in by_label]
    if not _in_order(texts, next(iter(by_label.values()))):
        return None
    whole = len(band.cells[0])
    if len(named) == 1 and len(run.slots) == len(by_label[named[0]]):
        return RowMatch(run, by_label[named[0]])
    if len(run.slots) >= whole and _is_here(band, run, texts) and _ends_in_header(run):
        return RowMatch(run, band.cells[0])
    return None


def _is_here(band: Band, run: Run, texts: Sequence[str]) -> bool:
    """Whether the section or the headers say that the figures are those of table 4."""
    above = {fold(label) for column in band.columns for label in column.labels[:-1]}
    own = {fold(column.labels[-1]) for column in band.columns}
    return (
        run.section == KEY
        or len(above.intersection(texts)) > 1
        or sum(text in own for text in texts) == len(band.columns)
        or any(label in text for label in above if len(label) > LONG for text in texts)
    )


def _in_order(texts: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Whether the headers name the results in the order of the form, as far as they do.

    结果纠正, 结果维持, 其他结果, 尚未审结, 总计 -> False
    """
    labels = [fold(cell.column[-1]) for cell in cells]
    found = [text for text in texts if text in labels]
    if set(found) != set(labels):
        return True  # broken or glued together: they do not say
    return all(a == b for a, b in zip(found, cycle(labels), strict=False))


def _ends_in_header(run: Run) -> bool:
    """Whether nothing before the figures belongs to another table: … 四、结转下年度 -> False."""
    label = find(fold(run.texts[-1].text)) if run.texts else None
    return label is None or label.kind in ("column", "section")
