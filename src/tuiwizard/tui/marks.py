"""How words are drawn: each kind of mark by its name, in the colours of the theme.

A mark is a style of Textual's in which `$role` is a colour of `themes.PALETTES`. Widgets that make
`Content` give it as the style of a span; widgets that draw lines ask `drawn`. docs/look.md shows
them all. Underline, reverse and bold carry each difference without colour.
"""

from rich.style import Style
from textual.content import Content
from textual.widget import Widget

from tuiwizard.report.state import State

MARKS = {
    "title": "bold $ink",
    "ink": "$ink",
    "soft": "$soft",
    "faint": "$faint",
    "edge": "$edge",
    "key": "bold $ink",
    "rule": "underline $edge",
    "line": "underline",
    "alert": "$alert",
    "alert-title": "bold $alert",
    "alert-bar": "on $alert",
    "stamp": "bold $on-alert on $alert",
    "open": "bold underline $alert on $tint",
    "focus-text": "$focus",
    "focus-title": "bold $focus",
    "focus-bar": "on $focus",
    "echo": "bold underline $focus",
    "cursor": "bold $on-focus on $focus",
    "field": "underline $ink on $chosen",
    "chosen": "$ink on $chosen",
    "here": "bold $ink on $chosen",
    "tint": "$ink on $tint",
    "page": "$ink on $page",
    "desk": "$ink on $desk",
    "toast": "bold $page on $ink",
}
"""The style of each mark."""

_OF_STATE = {
    State.ERROR: "stamp",
    State.RETURNED: "stamp",
    State.QUERY: "open",
    State.DONE: "soft",
    State.ANSWERED: "soft",
    State.BLANK: "faint",
}


def mark_of(state: State) -> str:
    """Return the name of the mark that a state is stamped with."""
    return _OF_STATE.get(state, "title")


def stamp(state: State, count: int = 0) -> Content:
    """Return a stamp with its count: `误2`."""
    return marked(state.stamp(count), mark_of(state))


def marked(text: str, mark: str) -> Content:
    """Return a text drawn as a mark; nothing in it is read as markup."""
    return Content.styled(text, MARKS[mark])


def drawn(widget: Widget, mark: str) -> Style:
    """Return how a mark is drawn in the theme of now, for what draws lines of segments.

    Add it to the style of what is behind: `widget.rich_style + drawn(widget, "soft")`.
    """
    return widget.app.stylesheet.parse_style(MARKS[mark]).rich_style
