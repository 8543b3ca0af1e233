"""No text makes a rule work for more than its length: worst cases, four times as long."""

import pytest

from tests.growth import LINEAR, growth
from tuiwizard.report.draft import Draft
from tuiwizard.rules.case import Case
from tuiwizard.rules.registry import RULES

TEXTS = {
    "numerals": "一",
    "numbers of one sentence": "收到申请5件，",
    "numbers of many sentences": "收到申请5件。",
    "numbers alone": "1 ",
    "denials of one sentence": "没有复议，",
    "years of one sentence": "2023年，",
    "titles that do not end": "《",
    "addresses": "a",
    "blank lines": "\n",
    "brackets": "（",
    "telephone numbers": "元、13800138000各镇街道复议",
    "words that stand twice": "的的",
    "all of the requests, of another year": "二〇二三年通过某某县政府网站收到申请5件。（一）均",
}


@pytest.mark.parametrize("code", ["R701", "R702", "R703", "R704", "R801", "R806"])
def test_a_rule_takes_no_more_than_the_length_of_a_text(code: str) -> None:
    (rule,) = (rule for rule in RULES if rule.code == code)

    def judge(text: str) -> None:
        draft = Draft.new(2024).with_texts({"overview.text": text})
        list(rule.findings(Case(draft)))

    def grows(unit: str) -> float:
        return growth(judge, lambda n: "@" + unit * (n // len(unit)), 8_000)

    judge("收到申请5件。")
    assert [what for what, unit in TEXTS.items() if grows(unit) > LINEAR] == []
