"""审查签发: the checklist, who answers for the report, remarks, and what a sign-off holds for."""

from datetime import date

import pytest
from textual.widgets import Input

from tests.sections import STEPS
from tests.signing import DAY, reviewed, signed
from tests.tui.conftest import Desk, Open, complete, started
from tuiwizard.report.metadata import Signatory
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES, SignOffStatus
from tuiwizard.session import Session, clock
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.screens.dialogs import ChoiceDialog, FormDialog, TextDialog
from tuiwizard.tui.widgets.choice import Choice
from tuiwizard.tui.widgets.step import Step

CELL = "appeals.review.upheld"


def stands(desk: Desk) -> SignOffStatus:
    return desk.session.sign_off_status


@pytest.fixture(autouse=True)
def a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


async def test_a_report_is_reviewed_and_signed_with_the_keyboard(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(complete(), "publish", size) as desk:
        await desk.press("f5")
        for _ in CHECKLIST:
            await desk.press("enter", "down")
        assert desk.session.sign_off.checked == [item.key for item in CHECKLIST]
        for _, words in SIGNATORIES:
            await desk.press("enter")
            assert isinstance(desk.app.screen, FormDialog)
            await desk.type(f"{words}甲")
            await desk.press("enter", "enter", "down")
        await desk.press("down", "enter")
        assert stands(desk) is SignOffStatus.SIGNED
        assert any(note.startswith("已签发") for note in desk.notes)
        assert not desk.session.dirty
        assert desk.session.draft == signed(complete())
        assert SignOffStatus.SIGNED in desk.text


async def test_what_is_missing_is_said_and_nothing_is_signed(open_wizard: Open) -> None:
    async with open_wizard(started(), "publish") as desk:
        await desk.press("f5")
        await desk.choose("签发：")
        assert isinstance(desk.app.screen, TextDialog)
        said = desk.app.screen._text
        for words in ("个问题还没有改正或说明", "个部分没有填完", "6 项没有确认", "没有写签发人"):
            assert words in said
        await desk.press("escape")
        assert isinstance(desk.app.screen, ChoiceDialog)
        assert stands(desk) is SignOffStatus.UNSIGNED


async def test_an_item_can_be_taken_back_and_undone(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("f5", "enter")
        assert CHECKLIST[0].key not in desk.session.sign_off.checked
        assert stands(desk) is SignOffStatus.UNSIGNED
        await desk.press("escape", "ctrl+z")
        assert stands(desk) is SignOffStatus.SIGNED


async def test_a_day_that_is_none_is_asked_for_again_and_the_name_kept(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await desk.press("f5")
        await desk.choose("填报人")
        name, day = desk.app.screen.query(Input)
        assert isinstance(name, Input)
        assert isinstance(day, Input)
        assert day.value == DAY.isoformat()
        name.value, day.value = "甲", "2026-02-30"
        await desk.press("enter", "enter")
        assert desk.session.sign_off.filled == Signatory(by="甲")
        assert any("“2026-02-30”不是日期" in note for note in desk.notes)
        await desk.choose("填报人")
        desk.app.screen.query(Input).last(Input).value = "2026年1月9日"
        await desk.press("enter", "enter")
        assert desk.session.sign_off.filled == Signatory(by="甲", on=date(2026, 1, 9))
        await desk.choose("填报人")
        desk.app.screen.query(Input).first(Input).value = ""
        await desk.press("enter", "enter")
        assert desk.session.sign_off.filled == Signatory()
        await desk.choose("填报人")
        await desk.press("escape")
        assert isinstance(desk.app.screen, ChoiceDialog)


async def test_an_edit_voids_the_sign_off_and_says_so(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "appeals") as desk:
        desk.grid.go_to(CELL)
        await desk.press("7", "enter")
        assert stands(desk) is SignOffStatus.VOID
        assert any("签发已失效" in note for note in desk.notes)
        await desk.press("ctrl+z")
        assert stands(desk) is SignOffStatus.SIGNED
        await desk.press("7", "enter")
        await desk.to("publish")
        assert "签发已失效" in desk.text
        await desk.press("f5")
        await desk.choose("签发：")
        assert stands(desk) is SignOffStatus.SIGNED


async def test_a_signed_report_is_not_signed_twice(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        before = desk.session.draft
        await desk.press("f5")
        await desk.choose("签发：")
        assert desk.session.draft is before
        assert any("已经签发" in note for note in desk.notes)


# Remarks


async def test_a_remark_is_made_seen_and_settled(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(reviewed(complete()), "publish", size) as desk:
        await desk.press("f5")
        await desk.choose("审核意见：")
        await desk.choose("三、申请办理")
        await desk.type("[b]第 3 行请核对")
        await desk.press("enter")
        assert "审核意见：1 条" in desk.text
        await desk.choose("签发：")
        assert "还有 1 条审核意见没有处理" in desk.text
        await desk.press("escape", "escape")
        await desk.to("requests")
        assert "审核意见：[b]第 3 行请核对" in desk.text
        assert "申请办理 退" in desk.text
        await desk.press("ctrl+p")
        await desk.type("意见已处理")
        await desk.press("enter")
        assert desk.session.sign_off.remarks == {}
        assert "审核意见" not in desk.text
        await desk.press("ctrl+z")
        assert desk.session.sign_off.remarks == {"requests": "[b]第 3 行请核对"}


async def test_a_remark_can_be_left_alone(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await desk.press("f5")
        await desk.choose("审核意见：")
        await desk.press("escape")
        await desk.choose("审核意见：")
        await desk.press("enter", "escape")
        assert isinstance(desk.app.screen, ChoiceDialog)
        assert desk.session.draft.sign_off is None


# tuiwizard review


@pytest.fixture
def approver_desk(open_wizard: Open, monkeypatch: pytest.MonkeyPatch) -> Open:
    """The wizard as the approver opens it."""
    usual = WizardApp.__init__

    def sign_off_only(self: WizardApp, *args: object, **options: object) -> None:
        usual(self, *args, **{**options, "sign_off_only": True})  # type: ignore[arg-type]

    monkeypatch.setattr(WizardApp, "__init__", sign_off_only)
    return open_wizard


async def test_who_reviews_changes_nothing(approver_desk: Open, size: tuple[int, int]) -> None:
    draft = complete()
    async with approver_desk(draft, "publish", size) as desk:
        assert "审查，只能看和提意见" in desk.text
        for step in STEPS[:-1]:
            await desk.to(step)
            await desk.press(*"12", "enter", "delete", "f2", "0", "f5", "f7", "ctrl+z", "ctrl+y")
            await desk.paste("9\t9\n9\t9")
            await desk.press("escape") if not desk.no_dialog else None
            await desk.press("ctrl+v", "backspace", "shift+down", "0", "delete")
            await desk.press("escape") if not desk.no_dialog else None
        assert desk.session.draft == draft
        await desk.press("ctrl+s")
        assert Session.open(desk.session.path).draft == draft


async def test_who_reviews_remarks_on_the_step_on_the_screen(approver_desk: Open) -> None:
    async with approver_desk(complete(), "publish") as desk:
        await desk.to("overview")
        await desk.press("f6")
        await desk.type("写得太短")
        await desk.press("enter")
        assert desk.session.sign_off.remarks == {"overview": "写得太短"}
        assert "审核意见：写得太短" in desk.text
        await desk.press("ctrl+p")
        await desk.type("意见已处理")
        await desk.press("enter", "escape")
        assert desk.session.sign_off.remarks == {"overview": "写得太短"}


async def test_fields_cannot_be_changed_while_reviewing(approver_desk: Open) -> None:
    async with approver_desk(complete(), "agency") as desk:
        assert all(field.disabled for field in desk.wizard.query("Field"))
        await desk.click("Choice")
        assert desk.no_dialog
        assert desk.wizard.query_one(Choice).value == "township"
        assert desk.wizard.query_one(Step).pending() == {}


async def test_a_reviewer_explains_no_query(approver_desk: Open) -> None:
    draft = complete().with_texts({"proactive.rules.issued": "1"})
    async with approver_desk(draft, "publish") as desk:
        query = next(f for f in desk.session.findings() if f.blocks)
        await desk.press("f2", "f3", "f12")
        assert desk.no_dialog
        assert not desk.session.explain(query, "核对过")
        assert desk.session.draft.explanations == ()
