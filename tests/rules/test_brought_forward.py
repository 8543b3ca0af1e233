"""Last year's text with this year's figures, and nothing else changed."""

from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.sentences import sentences, tables
from tests.strategies import finished, inputs
from tuiwizard.forms.years import edition_for
from tuiwizard.importing import published
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures
from tuiwizard.report.sentences import data_sentences
from tuiwizard.rules.case import Case
from tuiwizard.rules.narrative.bindings import bindings
from tuiwizard.rules.narrative.brought_forward import BroughtForward, Passage, bring_forward

CORPUS = Path("/work/shared/corpus")

OLD = {
    "requests.received.natural_person": "7",
    "requests.carried_out.natural_person": "7",
    "proactive.licensing.decisions": "12",
    "proactive.normative_documents.issued": "5",
    "proactive.fees.amount": "9.8",
}
NEW = {
    "requests.received.natural_person": "5",
    "requests.carried_out.natural_person": "5",
    "proactive.licensing.decisions": "15",
    "proactive.normative_documents.issued": "5",
    "proactive.fees.amount": "12.85",
}


def report(year: int, texts: dict[str, str]) -> Draft:
    blank = {
        path: "0" for key in ("proactive", "requests", "appeals") for path in inputs("2021", key)
    }
    names = {"agency.name": "甲县乙镇人民政府", "agency.level": "township"}
    return Draft.new(year).with_texts({**blank, **names, **texts})


def forward(text: str) -> BroughtForward:
    return bring_forward(text, Case(report(2024, OLD)), Case(report(2025, NEW)))


@pytest.mark.parametrize(
    ("last", "this"),
    [
        ("2024年，收到政府信息公开申请7件。", "2025年，收到政府信息公开申请5件。"),
        ("收到政府信息公开申请７件。", "收到政府信息公开申请５件。"),
        ("作出行政许可决定十二件。", "作出行政许可决定十五件。"),
        ("收取行政事业性收费9.8万元。", "收取行政事业性收费12.85万元。"),
        ("收取行政事业性收费98000元。", "收取行政事业性收费128500元。"),
        ("二〇二四年，收到政府信息公开申请7件。", "二〇二五年，收到政府信息公开申请5件。"),
        ("2024年1月1日至2024年12月31日，我镇", "2025年1月1日至2025年12月31日，我镇"),
        ("截至2024年底，我镇开设专栏。", "截至2025年底，我镇开设专栏。"),
        ("2025年，我镇将加强培训。", "2026年，我镇将加强培训。"),
        ("根据《2024年工作要点》，开展培训。", "根据《2024年工作要点》，开展培训。"),
        ("2024年3月，开展培训。", "2024年3月，开展培训。"),
        ("自2024年起，实行专人负责。", "自2024年起，实行专人负责。"),
        (
            "收到政府信息公开申请7件，比上年增加2件，同比增长40%。",
            "收到政府信息公开申请5件，比上年减少2件，同比下降29%。",
        ),
        ("收到政府信息公开申请7件（上年同期3件）。", "收到政府信息公开申请5件（上年同期7件）。"),
        ("收到政府信息公开申请7件，较上年多二件。", "收到政府信息公开申请5件，较上年少二件。"),
        (
            "作出行政许可决定12件，较2023年增长20.5%。",
            "作出行政许可决定15件，较2024年增长25.0%。",
        ),
        (
            "制发行政规范性文件5件，比上年增加2件。",
            "制发行政规范性文件5件，与上年持平。",
        ),
    ],
)
def test_by_example(last: str, this: str) -> None:
    assert forward(last).text == this


def test_what_could_not_be_bound_is_listed() -> None:
    brought = forward("2024年，收到政府信息公开申请7件，发布信息300条。2024年3月印发要点。")
    assert [p.before for p in brought.replaced] == ["2024", "7"]
    assert [brought.text[p.start : p.end] for p in brought.left] == ["300", "2024"]
    assert [str(p.why) for p in brought.left] == ["没有对上哪一格，还是上年的数", "年份没有动"]


def test_a_number_that_last_years_tables_deny_stays() -> None:
    brought = forward("收到政府信息公开申请99件。")
    assert brought.text == "收到政府信息公开申请99件。"
    assert [str(p.why) for p in brought.left] == ["和上年的表对不上，没有换"]


def test_a_cell_that_is_not_filled_in_yet_is_listed() -> None:
    this = report(2025, {**NEW, "proactive.licensing.decisions": ""})
    brought = bring_forward("作出行政许可决定12件。", Case(report(2024, OLD)), Case(this))
    assert [str(p.why) for p in brought.left] == ["今年的表还没有这个数"]


# Properties

TEMPLATES = (
    "{year}年，我镇收到政府信息公开申请{requests.received.total}件，"
    "上年结转{requests.carried_in.total}件。",
    "收到政府信息公开申请{requests.received.total}件，其中自然人"
    "{requests.received.natural_person}件。",
    "结转下年度继续办理政府信息公开申请{requests.carried_out.total}件。",
    "制发行政规范性文件{proactive.normative_documents.issued}件，"
    "废止{proactive.normative_documents.repealed}件，"
    "现行有效{proactive.normative_documents.in_force}件。",
    "作出行政许可决定{proactive.licensing.decisions}件，"
    "行政处罚决定{proactive.penalties.decisions}件。",
    "收取行政事业性收费{proactive.fees.amount}万元。",
    "因政府信息公开工作被申请行政复议{appeals.review.total}件。",
    "{year}年，发出信息处理费收费通知{other_matters.fee_notices}件，"
    "总金额{other_matters.fees_charged}元，实际收取{other_matters.fees_received}元。",
    "开展培训3次，发布信息1200条。",
    "认真落实《2024年工作要点》，每季度自查一次。",
    "一是政策解读形式单一，图解偏少；二是部分栏目更新不够及时。",
)


def filled(template: str, draft: Draft) -> str:
    figures = Figures(draft)
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    for name in names:
        value = draft.year if name == "year" else figures.value(name)
        plain = f"{value.normalize():f}" if isinstance(value, Decimal) else f"{value}"
        template = template.replace(f"{{{name}}}", plain)
    return template


@st.composite
def reports(draw: st.DrawFn, year: int) -> Draft:
    edition = edition_for(year)
    texts = {"agency.name": "甲县乙镇人民政府", "agency.level": "township"}
    for key in ("proactive", "requests", "appeals"):
        texts |= draw(finished(edition, key))
    if edition == "2021":
        texts["other_matters.fee_notices"] = str(draw(st.integers(0, 99)))
        texts["other_matters.fees_charged"] = str(draw(st.integers(0, 9999)))
        texts["other_matters.fees_received"] = str(draw(st.decimals(0, 9999, places=2)))
    return Draft.new(year).with_texts(texts)


@settings(max_examples=40)
@given(reports(2024), reports(2025), st.lists(st.sampled_from(TEMPLATES), min_size=1, max_size=8))
def test_every_bound_number_is_this_years_cell_and_nothing_else_changes(
    last: Draft, this: Draft, templates: list[str]
) -> None:
    text = "\n".join(filled(template, last) for template in templates)
    brought = bring_forward(text, Case(last), Case(this))
    follows(text, brought, Case(last), Case(this))
    if len({n.value for n in bindings(text, Case(last))}) == len(bindings(text, Case(last))):
        assert brought.text == "\n".join(filled(template, this) for template in templates)


def follows(text: str, brought: BroughtForward, last: Case, this: Case) -> None:
    """Each number that last year's tables confirm is this year's; the rest is as it was."""
    pieces: list[str] = []
    places: dict[int, Passage] = {}
    at = shift = 0
    for passage in brought.passages:
        pieces += [brought.text[at : passage.start], passage.before]
        places[passage.start - shift] = passage
        shift += passage.end - passage.start - len(passage.before)
        at = passage.end
    assert "".join((*pieces, brought.text[at:])) == text
    for bound in bindings(text, last):
        value = bound.value_in(this.this)
        here = places.get(bound.start)
        if bound.agrees and value is not None:
            assert (here is None) == (value == bound.value)
            assert here is None or here.why is None
        else:
            assert here is not None
            assert here.why is not None


@settings(max_examples=60)
@given(reports(2025), st.sampled_from(sentences("sentences.toml")))
def test_sentences_of_every_kind(this: Draft, sentence: object) -> None:
    text = getattr(sentence, "text", "")
    last = Case(tables())
    follows(text, bring_forward(text, last, Case(this)), last, Case(this))


@pytest.mark.parametrize("year", [2020, 2021])
def test_a_published_pair(year: int) -> None:
    """The figures as published, on either edition of the form and across them."""
    files = [CORPUS / f"pingtan-{n}.html" for n in (year - 1, year)]
    if not all(file.exists() for file in files):
        pytest.skip("the corpus is not on this machine")
    last, this = (published(file.read_bytes(), file.name) for file in files)
    text = "\n".join(data_sentences(last))
    brought = bring_forward(text, Case(last), Case(this))
    follows(text, brought, Case(last), Case(this))
    same = last.edition == this.edition
    assert len(brought.replaced) > 5
    assert not [n for n in bindings(brought.text, Case(this)) if not n.agrees and same]
