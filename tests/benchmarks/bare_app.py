"""The reference: Textual with nothing of ours in it."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Input, TextArea


class BareApp(App[None]):
    """Header, one editor, Footer."""

    def compose(self) -> ComposeResult:
        """The three widgets."""
        yield Header()
        editor = TextArea() if "text" in sys.argv else Input(placeholder="ready")
        if isinstance(editor, TextArea):
            editor.text = "ready"
            editor.clear()
        editor.cursor_blink = False
        yield editor
        yield Footer()


if __name__ == "__main__":
    BareApp().run()
