"""What is asked, what is refused, and what words mean."""

import csv
from datetime import date

import pytest

from tests.ledger.books import ledger, workbook
from tuiwizard.errors import SourceError
from tuiwizard.ledger.days import YearlessDay, read_day
from tuiwizard.ledger.mapping import Mapping, read_mapping
from tuiwizard.ledger.reading import Reading, read_ledger
from tuiwizard.ledger.sheets import _text, read_book
from tuiwizard.ledger.vocabulary import Trust, outcomes, read_outcome


def read(data: bytes, answers: str = "format = 1", file: str = "台账.xlsx") -> Reading:
    mapping = read_mapping("台账.toml", answers, outcomes("2021"))
    return read_ledger(read_book(file, data), mapping, 2024)


def asked(data: bytes, answers: str = "format = 1") -> list[tuple[str, str, str]]:
    found = read(data, answers).questions
    return [
        (question.kind, question.word or question.field, question.proposed) for question in found
    ]


GOOD = ("2024-100", "甲", "公民", "2024-03-01", "予以公开", "2024-03-08", None)


@pytest.mark.parametrize(
    ("row", "question"),
    [
        (("a1", "甲", "公民", "2024-13-03", "公开", "2024-04-03"), ("row", "received", "")),
        (("a1", "甲", "公民", "2024-03-03", "公开", "四月"), ("row", "closed", "")),
        (("a1", "甲", "公民", "2024-03-03", "公开", None), ("row", "closed", "")),
        (("a1", "甲", "公民", "2024-03-03", None, "2024-04-03"), ("row", "outcome", "")),
        (("a1", "甲", "公民", "2024-05-03", "公开", "2024-04-03"), ("row", "closed", "")),
        (("a1", "甲", "公民", "2022-05-03", "公开", "2024-04-03"), ("row", "received", "")),
        (("a1", "甲", "公民", "2024-03-03", "已答复", "2024-04-03"), ("outcome", "已答复", "")),
        (("a1", "甲", "公民", "2024-03-03", "第16条", "2024-04-03"), ("outcome", "第十六条", "")),
        (("a1", "甲", "公民", "2024-03-03", "B7", "2024-04-03"), ("outcome", "B7", "")),
        (("a1", "甲", "公民", "2024-03-03", "见附件", "2024-04-03"), ("row", "outcome", "")),
        (("a1", "甲", "法人", "2024-03-03", "公开", "2024-04-03"), ("row", "applicant", "")),
        (
            ("a1", "某某中学", None, "2024-03-03", "公开", "2024-04-03"),
            ("ending", "中学", "other_organisation"),
        ),
        (
            ("a1", "甲", "公民", "2024-03-03", "撤回", "2024-04-03"),
            ("outcome", "撤回", "other.other"),
        ),
        (
            ("a1", "甲", "公民", "2024-03-03", "不予公开", "2024-04-03", "属于国家秘密"),
            ("row", "outcome", "refused.state_secret"),
        ),
        (
            ("2024-100", "乙", "公民", "2024-03-03", "不予公开，国家秘密", "2024-04-03"),
            ("row", "count", "later"),
        ),
    ],
)
def test_what_is_not_clear_is_asked(row: tuple[str | None, ...], question: tuple[str, ...]) -> None:
    data = ledger(GOOD, row)
    assert asked(data) == [question]
    reading = read(data)
    assert reading.rows == 2
    assert len(reading.requests) <= 1


@pytest.mark.parametrize("word", ["办理中", "待补正", "征求第三方意见中", "补正告知", None])
def test_what_is_open_is_not_asked(word: str | None) -> None:
    closed = "2024-04-01" if word == "补正告知" else None
    reading = read(ledger(("a1", "甲", "公民", "2024-03-03", word, closed)))
    assert (reading.questions, reading.requests[0].closed) == ((), None)


def test_rows_outside_the_year_are_not_asked_about() -> None:
    before = ("a1", "甲", "外星人", "2022-03-03", "已答复", "2022-04-03")
    after = ("a2", "甲", "外星人", "2025-03-03", "已答复", "2025-04-03")
    assert asked(ledger(before, after)) == []


def test_answers_by_row_are_taken() -> None:
    data = ledger(("a1", "甲", "法人", "某日", "B7", None))
    answers = """format = 1
    [rows."台账!2"]
    received = 2024-03-01
    closed = 2024-03-05
    outcome = "granted"
    applicant = "business"
    """
    (request,) = read(data, answers).requests
    assert (request.received, request.closed) == (date(2024, 3, 1), date(2024, 3, 5))
    assert (request.outcome, request.applicant) == ("granted", "business")


def test_a_split_application_is_one_if_so_told() -> None:
    rows = (
        ("013", "甲", "公民", "2024-03-03", "公开", "2024-03-09"),
        ("012-1", "甲", "公民", "2024-03-03", "公开", "2024-03-09"),
        ("012-2", "甲", "公民", "2024-03-03", "国家秘密", "2024-03-12"),
    )
    assert asked(ledger(*rows)) == [("pattern", "一件拆成几行", "one")]
    reading = read(ledger(*rows), 'format = 1\nwords.pattern."一件拆成几行" = "one"')
    one = reading.requests[1]
    assert (one.outcome, one.closed) == ("partly_granted", date(2024, 3, 12))
    assert [each.reason for each in reading.set_aside] == ["part_of_request"]


def test_requests_handled_together_have_the_answer_of_the_one_they_name() -> None:
    together = ("2024-101", "甲", "公民", "2024-03-03", "合并办理，见2024-100", None)
    words = 'format = 1\nwords.outcome."合并办理" = "same_as"'
    first, second = read(ledger(GOOD, together), words).requests
    assert (second.outcome, second.closed) == (first.outcome, first.closed)
    astray = (*together[:4], "合并办理，见2024-999", None)
    assert asked(ledger(GOOD, astray), words) == [("pointer", "pointer", "")]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("依据《条例》第三十六条第（七）项，不予处理", "refused.administrative_inquiry"),
        ("第36条第4项，经检索不掌握", "unavailable.not_held"),
        ("政府信息公开申请答复书：部分公开", "partly_granted"),
        ("不予公开（商业秘密）", "refused.third_party_rights"),
        ("第十六条第一款", "refused.internal_affairs"),
    ],
)
def test_words_and_articles_name_a_row(text: str, path: str) -> None:
    assert read_outcome(text, "2021")[:2] == (Trust.SURE, path)


def test_the_form_of_2019_has_one_row_for_other_outcomes() -> None:
    assert read_outcome("逾期未补正", "2019").meaning == "other"
    assert read_outcome("其他处理", "2019")[:2] == (Trust.SURE, "other")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024.3.5", date(2024, 3, 5)),
        ("2024年3月5日 09:30", date(2024, 3, 5)),
        ("20240305", date(2024, 3, 5)),
        (45356, date(2024, 3, 5)),
        ("45356.0", date(2024, 3, 5)),
        ("3月5日", YearlessDay(3, 5)),
        ("2024-02-30", None),
        ("三月", None),
        (7, None),
    ],
)
def test_days(value: str | int, day: object) -> None:
    assert read_day(value) == day


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("卡.xlsx", workbook({"1": [["登记编号", "1", "收到日期", "2024-03-01"]]}), "没有找到"),
        ("表.xlsx", workbook({"1": [["月份", "收到件数", "公开"], ["1月", 1, 1]]}), "没有找到"),
        ("a.xlsx", b"PK\x03\x04damaged", "损坏"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("a.xls", b"\xd0\xcf\x11\xe0damaged", "损坏"),
        ("a.csv", b"\x00\x01\x02\xff\xfe\x00", "另存为"),
    ],
)
def test_what_is_no_ledger_is_refused(file: str, data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        read(data, file=file)


def test_a_long_cell_of_a_ledger_leaves_the_limit_of_others_alone() -> None:
    before = csv.field_size_limit()
    sheet = _text("台账.csv", ("编号," + "长" * 200_000).encode())
    assert sheet.rows[0][1] == "长" * 200_000
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format = ", "TOML"),
        ("format = 2", "format"),
        ("format = 1\ncolour = 1", "colour"),
        ('format = 1\nwords.outcome."甲" = "no_row"', "no_row"),
        ('format = 1\nwords.ending."厂" = "no_column"', "no_column"),
    ],
)
def test_a_wrong_map_is_refused(text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        read_mapping("台账.toml", text, outcomes("2021"))


def test_an_office_without_requests_has_zeros() -> None:
    reading = read(workbook({"台账": [["2024年台账"], ["本年度未收到政府信息公开申请"]]}))
    assert (reading.requests, reading.rows) == ((), 0)


def test_a_ledger_without_answers_needs_no_map() -> None:
    reading = read_ledger(read_book("台账.xlsx", ledger(GOOD)), Mapping(), 2024)
    assert [request.outcome for request in reading.requests] == ["granted"]
