"""The preview: the report as it will be posted, to turn, to search, and to go from to its cells."""

import pytest
from textual.widgets import Input

from tests.signing import signed
from tests.tui.conftest import LARGE, SMALL, Desk, Open, complete, started
from tuiwizard.rendering.page import Paper
from tuiwizard.rendering.page_report import draw_report
from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.screens.preview import PreviewDialog
from tuiwizard.tui.widgets.page_view import PageView


def view(desk: Desk) -> PageView:
    return desk.app.screen.query_one(PageView)


async def test_it_shows_what_is_being_typed_and_no_markdown(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(started(), "overview", size) as desk:
        await desk.type("甲*乙*")
        await desk.press("f4", "home")
        assert isinstance(desk.app.screen, PreviewDialog)
        assert "草稿（未经审核）" in desk.text
        assert any(run.text == "　　甲*乙*" for run in view(desk).page.runs)
        assert "#" not in desk.text and "|" not in desk.text
        await desk.press("f4")
        assert desk.no_dialog


async def test_it_scrolls_where_there_is_room_for_one_page(open_wizard: Open) -> None:
    async with open_wizard(complete(), "agency", SMALL) as desk:
        await desk.press("f4")
        await desk.press("pagedown")
        assert view(desk).scroll_offset.y > 0
        await desk.press("end")
        assert "六、其他需要报告的事项" in desk.text
        await desk.press("home", "down")
        assert view(desk).scroll_offset.y == 1
        await desk.press("pageup")
        assert view(desk).scroll_offset.y == 0


async def test_two_pages_lie_side_by_side_where_there_is_room(open_wizard: Open) -> None:
    async with open_wizard(complete(), "agency", LARGE) as desk:
        await desk.press("f4")
        assert "第 1、2 页，共" in desk.text
        assert "－ 1 －" in desk.text and "－ 2 －" in desk.text
        await desk.press("pagedown")
        assert "第 3、4 页，共" in desk.text
        await desk.press("up")
        assert "－ 1 －" in desk.text
        await desk.press("end")
        assert "六、其他需要报告的事项" in desk.text
        await desk.press("down", "home")
        assert "第 1、2 页，共" in desk.text


@pytest.mark.parametrize(("ascii_only", "edge"), [(False, "│"), (True, "|")])
async def test_it_is_drawn_for_the_terminal(
    open_wizard: Open, ascii_only: bool, edge: str, size: tuple[int, int]
) -> None:
    async with open_wizard(complete(), "requests", size, ascii_only=ascii_only) as desk:
        await desk.press("f4")
        assert edge in desk.text
        assert ("─" in desk.text) is not ascii_only


async def test_it_is_searched_across_the_ends_of_lines(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    words = "公开工作的各项制度" * 12 + "甲乙"
    draft = complete().with_texts({"problems.text": words * 3 + "\n\n[b]甲乙", "agency.name": "某"})
    async with open_wizard(draft, "publish", size) as desk:
        await desk.press("f4", "slash")
        await desk.type("甲乙")
        await desk.press("enter")
        assert "第 1 处，共 4 处" in desk.text
        found = [view(desk)._found]
        for number in range(2, 5):
            await desk.press("f3")
            found.append(view(desk)._found)
            assert f"第 {number} 处，共 4 处" in desk.text
        assert found == sorted(set(found), key=lambda place: place or ())
        await desk.press("f3")
        assert view(desk)._found == found[0]
        desk.app.screen.query_one(Input).value = "没有这个"
        await desk.press("enter")
        assert "没有找到" in desk.text
        assert view(desk)._found == found[0]
        desk.app.screen.query_one(Input).value = ""
        await desk.press("enter")
        assert "没有找到" in desk.text  # nothing to look for: the line waits
        await desk.click("PreviewDialog Button")
        assert desk.no_dialog


async def test_it_opens_where_the_person_is_and_leads_back(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(complete(), "requests", size) as desk:
        await desk.to("requests.carried_out.natural_person")
        await desk.press("f4")
        assert view(desk).here == "requests.carried_out.natural_person"
        await desk.press("6", "enter")
        assert desk.no_dialog
        assert desk.wizard.step == "problems"
        await desk.press("f4", "1", "enter")
        assert desk.wizard.step == "agency"


async def test_what_is_found_is_what_is_changed(open_wizard: Open) -> None:
    async with open_wizard(complete(), "agency") as desk:
        await desk.press("f4", "ctrl+f")
        await desk.type("图解的数量")
        await desk.press("enter", "tab", "shift+tab")
        view(desk).focus()
        await desk.press("enter")
        assert desk.wizard.step == "problems"


async def test_a_click_on_a_figure_leads_to_its_cell(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(complete(), "agency", size) as desk:
        await desk.press("f4")
        page = view(desk)
        page.go_to("proactive.licensing.decisions")
        await desk.rest()
        run = next(r for r in page.page.runs if r.place == "proactive.licensing.decisions")
        row, column = next(
            (y, line.index("41")) for y, line in enumerate(desk.screen) if " 41 " in line
        )
        assert run.text == "41"
        x = cell_len(desk.screen[row][:column])
        await desk.pilot.click(offset=(x, row))
        await desk.rest()
        assert desk.wizard.at == "proactive.licensing.decisions"


async def test_a_click_beside_everything_does_nothing(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(complete(), "agency", size) as desk:
        await desk.press("f4")
        await desk.click("PageView", (0, 0))
        assert isinstance(desk.app.screen, PreviewDialog)


async def test_who_reviews_reads_notes_at_the_cells(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(complete(), "requests", size) as desk:
        desk.session.sign_off_only = True
        desk.session.remark("proactive", "许可的数请核对。")
        await desk.press("f4", "3")
        assert "审核意见：许可的数请核对。" in desk.text


async def test_a_resized_page_stays_where_it_was(open_wizard: Open) -> None:
    async with open_wizard(complete(), "appeals", LARGE) as desk:
        await desk.press("f4", "6")
        for width, height in ((80, 24), (120, 36), (60, 20), (140, 50)):
            await desk.pilot.resize_terminal(width, height)
            await desk.rest()
            assert "五、存在的主要问题" in desk.text


async def test_only_what_is_marked_changes_with_another_place(open_wizard: Open) -> None:
    async with open_wizard(complete(), "agency") as desk:
        draft = desk.session.draft

        def draw(paper: Paper) -> object:
            return draw_report(draft, paper, as_draft=True)

        await desk.press("f4")
        page = view(desk)
        page.show(draw, "problems.text")  # type: ignore[arg-type]
        await desk.rest()
        assert page.place == "problems.text"
        assert "五、存在的主要问题" in desk.text
        await desk.press("ctrl+t")
        await desk.rest()
        assert page._strips


async def test_a_signed_report_has_no_stamp(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("f4", "home")
        said = "".join(run.text for run in view(desk).page.runs)
        assert "甲县乙镇人民政府2025年政府信息公开工作年度报告" in said
        assert "草稿" not in said
