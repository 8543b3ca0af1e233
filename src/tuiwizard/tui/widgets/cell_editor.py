"""The text being typed into one cell, before it is accepted."""

from typing import NamedTuple


class CellEditor(NamedTuple):
    """A text and the insertion point in it.

    Attributes:
        text: What has been typed.
        at: The insertion point, counted in characters.
        in_place: Whether arrows move in the text (F2) or accept it and leave the cell.
    """

    text: str
    at: int
    in_place: bool = False

    def insert(self, text: str) -> "CellEditor":
        """Type at the insertion point."""
        return self._replace(
            text=self.text[: self.at] + text + self.text[self.at :], at=self.at + len(text)
        )

    def backspace(self) -> "CellEditor":
        """Delete the character before the insertion point."""
        at = max(self.at - 1, 0)
        return self._replace(text=self.text[:at] + self.text[self.at :], at=at)

    def delete(self) -> "CellEditor":
        """Delete the character at the insertion point."""
        return self._replace(text=self.text[: self.at] + self.text[self.at + 1 :])

    def move(self, by: int) -> "CellEditor":
        """Move the insertion point, not beyond the ends."""
        return self._replace(at=min(max(self.at + by, 0), len(self.text)))
