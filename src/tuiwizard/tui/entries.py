"""What can be typed into or ticked: its text, whatever kind of widget it is."""

from textual.widget import Widget
from textual.widgets import Input, TextArea

from tuiwizard.flows.ask import TICKED
from tuiwizard.tui.widgets.tick import Tick

ENTRIES = "Input, TextArea, Tick"
"""The selector for all of them."""


def text_of(entry: Widget) -> str:
    """Return what is typed, or whether it is ticked."""
    if isinstance(entry, Tick):
        return TICKED if entry.ticked else ""
    if isinstance(entry, TextArea):
        return entry.text
    assert isinstance(entry, Input)
    return entry.value


def put_into(entry: Widget, text: str) -> None:
    """Put a text in that was typed before; the next letter goes on behind it."""
    if isinstance(entry, Tick):
        if entry.ticked != (text == TICKED):
            entry.action_turn()
    elif isinstance(entry, TextArea):
        entry.text = text
        entry.move_cursor(entry.document.end)
    else:
        assert isinstance(entry, Input)
        entry.select_on_focus = False
        entry.value = text
        entry.cursor_position = len(text)
