"""What is kept of a draft is removed where it is listed; a draft edited elsewhere is told."""

from pathlib import Path

import pytest

from tests.tui.conftest import SMALL, Desk, Open, complete
from tuiwizard.drafts import history, recents, store
from tuiwizard.drafts.state_folder import state_folder
from tuiwizard.session import Session
from tuiwizard.tui.app import WizardApp


@pytest.mark.parametrize(("words", "left"), [("不删", 1), ("个）", 0), ("全删", 0)])
async def test_versions_are_removed(open_wizard: Open, words: str, left: int) -> None:
    async with open_wizard(complete(), "appeals") as desk:
        path = desk.session.path
        history.keep(path, path.read_bytes(), "overview")
        (state_folder() / "faults").mkdir()
        before = path.read_bytes()
        await desk.press("f12")
        await desk.choose("删去这台电脑上留着的")
        await desk.choose(words)
        assert desk.no_dialog
        assert len(history.versions(path)) == left
        assert (state_folder() / "faults").exists() == (words != "全删")
        assert path.read_bytes() == before
        assert any("没有动" in note for note in desk.notes) == (left == 0)
        if words == "全删":
            assert all(recent.path != str(path.resolve()) for recent in recents.recents())


async def test_where_there_is_none_the_rest_can_go(open_wizard: Open) -> None:
    async with open_wizard(complete(), "appeals") as desk:
        await desk.press("f12")
        assert "还没有以前的版本" in desk.text
        await desk.press("escape")
        assert desk.no_dialog


async def test_a_draft_edited_elsewhere_is_opened_as_it_is(folder: Path) -> None:
    path = folder / "draft.toml"
    store.save(path, complete().with_texts({"appeals.review.upheld": "7"}))
    for figure, told in (("7", False), ("8", True)):
        text = path.read_text("utf-8").replace("upheld = 7", f"upheld = {figure}")
        path.write_text(text, "utf-8")
        before = path.read_bytes()
        app = WizardApp(Session.open(path), step="appeals")
        async with app.run_test(size=SMALL, notifications=True) as pilot:
            desk = Desk(app, pilot)
            await desk.rest()
            assert any("用别的程序改过" in note for note in desk.notes) == told
            assert desk.session.text("appeals.review.upheld") == figure
        assert path.read_bytes() == before
