"""The page beside what is asked: it follows, and leads back."""

import asyncio
from pathlib import Path

import pytest

from tests.signing import signed
from tests.tui.conftest import LARGE, SMALL, Desk, Open, complete
from tuiwizard.drafts import store
from tuiwizard.drafts.recents import Recent, remember
from tuiwizard.tui.widgets import side_page
from tuiwizard.tui.widgets.page_view import PageView
from tuiwizard.tui.widgets.side_page import SidePage


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_page, "SETTLED", 0.01)


async def settled(desk: Desk) -> None:
    def done() -> bool:
        pages = [page for page in desk.wizard.query(SidePage) if page._timer is None]
        return any(page._view is not None and page._view.page.lines for page in pages)

    for _ in range(1000):
        if done():
            break
        await asyncio.sleep(0.01)
    assert done()
    await desk.rest()


async def test_it_shows_what_is_typed_where_it_will_stand(open_wizard: Open) -> None:
    async with open_wizard(complete(), "agency", LARGE) as desk:
        await settled(desk)
        assert "页面　将这样公布" in desk.text
        assert "草稿（未经审核）" in desk.text
        await desk.to("agency.contact.address")
        await desk.type("中心路")
        await settled(desk)
        view = desk.wizard.query_one(PageView)
        assert view._echoed is not None
        run = view.page.runs[view._echoed.run]
        assert run.text[view._echoed.start : view._echoed.end] == "中心路"
        assert "地址：中心路" in run.text
        assert desk.app.focused is not view


async def test_there_is_none_where_there_is_no_room(open_wizard: Open) -> None:
    async with open_wizard(complete(), "agency", SMALL) as desk:
        assert "页面　将这样公布" not in desk.text
        assert not desk.wizard.query(PageView)
        await desk.pilot.resize_terminal(*LARGE)
        await settled(desk)
        assert "页面　将这样公布" in desk.text
        await desk.pilot.resize_terminal(*SMALL)
        await desk.rest()
        assert "页面　将这样公布" not in desk.text


async def test_a_click_on_it_leads_to_the_cell(open_wizard: Open) -> None:
    async with open_wizard(complete(), "agency", LARGE) as desk:
        await settled(desk)
        row = next(y for y, line in enumerate(desk.screen) if "（一）主动公开。" in line)
        await desk.pilot.click(offset=(80, row))
        await desk.rest()
        assert desk.wizard.step == "overview"


async def test_a_signed_report_has_no_stamp(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "agency", LARGE) as desk:
        await settled(desk)
        assert "草稿" not in desk.text


@pytest.mark.parametrize(
    ("step", "size", "where"),
    [
        ("proactive", LARGE, "-beside"),
        ("appeals", LARGE, "-below"),
        ("requests", (200, 60), "-below"),
        ("requests", LARGE, ""),
        ("proactive", SMALL, ""),
        ("appeals", SMALL, ""),
        ("overview", LARGE, ""),
    ],
)
async def test_it_stands_where_a_table_leaves_room(
    open_wizard: Open, step: str, size: tuple[int, int], where: str
) -> None:
    async with open_wizard(complete(), step, size) as desk:
        pane = desk.wizard.query_one("#step")
        assert [name for name in ("-beside", "-below") if pane.has_class(name)] == [where][
            : bool(where)
        ]
        if where:
            await settled(desk)
            assert "页面　将这样公布" in desk.text
            before = desk.wizard.query_one(PageView).here
            await desk.press("right")
            await settled(desk)
            assert desk.wizard.query_one(PageView).here == desk.grid.path != before


async def test_what_is_wrong_is_marked_on_the_page(open_wizard: Open) -> None:
    draft = complete().with_texts(
        {
            "overview.text": "全年受理申请76件。",
            "requests.received.business": "9",
            "agency.name": "",
        }
    )
    async with open_wizard(draft, "agency", LARGE) as desk:
        await settled(desk)
        view = desk.wizard.query_one(PageView)
        marked = [view.page.runs[f.run].text[f.start : f.end] for f in view._wrong_found]
        assert "9" in marked and any("76" in words for words in marked)
        assert all(view.page.runs[f.run].place != "agency.name" for f in view._wrong_found)


async def test_a_table_says_what_is_wrong_where_there_is_room(open_wizard: Open) -> None:
    draft = complete().with_texts({"requests.received.business": "9"})
    async with open_wizard(draft, "requests", (200, 60)) as desk:
        assert "F8 去检查" in desk.text and "1 处要改或说明" in desk.text
        await desk.pilot.resize_terminal(*LARGE)
        for _ in range(2):  # the lines are given out anew when the size has been taken in
            await desk.rest()
        assert "1 处要改或说明" not in desk.text, "the table takes every line"


async def test_the_start_page_shows_the_draft_under_the_cursor(
    open_wizard: Open, folder: Path
) -> None:
    store.save(folder / "a.toml", complete())
    (folder / "b.toml").write_text("= 1", "utf-8")
    for name in ("b", "a"):
        remember(Recent(str(folder / f"{name}.toml"), name, 2025, 7, "", "2026-01-05T09:00:00"))
    async with open_wizard(None, size=LARGE) as desk:
        for shown, key in ((True, "down"), (False, "down")):
            for _ in range(400):
                if ("一、总体情况" in desk.text) is shown:
                    break
                await asyncio.sleep(0.01)
            assert ("一、总体情况" in desk.text) is shown
            await desk.press(key)
