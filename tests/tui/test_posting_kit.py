"""公布包 from the last step: chosen on a sheet, written as a whole."""

from pathlib import Path

import pytest
from textual.widgets import Button

from tests.signing import signed
from tests.tui.conftest import Desk, Open, complete
from tuiwizard.posting.names import POSTING_LIST
from tuiwizard.rendering import docx
from tuiwizard.rendering.formats import FORMATS, POSTERS
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.screens.finish import FinishDialog
from tuiwizard.tui.screens.form_dialog import FormDialog


async def hand_in(desk: Desk) -> None:
    """Press the button of the sheet."""
    desk.app.screen.query_one("#done", Button).press()
    await desk.rest()


async def test_everything_goes_into_one_folder(open_wizard: Open, folder: Path) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("shift+f7")
        assert isinstance(desk.app.screen, FormDialog)
        assert "公布清单.md" in desk.text
        await hand_in(desk)
        await desk.until(lambda: isinstance(desk.app.screen, FinishDialog))
        kit = folder / "draft-公布"
        wanted = {f"draft{to.suffix}" for to in (*FORMATS.values(), *POSTERS.values())}
        assert {path.name for path in kit.iterdir()} == {*wanted, POSTING_LIST}
        assert "先看“公布清单.md”" in desk.text
        assert POSTING_LIST in desk.text
        await desk.press("escape", "shift+f7")
        await hand_in(desk)
        await desk.until(lambda: isinstance(desk.app.screen, ChoiceDialog))
        before = {path: path.stat().st_mtime_ns for path in kit.iterdir()}
        await desk.press("enter")
        assert {path: path.stat().st_mtime_ns for path in kit.iterdir()} == before


async def test_nothing_is_written_where_one_cannot_be_made(
    open_wizard: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(*_: object, **__: object) -> bytes:
        raise ModuleNotFoundError("No module named 'docx'", name="docx")

    monkeypatch.setattr(docx, "render", render)
    async with open_wizard(complete(), "publish") as desk:
        await desk.press("shift+f7")
        await hand_in(desk)
        await desk.until(lambda: any("需要附加包" in note for note in desk.notes))
        assert not (folder / "draft-公布").exists()
        assert isinstance(desk.app.screen, FormDialog)
        at = [*FORMATS].index("docx")
        await desk.press(*["down"] * at, "space")
        await hand_in(desk)
        await desk.until(lambda: isinstance(desk.app.screen, FinishDialog))
        names = {path.name for path in (folder / "draft-公布").iterdir()}
        assert "draft-草稿（未经审核）.md" in names
        assert not [name for name in names if name.endswith(".docx")]
