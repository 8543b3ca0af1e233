"""What only the eye can judge: each step as a picture. `make snapshots` takes them anew."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import LARGE, SMALL, TEXTS, Desk, complete, started
from tests.tui.county import offices, sorted_by_errors
from tuiwizard.drafts import files, saver, store
from tuiwizard.drafts.recents import Recent, remember
from tuiwizard.errors import SaveError
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session
from tuiwizard.tui.app import WizardApp

Compare = Callable[..., bool]
Look = Callable[..., bool]


@pytest.fixture
def looks(snap_compare: Compare, noon: None, monkeypatch: pytest.MonkeyPatch) -> Look:  # noqa: ARG001 - the clock stands
    """Compare a step with its picture, after some keys."""
    monkeypatch.setattr(saver, "RETRY", 3600.0)

    def compared(
        draft: Draft | None,
        step: str | None = None,
        *bursts: tuple[str, ...],
        size: tuple[int, int] = SMALL,
        before: Callable[[Desk], Awaitable[None]] | None = None,
    ) -> bool:
        session = None if draft is None else Session.create(Path("draft.toml"), draft)
        app = WizardApp(session, step=step)

        async def prepare(pilot: Pilot[None]) -> None:
            desk = Desk(app, pilot)
            await desk.rest()
            if before is not None:
                await before(desk)
            for burst in bursts:
                await desk.press(*burst)

        return snap_compare(app, terminal_size=size, run_before=prepare)

    return compared


def half_done() -> Draft:
    """A report in the middle: table 3 with every kind of cell."""
    texts = {
        "agency.name": "甲县乙镇人民政府",
        "requests.received.natural_person": "15",
        "requests.received.business": "0",
        "requests.received.research": "三",
        "requests.carried_in.natural_person": "0",
        "requests.outcomes.granted.natural_person": "14",
    }
    texts |= {f"requests.carried_in.{c}": "0" for c in ("business", "research", "public_interest")}
    texts |= {f"requests.carried_in.{c}": "0" for c in ("legal_service", "other_organisation")}
    return started(texts)


def test_start_snapshot(looks: Look, folder: Path) -> None:
    store.create(folder / "乙镇2025.toml", complete())
    remember(Recent("乙镇2025.toml", "甲县乙镇人民政府", 2025, 5, "", "2026-01-12T10:03:00+08:00"))
    assert looks(None)


@pytest.mark.parametrize("size", [SMALL], ids=["small"])  # docs/pictures have it with its page
def test_agency_snapshot(looks: Look, size: tuple[int, int]) -> None:
    assert looks(complete(), "agency", ("tab",), size=size)


def test_overview_snapshot(looks: Look) -> None:
    assert looks(started(TEXTS), "overview", ("ctrl+end",))


def test_proactive_2019_snapshot(looks: Look) -> None:
    texts = {"proactive.licensing.change": "-3", "proactive.procurement.amount": "251000元"}
    assert looks(complete(2020).with_texts(texts), "proactive", ("down", "right"))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_requests_snapshot(looks: Look, size: tuple[int, int]) -> None:
    """Blank, zero, refused and computed; the cursor in a cell of an unbalanced column."""
    assert looks(half_done(), "requests", ("down",), size=size)


def test_requests_selection_snapshot(looks: Look) -> None:
    assert looks(half_done(), "requests", ("right", "shift+right", "shift+down", "shift+down"))


def test_requests_paste_snapshot(looks: Look) -> None:
    """What goes where, what cannot be taken, and a printed total that is wrong."""
    block = "\t自然人\t商业企业\n一、本年新收政府信息公开申请数量\t15\t2\t0\t0\t/\t0\t20\n"
    block += "二、上年结转政府信息公开申请数量\t1,000\t三\t0\t0\t0\t0\t1000\n备注\t3\n"

    async def paste(desk: Desk) -> None:
        await desk.paste(block)

    assert looks(half_done(), "requests", before=paste)


def test_requests_scrolled_snapshot(looks: Look) -> None:
    assert looks(half_done(), "requests", ("ctrl+end", "left"))


def test_appeals_snapshot(looks: Look) -> None:
    assert looks(complete(), "appeals", ("end",))


def test_other_matters_snapshot(looks: Look) -> None:
    texts = {"other_matters.text": "无。", "other_matters.fee_notices": "三"}
    assert looks(started(texts), "other_matters", ("tab",))


def test_publish_snapshot(looks: Look) -> None:
    assert looks(half_done(), "publish")


def test_error_summary_snapshot(looks: Look) -> None:
    assert looks(half_done(), "requests", ("ctrl+n",))


def test_not_saved_snapshot(looks: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, _: object, **__: object) -> None:
        raise SaveError(f"{path}：磁盘已满，没有保存，原来的文件没有改动")

    async def full(_: Desk) -> None:
        monkeypatch.setattr(files, "write_bytes", fail)

    # Without a dialog over it: Textual may be caught exchanging the footer behind one.
    assert looks(half_done(), "appeals", ("4", "ctrl+s"), before=full)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_desk_snapshot(
    snap_compare: Compare, folder: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Offices in every state, sorted by errors, and what is found in the first."""
    app = offices(folder, monkeypatch)

    async def prepare(pilot: Pilot[None]) -> None:
        await sorted_by_errors(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=prepare)
