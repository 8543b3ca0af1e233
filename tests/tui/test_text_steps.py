"""Narratives and single fields: what is typed arrives, once and whole."""

from dataclasses import replace

import pytest
from textual.widgets import Input, Static

from tests.tui.conftest import LARGE, SMALL, Desk, Open, complete, started
from tuiwizard.drafts import codec
from tuiwizard.forms.names import LEVELS
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.widgets.choice import NONE, Choice
from tuiwizard.tui.widgets.count_bar import CountBar
from tuiwizard.tui.widgets.fields import Field, LineInput
from tuiwizard.tui.widgets.paragraphs import INDENT
from tuiwizard.tui.widgets.problem_summary import Jump, ProblemSummary
from tuiwizard.tui.widgets.text_step import TextStep

TEXT = "overview.text"
NAME = "agency.name"
LEVEL = "agency.level"
COMMITS = (
    "政",
    "政府信息",
    "政府信息公",
    "全面贯彻落实《中华人民共和国政府信息公开条例》，推进公开。",
)


def field(desk: Desk, path: str) -> Field:
    return next(f for f in desk.wizard.query(Field) if f.cell.path == path)


def line(desk: Desk, path: str) -> LineInput:
    return field(desk, path).query_one(LineInput)


async def put(desk: Desk, path: str, text: str) -> None:
    """Type a text into a field, over what is there."""
    found = line(desk, path)
    found.focus()
    await desk.rest()
    found.value = ""
    await desk.type(text)


# Narratives


@pytest.mark.parametrize("commit", COMMITS)
async def test_commits_of_an_input_method_arrive_whole(
    open_wizard: Open, commit: str, size: tuple[int, int]
) -> None:
    """They come in one burst, faster than the screen follows."""
    async with open_wizard(started(), "overview", size) as desk:
        for _ in range(2):
            await desk.type(commit)
        assert desk.area.text == commit * 2
        assert desk.session.text(TEXT) == commit * 2
        assert f"{len(commit) * 2} 字" in desk.text


async def test_typing_within_a_text_keeps_its_place(open_wizard: Open) -> None:
    async with open_wizard(started({TEXT: "首尾"}), "overview") as desk:
        await desk.press("right", *"中间*[b]*", "enter", *"二")
        assert desk.session.text(TEXT) == "首中间*[b]*\n二尾"
        assert desk.area.cursor_location == (1, 1)
        assert desk.session.draft.report.section("overview") is not None


async def test_the_count_leaves_out_blanks(open_wizard: Open) -> None:
    async with open_wizard(started({TEXT: "甲 乙\n\u3000丙"}), "overview") as desk:
        assert desk.words(".count").startswith("3 字")
        await desk.press("a")
        assert desk.words(".count").startswith("4 字")


async def test_undo_in_a_text_takes_back_a_word(open_wizard: Open) -> None:
    async with open_wizard(started(), "overview") as desk:
        for letter in "主动公开。监督":
            await desk.type(letter)
        await desk.press("ctrl+z")
        assert desk.area.text == desk.session.text(TEXT) == "主动公开。"
        await desk.press("ctrl+z")
        assert desk.area.text == desk.session.text(TEXT) == ""
        await desk.press("ctrl+y", "ctrl+y")
        assert desk.area.text == desk.session.text(TEXT) == "主动公开。监督"
        assert desk.wizard.step == "overview"


async def test_typing_after_an_undo_starts_a_new_word(open_wizard: Open) -> None:
    async with open_wizard(started(), "overview") as desk:
        for letter in "甲。乙":
            await desk.type(letter)
        await desk.press("ctrl+z", "ctrl+end", "丙")
        assert desk.area.text == desk.session.text(TEXT) == "甲。丙"
        await desk.press("ctrl+z")
        assert desk.area.text == "甲。"


async def test_a_paste_of_paragraphs_is_one_intention(open_wizard: Open) -> None:
    page = "第一段。\n第二段：\t12 件\n"
    async with open_wizard(started(), "overview") as desk:
        await desk.paste(page)
        assert desk.session.text(TEXT) == page
        await desk.press("ctrl+z")
        assert desk.session.text(TEXT) == ""


async def test_the_guidance_stands_beside_the_text(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(started(), "problems", size) as desk:
        assert "两样都要写" in desk.text
        assert desk.app.focused is desk.area


async def test_tab_leaves_the_text_for_the_fields(open_wizard: Open) -> None:
    async with open_wizard(started(), "other_matters") as desk:
        await desk.type("无。")
        await desk.press("tab", "3", "tab", *"1,234.50", "enter", "0")
        values = {
            path: desk.session.text(f"other_matters.{path}")
            for path in ("text", "fee_notices", "fees_charged", "fees_received")
        }
        assert values == {
            "text": "无。",
            "fee_notices": "3",
            "fees_charged": "1234.50",
            "fees_received": "0",
        }
        assert desk.session.draft.report.section("other_matters") is not None


async def test_fields_say_what_is_wrong(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(started(), "other_matters", size) as desk:
        await put(desk, "other_matters.fee_notices", "三")
        assert "请改用阿拉伯数字" in desk.text
        await put(desk, "other_matters.fee_notices", "3")
        assert "请改用阿拉伯数字" not in desk.text
        assert desk.session.text("other_matters.fee_notices") == "3"


# The cover


async def test_the_cover_is_filled_in_with_the_keyboard(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(started(), "agency", size) as desk:
        await desk.press("enter", *"甲县乙镇人民政府", "enter", "enter", "down", "up", "enter")
        for text, key in (
            ("中心路1号", "tab"),
            ("100000", "enter"),
            ("010-1234", "down"),
            ("a@b.cn", "enter"),
        ):
            await desk.type(text)
            await desk.press(key)
        await desk.type("引言[b]。")
        draft = desk.session.draft
        texts = {
            path.removeprefix("agency."): t for path, t in draft.entries("agency").texts.items()
        }
        assert texts == {
            "name": "甲县乙镇人民政府",
            "level": "township",
            "contact.address": "中心路1号",
            "contact.postcode": "100000",
            "contact.phone": "010-1234",
            "contact.email": "a@b.cn",
            "introduction": "引言[b]。",
        }
        assert draft.report.section("agency") is not None
        assert "2025年度" in desk.screen[0]


async def test_a_long_name_arrives_whole(open_wizard: Open) -> None:
    name = "甲省乙市丙县丁镇人民政府党政综合办公室（政务公开办公室）"
    async with open_wizard(started(), "agency") as desk:
        await put(desk, NAME, name)
        assert desk.session.text(NAME) == name
        await desk.press("ctrl+b", "ctrl+g", "escape")
        assert line(desk, NAME).value == name


async def test_undo_in_a_field(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        await put(desk, NAME, "甲局")
        await desk.press("ctrl+z")
        assert desk.session.text(NAME) == line(desk, NAME).value == ""
        await desk.press("ctrl+y")
        assert desk.session.text(NAME) == line(desk, NAME).value == "甲局"


async def test_the_level_is_chosen_taken_back_and_cleared(open_wizard: Open) -> None:
    async with open_wizard(started({NAME: "甲局"}), "agency") as desk:
        choice = field(desk, LEVEL).query_one(Choice)
        assert NONE in desk.text
        choice.focus()
        await desk.press("enter")
        await desk.choose("县级政府")
        assert desk.session.text(LEVEL) == choice.value == "county"
        assert desk.app.focused is field(desk, "agency.contact.address").query_one(LineInput)
        choice.focus()
        await desk.press("ctrl+z")
        assert desk.session.text(LEVEL) == choice.value == ""
        await desk.press("ctrl+y")
        assert desk.session.text(LEVEL) == choice.value == "county"
        await desk.press("space", "escape")  # looked, and left as it was
        assert desk.session.text(LEVEL) == "county"
        await desk.press("delete")
        assert desk.session.text(LEVEL) == choice.value == ""


async def test_the_level_is_chosen_with_the_mouse(open_wizard: Open) -> None:
    async with open_wizard(started({NAME: "甲局"}), "agency") as desk:
        await desk.click("Choice")
        assert isinstance(desk.app.screen, ChoiceDialog)
        await desk.click("OptionList", offset=(2, 1))
        assert desk.session.text(LEVEL) == LEVELS[1][0]


async def test_an_unknown_level_shows_as_written_and_is_not_lost(open_wizard: Open) -> None:
    async with open_wizard(started({NAME: "甲局", LEVEL: "village"}), "agency") as desk:
        assert "village" in desk.text
        await desk.press("ctrl+s", "ctrl+g", "escape", "ctrl+n", "escape")
        assert desk.session.text(LEVEL) == "village"


STRAY = "甲\u0085乙\u2028丙\u2029丁\x0b戊\x0c己"


async def test_a_text_with_strange_line_ends_stays_as_it_is_until_edited(
    open_wizard: Open,
) -> None:
    """TextArea takes them for ends of lines; to look at a text must not change it."""
    async with open_wizard(started({"overview.text": STRAY}), "overview") as desk:
        await desk.press("ctrl+s", "ctrl+n", "escape", "ctrl+b")
        assert desk.session.text("overview.text") == STRAY
        await desk.press("ctrl+g")
        await desk.choose("总体情况")
        await desk.press("ctrl+end", "a")
        assert desk.session.text("overview.text") == "甲\n乙\n丙\n丁\n戊\n己a"
        await desk.press("ctrl+z")
        assert desk.session.text("overview.text") == STRAY


async def test_a_problem_with_the_name_is_said(open_wizard: Open) -> None:
    async with open_wizard(started({NAME: "甲\0"}), "agency") as desk:
        said = str(field(desk, NAME).query_one(".problem", Static).visual)
        assert said.startswith("误 第 1 行有看不见的控制字符 U+0000")  # its label is above it
        assert "1 处要改或说明  机关名称：第 1 行有看不见的控制字符" in desk.text


async def test_a_field_says_which_is_asked_about(open_wizard: Open) -> None:
    """Step 1 says 待说明: which field that means stands at the field."""
    last = complete(2024).with_texts({NAME: "甲县丙镇人民政府"})
    async with open_wizard(complete(), "agency") as desk:
        desk.session._case = replace(desk.session._case, previous=last)
        desk.session._found = None
        desk.wizard.show_draft()
        await desk.rest()
        said = str(field(desk, NAME).query_one(".problem", Static).visual)
        assert said.startswith("问 机关名称“甲县乙镇人民政府”和上年年报的“甲县丙镇人民政府”不同")
        assert field(desk, NAME).has_class("-urgent")
        await desk.press("shift+tab")
        assert isinstance(desk.app.focused, Jump)
        await desk.press("enter")
        assert line(desk, NAME).has_focus


async def test_a_blank_field_is_urgent_once_the_step_is_begun(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        level = field(desk, "agency.level")
        assert str(level.query_one(".problem", Static).visual).startswith("空 ")
        assert not level.has_class("-urgent")
        await desk.press("tab")
        await desk.type("甲县")
        assert level.has_class("-urgent")
        assert not desk.wizard.query_one(ProblemSummary).display


async def test_a_problem_on_top_jumps_to_its_words(open_wizard: Open) -> None:
    text = "（一）主动公开。全年更新栏目 12 个。\n全年发布XX条。"
    async with open_wizard(complete().with_texts({"overview.text": text}), "overview") as desk:
        await desk.click("Jump")
        assert desk.area.selected_text == "XX"


async def test_a_year_that_cannot_be_taken_stays_and_says_why(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        await put(desk, "agency.year", "1999")
        await desk.press("enter")
        year = field(desk, "agency.year")
        assert year.value == "1999"
        assert "1999 年没有对应的表格" in str(year.query_one(".problem", Static).visual)
        await desk.press("ctrl+s")
        assert year.value == "1999"
        assert sum("1999" in note for note in desk.notes) == 1  # not again with each command
        await put(desk, "agency.year", "2024")
        await desk.press("enter")
        assert desk.session.draft.year == 2024
        assert not field(desk, "agency.year").has_class("-urgent")


async def test_all_lines_of_a_paste_go_into_one_field(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        await desk.press("tab")
        await desk.paste("甲县\r\n  乙镇\n人民政府\n")
        assert desk.session.text(NAME) == "甲县乙镇人民政府"


# The year


async def test_another_edition(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(started({NAME: "甲局"}), "agency", size) as desk:
        await put(desk, "agency.year", "２０２０")
        assert desk.session.draft.year == 2025
        await desk.press("enter")
        assert (desk.session.draft.year, desk.session.draft.edition) == (2020, "2019")
        assert "2020年度" in desk.screen[0]
        assert desk.session.text(NAME) == "甲局"
        await desk.to("proactive")
        assert "对外公开总数量" in desk.text
        await desk.press("ctrl+z")
        assert desk.session.draft.edition == "2021"


async def test_the_mouse_goes_on_when_another_year_rebuilds_the_step(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        await put(desk, "agency.year", "2024")
        await desk.pilot.mouse_down(line(desk, NAME))
        await desk.rest()
        assert desk.session.draft.year == 2024
        await desk.pilot.mouse_up(line(desk, NAME))
        await desk.click("Choice", (2, 0))
        assert not desk.no_dialog


async def test_a_click_on_a_label_is_meant_for_its_field(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        label = field(desk, "agency.contact.address").query_one(".label")
        await desk.pilot.click(label, offset=(1, 0))
        await desk.type("甲县一号")
        assert desk.session.text("agency.contact.address") == "甲县一号"


async def test_the_field_of_the_year_follows_undo(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        await put(desk, "agency.year", "2024")
        await desk.press("enter", "ctrl+z")
        assert desk.session.draft.year == 2025
        assert line(desk, "agency.year").value == "2025"
        await desk.press("ctrl+s", "ctrl+g", "escape")
        assert desk.session.draft.year == 2025


async def test_an_undone_change_of_edition_shows_the_right_table(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        await put(desk, "agency.year", "2020")
        await desk.press("enter")
        await desk.to("proactive")
        await desk.press("ctrl+z")
        assert desk.session.draft.edition == "2021"
        assert desk.wizard.step == "agency"
        assert line(desk, "agency.year").value == "2025"
        await desk.press("ctrl+y")
        assert line(desk, "agency.year").value == "2020"
        await desk.to("proactive")
        assert desk.grid.path == "proactive.rules.produced"


async def test_a_year_is_also_taken_when_the_field_is_left(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        await put(desk, "agency.year", "2024")
        await desk.press("tab")
        assert desk.session.draft.year == 2024


async def test_a_year_being_typed_is_taken_along(open_wizard: Open) -> None:
    async with open_wizard(started({NAME: "甲局", "agency.level": "county"}), "agency") as desk:
        await put(desk, "agency.year", "2024")
        await desk.press("ctrl+n")
        assert desk.wizard.step == "overview"
        assert desk.session.draft.year == 2024


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("2018", "2018 年没有对应的表格"),
        ("二〇二五", "“二〇二五”不是年份"),
        ("", "“”不是年份"),
        ("2100", "2100 年不像是年报的年份"),
        ("1" * 30, "不像是年报的年份"),
    ],
)
async def test_a_year_that_cannot_be_is_refused(open_wizard: Open, year: str, words: str) -> None:
    async with open_wizard(started({NAME: "甲局"}), "agency") as desk:
        before = codec.dumps(desk.session.draft)
        await put(desk, "agency.year", year)
        await desk.press("enter")
        assert any(words in note for note in desk.notes)
        assert codec.dumps(desk.session.draft) == before
        assert line(desk, "agency.year").value == year  # kept, and shown as refused
        assert words in str(field(desk, "agency.year").query_one(".problem", Static).visual)


async def test_a_year_that_would_lose_figures_is_refused(open_wizard: Open) -> None:
    texts = {"proactive.rules.in_force": "4"}
    async with open_wizard(started(texts), "agency") as desk:
        await put(desk, "agency.year", "2019")
        await desk.press("enter")
        assert any("proactive.rules.in_force" in note for note in desk.notes)
        assert desk.session.draft.year == 2025
        assert desk.session.text("proactive.rules.in_force") == "4"


# Where one is


@pytest.mark.parametrize(
    ("step", "path"),
    [
        ("agency", "agency.contact.phone"),
        ("agency", "agency.introduction"),
        ("agency", "agency.level"),
        ("other_matters", "other_matters.fees_charged"),
        ("overview", "overview.text"),
    ],
)
async def test_going_to_a_cell_puts_the_focus_there(
    open_wizard: Open, step: str, path: str
) -> None:
    async with open_wizard(started(), "publish") as desk:
        await desk.to(path)
        assert desk.wizard.step == step
        assert desk.wizard.query_one(TextStep).path == path
        assert isinstance(desk.app.focused, Input | Choice) or desk.app.focused is desk.area


async def test_the_end_of_the_cover_can_be_reached_on_small_screens(open_wizard: Open) -> None:
    async with open_wizard(complete(), "agency", SMALL) as desk:
        await desk.to("agency.introduction")
        assert desk.area.region.height >= 3
        assert desk.app.screen.region.contains_region(desk.area.region)


async def test_a_click_into_a_field(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency", LARGE) as desk:
        place = line(desk, "agency.contact.email").region
        await desk.pilot.click(offset=(place.x + 1, place.y))
        await desk.rest()
        assert desk.wizard.query_one(TextStep).path == "agency.contact.email"


async def test_invisible_characters_are_shown_and_removed_with_one_key(open_wizard: Open) -> None:
    dirty = "收到\u200b申请\ufeff3件。"
    async with open_wizard(started({TEXT: dirty}), "overview") as desk:
        assert "收到\ufffd申请\ufffd3件。" in desk.text
        assert "有 2 个看不见的字符" in desk.words(".count")
        assert desk.area.text == dirty
        await desk.press("right", "right", "right")
        cursor = desk.area.cursor_screen_offset.x - desk.area.content_region.x
        assert cursor == INDENT + 5  # the sign counts
        await desk.press("f9")
        assert desk.session.text(TEXT) == desk.area.text == "收到申请3件。"
        assert "看不见" not in desk.words(".count")
        await desk.press("ctrl+z")
        assert desk.session.text(TEXT) == dirty


async def test_a_full_line_has_room_for_its_signs(open_wizard: Open) -> None:
    async with open_wizard(started({TEXT: "\u200b字" * 60}), "overview", SMALL) as desk:
        area = desk.area
        painted = [area.render_line(y).text for y in range(area.wrapped_document.height)]
        assert "".join(painted).count("\ufffd") == 60
        assert "".join(painted).count("字") == 60


async def test_down_and_up_go_from_field_to_field(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        first = desk.app.focused
        await desk.press("down")
        assert desk.app.focused is not first
        await desk.press("up")
        assert desk.app.focused is first


# Finding


async def test_words_are_found_in_the_step(open_wizard: Open, size: tuple[int, int]) -> None:
    text = "公开工作。\n[b]公开\x07指南，公开。"
    async with open_wizard(started({TEXT: text}), "overview", size) as desk:
        await desk.press("ctrl+f")
        await desk.type("公开")
        await desk.press("enter")
        places = [desk.area.selection]
        assert "第 1 处，共 3 处" in desk.text
        await desk.press("enter", "enter")
        assert "第 3 处，共 3 处" in desk.text
        assert desk.area.selected_text == "公开"
        await desk.press("enter")
        assert desk.area.selection == places[0]
        await desk.press("escape")
        assert desk.app.focused is desk.area
        assert desk.session.text(TEXT) == text
        await desk.press("ctrl+f", "x", "enter")
        assert "没有找到" in desk.text
        await desk.press("escape", "ctrl+f", "ctrl+a", "delete", "enter", "escape")
        await desk.press("right")
        await desk.type("的")
        assert desk.session.text(TEXT).count("公开的") == 1


# The count


async def test_the_rule_under_the_count_is_as_long_as_the_text(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(started({TEXT: "字" * 500}), "overview", size) as desk:
        bar = desk.wizard.query_one(CountBar)

        def underlined() -> int:
            cells = (
                segment.cell_length
                for segment in bar.render_line(0)
                if segment.style and segment.style.underline
            )
            return sum(cells)

        assert abs(underlined() - bar.content_size.width / 2) <= 1
        assert "500 字" in desk.text
        assert "原则上不超过 1000 字" in desk.text
        desk.area.insert("字" * 501)
        await desk.rest()
        assert bar.has_class("-over")
        assert underlined() == bar.content_size.width
        await desk.to("problems")
        assert "原则上" not in desk.words(".count")
