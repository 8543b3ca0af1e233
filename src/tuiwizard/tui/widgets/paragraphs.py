"""Paragraphs as they stand on a page: a first-line indent and a gap that nobody types.

TextArea asks its wrapped document where the lines of the screen begin, and which character is at a
place of the screen. This one breaks lines as Chinese is broken, moves every first line in by two
characters, and leaves a row between two paragraphs. While one is typed, only its lines from the one
before the cursor on are broken again: a letter behind 5,000 costs what a letter behind 50 does.
"""

from bisect import bisect_right

from textual.document._document import Location
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import get_tab_widths
from textual.geometry import Offset

from tuiwizard.report.line_breaks import line_breaks
from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.line_breaking import break_paragraph

INDENT = 4
"""Cells: two characters."""

_WIDEST = 2
"""Cells of the widest character."""

_UNSURE = 100
"""Characters before the cursor in which a line may end otherwise by what is typed behind them."""


def indent_of(line: str) -> int:
    """Return how far the first line of a paragraph is moved in: not if it was typed with spaces."""
    return 0 if line[:1].isspace() or "\t" in line else INDENT


class Paragraphs(WrappedDocument):
    """The lines of a text on the screen."""

    gaps: set[int]
    """The rows between paragraphs."""

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Break every paragraph."""
        self._width = width
        if tab_width:
            self._tab_width = tab_width
        lines = self.document.lines
        self._wrap_offsets = [self._broken(line) for line in lines]
        self._tab_width_cache = [self._tabs(line) for line in lines]
        self._written = [bool(line.strip()) for line in lines]
        self._offset_to_line_info, self._line_index_to_offsets, self.gaps = [], [], set()
        self._arrange(0)

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Break the paragraphs again that an edit has changed."""
        top, bottom = sorted((start[0], old_end[0]))
        last = len(self._wrap_offsets) - 1
        top, bottom = min(top, last), min(bottom, last)
        end = min(max(start[0], new_end[0]), self.document.line_count - 1)
        lines = [self.document.get_line(row) for row in range(top, end + 1)]
        if top == bottom == end:
            breaks = [self._resumed(lines[0], self._wrap_offsets[top], min(start[1], old_end[1]))]
        else:
            breaks = [self._broken(line) for line in lines]
        self._wrap_offsets[top : bottom + 1] = breaks
        self._tab_width_cache[top : bottom + 1] = [self._tabs(line) for line in lines]
        self._written[top : bottom + 1] = [bool(line.strip()) for line in lines]
        self._arrange(top)

    def is_wrapped(self, width: int, tab_width: int) -> bool:
        """Return whether every paragraph is broken for a width: edits keep it so."""
        return (width, tab_width) == (self._width, self._tab_width)

    @property
    def height(self) -> int:
        """Rows of the screen, gaps among them."""
        return len(self._offset_to_line_info)

    def location_to_offset(self, location: Location) -> Offset:
        """Return where a character is."""
        x, y = super().location_to_offset(location)
        return Offset(x + self._moved_in(location[0], self._section(location)), y)

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """Return which character of a paragraph is at a place of one of its lines."""
        section = y_offset % (len(self._wrap_offsets[line_index]) + 1)
        x = max(x_offset - self._moved_in(line_index, section), 0)
        return super().get_target_document_column(line_index, x, y_offset)

    def _section(self, location: Location) -> int:
        return bisect_right(self._wrap_offsets[location[0]], location[1])

    def _moved_in(self, row: int, section: int) -> int:
        return indent_of(self.document.get_line(row)) if section == 0 and self._width else 0

    def _tabs(self, line: str) -> list[int]:
        if "\t" not in line:
            return [0] if line else []
        return [width for _, width in get_tab_widths(line, self._tab_width)]

    def _broken(self, line: str) -> list[int]:
        if not self._width or (len(line) * _WIDEST + INDENT <= self._width and "\t" not in line):
            return []
        if "\t" in line:  # tab stops are TextArea's own business
            return break_paragraph(line, self._width, self._tab_width)
        return line_breaks(line, self._width, cell_len, indent=indent_of(line), hanging=False)

    def _resumed(self, line: str, before: list[int], changed: int) -> list[int]:
        """Return the breaks of a line of which nothing before a character has changed."""
        kept = [at for at in before if at < changed - _UNSURE]
        if not kept or "\t" in line:
            return self._broken(line)
        rest = line_breaks(line[kept[-1] :], self._width, cell_len, hanging=False)
        return [*kept, *(kept[-1] + at for at in rest)]

    def _arrange(self, top: int) -> None:
        """Number the rows of the screen from those of a paragraph on."""
        rows, offsets = self._offset_to_line_info, self._line_index_to_offsets
        first = offsets[top - 1][-1] + 1 if top else 0
        self.gaps.difference_update(range(first, len(rows)))
        del rows[first:], offsets[top:]
        written = bool(top) and self._written[top - 1]
        for number, breaks in enumerate(self._wrap_offsets[top:], top):
            before, written = written, self._written[number]
            if before and written and self._width:
                self.gaps.add(len(rows))
                rows.append(rows[-1])
            offsets.append([*range(len(rows), len(rows) + len(breaks) + 1)])
            rows += [(number, section) for section in range(len(breaks) + 1)]
