"""A path to name: typed with completion, or found in the folders."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.conftest import Desk, Open, complete
from tuiwizard.drafts import store
from tuiwizard.session.paths import completed, cut, listed


@pytest.fixture
def files(folder: Path) -> Path:
    for name in ("2024.toml", "2025.toml", "page.html", ".hidden.toml"):
        (folder / name).write_text("", "utf-8")
    (folder / "received").mkdir()
    store.create(folder / "received" / "乙镇.toml", complete())
    return folder


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("20", "202"),
        ("2025", "2025.toml"),
        ("re", "received/"),
        ("received/", "received/乙镇.toml"),
        ("x", "x"),
        ("nowhere/x", "nowhere/x"),
        ("p", "p"),
    ],
)
@pytest.mark.usefixtures("files")
def test_a_path_is_completed_as_far_as_there_is_one_way(typed: str, whole: str) -> None:
    assert completed(typed, (".toml",)) == whole


def test_what_a_folder_holds(files: Path) -> None:
    assert listed("").files == ("2024.toml", "2025.toml", "page.html")
    assert listed(".h").files == (".hidden.toml",)
    assert listed(f"{files}/", (".toml",))[1:] == (("received",), ("2024.toml", "2025.toml"))
    assert cut("a/b/2025") == ("a/b/", "2025")
    assert listed("a\0/").files == ()


def line(desk: Desk) -> str:
    return desk.app.screen.query_one(Input).value


async def test_a_draft_is_found_in_the_folders(open_wizard: Open, files: Path) -> None:
    async with open_wizard(None) as desk:
        await desk.press("o", "down", "down", "enter")
        assert line(desk) == "received/"
        await desk.press("down", "enter")
        assert line(desk) == f"{files}/"
        await desk.press("r", "tab", "tab")
        assert line(desk) == f"{files}/received/乙镇.toml"
        await desk.press("enter")
        assert desk.session.draft == complete()


async def test_a_folder_that_is_typed_is_opened(open_wizard: Open, files: Path) -> None:
    async with open_wizard(None) as desk:
        await desk.press("o", *"received", "enter")
        assert line(desk) == "received/"
        assert "乙镇.toml" in desk.text
        await desk.press("down", "down", "up", "down", "tab", "enter")
        assert desk.session.path.name == "乙镇.toml"
        assert files.exists()
