"""Tables as they would be with other figures, and which of these to take."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from tuiwizard.flows.ask import TICKED, CellOffer, CellPick
from tuiwizard.forms.layout import cells_by_path, grid
from tuiwizard.report.safety import printable
from tuiwizard.session.view import BLANK, Look, Shown, on_one_line, shown_cells
from tuiwizard.tui.screens.dialogs import Dialog, TextDialog
from tuiwizard.tui.widgets.table_grid import TableGrid
from tuiwizard.words import plural, tr

TAKEN, LEFT = "√", "?"
"""Behind a cell that takes the figure offered, and one that does not."""


BELOW = 50
"""Rows of the current cell that are listed below the table; F2 lists all."""


class CellPickDialog(Dialog[tuple[str, ...]]):
    """Each cell with what is typed and what is offered; the rows of the current one below.

    Args:
        question: The figures.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", tr("取"), priority=True),
        Binding("f2", "rows", tr("各行"), priority=True),
        Binding("f3", "next_different", tr("下一处"), priority=True),
        Binding("f5", "tick_all", tr("全勾"), priority=True),
        Binding("f6", "another_table", tr("换表"), priority=True),
        Binding("f7", "none", tr("只对照"), priority=True),
    ]

    def __init__(self, question: CellPick) -> None:
        super().__init__()
        self._question = question
        self._offers = {offer.path: offer for offer in question.offers}
        self._ticked = {offer.path for offer in question.different}
        self._tables = list(dict.fromkeys(path.partition(".")[0] for path in self._offers))
        self._key = self._tables[0]
        keys = tr("空格勾选，F3 下一处不同，F5 全勾或全不勾，F2 各行")
        self.hint = tr("{keys}，F6 换表", keys=keys) if len(self._tables) > 1 else keys

    def compose(self) -> ComposeResult:
        """The table over the rows of its current cell, and what can be done."""
        question = self._question
        with Vertical(classes="box"):
            yield Static(Content(on_one_line(question.title)), classes="title")
            with VerticalScroll(classes="about", can_focus=False):
                yield Static(Content(printable("\n".join(question.about))))
            yield self._grid(question.at)
            with VerticalScroll(classes="rows", can_focus=False):
                yield Static(id="rows")
            with Horizontal(classes="buttons"):
                yield Button(compact=True, id="take")
                yield Button(tr("一格也不取，只对照（F7）"), compact=True, id="none")
                yield Button(tr("返回（Esc）"), compact=True, id="back")

    def on_mount(self) -> None:
        """Start on the cell the person was in, or the first that differs."""
        different = self._question.different
        if self._question.at not in self._offers and different:
            self._go_to(different[0].path)
        self.set_focus(self.query_one(TableGrid))
        self._tell()

    @property
    def typed(self) -> tuple[str, ...]:
        """What is ticked, cell by cell."""
        return tuple(TICKED if path in self._ticked else "" for path in self._offers)

    def type_again(self, texts: tuple[str, ...]) -> None:
        """Tick what was ticked before."""
        ticks = zip(self._offers, texts, strict=True)
        self._tick({path for path, text in ticks if text == TICKED})

    def _grid(self, at: str = "") -> TableGrid:
        table = TableGrid(grid(self._question.draft.edition, self._key), self._shown(), at)
        table.read_only, table.told = True, self._tell
        return table

    def _shown(self) -> dict[str, Shown]:
        """The table as it would be; a cell that differs shows both figures: `4>5`."""
        shown = shown_cells(self._question.draft, self._key)
        for path, offer in self._offers.items():
            if path in shown and offer.differs:
                now = on_one_line(offer.now).strip() or BLANK
                mark = TAKEN if path in self._ticked else LEFT
                text = f"{now}>{offer.offered}"
                shown[path] = Shown(text, Look.OFFERED, offer.offered, mark)
        return shown

    def _tell(self) -> None:
        """Say what the current cell is, and its first rows."""
        path = self.query_one(TableGrid).path
        offer = self._offers.get(path)
        if offer is None:
            edition = self._question.draft.edition
            lines = [tr("{label}：各格之和", label=cells_by_path(edition, self._key)[path].label)]
        else:
            lines = [_heading(offer), *offer.rows[:BELOW]]
        self.query_one("#rows", Static).update(Content(printable("\n".join(lines))))
        self.query_one(".rows").scroll_home(animate=False)
        n = len(self._ticked)
        self.query_one("#take", Button).label = plural("取勾选的 {n} 格（Enter）", n)

    def on_key(self, event: events.Key) -> None:
        """Space, which a grid would take for typing, ticks."""
        if event.key == "space" and not isinstance(self.focused, Button):
            event.stop()
            self.action_tick()

    def action_tick(self) -> None:
        """Space: take the figure of the current cell, or leave it."""
        path = self.query_one(TableGrid).path
        if path in self._offers and self._offers[path].differs:
            self._tick(self._ticked ^ {path})
        else:
            self.app.bell()

    def action_tick_all(self) -> None:
        """F5: take all; once more, none."""
        every = {offer.path for offer in self._question.different}
        self._tick(set() if self._ticked == every else every)

    def _tick(self, paths: set[str]) -> None:
        self._ticked = paths
        self.query_one(TableGrid).show(self._shown())
        self._tell()

    def action_rows(self) -> None:
        """F2: all rows of the current cell, to scroll through."""
        offer = self._offers.get(self.query_one(TableGrid).path)
        if offer is None:
            self.app.bell()
            return
        self.app.push_screen(TextDialog(_heading(offer), offer.rows))

    async def action_next_different(self) -> None:
        """F3: the next cell that differs, in the other table if it comes to that."""
        paths = [offer.path for offer in self._question.different]
        if not paths:
            self.app.bell()
            return
        every = list(self._offers)
        here = self.query_one(TableGrid).path
        at = every.index(here) if here in self._offers else -1
        behind = [path for path in paths if every.index(path) > at]
        path = (behind or paths)[0]
        if path.partition(".")[0] != self._key:
            await self.action_another_table()
        self._go_to(path)

    def _go_to(self, path: str) -> None:
        self.query_one(TableGrid).go_to(path)

    async def action_another_table(self) -> None:
        """F6: the other table, if the ledger tells it."""
        if len(self._tables) < 2:
            self.app.bell()
            return
        self._key = self._tables[(self._tables.index(self._key) + 1) % len(self._tables)]
        old = self.query_one(TableGrid)
        new = self._grid()
        await self.query_one(".box").mount(new, before=old)
        await old.remove()
        self.set_focus(new)
        self._tell()

    def action_take(self) -> None:
        """Enter: take what is ticked, unless another button has the focus."""
        focused = self.focused.id if isinstance(self.focused, Button) else "take"
        self._done(focused or "take")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The same by mouse."""
        self._done(event.button.id or "")

    def action_none(self) -> None:
        """F7: take no figure, and keep the count to compare with."""
        self._done("none")

    def _done(self, button: str) -> None:
        taken = tuple(path for path in self._offers if path in self._ticked)
        self.dismiss({"take": taken, "none": ()}.get(button))


def _heading(offer: CellOffer) -> str:
    label = on_one_line(offer.label)
    if not offer.differs:
        return tr("{label}：填的和数的都是 {offered}", label=label, offered=offer.offered)
    now = on_one_line(offer.now).strip() or tr("空")
    return tr("{label}：填的 {now}，数的 {offered}", label=label, now=now, offered=offer.offered)
