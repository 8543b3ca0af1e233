"""A screen that shows a folder as it is, and does what takes time beside the keys."""

from collections.abc import Callable
from typing import TypeVar

from textual import on
from textual.message import Message

from tuiwizard.county.desk import Desk
from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.watch import Watch
from tuiwizard.errors import TuiwizardError
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.chinese import ChineseScreen

Result = TypeVar("Result")


class WatchingScreen(ChineseScreen[None]):
    """A desk, kept as its folder is.

    Args:
        desk: The desk to begin with.
    """

    class Updated(Message):
        """The desk is another.

        Attributes:
            desk: The desk now.
            left: How many files are still to be read.
        """

        def __init__(self, desk: Desk, left: int) -> None:
            super().__init__()
            self.desk = desk
            self.left = left

    class Done(Message):
        """Something that was done beside the keys has to be shown, or has failed."""

        def __init__(self, show: Callable[[], None]) -> None:
            super().__init__()
            self.show = show

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.left = 0
        self._watch = Watch(desk, self._tell, self._failed)

    def on_mount(self) -> None:
        """Begin to look at the folder."""
        self._watch.start()

    def on_unmount(self) -> None:
        """Let the thread end."""
        self._watch.close()

    def look_again(self) -> None:
        """Look at the folder at once."""
        self._watch.poke()

    @property
    def unit(self) -> DeskRow | None:
        """The current unit."""
        raise NotImplementedError

    @property
    def units(self) -> tuple[DeskRow, ...]:
        """The units that are shown."""
        raise NotImplementedError

    def show(self) -> None:
        """Show the desk as it is now."""
        raise NotImplementedError

    def _tell(self, desk: Desk, left: int) -> None:
        """From the thread: messages may be posted from any."""
        if self.is_running:
            self.post_message(self.Updated(desk, left))

    def _failed(self, error: Exception) -> None:
        def show() -> None:
            raise error

        self._say(show)

    def _say(self, show: Callable[[], None]) -> None:
        if self.is_running:
            self.post_message(self.Done(show))

    @on(Updated)
    def _updated(self, event: Updated) -> None:
        event.stop()
        self.desk, self.left = event.desk, event.left
        self.show()

    @on(Done)
    def _done(self, event: Done) -> None:
        event.stop()
        event.show()

    def beside(self, work: Callable[[], Result], then: Callable[[Result], None]) -> None:
        """Do what takes time in a thread, and show what came of it.

        Args:
            work: What to do; it touches no widget.
            then: Takes its result.
        """

        def run() -> None:
            try:
                result = work()
            except TuiwizardError as error:
                words = str(error)
                self._say(lambda: self.refuse(words))
            else:
                self._say(lambda: then(result))

        self.run_worker(run, thread=True)

    def refuse(self, words: str) -> None:
        """Say in one sentence why something was not done."""
        self.notify(on_one_line(words), severity="error", markup=False, timeout=10)

    def action_read_anew(self) -> None:
        """Ctrl+R: read and check every report once more."""
        self._watch.read_anew()
