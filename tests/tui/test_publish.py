"""The last step: what is wrong, going there, and the report as a file."""

from pathlib import Path

import pytest
from textual.widgets import Button

from tests.rendering.final import markdown as render
from tests.tui.conftest import Desk, Open, complete, started
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.tui.widgets.publish_step import PublishStep

STAMP = "草稿（未经审核）"


def target(desk: Desk) -> LineInput:
    return desk.wizard.query_one("#target", LineInput)


async def export(desk: Desk, name: str = "") -> None:
    target(desk).value = name
    target(desk).focus()
    await desk.rest()
    await desk.press("enter")


async def test_findings_are_listed_in_the_order_of_the_form(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(started(), "publish", size) as desk:
        kinds = [line.split()[1].partition("\u3000")[0] for line in desk.lines]
        errors = kinds.count("错误")
        assert kinds[:errors] == ["错误"] * errors
        assert len(desk.lines) == len(desk.session.findings())
        blocking = sum(f.blocks for f in desk.session.findings())
        assert f"还有 {blocking} 个问题" in desk.text
        assert desk.app.focused is desk.options
        assert desk.options.highlighted == 0
        await desk.press("down", "ctrl+s")
        assert desk.options.highlighted == 1


async def test_a_finding_leads_to_its_cell(open_wizard: Open) -> None:
    draft = complete().with_texts(
        {
            "requests.received.research": "2",
            "appeals.review.pending": "",
            "overview.text": "",
        }
    )
    async with open_wizard(draft, "publish") as desk:
        await desk.choose("科研机构列")
        assert (desk.wizard.step, desk.grid.path) == ("requests", "requests.received.research")
        await desk.press("0", "ctrl+g")
        await desk.choose("检查与发布")
        assert sum(f.blocks for f in desk.session.findings()) == 2
        await desk.choose("尚未审结")
        assert desk.grid.path == "appeals.review.pending"
        await desk.press("0")
        await desk.wizard.go_to("publish")
        await desk.rest()
        await desk.choose("总体情况")
        assert desk.app.focused is desk.area
        await desk.type("情况。")
        await desk.wizard.go_to("publish")
        await desk.rest()
        assert "检查通过" in desk.text


async def test_findings_can_be_clicked(open_wizard: Open) -> None:
    async with open_wizard(complete().with_texts({"problems.text": ""}), "publish") as desk:
        place = desk.options.region
        await desk.pilot.click(offset=(place.x + 3, place.y))
        await desk.rest()
        assert desk.wizard.step == "problems"


async def test_a_finished_report_is_exported(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(complete(), "publish", size) as desk:
        assert "检查通过，可以导出" in desk.text
        assert desk.app.focused is desk.wizard.query_one("#export", Button)
        await desk.press("enter")
        path = desk.session.path.with_suffix(".md")
        assert path.read_text("utf-8") == render(desk.session.draft)
        assert f"已导出 {path}" in desk.notes
        assert STAMP not in path.read_text("utf-8")


async def test_an_unfinished_report_is_exported_as_a_draft(open_wizard: Open) -> None:
    async with open_wizard(started({"agency.name": "甲局"}), "publish") as desk:
        await export(desk, "未完成.md")
        page = Path("未完成.md").read_text("utf-8")
        assert page == render(desk.session.draft, as_draft=True)
        assert STAMP in page
        assert any(note.startswith("已导出（草稿，未经审核）") for note in desk.notes)


async def test_a_report_is_exported_where_it_is_asked_for(
    open_wizard: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    async with open_wizard(complete(), "publish") as desk:
        await export(desk, "~/out.md")
        assert (folder / "out.md").exists()


async def test_an_empty_name_is_the_suggested_one(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await export(desk)
        assert desk.session.path.with_suffix(".md").exists()


async def test_the_button_exports_with_the_mouse(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await desk.click("#export", (2, 0))
        assert desk.session.path.with_suffix(".md").exists()


@pytest.mark.parametrize(
    ("keys", "text"),
    [(("enter",), "mine"), (("escape",), "mine"), (("down", "enter"), None)],
)
async def test_an_existing_file_is_overwritten_only_when_asked(
    open_wizard: Open, keys: tuple[str, ...], text: str | None
) -> None:
    path = Path("there.md")
    path.write_text("mine", "utf-8")
    async with open_wizard(complete(), "publish") as desk:
        await export(desk, "there.md")
        assert isinstance(desk.app.screen, ChoiceDialog)
        assert "已经有 there.md" in desk.text
        await desk.press(*keys)
        assert desk.no_dialog
        assert path.read_text("utf-8") == (text or render(desk.session.draft))


@pytest.mark.parametrize(
    ("name", "words"),
    [("nowhere/out.md", "所在的文件夹不存在"), ("x" * 300, ""), ("~nobody/out.md", "")],
)
async def test_an_export_that_fails_says_why(open_wizard: Open, name: str, words: str) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await export(desk, name)
        assert any(words in note and "没有保存" in note for note in desk.notes)
        assert desk.app.is_running


async def test_a_folder_is_not_a_file_to_export_to(open_wizard: Open, folder: Path) -> None:
    (folder / "sub").mkdir()
    async with open_wizard(complete(), "publish") as desk:
        await export(desk, "sub")
        if isinstance(desk.app.screen, ChoiceDialog):
            await desk.press("down", "enter")
        assert any("这是一个文件夹" in note for note in desk.notes)


async def test_exporting_saves_first(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        desk.session.edit({"agency.name": "乙局"})
        await export(desk, "out.md")
        assert not desk.session.dirty
        assert "乙局" in Path("out.md").read_text("utf-8")


async def test_undo_refreshes_the_findings(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        desk.session.edit({"problems.text": ""})
        desk.wizard.query_one(PublishStep).sync()
        await desk.rest()
        assert "还有 1 个问题" in desk.text
        await desk.press("ctrl+z")
        assert desk.wizard.step == "problems"
        await desk.press("ctrl+n", "ctrl+n")
        assert "检查通过" in desk.text
