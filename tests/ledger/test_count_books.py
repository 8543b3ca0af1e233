"""From books to what is kept of their count, and once more when they have changed."""

from datetime import UTC, date, datetime

import pytest

from tests.ledger.books import ledger, workbook
from tuiwizard.errors import SourceError
from tuiwizard.ledger import recount
from tuiwizard.ledger.count_books import count_sheets, read_sheets, record_of
from tuiwizard.ledger.mapping import Mapping, dump_mapping
from tuiwizard.report.count_record import CountRecord, NamedFile
from tuiwizard.report.digest import digest
from tuiwizard.words import Message

HEADER = ("编号", "申请人", "申请人类型", "收到日期", "办理结果", "答复日期", "行政复议结果")
ROWS = (
    ("2023-9", "甲某", "自然人", date(2023, 12, 20), "予以公开", date(2024, 1, 5), None),
    ("2024-1", "乙某", "商业企业", date(2024, 3, 1), "予以公开", date(2024, 3, 9), "维持"),
    ("2024-2", "丙某", "自然人", date(2024, 12, 20), None, None, None),
    ("2023-1", "丁某", "自然人", date(2023, 1, 20), "予以公开", date(2023, 2, 5), None),
)
ASKED = ("1", "甲", "自然人", date(2024, 4, 1), "已办结", date(2024, 5, 1))
AT = datetime(2025, 1, 6, tzinfo=UTC)


def kept(data: bytes, mapping: Mapping = Mapping(), year: int = 2024) -> CountRecord:  # noqa: B008 - frozen
    told: list[str] = []
    counted = count_sheets(read_sheets([("台账.xlsx", data)], told.append), mapping, year)
    assert told == ["正在读 台账.xlsx（1/1）"]
    assert counted.reading.questions == ()
    files = [NamedFile(path="台账.xlsx", sha256=digest(data))]
    return record_of(counted, mapping, files, None, date(2025, 1, 6))


def test_what_is_kept_is_what_was_counted() -> None:
    record = kept(ledger(*ROWS, header=HEADER))
    assert [(r.number, r.came, r.went) for r in record.rows] == [
        ("2023-9", "carried_in", "outcomes.granted"),
        ("2024-1", "received", "outcomes.granted"),
        ("2024-2", "received", "carried_out"),
    ]
    assert record.rows[1].appeals == ("review.upheld",)
    assert record.appeals == ("review",)
    counted = count_sheets(
        read_sheets([("台账.xlsx", ledger(*ROWS, header=HEADER))], lambda _: None), Mapping(), 2024
    )
    assert {path: len(rows) for path, rows in record.by_cell.items()} == {
        path: len(rows) for path, rows in counted.figures.rows.items()
    }


def test_a_ledger_that_has_changed_is_counted_with_the_same_answers() -> None:
    mapping = Mapping().with_word("outcome", "信息不存在", "unavailable.not_held", "甲", AT)
    before = ledger(*ROWS, ("2024-3", "戊某", "自然人", date(2024, 4, 1), "信息不存在", AT.date()))
    record = kept(before, mapping)
    after = ledger(*ROWS[:2], ("2024-3", "戊某", "自然人", date(2024, 4, 1), "予以公开", AT.date()))
    now = recount(record, [("台账.xlsx", after)], dump_mapping(mapping))
    assert isinstance(now, CountRecord)
    assert now.files == (NamedFile(path="台账.xlsx", sha256=digest(after)),)
    assert [row.number for row in now.rows] == ["2023-9", "2024-1", "2024-3"]


@pytest.mark.parametrize(
    ("data", "answers", "why"),
    [
        (b"", "", "现在数不出来"),
        (workbook({"空": [["x"]]}), "", "没有找到一行一件的台账"),
        (ledger(ASKED), "", "有 1 处要回答"),
        (ledger(*ROWS), "format = 3", "不认识，或写得不对"),
    ],
)
def test_why_it_cannot_be_counted_again(data: bytes, answers: str, why: str) -> None:
    said = recount(kept(ledger(*ROWS, header=HEADER)), [("台账.xlsx", data)], answers)
    assert isinstance(said, Message)
    assert why in str(said)


def test_an_answer_for_a_row_of_last_year_is_not_one_for_this_year() -> None:
    sheets = read_sheets([("台账.xlsx", ledger(ASKED))], lambda _: None)
    for row, open_still in (
        ({"outcome": "granted"}, 0),
        ({"outcome": "granted", "year": 2024, "number": "1"}, 0),
        ({"outcome": "granted", "year": 2023, "number": "1"}, 1),
        ({"outcome": "granted", "year": 2024, "number": "2"}, 1),
    ):
        mapping = Mapping.model_validate({"rows": {"台账!2": row}})
        assert len(count_sheets(sheets, mapping, 2024).reading.questions) == open_still


def test_a_book_that_cannot_be_read_is_named() -> None:
    with pytest.raises(SourceError, match=r"坏\.xlsx"):
        read_sheets([("坏.xlsx", b"PK\x03\x04")], lambda _: None)
