"""Table 3 from a ledger, on the screen."""

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Button, Input

from tests.ledger.office import GRANTED, NOT_HELD, PERSON, RECEIVED, write_ledger
from tests.tui.conftest import LARGE, PATIENCE, SMALL, Desk, Open, complete
from tuiwizard.drafts import count_file, store
from tuiwizard.ledger import count_books
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.screens.cell_pick import CellPickDialog
from tuiwizard.tui.screens.dialogs import ChoiceDialog, JobDialog, TextDialog
from tuiwizard.tui.screens.form_dialog import FormDialog
from tuiwizard.tui.screens.path_dialog import PathDialog
from tuiwizard.tui.widgets.table_grid import TableGrid

BOOK = "2024年台账.xlsx"


@pytest.fixture
def draft(folder: Path) -> Draft:
    """A report of zeros, and the ledger beside it."""
    write_ledger(folder / BOOK)
    return complete(2024).with_texts({NOT_HELD: "2"})


async def shown(desk: Desk, dialog: type) -> None:
    await desk.until(lambda: type(desk.app.screen) is dialog)


async def to_the_cells(desk: Desk) -> CellPickDialog:
    """Choose the ledger and answer what it leaves open."""
    await desk.press("ctrl+l")
    assert type(desk.app.screen) is PathDialog
    await desk.type(BOOK)
    await desk.press("enter")
    await shown(desk, FormDialog)
    await desk.type("张三")
    await desk.press("enter")
    await shown(desk, ChoiceDialog)
    assert "决定 2 行，例如“台账”第 4 行（2024-02）" in desk.text
    await desk.press("enter", "enter")
    await shown(desk, FormDialog)
    await desk.type("2024-06-20")
    await desk.press("enter")
    await shown(desk, CellPickDialog)
    assert isinstance(desk.app.screen, CellPickDialog)
    return desk.app.screen


async def take_all(desk: Desk) -> None:
    """Choose the ledger, answer, and take every figure."""
    await to_the_cells(desk)
    await desk.press("enter")
    await desk.until(lambda: desk.no_dialog)


def cell(desk: Desk, path: str) -> str:
    return desk.app.screen.query_one(TableGrid)._shown[path].text


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_whole_story(
    open_wizard: Open, draft: Draft, folder: Path, size: tuple[int, int]
) -> None:
    async with open_wizard(draft, "requests", size) as desk:
        await desk.to(RECEIVED)
        dialog = await to_the_cells(desk)
        assert dialog.query_one(TableGrid).path == RECEIVED
        assert "0>3√" in desk.text
        assert "自然人：填的 0，数的 3" in desk.text
        assert "“台账”第 4 行（2024-02）  收到 2024-04-01" in desk.text
        assert "取勾选的" in desk.text
        await desk.press("enter")
        await desk.until(lambda: desk.no_dialog)
        assert desk.session.text(RECEIVED) == "3"
        assert desk.session.text(GRANTED) == "1"
        assert desk.session.draft.ledger is not None
        assert desk.notes[-1] == "已从台账取数；Ctrl+Z 可以撤销"
        await desk.press("ctrl+z")
        assert desk.session.draft == draft
        await desk.press("ctrl+y")
        assert desk.session.text(RECEIVED) == "3"
    kept = [path for path in folder.parent.rglob("*") if path.is_file() and path.name != BOOK]
    assert not any(PERSON in path.read_text("utf-8", "replace") for path in kept)


async def test_cells_are_ticked_and_tables_exchanged(open_wizard: Open, draft: Draft) -> None:
    async with open_wizard(draft, "requests") as desk:
        dialog = await to_the_cells(desk)
        ticked = len(dialog._ticked)
        first = dialog.query_one(TableGrid).path
        assert first == "requests.received.natural_person"
        await desk.press("space")
        assert len(dialog._ticked) == ticked - 1
        assert "0>3?" in desk.text
        await desk.press("space", "f3")
        assert dialog._ticked == {offer.path for offer in dialog._question.different}
        assert dialog.query_one(TableGrid).path == "requests.received.business"
        await desk.press("f5")
        assert dialog._ticked == set()
        await desk.press("f5")
        assert len(dialog._ticked) == ticked
        await desk.press("end")
        assert "各格之和" in desk.text
        await desk.press("space", "f2")
        assert "各格之和" in desk.text
        await desk.press("left", "left", "f2")
        assert type(desk.app.screen) is TextDialog
        await desk.press("escape", "f6")
        assert dialog.query_one(TableGrid).path == "appeals.review.upheld"
        assert "0>1√" in desk.text
        await desk.press("f3")
        assert dialog.query_one(TableGrid).path == "requests.received.natural_person"
        await desk.press(*["f3"] * ticked)
        assert dialog.query_one(TableGrid).path == "requests.received.natural_person"
        dialog.query_one("#none", Button).press()
        await desk.until(lambda: desk.no_dialog)
        assert desk.session.text(RECEIVED) == "0"
        assert desk.session.draft.ledger is not None
        assert "疑问" in desk.words("#detail") or "从台账数的是 3" in desk.words("#detail")


async def test_buttons_have_the_enter_key_when_they_are_focused(
    open_wizard: Open, draft: Draft
) -> None:
    async with open_wizard(draft, "requests") as desk:
        dialog = await to_the_cells(desk)
        dialog.query_one("#back", Button).focus()
        await desk.press("space", "enter")
        await desk.until(lambda: desk.no_dialog)
        assert desk.notes[-1] == "没有取数"
        await desk.press("ctrl+l")
        await desk.type(BOOK)
        await desk.press("enter")
        await shown(desk, CellPickDialog)
        desk.app.screen.query_one("#none", Button).focus()
        await desk.press("enter")
        await desk.until(lambda: desk.no_dialog)
        assert desk.session.draft.ledger is not None


async def test_a_ledger_with_one_table_and_nothing_new(
    open_wizard: Open, draft: Draft, folder: Path
) -> None:
    async with open_wizard(draft, "requests") as desk:
        await take_all(desk)
        await desk.press("ctrl+l", "down", "down", "enter")
        await shown(desk, PathDialog)
        assert desk.app.screen.query_one(Input).value == str(folder / BOOK)
        await desk.press("enter")
        await shown(desk, CellPickDialog)
        assert "数的和填的一样" in desk.text
        await desk.press("space", "f3")
        assert type(desk.app.screen) is CellPickDialog
        assert isinstance(desk.app.screen, CellPickDialog)
        desk.app.screen._tables.pop()
        await desk.press("f6", "escape")
        assert desk.no_dialog


async def test_a_changed_ledger_is_said_at_opening_and_by_key(
    open_wizard: Open, draft: Draft, folder: Path
) -> None:
    async with open_wizard(draft, "requests") as desk:
        await take_all(desk)
        path = desk.session.path
    write_ledger(folder / BOOK, {"2024-02": "予以公开"})
    app = WizardApp(path, step="requests")
    async with app.run_test(size=SMALL) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        await desk.until(lambda: bool(desk.notes))
        assert "台账数过以后有改动，有 2 格不再对得上" in desk.notes[-1]
        assert desk.shown(GRANTED) == "问1"
        await desk.press("ctrl+l", "down", "enter")
        await shown(desk, TextDialog)
        assert "数的是 1，现在是 2：多了" in desk.text.replace("│\n", "")
        await desk.press("escape", "ctrl+l", "enter")
        await shown(desk, TextDialog)
        await desk.press("escape", "ctrl+l", "down", "down", "down", "enter")
        assert desk.session.draft.ledger is None
        assert desk.shown(GRANTED) == "1"


async def test_a_ledger_that_is_gone_is_said_at_opening(
    open_wizard: Open, draft: Draft, folder: Path
) -> None:
    async with open_wizard(draft, "requests") as desk:
        await take_all(desk)
        path = desk.session.path
    (folder / BOOK).unlink()
    app = WizardApp(path, step="requests")
    async with app.run_test(size=SMALL) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        await desk.until(lambda: bool(desk.notes))
        assert "不知道台账有没有改动" in desk.notes[-1]


async def test_waiting_is_shown_and_can_be_given_up(
    open_wizard: Open, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slowly(name: str, data: bytes) -> tuple[()]:  # noqa: ARG001
        asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result(PATIENCE)
        return ()

    monkeypatch.setattr(count_books, "read_book", slowly)
    async with open_wizard(draft, "requests") as desk:
        await desk.press("ctrl+l")
        await desk.type(BOOK)
        await desk.press("enter")
        await shown(desk, JobDialog)
        await desk.until(lambda: "正在读 2024年台账.xlsx（1/1）" in desk.text)
        await desk.until(lambda: "1 秒" in desk.text)
        await desk.press("escape")
        assert desk.no_dialog
        go_on.set()
        await asyncio.sleep(0.1)
        assert desk.no_dialog
        assert desk.session.draft == draft


async def test_what_cannot_be_read_is_said(open_wizard: Open, draft: Draft, folder: Path) -> None:
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04")
    async with open_wizard(draft, "requests") as desk:
        await desk.press("ctrl+l")
        await desk.type("没有.xlsx")
        await desk.press("enter")
        assert "没有.xlsx" in desk.notes[-1]
        assert isinstance(desk.app.screen, PathDialog), "where it can be put right"
        await desk.press("ctrl+a")
        await desk.type("坏.xlsx")
        await desk.press("enter")
        await desk.until(lambda: desk.no_dialog)
        assert "坏.xlsx" in desk.notes[-1]


async def test_from_the_start_page(folder: Path) -> None:
    write_ledger(folder / BOOK)
    app = WizardApp(None)
    async with app.run_test(size=SMALL) as pilot:
        desk = Desk(app, pilot)
        await desk._settle()
        await desk.press("end", "enter")
        await shown(desk, PathDialog)
        await desk.type(BOOK)
        await desk.press("enter")
        await desk.until(lambda: "新年报的草稿文件" in desk.text)
        assert desk.app.screen.query_one(Input).value.startswith("2024年")
        await desk.press("enter")
        await shown(desk, FormDialog)
        assert desk.wizard.step == "requests"
        await desk.press("escape")
        assert desk.session.draft.year == 2024


async def test_the_rows_of_last_year_are_read_beside_the_keys(draft: Draft, folder: Path) -> None:
    """Opening asks nothing of the disk that the first frame waits for."""
    store.save(folder / "last.toml", complete(2023))
    (folder / "last.ledger.toml").write_text("x", "utf-8")
    session = Session.create(folder / "now.toml", draft)
    session.compare_with(folder / "last.toml")
    session.save()
    app = WizardApp(session.path, step="requests")
    async with app.run_test(size=SMALL) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        assert desk.session.count.last is None
        assert count_file.last_years(desk.session.draft, session.path) is None


async def test_a_fault_while_counting_names_nobody(
    open_wizard: Open,
    draft: Draft,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A fault of ours may have a row in hand: what is written about it has no word of that."""

    def fails(*rows: object) -> None:  # noqa: ARG001 - they are in the traceback's frames
        raise KeyError(PERSON)

    monkeypatch.setattr(count_books, "read_ledger", fails)
    with pytest.raises(KeyError):
        async with open_wizard(draft, "requests") as desk:
            await desk.press("ctrl+l")
            await desk.type(BOOK)
            await desk.press("enter")
            await desk.until(lambda: desk.app._exception is not None)
    written = [path for path in folder.parent.rglob("*") if path.is_file() and path.name != BOOK]
    assert any("faults" in path.parts for path in written)
    assert not any(PERSON in path.read_text("utf-8", "replace") for path in written)
    said = capsys.readouterr()
    assert PERSON not in desk.app.farewell + said.out + said.err
    assert "KeyError" in desk.app.farewell
