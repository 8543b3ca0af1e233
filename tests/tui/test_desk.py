"""The county desk on the screen: sorted, filtered, kept up to date, and opened from."""

import gc
import os
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual import events

from tests.county import generated
from tests.signing import signed
from tests.tui.conftest import LARGE, SMALL
from tests.tui.county import CountyDesk
from tuiwizard.county import watch
from tuiwizard.county.desk_row import DeskRow, State, read_desk_row
from tuiwizard.county.expected import Expected
from tuiwizard.drafts import store
from tuiwizard.session import Session
from tuiwizard.tui.desk_app import DeskApp
from tuiwizard.tui.screens import desk as desk_screen
from tuiwizard.tui.screens.dialogs import ChoiceDialog, TextDialog
from tuiwizard.tui.screens.preview import PreviewDialog
from tuiwizard.tui.screens.wizard import WizardScreen
from tuiwizard.tui.widgets.desk_table import RemarkList

UPHELD = "appeals.review.upheld"
OpenDesk = Callable[..., AbstractAsyncContextManager[CountyDesk]]


@pytest.fixture(autouse=True)
def looks_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "AGAIN", 3600.0)


@pytest.fixture
def open_desk(folder: Path) -> OpenDesk:
    """Open the desk on the working folder, and wait until all of it has been read."""

    @asynccontextmanager
    async def opened(
        *expected: str, size: tuple[int, int] = SMALL, ascii_only: bool = False
    ) -> AsyncIterator[CountyDesk]:
        app = DeskApp(folder, tuple(map(Expected, expected)), ascii_only=ascii_only)
        async with app.run_test(size=size, notifications=True) as pilot:
            desk = CountyDesk(app, pilot)
            await desk.rest()
            await desk.read()
            yield desk

    return opened


def wrong(number: int) -> str:
    """The name of an office whose draft is put down with a blank cell."""
    store.save(Path(f"{number:05}-坏.toml"), generated.unit(number).with_texts({UPHELD: ""}))
    return generated.name(number)


def names(*numbers: int) -> list[str]:
    return [generated.name(number) for number in numbers]


async def test_the_table(open_desk: OpenDesk, folder: Path, size: tuple[int, int]) -> None:
    generated.write(folder, 2)
    bad = wrong(2)
    (folder / "读不出.toml").write_text("= 1", "utf-8")
    async with open_desk("甲县丙镇人民政府", *names(0, 1, 2), size=size) as desk:
        assert desk.agencies == [*names(0, 1, 2), "读不出", "甲县丙镇人民政府"]
        assert "未报送 1，读不出来 1，未填完 1，可以公布 2" in desk.text
        rows = {unit.agency: unit for unit in desk.units}
        assert rows["甲县丙镇人民政府"].state is State.MISSING
        line = next(line for line in desk.screen if bad in line)
        assert line.split()[1:6] == ["2025", "未填完", "6/7", "1", "0"]
        received = str(rows[bad].received)
        assert line.split()[6] == received


async def test_files_are_named_before_they_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is done with one of which nothing is known yet."""
    generated.write(folder, 2)
    go = threading.Event()

    def waits(path: Path) -> DeskRow:
        go.wait(30)
        return read_desk_row(path)

    monkeypatch.setattr(watch, "read_desk_row", waits)
    app = DeskApp(folder)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        desk = CountyDesk(app, pilot)
        await desk.rest()
        await desk.until(lambda: "还没读" in desk.text)
        assert "正在读，还有 2 份" in desk.text
        assert "这份文件还没有读到" in desk.text
        assert all(f"{unit.changed:%m-%d %H:%M}" in desk.text for unit in desk.units)
        for key in ("f2", "f4", "f5", "shift+f5", "shift+f3", "enter"):
            await desk.press(key)
            assert desk.on_table
        go.set()
        await desk.read()
        assert desk.agencies == names(0, 1)
        assert "还没读" not in desk.text


async def test_what_is_found_in_the_current_unit(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 1)
    wrong(1)
    (folder / "读不出.toml").write_text("= 1", "utf-8")
    async with open_desk("甲县丙镇人民政府") as desk:
        await desk.press("down")
        assert "! 错误 四、复议诉讼" in desk.text
        assert "（R002）" in desk.text
        await desk.press("down")
        assert "读不出.toml" in "".join(desk.text.split())  # its folder may fill the line
        await desk.press("end")
        assert "没有收到“甲县丙镇人民政府”的年报" in desk.text


async def test_sorting_by_number_and_by_mouse(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 3)
    wrong(3)
    async with open_desk() as desk:
        await desk.press("4")
        assert desk.agencies == names(3, 0, 1, 2)
        assert "错误v" in desk.text
        await desk.press("4")
        assert desk.agencies == names(0, 1, 2, 3)
        assert "错误^" in desk.text
        await desk.press("4")
        assert "错误^" not in desk.text
        by_received = sorted(desk.units, key=lambda unit: -(unit.received or 0))
        header = next(y for y, line in enumerate(desk.screen) if "新收" in line and "机关" in line)
        x = len(desk.screen[header].partition("新收")[0].encode("gbk"))
        await desk.pilot.click(offset=(x, header))
        await desk.rest()
        assert list(desk.units) == by_received


async def test_filtering_while_one_types(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 6)
    wrong(6)
    async with open_desk() as desk:
        await desk.press("down", "slash")
        await desk.type("人民政府")
        expected = [name for name in names(0, 1, 5, 6) if "人民政府" in name]
        assert desk.agencies == expected
        assert f"显示 {len(expected)}/7" in desk.text
        await desk.type(" r002")
        assert desk.agencies == names(6)
        await desk.press("enter", "escape")
        assert len(desk.agencies) == 7
        assert desk.table.has_focus
        await desk.type("、没有这个机关")  # an input method's /
        assert desk.agencies == []
        await desk.press(
            "enter", "enter", "down", "f2", "f4", "f5", "tab", "enter", "end", "pagedown"
        )
        assert desk.on_table


async def test_filtering_by_state_and_year(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 2)
    wrong(2)
    (folder / "旧.toml").write_text(generated.text(0, 2024), "utf-8")
    async with open_desk() as desk:
        await desk.press("f3")
        await desk.choose("还不能公布的")
        assert desk.agencies == names(2)
        await desk.press("f3")
        await desk.choose("可以公布（3）")
        assert desk.agencies == names(0, 1, 0)
        await desk.press("f7")
        await desk.choose("2024年度")
        assert [unit.year for unit in desk.units] == [2024]
        assert "可以公布 · 2024年 · 显示 1/4" in desk.text
        await desk.press("f7", "enter", "f3", "enter")
        assert len(desk.agencies) == 4


async def test_the_list_changes_under_the_cursor(open_desk: OpenDesk, folder: Path) -> None:
    paths = generated.write(folder, 3)
    async with open_desk() as desk:
        await desk.press("down")
        assert desk.unit == generated.name(1)
        (folder / "000.toml").write_text(generated.text(9), "utf-8")
        await desk.look_again(lambda: len(desk.agencies) == 4)
        assert (desk.unit, desk.table.row) == (generated.name(1), 2)
        store.save(paths[1], generated.unit(1).with_texts({UPHELD: ""}))
        await desk.look_again(lambda: desk.units[2].errors == 1)
        assert "! 错误 四、复议诉讼" in desk.text
        paths[1].unlink()
        await desk.look_again(lambda: len(desk.agencies) == 3)
        assert desk.unit == generated.name(2), "the one that stood below"
        for path in folder.glob("*.toml"):
            path.unlink()
        await desk.look_again(lambda: not desk.agencies)
        assert "这里还没有年报" in desk.text
        await desk.press("ctrl+r")
        await desk.read()
        assert desk.agencies == []


async def test_an_empty_folder(open_desk: OpenDesk, size: tuple[int, int]) -> None:
    async with open_desk(size=size) as desk:
        assert "这里还没有年报" in desk.text
        for key in ("enter", "f2", "f3", "escape", "f4", "f5", "f6", "f7", "escape", "f9", "f12"):
            await desk.press(key)
        await desk.press("f8")
        await desk.told("这个文件夹里还没有可以汇总的年报")
        assert desk.on_table


async def test_filled_in_and_back(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 1)
    wrong(1)
    async with open_desk() as desk:
        await desk.press("down", "enter")
        await desk.choose("填报")
        assert isinstance(desk.app.screen, WizardScreen)
        await desk.press("ctrl+g")
        await desk.choose("四、复议诉讼")
        await desk.press("0", "enter", "f1", "ctrl+q")
        await desk.until(lambda: desk.on_table and desk.units[1].errors == 0)
        assert desk.app.is_running
        assert desk.app.session is None
        await desk.told("已保存")
        assert desk.unit == generated.name(1)
        assert desk.units[1].state is State.READY
        again = Session.open(folder / "00001-坏.toml")
        assert again.file.claim() is None, "the lock is free"
        again.file.release()
        await desk.press("f2")
        assert isinstance(desk.app.screen, WizardScreen)
        await desk.press("ctrl+q")
        await desk.until(lambda: desk.on_table)
        await desk.press("ctrl+q")
        assert not desk.app.is_running


async def test_from_a_finding_to_its_cell(open_desk: OpenDesk) -> None:
    wrong(1)
    async with open_desk() as desk:
        await desk.press("tab")
        assert desk.app.screen.query_one(RemarkList).has_focus
        await desk.press("enter")
        assert isinstance(desk.app.screen, WizardScreen)
        assert desk.grid.path == UPHELD
        await desk.press("ctrl+q")
        await desk.until(lambda: desk.on_table)


async def test_reviewing_changes_nothing(open_desk: OpenDesk, folder: Path) -> None:
    (path,) = generated.write(folder, 1)
    before = path.read_bytes()
    async with open_desk() as desk:
        await desk.press("enter")
        await desk.choose("审查")
        assert desk.session.sign_off_only
        assert "审查，只能看和提意见" in desk.text
        await desk.press("ctrl+b", "5", "ctrl+q")
        await desk.until(lambda: desk.on_table)
        await desk.press("f2")
        assert not desk.session.sign_off_only
    assert path.read_bytes() == before


async def test_a_published_page_is_only_read(open_desk: OpenDesk, folder: Path) -> None:
    from tuiwizard.rendering.formats import write

    draft = signed(generated.unit(0))
    (folder / "网页.html").write_bytes(write(draft, "html"))
    async with open_desk() as desk:
        assert [unit.state for unit in desk.units] == [State.PUBLISHED]
        await desk.press("enter")
        assert not any("填报" in line for line in desk.lines)
        await desk.choose("查看全文")
        await desk.until(lambda: isinstance(desk.app.screen, PreviewDialog))
        assert generated.name(0) in desk.text
        await desk.press("escape", "f2")
        await desk.told("已公布的文件，只能查看")
        await desk.press("tab", "enter")
        assert isinstance(desk.app.screen, TextDialog)


async def test_a_signed_draft_says_so(open_desk: OpenDesk, folder: Path) -> None:
    store.save(folder / "签发.toml", signed(generated.unit(0)))
    async with open_desk() as desk:
        assert [unit.state for unit in desk.units] == [State.SIGNED]


async def test_a_draft_that_cannot_be_opened(open_desk: OpenDesk, folder: Path) -> None:
    (folder / "坏.toml").write_text("= 1", "utf-8")
    async with open_desk() as desk:
        await desk.press("enter")
        assert not any("查看全文" in line for line in desk.lines)
        await desk.choose("填报")
        assert desk.on_table
        await desk.told("坏.toml")
        await desk.press("f4")
        await desk.until(lambda: not desk.app.flows._running)
        await desk.press("f5")
        await desk.until(lambda: isinstance(desk.app.screen, ChoiceDialog))
        await desk.press("escape", "tab", "enter")
        assert isinstance(desk.app.screen, TextDialog)


async def test_a_damaged_draft_offers_its_history(open_desk: OpenDesk, folder: Path) -> None:
    from tuiwizard.drafts import history

    (path,) = generated.write(folder, 1)
    history.keep(path, path.read_bytes(), history.REPLACED)
    path.write_text("= 1", "utf-8")
    async with open_desk() as desk:
        await desk.press("f2")
        assert isinstance(desk.app.screen, ChoiceDialog)
        await desk.choose("不恢复")
        assert desk.on_table
        await desk.press("f2")
        await desk.choose("恢复 2")
        assert isinstance(desk.app.screen, WizardScreen)
        await desk.press("ctrl+q")
        await desk.until(lambda: desk.on_table and desk.units[0].read)


async def test_who_has_sent_nothing_cannot_be_opened(open_desk: OpenDesk) -> None:
    async with open_desk("甲镇") as desk:
        await desk.press("enter", "f2", "f4", "f5")
        assert desk.on_table
        await desk.told("“甲镇”还没有报送")


async def test_the_mouse(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 3)
    async with open_desk() as desk:
        y = next(y for y, line in enumerate(desk.screen) if generated.name(2) in line)
        await desk.pilot.click(offset=(5, y))
        await desk.rest()
        assert desk.unit == generated.name(2)
        await desk.pilot.click(offset=(5, y), times=2)
        await desk.rest()
        assert isinstance(desk.app.screen, ChoiceDialog)


async def test_a_hundred_and_fifty_units(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 150)
    async with open_desk() as desk:
        assert desk.agencies == names(*range(150))
        await desk.press("end")
        assert desk.unit == generated.name(149)
        assert generated.name(149) in desk.text
        await desk.press("pageup", "up")
        rows = desk.table.scrollable_content_region.height
        assert 149 - rows - 1 <= (desk.table.row or 0) < 149
        await desk.press("home", "pagedown")
        assert desk.unit in desk.text
        await desk.resize(LARGE)
        assert desk.unit in desk.text
        await desk.send(events.MouseScrollDown(None, 5, 8, 0, 0, 0, False, False, False))
        await desk.rest()


async def test_thousands_of_rows_are_no_garbage(
    open_desk: OpenDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generated.write(folder, 3)
    monkeypatch.setattr(desk_screen, "_MANY", 0)
    before = gc.get_freeze_count()
    try:
        async with open_desk():
            assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


async def test_the_words_in_a_file_are_never_interpreted(open_desk: OpenDesk) -> None:
    name = "[red]甲\x1b[31m乙[/]"
    store.save(Path("x.toml"), generated.unit(0).with_texts({"agency.name": "[red]甲乙[/]"}))
    Path("[b]y\x1b.toml").write_text("= 1", "utf-8")
    async with open_desk(name) as desk:
        assert "[red]甲乙[/]" in desk.text
        assert "[b]y" in desk.text
        assert "\x1b" not in desk.text
        for key in ("enter", "escape", "end", "enter"):
            await desk.press(key)
        assert "[red]甲" in desk.text


async def test_ascii(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 30)
    async with open_desk(ascii_only=True) as desk:
        other = {c for c in desk.text if c > "\x7f" and not c.isalnum()}
        assert other <= set("（），。：；、“”·…√⏎！？—")


async def test_every_command_is_in_the_palette(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 1)
    async with open_desk() as desk:
        await desk.press("ctrl+p")
        found = {line.split()[0] for line in desk.lines}
        assert found >= {
            *("帮助", "筛选", "填报", "选状态", "查看全文", "对照上年", "退回问题清单", "选年度"),
            *("汇总", "导出数据", "图表", "全部重新检查", "不筛选", "离开", "换配色"),
        }
        await desk.choose("换配色")
        await desk.press("f1")
        assert isinstance(desk.app.screen, TextDialog)
        assert "数字键按列排序" in desk.text


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to handle")
async def test_a_signal_saves_what_is_open(open_desk: OpenDesk, folder: Path) -> None:
    wrong(0)
    async with open_desk() as desk:
        await desk.press("tab", "enter", "4", "enter")
        desk.app._terminate(signal.SIGTERM)
        await desk.until(lambda: not desk.app.is_running)
    assert desk.app.return_code == 128 + signal.SIGTERM
    assert Session.open(folder / "00000-坏.toml").text(UPHELD) == "4"


async def test_a_fault_beside_the_keys_ends_with_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(watch, "look", broken)
    app = DeskApp(folder)
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            desk = CountyDesk(app, pilot)
            await desk.until(lambda: not desk.app.is_running)
    assert "程序出错了" in app.farewell
