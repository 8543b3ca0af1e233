"""A county desk being worked at: whom to ask, and where it is shown."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from tuiwizard.county.desk import Desk, RowFilter
from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.query_sheets import usual_formats
from tuiwizard.county.year_comparison import YearComparison
from tuiwizard.errors import TuiwizardError
from tuiwizard.flows.ask import NO, YES, Ask, Choice, Option, Tone
from tuiwizard.report.chart import Chart
from tuiwizard.words import tr

Result = TypeVar("Result")


class InThread(Protocol):
    """Does what takes time without holding up the keys."""

    async def __call__(self, work: Callable[[], Result]) -> Result:
        """Do it, and return its result."""


class OpenDraft(Protocol):
    """Opens a draft in the wizard, which comes back to the desk."""

    async def __call__(self, path: Path, at: str | None, *, sign_off_only: bool = False) -> None:
        """Open it.

        Args:
            path: Its file.
            at: The step or cell to open at; None opens where the person left.
            sign_off_only: Whether it is only signed off: read, remarked on, signed.
        """


class DeskSurface(Protocol):
    """Where a desk is shown."""

    @property
    def desk(self) -> Desk:
        """The desk as its folder is now."""

    @property
    def left(self) -> int:
        """How many files are still to be read."""

    @property
    def row_filter(self) -> RowFilter:
        """Which rows are shown."""

    @property
    def row(self) -> DeskRow | None:
        """The current row."""

    @property
    def rows(self) -> Sequence[DeskRow]:
        """The rows that are shown."""

    def filter_by(self, row_filter: RowFilter) -> None:
        """Show other rows."""

    def look_again(self) -> None:
        """Look at the folder at once."""

    async def show_years(self, row: DeskRow, comparison: YearComparison) -> None:
        """Show a report beside that of the year before."""

    async def show_charts(self, charts: Sequence[Chart]) -> None:
        """Show charts, one below the other."""


@dataclass
class DeskWork:
    """A desk being worked at.

    Attributes:
        ask: Whom to ask.
        surface: Where it is shown.
        in_thread: Does what takes time.
        open_draft: Opens a draft.
        agency: The name last given to a sum of reports.
        office: Whom the lists of questions are to be answered, as last given.
        until: Until when, as last given.
        sheet_formats: In which formats they were last written; the usual ones before.
    """

    ask: Ask
    surface: DeskSurface
    in_thread: InThread
    open_draft: OpenDraft
    agency: str = ""
    office: str = ""
    until: str = ""
    sheet_formats: tuple[str, ...] = field(default_factory=usual_formats)
    _busy: bool = False

    def refuse(self, words: str) -> None:
        """Say why something is not done."""
        self.ask.tell(words, Tone.REFUSAL)

    @property
    def busy(self) -> bool:
        """Whether a flow is running."""
        return self._busy

    async def everything_read(self, title: str) -> bool:
        """Wait until no file is left to be read; False if the person waits no longer.

        Args:
            title: What is done then: what is said of all reports is not said of half of them.
        """
        if not self.surface.left:
            return True
        line = tr("文件还没有读完，读完就接着做")
        return await self.ask.wait(title, line, lambda: not self.surface.left)

    async def confirm_overwrite(self, name: str, title: str, no: str, yes: str) -> bool:
        """Ask before something that is there already is overwritten; the first answer is no.

        Args:
            name: The question's name.
            title: What is there.
            no: The words for leaving it.
            yes: The words for overwriting it.
        """
        options = (Option(NO, no), Option(YES, yes))
        return await self.ask.choose(Choice(name, title, options)) == YES

    async def carry_out(self, flow: Coroutine[Any, Any, None]) -> None:
        """Run a flow; an error that ends it is told in one sentence.

        One runs at a time: what another one asks would come up over the questions of the first.
        """
        if self._busy:
            flow.close()
            self.refuse(tr("上一件事还在做，做完再来"))
            return
        self._busy = True
        try:
            await flow
        except TuiwizardError as error:
            self.refuse(str(error))
        finally:
            self._busy = False
