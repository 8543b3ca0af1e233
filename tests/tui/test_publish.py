"""The last step: what is wrong, and going there."""

from tests.tui.conftest import Open, complete, started
from tuiwizard.session import view
from tuiwizard.session.finding_view import overview
from tuiwizard.tui.widgets.publish_step import PublishStep

NUMBERED = tuple(enumerate(complete().section_keys, 1))


async def test_findings_are_listed_in_the_order_of_the_form(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(started(), "publish", size) as desk:
        found = overview(desk.session.draft, desk.session.findings())
        names = [f"{i} {view.step_name(desk.session.draft, key)}" for i, key in NUMBERED]
        headings = [line for line in desk.lines if line in names]
        assert headings == [
            name
            for name, (_, key) in zip(names, NUMBERED, strict=True)
            if key in {step.step for step in found.steps}
        ]
        assert f"+ 未查 {found.rules_unchecked} 条规则" in desk.lines
        assert 1 < len(found.unchecked) < found.rules_unchecked
        blocking = sum(f.blocks for f in desk.session.findings())
        assert f"{blocking} 处妨碍公布" in desk.text
        assert desk.app.focused is desk.options
        first = desk.options.highlighted
        await desk.press("down", "ctrl+s")
        assert desk.options.highlighted != first


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
        await desk.choose("还没有写")
        assert desk.app.focused is desk.area
        await desk.type("情况。")
        await desk.to("publish")
        assert "检查通过" in desk.text


async def test_f8_checks_from_anywhere(open_wizard: Open) -> None:
    async with open_wizard(complete().with_texts({"problems.text": ""}), "appeals") as desk:
        assert "F8" not in desk.screen[-1]
        await desk.press("5", "f8")
        assert desk.wizard.step == "publish"
        assert desk.session.text("appeals.review.upheld") == "5"
        await desk.choose("还没有写")
        assert "F8 返回检查" in desk.screen[-1]
        await desk.press("f8")
        assert desk.wizard.step == "publish"


async def test_findings_can_be_clicked(open_wizard: Open) -> None:
    async with open_wizard(complete().with_texts({"problems.text": ""}), "publish") as desk:
        place = desk.options.region
        line = next(i for i, line in enumerate(desk.lines) if "还没有写" in line)
        await desk.pilot.click(offset=(place.x + 3, place.y + line))
        await desk.rest()
        assert desk.wizard.step == "problems"


async def test_undo_refreshes_the_findings(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        desk.session.edit({"problems.text": ""})
        desk.wizard.query_one(PublishStep).sync()
        await desk.rest()
        assert "1 处妨碍公布" in desk.text
        await desk.press("ctrl+z")
        assert desk.wizard.step == "problems"
        await desk.press("ctrl+n", "ctrl+n")
        assert "检查通过" in desk.text
