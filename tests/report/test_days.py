"""Days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.report.days import read_day


@given(st.dates(date(1000, 1, 1)))
def test_every_usual_way_of_writing_a_day(day: date) -> None:
    full_width = day.isoformat().translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for text in (
        day.isoformat(),
        full_width,
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f" {day.year}.{day.month}.{day.day} ",
        f"{day.year}{day.month:02}{day.day:02}",
    ):
        assert read_day(text) == day


@pytest.mark.parametrize(
    "text", ["", "今天", "2026-02-30", "2026-13-01", "20260230", "26-1-1", "1"]
)
def test_what_is_no_day(text: str) -> None:
    assert read_day(text) is None


@given(st.text())
def test_no_text_is_an_accident(text: str) -> None:
    found = read_day(text)
    assert found is None or isinstance(found, date)
