"""A table that is there before the session: what it shows and takes, and how it is handed over."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.tui.conftest import Desk, complete, started
from tuiwizard.drafts import store
from tuiwizard.drafts.settings_file import settings_path
from tuiwizard.errors import DraftContent
from tuiwizard.session import Session
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.early_start import EarlyStart
from tuiwizard.tui.screens.early import EarlyScreen

TYPED = {
    "requests.received.natural_person": "777",
    "requests.carried_in.natural_person": "5",
}

_FIRST_FRAME = """
import sys
from pathlib import Path
from tuiwizard.tui.app import WizardApp
def begin(app):
    grid = app.screen.grid
    print(type(app.screen).__name__, grid.has_focus, "pydantic" in sys.modules, app.theme)
    app.exit()
WizardApp.begin = begin
WizardApp(Path(sys.argv[1]), step="requests").run(headless=True, size=(80, 24))
"""


@pytest.mark.parametrize(("year", "settings"), [(2020, ""), (2025, 'theme = "light"')])
def test_no_model_is_loaded_before_the_first_frame(folder: Path, year: int, settings: str) -> None:
    settings_path().parent.mkdir()
    settings_path().write_text(settings)
    path = folder / "d.toml"
    store.create(path, started(year=year))
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_FRAME, str(path)], check=False, capture_output=True
    )
    assert done.stdout.decode().split() == [
        *("EarlyScreen", "True", "False"),
        "ink-light" if settings else "ink-dark",
    ]


@contextmanager
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A session that comes when it is let go."""
    go = threading.Event()
    load = EarlyStart._session

    def wait(self: EarlyStart) -> object:
        go.wait(20)
        return load(self)

    monkeypatch.setattr(EarlyStart, "_session", wait)
    yield go
    go.set()


async def test_what_is_typed_before_is_done_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    path = folder / "d.toml"
    store.create(path, started({"requests.received.business": "1"}))
    with held(monkeypatch) as go:
        app = WizardApp(path, step="requests")
        async with app.run_test(size=size, notifications=True) as pilot:
            early = app.screen
            assert isinstance(early, EarlyScreen)
            desk = Desk(app, pilot)
            # `desk.press` would wait for the wizard, which is held.
            await pilot.press(*"777", "enter", *"5", "enter", *"9", "enter", "up", "delete")
            await pilot.pause()
            assert isinstance(app.screen_stack[-1], EarlyScreen)
            text = str(early.query_one("#detail", Static).content)
            assert "新收777+上年结转5=782" in text
            assert early._shown["requests.received.total"].text == "~778"
            await pilot.press("home", "up", "shift+right", "shift+right", "0")
            await pilot.press("ctrl+home", "f2", *"8")
            go.set()
            await app._early.over()  # type: ignore[union-attr] # it is there
            await desk.rest()
            assert app.screen is desk.wizard
            assert desk.grid.typing == "7778"
            assert desk.session.text("requests.carried_in.business") == "0"
            assert desk.session.text("requests.carried_in.research") == "0"
            assert {p: desk.session.text(p) for p in TYPED} == TYPED
            granted = "requests.outcomes.granted.natural_person"
            assert desk.session.text(granted) == ""
            await desk.press("escape")
            for _ in range(2):  # the zeros, and what was cleared: each is one intention
                await desk.press("ctrl+z")
            assert desk.session.text(granted) == "9"
            assert desk.session.text("requests.carried_in.business") == ""
    assert store.load(path).entries("requests").get("requests.received.natural_person") == "777"


async def test_a_draft_that_cannot_be_opened_after_all(folder: Path) -> None:
    path = folder / "d.toml"
    store.create(path, complete())
    text = path.read_text("utf-8") + "\n[previous]\nfile = 5\n"
    path.write_text(text, "utf-8")
    app = WizardApp(path, step="requests")
    async with app.run_test() as pilot:
        await app._early.over()  # type: ignore[union-attr] # it is there
        await Desk(app, pilot).rest()
    assert app.return_code == DraftContent.exit_code
    assert "previous" in app.farewell
    assert path.read_text("utf-8") == text


async def test_a_draft_somebody_works_on_is_asked_about(folder: Path) -> None:
    path = folder / "d.toml"
    theirs = Session.create(path, complete())
    theirs.file.claim()
    app = WizardApp(path, step="requests")
    async with app.run_test() as pilot:
        await Desk(app, pilot).rest()
        assert not isinstance(app.screen_stack[0], EarlyScreen)
    theirs.file.release()
