"""Labels are recognised however they were copied, and never mistaken for each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import any_text
from tuiwizard.forms.layout import grid
from tuiwizard.report.labels import normal

EVERY = {
    label
    for edition in ("2019", "2021")
    for key in ("proactive", "requests", "appeals")
    for band in grid(edition, key).bands
    for header in (*band.rows, *band.columns)
    for label in header.labels
}


@pytest.mark.parametrize(
    ("variant", "label"),
    [
        ("1、属于国家秘密", "1.属于国家秘密"),
        ("１．属于国家秘密", "1.属于国家秘密"),
        ("1 属于 国家秘密", "1.属于国家秘密"),
        ("(一)予以公开", "（一）予以公开"),
        ("【一】予以公开", "（一）予以公开"),
        ("㈠ 予以公开", "（一）予以公开"),
        ("一 本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数量"),
        ('3.危及"三安全一稳定"', "3.危及“三安全一稳定”"),
        ("本年增\\减", "本年增/减"),
        ("本年增\uff0f减", "本年增/减"),
        ("本年收费金额\n(单位:万元)", "本年收费金额（单位：万元）"),
        ("\ufeff规章\u200b", "规章"),
        (
            "（二）部分公开\r\n（区分处理的, 只计这一情形, 不计其他情形）",
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        ),
    ],
)
def test_a_variant_is_the_same_label(variant: str, label: str) -> None:
    assert label in EVERY
    assert normal(variant) == normal(label)


def test_all_labels_stay_apart() -> None:
    assert len({normal(label) for label in EVERY}) == len(EVERY)
    assert "" not in {normal(label) for label in EVERY}


@pytest.mark.parametrize("text", ["", " ", "/", "--", "（）", "\u3000", "——"])
def test_what_holds_no_character_is_no_label(text: str) -> None:
    assert normal(text) == ""


@pytest.mark.parametrize("text", ["规范性文件", "其他", "2.其他法律行政止公开", "总计"])
def test_another_wording_is_not_the_statutory_row(text: str) -> None:
    rows = {
        normal(row.labels[-1])
        for key in ("proactive", "requests")
        for band in grid("2021", key).bands
        for row in band.rows
    }
    assert normal(text) not in rows


@given(st.sampled_from(sorted(EVERY)), st.data())
def test_spaces_and_line_ends_anywhere_do_not_matter(label: str, data: st.DataObject) -> None:
    spaces = data.draw(
        st.lists(st.sampled_from(("", " ", "\u3000", "\n", "\u00a0")), min_size=len(label))
    )
    assert normal("".join(map("".join, zip(label, spaces, strict=False)))) == normal(label)


@given(any_text)
def test_normal_takes_any_text(text: str) -> None:
    assert isinstance(normal(text), str)
