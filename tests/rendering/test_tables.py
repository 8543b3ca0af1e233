"""Every figure stands in its row and column, as a reader of the page sees them."""

import pytest

from tests.published import TABLES, committed
from tests.readback import PARSERS, Place, figures, place_of
from tests.rendering.final import markdown as render
from tuiwizard.forms.layout import cells
from tuiwizard.rendering.tables import BLANK, printed_tables
from tuiwizard.report.draft import Draft


@pytest.mark.parametrize("parser", PARSERS)
def test_each_published_figure_stands_under_its_labels(name: str, parser: str) -> None:
    report = committed(name)
    expected = {place_of(report.edition, path): [text] for path, text in report.printed.items()}
    assert len(expected) == len(report.printed)
    assert figures(render(report.draft()), parser) == expected


@pytest.mark.parametrize("year", [2019, 2021])
def test_no_two_cells_change_places(year: int) -> None:
    """Published figures are mostly zeros; here every cell that is typed has its own."""
    empty = Draft.new(year)
    inputs = [c for key in TABLES for c in cells(empty.edition, key) if not c.computed]
    typed = {cell.path: str(1000 + i) for i, cell in enumerate(inputs)}
    found = figures(render(empty.with_texts(typed), as_draft=True), "commonmark")
    for path, text in typed.items():
        assert found.pop(place_of(empty.edition, path)) == [text]
    for place, (total,) in found.items():
        assert int(total) == sum(int(typed[path]) for path in typed if _adds(place, path, empty))


def _adds(total: Place, path: str, draft: Draft) -> bool:
    """Whether a typed cell counts towards a total, judged by their labels alone."""
    place = place_of(draft.edition, path)
    if place.chapter != total.chapter:
        return False
    in_column = total.column in (place.column, "申请人情况 · 总计")
    if total.row.endswith(" · （七）总计"):
        return in_column and place.row.startswith("三、本年度办理结果 · ")
    group = total.column.removesuffix("总计")
    return place.row == total.row and place.column.startswith(group)


def test_labels_print_as_the_form_has_them(name: str) -> None:
    page = render(committed(name).draft())
    header = next(line for line in page.splitlines() if "勾稽关系" in line)
    assert [text.strip() for text in header.strip("|").split("|")] == [
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "申请人情况 · 自然人",
        "申请人情况 · 法人或其他组织 · 商业企业",
        "申请人情况 · 法人或其他组织 · 科研机构",
        "申请人情况 · 法人或其他组织 · 社会公益组织",
        "申请人情况 · 法人或其他组织 · 法律服务机构",
        "申请人情况 · 法人或其他组织 · 其他",
        "申请人情况 · 总计",
    ]
    assert "\n| 三、本年度办理结果 · （三）不予公开 · 3.危及“三安全一稳定” |" in page


def test_labels_are_set_left_and_figures_right(complete: Draft) -> None:
    lines = render(complete).splitlines()
    rules = [line for line in lines if line.startswith(("| :---", "| ---:"))]
    tables = [
        t for key in ("proactive", "requests", "appeals") for t in printed_tables(complete, key)
    ]
    assert len(rules) == len(tables)
    for rule, table in zip(rules, tables, strict=True):
        label = "| :--- " if table.labelled else ""
        assert rule == label + "| ---: " * len(table.band.columns) + "|"
    assert not tables[-1].labelled
    assert rules[-1] == "| ---: " * 15 + "|"


@pytest.mark.parametrize("unit", ["", "元", "万元"])
def test_procurement_prints_with_the_unit_it_was_typed_with(unit: str) -> None:
    path = "proactive.procurement.amount"
    draft = committed("guanyuan-2019").draft().with_texts({path: f"１２.30{unit}"})
    found = figures(render(draft), "commonmark")
    assert found[place_of("2019", path)] == [f"12.30{unit}"]


def test_a_decrease_prints_its_sign_and_nothing_else() -> None:
    change, before = "proactive.penalties.change", "proactive.penalties.items_last_year"
    draft = committed("guanyuan-2019").draft().with_texts({before: "5", change: "减3"})
    assert figures(render(draft), "gfm")[place_of("2019", change)] == ["-3"]
    assert " -3 " in render(draft)


@pytest.mark.parametrize("year", [2019, 2021])
def test_an_empty_draft_prints_every_cell_as_blank(year: int) -> None:
    draft = Draft.new(year)
    page = render(draft, as_draft=True)
    found = figures(page, "gfm")
    tables = [cells(draft.edition, key) for key in TABLES]
    assert len(found) == sum(map(len, tables))
    assert all(texts == [BLANK] for texts in found.values())


def test_a_draft_totals_what_can_be_added_up() -> None:
    columns = [c for c in cells("2021", "requests") if c.path.startswith("requests.received.")]
    typed = {c.path: str(2**i) for i, c in enumerate(columns) if not c.computed}
    others = {"requests.carried_in.natural_person": "3 件", "requests.carried_in.research": " "}
    draft = Draft.new(2021).with_texts({**typed, **others})
    found = figures(render(draft, as_draft=True), "gfm")

    def at(path: str) -> list[str]:
        return found[place_of("2021", path)]

    assert at("requests.received.business") == [typed["requests.received.business"]]
    assert at("requests.received.total") == [str(sum(map(int, typed.values())))]
    assert at("requests.carried_in.natural_person") == ["3 件"]
    assert at("requests.carried_in.business") == [BLANK]
    assert at("requests.carried_in.research") == [BLANK]
    assert at("requests.carried_in.total") == [BLANK]
    assert at("requests.outcomes.total.natural_person") == [BLANK]


def test_a_figure_that_cannot_be_read_shows_as_typed_and_has_no_total() -> None:
    path = "appeals.review.pending"
    draft = committed("pingtan-2021").draft().with_texts({path: "|两\n件\u202e"})
    found = figures(render(draft, as_draft=True), "gfm")
    assert found[place_of("2021", path)] == ["|两\ufffd件\ufffd"]
    assert found[place_of("2021", "appeals.review.total")] == [BLANK]
    direct = "appeals.litigation_direct.total"
    assert found[place_of("2021", direct)] == [committed("pingtan-2021").printed[direct]]
