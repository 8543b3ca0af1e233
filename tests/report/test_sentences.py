"""The sentences that the tables support."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.published import committed
from tests.strategies import complete_draft, finished, inputs
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import value_at
from tuiwizard.report.sentences import data_sentences, unfinished_tables

DATA = Path(__file__).parents[1] / "data"
REQUESTS = "三、收到和处理政府信息公开申请情况"
APPEALS = "四、政府信息公开行政复议、行政诉讼情况"


def published(name: str) -> Draft:
    report = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    own = {p for key in ("requests", "appeals") for p in inputs(report["edition"], key)}
    texts = {path: str(figure) for path, figure in report["printed"].items() if path in own}
    return Draft.new(report["year"]).with_texts(texts)


def test_a_published_report_in_sentences() -> None:
    assert data_sentences(published("pingtan-2021")) == (
        "2021年，新收政府信息公开申请70件，上年结转0件；本年度办理69件，其中予以公开30件、"
        "部分公开5件、不予公开8件、无法提供25件、其他处理1件；结转下年度继续办理1件。",
        "2021年，因政府信息公开工作被申请行政复议3件（维持1件、其他结果2件），"
        "被提起行政诉讼12件（维持12件）。",
    )


def test_table_2_and_the_fees_in_sentences() -> None:
    draft = committed("pingtan-2021").draft()
    assert data_sentences(draft)[2:] == (
        "2021年，制发行政规范性文件69件，废止3件，现行有效665件；作出行政许可决定2293件；"
        "作出行政处罚决定1282件；作出行政强制决定42件；收取行政事业性收费24252.311082万元。",
        "2021年，发出信息处理费收费通知2件，总金额130.50元，实际收取0元。",
    )
    older = (
        committed("guanyuan-2019")
        .draft()
        .with_texts({f"proactive.normative_documents.{n}": "3" for n in ("produced", "disclosed")})
    )
    assert data_sentences(older)[2:] == ("2019年，新制作规范性文件3件，新公开3件，对外公开共0件。",)


def test_no_fees_are_a_sentence_and_unknown_ones_are_none() -> None:
    draft = complete_draft()
    assert data_sentences(draft)[-1] == "2025年，未收取信息处理费。"
    blank = draft.with_texts({"other_matters.fees_received": ""})
    assert not any("信息处理费" in sentence for sentence in data_sentences(blank))


def test_a_township_without_requests_says_no_outcomes() -> None:
    assert data_sentences(published("guanyuan-2019")) == (
        "2019年，新收政府信息公开申请0件，上年结转0件；本年度办理0件；结转下年度继续办理0件。",
        "2019年，因政府信息公开工作被申请行政复议0件，被提起行政诉讼0件。",
    )


def test_the_rows_of_a_group_are_one_outcome() -> None:
    draft = complete_draft().with_texts(
        {
            "requests.received.natural_person": "6",
            "requests.outcomes.other.correction_overdue.natural_person": "1",
            "requests.outcomes.other.fee_overdue.natural_person": "2",
            "requests.outcomes.other.other.natural_person": "3",
        }
    )
    assert "本年度办理6件，其中其他处理6件；" in data_sentences(draft)[0]


@pytest.mark.parametrize("year", [2019, 2025])
def test_an_unfinished_table_says_nothing_and_is_named(year: int) -> None:
    draft = complete_draft(year)
    assert unfinished_tables(draft) == ()
    fees = ("2025年，未收取信息处理费。",) if year == 2025 else ()
    assert len(data_sentences(draft)) == 2 + len(fees)
    draft = draft.with_texts({"requests.received.research": ""})
    assert unfinished_tables(draft) == (REQUESTS,)
    assert len(data_sentences(draft)) == 1 + len(fees)
    assert "行政复议" in data_sentences(draft)[0]
    draft = draft.with_texts({"appeals.review.upheld": "/"})
    assert unfinished_tables(draft) == (REQUESTS, APPEALS)
    assert data_sentences(draft) == fees


def test_a_table_that_does_not_balance_says_nothing() -> None:
    draft = complete_draft().with_texts({"requests.received.research": "1"})
    assert unfinished_tables(draft) == (REQUESTS,)


@given(
    st.sampled_from((2019, 2025)).flatmap(
        lambda year: st.tuples(
            st.just(year),
            finished("2019" if year == 2019 else "2021", "requests"),
            finished("2019" if year == 2019 else "2021", "appeals"),
        )
    )
)
def test_every_figure_in_a_sentence_is_in_the_tables(
    tables: tuple[int, dict[str, str], dict[str, str]],
) -> None:
    year, requests, appeals = tables
    draft = Draft.new(year).with_texts(requests | appeals)
    first, second = data_sentences(draft)
    section = draft.report.section("requests")
    assert section is not None
    for words, path in (
        ("新收政府信息公开申请", "received"),
        ("上年结转", "carried_in"),
        ("本年度办理", "outcomes.total"),
        ("结转下年度继续办理", "carried_out"),
    ):
        assert f"{words}{value_at(section, f'requests.{path}.total')}件" in first
    named = first.partition("其中")[2].partition("；")[0]
    parts = [int("".join(filter(str.isdigit, part))) for part in named.split("、") if part]
    assert sum(parts) == value_at(section, "requests.outcomes.total.total")
    assert 0 not in parts
    review = sum(int(t) for p, t in appeals.items() if ".review." in p)
    suits = sum(int(t) for p, t in appeals.items() if ".review." not in p)
    bare = re.sub("（.*?）", "", second)
    assert bare.endswith(f"行政复议{review}件，被提起行政诉讼{suits}件。")
    for counted, results in zip(
        (review, suits), re.findall("件((?:（.*?）)?)(?=[，。])", second), strict=True
    ):
        assert sum(map(int, re.findall(r"\d+", results))) == counted
