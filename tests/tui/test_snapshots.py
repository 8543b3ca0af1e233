"""What only the eye can judge: each step as a picture. `make snapshots` takes them anew."""

import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer

from tests.county import generated
from tests.signing import signed
from tests.tui.conftest import LARGE, SMALL, TEXTS, Desk, InJanuary, complete, started
from tests.tui.county import CountyDesk
from tuiwizard.county import judged, parallel, watch
from tuiwizard.county.expected import Expected
from tuiwizard.drafts import files, saver, store
from tuiwizard.drafts.recents import Recent, remember
from tuiwizard.errors import SaveError
from tuiwizard.rendering.formats import write as render_as
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.desk_app import DeskApp
from tuiwizard.tui.screens import drafting

Compare = Callable[..., bool]
Look = Callable[..., bool]

NOON = datetime(2026, 1, 12, 14, 3).timestamp()  # noqa: DTZ001 - shown as local time anywhere
"""When every file of a picture was written."""


class Noon(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Noon":
        return cls(2026, 1, 12, 14, 3, tzinfo=tz or UTC)

    def astimezone(self, tz: tzinfo | None = None) -> "Noon":  # noqa: ARG002 - any zone
        return self


@pytest.fixture
def looks(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Compare a step with its picture, after some keys."""
    for module in (drafting, saver):
        monkeypatch.setattr(module, "datetime", Noon)
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
            await footers_are_there(desk)

        return snap_compare(app, terminal_size=size, run_before=prepare)

    return compared


async def footers_are_there(desk: Desk) -> None:
    """Textual exchanges the keys of a footer in its own time."""
    for _ in range(200):
        footers = [f for screen in desk.app.screen_stack for f in screen.query(Footer)]
        if all(footer.children for footer in footers):
            break
        await desk.pilot.pause(0.01)


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


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
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
    def fail(path: Path, _: object) -> None:
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
    monkeypatch.setattr(judged, "date", InJanuary)
    monkeypatch.setattr(watch, "AGAIN", 3600.0)
    monkeypatch.setattr(parallel, "processors", lambda: 1)  # elsewhere it is not January
    generated.write(folder, 20)
    blank = {"appeals.review.upheld": "", "requests.carried_out.business": "99"}
    store.save(folder / "00005-报.toml", generated.unit(25).with_texts(blank))
    store.save(folder / "00006-签.toml", signed(generated.unit(26)))
    (folder / "00007-坏.toml").write_text("= 1", "utf-8")
    (folder / "00008-说明.md").write_text("# 说明", "utf-8")
    (folder / "00009-网页.html").write_bytes(render_as(signed(generated.unit(27)), "html"))
    for path in folder.iterdir():
        os.utime(path, (NOON, NOON))
    monkeypatch.chdir(folder)
    app = DeskApp(Path(), (Expected("甲县丙镇人民政府"), Expected(generated.name(0))))

    async def prepare(pilot: Pilot[None]) -> None:
        desk = CountyDesk(app, pilot)
        await desk.rest()
        await desk.read()
        await desk.press("4")
        await footers_are_there(desk)

    assert snap_compare(app, terminal_size=size, run_before=prepare)
