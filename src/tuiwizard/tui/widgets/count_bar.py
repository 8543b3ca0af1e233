"""How long a text is, and how much of its limit that takes: a rule under the words."""

from textual.content import Content
from textual.widgets import Static

from tuiwizard.tui.cells import cell_len


class CountBar(Static):
    """A row of words, underlined as far as the limit is used up; the rule costs no row."""

    def __init__(self) -> None:
        super().__init__(classes="count", markup=False)
        self._words = ""
        self._limit = ""
        self._share = 0.0

    def show(self, words: str, limit: str = "", share: float = 0.0) -> None:
        """Show other words.

        Args:
            words: What is counted.
            limit: What is said of the limit, at the right.
            share: How much of it is used up; more than 1 is too much.
        """
        now = words, limit, share
        if now != (self._words, self._limit, self._share):
            self._words, self._limit, self._share = now
            self.set_class(share > 1, "-over")
            self.refresh()

    def render(self) -> Content:
        """The words at the left, the limit at the right, and the rule."""
        width = self.content_size.width
        room = width - cell_len(self._words) - cell_len(self._limit)
        limit = self._limit if room > 0 else ""
        room = max(room if limit else width - cell_len(self._words), 0)
        line = Content(f"{self._words}{' ' * room}{limit}")
        if not self._share:
            return line
        used = min(round(width * self._share), width)
        end = next((n for n in range(len(line)) if cell_len(line.plain[:n]) >= used), len(line))
        return line.stylize("underline", 0, end)
