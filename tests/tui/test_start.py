"""The start page, and the ways into the wizard."""

import gc
import io
import re
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Button, Input

from tests.drafts.parsed import counted
from tests.tui.conftest import Desk, Open, complete, started
from tuiwizard import tui
from tuiwizard.drafts import store
from tuiwizard.drafts.recents import (
    FILLING,
    POSTED,
    RETURNED,
    SIGNED,
    Recent,
    recents,
    remember,
)
from tuiwizard.errors import CommandError, DraftError
from tuiwizard.flows.start_page import when_left
from tuiwizard.session import clock, opening
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.screens.path_dialog import PathDialog
from tuiwizard.tui.screens.start import StartScreen
from tuiwizard.tui.screens.wizard import WizardScreen


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 1, 20), 2025),
        (date(2026, 8, 31), 2025),
        (date(2026, 9, 1), 2026),
        (date(2026, 12, 31), 2026),
    ],
)
def test_the_year_a_report_is_most_likely_about(today: date, year: int) -> None:
    assert opening.default_year(today) == year


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2024.toml", 2024),
        ("甲镇2020年年报.toml", 2020),
        ("2018.toml", 2025),  # no edition of the form
        ("320824.toml", 2025),
        ("甲镇.toml", 2025),
    ],
)
def test_the_name_of_the_file_says_the_year(name: str, year: int) -> None:
    assert opening.default_year(date(2026, 1, 20), Path("2023") / name) == year


def test_open_or_create(folder: Path) -> None:
    path = folder / "d.toml"
    created = opening.open_or_create(path)
    assert path.exists() and not created.dirty
    assert opening.open_or_create(path).draft == created.draft


def test_a_dangling_link_is_not_written_through(folder: Path) -> None:
    link = folder / "link.toml"
    link.symlink_to(folder / "nowhere.toml")
    with pytest.raises(DraftError):
        opening.open_or_create(link)
    assert not (folder / "nowhere.toml").exists()


def test_a_wizard_needs_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    with pytest.raises(CommandError, match="终端"):
        tui.start(None)


def test_start_runs_the_app_and_says_goodbye(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    seen = []

    def run(app: WizardApp) -> None:
        seen.append((app._draft, app.session, app.ascii_only))
        app.farewell = "已保存\x1b[31m"

    errors = Terminal()
    monkeypatch.setattr(WizardApp, "run", run)
    for name in ("stdin", "stdout"):
        monkeypatch.setattr(sys, name, Terminal())
    monkeypatch.setattr(sys, "stderr", errors)
    monkeypatch.delenv("TEXTUAL_DISABLE_KITTY_KEY", raising=False)
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(CommandError, match="--plain"):
        tui.start(None)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert tui.start(folder / "new.toml", ascii_only=True) == 0
    assert tui.start(None) == 0
    assert seen == [(folder / "new.toml", None, True), (None, None, False)]
    assert errors.getvalue() == "已保存\ufffd[31m\n" * 2
    assert capsys.readouterr().out == ""


async def test_garbage_is_looked_for_again_once_the_draft_is_open(folder: Path) -> None:
    store.create(folder / "d.toml", complete())
    gc.disable()
    try:
        app = WizardApp(folder / "d.toml")
        async with app.run_test() as pilot:
            await Desk(app, pilot).rest()
            assert app.session is not None
            assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.enable()


async def test_a_draft_named_at_the_start_is_opened_after_the_first_frame(folder: Path) -> None:
    store.create(folder / "there.toml", complete())
    for name, draft in (("there.toml", complete()), ("new.toml", None)):
        app = WizardApp(folder / name, step="appeals")
        async with app.run_test(notifications=True) as pilot:
            desk = Desk(app, pilot)
            await desk.rest()
            assert desk.session.path == folder / name
            assert desk.wizard.step == "appeals"
            assert store.load(folder / name) == desk.session.draft
            assert draft is None or desk.session.draft == draft


async def test_a_draft_that_cannot_be_read_ends_the_wizard_in_a_sentence(folder: Path) -> None:
    path = folder / "broken.toml"
    path.write_text("format = 1\nyear = ", "utf-8")
    app = WizardApp(path)
    async with app.run_test() as pilot:
        await Desk(app, pilot).rest()
    assert app.session is None
    assert "不合 TOML 写法" in app.farewell
    assert app.return_code == DraftError.exit_code
    assert path.read_text("utf-8") == "format = 1\nyear = "


async def test_a_draft_is_parsed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.create(folder / "d.toml", complete())
    texts = counted(monkeypatch)
    app = WizardApp(folder / "d.toml")
    async with app.run_test() as pilot:
        await Desk(app, pilot).rest()
    assert len(texts) == 1


async def new(desk: Desk, agency: str = "甲局") -> None:
    """Begin a new report of an office, up to the question for its file."""
    await desk.press("enter")
    await desk.type(agency)
    await desk.press("enter", "enter")


async def test_a_new_report(open_wizard: Open, folder: Path, size: tuple[int, int]) -> None:
    async with open_wizard(None, size=size) as desk:
        assert isinstance(desk.app.screen, StartScreen)
        assert "政府信息公开工作年度报告 填报向导" in desk.text
        await new(desk, "甲县教育局")
        assert isinstance(desk.app.screen, PathDialog)
        name = desk.app.screen.query_one(Input).value
        year = opening.default_year(clock.today())
        assert name == f"甲县教育局{year}年政府信息公开工作年度报告.toml"
        await desk.press("enter")
        assert isinstance(desk.app.screen, WizardScreen)
        assert store.load(folder / name) == desk.session.draft
        assert desk.session.text("agency.name") == "甲县教育局"
        assert desk.wizard.step == "agency"
        await desk.press("enter", "enter", "enter")
        assert desk.session.text("agency.level") == "county_department", "offered by the name"


async def test_the_year_of_a_new_report_is_one_of_a_form(open_wizard: Open) -> None:
    async with open_wizard(None) as desk:
        await desk.press("n")
        await desk.type("甲局")
        await desk.press("enter")
        await desk.type("2018")
        await desk.press("enter")
        assert "2018 年没有对应的表格" in desk.notes[0]
        assert [line.value for line in desk.app.screen.query(Input)] == ["甲局", "2018"]
        await desk.press("down")
        await desk.type("２０１９年")
        await desk.press("enter", "enter")
        assert desk.session.draft.edition == "2019"


async def test_the_name_alone_is_enough_for_a_new_report(open_wizard: Open, folder: Path) -> None:
    async with open_wizard(None) as desk:
        await new(desk)
        assert f"放在{folder}" in re.sub(r"[\s│]", "", desk.text), "however long"
        desk.app.screen.query_one(Input).value = "2024"
        await desk.press("enter")
        assert store.load(folder / "2024.toml").year == 2024


async def test_a_new_report_never_opens_a_file_that_is_there(
    open_wizard: Open, folder: Path
) -> None:
    store.create(folder / "there.toml", complete())
    async with open_wizard(None) as desk:
        await new(desk)
        desk.app.screen.query_one(Input).value = "there"
        await desk.press("enter")
        assert "已经有 there.toml，没有动它" in desk.notes[0]
        assert desk.app.screen.query_one(Input).value == "there-2.toml"
        await desk.press("enter")
        assert desk.session.path.name == "there-2.toml"
    assert store.load(folder / "there.toml") == complete()


@pytest.mark.parametrize("times", [1, 2, 3])
async def test_one_can_go_back_from_a_new_report(open_wizard: Open, times: int) -> None:
    async with open_wizard(None) as desk:
        await desk.press("enter", *["enter"] * (times - 1), "escape")
        if times == 3:
            await desk.rest()
        assert isinstance(desk.app.screen, StartScreen)
        assert list(Path.cwd().iterdir()) == []


async def test_opening_a_file(open_wizard: Open, folder: Path) -> None:
    store.create(folder / "there.toml", started({"agency.name": "甲局"}))
    async with open_wizard(None) as desk:
        await desk.press("down", "enter")
        await desk.type(str(folder / "there.toml"))
        desk.app.screen.query_one(Button).press()
        await desk.rest()
        assert desk.session.text("agency.name") == "甲局"


async def test_a_name_too_long_for_any_file_is_one_sentence(open_wizard: Open) -> None:
    async with open_wizard(None) as desk:
        await desk.press("o")
        desk.app.screen.query_one(Input).value = "长" * 300
        await desk.press("enter")
        assert desk.app._exception is None
        assert desk.notes


async def test_an_empty_name_opens_nothing(open_wizard: Open) -> None:
    async with open_wizard(None) as desk:
        await desk.press("down", "enter", "enter")
        assert isinstance(desk.app.screen, PathDialog)
        await desk.press("escape")
        assert isinstance(desk.app.screen, StartScreen)
        await desk.press("up", "enter", "escape")
        assert isinstance(desk.app.screen, StartScreen)


async def test_a_missing_file_is_not_created(open_wizard: Open, folder: Path) -> None:
    async with open_wizard(None) as desk:
        await desk.press("down", "enter")
        await desk.type("missing[b].toml")
        await desk.press("enter")
        assert desk.app.screen.query_one(Input).value == "missing[b].toml"
        assert desk.notes == ["没有 missing[b].toml，请检查文件名"]
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"format = 1\nyear = ", "不合 TOML 写法"),
        (b"format = 1\nyear = 2018\n", "2018 年没有对应的表格"),
        (b"", "文件是空的"),
        (b"\x00\x01", "这不是文本文件"),
        ("format = 1 # 甲".encode("gbk"), "GBK"),
    ],
)
async def test_a_broken_file_is_one_sentence(
    open_wizard: Open, folder: Path, data: bytes, words: str
) -> None:
    (folder / "broken.toml").write_bytes(data)
    async with open_wizard(None) as desk:
        await desk.press("down", "enter")
        await desk.type("broken.toml")
        await desk.press("enter")
        (note,) = desk.notes
        assert words in note and "\n" not in note
        assert isinstance(desk.app.screen, StartScreen)
        assert desk.app.session is None
    assert (folder / "broken.toml").read_bytes() == data


def left(path: Path, agency: str = "甲", **more: Any) -> Recent:
    return Recent(str(path), agency, 2025, 7, "", "2026-01-12T10:03:00+08:00", **more)


async def test_recent_drafts_are_offered(
    open_wizard: Open, folder: Path, size: tuple[int, int]
) -> None:
    store.create(folder / "a.toml", complete())
    remember(left(folder / "gone.toml", "丙局"))
    known = left(folder / "a.toml", "[b]甲县[/]乙镇\x1b[31m", left=3)
    remember(replace(known, at="appeals.review.other"))
    async with open_wizard(None, size=size) as desk:
        assert "[b]甲县[/]乙镇\ufffd[31m 2025年度" in desk.text
        assert "填报中：还有 3 处要填、要改或要说明" in desk.text
        assert "丙局" not in desk.text
        await desk.press("enter")
        assert desk.session.path == folder / "a.toml"
        assert (desk.wizard.step, desk.grid.path) == ("appeals", "appeals.review.other")


async def test_a_recent_draft_without_a_name(open_wizard: Open, folder: Path) -> None:
    store.create(folder / "a.toml", started())
    remember(left(folder / "a.toml", ""))
    async with open_wizard(None) as desk:
        assert "（机关名称未填） 2025年度" in desk.text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (FILLING, "填好了，还没有签发"),
        (RETURNED, "退回修改：审核意见 2 条待处理"),
        (SIGNED, "已签发，尚未输出"),
        (POSTED, "公布稿已输出：Markdown"),
    ],
)
async def test_how_far_a_draft_has_come(
    open_wizard: Open, folder: Path, state: str, words: str
) -> None:
    store.create(folder / "a.toml", complete())
    much = 2 if state == RETURNED else 0
    remember(left(folder / "a.toml", state=state, left=much, posted=("Markdown",)))
    async with open_wizard(None) as desk:
        assert words in desk.text


async def test_recents_can_be_clicked(open_wizard: Open, folder: Path) -> None:
    store.create(folder / "a.toml", complete())
    remember(left(folder / "a.toml"))
    async with open_wizard(None) as desk:
        place = desk.options.region
        await desk.pilot.click(offset=(place.x + 3, place.y + 2))
        await desk.rest()
        assert desk.session.path == folder / "a.toml"


async def test_a_draft_is_taken_off_the_list_and_stays_on_the_disk(
    open_wizard: Open, folder: Path
) -> None:
    for name in ("a", "b"):
        store.create(folder / f"{name}.toml", complete())
        remember(left(folder / f"{name}.toml", name))
    async with open_wizard(None) as desk:
        await desk.press("delete", "end", "delete")
        assert [Path(recent.path).name for recent in recents()] == ["a.toml"]
        assert (folder / "b.toml").exists()
        assert "b 2025年度" not in desk.text


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-01-12T09:03:00+00:00", "今天 09:03"),
        ("2026-01-11T17:40:00+00:00", "昨天 17:40"),
        ("2026-01-05T08:00:00+00:00", "01-05 08:00"),
        ("2025-01-29T08:00:00+00:00", "2025-01-29"),
        ("damaged", ""),
    ],
)
def test_when_a_draft_was_left(when: str, said: str) -> None:
    assert when_left(when, datetime(2026, 1, 12, 14, 3, tzinfo=UTC)) == said
