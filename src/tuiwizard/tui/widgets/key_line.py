"""The keys that work now, on the last row of the screen: as many as fit, each of them whole.

Textual's Footer is a widget for each key, made anew whenever the focus moves, and cut at the edge;
this is one widget that paints a line.
"""

from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.chinese import ChineseScreen
from tuiwizard.tui.marks import drawn

MENU = "ctrl+p"
"""The key of the list of all commands."""

_GAP = 3
"""Cells between two keys where there is room; at least one."""


class ShownKey(NamedTuple):
    """A key and what it does.

    Attributes:
        key: The key as Textual calls it.
        display: The key as a person calls it.
        words: What it does.
    """

    key: str
    display: str
    words: str

    @property
    def width(self) -> int:
        """The cells it takes."""
        return cell_len(self.display) + 1 + cell_len(self.words)


class KeyLine(Widget):
    """The keys of what has the focus, then those of everything around it; a click presses one."""

    DEFAULT_CSS = "KeyLine { height: 1; dock: bottom; }"

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._keys: tuple[ShownKey, ...] = ()

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self._changed(self.screen)

    @property
    def words(self) -> str:
        """What it says."""
        return " ".join(f"{key.display} {key.words}" for key, _ in self._placed())

    def _changed(self, screen: Screen[object]) -> None:
        """Show other keys, one for each thing to do."""
        if screen is not self.screen or not self.is_attached:
            return
        wanted = screen.keys_shown if isinstance(screen, ChineseScreen) else ()
        shown: dict[str, ShownKey] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            show = binding.action in wanted if wanted else binding.show
            if show and active.enabled and binding.action not in shown:
                key = self.app.get_key_display(binding)
                shown[binding.action] = ShownKey(binding.key, key, binding.description)
        keys = tuple(shown[action] for action in wanted or shown if action in shown)
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def _placed(self) -> list[tuple[ShownKey, int]]:
        """The keys that fit, and the column each begins in.

        The menu always does: for the mouse, it is the way to what does not.
        """
        room = self.size.width - 2
        fitting: list[ShownKey] = []
        left = room - sum(key.width + 1 for key in self._keys if key.key == MENU)
        for key in self._keys:
            if key.key == MENU:
                fitting.append(key)
            elif key.width <= left:
                fitting.append(key)
                left -= key.width + 1
        spare = room - sum(key.width for key in fitting)
        gap = max(min(spare // max(len(fitting) - 1, 1), _GAP), 1)
        placed, x = [], 1
        for key in fitting:
            placed.append((key, x))
            x += key.width + gap
        return placed

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """The keys, the key itself bold."""
        base = self.rich_style
        bold, soft = base + drawn(self, "key"), base + drawn(self, "soft")
        segments, at = [], 0
        for key, x in self._placed():
            segments += [Segment(" " * (x - at), base), Segment(key.display, bold)]
            segments.append(Segment(f" {key.words}", soft))
            at = x + key.width
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def on_click(self, event: events.Click) -> None:
        """Press the key that is clicked."""
        for key, x in self._placed():
            if x <= event.x < x + key.width:
                event.stop()
                self.app.simulate_key(key.key)
