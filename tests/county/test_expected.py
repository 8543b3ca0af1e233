"""The list of who has to report, in any spelling that an office may send."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.county.units import named, unit
from tests.strategies import complete_draft
from tuiwizard.county.expected import Attendance, Expected, attendance, read_list
from tuiwizard.county.merge import merge
from tuiwizard.errors import TuiwizardError

NAMES = (Expected("甲镇"), Expected("乙局"))
LEVELLED = (Expected("甲镇", "township"), Expected("乙局", "county_department"))


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("甲镇\n乙局\n", NAMES),
        ("# 应报单位\n\n机关名称\n 甲镇 \n乙局", NAMES),
        ("机关名称,层级\n甲镇,乡镇街道\n乙局,county_department\n", LEVELLED),
        ("单位\t级别\r\n甲镇\t township\r\n乙局\t县级部门\r\n", LEVELLED),
        ("甲镇；乡镇街道\n乙局；县级部门", LEVELLED),
        ("甲镇，乡镇街道\n乙局，县级部门", LEVELLED),
        ('"甲镇","township"\n"乙局","县级 部门"\n', LEVELLED),
        ("甲镇\n乙局\n甲 镇\n", NAMES),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_lists(text: str, listed: tuple[Expected, ...], encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    assert read_list(path) == listed


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("甲镇,乡里".encode(), "第 1 行：没有“乡里”这一层级，可以是乡镇街道"),
        (b"\n# x\n", "名单里没有机关"),
        (b"\x00\x01\x02\xff", "名单不是文本"),
        (b"\xff\xfe\x00\xd8", "名单不是文本"),
        ('甲镇\n"乙局\n丙局'.encode(), "引号没有成对"),
        (b"x" * 200_000, "第 1 行：这一行不像是名单"),
    ],
    ids=["level", "nobody", "binary", "half a character", "quote", "a book"],
)
def test_what_is_no_list(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(TuiwizardError, match=r"list\.csv") as raised:
        read_list(path)
    assert words in str(raised.value)


def test_an_absent_list(tmp_path: Path) -> None:
    with pytest.raises(TuiwizardError, match="没有这个文件"):
        read_list(tmp_path / "list.csv")


@given(st.binary(max_size=60))
def test_anything_is_a_list_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    try:
        assert read_list(path)
    except TuiwizardError as error:
        assert "any.csv" in str(error)


UNITS = [unit(named(complete_draft(), name)) for name in ("甲镇（本级）", "乙 局")]


def test_who_is_missing_and_who_is_not_on_the_list() -> None:
    found = attendance(
        [Expected("甲镇(本级)"), Expected("丙局"), Expected("丁街道办事处")],
        [one.ref for one in UNITS],
    )
    assert [f.agencies for f in found.missing] == [("丙局",), ("丁街道办事处",)]
    assert {f.rule for f in found.missing} == {"R952"}
    assert found.strangers == ("乙 局",)


def test_everybody_is_there() -> None:
    assert (
        attendance([Expected("乙局"), Expected("甲镇（本级）")], [one.ref for one in UNITS])
        == Attendance()
    )


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    (finding,) = attendance(
        [Expected("甲镇"), Expected("乙局")], [one.ref for one in UNITS]
    ).missing
    assert str(finding.message) == "没有收到“甲镇”的年报"
    towns = [unit(named(complete_draft(), "安平县青石镇人民政府"))]
    (close,) = attendance([Expected("安平县青石镇政府")], [one.ref for one in towns]).missing
    assert str(close.message).endswith("，是不是“安平县青石镇人民政府”")


def test_a_list_of_somewhere_else_is_not_compared_name_by_name() -> None:
    elsewhere = [Expected(f"甲{n}镇") for n in range(100_001)]
    found = attendance(elsewhere, [unit(named(complete_draft(), "甲0镇政府")).ref])
    assert len(found.missing) == len(elsewhere)
    assert not [f for f in found.missing if "是不是" in str(f.message)]


def test_who_is_inside_a_sum_has_reported() -> None:
    draft = merge(UNITS, "丙区").draft
    assert draft is not None
    found = attendance([Expected("乙局"), Expected("丙区")], [unit(draft).ref])
    assert found == Attendance()


def test_one_without_a_name_is_no_stranger() -> None:
    assert (
        attendance([Expected("甲镇")], [unit(named(complete_draft(), ""), "1.toml").ref]).strangers
        == ()
    )
