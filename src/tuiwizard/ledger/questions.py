"""What a ledger leaves open, gathered: each word once, with all its rows."""

from tuiwizard.ledger.request import Place, Question


class Questions:
    """Gathers questions.

    Attributes:
        count: How often something was asked, words that were asked before included.
    """

    def __init__(self) -> None:
        self.count = 0
        self._words: dict[tuple[str, str], Question] = {}
        self._rows: list[Question] = []

    def word(self, kind: str, word: str, proposed: str, *rows: Place) -> None:
        """Ask what a word means, or name more rows that it decides."""
        self.count += 1
        asked = self._words.get((kind, word), Question(kind, word, (), proposed=proposed))
        self._words[kind, word] = asked._replace(rows=(*asked.rows, *rows))

    def row(self, field: str, problem: str, *rows: Place, proposed: str = "") -> None:
        """Ask for a value of one row, or of rows that belong together."""
        self.count += 1
        self._rows.append(Question("row", "", rows, field, proposed, problem))

    def pointer(self, problem: str, row: Place) -> None:
        """Ask which request a row points to."""
        self.count += 1
        self._rows.append(Question("pointer", "", (row,), "pointer", "", problem))

    def all(self) -> tuple[Question, ...]:
        """Return all questions, words first."""
        return (*self._words.values(), *self._rows)
