"""A workbook of the office's own: its cells take the report, all else stays as it was."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName

from tests.published import committed
from tests.signing import signed
from tuiwizard.errors import CommandError
from tuiwizard.rendering.cell_map import places_in, read_map
from tuiwizard.rendering.formats import write
from tuiwizard.rendering.style import Style
from tuiwizard.rendering.tables import printed_cells
from tuiwizard.report.draft import Draft

PLACES = {
    "title": "封面!$A$1",
    "year": "封面!$B$2",
    "day": "封面!$B$3",
    "stamp": "封面!$B$4",
    "agency.name": "封面!$B$5",
    "agency.level": "封面!$B$6",
    "overview.text": "封面!$B$7:$D$9",
    "requests.received.natural_person": "'表 三'!$C$5",
    "requests.received.business": "'表 三'!$D$5",
    "requests.received.total": "'表 三'!$H$5,封面!$B$11",
    "requests.carried_out.total": "'表 三'!$H$30",
    "other_matters.fees_received": "封面!$B$10",
}


@pytest.fixture
def draft() -> Draft:
    texts = {"agency.level": "township", "overview.text": "第一段。\n第二段 _x0041_ =1+1。"}
    return signed(committed("pingtan-2021").draft().with_texts(texts))


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A county's workbook: two sheets, merged and coloured cells, a formula, a chart."""
    book = openpyxl.Workbook()
    cover = book.worksheets[0]
    cover.title = "封面"
    cover["A1"] = "样例标题"
    cover["A1"].font = Font(name="黑体", size=20)
    cover.merge_cells("B7:D9")
    cover["B12"] = "='表 三'!C5+'表 三'!D5"
    cover["B13"] = "照旧"
    sheet = book.create_sheet("表 三")
    sheet["C5"] = 999
    sheet["C5"].fill = PatternFill("solid", "FFFF00")
    sheet["C5"].number_format = '#,##0"件"'
    sheet["A40"] = "填表人"
    chart = BarChart()
    chart.add_data(Reference(sheet, 3, 5, 4, 5))
    sheet.add_chart(chart, "J2")
    for name, place in PLACES.items():
        book.defined_names[name] = DefinedName(name, attr_text=place)
    book.defined_names["其他名称"] = DefinedName("其他名称", attr_text="封面!$Z$9")
    path = tmp_path / "模板.xlsx"
    book.save(path)
    return path


def filled(draft: Draft, template: Path, *, as_draft: bool = False, **asked: Path) -> bytes:
    style = Style(template=template, **asked)  # type: ignore[arg-type]
    return write(draft, "xlsx", as_draft=as_draft, style=style)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_named_cells_take_the_report(draft: Draft, template: Path) -> None:
    book = opened(filled(draft, template))
    cover, sheet = book["封面"], book["表 三"]
    printed = printed_cells(draft, "requests")
    assert sheet["C5"].value == int(printed["requests.received.natural_person"])
    assert sheet["D5"].value == int(printed["requests.received.business"])
    assert sheet["H5"].value == cover["B11"].value == int(printed["requests.received.total"])
    assert sheet["H30"].value == int(printed["requests.carried_out.total"])
    assert cover["A1"].value == draft.report.title
    assert cover["B2"].value == 2021
    assert cover["B4"].value is None
    assert cover["B5"].value == draft.agency_name
    assert cover["B6"].value == "乡镇街道"
    assert cover["B7"].value == "第一段。\n第二段 _x005F_x0041_ =1+1。"
    assert cover["B7"].data_type in ("s", "inlineStr")


def test_all_else_stays(draft: Draft, template: Path) -> None:
    data = filled(draft, template)
    book = opened(data)
    cover, sheet = book["封面"], book["表 三"]
    assert sheet["C5"].number_format == '#,##0"件"'
    assert sheet["C5"].fill.fgColor.rgb == "00FFFF00"
    assert cover["A1"].font.name == "黑体"
    assert [str(area) for area in cover.merged_cells.ranges] == ["B7:D9"]
    assert (cover["B12"].value, cover["B13"].value) == ("='表 三'!C5+'表 三'!D5", "照旧")
    with zipfile.ZipFile(template) as before, zipfile.ZipFile(io.BytesIO(data)) as after:
        assert before.namelist() == after.namelist()
        changed = {n for n in before.namelist() if before.read(n) != after.read(n)}
        assert not [name for name in changed if "sheet" not in name and "workbook" not in name]
        assert b'fullCalcOnLoad="1"' in after.read("xl/workbook.xml")
    assert filled(draft, template) == data, "the same bytes"


def test_a_formula_keeps_its_cell_and_forgets_its_result(draft: Draft, template: Path) -> None:
    book = openpyxl.load_workbook(template)
    book.defined_names["appeals.review.total"] = DefinedName(
        "appeals.review.total", attr_text="封面!$B$12"
    )
    book.save(template)
    data = filled(draft, template)
    assert opened(data)["封面"]["B12"].value == "='表 三'!C5+'表 三'!D5"
    assert openpyxl.load_workbook(io.BytesIO(data), data_only=True)["封面"]["B12"].value is None


def test_a_draft_says_so_on_every_page(draft: Draft, template: Path) -> None:
    book = openpyxl.load_workbook(template)
    assert book["封面"].oddHeader is not None
    book["封面"].oddHeader.center.text = "甲县"
    book["表 三"].oddHeader.right.text = "表三"  # type: ignore[union-attr]
    book.save(template)
    made = opened(filled(draft, template, as_draft=True))
    cover, sheet = made["封面"].oddHeader, made["表 三"].oddHeader
    assert cover is not None
    assert sheet is not None
    assert cover.center.text == "草稿（未经审核） 甲县"
    assert (sheet.center.text, sheet.right.text) == ("草稿（未经审核）", "表三")
    assert made["封面"]["B4"].value == "草稿（未经审核）"


def test_what_is_not_filled_in_is_blank(template: Path) -> None:
    made = opened(filled(Draft.new(2025), template, as_draft=True))
    assert made["表 三"]["C5"].value is None
    assert made["表 三"]["H5"].value is None


def test_a_mapping_file_names_the_cells(draft: Draft, template: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "对照.csv"
    lines = ["单元格,格", "# 表四", "表 三!$C$5，appeals.review.total", "", "'封面'!b20,year"]
    mapping.write_bytes("\r\n".join(lines).encode("gbk"))
    book = opened(filled(draft, template, cell_map=mapping))
    assert book["表 三"]["C5"].value == int(printed_cells(draft, "appeals")["appeals.review.total"])
    assert book["封面"]["B20"].value == 2021


def test_a_template_file_is_one_too(draft: Draft, template: Path, tmp_path: Path) -> None:
    path = tmp_path / "模板.xltx"
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name).replace(b"sheet.main+xml", b"template.main+xml")
            target.writestr(name, part)
    assert filled(draft, path) == filled(draft, template)


def test_rows_and_cells_without_numbers(draft: Draft, template: Path) -> None:
    plain = template.with_name("plain.xlsx")
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(plain, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                start, end = part.index(b"<sheetData>"), part.index(b"</sheetData>")
                rows = b'<sheetData><row><c t="inlineStr"><is><t>A1</t></is></c><c/></row>'
                part = part[:start] + rows + b'<row r="9"><c r="F9"><v>1</v></c></row>' + part[end:]
            target.writestr(name, part)
    sheet = opened(filled(draft, plain))["表 三"]
    assert sheet["A1"].value == "A1"
    assert sheet["F9"].value == 1
    printed = printed_cells(draft, "requests")
    assert sheet["C5"].value == int(printed["requests.received.natural_person"])


@pytest.mark.parametrize(
    ("name", "place", "said"),
    [
        ("requests.recieved.total", "封面!$A$1", "是不是“requests.received.total”？"),
        ("requests.x", "封面!$A$1", "请改正或删去它"),
        ("requests.received.research", "#REF!", "没有指向单元格"),
        ("requests.received.research", "没有!$A$1", "模板里没有工作表“没有”，有的是封面、表 三"),
    ],
)
def test_a_name_that_leads_nowhere_is_said(
    draft: Draft, template: Path, name: str, place: str, said: str
) -> None:
    book = openpyxl.load_workbook(template)
    book.defined_names[name] = DefinedName(name, attr_text=place)
    book.save(template)
    with pytest.raises(CommandError, match=said):
        filled(draft, template)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("表 三!C5,requests.recieved.total", "第 1 行：这版表格没有“requests.recieved.total”"),
        ("表 三!C5", "第 1 行：要写成"),
        ("year,表 三!C5\nC5,year", "第 2 行：要写成"),
        ("没有!C5,year", "第 1 行：模板里没有工作表“没有”"),
        ("\0\0", "不是文本"),
        ('"' + "x" * 200_000, "这一行不像是名单"),
    ],
)
def test_a_mapping_file_that_is_none(
    draft: Draft, template: Path, tmp_path: Path, line: str, said: str
) -> None:
    mapping = tmp_path / "对照.csv"
    mapping.write_text(line, "utf-8")
    with pytest.raises(CommandError, match=said):
        filled(draft, template, cell_map=mapping)


def test_files_that_are_not_there(draft: Draft, template: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="打不开对照文件"):
        filled(draft, template, cell_map=tmp_path / "没有.csv")
    with pytest.raises(CommandError, match="打不开模板"):
        filled(draft, tmp_path / "没有.xlsx")


def test_a_workbook_without_names_is_no_template(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(CommandError, match="没有用年报的格命名的单元格"):
        filled(draft, path)


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"\xd0\xcf\x11\xe0 locked or xls"])
def test_what_is_no_workbook(draft: Draft, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(data)
    with pytest.raises(CommandError, match="不是 Excel 文件"):
        filled(draft, path)


def test_macros_are_not_passed_on(draft: Draft, template: Path, tmp_path: Path) -> None:
    path = tmp_path / "宏.xlsm"
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(b"sheet.main+xml", b"macroEnabled.main+xml"))
    with pytest.raises(CommandError, match="带宏"):
        filled(draft, path)


def test_a_text_too_long_for_a_cell(draft: Draft, template: Path) -> None:
    long = signed(draft.with_texts({"overview.text": "长" * 32_768}))
    with pytest.raises(CommandError, match="一个单元格最多 32767 字"):
        filled(long, template)


def test_places() -> None:
    found = [tuple(place) for place in places_in("表三!$C$5,'甲''乙'!AA1:B2")]
    assert found == [("表三", "C", 5), ("甲'乙", "AA", 1)]
    assert list(places_in("#REF!")) == []
    assert list(places_in("=SUM(A1)")) == []


def test_an_empty_mapping(tmp_path: Path) -> None:
    path = tmp_path / "空.csv"
    path.write_text("", "utf-8")
    assert list(read_map(path)) == []
