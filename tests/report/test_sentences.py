"""The sentences that the tables support."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        "2021年，因政府信息公开工作被申请行政复议3件，被提起行政诉讼12件。",
    )


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
    assert len(data_sentences(draft)) == 2
    draft = draft.with_texts({"requests.received.research": ""})
    assert unfinished_tables(draft) == (REQUESTS,)
    assert len(data_sentences(draft)) == 1
    assert "行政复议" in data_sentences(draft)[0]
    draft = draft.with_texts({"appeals.review.upheld": "/"})
    assert unfinished_tables(draft) == (REQUESTS, APPEALS)
    assert data_sentences(draft) == ()


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
    assert second.endswith(f"行政复议{review}件，被提起行政诉讼{suits}件。")
