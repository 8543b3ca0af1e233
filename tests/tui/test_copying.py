"""The report as rich text: on the clipboard, or in a page with one button."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Button

from tests.signing import signed
from tests.tui.conftest import Open, complete
from tuiwizard.rendering.formats import render
from tuiwizard.report.stamp import STAMP
from tuiwizard.session import clipboard
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.screens.finish import FinishDialog

Clipboard = Callable[[bool], list[tuple[str, str]]]


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Clipboard:
    """A system that has a clipboard, or none; it keeps what it is given."""

    def have(works: bool) -> list[tuple[str, str]]:
        kept: list[tuple[str, str]] = []

        def copy(html: str, text: str) -> bool:
            kept.append((html, text))
            return works

        monkeypatch.setattr(clipboard, "copy", copy)
        return kept

    return have


async def test_a_key_copies_the_report(open_wizard: Open, system: Clipboard) -> None:
    kept = system(True)
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("shift+f8")
        draft = desk.session.draft
        assert kept == [(render(draft, "fragment"), render(draft, "markdown"))]
        assert any("全文已复制" in note for note in desk.notes)


async def test_without_a_clipboard_there_is_a_page(
    open_wizard: Open, system: Clipboard, folder: Path
) -> None:
    system(False)
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("shift+f8")
        page = folder / "draft.copy.html"
        assert str(render(desk.session.draft, "fragment")) in page.read_text("utf-8")
        assert any(page.name in note and "按“复制”" in note for note in desk.notes)
        page.write_text("mine", "utf-8")
        await desk.press("shift+f8")
        assert isinstance(desk.app.screen, ChoiceDialog)
        await desk.press("enter")
        assert page.read_text("utf-8") == "mine"


async def test_the_page_of_a_draft_says_that_it_is_one(
    open_wizard: Open, system: Clipboard, folder: Path
) -> None:
    system(False)
    async with open_wizard(complete(), "publish") as desk:
        await desk.press("shift+f8")
        assert STAMP in (folder / f"draft.copy-{STAMP}.html").read_text("utf-8")


async def test_a_page_that_cannot_be_written_is_told(open_wizard: Open, system: Clipboard) -> None:
    system(False)
    async with open_wizard(signed(complete()), "publish") as desk:
        desk.wizard.work.output = Path("nowhere") / "draft"
        await desk.press("shift+f8")
        assert any("所在的文件夹不存在" in note for note in desk.notes)


async def test_the_page_at_the_end_copies_and_stays(open_wizard: Open, system: Clipboard) -> None:
    kept = system(True)
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("f6")
        desk.app.screen.query_one("#done", Button).press()
        await desk.rest()
        await desk.press("v")
        assert len(kept) == 1
        assert isinstance(desk.app.screen, FinishDialog)
        assert "全文已复制" in desk.text
        await desk.press("s")
        assert desk.app.session is None
