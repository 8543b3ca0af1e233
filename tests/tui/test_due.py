"""The open requests of a ledger on the screen."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date

import pytest

from tests.ledger.books import ledger
from tests.tui.conftest import LARGE, SMALL, Desk
from tuiwizard.ledger.due import Due, due
from tuiwizard.ledger.due_text import due_lines
from tuiwizard.ledger.mapping import Mapping
from tuiwizard.ledger.reading import read_ledger
from tuiwizard.ledger.sheets import read_book
from tuiwizard.ledger.working_days import WorkingDays
from tuiwizard.tui.due_app import DueApp
from tuiwizard.tui.screens.dialogs import TextDialog
from tuiwizard.tui.screens.due import DueScreen
from tuiwizard.tui.screens.preview import PreviewDialog
from tuiwizard.tui.widgets.listing import Listing

HEADER = ("编号", "申请人", "申请人类型", "收到日期", "办理结果", "答复日期", "补正通知日期")
ROWS = (
    ("2024-004", "标记姓名", "公民", "2024-06-11", None, None, None),
    ("2024-001", "标记姓名", "公民", "2024-03-01", "公开", "2024-05-20", None),
    ("2024-005", "标记姓名", "公民", "2024-05-20", None, None, "2024-05-22"),
    ("2024-003", "标记姓名", "公民", "2024-05-27", None, None, None),
    ("镇依申请〔2024〕第002号", "标记姓名", "公民", "2024-04-07", None, None, None),
    ("2024-006", "标记姓名", "公民", "某日", None, None, None),
)
COMPUTED = "2024-04-07 收到，从次日起 20 个工作日"
NOT_ASSUMED = "台账没有延期、征求第三方的日期栏，都按没有算"


def found(*rows: tuple[str | None, ...], day: date = date(2024, 6, 20)) -> Due:
    sheets = read_book("台账.xlsx", ledger(*rows, header=HEADER))
    return due(read_ledger(sheets, Mapping(), day.year, day), day, WorkingDays())


class DueDesk(Desk):
    """The table, and what can be read on it."""

    app: DueApp  # type: ignore[assignment] # what both apps share is used

    @property
    def table(self) -> Listing:
        return self.due_screen.query_one(Listing)

    @property
    def due_screen(self) -> DueScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, DueScreen))

    @property
    def on_table(self) -> bool:
        """Whether no dialog is open."""
        return self.app.screen is self.due_screen

    @property
    def rows(self) -> list[list[str]]:
        """The lines of the table below its header, word by word."""
        region = self.table.content_region
        lines = self.screen[region.y + 1 : region.bottom]
        return [line.split() for line in lines if line.strip()]


OpenDue = Callable[..., AbstractAsyncContextManager[DueDesk]]


@pytest.fixture
def open_due() -> OpenDue:
    @asynccontextmanager
    async def opened(
        look: Due, size: tuple[int, int] = SMALL, *, ascii_only: bool = False
    ) -> AsyncIterator[DueDesk]:
        app = DueApp(look, ascii_only=ascii_only)
        async with app.run_test(size=size, notifications=True) as pilot:
            desk = DueDesk(app, pilot)  # type: ignore[arg-type] # as above
            await desk.rest()
            yield desk

    return opened


@pytest.mark.parametrize("ascii_only", [False, True])
async def test_the_most_urgent_first_each_with_a_word(
    open_due: OpenDue, size: tuple[int, int], ascii_only: bool
) -> None:
    async with open_due(found(*ROWS), size, ascii_only=ascii_only) as desk:
        assert desk.rows == [
            ["超期", "镇依申请〔2024〕第002号", "2024-04-07", "2024-05-07", "已超", "32"],
            ["快到期", "2024-003", "2024-05-27", "2024-06-25", "还有", "3"],
            ["未到期", "2024-004", "2024-06-11", "2024-07-09", "还有", "13"],
            ["不计时", "2024-005", "2024-05-20", "-", "-"],
        ]
        assert desk.screen[0].strip() == "依申请公开待答复 4 件（截至 2024-06-20）"
        assert (
            "已超期 1 件，5 个工作日内到期 1 件，1 行读不出来（F4），今年答复晚了 1 件" in desk.text
        )
        assert "标记姓名" not in desk.text
        assert "C 复制" in desk.screen[-1]
        assert "Ctrl+C" not in desk.screen[-1]


async def test_the_current_one_says_how_its_day_was_computed(
    open_due: OpenDue, size: tuple[int, int]
) -> None:
    async with open_due(found(*ROWS), size) as desk:
        assert COMPUTED in desk.text
        assert NOT_ASSUMED in desk.text
        await desk.press("down")
        assert COMPUTED not in desk.text
        assert "2024-05-27 收到，从次日起 20 个工作日" in desk.text
        await desk.press("end")
        assert "2024-05-22 通知补正，没有收到以前不计" in desk.text
        await desk.press("home", "enter")
        assert isinstance(desk.app.screen, TextDialog)
        assert "超期 镇依申请〔2024〕第002号" in desk.text
        assert COMPUTED in desk.text
        await desk.press("escape")
        assert desk.on_table


async def test_pages_of_requests(open_due: OpenDue, size: tuple[int, int]) -> None:
    many = (
        (f"2024-{n:03}", None, "公民", f"2024-06-{n % 9 + 3:02}", None, None, None)
        for n in range(1, 101)
    )
    async with open_due(found(*many), size) as desk:
        await desk.press("pagedown")
        assert desk.table.row is not None and 5 < desk.table.row < 40
        await desk.press("end")
        assert desk.table.row == 99
        await desk.press("pageup", "home", "up")
        assert desk.table.row == 0


@pytest.mark.parametrize("key", ["c", "C", "ctrl+c"])
async def test_the_text_for_the_group_is_copied(open_due: OpenDue, key: str) -> None:
    look = found(*ROWS)
    async with open_due(look) as desk:
        await desk.press(key)
        assert desk.app.clipboard.splitlines() == list(due_lines(look))
        assert desk.notes == ["贴到工作群里的文字已复制"]


async def test_all_of_it_and_the_keys(open_due: OpenDue) -> None:
    async with open_due(found(*ROWS), LARGE) as desk:
        await desk.press("f4")
        assert isinstance(desk.app.screen, PreviewDialog)
        assert "2024-001  2024-03-29 到期，2024-05-20 答复" in desk.text
        assert "台账!7" in desk.text
        await desk.press("escape", "f1")
        assert isinstance(desk.app.screen, TextDialog)
        assert "C 复制贴到工作群里的文字" in desk.text


async def test_a_ledger_with_nothing_open_says_so(open_due: OpenDue, size: tuple[int, int]) -> None:
    async with open_due(found(ROWS[1]), size) as desk:
        assert "没有待答复的申请" in desk.text
        assert "今年答复晚了 1 件" in desk.text
        assert desk.rows == []
        await desk.press("down", "enter", "c")
        assert desk.on_table
        assert "2024-001" in desk.app.clipboard


async def test_a_last_day_that_is_not_known_says_why(open_due: OpenDue) -> None:
    row = ("2090-1", None, "公民", "2090-01-04", None, None, None)
    async with open_due(found(row, day=date(2090, 1, 10))) as desk:
        assert desk.rows == [["没有算", "2090-1", "2090-01-04", "-", "-"]]
        assert "不知道 2090 年的调休" in desk.text


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_a_key_leaves(open_due: OpenDue, key: str) -> None:
    async with open_due(found(*ROWS)) as desk:
        await desk.press(key)
        assert not desk.app.is_running
        assert desk.app.return_code in (0, None)
