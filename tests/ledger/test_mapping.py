"""The map file as it is written and read."""

import tomllib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drafts.test_schema import errors
from tuiwizard.forms.years import edition_for
from tuiwizard.ledger.mapping import (
    Given,
    Mapping,
    RowAnswers,
    Words,
    dump_mapping,
    map_schema,
    read_mapping,
)
from tuiwizard.ledger.request import Place
from tuiwizard.ledger.vocabulary import outcomes

KNOWN = outcomes(edition_for(2024))
AT = datetime(2025, 1, 6, 9, 30, tzinfo=UTC)

text = st.text(st.characters(codec="utf-8"), max_size=8)
paths = st.sampled_from(sorted({*KNOWN, "same_as", "open", "not_counted"}))
columns = st.sampled_from(("natural_person", "business", "other_organisation"))
results = st.sampled_from(("upheld", "corrected", "other", "pending"))
mappings = st.builds(
    Mapping,
    words=st.builds(
        Words,
        outcome=st.dictionaries(text, paths, max_size=3),
        applicant=st.dictionaries(text, columns, max_size=2),
        ending=st.dictionaries(text, columns, max_size=2),
        appeal=st.dictionaries(text, results, max_size=2),
        pattern=st.dictionaries(text, text, max_size=2),
    ),
    rows=st.dictionaries(
        text,
        st.builds(
            RowAnswers,
            year=st.none() | st.integers(2019, 2030),
            number=st.none() | text,
            pointer=st.none() | text,
            outcome=st.none() | paths,
            applicant=st.none() | columns,
            appeal=st.none() | results,
            received=st.none() | st.dates(),
            closed=st.none() | st.dates(),
            count=st.none() | text,
        ),
        max_size=3,
    ),
    given=st.lists(
        st.builds(Given, key=text, by=text, at=st.datetimes(timezones=st.just(UTC))), max_size=2
    ).map(tuple),
)


@given(mappings)
def test_answers_come_back_as_they_were_and_fit_the_schema(mapping: Mapping) -> None:
    written = dump_mapping(mapping)
    back = read_mapping("台账.toml", written, KNOWN)
    assert back == mapping
    assert dump_mapping(back) == written
    assert back.digest == mapping.digest
    assert [*errors(tomllib.loads(written), map_schema(), map_schema())] == []


def test_the_schema_refuses_what_is_no_answer() -> None:
    schema = map_schema()
    wrong = {
        "format": 1,
        "words": {"outcome": {"撤回": 1}},
        "more": 2,
        "rows": {"台账!2": {"a": 1}},
    }
    assert len([*errors(wrong, schema, schema)]) == 3
    assert [*errors({}, schema, schema)] == [": format missing"]


def test_who_answered_does_not_change_the_digest() -> None:
    one = Mapping().with_word("outcome", "信息不存在", "unavailable.not_held", "甲", AT)
    other = Mapping().with_word("outcome", "信息不存在", "unavailable.not_held", "乙", AT)
    assert one.digest == other.digest != Mapping().digest
    assert [(each.key, each.by) for each in one.given] == [("words.outcome.信息不存在", "甲")]


def test_an_answer_given_again_replaces_the_one_before() -> None:
    first = Mapping().with_word("outcome", "撤回", "other.other", "甲", AT)
    again = first.with_word("outcome", "撤回", "granted", "乙", AT)
    assert again.words.outcome == {"撤回": "granted"}
    assert [each.by for each in again.given] == ["乙"]


def test_answers_about_one_row_add_up() -> None:
    place = Place("台账", 22)
    mapping = Mapping().with_row(place, RowAnswers(year=2024, outcome="granted"), "甲", AT)
    closed = RowAnswers(year=2024, closed=date(2024, 3, 5))
    mapping = mapping.with_row(place, closed, "甲", AT)
    row = mapping.row(place)
    assert (row.outcome, row.closed) == ("granted", date(2024, 3, 5))
    assert [each.key for each in mapping.given] == ["rows.台账!22.outcome", "rows.台账!22.closed"]
    next_year = mapping.with_row(place, RowAnswers(year=2025, outcome="open"), "甲", AT)
    assert next_year.row(place) == RowAnswers(year=2025, outcome="open")


@pytest.mark.parametrize(
    ("answer", "fits"),
    [
        (RowAnswers(outcome="granted"), True),
        (RowAnswers(outcome="granted", year=2024, number="7"), True),
        (RowAnswers(outcome="granted", year=2023, number="7"), False),
        (RowAnswers(outcome="granted", year=2024, number="8"), False),
        (RowAnswers(outcome="granted", year=2024, number=""), False),
    ],
)
def test_an_answer_is_for_the_request_it_was_given_for(answer: RowAnswers, fits: bool) -> None:
    place = Place("台账", 22)
    mapping = Mapping(rows={"台账!22": answer}).fitting({place: "7"}, 2024)
    assert (mapping.row(place) == answer) is fits


def test_the_file_says_what_it_is() -> None:
    first, *_ = dump_mapping(Mapping()).splitlines()
    assert first.startswith("# 依申请公开台账的对照")
