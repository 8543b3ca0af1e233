"""Numbers in Chinese text."""

from decimal import Decimal

import pytest

from tuiwizard.rules.narrative.numerals import from_chinese, in_chinese, numerals, spelled_like


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12件", 12, "件"),
        ("１２件", 12, "件"),
        ("1,234件", 1234, "件"),
        ("一百二十三件", 123, "件"),
        ("两件", 2, "件"),
        ("十五件", 15, "件"),
        ("两万零五件", 20005, "件"),
        ("12.5万元", 125000, "元"),
        ("百分之九十五", 95, "%"),
        ("百分之九十五点五", Decimal("95.5"), "%"),
        ("95.5％", Decimal("95.5"), "%"),
        ("（3件）", 3, "件"),
    ],
)
def test_what_a_number_says(text: str, value: int | Decimal, unit: str) -> None:
    (found,) = numerals(text)
    assert found.value == value
    assert (found.unit, found.about) == (unit, False)


@pytest.mark.parametrize(
    "text",
    ["2024年", "12月31日", "第3号", "〔2021〕30号", "（一）", "一是", "第三项", "COVID-19", "3是"],
)
def test_what_is_no_number(text: str) -> None:
    assert list(numerals(text)) == []


@pytest.mark.parametrize(
    "text", ["50余件", "约50件", "近百件", "数十件", "万件", "1.2万件", "3亿元", "5件以上"]
)
def test_what_is_only_about(text: str) -> None:
    assert all(n.about or n.end < n.stop for n in numerals(text))
    assert text == "5件以上" or all(n.about for n in numerals(text))


@pytest.mark.parametrize("number", [0, 1, 10, 11, 20, 105, 110, 1000, 1005, 1050, 1234, 9999])
def test_chinese_numerals_there_and_back(number: int) -> None:
    assert from_chinese(in_chinese(number)) == number


def test_digits_in_a_row() -> None:
    assert from_chinese("二〇二四") == 2024
    assert from_chinese("五一") == 51
    assert from_chinese("一亿零三万") == 100030000


@pytest.mark.parametrize(
    ("value", "like", "put"),
    [
        (12, "3", "12"),
        (12, "三", "十二"),
        (12, "３", "１２"),
        (1234, "1,000", "1,234"),
        (12345, "三", "12345"),
        (Decimal("12.50"), "3", "12.50"),
        (Decimal("12.00"), "三", "十二"),
    ],
)
def test_a_number_takes_the_style_of_the_one_it_replaces(
    value: int | Decimal, like: str, put: str
) -> None:
    assert spelled_like(value, like) == put
