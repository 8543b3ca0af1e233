"""On the screen: last year's text brought forward, and a text that follows its tables."""

from pathlib import Path

import pytest

from tests.rules.test_brought_forward import NEW, OLD, report
from tests.test_session_following import LAST, OVERVIEW, THIS
from tests.tui.conftest import Desk, Open, complete
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft
from tuiwizard.tui.screens.dialogs import ProposalDialog
from tuiwizard.tui.widgets.text_area import NarrativeArea

WRONG = "收到政府信息公开申请9件。\n作出行政许可决定98件。"


@pytest.fixture
def last(folder: Path) -> Path:
    path = folder / "last.toml"
    store.save(path, report(2024, {**OLD, OVERVIEW: LAST}))
    return path


def this(texts: dict[str, str] | None = None) -> Draft:
    return report(2025, {**NEW, **(texts or {})})


def underlined(desk: Desk) -> str:
    area = desk.wizard.query_one(NarrativeArea)
    lines = (area.render_line(y) for y in range(area.size.height))
    return "".join(s.text for line in lines for s in line if s.style and s.style.underline)


async def test_all_of_last_years_text_in_a_few_keys(
    open_wizard: Open, last: Path, size: tuple[int, int]
) -> None:
    async with open_wizard(this(), "overview", size) as desk:
        desk.session.compare_with(last)
        await desk.press("f3", "end")
        assert "全文，数和年份换成今年的" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, ProposalDialog)
        assert "换成今年的，3 处：" in desk.text
        assert "申请7 → 5件" in desk.text
        assert "没有换，要自己改的，1 处：" in desk.text
        assert "[300]条" in desk.text
        await desk.press("enter")
        assert desk.session.text(OVERVIEW) == desk.area.text == THIS
        assert underlined(desk) == "2025530015"
        assert "F2 看带入的，还有 4 处" in desk.words(".count")
        await desk.press("f2")
        assert desk.area.selected_text == "2025"
        assert any("“2025”上年写的是“2024”；还有 3 处没有看" in note for note in desk.notes)
        await desk.press("f2", "f2", "f2")
        assert desk.area.selected_text == "15"
        assert underlined(desk) == ""
        assert "F2 看" not in desk.words(".count")
        await desk.press("ctrl+z")
        assert desk.session.text(OVERVIEW) == desk.area.text == ""


async def test_marks_move_with_what_is_typed(open_wizard: Open, last: Path) -> None:
    async with open_wizard(this(), "overview") as desk:
        desk.session.compare_with(last)
        await desk.press("f3", "end", "enter", "enter", "ctrl+home", "x", "delete")
        assert desk.area.text.startswith("x025年")
        assert underlined(desk) == "530015"
        await desk.to("publish")
        assert "还有 3 处没有看" in desk.text


async def test_a_text_that_stands_there_is_replaced_knowingly(
    open_wizard: Open, last: Path
) -> None:
    async with open_wizard(this({OVERVIEW: "写过的。"}), "overview") as desk:
        desk.session.compare_with(last)
        await desk.press("f3", "end", "enter")
        assert "现在的正文会换掉" in desk.text
        await desk.press("escape")
        assert desk.session.text(OVERVIEW) == "写过的。"


async def test_a_section_follows_its_tables_all_or_some(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(this({OVERVIEW: WRONG}), "overview", size) as desk:
        assert "F7 随表改 2 处" in desk.text
        await desk.press("f7")
        assert desk.lines[0] == "改选中的 2 处"
        assert desk.lines[1].endswith("收到政府信息公开申请9 → 5件。")
        await desk.press("down", "enter")
        assert desk.lines[1].startswith("[ ] 一、总体情况：")
        await desk.press("home", "enter")
        assert desk.area.text == desk.session.text(OVERVIEW) == WRONG.replace("98", "15")
        await desk.press("f7", "enter")
        assert desk.area.text == WRONG.replace("98", "15").replace("9", "5")
        await desk.press("ctrl+z", "ctrl+z")
        assert desk.session.text(OVERVIEW) == WRONG


async def test_the_last_step_offers_what_a_table_changed(open_wizard: Open) -> None:
    text = {OVERVIEW: "全年作出行政许可决定41件。", "problems.text": "作出行政许可决定41件。"}
    async with open_wizard(complete().with_texts(text), "publish") as desk:
        assert "F7 一起改" not in desk.text
        await desk.to("proactive.licensing.decisions")
        desk.session.edit({"proactive.licensing.decisions": "42"})
        await desk.to("publish")
        assert "正文有 2 处可以照表改，F7 一起改。" in desk.text
        await desk.press("f7", "enter")
        assert desk.session.text(OVERVIEW) == "全年作出行政许可决定42件。"
        assert desk.session.text("problems.text") == "作出行政许可决定42件。"
        await desk.press("ctrl+z")
        assert desk.session.text("problems.text") == "作出行政许可决定41件。"


async def test_where_nothing_disagrees_there_is_no_key(open_wizard: Open) -> None:
    async with open_wizard(complete(), "overview") as desk:
        await desk.press("f7", "f2")
        assert desk.no_dialog
        assert desk.notes == []
