"""A table that is being filled in: its figures, and its totals kept up to date with them.

One typed figure is read, and only the totals it is part of are added up anew. No model of the
form is needed for that, so a table can be shown and typed into before there is one.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tuiwizard.forms.grid import Cell
from tuiwizard.report.balance import is_full, total
from tuiwizard.report.numbers import Money, Refusal, parse_figure
from tuiwizard.report.shown import BLANK, COMPUTED, PARTIAL, REFUSED, Look, Shown, on_one_line


class Sums:
    """The cells of one table.

    Args:
        cells: Its cells, computed ones included.
        texts: What is typed, by full cell path; a blank cell is absent.

    Attributes:
        texts: What is typed now.
        known: The figures that can be read so far, by cell path.
        shown: Every cell as it is shown now.
    """

    def __init__(self, cells: Iterable[Cell], texts: Mapping[str, str]) -> None:
        self._cells = {cell.path: cell for cell in cells}
        self._totals: dict[str, list[str]] = {}
        for cell in self._cells.values():
            for part in cell.parts:
                self._totals.setdefault(part, []).append(cell.path)
        self.texts: dict[str, str] = {}
        self.known: dict[str, int | Decimal] = {}
        self.shown: dict[str, Shown] = {}
        for path, cell in self._cells.items():
            self.shown[path] = self._blank if cell.computed else self._read(cell, texts)
        for path, cell in self._cells.items():
            if cell.computed:
                self.shown[path] = self._total(cell)

    _blank = Shown(BLANK, Look.BLANK)

    def update(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        """Take over what is typed now.

        Args:
            texts: All of it, by full cell path.

        Returns:
            The paths of the cells that look different, totals included.
        """
        typed = (path for path in self._cells if texts.get(path) != self.texts.get(path))
        return tuple(dict.fromkeys(one for path in typed for one in self.put(path, texts)))

    def put(self, path: str, texts: Mapping[str, str]) -> tuple[str, ...]:
        """Take over what is typed in one cell.

        Args:
            path: The cell.
            texts: What is typed, by full cell path.

        Returns:
            The paths of the cells that look different, totals included.
        """
        before = {at: self.shown[at] for at in (path, *self._totals.get(path, ()))}
        self.shown[path] = self._read(self._cells[path], texts)
        for at in self._totals.get(path, ()):
            self.shown[at] = self._total(self._cells[at])
        return tuple(at for at, shown in before.items() if self.shown[at] != shown)

    def _read(self, cell: Cell, texts: Mapping[str, str]) -> Shown:
        text = texts.get(cell.path, "")
        self.texts.pop(cell.path, None)
        self.known.pop(cell.path, None)
        if text:
            self.texts[cell.path] = text
        if not text.strip():
            return self._blank
        figure = parse_figure(cell, text)
        if isinstance(figure, Refusal):
            return Shown(REFUSED + on_one_line(text), Look.REFUSED, text)
        self.known[cell.path] = figure.amount if isinstance(figure, Money) else figure
        return Shown(text, Look.FIGURE, text)

    def _total(self, cell: Cell) -> Shown:
        known = total(cell, self.known)
        value = "" if known is None else str(known)
        sign = COMPUTED if is_full(cell, self.known) else PARTIAL
        return Shown(sign + value, Look.COMPUTED, value)
