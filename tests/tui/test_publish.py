"""The last step: what is wrong, and going there."""

from collections import Counter

from tests.tui.conftest import Open, complete, started
from tuiwizard.rules.finding import Severity
from tuiwizard.tui.widgets.publish_step import PublishStep


async def test_findings_are_listed_in_the_order_of_the_form(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(started(), "publish", size) as desk:
        kinds = [line.split()[1].partition("\u3000")[0] for line in desk.lines]
        errors = kinds.count("错误")
        assert kinds[:errors] == ["错误"] * errors
        findings = desk.session.findings()
        unchecked = [f for f in findings if f.severity is Severity.UNCHECKED]
        reasons = Counter(str(f.message).partition("：")[2] for f in unchecked)
        said = [f"- 未查 {count} 条规则：{reason}" for reason, count in reasons.items()]
        assert 1 < len(said) < len(unchecked)
        assert sorted(desk.lines[-len(said) :]) == sorted(said)
        assert len(desk.lines) == len(findings) - len(unchecked) + len(said)
        blocking = sum(f.blocks for f in findings)
        assert f"还有 {blocking} 个问题" in desk.text
        assert desk.app.focused is desk.options
        assert desk.options.highlighted == 0
        await desk.press("down", "ctrl+s")
        assert desk.options.highlighted == 1


async def test_a_finding_leads_to_its_cell(open_wizard: Open) -> None:
    draft = complete().with_texts(
        {
            "requests.received.research": "2",
            "appeals.review.pending": "",
            "overview.text": "",
        }
    )
    async with open_wizard(draft, "publish") as desk:
        await desk.choose("科研机构列")
        assert (desk.wizard.step, desk.grid.path) == ("requests", "requests.received.research")
        await desk.press("0", "ctrl+g")
        await desk.choose("检查与发布")
        assert sum(f.blocks for f in desk.session.findings()) == 2
        await desk.choose("尚未审结")
        assert desk.grid.path == "appeals.review.pending"
        await desk.press("0")
        await desk.to("publish")
        await desk.choose("总体情况")
        assert desk.app.focused is desk.area
        await desk.type("情况。")
        await desk.to("publish")
        assert "检查通过" in desk.text


async def test_f8_checks_from_anywhere(open_wizard: Open) -> None:
    async with open_wizard(complete().with_texts({"problems.text": ""}), "appeals") as desk:
        assert "f8" not in desk.screen[-1]
        await desk.press("5", "f8")
        assert desk.wizard.step == "publish"
        assert desk.session.text("appeals.review.upheld") == "5"
        await desk.choose("问题与改进")
        assert "f8 返回检查" in desk.screen[-1]
        await desk.press("f8")
        assert desk.wizard.step == "publish"


async def test_findings_can_be_clicked(open_wizard: Open) -> None:
    async with open_wizard(complete().with_texts({"problems.text": ""}), "publish") as desk:
        place = desk.options.region
        await desk.pilot.click(offset=(place.x + 3, place.y))
        await desk.rest()
        assert desk.wizard.step == "problems"


async def test_undo_refreshes_the_findings(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        desk.session.edit({"problems.text": ""})
        desk.wizard.query_one(PublishStep).sync()
        await desk.rest()
        assert "还有 1 个问题" in desk.text
        await desk.press("ctrl+z")
        assert desk.wizard.step == "problems"
        await desk.press("ctrl+n", "ctrl+n")
        assert "检查通过" in desk.text
