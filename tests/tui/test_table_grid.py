"""The grid under the fingers: moving, typing, editing, and what it looks like."""

import pytest
from textual.geometry import Region

from tests.tui.conftest import SMALL, Desk, Open, complete, started
from tuiwizard.drafts import codec
from tuiwizard.forms.layout import cells
from tuiwizard.session import view
from tuiwizard.tui.widgets.table_grid import TableGrid

RULES = "proactive.rules."
GRANTED = "requests.outcomes.granted."
RECEIVED = "requests.received."


def region(desk: Desk, path: str) -> Region:
    """Where a cell is on the screen; the cursor goes there."""
    desk.grid.go_to(path)
    return desk.grid._region(desk.grid._cursor).translate(desk.grid.content_region.offset)


# Moving


async def test_arrows_move_by_a_cell_and_stop_at_the_edges(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(started(), "proactive", size) as desk:
        assert desk.grid.path == RULES + "issued"
        await desk.press("up", "left")
        assert desk.grid.path == RULES + "issued"
        await desk.press("right", "right", "right", "right")
        assert desk.grid.path == RULES + "in_force"
        await desk.press("down")
        assert desk.grid.path == "proactive.normative_documents.in_force"
        await desk.press("down")
        assert desk.grid.path == "proactive.licensing.decisions"
        await desk.press("down", "down", "down", "down", "down")
        assert desk.grid.path == "proactive.fees.amount"


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        (("end",), RECEIVED + "total"),
        (("end", "home"), RECEIVED + "natural_person"),
        (("ctrl+end",), "requests.carried_out.total"),
        (("ctrl+end", "ctrl+home"), RECEIVED + "natural_person"),
        (("enter",), "requests.carried_in.natural_person"),
        (("tab",), RECEIVED + "business"),
        (("tab", "shift+tab"), RECEIVED + "natural_person"),
        (("shift+tab",), "requests.carried_out.other_organisation"),
        (("tab",) * 6, "requests.carried_in.natural_person"),
        (("right",) * 6, RECEIVED + "total"),
        (("ctrl+end", "tab"), RECEIVED + "natural_person"),
        (("ctrl+end", "left", "tab"), RECEIVED + "natural_person"),
        (("ctrl+end", "left", "enter"), RECEIVED + "natural_person"),
        (("ctrl+end", "home", "enter"), RECEIVED + "business"),
    ],
)
async def test_keys_that_move(open_wizard: Open, keys: tuple[str, ...], path: str) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.press(*keys)
        assert desk.grid.path == path


async def test_enter_walks_down_every_column_past_computed_cells(open_wizard: Open) -> None:
    async with open_wizard(started(), "appeals") as desk:
        seen = [desk.grid.path]
        while True:
            await desk.press("enter")
            if desk.grid.path == seen[0]:
                break
            seen.append(desk.grid.path)
        assert seen == [c.path for c in cells("2021", "appeals") if not c.computed]


async def test_enter_behind_the_last_cell_goes_to_one_left_open(open_wizard: Open) -> None:
    async with open_wizard(complete().with_texts({GRANTED + "research": ""}), "requests") as desk:
        await desk.press("ctrl+end", "left", "enter")
        assert desk.grid.path == GRANTED + "research"


@pytest.mark.parametrize("key", ["enter", "tab"])
async def test_behind_the_last_cell_of_a_full_table_comes_the_next_step(
    open_wizard: Open, key: str
) -> None:
    async with open_wizard(complete(), "requests") as desk:
        await desk.press("ctrl+end", "left", "0", key)
        assert desk.wizard.step == "appeals"


async def test_pages_move_by_a_screenful_and_stay_in_their_column(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(started(), "requests", size) as desk:
        await desk.press("right", "pagedown")
        assert desk.grid.path.endswith(".business")
        height = desk.grid.scrollable_content_region.height
        assert 0 < desk.grid._cursor.line < 2 * height
        for _ in range(6):
            await desk.press("pagedown")
        assert desk.grid.path == "requests.carried_out.business"
        for _ in range(6):
            await desk.press("pageup")
        assert desk.grid.path == RECEIVED + "business"


async def test_the_current_cell_is_always_in_view(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(started(), "requests", size) as desk:
        for cell in cells("2021", "requests"):
            assert desk.grid.region.contains_region(region(desk, cell.path)), cell.path
            frozen = desk.grid._sheet.frozen
            assert desk.grid._cursor.line - int(desk.grid.scroll_offset.y) >= frozen


async def test_a_narrow_terminal_scrolls_sideways(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests", (50, 24)) as desk:
        await desk.press("end")
        assert desk.grid.scroll_offset.x > 0
        assert desk.shown(RECEIVED + "total") == "~"
        assert desk.grid.region.contains_region(region(desk, RECEIVED + "total"))
        await desk.press("home")
        assert desk.grid.scroll_offset.x == 0


async def test_a_click_goes_to_the_cell(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(started(), "requests", size) as desk:
        for path in (GRANTED + "research", "requests.received.total", RECEIVED + "business"):
            place = region(desk, path)
            desk.grid.go_to("requests.carried_in.legal_service")
            await desk.rest()
            await desk.pilot.click(offset=(place.right - 2, place.y))
            await desk.rest()
            assert desk.grid.path == path


async def test_a_click_beside_the_cells_goes_nowhere(open_wizard: Open) -> None:
    async with open_wizard(started(), "proactive") as desk:
        grid = desk.grid.content_region
        for offset in ((2, 2), (grid.right - 3, 2), (30, 0), (60, 6), (30, 15)):
            await desk.pilot.click(offset=(grid.x + offset[0], grid.y + offset[1]))
            await desk.rest()
            assert desk.grid.path == RULES + "issued"


async def test_a_click_accepts_what_is_being_typed(open_wizard: Open) -> None:
    async with open_wizard(started(), "proactive") as desk:
        place = region(desk, RULES + "in_force")
        desk.grid.go_to(RULES + "issued")
        await desk.press("4")
        await desk.pilot.click(offset=(place.right - 2, place.y))
        await desk.rest()
        assert desk.session.text(RULES + "issued") == "4"


# Typing


async def test_typing_overwrites_and_moving_accepts(open_wizard: Open) -> None:
    async with open_wizard(started({RULES + "issued": "9"}), "proactive") as desk:
        await desk.press("1", "2")
        assert desk.session.text(RULES + "issued") == "9"
        assert desk.grid.typing == "12"
        await desk.press("right")
        assert desk.session.text(RULES + "issued") == "12"
        assert desk.grid.typing is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("１２", "12"),
        ("1,234", "1234"),
        ("0", "0"),
        ("-", "-"),
        ("十二", "十二"),
        ("3件", "3"),
    ],
)
async def test_what_is_typed_is_kept(open_wizard: Open, typed: str, kept: str) -> None:
    async with open_wizard(started(), "proactive") as desk:
        await desk.type(typed)
        await desk.press("enter")
        assert desk.session.text(RULES + "issued") == kept


async def test_negative_changes_and_decimals(open_wizard: Open) -> None:
    async with open_wizard(started(year=2019), "proactive") as desk:
        desk.grid.go_to("proactive.licensing.change")
        await desk.type("-3")
        desk.grid.go_to("proactive.procurement.amount")
        await desk.type("2.50万元")
        await desk.press("enter")
        assert desk.session.text("proactive.licensing.change") == "-3"
        assert desk.session.text("proactive.procurement.amount") == "2.50万元"


async def test_escape_gives_up_what_is_being_typed(open_wizard: Open) -> None:
    async with open_wizard(started({RULES + "issued": "9"}), "proactive") as desk:
        await desk.press("1", "escape", "right")
        assert desk.session.text(RULES + "issued") == "9"
        assert desk.session.undo() is None


@pytest.mark.parametrize("key", ["delete", "backspace"])
async def test_clearing(open_wizard: Open, key: str) -> None:
    async with open_wizard(started({RULES + "issued": "9"}), "proactive") as desk:
        await desk.press(key)
        assert desk.session.text(RULES + "issued") == ""
        assert desk.shown(RULES + "issued") == "_"


async def test_backspace_while_typing_takes_the_last_letter(open_wizard: Open) -> None:
    async with open_wizard(started(), "proactive") as desk:
        await desk.press("1", "2", "backspace", "enter")
        assert desk.session.text(RULES + "issued") == "1"


@pytest.mark.parametrize("key", ["5", "delete", "backspace", "f2"])
async def test_computed_cells_cannot_be_typed_into(open_wizard: Open, key: str) -> None:
    async with open_wizard(started({RECEIVED + "business": "3"}), "requests") as desk:
        before = codec.dumps(desk.session.draft)
        await desk.press("end", key)
        assert desk.grid.typing is None
        await desk.press("left")
        assert codec.dumps(desk.session.draft) == before
        assert desk.shown(RECEIVED + "total") == "~3"


async def test_space_and_odd_keys_type_nothing(open_wizard: Open) -> None:
    async with open_wizard(started(), "proactive") as desk:
        await desk.press("space", "f7", "ctrl+t")
        assert desk.grid.typing is None


# In place


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        (("enter",), "123"),
        (("4", "enter"), "1234"),
        (("left", "4", "enter"), "1243"),
        (("left", "left", "left", "left", "0", "right", "9", "enter"), "1923"),
        (("backspace", "enter"), "12"),
        (("left", "delete", "enter"), "12"),
        (("left", "left", "backspace", "enter"), "23"),
        (("delete", "enter"), "123"),
        (("4", "escape", "enter"), "123"),
        (("4", "down"), "1234"),
        (("4", "tab"), "1234"),
    ],
)
async def test_editing_in_place(open_wizard: Open, keys: tuple[str, ...], kept: str) -> None:
    async with open_wizard(started({RULES + "issued": "123"}), "proactive") as desk:
        await desk.press("f2", *keys)
        assert desk.session.text(RULES + "issued") == kept


async def test_home_and_end_move_in_the_text_being_edited(open_wizard: Open) -> None:
    async with open_wizard(started({RULES + "issued": "123"}), "proactive") as desk:
        await desk.press("f2", "home", "4")
        assert desk.grid.typing == "4123"
        await desk.press("end", "5", "enter")
        assert desk.session.text(RULES + "issued") == "41235"


async def test_a_refused_text_is_edited_without_its_sign(open_wizard: Open) -> None:
    async with open_wizard(started({RULES + "issued": "12x"}), "proactive") as desk:
        await desk.press("f2", "backspace", "enter")
        assert desk.session.text(RULES + "issued") == "12"


async def test_a_blank_cell_is_edited_from_nothing(open_wizard: Open) -> None:
    async with open_wizard(started(), "proactive") as desk:
        await desk.press("f2")
        assert desk.grid.typing == ""
        await desk.press("7", "enter")
        assert desk.session.text(RULES + "issued") == "7"


async def test_f2_while_typing_goes_on_in_place(open_wizard: Open) -> None:
    async with open_wizard(started({RULES + "issued": "9"}), "proactive") as desk:
        await desk.press("1", "2", "f2", "left", "0", "enter")
        assert desk.session.text(RULES + "issued") == "102"


@pytest.mark.parametrize("text", ["1\x07", "1\n2", "1\t2"])
async def test_a_refused_text_survives_editing(open_wizard: Open, text: str) -> None:
    """What is shown in place of a control character must not replace it."""
    async with open_wizard(started({RULES + "issued": text}), "proactive") as desk:
        await desk.press("f2", "enter")
        assert desk.session.text(RULES + "issued") == text


# Looks


async def test_cells_look_different_without_colour(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    texts = {
        "appeals.review.upheld": "0",
        "appeals.review.corrected": "12",
        "appeals.review.other": "一",
        "appeals.litigation_direct.upheld": "1",
        "appeals.litigation_direct.corrected": "1",
        "appeals.litigation_direct.other": "1",
        "appeals.litigation_direct.pending": "1",
    }
    async with open_wizard(started(texts), "appeals", size) as desk:
        shown = {c.path: desk.shown(c.path) for c in cells("2021", "appeals")}
    assert shown["appeals.review.upheld"] == "0"
    assert shown["appeals.review.corrected"] == "12"
    assert shown["appeals.review.other"] == "误一"
    assert shown["appeals.review.pending"] == "_"
    assert shown["appeals.review.total"] == "~12"
    assert shown["appeals.litigation_direct.total"] == "4"
    assert shown["appeals.litigation_after_review.total"] == "~"


async def test_totals_and_balance_follow_every_figure(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    carried_out = "requests.carried_out.natural_person"
    async with open_wizard(complete(), "requests", size) as desk:
        await desk.press("1", "5", "enter")
        assert "自然人  新收15+上年结转0=15  办理0+结转下年0=0  差15" in desk.text
        assert desk.shown(RECEIVED + "total") == "15"
        desk.grid.go_to(GRANTED + "natural_person")
        await desk.press("1", "4", "enter")
        assert desk.balance == "自然人  新收15+上年结转0=15  办理14+结转下年0=14  差1"
        assert desk.shown("requests.outcomes.total.total") == "14"
        desk.grid.go_to(carried_out)
        await desk.press("1", "enter")
        desk.grid.go_to(carried_out)
        await desk.rest()
        assert desk.balance == "自然人  新收15+上年结转0=15  办理14+结转下年1=15  平"
        assert desk.session.draft.report.section("requests") is not None
        await desk.press("delete")
        line = "自然人  新收15+上年结转0=15  办理14+结转下年0=14  差1 缺格"
        assert desk.balance == line
        assert desk.shown("requests.carried_out.total") == "~0"


async def test_the_balance_is_in_view_for_every_cell(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(complete(), "requests", size) as desk:
        hidden = []
        for row in desk.grid._sheet.rows:
            desk.grid.go_to(row[4].cell.path)
            await desk.rest()
            if "新收0+上年结转0=0  办理0+结转下年0=0  平" not in desk.text:
                hidden.append(row[4].cell.path)
        assert hidden == []


async def test_the_line_below_says_what_is_wrong(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.press("三", "enter", "up")
        assert "误 " in desk.words("#detail")
        assert "请改用阿拉伯数字" in desk.text
        await desk.press("3", "enter", "up")
        assert "请改用阿拉伯数字" not in desk.text


async def test_a_long_refused_text_shows_its_beginning(open_wizard: Open) -> None:
    async with open_wizard(
        started({RECEIVED + "research": "很长的一句话写在格里"}), "requests"
    ) as d:
        assert d.shown(RECEIVED + "research") == "误很长"
        assert d.shown(RECEIVED + "business") == "_"


async def test_long_figures_widen_the_columns(open_wizard: Open) -> None:
    figure = "123456789"
    async with open_wizard(complete(), "appeals") as desk:
        await desk.type(figure)
        await desk.press("enter")
        assert desk.shown("appeals.review.upheld") == figure
        assert desk.shown("appeals.review.total") == figure
        await desk.press("home", "0", "enter")
        assert desk.shown("appeals.review.total") == "0"


async def test_a_long_text_being_typed_shows_the_end(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.type("123456789")
        assert desk.grid.typing == "123456789"
        line = next(line for line in desk.screen if "一、本年新收" in line)
        assert "456789" in line
        assert "正在填：123456789" in desk.text


async def test_only_changed_cells_are_painted_anew(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_wizard(complete(), "requests") as desk:
        grid, painted = desk.grid, list[Region]()
        monkeypatch.setattr(grid, "refresh", lambda *regions, **_: painted.extend(regions))
        shown = view.shown_cells(desk.session.draft, "requests")
        grid.show(shown)
        assert painted == []
        changed = desk.session.draft.with_texts({RECEIVED + "business": "7"})
        grid.show(view.shown_cells(changed, "requests"))
        expected = {RECEIVED + "business", RECEIVED + "total"}
        assert painted == [
            grid._region(grid._sheet.slots[path]) for path in shown if path in expected
        ]


async def test_a_resized_terminal_keeps_the_cell(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.press("ctrl+end", "left")
        await desk.pilot.resize_terminal(120, 30)
        await desk.rest()
        path = "requests.carried_out.other_organisation"
        assert desk.grid.path == path
        assert desk.grid.region.contains_region(region(desk, path))


@pytest.mark.parametrize("size", [(132, 10), (80, 8), (40, 12), (200, 60)])
async def test_any_size_shows_the_row_and_the_balance_of_its_column(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(complete().with_texts({GRANTED + "business": "7"}), "requests") as desk:
        path = GRANTED + "business"
        await desk.to(path)
        await desk.pilot.resize_terminal(*size)
        await desk.pilot.pause(0.3)
        await desk.rest()
        assert desk.grid.path == path
        assert desk.grid.region.contains_region(region(desk, path))
        assert desk.shown(path) == "7"
        assert "差7" in desk.text
        await desk.pilot.resize_terminal(*SMALL)
        await desk.rest()
        assert desk.grid.path == path


async def test_the_whole_of_table_3_is_in_view_on_a_large_screen(open_wizard: Open) -> None:
    async with open_wizard(complete(), "requests", (200, 40)) as desk:
        for row in desk.grid._sheet.rows:
            assert desk.grid.region.contains_region(region(desk, row[-1].cell.path))
        assert int(desk.grid.scroll_offset.y) == 0
        assert "5.要求行政机关确认或重新出具已获取信息" in desk.text


async def test_a_likely_slip_is_named_and_marked(open_wizard: Open) -> None:
    texts = {RECEIVED + "natural_person": "103", "requests.carried_out.natural_person": "130"}
    async with open_wizard(complete().with_texts(texts), "requests") as desk:
        await desk.press("down")
        assert "可能：“本年新收”的 103 是 130（两位颠倒）" in desk.text
        said = "目前还有 103 件正在办理。"
        desk.session.edit({"overview.text": said})
        desk.wizard.show_draft()
        await desk.rest()
        assert "可能：“结转下年度继续办理”的 130 是 103（两位颠倒）" in desk.text
        assert desk.shown("requests.carried_out.natural_person") == "误130"


# The terminal's cursor


async def test_the_cursor_of_the_terminal_is_at_the_insertion_point(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        cell = region(desk, RECEIVED + "natural_person")
        await desk.press("中", "文")
        end = cell.right - 1
        assert desk.app.cursor_position == (end, cell.y)
        await desk.press("enter", "up", "f2")
        assert desk.app.cursor_position == (end, cell.y)
        await desk.press("left")
        assert desk.app.cursor_position == (end - 2, cell.y)
        await desk.press("left")
        assert desk.app.cursor_position == (end - 4, cell.y)
        await desk.press("right", "1")
        assert desk.app.cursor_position == (end - 2, cell.y)


async def test_the_cursor_follows_the_cell_also_when_scrolled(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.press("ctrl+end")
        place = region(desk, "requests.carried_out.total")
        await desk.rest()
        assert desk.app.cursor_position == (place.right - 1, place.y)
        line = desk.screen[place.y]
        assert "四、结转下年度继续办理" in line


async def test_the_grid_takes_printable_characters_only(open_wizard: Open) -> None:
    async with open_wizard(started(), "proactive", SMALL) as desk:
        grid: TableGrid = desk.grid
        assert grid.check_consume_key("5", "5")
        assert grid.check_consume_key("x", "中")
        assert not grid.check_consume_key("f5", None)
        assert not grid.check_consume_key("enter", "\r")
