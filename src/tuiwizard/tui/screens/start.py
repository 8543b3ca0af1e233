"""The start page: a new report, or one worked on before."""

from collections.abc import Awaitable, Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tuiwizard.flows.opening import start_choice
from tuiwizard.tui.chinese import ChineseScreen
from tuiwizard.tui.widgets.key_line import KeyLine
from tuiwizard.words import tr


class StartScreen(ChineseScreen[None]):
    """What to work on.

    Args:
        begin: Goes on with the answer that is chosen (`flows.opening.start`).
    """

    def __init__(self, begin: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self._begin = begin

    def compose(self) -> ComposeResult:
        """The choices, and the drafts worked on lately."""
        self._choice = start_choice()
        with Vertical(classes="box"):
            yield Static(Content(self._choice.title), classes="title")
            yield OptionList(*(Option(Content(line)) for _, line in self._choice.options))
            yield Static(Content(tr("↑↓ 选择，Enter 打开，Ctrl+Q 离开")))
        yield KeyLine()

    def on_mount(self) -> None:
        """Enter alone starts a new report."""
        options = self.query_one(OptionList)
        options.highlighted = 0
        self.set_focus(options)

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        await self._begin(self._choice.options[event.option_index].answer)
