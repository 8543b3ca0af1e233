"""审查签发: the checklist, who answers for the report, remarks, and what a sign-off holds for."""

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Button

from tests.sections import STEPS
from tests.signing import DAY, reviewed, signed
from tests.tui.conftest import Desk, Open, complete, started
from tuiwizard.report.metadata import Signatory
from tuiwizard.report.remarks import changed, open_remarks, with_remark
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES, SignOffStatus
from tuiwizard.session import Session, clock
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.screens.dialogs import TextDialog
from tuiwizard.tui.screens.form_dialog import FormDialog
from tuiwizard.tui.widgets.choice import Choice
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.tui.widgets.step import Step

CELL = "appeals.review.upheld"


def stands(desk: Desk) -> SignOffStatus:
    return desk.session.sign_off_status


@pytest.fixture(autouse=True)
def a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


async def sign(desk: Desk) -> None:
    """Press the button of the sheet, whatever is open on it."""
    await desk.press("f5")
    desk.app.screen.query_one("#done", Button).press()
    await desk.rest()


def fields(desk: Desk) -> list[LineInput]:
    """Three names, each with its day."""
    return [*desk.app.screen.query(LineInput)]


async def test_a_report_is_reviewed_and_signed_with_the_keyboard(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(complete(), "publish", size) as desk:
        await desk.press("f5", *["enter"] * len(CHECKLIST))
        assert desk.session.sign_off.checked == [item.key for item in CHECKLIST]
        for _, words in SIGNATORIES:
            await desk.type(f"{words}甲")
            await desk.press("enter")
        assert desk.app.focused is desk.app.screen.query_one("#done")
        await desk.press("enter")
        assert stands(desk) is SignOffStatus.SIGNED
        assert any(note.startswith("已签发") for note in desk.notes)
        assert not desk.session.dirty
        assert desk.session.draft == signed(complete())
        assert "输出公布稿" in desk.text, "the next thing to do is offered at once"
        await desk.press("escape")
        assert SignOffStatus.SIGNED in desk.text


async def test_what_is_missing_is_said_and_nothing_is_signed(open_wizard: Open) -> None:
    async with open_wizard(started(), "publish") as desk:
        await sign(desk)
        assert isinstance(desk.app.screen, TextDialog)
        said = desk.app.screen._text
        for words in ("个问题还没有改正或说明", "个部分没有填完", "6 项没有确认", "没有写签发人"):
            assert words in said
        await desk.press("escape")
        assert isinstance(desk.app.screen, FormDialog)
        assert stands(desk) is SignOffStatus.UNSIGNED


async def test_space_ticks_and_takes_back_and_the_arrows_go_on(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await desk.press("f5", "space", "down", "space", "space", "down", "up", "up")
        assert desk.session.sign_off.checked == [CHECKLIST[0].key]
        assert desk.app.focused is desk.app.screen.query_one("#f0")
        await desk.press("space", "enter", "escape")
        assert desk.session.sign_off.checked == [CHECKLIST[0].key], "Enter takes nothing back"


async def test_an_item_can_be_taken_back_and_undone(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        await desk.press("f5")
        await desk.click("#f0")
        assert CHECKLIST[0].key not in desk.session.sign_off.checked
        assert stands(desk) is SignOffStatus.UNSIGNED
        await desk.press("escape", "ctrl+z")
        assert stands(desk) is SignOffStatus.SIGNED


async def test_a_name_is_kept_though_the_sheet_is_closed(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await desk.press("f5", *["down"] * len(CHECKLIST))
        await desk.type("甲")
        await desk.press("escape")
        assert desk.session.sign_off.filled == Signatory(by="甲", on=DAY)
        await desk.press("f5", *["down"] * len(CHECKLIST), "tab")
        await desk.type("2026-01-09")
        await desk.press("escape")
        assert desk.session.sign_off.filled == Signatory(by="甲", on=date(2026, 1, 9))


async def test_a_day_that_is_none_is_asked_for_again_and_the_name_kept(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await desk.press("f5")
        name, day, *_ = fields(desk)
        assert day.value == DAY.isoformat()
        name.value, day.value = "甲", "2026-02-30"
        desk.app.screen.query_one("#done", Button).press()
        await desk.rest()
        assert desk.session.sign_off.filled == Signatory(by="甲")
        assert any("“2026-02-30”不是日期" in note for note in desk.notes)
        await desk.press("escape")
        name, day, *_ = fields(desk)
        assert (name.value, day.value) == ("甲", "2026-02-30"), "what was typed is still there"
        day.value = "2026年1月9日"
        await desk.press("escape")
        assert desk.session.sign_off.filled == Signatory(by="甲", on=date(2026, 1, 9))
        await desk.press("f5")
        fields(desk)[0].value = ""
        await desk.press("escape")
        assert desk.session.sign_off.filled == Signatory()


async def test_who_signed_is_offered_for_the_next_report(open_wizard: Open, folder: Path) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await desk.press("f5", *["enter"] * len(CHECKLIST))
        for _, words in SIGNATORIES:
            await desk.type(f"{words}甲")
            await desk.press("enter")
        await desk.press("enter", "escape")
    (folder / "draft.toml").unlink()
    memory = folder.parent / "state" / "agencies.json"
    assert memory.stat().st_mode & 0o777 == 0o600
    async with open_wizard(complete(2026), "publish") as desk:
        await desk.press("f5")
        assert [line.value for line in fields(desk)[::2]] == [f"{w}甲" for _, w in SIGNATORIES]
        await desk.press("escape")
        assert desk.session.draft.sign_off is None, "offered, not given"


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
        await desk.press("f5", "down", "enter")  # it was not published
        desk.app.screen.query_one("#done", Button).press()
        await desk.rest()
        assert stands(desk) is SignOffStatus.SIGNED


async def test_a_signed_report_is_not_signed_twice(open_wizard: Open) -> None:
    async with open_wizard(signed(complete()), "publish") as desk:
        before = desk.session.draft
        await sign(desk)
        assert desk.session.draft is before
        assert any("已经签发" in note for note in desk.notes)


# Remarks


async def test_a_remark_is_made_seen_and_settled(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(reviewed(complete()), "publish", size) as desk:
        await desk.press("shift+f6")
        await desk.choose("三、申请办理")
        await desk.type("[b]第 3 行请核对")
        await desk.press("enter", "f5")
        assert "审核意见：1 条没有处理" in desk.text
        desk.app.screen.query_one("#done", Button).press()
        await desk.rest()
        assert "还有 1 条审核意见没有处理" in desk.text
        await desk.press("escape", "escape")
        await desk.to("requests")
        assert "审核意见：[b]第 3 行请核对" in desk.text
        assert "申请办理 退" in desk.text
        await desk.press("ctrl+p")
        await desk.type("意见已处理")
        await desk.press("enter")
        assert "[b]第 3 行请核对" in desk.text, "what is answered is read above the answer"
        await desk.type("按台账改了")
        await desk.press("enter")
        assert open_remarks(desk.session.draft) == ()
        assert "已处理，答复：按台账改了" in desk.text, "it stays to be read"
        await desk.press("ctrl+z")
        assert [r.text for r in open_remarks(desk.session.draft)] == ["[b]第 3 行请核对"]


async def test_a_remark_can_be_left_alone(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await desk.press("shift+f6", "escape", "shift+f6", "enter", "escape")
        assert desk.no_dialog
        assert desk.session.draft.sign_off is None


async def test_a_returned_draft_opens_on_its_remarks(open_wizard: Open) -> None:
    returned = with_remark(complete(), "requests", "第 3 行[b]请核对")
    for keys, step in (((), "overview"), (("enter",), "requests"), (("down", "enter"), "overview")):
        async with open_wizard(returned, "overview") as desk:
            assert "退回修改：有 1 条审核意见" in desk.text
            assert "三、申请办理：第 3 行[b]请核对" in desk.text
            await desk.press(*(keys or ("escape",)))
            assert (desk.no_dialog, desk.wizard.step) == (True, step)
            path = desk.session.path
        path.unlink()


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
        assert said(desk) == [("overview", "写得太短")]
        assert "审核意见：写得太短" in desk.text
        await desk.press("ctrl+p")
        await desk.type("意见已处理")
        await desk.press("enter", "escape")
        assert said(desk) == [("overview", "写得太短")]


async def test_who_reviews_remarks_on_the_cell_with_the_cursor(approver_desk: Open) -> None:
    async with approver_desk(complete(), "appeals") as desk:
        desk.grid.go_to(CELL)
        for text in ("请核对", "再核对"):
            await desk.press("f6")
            await desk.type(text)
            await desk.press("enter")
        assert said(desk) == [(CELL, "请核对"), (CELL, "再核对")]
        await desk.press("f6")
        assert "四、复议诉讼 行政复议 · 结果维持：请核对" in desk.text


async def test_who_reviews_accepts_or_opens_again(
    approver_desk: Open, size: tuple[int, int]
) -> None:
    asked = with_remark(complete(), CELL, "请核对", by="李四")
    (one,) = open_remarks(asked)
    answered = changed(asked, one, settled=True, answer="核过了")
    async with approver_desk(answered, "publish", size) as desk:
        assert "1 条审核意见已处理" in desk.text
        assert "答复：核过了" in desk.text
        await desk.press("enter")
        assert desk.wizard.at == CELL
        await desk.press("shift+f6", "enter")
        await desk.choose("退回重改")
        assert [r.answer for r in open_remarks(desk.session.draft)] == ["核过了"]
        await desk.press("ctrl+z", "shift+f6", "enter")
        await desk.choose("认可")
        assert [r.accepted for r in desk.session.sign_off.remarks] == [True]
        await desk.press("shift+f6", "enter", "enter")
        assert desk.wizard.at == CELL


async def test_a_remark_is_taken_back(approver_desk: Open) -> None:
    async with approver_desk(with_remark(complete(), CELL, "请核对"), "appeals") as desk:
        await desk.press("shift+f6", "enter")
        await desk.choose("撤回这条意见")
        assert said(desk) == []


def said(desk: Desk) -> list[tuple[str, str]]:
    """All remarks, each with its place."""
    return [(remark.place, remark.text) for remark in desk.session.sign_off.remarks]


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
