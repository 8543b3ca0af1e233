"""More than one cell at a time: selecting, filling, clearing, copying, pasting."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.published import committed
from tests.spreadsheets import Style, printed
from tests.tui.conftest import Desk, Open, complete, started
from tuiwizard.drafts import codec
from tuiwizard.forms.layout import cells
from tuiwizard.report.draft import Draft
from tuiwizard.tui.screens.dialogs import MOST, ProposalDialog

R = "requests."
A = "requests.received."
B = "requests.carried_in."
PERSON, BUSINESS, RESEARCH = "natural_person", "business", "research"

COUNTY = committed("pingtan-2021")
"""A county's report: 25 rows in table 3."""

PASTES = Path(__file__).parents[1] / "data" / "paste"
EXCEL = {
    "proactive": "excel-windows-table2-2021",
    "requests": "excel-windows-table3-labels-headers",
    "appeals": "excel-windows-table4",
}
WPS = {
    "proactive": "wps-windows-table2-2021-headers-no-labels",
    "requests": "wps-windows-table3-one-label",
    "appeals": "wps-windows-table4-row",
}
"""The tables of that county as spreadsheets put them on the clipboard."""


def clipboard(name: str) -> str:
    return (PASTES / f"{name}.tsv").read_bytes().decode("utf-8")


def filled_in(draft: Draft, key: str) -> Mapping[str, str]:
    """What is filled in, blanks left out."""
    return {p: t for p, t in draft.entries(key).texts.items() if t}


def place(desk: Desk, path: str) -> tuple[int, int]:
    """Where a cell is on the screen."""
    region = desk.grid._region(desk.grid._sheet.slots[path])
    return region.translate(desk.grid.content_region.offset).right - 2, (
        region.y + desk.grid.content_region.y
    )


def selected(desk: Desk) -> set[str]:
    return {slot.cell.path for row in desk.grid.selection for slot in row}


def texts(desk: Desk, key: str = "requests") -> Mapping[str, str]:
    return filled_in(desk.session.draft, key)


async def taken_back_at_once(desk: Desk, before: Draft) -> None:
    """One undo restores the draft, one redo brings the change again."""
    after = codec.dumps(desk.session.draft)
    await desk.press("ctrl+z")
    assert codec.dumps(desk.session.draft) == codec.dumps(before)
    await desk.press("ctrl+y")
    assert codec.dumps(desk.session.draft) == after


# Selecting


async def test_shift_and_arrows_select_a_block(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.press("right", "shift+right", "shift+down")
        block = {row + column for row in (A, B) for column in (BUSINESS, RESEARCH)}
        assert selected(desk) == block
        assert desk.grid.path == B + RESEARCH
        await desk.press("shift+left", "shift+left")  # over the cell it began in
        assert selected(desk) == {r + c for r in (A, B) for c in (PERSON, BUSINESS)}
        await desk.press("shift+up")
        assert selected(desk) == {A + PERSON, A + BUSINESS}
        await desk.press("down")
        assert selected(desk) == {B + PERSON}


async def test_a_block_looks_selected(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.press("shift+right", "shift+down")
        grid = desk.grid
        looks = set()
        for path in (A + PERSON, B + BUSINESS, A + RESEARCH):
            slot = grid._sheet.slots[path]
            pieces = grid._painting.cell(slot, rule=False)
            figure = next(piece for piece in pieces if piece.text.strip())
            looks.add((figure.mark, figure.behind))
        assert len(looks) == 3


async def test_the_mouse_drags_a_block(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(started(), "requests", size) as desk:
        await desk.pilot.mouse_down(offset=place(desk, A + BUSINESS))
        await desk.rest()
        for path in (A + RESEARCH, B + RESEARCH):
            await desk.pilot.hover(offset=place(desk, path))
            await desk.rest()
        await desk.pilot.mouse_up(offset=place(desk, B + RESEARCH))
        await desk.rest()
        block = {row + column for row in (A, B) for column in (BUSINESS, RESEARCH)}
        assert selected(desk) == block
        await desk.pilot.hover(offset=place(desk, A + PERSON))
        await desk.rest()
        assert selected(desk) == block, "the button is up"
        await desk.pilot.click(offset=place(desk, B + PERSON))
        await desk.rest()
        assert selected(desk) == {B + PERSON}


@pytest.mark.parametrize(
    ("year", "step"), [(2020, "proactive"), (2025, "proactive"), (2025, "requests")]
)
async def test_select_all(open_wizard: Open, year: int, step: str) -> None:
    async with open_wizard(started(year=year), step) as desk:
        await desk.press("ctrl+a")
        every = cells(desk.session.draft.edition, step)
        assert selected(desk) == {cell.path for cell in every}


async def test_a_double_click_edits(open_wizard: Open) -> None:
    async with open_wizard(started({A + BUSINESS: "12"}), "requests") as desk:
        await desk.pilot.click(offset=place(desk, A + BUSINESS), times=2)
        await desk.rest()
        assert desk.grid.typing == "12"
        await desk.press("home", "3", "enter")
        assert desk.session.text(A + BUSINESS) == "312"


async def test_a_double_click_on_a_computed_cell_edits_nothing(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.pilot.click(offset=place(desk, A + "total"), times=2)
        await desk.rest()
        assert (desk.grid.typing, desk.grid.path) == (None, A + "total")


# Filling and clearing


@pytest.mark.parametrize("zero", ["0", "０"])
async def test_a_zero_on_a_block_fills_its_blanks(open_wizard: Open, zero: str) -> None:
    async with open_wizard(started({A + PERSON: "3", B + PERSON: "三"}), "requests") as desk:
        before = desk.session.draft
        await desk.press("shift+right", "shift+down")
        await desk.type(zero)
        assert texts(desk) == {
            A + PERSON: "3",
            B + PERSON: "三",
            A + BUSINESS: "0",
            B + BUSINESS: "0",
        }
        assert desk.grid.typing is None
        await taken_back_at_once(desk, before)


async def test_a_zero_on_a_block_of_computed_cells_does_nothing(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        before = desk.session.draft
        await desk.press("end", "shift+down", "0", "delete")
        assert desk.session.draft == before
        assert desk.session.undo() is None


async def test_a_zero_on_one_cell_is_typed(open_wizard: Open) -> None:
    async with open_wizard(started({A + PERSON: "3"}), "requests") as desk:
        await desk.press("0", "enter")
        assert texts(desk) == {A + PERSON: "0"}


@pytest.mark.parametrize("key", ["delete", "backspace"])
async def test_delete_clears_a_block(open_wizard: Open, key: str) -> None:
    async with open_wizard(complete(), "requests") as desk:
        before = desk.session.draft
        await desk.press("ctrl+end", "left", "shift+left", "shift+up", "shift+right", key)
        cleared = {
            path
            for path, text in before.entries("requests").texts.items()
            if text and not desk.session.text(path)
        }
        assert cleared == selected(desk) - {R + "outcomes.total." + "other_organisation"}
        assert cleared
        await taken_back_at_once(desk, before)


async def test_all_zeros_in_three_keys(open_wizard: Open) -> None:
    """The usual township: nobody asked for anything."""
    keys = ("f5", "ctrl+n")
    assert len(keys) <= 3
    async with open_wizard(started(), "requests") as desk:
        await desk.press(*keys)
        assert desk.session.draft.report.section("requests") is not None
        assert set(texts(desk).values()) == {"0"}
        assert desk.wizard.step == "appeals"


async def test_all_zeros_by_selecting_in_three_keys(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.press("ctrl+a", "0", "ctrl+n")
        assert desk.session.draft.report.section("requests") is not None
        assert desk.wizard.step == "appeals"


# Copying


async def test_copy_and_paste_within_the_app(open_wizard: Open) -> None:
    start = {A + PERSON: "1", A + BUSINESS: "2", B + PERSON: "30", B + BUSINESS: "4"}
    async with open_wizard(started(start), "requests") as desk:
        before = desk.session.draft
        await desk.press("shift+right", "shift+down", "ctrl+c")
        assert desk.app.clipboard == "1\t2\n30\t4"
        desk.grid.go_to(A + "public_interest")
        await desk.press("ctrl+v")
        assert isinstance(desk.app.screen, ProposalDialog)
        await desk.press("enter")
        assert texts(desk) == start | {
            A + "public_interest": "1",
            A + "legal_service": "2",
            B + "public_interest": "30",
            B + "legal_service": "4",
        }
        await taken_back_at_once(desk, before)


@pytest.mark.parametrize("column", [("1", "", "3"), ("", "2", "3"), ("1", "2", ""), ("", "2", "")])
async def test_blanks_of_a_copied_column_keep_their_place(
    open_wizard: Open, column: tuple[str, ...]
) -> None:
    rows = (A, B, R + "outcomes.granted.")
    start = {row + PERSON: text for row, text in zip(rows, column, strict=True) if text}
    async with open_wizard(started(start), "requests") as desk:
        await desk.press("shift+down", "shift+down", "ctrl+c")
        desk.grid.go_to(A + RESEARCH)
        await desk.press("ctrl+v")
        if not desk.no_dialog:
            await desk.press("enter")
        assert [desk.session.text(row + RESEARCH) for row in rows] == list(column)


async def test_a_row_with_its_total_goes_to_another_row(open_wizard: Open) -> None:
    start = {A + c: str(i) for i, c in enumerate(columns())}
    async with open_wizard(started(start), "requests") as desk:
        await desk.press(*["shift+right"] * 6, "ctrl+c")
        assert desk.app.clipboard == "0\t1\t2\t3\t4\t5\t15"
        await desk.press("home", "down", "ctrl+v")
        assert "总计不符" not in desk.text
        await desk.press("enter")
        assert texts(desk) == start | {p.replace(A, B): t for p, t in start.items()}
        assert desk.shown(B + "total") == "15"


def columns() -> list[str]:
    return [c.path.removeprefix(A) for c in cells("2021", "requests")[:6]]


async def test_copying_changes_nothing(open_wizard: Open) -> None:
    async with open_wizard(complete(), "requests") as desk:
        before = desk.session.draft
        await desk.press("ctrl+c")
        assert desk.app.clipboard == "0"
        assert "已复制" in desk.notes
        await desk.press("ctrl+a", "ctrl+c", "f9")
        assert desk.session.draft is before


async def test_the_whole_table_is_copied_with_its_labels(open_wizard: Open) -> None:
    draft = COUNTY.draft()
    async with open_wizard(draft, "requests") as desk:
        await desk.press("f9")
        assert desk.notes == ["整表已复制，可以粘贴到表格软件"]
        rows = [line.split("\t") for line in desk.app.clipboard.split("\n")]
        assert rows[0][1:] == [
            *("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
        ]
        assert len(rows) == 26
        assert all(len(row) == 8 for row in rows)
        copied = [figure for row in rows[1:] for figure in row[1:]]
        assert copied == [COUNTY.printed[cell.path] for cell in cells("2021", "requests")]


@pytest.mark.parametrize("step", ["proactive", "requests", "appeals"])
async def test_a_copied_table_can_be_pasted(open_wizard: Open, step: str) -> None:
    async with open_wizard(COUNTY.draft(), step) as desk:
        full = texts(desk, step)
        await desk.press("f9", "ctrl+a", "delete")
        assert texts(desk, step) == {}
        await desk.press("ctrl+home", "ctrl+v")
        assert "! " not in "\n".join(desk.screen[3:-2])
        await desk.press("enter")
        assert texts(desk, step) == full


# Pasting


@pytest.mark.parametrize("files", [EXCEL, WPS], ids=["excel", "wps"])
async def test_a_whole_table_with_labels(
    open_wizard: Open, files: dict[str, str], size: tuple[int, int]
) -> None:
    async with open_wizard(started({A + PERSON: "9"}), "requests", size) as desk:
        before = desk.session.draft
        desk.grid.go_to(R + "outcomes.granted.business")  # labels decide, not the cursor
        await desk.paste(clipboard(files["requests"]))
        assert isinstance(desk.app.screen, ProposalDialog)
        assert "填入 144 格" in desk.text
        assert "不能填" not in desk.text
        assert "总计不符" not in desk.text
        assert "认不出" not in desk.text
        assert desk.session.draft is before
        await desk.press("enter")
        assert desk.no_dialog
        assert texts(desk) == filled_in(COUNTY.draft(), "requests")
        assert desk.session.draft.report.section("requests") is not None
        await taken_back_at_once(desk, before)


@pytest.mark.parametrize("files", [EXCEL, WPS], ids=["excel", "wps"])
@pytest.mark.parametrize("step", ["proactive", "appeals"])
async def test_the_other_tables(open_wizard: Open, files: dict[str, str], step: str) -> None:
    async with open_wizard(Draft.new(2021), step) as desk:
        await desk.paste(clipboard(files[step]))
        assert "! " not in "\n".join(desk.screen[3:-2])
        await desk.press("enter")
        assert texts(desk, step) == filled_in(COUNTY.draft(), step)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
async def test_figures_alone_go_from_the_current_cell(open_wizard: Open, line_end: str) -> None:
    figures = filled_in(COUNTY.draft(), "requests")
    async with open_wizard(started(), "requests") as desk:
        await desk.paste(printed("2021", "requests", figures, Style(line_end=line_end)))
        await desk.press("enter")
        assert texts(desk) == filled_in(COUNTY.draft(), "requests")


async def test_the_row_of_table_4(open_wizard: Open) -> None:
    figures = [str(n) for n in (1, 2, 3, 4, 10, 5, 0, 0, 1, 6, 0, 0, 2, 0, 2)]
    async with open_wizard(started(), "appeals") as desk:
        await desk.paste("\t".join(figures) + "\r\n")
        assert "! " not in "\n".join(desk.screen[3:-2])
        await desk.press("enter")
        every = cells("2021", "appeals")
        typed = {c.path: f for c, f in zip(every, figures, strict=True) if not c.computed}
        assert texts(desk, "appeals") == typed
        assert desk.session.draft.report.section("appeals") is not None


async def test_escape_takes_nothing(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        before = desk.session.draft
        await desk.paste(clipboard(EXCEL["requests"]))
        await desk.press("escape")
        assert desk.no_dialog
        assert desk.session.draft is before
        assert desk.session.undo() is None


@pytest.mark.parametrize(("button", "taken"), [("#take", True), ("#leave", False)])
async def test_the_preview_is_answered_with_the_mouse(
    open_wizard: Open, button: str, taken: bool
) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.paste("1\t2")
        await desk.click(button)
        assert desk.no_dialog
        assert texts(desk) == ({A + PERSON: "1", A + BUSINESS: "2"} if taken else {})


async def test_enter_on_the_other_button_takes_nothing(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.paste("1\t2")
        desk.app.screen.query_one("#leave").focus()
        await desk.press("enter")
        assert desk.no_dialog
        assert texts(desk) == {}


async def test_what_cannot_be_taken_is_said(open_wizard: Open) -> None:
    block = "1\t二\t1.5\n" + "/\t-\t\n"
    async with open_wizard(started({B + PERSON: "8"}), "requests") as desk:
        await desk.paste(block)
        assert "填入 1 格，留空 3 格" in desk.text
        assert "其中 1 格原来有数，会被清空" in desk.text
        assert desk.text.count("! 不能填：") == 2
        await desk.press("enter")
        assert texts(desk) == {A + PERSON: "1"}


async def test_a_wrong_total_is_said_and_never_stored(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.paste("一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t5")
        assert "总计不符" in desk.text
        assert "贴的是5，程序算得1" in "".join(desk.text.split())  # behind the end of a line
        await desk.press("enter")
        assert desk.shown(A + "total") == "1"


async def test_computed_cells_never_change(open_wizard: Open) -> None:
    """A single figure pasted into one, and a block that begins in one."""
    async with open_wizard(started({A + PERSON: "3"}), "requests") as desk:
        before = codec.dumps(desk.session.draft)
        await desk.press("end")
        await desk.paste("7")
        await desk.press("enter" if not desk.no_dialog else "left")
        assert codec.dumps(desk.session.draft) == before
        desk.grid.go_to(A + "total")
        await desk.paste("7\n8\n9")
        await desk.press("enter")
        assert codec.dumps(desk.session.draft) == before
        assert desk.no_dialog
        assert desk.shown(A + "total") == "~3"


async def test_a_single_field_goes_straight_in(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        before = desk.session.draft
        await desk.paste(" １,234 \r\n")
        assert desk.no_dialog
        assert texts(desk) == {A + PERSON: "1234"}
        await taken_back_at_once(desk, before)


async def test_a_paste_while_typing_goes_into_the_text(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.press("1")
        await desk.paste("2\t3\r\n4")
        assert desk.grid.typing == "1234"
        await desk.press("f2", "home")
        await desk.paste("9")
        await desk.press("enter")
        assert texts(desk) == {A + PERSON: "91234"}


async def test_a_block_larger_than_the_table_is_reported(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        desk.grid.go_to(R + "carried_out.legal_service")
        await desk.paste("1\t2\t3\t4\n5\t6\t7\t8\n")
        assert "! 表里没有这么多行：“5 6 7 8”" in desk.text
        assert "! “1 2 3 4”比表多出 1 格：4" in desk.text
        await desk.press("enter")
        assert texts(desk) == {
            R + "carried_out.legal_service": "1",
            R + "carried_out.other_organisation": "2",
        }


@pytest.mark.parametrize(
    ("block", "rows"),
    [
        ("5\n\n7", ("5", "", "7")),
        ("\n6\n7", ("", "6", "7")),
        ("5\r\n\r\n7\r\n", ("5", "", "7")),
        ("1\t2\n\t\n3\t4", ("1", "", "3")),
    ],
)
async def test_blank_rows_of_a_paste_keep_their_place(
    open_wizard: Open, block: str, rows: tuple[str, ...]
) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.paste(block)
        await desk.press("enter")
        paths = (A, B, R + "outcomes.granted.")
        assert tuple(desk.session.text(path + PERSON) for path in paths) == rows


@pytest.mark.parametrize("block", ["", "\n", "\t\t\n\t", "\x00\x1b[31m\t\x07", '"', "a\tb\nc"])
async def test_odd_pastes_do_no_harm(open_wizard: Open, block: str) -> None:
    async with open_wizard(started({A + PERSON: "3"}), "requests") as desk:
        await desk.paste(block)
        await desk.press("escape")
        assert "\x1b" not in desk.text
        assert desk.session.text(A + BUSINESS) == ""
        await desk.press("enter", "up")
        assert desk.no_dialog


async def test_a_county_in_ten_keys(open_wizard: Open) -> None:
    """All three tables from a spreadsheet; a paste is one key of the terminal."""
    keys = 0
    async with open_wizard(Draft.new(2021), "proactive") as desk:
        for step in ("proactive", "requests", "appeals"):
            assert desk.wizard.step == step
            await desk.paste(clipboard(EXCEL[step]))
            await desk.press("enter", "ctrl+n")
            keys += 3
        assert keys <= 10
        assert desk.wizard.step == "problems"
        for step in ("proactive", "requests", "appeals"):
            assert texts(desk, step) == filled_in(COUNTY.draft(), step)


# 配平


async def test_balancing_a_column(open_wizard: Open) -> None:
    out = R + "carried_out."
    draft = complete().with_texts({A + PERSON: "15", out + PERSON: ""})
    async with open_wizard(draft, "requests") as desk:
        before = desk.session.draft
        desk.grid.go_to(R + "outcomes.granted.natural_person")
        await desk.press("1", "4", "f7")
        assert desk.session.text(out + PERSON) == "1"
        assert "Ctrl+Z 撤销" in desk.notes[-1]
        assert "结转下年度继续办理 · 申请人情况 · 自然人”填上 1，" in desk.notes[-1], "out of sight"
        assert desk.balance == "自然人  新收15+上年结转0=15  办理14+结转下年1=15  平"
        assert desk.grid.path == R + "outcomes.granted.natural_person"
        await desk.press("ctrl+z")
        assert desk.session.text(out + PERSON) == ""
        assert desk.session.text(R + "outcomes.granted.natural_person") == "14"
        await desk.press("ctrl+z")
        assert desk.session.draft == before


async def test_balancing_says_why_it_cannot(open_wizard: Open) -> None:
    cases = {
        A + BUSINESS: "商业企业列还没有填完，填完新收、上年结转和办理结果再配平",
        A + RESEARCH: "科研机构列办理的比收到的多 2 件，配不平，请核对",
        A + "total": "总计列由程序计算，请在申请人各列配平",
    }
    draft = complete().with_texts({B + BUSINESS: "", R + "outcomes.granted.research": "2"})
    async with open_wizard(draft, "requests") as desk:
        before = desk.session.draft
        for path, words in cases.items():
            desk.grid.go_to(path)
            await desk.press("f7")
            assert desk.notes[-1] == words
            assert desk.session.draft is before


@pytest.mark.parametrize(("step", "balances"), [("requests", True), ("appeals", False)])
async def test_only_the_table_that_balances_offers_it(
    open_wizard: Open, step: str, balances: bool
) -> None:
    async with open_wizard(complete(), step) as desk:
        assert ("F7 配平" in desk.screen[-1]) == balances
        await desk.press("f7")
        assert desk.notes == (["本来就平"] if balances else [])


async def test_the_preview_of_a_ledger_pasted_by_mistake_has_an_end(open_wizard: Open) -> None:
    rows = 5_000
    async with open_wizard(started({A + PERSON: "9"}), "requests") as desk:
        before = desk.session.draft
        await desk.paste("\n".join(f"第{n}户\t{n}" for n in range(rows)))
        dialog = desk.app.screen
        assert isinstance(dialog, ProposalDialog)
        assert len(dialog._lines) == MOST + 1
        left_out = re.fullmatch(r"……还有 (\d+) 行没有列出", dialog._lines[-1])
        assert left_out is not None
        assert int(left_out[1]) + MOST >= rows  # a line for each row, under what was counted
        await desk.press("escape")
        assert desk.session.draft is before
