"""Text as it is, in a place of fixed size."""

from textual.content import Content
from textual.widgets import Static


class Plain(Static):
    """Text that is never read as markup, repainted only when it changes.

    Its size comes from the style sheet: a layout of the whole screen for each key typed
    would cost more than everything else together.
    """

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002 - the name every Textual widget uses
        classes: str | None = None,
    ) -> None:
        super().__init__(Content(text), id=id, classes=classes, markup=False)
        self._text = text

    def show(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.update(Content(text), layout=False)
