"""The last step: findings, jumping there and back, reasons, and cures."""

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from tests.rules.test_cases import draft
from tests.tui.conftest import Desk
from tuiwizard.rules.finding import Severity
from tuiwizard.session import Session
from tuiwizard.session.finding_view import overview
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.screens.form_dialog import FormDialog
from tuiwizard.tui.widgets.finding_detail import FindingDetail
from tuiwizard.tui.widgets.finding_list import FindingList
from tuiwizard.tui.widgets.publish_step import PublishStep
from tuiwizard.tui.widgets.text_area import NarrativeArea

TEXT = "主动公开、依申请公开、信息管理、平台建设、监督保障。\n本年新收政府信息公开申请12件。"


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    report = draft(2025, {"overview.text": TEXT, "appeals.review.other": "x"})
    return Session(report, tmp_path / "2025.toml", today=date(2026, 1, 5))


def desk(pilot: Pilot[None]) -> Desk:
    assert isinstance(pilot.app, WizardApp)
    return Desk(pilot.app, pilot)


async def settled(pilot: Pilot[None]) -> None:
    await desk(pilot).rest()


async def choose(pilot: Pilot[None], code: str) -> None:
    pilot.app.screen.query_one(FindingList).go_to(code)
    await settled(pilot)


def listed(pilot: Pilot[None]) -> list[str]:
    options = pilot.app.screen.query_one("#findings", OptionList).options
    return [str(option.prompt) for option in options]


def folded(session: Session) -> str:
    """The line of what was not checked."""
    return f"+ 未查 {overview(session.draft, session.findings()).rules_unchecked} 条规则"


def shown(pilot: Pilot[None]) -> str:
    """The finding in detail."""
    return str(pilot.app.screen.query_one(FindingDetail).query_one(Static).visual)


async def test_errors_first_and_there_and_back(session: Session) -> None:
    async with WizardApp(session, step="publish").run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        step = pilot.app.screen.query_one(PublishStep)
        assert step.current is not None
        assert step.current.severity is Severity.ERROR
        assert folded(session) in listed(pilot)
        await choose(pilot, "R701")
        await pilot.press("enter")
        await settled(pilot)
        area = pilot.app.screen.query_one(NarrativeArea)
        assert area.path == "overview.text"
        assert area.selected_text == "12"
        await pilot.press("f8")
        await settled(pilot)
        step = pilot.app.screen.query_one(PublishStep)
        assert step.current is not None
        assert step.current.rule == "R701"


async def test_a_reason_is_written_and_taken_back(session: Session) -> None:
    async with WizardApp(session, step="publish").run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await choose(pilot, "R701")
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(pilot.app.screen, FormDialog)
        await pilot.press("enter", "enter")  # no reason, no answer
        await settled(pilot)
        assert isinstance(pilot.app.screen, FormDialog)
        await pilot.press(*"hao", "enter", *"li", "enter")
        await settled(pilot)
        (reason,) = session.draft.explanations
        assert (reason.rule, reason.reason, reason.by) == ("R701", "hao", "li")
        (explained,) = (line for line in listed(pilot) if line.startswith("  答  "))
        assert "12件”与表不符" in explained
        await choose(pilot, "R701")
        assert "hao（li）" in shown(pilot)
        await pilot.press("f2")
        await settled(pilot)
        await pilot.click("#withdraw")
        await settled(pilot)
        assert session.draft.explanations == ()


async def test_the_number_is_replaced(session: Session) -> None:
    async with WizardApp(session, step="publish").run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await choose(pilot, "R701")
        await pilot.press("f3")
        await settled(pilot)
        assert session.text("overview.text") == TEXT.replace("12件", "0件")
        assert not [f for f in session.findings() if f.rule == "R701"]


async def test_only_what_can_be_done_is_offered(session: Session) -> None:
    async with WizardApp(session, step="publish").run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        step = pilot.app.screen.query_one(PublishStep)
        await choose(pilot, "R003")
        assert not step.check_action("explain", ())
        assert not step.check_action("fix", ())
        await choose(pilot, "R701")
        assert step.check_action("explain", ())
        assert step.check_action("fix", ())


async def test_after_a_reason_the_next_query_has_its_turn(session: Session) -> None:
    session.edit({"overview.text": "本年新收政府信息公开申请12件，制发行政规范性文件7件。"})
    async with WizardApp(session, step="publish").run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await choose(pilot, "R701")
        for answer in ("hao", "again"):
            await pilot.press("f2")
            await settled(pilot)
            await pilot.press(*answer, "enter", *(["l"] if answer == "hao" else []), "enter")
            await settled(pilot)
            if isinstance(pilot.app.screen, ChoiceDialog):  # whether both have one cause
                await pilot.press("enter")
                await settled(pilot)
        reasons = [reason.reason for reason in session.draft.explanations]
        assert reasons == ["hao", "again"]


async def test_one_reason_for_queries_of_one_cause(session: Session) -> None:
    session.edit({"overview.text": "本年新收政府信息公开申请12件，制发行政规范性文件7件。"})
    async with WizardApp(session, step="publish").run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await choose(pilot, "R701")
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press(*"hao", "enter", "l", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ChoiceDialog)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert [f.explained for f in session.findings() if f.rule == "R701"] == [True, True]
        await choose(pilot, "R701")
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("!", "enter", "enter")  # behind what was written
        await settled(pilot)
        assert {reason.reason for reason in session.draft.explanations} == {"hao", "hao!"}


async def test_a_figure_is_moved_to_its_column(session: Session) -> None:
    moved = "requests.outcomes.granted"
    figures = {f"{moved}.natural_person": "2", f"{moved}.business": "3"}
    session.edit(figures | {"requests.received.natural_person": "5"})
    async with WizardApp(session, step="publish").run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await choose(pilot, "R301")
        await pilot.press("f3")
        await settled(pilot)
        assert session.text(f"{moved}.natural_person") == "5"
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert session.text(f"{moved}.natural_person") == "2"


LONG = "2024年以来，全镇受理的政府信息公开申请件数与登记的件数相同，"


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (61, 20)])
async def test_each_finding_is_one_line_that_fits(session: Session, size: tuple[int, int]) -> None:
    session.edit({"overview.text": "全年收到申请XX件，电话13812345678。" + LONG * 9})
    async with WizardApp(session, step="publish").run_test(size=size) as pilot:
        await settled(pilot)
        findings = pilot.app.screen.query_one(FindingList)
        lines = [str(option.prompt) for option in findings.options]
        assert len(findings.listed) > 3
        assert max(map(cell_len, lines)) <= findings.scrollable_content_region.width - 2
        assert findings.virtual_size.height == len(lines)


async def test_the_chosen_one_is_shown_with_its_figures(session: Session) -> None:
    session.edit({"requests.received.natural_person": "20"})
    async with WizardApp(session, step="publish").run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await choose(pilot, "R301")
        words = shown(pilot)
        assert "每一列都平" in words
        assert "R301" in words
        assert "差 20" in words
        assert "错误不能用说明代替" in words
        await pilot.resize_terminal(40, 24)
        await desk(pilot).until(lambda: widest(pilot) <= 40)


def widest(pilot: Pilot[None]) -> int:
    return max(map(cell_len, shown(pilot).split("\n")))


async def test_what_was_not_checked_is_one_line_that_unfolds(session: Session) -> None:
    async with WizardApp(session, step="publish").run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        findings = pilot.app.screen.query_one(FindingList)
        before = findings.option_count
        findings.highlighted = listed(pilot).index(folded(session))
        await settled(pilot)
        assert "不妨碍公布" in shown(pilot).replace("\n", "")
        await pilot.press("enter")
        await settled(pilot)
        reasons = overview(session.draft, session.findings()).unchecked
        assert findings.option_count == before + len(reasons)
        assert "没有给出上年年报" in listed(pilot)[findings.highlighted + 1]
        await pilot.press("down", "enter")
        await settled(pilot)
        assert not pilot.app.screen.query(PublishStep)
        await pilot.press("f8")
        await settled(pilot)
        assert pilot.app.screen.query_one(FindingList).current is not None


async def test_what_signing_wants_opens_the_sign_off(session: Session) -> None:
    async with WizardApp(session, step="publish").run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        findings = pilot.app.screen.query_one(FindingList)
        findings.highlighted = next(
            i for i, line in enumerate(listed(pilot)) if "没有写签发人" in line
        )
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, FormDialog)
