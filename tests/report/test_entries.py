"""From the texts of a section to the section, or to all that stands in the way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sections import SECTIONS
from tests.strategies import COLUMNS, any_text, balanced, complete_draft, finished, inputs
from tuiwizard.forms.common import Violation
from tuiwizard.forms.layout import cells
from tuiwizard.report.entries import Entries, clean_text, entries_of, read, value_at

ZEROS = dict.fromkeys(inputs("2021", "requests"), "0")


def violations(key: str, texts: dict[str, str], edition: str = "2021") -> tuple[Violation, ...]:
    reading = read(edition, key, Entries.of(texts))
    assert reading.section is None
    return reading.violations


def test_entries_drop_blanks_and_normalise_line_ends() -> None:
    entries = Entries.of({"a": "一\r\n二\r三", "b": "", "c": " "})
    assert entries.texts == {"a": "一\n二\n三", "c": " "}
    assert entries.get("a") == "一\n二\n三"
    assert entries.get("b") == ""
    assert entries.with_texts({"a": "", "c": ""}) == Entries()
    assert not Entries()
    assert entries


@given(any_text)
def test_clean_text_can_always_be_written_and_is_stable(text: str) -> None:
    clean = clean_text(text)
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert "\r" not in clean
    assert clean_text(clean) == clean
    if "\r" not in text and not any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        assert clean == text


@pytest.mark.parametrize(
    ("key", "rules"),
    [
        ("agency", ["R001", "R001"]),
        ("overview", ["R101"]),
        ("proactive", ["R002"] * 10),
        ("requests", ["R002"] * 24 * 6),
        ("appeals", ["R002"] * 12),
        ("problems", ["R501"]),
        ("other_matters", ["R002"]),
    ],
)
def test_a_blank_section_lists_every_cell_to_be_filled_in(key: str, rules: list[str]) -> None:
    found = violations(key, {})
    assert sorted(p.rule for p in found) == sorted(rules)
    required = [c.path for c in cells("2021", key) if c.required and not c.computed]
    assert set(required) <= {cell for p in found for cell in p.cells}


def test_blank_is_not_zero() -> None:
    (violation,) = violations("requests", {**ZEROS, "requests.carried_in.business": " \n"})
    assert (violation.rule, violation.cells) == ("R002", ("requests.carried_in.business",))
    assert str(violation.message) == "上年结转 · 商业企业没有填，没有就填 0"


def test_a_refused_figure_names_its_cell_and_the_reason() -> None:
    (violation,) = violations("requests", {**ZEROS, "requests.carried_in.business": "-1"})
    assert (violation.rule, violation.cells) == ("R003", ("requests.carried_in.business",))
    assert str(violation.message).endswith("商业企业：“-1”是负数，本格不能小于 0")


def test_all_unbalanced_columns_are_reported_at_once_with_both_sides() -> None:
    texts = {
        **ZEROS,
        "requests.received.natural_person": "12",
        "requests.carried_in.natural_person": "3",
        "requests.outcomes.granted.natural_person": "6",
        "requests.outcomes.other.other.natural_person": "7",
        "requests.carried_out.natural_person": "1",
        "requests.outcomes.not_processed.reissue.research": "2",
        "requests.carried_in.other_organisation": "9",
    }
    first, second, third = violations("requests", texts)
    assert (first.rule, first.cells, str(first.message), first.left, first.right) == (
        "R301",
        (
            "requests.received.natural_person",
            "requests.carried_in.natural_person",
            "requests.outcomes.total.natural_person",
            "requests.carried_out.natural_person",
        ),
        "自然人列：新收 12 + 上年结转 3 = 15，办理 13 + 结转下年 1 = 14，差 1",
        15,
        14,
    )
    assert (second.cells[0], second.left, second.right) == ("requests.received.research", 0, 2)
    assert "差 2" in str(second.message)
    assert (third.cells[0], third.left, third.right) == (
        "requests.received.other_organisation",
        9,
        0,
    )
    assert {p.rule for p in (first, second, third)} == {"R301"}


def test_a_full_column_is_judged_while_other_cells_are_blank() -> None:
    texts = {path: "0" for path in ZEROS if path.endswith(".business")}
    texts["requests.received.business"] = "1"
    texts["requests.received.research"] = "5"
    found = violations("requests", texts)
    assert [p.cells[0] for p in found if p.rule == "R301"] == ["requests.received.business"]
    assert len([p for p in found if p.rule == "R002"]) == 24 * 5 - 1
    assert len(found) == 24 * 5


@pytest.mark.parametrize("spoilt", ["", "x", "1 2"])
def test_a_column_with_a_cell_blank_or_refused_is_not_judged(spoilt: str) -> None:
    texts = {
        **ZEROS,
        "requests.received.business": "1",
        "requests.outcomes.refused.deliberative.business": spoilt,
    }
    (violation,) = violations("requests", texts)
    assert violation.rule in ("R002", "R003")


def test_items_are_judged_while_other_cells_are_blank() -> None:
    texts = {
        "proactive.fees.items_last_year": "3",
        "proactive.fees.change": "减4",
        "proactive.licensing.change": "-4",
    }
    found = violations("proactive", texts, "2019")
    assert [p.cells[0] for p in found if p.rule == "R201"] == ["proactive.fees.change"]


def test_an_invisible_character_is_named_with_its_line() -> None:
    (violation,) = violations("overview", {"overview.text": "甲\n乙\u202e丙"})
    assert (violation.rule, violation.cells) == ("R003", ("overview.text",))
    assert str(violation.message) == "正文：第 2 行有看不见的控制字符 U+202E，请删去"


def test_a_name_is_one_line() -> None:
    texts = {"agency.name": "甲\n乙", "agency.level": "county"}
    (violation,) = violations("agency", texts)
    assert (violation.rule, str(violation.message)) == ("R003", "机关名称：只能写一行，请去掉换行")


def test_a_level_is_one_of_those_there_are() -> None:
    (violation,) = violations("agency", {"agency.name": "甲", "agency.level": "乡镇街道"})
    assert (violation.rule, violation.cells) == ("R001", ("agency.level",))
    assert "请选一项：乡镇街道、县级部门、县级政府、市级部门" in str(violation.message)


@pytest.mark.parametrize("key", ["overview", "problems", "other_matters"])
def test_spaces_are_no_text(key: str) -> None:
    (violation,) = violations(key, {f"{key}.text": " \n　"})
    assert violation.cells == (f"{key}.text",)


def test_other_matters_may_be_the_fees_alone() -> None:
    section = read("2021", "other_matters", Entries({"other_matters.fee_notices": "0"})).section
    assert section is not None
    assert value_at(section, "other_matters.fee_notices") == 0
    assert value_at(section, "other_matters.fees_charged") is None
    assert value_at(section, "other_matters.text") == ""


def test_a_unit_is_kept_beside_its_amount_and_put_back() -> None:
    texts = dict(complete_draft(2019).entries("proactive").texts)
    texts["proactive.procurement.amount"] = "160.50万元"
    section = read("2019", "proactive", Entries(texts)).section
    assert section is not None
    assert value_at(section, "proactive.procurement.amount") == Decimal("160.5")
    assert value_at(section, "proactive.procurement.unit") == "万元"
    assert entries_of("2019", "proactive", section).texts == texts


@given(st.data(), st.sampled_from(("2019", "2021")), st.sampled_from(SECTIONS))
def test_a_finished_section_prints_entries_that_make_it_again(
    data: st.DataObject, edition: str, key: str
) -> None:
    typed = Entries.of(data.draw(finished(edition, key)))
    reading = read(edition, key, typed)
    assert reading.violations == ()
    assert reading.section is not None
    printed = entries_of(edition, key, reading.section)
    assert printed == typed
    assert repr(read(edition, key, printed).section) == repr(reading.section)


@given(st.data(), st.sampled_from(("2019", "2021")), st.sampled_from(COLUMNS))
def test_one_more_received_puts_just_its_column_out_of_balance(
    data: st.DataObject, edition: str, column: str
) -> None:
    texts = data.draw(balanced(edition))
    path = f"requests.received.{column}"
    left = int(texts[path]) + int(texts[f"requests.carried_in.{column}"])
    texts[path] = str(int(texts[path]) + 1)
    (violation,) = violations("requests", texts, edition)
    assert (violation.rule, violation.cells[0]) == ("R301", path)
    assert (violation.left, violation.right) == (left + 1, left)
