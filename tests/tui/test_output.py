"""The last step: the report as files, in every format, marked until it is signed."""

import sys
from pathlib import Path

import pytest
from textual.widgets import Button

from tests.signing import signed
from tests.tui.conftest import Desk, Open, complete, started
from tuiwizard.rendering.formats import FORMATS, Format, write
from tuiwizard.report.stamp import STAMP
from tuiwizard.tui.screens.dialogs import ChoiceDialog, PathDialog, TextDialog
from tuiwizard.tui.widgets.fields import LineInput


def file(desk: Desk, to: str, *, draft: bool = False) -> Path:
    mark = f"-{STAMP}" if draft else ""
    return desk.session.path.with_name(desk.session.path.stem + mark + FORMATS[to].suffix)


def said(desk: Desk) -> str:
    """What the dialog at the end says."""
    assert isinstance(desk.app.screen, TextDialog)
    return desk.app.screen._text


async def put(desk: Desk, name: str) -> None:
    """Choose another place and name."""
    await desk.press("f6")
    await desk.choose("换个地方或文件名")
    assert isinstance(desk.app.screen, PathDialog)
    desk.app.screen.query_one(LineInput).value = name
    await desk.press("enter")


async def test_a_signed_report_is_put_out(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(signed(complete()), "publish", size) as desk:
        assert desk.app.focused is desk.wizard.query_one("#export", Button)
        await desk.press("enter")
        assert "输出公布稿" in desk.text
        await desk.press("enter")
        path = file(desk, "markdown")
        assert path.read_bytes() == write(desk.session.draft, "markdown")
        assert said(desk) == f"已输出 {path}"
        assert STAMP not in path.read_text("utf-8")


async def test_what_is_not_signed_is_marked_inside_and_in_its_name(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        assert desk.app.focused is desk.wizard.query_one("#sign-off", Button)
        await desk.press("f6")
        assert "还没有审核签发" in desk.text
        await desk.press("enter")
        assert not file(desk, "markdown").exists()
        assert STAMP in file(desk, "markdown", draft=True).read_text("utf-8")


async def test_a_signed_report_with_a_query_is_marked(open_wizard: Open) -> None:
    """It was signed with a reason for the query, which somebody took back by hand."""
    draft = signed(complete().with_texts({"proactive.rules.issued": "1"}))
    async with open_wizard(draft, "publish") as desk:
        assert any(finding.blocks for finding in desk.session.findings())
        await desk.press("f6", "enter")
        assert file(desk, "markdown", draft=True).exists()


async def test_an_unfinished_report_is_marked(open_wizard: Open) -> None:
    async with open_wizard(started({"agency.name": "甲局"}), "publish") as desk:
        await desk.press("f6", "enter")
        page = file(desk, "markdown", draft=True).read_bytes()
        assert page == write(desk.session.draft, "markdown", as_draft=True)


async def test_all_formats_at_once(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("f6")
        await desk.choose("HTML")
        await desk.choose("DOCX")
        await desk.choose("输出所选的 3 种")
        for to in FORMATS:
            assert file(desk, to).read_bytes() == write(desk.session.draft, to)
        assert isinstance(desk.app.screen, TextDialog)


async def test_no_format_is_nothing_to_put_out(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("f6")
        await desk.choose("Markdown：")
        await desk.choose("输出所选的 0 种")
        assert any("请先选格式" in note for note in desk.notes)
        assert not file(desk, "markdown").exists()


async def test_without_the_extra_the_others_are_put_out(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [name for name in sys.modules if name.partition(".")[0] == "docx"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "tuiwizard.rendering.docx_file", raising=False)
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("f6")
        await desk.choose("DOCX")
        await desk.choose("输出所选的 2 种")
        assert "! 没有输出Word（DOCX）" in said(desk)
        assert file(desk, "markdown").exists()
        assert not file(desk, "docx").exists()


async def test_another_place_and_name(
    open_wizard: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    async with open_wizard(signed(complete()), "publish") as desk:
        await put(desk, "~/年报2025.html")
        await desk.choose("输出所选")
        assert (folder / "年报2025.md").exists()


async def test_a_name_with_dots_is_kept(open_wizard: Open, folder: Path) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await put(desk, "甲局.年报")
        await desk.choose("输出所选")
        assert (folder / "甲局.年报.md").exists()


@pytest.mark.parametrize(
    ("keys", "kept"), [(("enter", "escape"), True), (("down", "enter"), False)]
)
async def test_an_existing_file_is_overwritten_only_when_asked(
    open_wizard: Open, keys: tuple[str, ...], kept: bool
) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        path = file(desk, "markdown")
        path.write_text("mine", "utf-8")
        await desk.press("f6")
        assert f"{path.name}  （已有，会覆盖）" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, ChoiceDialog)
        assert f"已经有 {path.name}" in desk.text
        await desk.press(*keys)
        assert (path.read_text("utf-8") == "mine") == kept


@pytest.mark.parametrize(
    ("name", "words"), [("nowhere/out", "所在的文件夹不存在"), ("x" * 300, ""), ("~nobody/out", "")]
)
async def test_an_output_that_fails_says_why(open_wizard: Open, name: str, words: str) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await put(desk, name)
        await desk.choose("输出所选")
        assert said(desk).startswith("! 没有输出Markdown")
        assert words in said(desk)
        assert desk.app.is_running


async def test_the_markdown_can_be_copied(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("f6")
        await desk.choose("复制 Markdown")
        assert desk.app.clipboard == write(desk.session.draft, "markdown").decode()


async def test_output_saves_first(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        desk.session.edit({"agency.name": "乙局"})
        await desk.press("f6", "enter")
        assert not desk.session.dirty
        assert "乙局" in file(desk, "markdown", draft=True).read_text("utf-8")


async def test_the_button_puts_out_with_the_mouse(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.click("#export", (2, 0))
        place = desk.options.region
        await desk.pilot.click(offset=(place.x + 3, place.bottom - 1))
        await desk.rest()
        assert file(desk, "markdown").exists()


async def test_a_format_in_the_registry_is_offered(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMATS, "line", Format("一行字", ".line", "tests.made_up.line"))
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("f6")
        await desk.choose("一行字")
        await desk.choose("输出所选的 2 种")
        assert file(desk, "line").read_bytes() == write(desk.session.draft, "line")
