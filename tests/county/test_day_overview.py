"""How a county stands on a day: every office where it belongs, and nothing twice."""

import os
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.county import generated
from tests.county.test_exchange import NOON, desk_of
from tuiwizard.county.cross_checks import cross_checked
from tuiwizard.county.day_overview import chat_text, day_overview, overview_page
from tuiwizard.county.desk import Desk
from tuiwizard.county.desk_row import DeskRow, State
from tuiwizard.county.exchange import Deed, Entry, questions_of
from tuiwizard.county.exchange_book import add_entries
from tuiwizard.county.expected import Expected
from tuiwizard.drafts import store
from tuiwizard.rendering.formats import FORMATS, in_bytes, made_in

UPHELD = "appeals.review.upheld"
TODAY = date(2026, 1, 12)
MISSING = "甲县丙镇人民政府"


def names(rows: tuple[object, ...]) -> list[str]:
    return [row.agency for row in rows]  # type: ignore[attr-defined] # rows of a desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Office 0 is ready and came earlier, 1 is wrong, 2 was settled, one file is damaged."""
    generated.write(tmp_path, 1)
    for number in (1, 2):
        store.save(tmp_path / f"{number}.toml", generated.unit(number).with_texts({UPHELD: ""}))
    for row in desk_of(tmp_path).rows[1:]:
        asked = Entry(Deed.ASKED, NOON, row.agency, 2025, until="1月20日", file="x", sha256="0")
        add_entries(tmp_path, [asked._replace(asked=questions_of(row))])
    office = generated.name(1)
    add_entries(
        tmp_path,
        [
            Entry(Deed.CONTACT, NOON, office, text="张三 12345"),
            Entry(Deed.ANSWERED, NOON, office, 2025, "下午改好"),
            Entry(Deed.NOTED, NOON, MISSING, text="电话催过"),
        ],
    )
    store.save(tmp_path / "2.toml", generated.unit(2))
    (tmp_path / "坏.toml").write_text("= 1", "utf-8")
    noon = datetime(2026, 1, 12, 12).astimezone()
    for path in tmp_path.glob("*.toml"):
        when = noon - timedelta(days=2 if path.name.startswith("00000") else 0)
        os.utime(path, (when.timestamp(), when.timestamp()))
    found = desk_of(tmp_path)
    offices = (*map(generated.name, range(3)), MISSING)
    listed = Desk(tmp_path, found.rows, tuple(map(Expected, offices)), book=found.book)
    return cross_checked(listed)


def test_each_office_stands_where_it_belongs(desk: Desk) -> None:
    found = day_overview(desk, TODAY)
    first, second, third = map(generated.name, range(3))
    assert (found.year, found.due) == (2025, 4)
    assert names(found.came) == [first, second, third]
    assert names(found.today) == [second, third]
    assert names(found.missing) == [MISSING]
    assert names(found.wrong) == [second, "坏"]
    assert names(found.ready) == [first, third]
    assert names(found.asked) == [second]
    assert names(found.settled) == [third]


def test_the_text_for_the_group_keeps_contacts_and_answers_back(desk: Desk) -> None:
    office = generated.name(1)
    assert chat_text(day_overview(desk, TODAY)).splitlines() == [
        "【2025 年度政府信息公开工作年度报告报送情况】2026年1月12日",
        "应报 4 个，已报 3 个，未报 1 个；当天收到 2 份；可以公布和已公布 2 个，要改正 2 个；"
        "已退回没有办结 1 个，办结 1 个。",
        f"未报送（1 个）：{MISSING}",
        f"请改正后重报（2 个）：{office}（1 处错误）、坏（文件读不出来，请重报）",
        f"已退回，请答复（1 个）：{office}（1月20日前）",
    ]


@pytest.mark.parametrize("to", [key for key, one in FORMATS.items() if one.documents])
def test_the_page_says_all_of_it_in_any_format(desk: Desk, to: str) -> None:
    page = overview_page(day_overview(desk, TODAY))
    lines = [line for chapter in page.chapters for line in chapter.paragraphs]
    office = generated.name(1)
    assert f"1．{MISSING}；1月12日备注：电话催过" in lines
    assert (
        f"1．{office}（1 处错误）；1月12日退回 1 处，请1月20日前答复，还有 1 处；收到新稿；"
        "1月12日答复：下午改好；联系人：张三 12345"
    ) in lines
    assert in_bytes(made_in(FORMATS[to], "printed", page))


def test_an_empty_folder_has_an_overview(tmp_path: Path) -> None:
    found = day_overview(Desk(tmp_path), TODAY)
    assert chat_text(found).splitlines()[1].startswith("已报 0 个；当天收到 0 份；")
    assert {chapter.paragraphs for chapter in overview_page(found).chapters} == {("无。",)}


def test_a_file_to_be_converted_is_no_report_yet(desk: Desk) -> None:
    row = DeskRow("丁镇", State.CONVERT, Path("丁镇.jpg"), trouble="照片")
    found = day_overview(replace(desk, rows=(*desk.rows, row)), TODAY)
    assert row in found.wrong
    assert "丁镇（文件要先转换格式，请重报）" in chat_text(found)


def test_who_is_not_on_the_list_does_not_fill_it(desk: Desk) -> None:
    shorter = replace(desk, expected=desk.expected[1:])
    found = day_overview(shorter, TODAY)
    assert names(found.strangers) == [generated.name(0)]
    assert "应报 3 个，已报 2 个，未报 1 个，另有名单外的 1 个；" in chat_text(found)
