"""The pictures of the documentation, taken from the running program.

They are compared with those in docs/images; `make snapshots` takes them anew. The figures are
those of a published report (tests/data), the office is invented.
"""

import html
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.ledger.office import GRANTED, write_ledger
from tests.published import ROOT, committed
from tests.tui.conftest import Desk
from tests.tui.county import offices, sorted_by_errors
from tests.tui.test_ledger import BOOK, shown, until
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.screens.cell_pick import CellPickDialog
from tuiwizard.tui.screens.dialogs import ChoiceDialog, TextDialog
from tuiwizard.tui.screens.form_dialog import FormDialog

LEDGER = {"ledger-question", "ledger-cells", "ledger-changed"}
IMAGES = ROOT / "docs" / "images"
OFFICE = {"agency.name": "示例县人民政府办公室", "agency.level": "county_department"}
TABLES = {
    path: text
    for path, text in committed("pingtan-2021").draft().entries("requests").texts.items()
    if path != "requests.carried_out.legal_service"
} | {"requests.outcomes.granted.natural_person": "26"}


@dataclass(frozen=True)
class Shot:
    """A picture: what is in the draft, where the cursor is, and which keys come before it."""

    texts: dict[str, str] | None
    step: str = ""
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (100, 28)

    @property
    def draft(self) -> Draft | None:
        return None if self.texts is None else Draft.new(2025).with_texts(self.texts)


SHOTS = {
    "start": Shot(None),
    "agency": Shot(OFFICE, "agency", ("tab", "tab")),
    "table3": Shot({**OFFICE, **TABLES}, "requests", size=(120, 36)),
    "text": Shot({**OFFICE, **TABLES}, "overview", ("f6",)),
    "publish": Shot({**OFFICE, **TABLES}, "publish"),
    "review": Shot({**OFFICE, **TABLES}, "publish", ("f5", "enter", "down", "enter", "down")),
    "preview": Shot({**OFFICE, **TABLES}, "requests", ("f4",)),
}


_TEXT = re.compile(
    r'(?P<tag><text [^>]*textLength=")(?P<length>[^"]*)(?P<rest>"[^>]*>)(?P<text>[^<]*)'
)
CELL = 12.2


def true_widths(picture: str) -> str:
    """Rich counts characters where it should count cells, which squeezes Chinese to half."""

    def widened(match: re.Match[str]) -> str:
        length = cell_len(html.unescape(match["text"])) * CELL
        return f"{match['tag']}{length:g}{match['rest']}{match['text']}"

    return _TEXT.sub(widened, picture)


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("name", SHOTS)
async def test_documentation_snapshot(name: str, request: pytest.FixtureRequest) -> None:
    shot = SHOTS[name]
    draft = shot.draft
    session = None if draft is None else Session.create(Path("2025.toml"), draft)
    app = WizardApp(session, step=shot.step or None)
    async with app.run_test(size=shot.size) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        await desk.press(*shot.keys)
        picture = true_widths(app.export_screenshot(title="tuiwizard"))
    compare(name, picture, request)


async def test_documentation_snapshot_of_the_desk(
    request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = offices(folder, monkeypatch)
    async with app.run_test(size=(120, 30)) as pilot:
        await sorted_by_errors(app, pilot)
        picture = true_widths(app.export_screenshot(title="tuiwizard"))
    compare("desk", picture, request)


@pytest.mark.usefixtures("noon")
async def test_documentation_snapshot_of_a_ledger(
    request: pytest.FixtureRequest, folder: Path
) -> None:
    """A question, the figures beside those that are typed, and a row that changed later."""
    write_ledger(folder / BOOK)
    session = Session.create(Path("2024.toml"), Draft.new(2024).with_texts({**OFFICE, **TABLES}))
    app = WizardApp(session, step="requests")
    async with app.run_test(size=(100, 28)) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        await desk.press("ctrl+l")
        await desk.type(BOOK)
        await desk.press("enter")
        await shown(desk, FormDialog)
        await desk.press("enter")
        await shown(desk, ChoiceDialog)
        question = true_widths(app.export_screenshot(title="tuiwizard"))
        await desk.press("enter", "enter")
        await shown(desk, FormDialog)
        await desk.type("2024-06-20")
        await desk.press("enter")
        await shown(desk, CellPickDialog)
        cells = true_widths(app.export_screenshot(title="tuiwizard"))
        await desk.press("enter")
        await until(desk, lambda: desk.no_dialog)
        await desk.to(GRANTED)
        app.clear_notifications()
        write_ledger(folder / BOOK, {"2024-02": "予以公开"})
        await desk.press("ctrl+l", "down", "enter")
        await shown(desk, TextDialog)
        changed = true_widths(app.export_screenshot(title="tuiwizard"))
    pictures = {"ledger-question": question, "ledger-cells": cells, "ledger-changed": changed}
    assert pictures.keys() == LEDGER
    for name, picture in pictures.items():
        compare(name, picture, request)


def compare(name: str, picture: str, request: pytest.FixtureRequest) -> None:
    """Hold a picture against the one in the documentation, or put it there."""
    image = IMAGES / f"{name}.svg"
    if request.config.option.update_snapshots:
        image.write_text(picture, "utf-8")
    assert image.read_text("utf-8") == picture, "docs/images is stale: make snapshots"


def test_every_picture_is_taken_here() -> None:
    assert {image.stem for image in IMAGES.glob("*.svg")} == {*SHOTS, *LEDGER, "desk"}
