"""The page beside what is asked: it follows, and leads back."""

import asyncio

import pytest

from tests.signing import signed
from tests.tui.conftest import LARGE, SMALL, Desk, Open, complete
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
