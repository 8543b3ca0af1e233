"""What became of requests that are split, ticked twice, or handled together with others."""

import pytest

from tests.ledger.books import ledger, workbook
from tests.ledger.test_reading import GOOD, asked, read

DAY = "2024-03-03"


Row = tuple[str | None, ...]


def part(number: str, outcome: str | None, closed: str | None = "2024-03-12") -> Row:
    return (number, "甲", "公民", DAY, outcome, closed)


ONE = 'format = 1\nwords.pattern."一件拆成几行" = "one"\n'


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ("公开", "部分公开", "partly_granted"),
        ("国家秘密", "国家秘密", "refused.state_secret"),
        ("公开", "办理中", ""),
        ("公开", None, ""),
    ],
)
def test_the_parts_of_an_application_have_one_outcome(
    first: str, second: str | None, outcome: str
) -> None:
    closed = "2024-03-12" if second and second != "办理中" else None
    rows = part("013", "公开"), part("012-1", first), part("012-2", second, closed)
    assert read(ledger(*rows), ONE).requests[1].outcome == outcome


def test_parts_refused_for_two_reasons_are_asked_about_until_they_are_told() -> None:
    rows = part("013", "公开"), part("012-1", "国家秘密"), part("012-2", "商业秘密")
    (question,) = read(ledger(*rows), ONE).questions
    assert (question.field, str(question.rows[0])) == ("outcome", "台账!3")
    told = 'rows."台账!3".outcome = "refused.state_secret"'
    assert read(ledger(*rows), ONE + told).requests[1].outcome == "refused.state_secret"


def test_rows_of_a_split_number_may_be_requests_of_their_own() -> None:
    rows = part("013", "公开"), part("012-1", "公开"), part("012-2", "国家秘密")
    both = 'format = 1\nwords.pattern."一件拆成几行" = "both"\n'
    assert len(read(ledger(*rows), both).requests) == 3
    by_row = 'format = 1\nrows."台账!3".count = "both"\n'
    assert len(read(ledger(*rows), by_row).requests) == 3


TICKED = ("编号", "姓名", "申请人类型", "收到日期", "予以公开", "部分公开", "国家秘密", "答复日期")


@pytest.mark.parametrize(
    ("ticks", "proposed"),
    [(("√", None, "√"), "partly_granted"), ((None, "√", "√"), ""), ((None, None, None), "")],
)
def test_two_ticks_or_none_are_asked_about(ticks: tuple[str | None, ...], proposed: str) -> None:
    row = ("a-1", "甲", "公民", DAY, *ticks, "2024-03-12")
    assert asked(workbook({"台账": [TICKED, row]})) == [("row", "outcome", proposed)]


def test_two_ticks_for_an_applicant_are_asked_about() -> None:
    header = ("编号", "姓名", "公民", "企业", "收到日期", "办理结果", "答复日期")
    rows = ("a-1", "甲", "√", "√", DAY, "公开", "2024-03-12"), ("a-2", "甲", "√", None, DAY, None)
    assert asked(workbook({"台账": [header, *rows]})) == [("row", "applicant", "")]


@pytest.mark.parametrize("answer", ["open", "not_counted"])
def test_the_office_may_say_that_an_outcome_is_none(answer: str) -> None:
    data = ledger(part("a-1", "已答复"), part("a-2", "已答复"))
    found = read(data, f'format = 1\nwords.outcome."已答复" = "{answer}"')
    assert [each.closed for each in found.requests] == [None, None] * (answer == "open")
    assert [each.reason for each in found.set_aside] == ["told", "told"] * (answer != "open")


def test_a_day_of_an_answer_that_cannot_be_read_is_asked_for() -> None:
    assert asked(ledger(part("a-1", None, "四月"))) == [("row", "closed", "")]


POINTS = 'format = 1\nwords.outcome."合并办理" = "same_as"'


@pytest.mark.parametrize(
    ("text", "row"),
    [("合并办理，见2024-100", 2), ("合并办理，见第2号", 3), ("合并办理，见2月第1号", 4)],
)
def test_a_request_is_found_by_its_number_or_by_its_place(text: str, row: int) -> None:
    header = ("序号", "编号", "姓名", "申请人类型", "收到日期", "办理结果", "答复日期")
    march = [
        header,
        (1, "2024-100", "甲", "公民", DAY, "公开", "2024-03-08"),
        (2, "2024-101", "甲", "公民", DAY, "国家秘密", "2024-03-08"),
        (3, "2024-1001", "甲", "公民", DAY, text, None),
    ]
    other = [header, (1, "2024-99", "甲", "公民", "2024-12-01", "个人隐私", "2024-12-08")]
    wanted = [header, (1, "2024-50", "甲", "公民", "2024-02-01", "商业秘密", "2024-03-20")]
    found = read(workbook({"12月": other, "3月": march, "2月": wanted}), POINTS)
    by_row = {2: "granted", 3: "refused.state_secret", 4: "refused.third_party_rights"}
    assert found.questions == ()
    assert {each.number: each.outcome for each in found.requests}["2024-1001"] == by_row[row]


@pytest.mark.parametrize(
    "text", ["合并办理，见2024-1002", "合并办理", "合并办理，见第9号", "合并办理，见2024-101"]
)
def test_a_pointer_to_nothing_is_asked_about(text: str) -> None:
    rows = GOOD, ("2024-101", "甲", "公民", DAY, text, None)
    assert asked(ledger(*rows), POINTS) == [("pointer", "pointer", "")]
    told = f'{POINTS}\nrows."台账!3".pointer = "台账!2"'
    assert read(ledger(*rows), told).requests[1].outcome == "granted"


def test_requests_that_point_at_each_other_or_at_what_is_not_known_are_asked_about() -> None:
    rows = (
        ("2024-101", "甲", "公民", DAY, "合并办理，见2024-102", None),
        ("2024-102", "甲", "公民", DAY, "合并办理，见2024-101", None),
    )
    assert {kind for kind, *_ in asked(ledger(*rows), POINTS)} == {"pointer"}
    astray = ("2024-103", "甲", "公民", "某日", "公开", "2024-03-08")
    at_it = ("2024-104", "甲", "公民", DAY, "合并办理，见2024-103", None)
    assert asked(ledger(astray, at_it), POINTS) == [("row", "received", "")]
