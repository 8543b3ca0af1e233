"""The count is a pure function over four sets: every column balances, whatever there is."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.forms.applicants import Applicants
from tuiwizard.ledger.counting import count
from tuiwizard.ledger.request import Appeal, Place, Request
from tuiwizard.ledger.vocabulary import form_labels
from tuiwizard.report.draft import Draft

_DAYS = st.dates(date(2022, 6, 1), date(2026, 6, 30))


@st.composite
def requests(draw: st.DrawFn) -> list[Request]:
    outcomes = sorted({*form_labels("2021").values()})
    return [
        Request(
            place=Place("台账", row),
            applicant=draw(st.sampled_from([*Applicants.model_fields])),
            received=received,
            closed=draw(st.none() | st.integers(0, 500).map(lambda n: received + timedelta(n))),  # noqa: B023
            outcome=draw(st.sampled_from(outcomes)),
        )
        for row, received in enumerate(draw(st.lists(_DAYS, max_size=20)), 2)
    ]


@given(requests(), st.none() | st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_every_column_balances(made: list[Request], until: date | None) -> None:
    result = count(made, 2024, until)
    cells = result.cells()
    for column in (*Applicants.model_fields, "total"):
        left = cells[f"requests.received.{column}"] + cells[f"requests.carried_in.{column}"]
        right = cells[f"requests.outcomes.total.{column}"] + cells[f"requests.carried_out.{column}"]
        assert left == right
    assert len(result.counted) + len(result.not_counted) == len(made)
    rows = Counter(place for places in result.rows.values() for place in places)
    assert rows == {request.place: 2 for request in result.counted}


@given(requests())
def test_the_figures_are_a_finished_section(made: list[Request]) -> None:
    texts = {path: str(len(rows)) for path, rows in count(made, 2024).rows.items()}
    assert Draft.new(2024).with_texts(texts).report.section("requests") is not None


def test_reviews_and_suits_count_in_the_year_they_end() -> None:
    appeals = (
        Appeal("review", "upheld", date(2023, 11, 1), date(2024, 1, 5)),
        Appeal("litigation_after_review", "", date(2024, 2, 1)),
        Appeal("review", "other", date(2022, 11, 1), date(2023, 1, 5)),
        Appeal("review", "upheld", date(2025, 1, 1), date(2025, 2, 5)),
    )
    old = Request(
        place=Place("台账", 2), received=date(2022, 1, 1), closed=date(2022, 2, 1), appeals=appeals
    )
    cells = count([old], 2024, appeals=("review", "litigation_after_review")).cells()
    told = {path: n for path, n in cells.items() if n}
    assert told == {
        "appeals.review.upheld": 1,
        "appeals.review.total": 1,
        "appeals.litigation_after_review.pending": 1,
        "appeals.litigation_after_review.total": 1,
    }
    assert "appeals.litigation_direct.upheld" not in cells
