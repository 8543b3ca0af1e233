"""Rows that are told twice, codes that are explained below, and files of other programs."""

import io
import sys
from datetime import date, datetime
from zipfile import ZipFile

import pytest

from tests.ledger.books import HEADER, ledger, workbook
from tests.ledger.test_reading import GOOD, asked, read
from tuiwizard.errors import SourceError
from tuiwizard.ledger.days import read_day
from tuiwizard.ledger.deadlines import State, term_of
from tuiwizard.ledger.icalendar import icalendar
from tuiwizard.ledger.ods import layouts
from tuiwizard.ledger.request import Place, Request, Stop
from tuiwizard.ledger.rows import text_of
from tuiwizard.ledger.sheets import read_book
from tuiwizard.ledger.vocabulary import Trust, read_outcome
from tuiwizard.ledger.working_days import UnknownYear, WorkingDays, _published

DAY = "2024-03-03"


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (("公开", "2024-03-09"), (None, None), 2),
        ((None, None), ("公开", "2024-03-09"), 3),
        ((None, None), ("办理中", None), 3),
        (("公开", "2024-03-09"), ("公开", "2024-03-09"), 3),
    ],
)
def test_a_carried_case_counts_once(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None], kept: int
) -> None:
    rows = [
        ("2024-7", "甲", "公民", DAY, *first, "上"),
        ("2024-7", "甲", "公民", DAY, *second, "下"),
    ]
    found = read(ledger(*rows))
    assert [each.place.row for each in found.requests] == [kept]
    assert [each.reason for each in found.set_aside] == ["carried_copy"]


def test_rows_of_one_number_that_differ_are_asked_about_unless_told() -> None:
    rows = (
        ("2024-7", "甲", "公民", DAY, "公开", "2024-03-09"),
        ("2024-7", "甲", "公民", "2024-04-03", "国家秘密", "2024-04-09"),
    )
    assert asked(ledger(*rows)) == [("row", "count", "later")]
    for answer, kept in (("earlier", [2]), ("later", [3]), ("both", [2, 3])):
        found = read(ledger(*rows), f'format = 1\nrows."台账!3".count = "{answer}"')
        assert [each.place.row for each in found.requests] == kept


def test_a_new_answer_that_names_no_request_is_asked_about() -> None:
    row = ("2024-9", "甲", "公民", DAY, "公开", "2024-03-09", "复议后重新答复")
    assert asked(ledger(GOOD, row)) == [("pattern", "复议后重新答复", "not_counted")]
    told = read(ledger(GOOD, row), 'format = 1\nwords.pattern."复议后重新答复" = "not_counted"')
    assert [each.reason for each in told.set_aside] == ["reanswer"]


def test_codes_are_explained_below_the_table() -> None:
    rows = (
        ("a-1", "甲", "公民", DAY, "A", "2024-03-09"),
        ("A", "国家秘密"),
        ("B", "予以公开"),
    )
    found = read(ledger(*rows))
    assert [each.outcome for each in found.requests] == ["refused.state_secret"]
    assert [each.reason for each in found.set_aside] == ["section", "section"]


def test_a_request_of_two_cells_is_no_explanation_of_a_code() -> None:
    header = ("序号", "申请人类型", "收到日期", "办理结果", "答复日期")
    data = workbook({"台账": [header, (1, "公民", DAY, "公开", "2024-03-09"), (2, "公民")]})
    assert asked(data) == [("row", "received", "")]


def test_values_of_spreadsheets() -> None:
    assert read_day(datetime(2024, 3, 5, 9, 30)) == date(2024, 3, 5)  # noqa: DTZ001 - as openpyxl has it
    assert read_day(date(2024, 3, 5)) == date(2024, 3, 5)
    assert read_day("24.3.5（周二）") == date(2024, 3, 5)
    assert text_of(3.0) == "3"


def test_outcomes_that_only_propose() -> None:
    assert read_outcome("依据第三十六条第五项答复", "2021")[:2] == (
        Trust.PROPOSED,
        "unavailable.not_held",
    )
    assert read_outcome("现将有关材料公开", "2021").trust is Trust.PROPOSED


def test_merged_areas_and_hidden_rows_of_ods() -> None:
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    content = (
        f'<x xmlns:t="{table}"><t:table t:name="一"><t:table-row t:number-rows-repeated="2" '
        't:visibility="filter"><t:table-cell t:number-columns-repeated="3"/><t:table-cell '
        't:number-rows-spanned="2"/></t:table-row></t:table><t:table t:name="二"/></x>'
    )
    found = layouts(content.encode())
    assert found["一"] == (((0, 1, 3, 3),), frozenset((0, 1)))
    assert found["二"] == ((), frozenset())


def test_an_encrypted_ods_is_refused_and_a_zip_that_is_no_book() -> None:
    for parts, said in (
        ({"content.xml": "x", "META-INF/manifest.xml": "<encryption-data/>"}, "密码"),
        ({"other.xml": "x"}, "损坏"),
    ):
        data = io.BytesIO()
        with ZipFile(data, "w") as book:
            for name, text in parts.items():
                book.writestr(name, text)
        with pytest.raises(SourceError, match=said):
            read_book("a.ods", data.getvalue())


def test_a_request_given_up_for_want_of_a_correction_is_never_late() -> None:
    request = Request(
        place=Place("台账", 2),
        received=date(2024, 3, 1),
        closed=date(2024, 9, 2),
        outcome="other.correction_overdue",
        correction=Stop(date(2024, 3, 5), None),
    )
    term = term_of(request, date(2024, 12, 31), WorkingDays())
    assert (term.state, term.late) == (State.IN_TIME, 0)
    assert "BEGIN:VEVENT" not in icalendar([term], date(2024, 12, 31))


def test_without_the_calendar_no_day_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    _published.cache_clear()
    with pytest.raises(UnknownYear):
        WorkingDays().of_year(2024)
    _published.cache_clear()
    monkeypatch.undo()
    days = WorkingDays().after(date(2024, 12, 30))
    assert [next(days) for _ in range(2)] == [date(2024, 12, 31), date(2025, 1, 2)]


def test_a_ledger_without_names_asks_by_row_but_not_for_rows_numbered_in_advance() -> None:
    header = ("编号", "收到日期", "办理结果", "答复日期")
    data = workbook({"台账": [header, ("a-1", DAY, "公开", "2024-03-09"), ("7", None)]})
    assert asked(data) == [("row", "applicant", "")]
    assert [str(each.place) for each in read(data).set_aside] == ["台账!3"]


def test_a_header_in_the_middle_is_no_row() -> None:
    found = read(workbook({"台账": [HEADER, GOOD, HEADER, ("2024-101", *GOOD[1:])]}))
    assert len(found.requests) == 2
