"""Widgets over one another, none of whose characters is cut by an edge of what it covers."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

Line = dict[int, Strip]
"""What is drawn on a line: strips by the column they begin in."""


class WholeCharacters(Compositor):
    """Divides a line only where what is in front of it begins or ends.

    Textual's own divides every widget where any other on the line begins or ends, behind it too,
    and a character two cells wide that lies across becomes two spaces: `签发后又变动` ->
    `签发后又  动` in a toast over the edge of a column.
    """

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """Return the strips of each line: those of widgets in front first, no cell twice.

        Of each widget only the lines that are wanted are drawn, and none that are covered: Textual
        draws all of every widget that lies between the first and the last of them, nine tenths of
        a screen for a key, and the containers behind.
        """
        lines: list[Line] = [{} for _ in range(self.size.height)]
        for rows in _runs(y for y in crop.line_range if is_rendered_line(y)):
            band = Region(crop.x, rows.start, crop.width, len(rows))
            for widget, (region, clip) in self.visible_widgets.items():
                shown = region.intersection(clip)
                if not shown.overlaps(band):
                    continue
                top, bottom = max(shown.y, rows.start), min(shown.bottom, rows.stop)
                open_lines = {y: _gaps(lines[y], shown.x, shown.right) for y in range(top, bottom)}
                if not any(open_lines.values()):
                    continue
                wanted = Region(shown.x, top, shown.width, bottom - top)
                strips = widget.render_lines(wanted.translate(-region.offset))
                for (y, gaps), strip in zip(open_lines.items(), strips, strict=False):
                    if gaps:
                        seen = {x: strip.crop(x - shown.x, end - shown.x) for x, end in gaps}
                        lines[y] = dict(sorted((lines[y] | seen).items()))
        return lines

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what changed; each strip ends where it does, not at an edge behind it.

        Whole lines: at the edge of a smaller region, half of a character would be a space.
        """
        across = self.size.width
        self._dirty_regions = {Region(0, r.y, across, r.height) for r in self._dirty_regions}
        update = super().render_partial_update()
        if update is not None:
            update.chop_ends = [
                [x + strip.cell_length for x, strip in line.items() if strip is not None]
                for line in update.chops
            ]
        return update


def _runs(rows: Iterable[int]) -> list[range]:
    """Return rows as the runs they make: 1, 2, 5 -> 1 to 2, and 5."""
    runs: list[range] = []
    for y in rows:
        if runs and runs[-1].stop == y:
            runs[-1] = range(runs[-1].start, y + 1)
        else:
            runs.append(range(y, y + 1))
    return runs


def _gaps(line: Line, start: int, end: int) -> list[tuple[int, int]]:
    """Return what is not covered: strips at 2 to 5, from 0 to 9 -> (0, 2), (5, 9)."""
    gaps = []
    for x, strip in line.items():
        if x >= end:
            break
        if start < x:
            gaps.append((start, x))
        start = max(start, x + strip.cell_length)
    return [*gaps, (start, end)] if start < end else gaps
