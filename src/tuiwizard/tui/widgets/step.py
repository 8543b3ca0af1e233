"""What the wizard asks of every step."""

from textual.containers import Vertical
from textual.message import Message

from tuiwizard.forms.grid import Cell
from tuiwizard.rules.finding import Finding
from tuiwizard.session import Session


class Step(Vertical):
    """A step of the wizard: shows a part of the session's draft, posts what was typed.

    Args:
        session: Where to read from; a step never changes it.
        key: The section it shows, or `publish`.
        at: The cell to start in.
    """

    class Typed(Message):
        """A text was typed for a cell.

        Attributes:
            path: The full cell path.
            text: The text as it stands now.
            growing: Whether it is still being typed, letter by letter.
        """

        def __init__(self, path: str, text: str, *, growing: bool) -> None:
            super().__init__()
            self.path = path
            self.text = text
            self.growing = growing

    class BlockTyped(Message):
        """Texts for several cells, as one intention.

        Attributes:
            texts: The new texts by full cell path.
            what: A word for the intention.
        """

        def __init__(self, texts: dict[str, str], what: str) -> None:
            super().__init__()
            self.texts = texts
            self.what = what

    class ZerosAsked(Message):
        """The blank ones of these cells are to become 0."""

        def __init__(self, paths: tuple[str, ...]) -> None:
            super().__init__()
            self.paths = paths

    class BlockPasted(Message):
        """A block was pasted from a spreadsheet or a page.

        Attributes:
            path: The cell it was pasted at.
            text: The clipboard's text, unread.
        """

        def __init__(self, path: str, text: str) -> None:
            super().__init__()
            self.path = path
            self.text = text

    class ChoiceAsked(Message):
        """One of the answers to a cell is to be chosen."""

        def __init__(self, cell: Cell) -> None:
            super().__init__()
            self.cell = cell

    class JumpAsked(Message):
        """A finding was chosen: go to its cell."""

        def __init__(self, finding: Finding) -> None:
            super().__init__()
            self.finding = finding

    class Passed(Message):
        """The person goes on behind the last field of the step."""

    class PlaceAsked(Message):
        """Something on the page was pointed at: go to its cell."""

        def __init__(self, place: str) -> None:
            super().__init__()
            self.place = place

    class YearTyped(Message):
        """Another report year was typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Dropped(Message):
        """Characters that may not stand in a report were left out of a paste."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    class UndoAsked(Message):
        """An editor passes Ctrl+Z or Ctrl+Y on: there is one history, the session's."""

        def __init__(self, *, redo: bool) -> None:
            super().__init__()
            self.redo = redo

    def __init__(self, session: Session, key: str, at: str = "") -> None:
        super().__init__()
        self.session = session
        self.key = key
        self.start = at

    @property
    def path(self) -> str:
        """The cell the person is in, or the step's key."""
        return self.key

    def sync(self) -> None:
        """Show the draft as it is now."""

    def go_to(self, path: str) -> None:
        """Put the person into a cell."""

    def pending(self) -> dict[str, str]:
        """Take what is being typed and not yet posted, by cell path."""
        return {}

    def typing(self) -> dict[str, str]:
        """What is being typed and not yet posted, left as it is: for saving it meanwhile."""
        return {}
