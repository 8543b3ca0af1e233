"""What is still to be answered, by its last day; and the calendars behind it."""

from datetime import date

import pytest

from tests.ledger.books import ledger
from tuiwizard.errors import SourceError
from tuiwizard.ledger.due import Due, due
from tuiwizard.ledger.icalendar import icalendar
from tuiwizard.ledger.mapping import Mapping
from tuiwizard.ledger.reading import read_ledger
from tuiwizard.ledger.sheets import read_book
from tuiwizard.ledger.working_days import UnknownYear, WorkingDays, read_working_days

DAY = date(2024, 6, 20)
HEADER = (
    "编号", "申请人", "申请人类型", "收到日期", "办理结果", "答复日期",
    "延期告知日期", "补正通知日期", "收到补正日期", "征求第三方日期", "第三方答复日期",
)  # fmt: skip


Row = tuple[str | None, ...]


def row(number: str, received: str, outcome: str = "", closed: str = "", **events: str) -> Row:
    stops = (events.get(name) for name in ("extended", "sent", "back", "asked", "told"))
    return (number, "标记姓名", "公民", received, outcome, closed, *stops)


def look(*rows: Row, day: date = DAY, calendar: str = "") -> Due:
    sheets = read_book("台账.xlsx", ledger(*rows, header=HEADER))
    known = read_working_days("calendar.toml", calendar)
    return due(read_ledger(sheets, Mapping(), day.year, day), day, known)


def test_open_requests_are_sorted_by_their_last_day() -> None:
    found = look(
        row("2024-3", "2024-06-11"),
        row("2024-1", "2024-04-07"),
        row("2024-2", "2024-05-27"),
        row("2024-4", "2024-03-01", "公开", "2024-05-20"),
        row("2024-5", "2024-03-01", "公开", "2024-03-05"),
    )
    assert [term.request.number for term in found.late] == ["2024-1"]
    assert [(t.request.number, t.deadline, t.left) for t in found.due_soon] == [
        ("2024-2", date(2024, 6, 25), 3)
    ]
    assert [(t.request.number, t.deadline) for t in found.later] == [("2024-3", date(2024, 7, 9))]
    assert [(t.request.number, t.late) for t in found.answered_late] == [("2024-4", 34)]
    assert found.not_told == ()


@pytest.mark.parametrize(
    ("events", "last", "said"),
    [
        ({"extended": "2024-06-05"}, date(2024, 7, 16), "2024-06-05 告知延期，再加 20 个"),
        ({"extended": "2024-06-19"}, date(2024, 6, 18), "2024-06-19 才告知延期，已过期限，不加"),
        ({"extended": "是"}, date(2024, 7, 16), "延期，再加 20 个（台账没有告知的日期）"),
        ({"extended": "2024-06-21"}, date(2024, 6, 18), "从次日起 20 个工作日"),
        (
            {"sent": "2024-05-22", "back": "2024-06-03"},
            date(2024, 7, 2),
            "2024-06-03 收到补正，重新起算",
        ),
        ({"sent": "2024-05-22"}, None, "2024-05-22 通知补正，没有收到以前不计"),
        ({"asked": "2024-05-22"}, None, "2024-05-22 起征求第三方，没有答复以前不计"),
        (
            {"asked": "2024-05-22", "told": "2024-06-30"},
            None,
            "2024-05-22 起征求第三方，没有答复以前不计",
        ),
        ({"asked": "2024-06-21"}, date(2024, 6, 18), "从次日起 20 个工作日"),
        (
            {"asked": "2024-05-22", "told": "2024-05-24"},
            date(2024, 6, 20),
            "2024-05-22 到 2024-05-24 征求第三方，不计",
        ),
    ],
)  # fmt: skip
def test_each_says_how_its_last_day_was_computed(
    events: dict[str, str], last: date | None, said: str
) -> None:
    found = look(row("2024-1", "2024-05-20", **events))
    (term,) = (*found.open, *found.standing)
    assert term.deadline == last
    assert said in term.how()


def test_rows_that_cannot_be_judged_are_named() -> None:
    found = look(row("2024-1", "某日"), row("2024-2", "2024-06-01", "已答复", "2024-06-03"))
    assert [str(place) for place in found.unread] == ["台账!2"]
    assert found.open == ()


def test_a_last_day_in_a_year_that_is_not_known_is_not_guessed() -> None:
    rows = row("2090-1", "2090-01-04"), row("2090-2", "2090-01-05", "公开", "2090-01-06")
    found = look(*rows, day=date(2090, 1, 10))
    assert [(request.number, year) for request, year in found.unknown] == [("2090-1", 2090)]
    own = "[2090]\nholidays = [2090-01-10]\nworkdays = [2090-01-07]"
    known = look(*rows, day=date(2090, 1, 10), calendar=own)
    assert [term.deadline for term in known.open] == [date(2090, 2, 1)]
    assert known.unknown == ()


def test_the_office_has_the_last_word_on_a_year() -> None:
    usual = WorkingDays().of_year(2024)
    own = read_working_days("calendar.toml", "[2024]\nholidays = []").of_year(2024)
    assert (len(usual), len(own)) == (251, 262)
    with pytest.raises(UnknownYear):
        WorkingDays().between(date(2089, 12, 1), date(2090, 1, 2))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[2027", "读不出来"),
        ("[2027]\nfree = []", "读不出来"),
        ("[2027]\nholidays = [2026-01-01]", "2026-01-01"),
        ("[2027]\nholidays = [2027-01-02]", "2027-01-02"),
        ("[2027]\nholidays = []\nworkdays = [2027-01-04]", "2027-01-04"),
    ],
)
def test_a_calendar_that_is_wrong_is_refused(text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        read_working_days("calendar.toml", text)


def test_a_calendar_has_one_day_for_each_request() -> None:
    found = look(row("2024-1", "2024-04-07"), row(f"{'长' * 40},1", "2024-06-03"))
    text = icalendar(found.open, DAY)
    assert text.endswith("END:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    plain = text.replace("\r\n ", "")
    assert plain.count("BEGIN:VEVENT") == plain.count("END:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20240507\r\nDTEND;VALUE=DATE:20240508" in plain
    assert f"SUMMARY:依申请公开 {'长' * 40}\\,1 答复到期" in plain
    assert plain.count("BEGIN:VALARM") == 1
    again = icalendar(look(row("2024-1", "2024-04-07")).open, DAY)
    assert next(line for line in again.split("\r\n") if line.startswith("UID")) in plain
