"""A cell of the county's report opens to its units."""

from dataclasses import replace

from tests.county import generated
from tests.county.units import unit
from tests.tui.conftest import Open, complete
from tuiwizard.county.let_in import EVERYBODY
from tuiwizard.county.merge import merge
from tuiwizard.report.figures import Figures

RECEIVED = "requests.received.natural_person"


async def test_a_cell_of_a_sum(open_wizard: Open, size: tuple[int, int]) -> None:
    units = [generated.unit(n) for n in range(3)]
    draft = merge([unit(one) for one in units], "甲县").draft
    assert draft is not None
    async with open_wizard(draft, "requests", size) as desk:
        await desk.to(RECEIVED)
        await desk.press("ctrl+l")
        for one in units:
            assert f"{Figures(one).text(RECEIVED)}  {one.agency_name}" in desk.text
        await desk.press("escape", "9", "enter")
        await desk.to(RECEIVED)
        await desk.press("ctrl+l")
        assert "各单位之和是" in desk.text


async def test_a_cell_that_was_off_is_a_query_and_says_whose(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    wrong = generated.unit(1).with_texts({RECEIVED: ""})
    units = [unit(generated.unit(0)), unit(wrong)]
    draft = merge(units, "甲县", let_in=EVERYBODY).draft
    assert draft is not None
    async with open_wizard(draft, "requests", size) as desk:
        await desk.to(RECEIVED)
        assert desk.shown(RECEIVED).startswith("问")
        assert f"“{wrong.agency_name}”加进来时" in desk.text
        await desk.press("ctrl+l")
        said = "".join(desk.text.split()).partition("R308")[2]
        assert said.startswith(f"“{wrong.agency_name}”加进来时")
        assert "各单位自己的表里没有这个问题" not in said


async def test_the_table_of_an_office_has_its_ledger(open_wizard: Open) -> None:
    async with open_wizard(complete(), "requests") as desk:
        await desk.press("ctrl+l")
        assert "台账" in desk.text


async def test_a_sum_that_kept_no_figures_says_what_to_do(open_wizard: Open) -> None:
    draft = merge([unit(generated.unit(n)) for n in range(2)], "甲县").draft
    assert draft is not None
    older = [source.model_copy(update={"figures": ""}) for source in draft.sources]
    async with open_wizard(replace(draft, sources=tuple(older)), "requests") as desk:
        await desk.to(RECEIVED)
        await desk.press("ctrl+l")
        assert any("重新汇总一次" in note for note in desk.notes)
