"""The catalogue by example: for each rule what fires, what just does not, what is unchecked."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.report.test_count_record import record
from tests.sections import SECTIONS
from tests.strategies import inputs
from tuiwizard.forms.years import edition_for
from tuiwizard.report.count_record import CountedRow
from tuiwizard.report.draft import Draft
from tuiwizard.report.kept_count import NO_COUNT, KeptCount
from tuiwizard.report.metadata import Previous, SignOff, Source
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.registry import RULES, check
from tuiwizard.words import Message

CASES = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
BY_CODE = {rule.code: rule for rule in RULES}

COMPARES_NOTHING = {
    *("R001", "R002", "R003", "R101", "R201", "R301", "R501"),  # a blank is R002 itself
    *("R703", "R705", "R707", "R801", "R802", "R803", "R806", "R808"),  # the text alone
    "R308",  # the files of a sum alone
    *("R907", "R908"),  # the file of last year's report alone
    *("R851", "R852", "R853"),  # the sign-off alone
}
"""Rules without a counterpart that could be missing."""

UNREAD = "上年年报读不出来：{error}"
CHANGED = "上年年报 {path} 选定后有改动，现在还是按选定时的数检查；要按改动后的检查，请重新选定"

WORDS = {
    "agency.name": "甲县乙镇人民政府",
    "agency.level": "township",
    "overview.text": "主动公开逐项更新，依申请公开按时答复，政府信息管理有专人，"
    "平台建设如期，监督保障到位。",
    "problems.text": "一是政策解读形式单一，图解偏少；二是部分栏目更新不够及时。"
    "下一步将增加图解的数量，丰富解读的形式，并按月检查各栏目的更新情况。",
}


def draft(year: int, changes: Mapping[str, str]) -> Draft:
    """A complete report of zeros with some cells typed over."""
    texts = {p: "0" for key in SECTIONS for p in inputs(edition_for(year), key)}
    texts |= {p: "" for p in texts if p.startswith("agency.")} | WORDS
    return Draft.new(year).with_texts({**texts, "other_matters.text": "无。", **changes})


def case_of(data: Mapping[str, Any]) -> Case:
    year = data.get("year", 2025)
    previous = None
    if "previous" in data:
        other = {"problems.text": "上年人手不足，培训偏少，今后加以改进。"}
        previous = draft(data.get("previous_year", year - 1), other | data["previous"])
    printed = {
        path: None if isinstance(n, float) and math.isnan(n) else n
        for path, n in data.get("printed", {}).items()
    }
    this, count = draft(year, data.get("set", {})), NO_COUNT
    if "counted" in data:
        kept = record(*map(CountedRow.model_validate, data["counted"])).model_copy(
            update={"year": year}
        )
        this, count = replace(this, ledger=kept.source), KeptCount(kept, kept)
    if "ledger_gone" in data:
        count = KeptCount(count.record, None, Message(data["ledger_gone"]))
    if "off" in data:
        off = {"agency": "甲县丙镇人民政府", "path": "丙.toml", "sha256": "0" * 64, "year": year}
        this = replace(this, sources=(Source.model_validate({**off, "off": data["off"]}),))
    if "review" in data:
        this = replace(this, sign_off=SignOff.model_validate(data["review"]))
    unread = (
        Message("上年年报读不出来：{error}", error=data["unread"]) if "unread" in data else None
    )
    changed = Message(CHANGED, path=data["changed"]) if "changed" in data else None
    if unread or changed:
        this = replace(this, previous=Previous(path="2024.toml", sha256="0" * 64))
    return Case(
        this, previous, unread, data.get("today"), printed=printed, count=count, changed=changed
    )


@pytest.mark.parametrize("data", CASES, ids=lambda c: f"{c['rule']}-{c['expect']}-{c['note']}")
def test_case(data: Mapping[str, Any]) -> None:
    rule = BY_CODE[data["rule"]]
    found = [f for f in check(case_of(data)) if f.rule == rule.code]
    severities = {f.severity for f in found}
    expected = {"fires": rule.severity, "unchecked": Severity.UNCHECKED}.get(data["expect"])
    if expected is None:
        assert found == []
        return
    assert expected in severities
    (first, *_) = (f for f in found if f.severity is expected)
    for words in data.get("says", ()):
        assert words in str(first.message)
    assert any("\u4e00" <= c <= "\u9fff" for c in str(first.message))
    assert "\n" not in str(first.message)
    assert first.section in SECTIONS
    assert (not first.cells) == (expected is Severity.UNCHECKED)


@pytest.mark.parametrize("code", BY_CODE)
def test_every_rule_has_its_three_cases(code: str) -> None:
    wanted = {"fires", "silent"} | (set() if code in COMPARES_NOTHING else {"unchecked"})
    assert wanted <= {case["expect"] for case in CASES if case["rule"] == code}


def test_the_registry_is_in_order_and_each_rule_states_its_basis() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    for rule in RULES:
        assert rule.basis.endswith("。"), rule.code
        assert rule.title
        assert rule.sections("2021")


def test_a_complete_report_of_zeros_has_one_query() -> None:
    found = check(Case(draft(2025, {}), draft(2024, {"problems.text": "人手不足。"})))
    assert [f.rule for f in found if f.blocks] == ["R303"]
