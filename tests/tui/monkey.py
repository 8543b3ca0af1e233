"""A monkey at the keyboard: random keys, pastes and window sizes, and what must hold after them.

The keys come from a seed, so that a failure can be played again: the message names the keys.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random

from textual.events import Paste

from tests.tui.conftest import Desk
from tuiwizard.drafts import codec
from tuiwizard.forms.editions import report_model
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.entries import read_cell
from tuiwizard.report.numbers import Money
from tuiwizard.tui.widgets.table_grid import TableGrid

DIGITS = tuple("0123456789０９-.,")
LETTERS = tuple("ab[]/件一县。 （")
ARROWS = ("up", "down", "left", "right")
MOVES = (*ARROWS, *ARROWS, "home", "end", "ctrl+home", "ctrl+end", "pageup", "pagedown")
SELECTING = tuple(f"shift+{arrow}" for arrow in ARROWS)
EDITING = ("enter", "enter", "tab", "shift+tab", "f2", "delete", "backspace", "escape", "ctrl+a")
COMMANDS = ("f5", "f6", "f7", "f9", "ctrl+c", "ctrl+v", "ctrl+t")
HISTORY = ("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+y")
STEPS = ("ctrl+n", "ctrl+n", "ctrl+b", "ctrl+g", "ctrl+s", "f1", "f4")
SIZES = ((80, 24), (120, 36), (40, 10), (300, 100), (50, 24), (110, 12), (100, 30))

KINDS = (
    *((DIGITS, 30), (LETTERS, 8), (MOVES, 20), (SELECTING, 10), (EDITING, 20)),
    *((COMMANDS, 8), (HISTORY, 5), (STEPS, 5)),
)

PASTES = Path(__file__).parents[1] / "data" / "paste"
BLOCKS = (
    *(path.read_bytes().decode("utf-8") for path in sorted(PASTES.glob("*.tsv"))),
    *("7", "1\t2\r\n3\t4\r\n", "\t\n5", "/\t-\t\n", "一、本年新收政府信息公开申请数量\t1\t2"),
    *("第一段\r\n第二段\x07\t“引文”\u3000", "[red]x[/]\x1b[31m", '"', ""),
)


class Monkey:
    """Presses keys at a desk.

    Args:
        desk: The app.
        seed: Where the keys come from.
    """

    def __init__(self, desk: Desk, seed: int) -> None:
        self._desk = desk
        self._random = Random(seed)
        self._first = codec.dumps(desk.session.draft)
        self.pressed: list[str] = []

    async def press(self, steps: int) -> None:
        """Press that many keys in bursts, look after each."""
        while len(self.pressed) < steps:
            for _ in range(self._random.randint(1, 6)):
                await self._one()
            await self._desk.rest()
            self._look()

    async def undo_everything(self) -> None:
        """Back to the start, the first draft is there again."""
        desk = self._desk
        for _ in range(3):
            await desk.press("escape")
        while desk.session._undo or any(self._typing()):
            await desk.press("ctrl+z")
            self._look()
        assert codec.dumps(desk.session.draft) == self._first, self.pressed
        assert desk.app.is_running

    async def _one(self) -> None:
        lot = self._random.random()
        if lot < 0.03:
            size = self._random.choice(SIZES)
            self.pressed.append(str(size))
            await self._desk.pilot.resize_terminal(*size)
        elif lot < 0.08:
            block = self._random.choice(BLOCKS)
            self.pressed.append(f"paste {block[:12]!r}")
            await self._desk.send(Paste(block))
        else:
            kinds, weights = zip(*KINDS, strict=True)
            key = self._random.choice(self._random.choices(kinds, weights)[0])
            self.pressed.append(key)
            if len(key) == 1:
                await self._desk.send_letter(key)
            else:
                await self._desk.pilot.press(key)

    def _typing(self) -> Iterator[bool]:
        yield from (grid.typing is not None for grid in self._desk.wizard.query(TableGrid))

    # What must hold

    def _look(self) -> None:
        desk = self._desk
        assert desk.app._exception is None, self.pressed
        assert desk.app.is_running, (desk.app.return_code, desk.app.farewell, self.pressed)
        draft = desk.session.draft
        report = draft.report
        model = report_model(draft.edition)
        assert model.model_validate(report.model_dump()) == report, self.pressed
        for grid in desk.wizard.query(TableGrid):
            self._look_at(grid)

    def _look_at(self, grid: TableGrid) -> None:
        """The totals in the grid are those of the draft, added up here once more."""
        key = grid.path.partition(".")[0]
        for path, shown in grid._shown.items():
            cell = cells_by_path(self._desk.session.draft.edition, key)[path]
            if cell.computed:
                assert shown.plain == self._added(path), (path, self.pressed)
            else:
                assert shown.plain == self._desk.session.text(path).strip() or (
                    shown.plain == self._desk.session.text(path)
                ), (path, self.pressed)
        if self._desk.no_dialog and not self._desk.app._notifications:
            self._look_at_screen(grid)

    def _look_at_screen(self, grid: TableGrid) -> None:
        """The totals that are in view are painted as they are known."""
        app = self._desk.app
        view = grid.scrollable_content_region
        strips = app.screen._compositor.render_strips(app.size)
        for path, slot in grid._sheet.slots.items():
            place = grid._region(slot)
            below = place.y >= grid._sheet.frozen and place.bottom <= view.height - grid._pinned
            beside = place.x >= grid._sheet.label_width and place.right <= view.width
            if slot.cell.computed and below and beside:
                at = place.translate(grid.content_region.offset)
                painted = strips[at.y].crop(at.x, at.right).text.strip()
                known = grid._shown[path]
                stamp = {"!": "误", "?": "问"}.get(known.mark, "")
                text = f"{stamp}{known.text.removeprefix('=')}"
                assert painted == text or painted == f"{known.mark}{text[1:]}", (path, self.pressed)

    def _added(self, path: str) -> str:
        """A total from the texts of the draft: its row, its column of outcomes, or both."""
        key, _, rest = path.partition(".")
        row, _, column = rest.rpartition(".")
        parts = [
            cell
            for cell in cells_by_path(self._desk.session.draft.edition, key).values()
            if not cell.computed and _belongs(cell.path.partition(".")[2], row, column)
        ]
        figures: list[int | Decimal] = []
        for cell in parts:
            value = read_cell(cell, self._desk.session.text(cell.path) or "x")
            if isinstance(value, Money):
                figures.append(value.amount)
            elif isinstance(value, int):
                figures.append(value)
        return str(sum(figures)) if figures else ""


def _belongs(path: str, row: str, column: str) -> bool:
    own_row, _, own_column = path.rpartition(".")
    in_row = own_row.startswith("outcomes.") if row == "outcomes.total" else own_row == row
    return in_row and column in ("total", own_column)
