"""Leaving, however it comes about: what was typed is on disk, or the person is told."""

import asyncio
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.conftest import Desk, Open, started
from tuiwizard.drafts import files, rescue
from tuiwizard.drafts.recents import recents
from tuiwizard.drafts.saver import Outcome, Saver
from tuiwizard.errors import SaveError
from tuiwizard.session import Session
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.screens.path_dialog import PathDialog
from tuiwizard.tui.screens.wizard import WizardScreen
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.tui.widgets.top_bar import TopBar

UPHELD = "appeals.review.upheld"
Break = Callable[[], None]


@pytest.fixture
def disk_full(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Break:
    """Call it, and the draft's own file cannot be written any more."""
    write = files.write_bytes

    def failing(path: Path, data: bytes, **options: bool) -> None:
        if path == folder / "draft.toml":
            words = f"{path}：磁盘已满，没有保存，原来的文件没有改动"
            raise SaveError(words, reason="磁盘已满")
        write(path, data, **options)

    return lambda: monkeypatch.setattr(files, "write_bytes", failing)


def reopened(desk: Desk) -> Session:
    return Session.open(desk.session.path)


async def test_leaving_saves_and_says_where(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(started(), "appeals", size) as desk:
        await desk.press("4", "ctrl+q")
        assert not desk.app.is_running
    assert desk.app.farewell == f"已保存 {desk.session.path}"
    assert desk.app.return_code == 0
    assert reopened(desk).text(UPHELD) == "4"
    (recent,) = recents()
    assert (recent.path, recent.at, recent.year) == (str(desk.session.path), UPHELD, 2025)


async def test_leaving_from_a_dialog_saves_too(open_wizard: Open) -> None:
    async with open_wizard(started(), "appeals") as desk:
        await desk.press("4", "f1")
        await desk.press("ctrl+q")
        assert not desk.app.is_running
    assert reopened(desk).text(UPHELD) == "4"


async def test_a_save_that_fails_is_in_plain_sight(
    open_wizard: Open, disk_full: Break, size: tuple[int, int]
) -> None:
    async with open_wizard(started(), "appeals", size) as desk:
        disk_full()
        await desk.press("4", "ctrl+s")
        assert desk.wizard.query_one(TopBar).has_class("-failed")
        await desk.press("escape")  # the question what to do, which has a narrow screen whole
        assert "未保存：" in desk.screen[0]
        assert "磁盘已满" in desk.screen[0]
        assert not any(note.startswith("已保存") for note in desk.notes)
        assert desk.session.dirty


@pytest.fixture
def all_full(disk_full: Break, monkeypatch: pytest.MonkeyPatch) -> Break:
    """The same, and the state directory has no room either."""

    def fill() -> None:
        disk_full()
        monkeypatch.setattr(rescue, "save", lambda *_: None)

    return fill


async def test_that_the_work_is_only_in_memory_is_read_at_any_width(
    open_wizard: Open, all_full: Break, size: tuple[int, int]
) -> None:
    async with open_wizard(started(), "appeals", size) as desk:
        all_full()
        await desk.press("4", "tab")
        error = SaveError("draft.toml：磁盘已满，没有保存", reason="磁盘已满")
        desk.wizard.post_message(WizardScreen.Saved(Outcome(None, error)))
        await desk.rest()
        assert "只在内存里" in desk.screen[0]
        assert "磁盘已满" in desk.screen[0]
        assert desk.notes == ["未保存：填写的内容只在内存里（磁盘已满）"]
        await desk.press("5", "ctrl+q")
        await desk.choose("不保存就离开")
    assert desk.app.farewell == (
        f"没有保存 {desk.session.path}：磁盘已满，也没有地方暂存，丢失了："
        "行政复议 · 结果维持、行政复议 · 结果纠正"
    )


async def test_a_signal_with_all_disks_full_says_what_is_lost(
    open_wizard: Open, all_full: Break
) -> None:
    async with open_wizard(started(), "appeals") as desk:
        all_full()
        await desk.press("4", "tab", "5", "tab", "6", "tab", "7", "tab")
        desk.app._terminate(signal.SIGTERM)
        await desk.pilot.pause()
    assert desk.app.farewell.startswith(
        f"没有保存 {desk.session.path}：磁盘已满，也没有地方暂存，丢失了："
    )
    assert desk.app.farewell.endswith("等 4 处")


async def test_a_draft_that_was_renamed_meanwhile_is_followed(
    open_wizard: Open, folder: Path
) -> None:
    async with open_wizard(started(), "appeals") as desk:
        now = desk.session.path.rename(folder / "2025年报.toml")
        await desk.press("4", "ctrl+s")
        assert "文件被改名、移走或删除了" in re.sub(r"[\s│]", "", desk.text)
        assert not (folder / "draft.toml").exists()
        await desk.choose("接着填改了名的这一份")
        assert desk.session.path == now
        await desk.press("tab", "5", "ctrl+q")
    assert desk.app.farewell == f"已保存 {now}"
    assert reopened(desk).text(UPHELD) == "4"
    assert not (folder / "draft.toml").exists()


async def test_a_draft_that_was_removed_meanwhile_is_written_anew_or_elsewhere(
    open_wizard: Open, folder: Path
) -> None:
    async with open_wizard(started(), "appeals") as desk:
        path = desk.session.path
        path.unlink()
        await desk.press("4", "ctrl+s", "escape")
        assert not path.exists()
        await desk.press("ctrl+s")
        await desk.choose("在原处重新写一份")
        assert reopened(desk).text(UPHELD) == "4"
        path.unlink()
        await desk.press("tab", "5", "ctrl+s")
        await desk.choose("存到别处，接着填")
        assert isinstance(desk.app.screen, PathDialog)
        desk.app.screen.query_one(LineInput).value = str(folder / "elsewhere.toml")
        await desk.press("enter", "ctrl+q")
    assert not path.exists()
    assert desk.app.farewell == f"已保存 {folder / 'elsewhere.toml'}"


async def test_the_banner_goes_when_saving_works_again(
    open_wizard: Open, disk_full: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_wizard(started(), "appeals") as desk:
        good = files.write_bytes
        disk_full()
        await desk.press("4", "ctrl+s", "escape")
        monkeypatch.setattr(files, "write_bytes", good)
        await desk.press("ctrl+s")
        assert not desk.wizard.query_one(TopBar).has_class("-failed")
        assert "已保存" in desk.screen[0]
        assert reopened(desk).text(UPHELD) == "4"
        await desk.press("ctrl+q")


async def test_leaving_without_a_save_asks(
    open_wizard: Open, disk_full: Break, size: tuple[int, int]
) -> None:
    async with open_wizard(started(), "appeals", size) as desk:
        disk_full()
        await desk.press("4", "ctrl+q")
        assert isinstance(desk.app.screen, ChoiceDialog)
        assert "还没有保存。" in re.sub(r"[\s│]", "", desk.text)
        assert "磁盘已满" in desk.text.replace("\n", "")
        await desk.choose("回去，不离开")
        assert desk.app.is_running
        assert desk.no_dialog
        await desk.press("ctrl+q", "escape")
        assert desk.app.is_running
        assert desk.session.text(UPHELD) == "4"


async def test_leaving_twice_asks_once(open_wizard: Open, disk_full: Break) -> None:
    async with open_wizard(started(), "appeals") as desk:
        disk_full()
        await desk.press("4", "ctrl+q", "ctrl+q")
        assert "还没有保存。" in re.sub(r"[\s│]", "", desk.text)
        await desk.press("escape")
        assert desk.no_dialog
        await desk.press("ctrl+q")
        await desk.choose("不保存就离开")


async def test_leaving_without_saving(open_wizard: Open, disk_full: Break) -> None:
    async with open_wizard(started(), "appeals") as desk:
        disk_full()
        await desk.press("4", "ctrl+q")
        await desk.choose("不保存就离开")
    copy = rescue.copy_path(desk.session.path)
    assert desk.app.farewell == f"没有保存 {desk.session.path}：磁盘已满，最近的填写暂存在 {copy}"
    assert rescue.find(desk.session.path) == desk.session.draft
    assert reopened(desk).text(UPHELD) == ""


async def test_saving_elsewhere(open_wizard: Open, disk_full: Break, folder: Path) -> None:
    async with open_wizard(started(), "appeals") as desk:
        disk_full()
        await desk.press("4", "ctrl+q")
        await desk.choose("存到别处再离开")
        assert isinstance(desk.app.screen, PathDialog)
        assert desk.app.screen.query_one(LineInput).value == str(Path.home() / "draft.toml")
        desk.app.screen.query_one(LineInput).value = str(folder / "copy.toml")
        await desk.press("enter")
    assert desk.app.farewell == f"已保存 {folder / 'copy.toml'}"
    assert Session.open(folder / "copy.toml").text(UPHELD) == "4"
    assert Session.open(folder / "draft.toml").text(UPHELD) == ""


async def test_saving_elsewhere_never_overwrites(
    open_wizard: Open, disk_full: Break, folder: Path
) -> None:
    there = folder / "there.toml"
    there.write_text("mine", "utf-8")
    async with open_wizard(started(), "appeals") as desk:
        disk_full()
        await desk.press("4", "ctrl+q")
        await desk.choose("存到别处再离开")
        desk.app.screen.query_one(LineInput).value = str(there)
        await desk.press("enter")
        assert any("请换一个文件名" in note for note in desk.notes)
        assert desk.app.is_running
        await desk.press("ctrl+q")
        await desk.choose("存到别处再离开")
        await desk.press("escape")
        assert desk.no_dialog
    assert there.read_text("utf-8") == "mine"


async def test_a_failed_save_elsewhere_asks_again(
    open_wizard: Open, disk_full: Break, folder: Path
) -> None:
    async with open_wizard(started(), "appeals") as desk:
        disk_full()
        await desk.press("4", "ctrl+q")
        await desk.choose("存到别处再离开")
        desk.app.screen.query_one(LineInput).value = str(folder / "no" / "copy.toml")
        await desk.press("enter")
        assert isinstance(desk.app.screen, ChoiceDialog)
        assert "所在的文件夹不存在" in desk.text.replace("\n", "")
        await desk.choose("不保存就离开")


async def test_going_on_is_not_blocked_by_a_failed_save(
    open_wizard: Open, disk_full: Break
) -> None:
    async with open_wizard(started(), "appeals") as desk:
        disk_full()
        await desk.press("4", "ctrl+b")
        assert desk.wizard.step == "requests"
        assert "未保存" in desk.screen[0]
        await desk.press("ctrl+n")
        await desk.choose("仍然继续")
        assert desk.shown(UPHELD) == "4"


# Signals and faults


async def test_a_signal_saves_what_is_being_typed(open_wizard: Open) -> None:
    async with open_wizard(started(), "appeals") as desk:
        await desk.press("4", "2")
        desk.app._terminate(signal.SIGTERM)
        await desk.rest()
    assert desk.app.return_code == 143
    assert reopened(desk).text(UPHELD) == "42"
    assert recents()[0].at == UPHELD


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGHUP")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
async def test_the_signals_are_taken_over(open_wizard: Open, name: str) -> None:
    number = getattr(signal, name)
    try:
        async with open_wizard(started(), "appeals") as desk:
            await desk.press("7")
            os.kill(os.getpid(), number)
            while desk.app.is_running:
                await asyncio.sleep(0)
    finally:
        asyncio.get_running_loop().remove_signal_handler(number)
    assert desk.app.return_code == 128 + number
    assert reopened(desk).text(UPHELD) == "7"


async def test_a_signal_on_the_start_page_ends_it(open_wizard: Open) -> None:
    async with open_wizard(None) as desk:
        desk.app._terminate(signal.SIGTERM)
        await desk.rest()
    assert desk.app.return_code == 143


async def broken(desk: Desk, *keys: str) -> None:
    """Let a fault happen in a message handler."""

    def fail() -> None:
        raise RuntimeError("甲局的秘密")

    desk.wizard.call_later(fail)
    await desk.press(*keys)


async def test_a_fault_ends_with_one_sentence_and_the_work_saved(
    open_wizard: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RuntimeError):
        async with open_wizard(started(), "appeals") as desk:
            await desk.press("4", "2")
            await broken(desk)
    assert desk.app.return_code == 70
    assert desk.app.farewell.startswith("程序出错了（RuntimeError，")
    assert f"已保存 {desk.session.path}" in desk.app.farewell
    assert "发给开发者" in desk.app.farewell
    assert "秘密" not in desk.app.farewell
    assert "\n" not in desk.app.farewell
    assert reopened(desk).text(UPHELD) == "42"
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err


async def test_a_fault_with_a_full_disk_says_so(open_wizard: Open, disk_full: Break) -> None:
    with pytest.raises(RuntimeError):
        async with open_wizard(started(), "appeals") as desk:
            disk_full()
            await desk.press("4")
            await broken(desk)
    assert "最近的填写没能保存" in desk.app.farewell
    assert "磁盘已满" in desk.app.farewell


async def test_a_fault_in_saving_itself_still_says_so(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError

    with pytest.raises(RuntimeError):
        async with open_wizard(started(), "appeals") as desk:
            await desk.press("4")
            monkeypatch.setattr(Saver, "now", fail)
            await broken(desk)
    assert "最近的填写没能保存（ValueError" in desk.app.farewell


async def test_a_fault_without_a_draft(open_wizard: Open) -> None:
    def fail() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        async with open_wizard(None) as desk:
            desk.app.call_later(fail)
            await desk.rest()
    assert "没有打开草稿" in desk.app.farewell


async def test_only_the_first_fault_is_told(open_wizard: Open) -> None:
    with pytest.raises(RuntimeError):
        async with open_wizard(started(), "appeals") as desk:
            await broken(desk)
            told = desk.app.farewell
            desk.app._handle_exception(ValueError("second"))
            assert desk.app.farewell == told


# Small things of the top bar


async def test_the_top_bar_before_any_save(open_wizard: Open) -> None:
    async with open_wizard(started(), "appeals") as desk:
        bar = desk.wizard.query_one(TopBar)
        bar.show_saved(None, "")
        assert "还没有保存" in bar.words
        bar.show_saved(None, "[b]满\x1b[2J")
        await desk.rest()
        assert "未保存：[b]满\ufffd[2J" in desk.screen[0]


async def test_a_wizard_without_a_session_leaves_at_once(open_wizard: Open) -> None:
    async with open_wizard(None) as desk:
        await desk.press("ctrl+q")
        assert not desk.app.is_running
    assert isinstance(desk.app, WizardApp)
    assert desk.app.farewell == ""
