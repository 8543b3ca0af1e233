"""The pictures of docs/ledger.md, taken from the program; docs/pictures.py takes the others.

They are compared with those in docs/images; `make snapshots` takes them anew. The figures are
those of a published report (tests/data), the office is invented.
"""

import html
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.ledger.office import GRANTED, write_ledger
from tests.published import ROOT, committed
from tests.tui.conftest import Desk
from tests.tui.test_ledger import BOOK, shown
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
        await desk.until(lambda: desk.no_dialog)
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
    assert {image.stem for image in IMAGES.glob("*.svg")} == LEDGER
