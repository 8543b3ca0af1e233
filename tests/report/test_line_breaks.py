"""Where lines of Chinese end: the rules of GB/T 15834 over 10,000 random texts."""

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tuiwizard.report.line_breaks import _is_plain, _unit, broken, line_breaks

NOT_FIRST = "，。、；：？！）》”’〉」』】〕…—～·％‰℃%"
NOT_LAST = "（《“‘〈「『【〔"
WHOLE = re.compile(
    r"第?[!-~]+(?:’(?=[a-z])[!-~]+)*(?:(?<=[0-9])余?(?:年度?|月份?|日|件|个|条|号|万元))?|二〇二四年"
)

PIECES = (
    *("政府信息公开", "主动公开情况", "的", "和", "在法定期限内予以答复", "县"),
    *("2024年", "1,234件", "66.7%", "12月", "31日", "5500余条", "22.3万元", "第711号"),
    *(
        "，",
        "。",
        "、",
        "；",
        "：",
        "？",
        "！",
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        "‘",
        "’",
        "……",
        "——",
    ),
    *("（含上年度结转申请34件）", "《条例》", "〔2021〕", "“先审查、后公开”", "二〇二四年"),
    *("zwgk@example.gov.cn", "DOCX", " ", "％", "25℃"),
)


def composed(seed: int) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choices(PIECES, k=chosen.randint(1, 40)))


def _may_end(text: str, at: int) -> bool:
    before, after = text[:at].rstrip(" "), text[at:]
    inside = any(found.start() < at < found.end() for found in WHOLE.finditer(text))
    return not (after[0] in NOT_FIRST + " " or not before or before[-1] in NOT_LAST or inside)


@pytest.mark.parametrize("thousand", range(10))
def test_no_line_of_ten_thousand_texts_begins_or_ends_wrongly(thousand: int) -> None:
    for number in range(thousand * 1000, thousand * 1000 + 1000):
        text, width = composed(number), random.Random(number).randint(20, 89)
        lines = broken(text, width, cell_len)
        assert "".join(lines) == text
        assert all(cell_len(line) <= width for line in lines)
        start = 0
        for line in lines[:-1]:
            end = start + len(line)
            has_place = any(_may_end(text, at) for at in range(start + 1, end))
            assert _may_end(text, end) or not has_place, (text, width, line)
            start = end


texts = st.text(
    st.one_of(st.sampled_from("年报，。（“”》 12a.%"), st.characters(exclude_categories=["C"])),
    max_size=60,
)


@given(texts, st.integers(2, 40), st.booleans())
def test_nothing_is_lost_and_lines_fit(text: str, width: int, hanging: bool) -> None:
    breaks = line_breaks(text, width, cell_len, hanging=hanging)
    assert breaks == sorted(set(breaks))
    assert all(0 < at < len(text) for at in breaks)
    lines = [text[a:b] for a, b in zip([0, *breaks], [*breaks, len(text)], strict=True)]
    for line in lines:
        seen = line.rstrip(" ") if hanging else line
        assert sum(map(cell_len, seen)) <= width or len(seen) == 1 or cell_len(seen) <= width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("网站公开信息，全年", 12, ["网站公开信", "息，全年"]),
        ("见附件（《条例》）", 8, ["见附件", "（《条", "例》）"]),
        ("制发文件1,234件次", 12, ["制发文件", "1,234件次"]),
        ("占全部的66.7%。", 12, ["占全部的", "66.7%。"]),
        ("工作2024年度完", 8, ["工作", "2024年度", "完"]),
        ("自二〇二四年起", 8, ["自", "二〇二四", "年起"]),
        ("缺 12 格没有填", 6, ["缺 ", "12 格", "没有填"]),
        ("公开……和——说", 8, ["公开……", "和——说"]),
        ("see the (long) page", 10, ["see the ", "(long) ", "page"]),
        ("the draft, in /tmp/a/b/c", 16, ["the draft, in ", "/tmp/a/b/c"]),
        ("requests.received", 9, ["requests.", "received"]),
        ("政务／服务和公开", 8, ["政务／服", "务和公开"]),
        ("", 8, [""]),
    ],
)
def test_examples(text: str, width: int, lines: list[str]) -> None:
    assert broken(text, width, cell_len) == lines


def test_spaces_hang_over_the_end_where_nobody_sees_them() -> None:
    assert line_breaks("abcd  ef", 4, cell_len) == [6]
    assert line_breaks("abcd  ef", 4, cell_len, hanging=False) == [4]
    assert line_breaks("abc  ef", 4, cell_len, hanging=False) == [4]


def test_what_may_not_be_broken_sticks_out() -> None:
    assert line_breaks("中国abcdefgh", 4, cell_len, fold=False) == [2]


def test_a_width_can_be_measured_in_anything() -> None:
    em: Callable[[str], float] = len
    assert broken("年报，公开", 2.5, em) == ["年", "报，", "公开"]


@given(st.text("自然人科研机构年月〇一二：，2件a ", max_size=12), st.integers(0, 3))
def test_what_is_broken_anywhere_needs_no_pattern(text: str, level: int) -> None:
    if _is_plain(text):
        assert _unit(level).findall(text) == list(text)
