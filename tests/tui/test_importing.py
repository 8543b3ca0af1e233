"""Published reports in the wizard: as last year's, as the start of a draft, as its content."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from tests.published import committed
from tests.rendering.final import html, markdown
from tests.tui.conftest import SMALL, Desk, Open, complete, started
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft
from tuiwizard.tui.screens.dialogs import ProposalDialog, TextDialog
from tuiwizard.tui.screens.form_dialog import FormDialog
from tuiwizard.tui.screens.path_dialog import PathDialog
from tuiwizard.tui.widgets.fields import LineInput

COUNTY = committed("pingtan-2021").draft()
CARRIED = "requests.carried_in.natural_person"


@pytest.fixture
def page(folder: Path) -> Path:
    """A published report of 2021, as a page."""
    path = folder / "2021.html"
    path.write_text(html(COUNTY), "utf-8")
    return path


async def command(desk: Desk, words: str) -> None:
    await desk.press("ctrl+p")
    await desk.type(words)
    await desk.press("enter")


async def name(desk: Desk, path: Path | str) -> None:
    assert isinstance(desk.app.screen, PathDialog)
    desk.app.screen.query_one(LineInput).value = str(path)
    await desk.press("enter")


def tables(draft: Draft) -> dict[str, str]:
    keys = ("proactive", "requests", "appeals")
    return {p: t for key in keys for p, t in draft.entries(key).texts.items()}


# Last year's report


async def test_last_year_is_chosen_from_a_published_page(
    open_wizard: Open, page: Path, size: tuple[int, int]
) -> None:
    async with open_wizard(Draft.new(2022), "requests", size) as desk:
        desk.grid.go_to(CARRIED)
        await command(desk, "选上年年报")
        await name(desk, page)
        assert isinstance(desk.app.screen, TextDialog)
        assert "已选定 2021 年的年报" in desk.text
        await desk.press("escape")
        assert desk.grid.path == CARRIED
        assert f"上年 {COUNTY.entries('requests').get(CARRIED)}" in desk.text
        assert "F3 带入" in desk.text
        await desk.press("f3", "enter")
        assert not any("F3 带入" in line for line in desk.screen[:-1])  # of other cells, yet
        carried_out = COUNTY.entries("requests").get("requests.carried_out.natural_person")
        assert desk.session.text(CARRIED) == carried_out
        await desk.to("problems")
        if size == SMALL:  # there is no room beside the text
            await desk.press("f3")
        assert COUNTY.entries("problems").get("problems.text")[:8] in desk.text
        assert desk.session.draft.previous is not None


async def test_what_follows_from_last_year_is_offered_cell_by_cell(
    open_wizard: Open, page: Path
) -> None:
    async with open_wizard(Draft.new(2022), "proactive") as desk:
        await command(desk, "选上年年报")
        await name(desk, page)
        await desk.press("escape", "f3", "escape")
        assert tables(desk.session.draft) == {}
        suggestions = desk.session.suggestions()
        path = "proactive.normative_documents.in_force"
        assert path not in suggestions  # what was issued and repealed is not known yet
        desk.session.edit({path.replace("in_force", n): "0" for n in ("issued", "repealed")})
        await desk.press("f3")
        await desk.choose(f"{desk.session.suggestions()[path]}  行政规范性文件")
        in_force = COUNTY.entries("proactive").get(path)
        assert desk.session.text(path) == in_force
        assert desk.session.text("proactive.rules.in_force") == ""


async def test_another_edition_is_explained(open_wizard: Open, folder: Path) -> None:
    path = folder / "2019.md"
    older = committed("guanyuan-2019").draft()
    path.write_text(markdown(older.with_year(2020)), "utf-8")
    async with open_wizard(Draft.new(2021), "proactive") as desk:
        await command(desk, "选上年年报")
        await name(desk, path)
        assert isinstance(desk.app.screen, TextDialog)
        assert "上年用的是 2019 版表格" in desk.app.screen._text
        assert "格在今年的 2021 版没有对应，例如“规章 · 本年新制作数量”" in desk.app.screen._text


async def test_a_report_of_another_year_is_not_compared_with(open_wizard: Open, page: Path) -> None:
    async with open_wizard(Draft.new(2025), "proactive") as desk:
        await command(desk, "选上年年报")
        await name(desk, page)
        assert isinstance(desk.app.screen, TextDialog)
        assert "是 2021 年的，不是 2024 年的" in desk.app.screen._text


async def test_what_is_no_report_changes_nothing(open_wizard: Open, folder: Path) -> None:
    (folder / "x.html").write_text("<p>通知</p>", "utf-8")
    async with open_wizard(started(), "requests") as desk:
        before = desk.session.draft
        for words in ("选上年年报", "读入年报文件"):
            for path in ("x.html", "nowhere.html", ""):
                await command(desk, words)
                await name(desk, path)
                await desk.press("escape") if not desk.no_dialog else None
        assert desk.session.draft is before
        assert any("nowhere.html" in note for note in desk.notes)


# The start page


async def test_a_report_is_started_from_last_years(
    open_wizard: Open, page: Path, folder: Path, size: tuple[int, int]
) -> None:
    async with open_wizard(None, None, size) as desk:
        await desk.choose("从上年年报开始")
        await name(desk, page)
        await name(desk, "new.toml")
        assert isinstance(desk.app.screen, TextDialog)
        assert "已选定 2021 年的年报" in desk.text
        assert any("F3 翻看" in line for line in desk.app.screen._text.split("\n"))
        await desk.press("enter")
        assert desk.no_dialog
        assert desk.wizard.step == "agency"
        draft = desk.session.draft
        assert draft.year == 2022
        assert draft.agency_name == COUNTY.entries("agency").get("agency.name")
        assert draft.previous is not None
        assert tables(draft) == {}
        await desk.press("ctrl+s")
        assert store.load(folder / "new.toml") == draft


async def test_starting_from_what_is_no_report_is_refused(open_wizard: Open) -> None:
    async with open_wizard(None, None) as desk:
        await desk.choose("从上年年报开始")
        await desk.press("escape")
        await desk.choose("从上年年报开始")
        await name(desk, "nowhere.html")
        assert any("nowhere.html" in note for note in desk.notes)
        assert isinstance(desk.app.screen, PathDialog), "where it can be put right"


async def test_a_draft_that_is_there_is_not_started_over(
    open_wizard: Open, page: Path, folder: Path
) -> None:
    (folder / "new.toml").write_text("mine", "utf-8")
    async with open_wizard(None, None) as desk:
        await desk.choose("从上年年报开始")
        await name(desk, page)
        assert "2022年政府信息公开工作年度报告.toml" in desk.text
        await desk.press("escape")
        await desk.choose("从上年年报开始")
        await name(desk, page)
        await name(desk, "new.toml")
        assert any("new.toml" in note for note in desk.notes)
        assert (folder / "new.toml").read_text("utf-8") == "mine"


# Last year's text


async def test_a_paragraph_of_last_years_text_is_taken_over(open_wizard: Open, page: Path) -> None:
    paragraphs = [n for n in COUNTY.entries("problems").get("problems.text").split("\n") if n]
    async with open_wizard(Draft.new(2022), "problems") as desk:
        assert "F3 翻看" not in desk.text
        await desk.press("f3")
        assert desk.no_dialog
        await command(desk, "选上年年报")
        await name(desk, page)
        await desk.press("escape")
        assert "F3 翻看" in desk.text
        await desk.press("f3", "escape")
        assert desk.session.text("problems.text") == ""
        await desk.press("f3")
        assert desk.lines == [*paragraphs, "全文，数和年份换成今年的"]
        await desk.press("down", "enter")
        assert desk.session.text("problems.text") == paragraphs[1]
        await desk.press("ctrl+z")
        assert desk.session.text("problems.text") == ""


# This draft's content


async def test_a_page_is_read_into_the_draft(
    open_wizard: Open, page: Path, size: tuple[int, int]
) -> None:
    async with open_wizard(Draft.new(2021), "requests", size) as desk:
        await command(desk, "读入年报文件")
        await name(desk, page)
        assert isinstance(desk.app.screen, ProposalDialog)
        assert "读入 2021.html" in desk.text
        assert "读入（Enter）" in desk.text
        assert "没有读到" not in desk.text
        await desk.press("enter")
        assert tables(desk.session.draft) == tables(COUNTY)
        assert desk.session.text("problems.text") == COUNTY.entries("problems").get("problems.text")
        await desk.press("ctrl+z")
        assert desk.session.draft == Draft.new(2021)


async def test_pasted_text_is_read_into_the_draft(open_wizard: Open) -> None:
    text = markdown(COUNTY)
    async with open_wizard(Draft.new(2021), "overview") as desk:
        await command(desk, "读入年报文本")
        assert isinstance(desk.app.screen, FormDialog)
        area = desk.app.screen.query_one(TextArea)
        area.focus()
        await desk.rest()
        await desk.paste(text)
        await desk.click("FormDialog Button")
        assert isinstance(desk.app.screen, ProposalDialog)
        await desk.press("enter")
        assert tables(desk.session.draft) == tables(COUNTY)
        await command(desk, "读入年报文本")
        await desk.click("FormDialog Button")  # nothing pasted, nothing read
        assert desk.no_dialog


async def test_what_it_would_overwrite_is_said_first(open_wizard: Open, page: Path) -> None:
    draft = complete().with_texts({CARRIED: "77"})
    async with open_wizard(draft, "requests") as desk:
        await command(desk, "读入年报文件")
        await name(desk, page)
        assert "! 读到的是 2021 年的年报，这份草稿是 2025 年的" in desk.text
        assert "已经填了别的内容，会被覆盖" in desk.text
        await desk.press("escape")
        assert desk.session.draft == draft
        desk.session.edit({"agency.name": "甲局"})
        await command(desk, "读入年报文件")
        await name(desk, page)
        await desk.press("enter")
        assert desk.session.text("agency.name") == "甲局"
        assert tables(desk.session.draft) == tables(COUNTY)


async def test_cells_of_another_form_are_not_read_in(open_wizard: Open, folder: Path) -> None:
    path = folder / "2019.md"
    path.write_text(markdown(committed("guanyuan-2019").draft()), "utf-8")
    async with open_wizard(Draft.new(2025), "requests") as desk:
        await command(desk, "读入年报文件")
        await name(desk, path)
        assert "格在这一年的表格里没有位置，不读入" in desk.text


async def test_what_was_not_read_is_named(open_wizard: Open, folder: Path) -> None:
    path = folder / "cut.md"
    path.write_text("\n".join(markdown(COUNTY).splitlines()[:40]), "utf-8")
    async with open_wizard(Draft.new(2021), "requests") as desk:
        await command(desk, "读入年报文件")
        await name(desk, path)
        assert "- 没有读到：" in desk.text
