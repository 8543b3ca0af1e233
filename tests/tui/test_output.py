"""The last step: the report as files, in every format, marked until it is signed."""

import sys
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Button

from tests.signing import signed
from tests.tui.conftest import Desk, Open, complete, started
from tuiwizard.drafts import unsent
from tuiwizard.drafts.recents import POSTED, recent_for
from tuiwizard.flows.ask import Finish
from tuiwizard.rendering.formats import FORMATS, Format, write
from tuiwizard.report.stamp import STAMP
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.screens.finish import FinishDialog
from tuiwizard.tui.screens.start import StartScreen
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.tui.widgets.tick import Tick


def file(desk: Desk, to: str, *, draft: bool = False) -> Path:
    mark = f"-{STAMP}" if draft else ""
    return desk.session.path.with_name(desk.session.path.stem + mark + FORMATS[to].suffix)


def said(desk: Desk) -> Finish:
    """What the page at the end says."""
    assert isinstance(desk.app.screen, FinishDialog)
    return desk.app.screen._page


async def put(desk: Desk, *formats: str, name: str = "") -> None:
    """Open the sheet, tick more formats than Markdown, name another place, and write."""
    await desk.press("f6")
    for to in formats:
        await desk.click(f"#f{[*FORMATS].index(to)}")
    if name:
        desk.app.screen.query_one(LineInput).value = name
    desk.app.screen.query_one("#done", Button).press()
    await desk.rest()


async def test_a_signed_report_is_put_out(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(signed(complete()), "publish", size) as desk:
        assert desk.app.focused is desk.wizard.query_one("#export", Button)
        await desk.press("enter")
        assert "输出公布稿" in desk.text
        await put(desk)
        path = file(desk, "markdown")
        assert path.read_bytes() == write(desk.session.draft, "markdown")
        assert [made.path for made in said(desk).files] == [path]
        assert "公布稿" in desk.text and path.name in desk.text and "接下来" in desk.text
        assert STAMP not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("level", "said_to_do"), [("county", "2月20日前公布"), ("ministry", "3月31日前公布")]
)
async def test_a_government_is_told_its_own_deadline(
    open_wizard: Open, level: str, said_to_do: str
) -> None:
    """That of R807, which the person has seen on the way."""
    draft = signed(complete().with_texts({"agency.level": level}))
    async with open_wizard(draft, "publish") as desk:
        await desk.press("f6", *["enter"] * (len(FORMATS) + 1))
        assert said_to_do in desk.text


async def test_enter_alone_ticks_all_formats_and_writes_them(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("f6", *["enter"] * (len(FORMATS) + 1))
        assert len(said(desk).files) == len(FORMATS)
        assert "1月31日前把 .docx" in desk.text
        await desk.press("c")
        assert desk.app.clipboard == write(desk.session.draft, "html").decode()
        assert recent_for(desk.session.path).state == POSTED  # type: ignore[union-attr]
        await desk.press("s")
        assert isinstance(desk.app.screen, StartScreen)
        assert "公布稿已输出：Markdown、HTML 网页、Word（DOCX）" in desk.text  # and as many as fit
        assert desk.app.session is None


async def test_a_sheet_is_not_shown_again_once_its_files_are_written(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program may be killed while the person reads what was written."""
    monkeypatch.setattr(unsent, "SETTLED", 3600.0)
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("f6")
        desk.app.screen.query_one(LineInput).value = "别处.md"
        desk.app.screen.keep_typed()  # type: ignore[attr-defined] # every dialog does
        assert desk.app.unsent.last is not None
        desk.app.screen.query_one("#done", Button).press()
        await desk.rest()
        assert said(desk).files
        assert desk.app.unsent.last is None


async def test_one_may_stay_or_leave_after_the_last_step(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await put(desk)
        await desk.press("escape")
        assert desk.no_dialog
        await put(desk)
        await desk.press("down", "enter", "q")
        assert "已保存" in desk.app.farewell


async def test_formats_and_place_are_remembered_for_the_office(
    open_wizard: Open, folder: Path
) -> None:
    (folder / "out").mkdir()
    async with open_wizard(signed(complete()), "publish") as desk:
        await put(desk, "html", name="out/draft")
    (folder / "draft.toml").unlink()
    async with open_wizard(signed(complete(2026)), "publish") as desk:
        await desk.press("f6")
        assert desk.app.screen.query_one(LineInput).value == str(folder / "out" / "draft")
        ticked = [tick.ticked for tick in desk.app.screen.query(Tick)]
        assert dict(zip(FORMATS, ticked, strict=True)) == {
            to: to in ("markdown", "html") for to in FORMATS
        }
        await desk.press("escape")
        (folder / "out" / "draft.md").unlink()
        (folder / "out" / "draft.html").unlink()
        (folder / "out").rmdir()
        await desk.press("f6")
        assert desk.app.screen.query_one(LineInput).value == str(folder / "draft")


async def test_what_is_not_signed_is_marked_inside_and_in_its_name(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        assert desk.app.focused is desk.wizard.query_one("#sign-off", Button)
        await desk.press("f6")
        assert "还没有审核签发" in desk.text
        await put(desk)
        assert "tuiwizard review" in desk.text
        assert not file(desk, "markdown").exists()
        assert STAMP in file(desk, "markdown", draft=True).read_text("utf-8")


async def test_a_signed_report_with_a_query_is_marked(open_wizard: Open) -> None:
    """It was signed with a reason for the query, which somebody took back by hand."""
    draft = signed(complete().with_texts({"proactive.rules.issued": "1"}))
    async with open_wizard(draft, "publish") as desk:
        assert any(finding.blocks for finding in desk.session.findings())
        await put(desk)
        assert file(desk, "markdown", draft=True).exists()


async def test_an_unfinished_report_is_marked(open_wizard: Open) -> None:
    async with open_wizard(started({"agency.name": "甲局"}), "publish") as desk:
        await put(desk)
        page = file(desk, "markdown", draft=True).read_bytes()
        assert page == write(desk.session.draft, "markdown", as_draft=True)


async def test_all_formats_at_once(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await put(desk, *(to for to in FORMATS if to != "markdown"))
        for to in FORMATS:
            assert file(desk, to).read_bytes() == write(desk.session.draft, to)


async def test_no_format_is_nothing_to_put_out(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await put(desk, "markdown")
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
        await put(desk, "docx")
        assert said(desk).failed[0].startswith("! 没有输出Word（DOCX）")
        assert "没有输出Word（DOCX）" in desk.text
        assert file(desk, "markdown").exists()
        assert not file(desk, "docx").exists()


async def test_another_place_and_name(
    open_wizard: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    async with open_wizard(signed(complete()), "publish") as desk:
        await put(desk, name="~/年报2025.html")
        assert (folder / "年报2025.md").exists()


async def test_a_name_with_dots_is_kept(open_wizard: Open, folder: Path) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await put(desk, name="甲局.年报")
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
        assert ".md  （已有，会覆盖）" in desk.text
        await put(desk)
        assert isinstance(desk.app.screen, ChoiceDialog)
        assert f"已经有 {path.name}" in desk.text
        await desk.press(*keys)
        assert (path.read_text("utf-8") == "mine") == kept


@pytest.mark.parametrize(
    ("name", "words"), [("nowhere/out", "所在的文件夹不存在"), ("x" * 300, ""), ("~nobody/out", "")]
)
async def test_an_output_that_fails_says_why(open_wizard: Open, name: str, words: str) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await put(desk, name=name)
        (failed,) = said(desk).failed
        assert failed.startswith("! 没有输出Markdown")
        assert words in failed
        assert "没有输出" in desk.text
        assert desk.app.is_running


async def test_the_markdown_can_be_copied(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("shift+f9")
        assert desk.app.clipboard == write(desk.session.draft, "markdown").decode()


async def test_output_saves_first(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        desk.session.edit({"agency.name": "乙局"})
        await put(desk)
        assert not desk.session.dirty
        assert "乙局" in file(desk, "markdown", draft=True).read_text("utf-8")


async def test_the_button_puts_out_with_the_mouse(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.click("#export", (2, 0))
        await desk.click("#done", (2, 0))
        assert file(desk, "markdown").exists()


async def test_a_format_in_the_registry_is_offered(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMATS, "line", Format("一行字", ".line", "tests.made_up.line"))
    async with open_wizard(signed(complete()), "publish") as desk:
        await put(desk, "line")
        assert file(desk, "line").read_bytes() == write(desk.session.draft, "line")


async def test_the_day_under_the_report_is_that_of_who_signed_until_another_is_typed(
    open_wizard: Open,
) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("f6")
        assert "落款日期" in desk.text
        field = desk.app.screen.query(LineInput)[1]
        assert field.value == "2026-01-12"
        field.value = "2026年2月30日"
        desk.app.screen.query_one("#done", Button).press()
        await desk.rest()
        assert any("“2026年2月30日”不是日期" in note for note in desk.notes)
        field = desk.app.screen.query(LineInput)[1]
        assert field.value == "2026年2月30日"
        field.value = "2026年1月20日"
        desk.app.screen.query_one("#done", Button).press()
        await desk.rest()
        assert any("签发后改了落款日期，签发已失效" in note for note in desk.notes)
        assert "还没有审核签发" in desk.text, "nothing was written, the sheet is still there"
        await desk.press("escape", "f5")
        desk.app.screen.query_one("#done", Button).press()
        await desk.rest()
        await put_chosen(desk, "docx")
        assert desk.session.draft.dated == date(2026, 1, 20)
        assert desk.session.publishable
        assert file(desk, "docx").read_bytes() == write(desk.session.draft, "docx")
        assert "dated = 2026-01-20" in desk.session.path.read_text("utf-8")


async def put_chosen(desk: Desk, to: str) -> None:
    """Tick one more format on the sheet that is open, and write."""
    await desk.click(f"#f{[*FORMATS].index(to)}")
    desk.app.screen.query_one("#done", Button).press()
    await desk.rest()
