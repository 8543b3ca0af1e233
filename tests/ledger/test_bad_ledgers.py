"""Ledgers in which something is wrong: what is said, and that no row is lost or counted unseen."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.ledger.books import HEADER, ledger, workbook
from tests.ledger.test_reading import read
from tuiwizard.errors import SourceError
from tuiwizard.ledger.counting import count

NAME = "标记姓名"
GOOD = ("2024-100", NAME, "公民", "2024-03-01", "予以公开", "2024-03-08", None)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([HEADER[:3], ("1", NAME, "公民")], "第 1 行只认出了 编号、申请人、申请人类型"),
        ([("月份", "件数"), ("1月", 2)], "前 40 行里没有认出一个栏目"),
        ([("姓名：" + NAME,), ("收到日期", "2024-03-01")], "第 1 行只认出了 申请人"),
        ([(*HEADER, None, *HEADER), (*GOOD, None, *GOOD)], "台账 第 1 行：两个台账并排"),
        ([(1, "予以公开", 3), (2, "部分公开", 1)], "没有找到一行一件的台账"),
        (
            [("登记编号", "2024-001", "收到日期", None, "答复日期", None), ("申请人", NAME)],
            "第 1 行只认出了 编号、收到日期、答复日期",
        ),
        ([*((f"{n}月", n) for n in range(1, 12)), ("12月", "本月无申请")], "没有找到"),
    ],
)
def test_what_is_no_ledger_says_what_was_looked_for_and_seen(
    rows: list[tuple[Any, ...]], said: str
) -> None:
    with pytest.raises(SourceError, match=said) as refused:
        read(workbook({"台账": rows}))
    assert NAME not in str(refused.value)


def test_two_tables_under_each_other_are_both_read() -> None:
    second = ("受理时间", "登记编号", "申请人性质", "答复类型", "办结时间")
    other = ("2023-12-20", "2023-007", "企业", "国家秘密", "2024-01-05")
    data = workbook({"台账": [HEADER, GOOD, [], ("2023年结转",), second, other]})
    found = read(data)
    assert [(each.number, each.outcome) for each in found.requests] == [
        ("2024-100", "granted"),
        ("2023-007", "refused.state_secret"),
    ]
    assert [each.reason for each in found.set_aside] == ["section", "header"]


@pytest.mark.parametrize("column", [4, 5, 6])
def test_a_formula_without_a_value_is_asked_for(column: int) -> None:
    book = load_workbook(BytesIO(ledger(GOOD)))
    book["台账"].cell(2, column).value = "=A1"
    data = BytesIO()
    book.save(data)
    (question,) = read(data.getvalue()).questions
    assert question.problem == "公式没有算出值"
    assert question.rows == (("台账", 2),)


def test_a_protected_sheet_is_read_and_an_encrypted_book_refused() -> None:
    book = load_workbook(BytesIO(ledger(GOOD)))
    book["台账"].protection.enable()
    data = BytesIO()
    book.save(data)
    assert len(read(data.getvalue()).requests) == 1
    with pytest.raises(SourceError, match="密码"):
        read(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({3: "2024-02-30"}, "收到日期读不出来"),
        ({3: "2月30日"}, "收到日期读不出来"),
        ({3: "2042-03-01"}, "收到日期的年份和前后各行相差很远"),
        ({4: "办理中"}, "写着还没有答复，又有答复日期"),
        ({4: "商业秘密不予公开，其余予以公开"}, "办理结果看不出是哪一种"),
        ({4: None, 6: "个人隐私"}, "有答复日期，没有办理结果"),
        ({2: "外星人"}, "申请人类型看不出是哪一类"),
        ({2: "法人（组织）"}, "“法人（组织）”，名称看不出是哪一类"),
        ({1: None, 2: None}, "没有申请人类型"),
    ],
)
def test_a_value_that_cannot_be_is_asked_for_by_its_row(
    cells: dict[int, str | None], said: str
) -> None:
    odd = tuple(cells.get(n, cell) for n, cell in enumerate(("2024-101", *GOOD[1:])))
    (question,) = read(ledger(GOOD, odd, ("2024-102", *GOOD[1:]))).questions
    assert (question.problem, question.rows) == (said, (("台账", 3),))
    assert NAME not in str(question)


def test_a_year_in_the_last_row_that_is_far_from_all_others_is_asked_for() -> None:
    rows = [(f"2024-{n}", NAME, "公民", f"2024-03-{n}", "公开", f"2024-03-{n}") for n in (10, 11)]
    last = ("2024-12", NAME, "公民", "2042-03-12", None, None)
    (question,) = read(ledger(*rows, last)).questions
    assert (question.field, str(question.rows[0])) == ("received", "台账!4")


@pytest.mark.parametrize(
    ("answer", "counted", "aside"),
    [("once", [2], "duplicate"), ("later", [3], "superseded"), ("both", [2, 3], "")],
)
def test_two_rows_that_are_the_same_and_have_no_number_are_asked_about(
    answer: str, counted: list[int], aside: str
) -> None:
    row = (None, *GOOD[1:])
    (question,) = read(ledger(row, row)).questions
    assert (question.field, question.problem) == ("count", "两行完全相同，没有编号")
    found = read(ledger(row, row), f'format = 1\nrows."台账!3".count = "{answer}"')
    assert [each.place.row for each in found.requests] == counted
    assert [each.reason for each in found.set_aside] == [aside] * bool(aside)


WORDS = st.sampled_from(
    ["公开", "不予公开", "已答复", "办理中", "国家秘密", "合并办理，见2024-100", "B7", "撤回", None]
)
DAYS = st.sampled_from(
    [None, "2024-03-05", "3月5日", "某日", "2023-11-02", "2025-02-01", "20240306", 45356, "合计"]
)
ROWS = st.tuples(
    st.sampled_from(["2024-100", "2024-101", "2024-101-1", "2024-101-2", "1", "合计", None]),
    st.sampled_from([NAME, "某公司", "某联合体", None]),
    st.sampled_from(["公民", "法人", "企业", "外星人", None]),
    DAYS,
    WORDS,
    DAYS,
    st.sampled_from([None, "更正", "复议后重新答复", "经复议撤销，已重新答复", "国家秘密"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=12))
def test_every_row_is_counted_set_aside_or_asked_about(rows: list[tuple[Any, ...]]) -> None:
    found = read(ledger(GOOD, *rows))
    result = count(found.requests, 2024, None, found.appeals)
    filled = {n for n, row in enumerate([GOOD, *rows], 2) if any(c is not None for c in row)}
    counted = {each.place.row for each in result.counted}
    aside = {each.place.row for each in (*found.set_aside, *result.not_counted)}
    asked = {place.row for question in found.questions for place in question.rows}
    assert counted | aside | asked == filled
    assert not counted & aside
    assert not aside & asked or found.questions
    assert found.rows == len(filled)
    assert len(result.counted) + len(found.set_aside) + len(result.not_counted) == len(
        counted | aside
    )
    assert NAME not in str(found.questions)
    assert date(2024, 3, 1) in {each.received for each in found.requests} or asked
