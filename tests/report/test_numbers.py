"""Typed figures: what each text means, or why it is refused."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import any_text
from tuiwizard.forms.characters import FORBIDDEN_CHARACTERS
from tuiwizard.forms.common import MAX_COUNT
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.numbers import QUOTED, Figure, Money, Refusal, parse_figure

COUNT = cells_by_path("2021", "requests")["requests.received.natural_person"]
CHANGE = cells_by_path("2019", "proactive")["proactive.fees.change"]
WAN = cells_by_path("2021", "proactive")["proactive.fees.amount"]
YUAN = cells_by_path("2021", "other_matters")["other_matters.fees_charged"]
ANY_UNIT = cells_by_path("2019", "proactive")["proactive.procurement.amount"]
ALL = (COUNT, CHANGE, WAN, YUAN, ANY_UNIT)

COUNTS = {
    "0": 0,
    "12": 12,
    "012": 12,
    "00": 0,
    "+3": 3,
    "-0": 0,
    "１２３": 123,
    "１，２３４": 1234,
    "＋５": 5,
    "1,234": 1234,
    "1,234,567": 1234567,
    "12,345": 12345,
    "1 234": 1234,
    "1 234 567": 1234567,
    "1\u00a0234": 1234,
    "1\u202f234": 1234,
    "1　234": 1234,
    " 7 ": 7,
    "　7　": 7,
    "\t7\n": 7,
    "\ufeff7\u200b": 7,
    "+ 7": 7,
    "3件": 3,
    "3 件": 3,
    "３项": 3,
    "1,234件": 1234,
    "2条": 2,
    "2个": 2,
    "2宗": 2,
    "396442278": 396442278,
    "999999999": MAX_COUNT,
    "0000000000000001": 1,
    "3.0": 3,
    "3.00": 3,
    "３．０": 3,
    "1,234.0": 1234,
    "1 234.00 件": 1234,
}


@pytest.mark.parametrize(("text", "value"), COUNTS.items())
def test_counts(text: str, value: int) -> None:
    found = parse_figure(COUNT, text)
    assert found == value
    assert type(found) is int


CHANGES = {
    "3": 3,
    "+3": 3,
    "-3": -3,
    "－３": -3,
    "−3": -3,
    "–3": -3,
    "—3": -3,
    "﹣3": -3,
    "- 3": -3,
    "-1,423": -1423,
    "增1423": 1423,
    "增 1,423": 1423,
    "减3": -3,
    "减３件": -3,
    "减 3 项": -3,
    "增0": 0,
    "减0": 0,
    "-999999999": -MAX_COUNT,
}


@pytest.mark.parametrize(("text", "value"), CHANGES.items())
def test_changes(text: str, value: int) -> None:
    assert parse_figure(CHANGE, text) == value


AMOUNTS = {
    "0": "0",
    "0.50": "0.50",
    "316441": "316441",
    "７７３０．２８": "7730.28",
    "18。65": "18.65",
    "24252.311082": "24252.311082",
    "7,730.28": "7730.28",
    "7 730.28": "7730.28",
    "+1.5": "1.5",
    "-0": "0",
    "-0.00": "0.00",
    "0.000000": "0.000000",
    "999999999999.999999": "999999999999.999999",
}


@pytest.mark.parametrize(("text", "value"), AMOUNTS.items())
def test_amounts_keep_every_digit(text: str, value: str) -> None:
    assert str(parse_figure(WAN, text)) == value
    assert parse_figure(ANY_UNIT, text) == Money(Decimal(value), "")


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        (WAN, "96171.6万元", Decimal("96171.6")),
        (WAN, "3 万元", Decimal(3)),
        (YUAN, "3940元", Decimal(3940)),
        (ANY_UNIT, "251000元", Money(Decimal(251000), "元")),
        (ANY_UNIT, "160.5964万元", Money(Decimal("160.5964"), "万元")),
        (ANY_UNIT, "56580", Money(Decimal(56580), "")),
    ],
)
def test_units_that_are_the_cells_own(cell: Cell, text: str, value: Figure) -> None:
    assert parse_figure(cell, text) == value


def test_money_prints_as_typed() -> None:
    assert str(parse_figure(ANY_UNIT, "160.50 万元")) == "160.50万元"


REFUSED: list[tuple[Cell, str, str]] = [
    # a unit that would be wrong by a factor of 10,000, or is nonsense
    (WAN, "3940元", "本格的单位是万元，“3940元”请换算后再填"),
    (YUAN, "1万元", "本格的单位是元，“1万元”请换算后再填"),
    (WAN, "3件", "本格的单位是万元"),
    (ANY_UNIT, "3件", "本格的单位是元或万元"),
    (COUNT, "3元", "本格填数量，“3元”是金额"),
    (CHANGE, "3万元", "是金额"),
    # two figures in one cell
    (COUNT, "1 2", "“1 2”里有空格隔开的两个数，一格只能填一个数"),
    (COUNT, "396 442278", "两个数"),
    (COUNT, "12 34", "两个数"),
    (COUNT, "1234 567", "两个数"),
    (COUNT, "0 123", "两个数"),
    (COUNT, "1\n234", "“1 234”里有空格隔开的两个数"),
    (COUNT, "1\t234", "两个数"),
    (COUNT, "1  234", "两个数"),
    (COUNT, "1\u200b2", "两个数"),
    (COUNT, "22（其中修订 16 件）", "两个数"),
    (WAN, "1. 5", "两个数"),
    # thousands
    (COUNT, "1,23", "“1,23”的千位分隔符位置不对，请写成 1,234 或 1234"),
    (COUNT, "12,34", "千位分隔符"),
    (COUNT, "1234,567", "千位分隔符"),
    (COUNT, "1,,234", "千位分隔符"),
    (COUNT, "1,234,", "千位分隔符"),
    (COUNT, "0,123", "千位分隔符"),
    (WAN, "1,23.5", "千位分隔符"),
    (COUNT, ",123", "不是数字"),
    # signs
    (COUNT, "-1", "“-1”是负数，本格不能小于 0"),
    (COUNT, "减1", "不是数字"),
    (WAN, "-0.01", "“-0.01”是负数，金额不能小于 0"),
    (CHANGE, "--253", "“--253”不是数字，请只填一个数"),
    (CHANGE, "+-3", "不是数字"),
    (CHANGE, "3-", "不是数字"),
    (CHANGE, "减-3", "不是数字"),
    (CHANGE, "增-3", "不是数字"),
    (CHANGE, "增加3", "不是数字"),
    (CHANGE, "增", "不是数字"),
    (CHANGE, "减", "不是数字"),
    (CHANGE, "增减3", "不是数字"),
    # no figure at all
    (COUNT, "/", "“/”不是数字，没有就填 0"),
    (COUNT, "-", "“-”不是数字，没有就填 0"),
    (COUNT, "－", "没有就填 0"),
    (COUNT, "——", "没有就填 0"),
    (COUNT, "\\", "没有就填 0"),
    (COUNT, "无", "“无”不是数字，没有就填 0"),
    (WAN, "-", "没有就填 0"),
    (COUNT, "+", "不是数字"),
    (COUNT, "件", "不是数字"),
    (COUNT, "-件", "不是数字"),
    (WAN, "万元", "不是数字"),
    (COUNT, "无 数据", "“无 数据”不是数字，请只填一个数"),
    (COUNT, "abc", "不是数字"),
    (COUNT, "12a", "不是数字"),
    (COUNT, "1e3", "不是数字"),
    (COUNT, "0x10", "不是数字"),
    (COUNT, "1_000", "不是数字"),
    (COUNT, "=1+2", "不是数字"),
    (WAN, "inf", "不是数字"),
    (WAN, "NaN", "不是数字"),
    (WAN, ".5", "不是数字"),
    (WAN, "1.2.3", "不是数字"),
    # digits that are not digits here
    (COUNT, "三", "“三”请改用阿拉伯数字"),
    (COUNT, "一百二十", "请改用阿拉伯数字"),
    (COUNT, "〇", "请改用阿拉伯数字"),
    (COUNT, "两件", "请改用阿拉伯数字"),
    (CHANGE, "减三", "请改用阿拉伯数字"),
    (COUNT, "3万", "不是数字"),
    (COUNT, "٣٤", "不是数字"),
    (COUNT, "²", "不是数字"),
    (COUNT, "1²", "不是数字"),
    (COUNT, "①", "不是数字"),
    (COUNT, "Ⅳ", "不是数字"),
    (COUNT, "3️⃣", "不是数字"),
    (COUNT, "😀", "不是数字"),
    # not a whole number, too many decimals, too large
    (COUNT, "3.5", "“3.5”不是整数，本格只能填整数"),
    (COUNT, "3.000", "不是整数"),  # thousands, where people write them so
    (COUNT, "3。", "不是整数"),
    (COUNT, "3.", "不是整数"),
    (CHANGE, "-0.5", "不是整数"),
    (WAN, "5.", "“5.”的小数点后面没有数字"),
    (WAN, "1.1234567", "小数位数超过 6 位"),
    (WAN, "1.0000000", "小数位数超过 6 位"),
    (COUNT, "1000000000", "“1000000000”太大了，最大是 999,999,999"),
    (CHANGE, "-1000000000", "太大了"),
    (COUNT, "9" * 21, "太大了"),
    (WAN, "1000000000000", "“1000000000000”太大了，金额要小于一万亿"),
    (WAN, "9" * 21, "太大了"),
    (WAN, "-1000000000000", "太大了"),
]


@pytest.mark.parametrize(("cell", "text", "words"), REFUSED)
def test_refusals_say_why(cell: Cell, text: str, words: str) -> None:
    found = parse_figure(cell, text)
    assert isinstance(found, Refusal), found
    assert words in str(found.reason)


LONG = 200_000


@pytest.mark.parametrize(
    "text",
    [
        "9" * LONG,
        "-" * LONG,
        "1," * LONG,
        "1,234" + ",567" * LONG,
        "1 234" + " 567" * LONG + "x",
        " " * LONG + "x",
        "1" + " " * LONG + "2",
        "1." + "0" * LONG,
        "一" * LONG,
        "件" * LONG,
        "字" * LONG,
        "\x1b[2J" * LONG,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_very_long_texts_are_refused_in_few_words(text: str) -> None:
    for cell in ALL:
        found = parse_figure(cell, text)
        assert isinstance(found, Refusal)
        assert len(str(found.reason)) < QUOTED + 60


def test_messages_are_one_printable_line() -> None:
    found = parse_figure(COUNT, "甲\n乙\x1b[K\u202e丙")
    assert isinstance(found, Refusal)
    assert str(found.reason) == "“甲 乙[K丙”不是数字，请只填一个数"


@given(st.sampled_from(ALL), any_text)
@example(COUNT, "-")
@example(CHANGE, "减")
def test_no_text_is_beyond_it(cell: Cell, text: str) -> None:
    found = parse_figure(cell, text)
    if isinstance(found, Refusal):
        assert not FORBIDDEN_CHARACTERS.search(str(found.reason))
        assert "\n" not in str(found.reason)
        assert len(str(found.reason)) < QUOTED + 60


NUMERALS = st.text("0123456789０９,，.．+-－ 　件元万增减一/", min_size=1, max_size=12)


@given(st.sampled_from(ALL), NUMERALS)
def test_what_is_taken_for_a_figure_holds_its_digits_and_no_others(cell: Cell, text: str) -> None:
    found = parse_figure(cell, text)
    if not isinstance(found, Refusal):
        narrow = text.translate(str.maketrans("０９", "09"))
        if not isinstance(found, Money | Decimal):
            narrow = re.sub(r"[.．]0+(?=\D*$)", "", narrow)
        digits = "".join(c for c in narrow if c.isascii() and c.isdecimal())
        shown = str(found.amount if isinstance(found, Money) else found)
        assert "".join(c for c in shown if c.isdecimal()).lstrip("0") == digits.lstrip("0")


FULL_WIDTH = str.maketrans("0123456789,-+", "０１２３４５６７８９，－＋")
STYLES = st.sampled_from(
    (
        str,
        "{:,}".format,
        "{:+}".format,
        " {} ".format,
        "{}件".format,
        "{:,} 项".format,
        lambda n: f"{n:,}".replace(",", " "),
        lambda n: f"{n:,}".translate(FULL_WIDTH),
        lambda n: f"{n:+}".translate(FULL_WIDTH),
    )
)


@given(st.integers(0, MAX_COUNT), STYLES)
def test_every_count_is_read_back_in_every_style(value: int, style: object) -> None:
    assert callable(style)
    assert parse_figure(COUNT, style(value)) == value


@given(st.integers(-MAX_COUNT, MAX_COUNT), STYLES)
def test_every_change_is_read_back_in_every_style(value: int, style: object) -> None:
    assert callable(style)
    assert parse_figure(CHANGE, style(value)) == value
    word = "减" if value < 0 else "增"
    assert parse_figure(CHANGE, f"{word}{style(abs(value)).lstrip(' +＋')}") == value


@given(st.decimals(0, 999_999_999_999, places=6), st.integers(0, 6))
def test_every_amount_is_read_back_to_the_digit(value: Decimal, places: int) -> None:
    rounded = value.quantize(Decimal(1).scaleb(-places))
    for style in ("{}", "{:,}", "{}万元"):
        assert str(parse_figure(WAN, style.format(rounded))) == str(rounded)


@given(st.integers(MAX_COUNT + 1))
def test_every_larger_count_is_refused(value: int) -> None:
    for text in (str(value), f"{value:,}"):
        assert isinstance(parse_figure(COUNT, text), Refusal)
        assert isinstance(parse_figure(CHANGE, f"-{text}"), Refusal)
