"""A signed report that is changed: whether it is a correction is asked once, at a pause."""

from dataclasses import replace
from datetime import date

import pytest

from tests.signing import DAY, signed
from tests.tui.conftest import Open, complete
from tuiwizard.drafts import history
from tuiwizard.drafts.codec import dumps
from tuiwizard.report import correcting
from tuiwizard.report.sign_off import SignOffStatus
from tuiwizard.session import Session, clock
from tuiwizard.tui.screens.form_dialog import FormDialog

CELL = "appeals.review.upheld"


@pytest.fixture(autouse=True)
def a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


async def test_a_signed_report_is_corrected(open_wizard: Open, size: tuple[int, int]) -> None:
    version = signed(complete())
    async with open_wizard(version, "appeals", size) as desk:
        assert any(note.startswith("已经签发（签发人甲，2026-01-12）") for note in desk.notes)
        await desk.press("1", "enter")
        assert desk.no_dialog, "who types on is not stopped"
        await desk.press("ctrl+n")
        assert "签发以后改了内容" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, FormDialog)
        await desk.press("tab")
        await desk.type("漏了一件")
        await desk.press("enter")
        draft = desk.session.draft
        assert correcting.replaced(draft) == version
        assert (draft.corrections[0].published, draft.corrections[0].reason) == (DAY, "漏了一件")
        assert desk.session.sign_off_status is SignOffStatus.UNSIGNED
        while not desk.no_dialog:
            await desk.press("escape")
        await desk.press("ctrl+n")
        assert "签发以后改了内容" not in desk.text, "it is asked once"


async def test_it_was_not_published(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "appeals") as desk:
        await desk.press("1", "enter", "ctrl+n", "down", "enter")
        assert desk.session.draft.corrections == ()
        assert desk.session.sign_off_status is SignOffStatus.UNSIGNED
        assert desk.session.sign_off.signed.by == "签发人甲"
        assert desk.session.signed_version is None


async def test_more_is_said_of_it_later_and_a_day_that_is_none_is_told(open_wizard: Open) -> None:
    version = signed(complete())
    draft = correcting.corrected(version.with_texts({"problems.text": "改了。"}), version)
    async with open_wizard(draft, "publish") as desk:
        await desk.press("shift+f12", "ctrl+a", "delete")
        await desk.type("昨天")
        await desk.press("tab")
        await desk.type("写错了")
        await desk.press("enter")
        assert any("“昨天”不是日期" in note for note in desk.notes)
        assert isinstance(desk.app.screen, FormDialog)
        await desk.press("ctrl+a", "delete")
        await desk.type("2026-01-20")
        await desk.press("enter", "enter")
        (correction,) = desk.session.draft.corrections
        assert (correction.published, correction.reason) == (date(2026, 1, 20), "写错了")


async def test_the_signed_version_is_found_among_the_earlier_ones(open_wizard: Open) -> None:
    version = signed(complete())
    async with open_wizard(version, "appeals") as desk:
        history.keep(desk.session.path, dumps(version).encode(), "publish")  # as signing does
        await desk.press("1", "enter")
        desk.wizard.work.save()
        again = Session.open(desk.session.path)
        assert again.sign_off_status is SignOffStatus.VOID
        assert again.signed_version == version
        assert again.correct(DAY, "漏了一件")
        assert correcting.replaced(again.draft) == version
        again.undo()
        assert again.sign_off_status is SignOffStatus.VOID
        lost = Session(again.draft, desk.session.path.with_name("other.toml"))
        assert lost.signed_version is None
        assert not lost.correct(DAY, "漏了一件")


async def test_a_sign_off_that_was_never_valid_is_not_published(open_wizard: Open) -> None:
    forged = replace(complete(), sign_off=signed(complete(2024)).sign_off)
    async with open_wizard(forged, "appeals") as desk:
        assert desk.session.signed_version is None
        await desk.press("ctrl+n")
        assert "签发以后改了内容" not in desk.text


async def test_a_correction_is_not_signed_without_its_reason(open_wizard: Open) -> None:
    version = signed(complete())
    draft = correcting.corrected(version.with_texts({"problems.text": "改了。"}), version)
    async with open_wizard(draft, "publish") as desk:
        assert "更正没有写原因" in desk.session.obstacles
