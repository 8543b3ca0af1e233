"""Readers: lines, cells and places of each kind of source; encodings; what is refused."""

import io
import json
import zipfile
import zlib
from decimal import Decimal
from pathlib import Path

import pytest

from tests.layouts import pages
from tests.layouts.report import Report
from tests.published import ROOT
from tuiwizard.errors import SourceError
from tuiwizard.importing import docx, packed_xml, sources
from tuiwizard.importing.docx import read as read_docx
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.html import read as read_html
from tuiwizard.importing.markdown import read as read_markdown
from tuiwizard.importing.slots import Shape, shape
from tuiwizard.importing.source_lines import (
    MAX_COLUMNS,
    MAX_ROWS,
    Position,
    SourceLine,
    Spanning,
    expanded,
)
from tuiwizard.importing.sources import read_source, text_of
from tuiwizard.importing.text import read as read_text

DATA = ROOT / "tests/data/import"


def texts(lines: list[SourceLine]) -> list[list[str]]:
    return [[piece.text for piece in line.pieces] for line in lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章\t1\t\t2", [["规章", "1", "", "2"]]),
        ("| 规章 | 1 | | 2 |", [["规章", "1", "", "2"]]),
        ("规章｜1｜2", [["规章", "1", "2"]]),
        ("规章   1   0", [["规章", "1", "0"]]),
        ("规章 1 0 /", [["规章", "1", "0", "/"]]),
        ("1 0 2", [["1", "0", "2"]]),
        ("全年召开会议 12 次", [["全年召开会议 12 次"]]),
        ("甲  乙  丙", [["甲  乙  丙"]]),
        ("规章\n\n1\n0", [["规章"], ["1"], ["0"]]),
        ("规章\n|\n1\n|\n0\n|", [["规章"], ["1"], ["0"]]),
        ("规章 |\n1 |\n|\n||\n0 |", [["规章"], ["1"], [""], ["0"]]),
        ("甲\n- 3 -\n第 4 页\n— 5 —\n乙", [["甲"], ["乙"]]),
        ("|---|---|\n| | |\n| 甲 | 1 |", [["甲", "1"]]),
        ("甲\n1\n\f乙\n2\n", [["甲"], ["乙"]]),
        ("甲\n乙\n1\n", [["甲"], ["乙"], ["1"]]),
        ("甲,,,\n乙,,,\n丙,,1,\n", [["甲", "", "", ""], ["乙", "", "", ""], ["丙", "", "1", ""]]),
        ("甲,1,2\n乙,3,/\n丙,4,\n\"丁,戊\",\"1,234\",5\n己\n,,\n", [
            ["甲", "1", "2"], ["乙", "3", "/"], ["丙", "4", ""], ["丁,戊", "1,234", "5"], ["己"],
        ]),
    ],
)  # fmt: skip
def test_text(text: str, expected: list[list[str]]) -> None:
    assert texts(read_text(text)) == expected


def test_places_count_lines_and_fields() -> None:
    (first, second) = read_text("\n甲\n规章\t1\n")
    assert str(first.pieces[0].place) == "第 2 行"
    assert str(second.pieces[1].place) == "第 3 行第 2 格"
    assert str(Position(table=2, row=3, column=4)) == "第 2 个表格第 3 行第 4 列"
    assert str(Position(row=7)) == "第 7 段"
    (third,) = [line for line in read_text("甲\n\f\n乙\n") if line.text == "乙"]
    assert third.pieces[0].place.line == 3


@pytest.mark.parametrize("total", ["21", "210"])
def test_one_line_of_many_figures_makes_a_csv_file(total: str) -> None:
    lines = texts(read_text(f"甲局\n项目,总计,自然人\n一、新收,{total},1,2,3,4,5,6\n"))
    assert lines[1:] == [
        ["项目", "总计", "自然人"],
        ["一、新收", total, "1", "2", "3", "4", "5", "6"],
    ]
    assert texts(read_text("甲局,新收 1,2,3,4,5,6 件\n")) == [["甲局,新收 1,2,3,4,5,6 件"]]


def test_a_field_that_csv_refuses_costs_its_line() -> None:
    long = "x" * 200_000
    lines = read_text(f'甲,1,2\n乙,3,4\n丙,5,6\n"{long}",1\n丁,7,8\n')
    assert ["丁", "7", "8"] in texts(lines)


def test_merged_cells_reach_where_they_cover() -> None:
    rows = [
        [Spanning("a", 2, 2), Spanning("b")],
        [Spanning("c")],
        [Spanning("d"), Spanning("e", 1, 99), Spanning("f")],
        [],
    ]
    lines = expanded(rows, 1)
    seen = [[(p.text, p.column, p.inherited) for p in line.pieces] for line in lines]
    assert seen == [
        [("a", 0, False), ("b", 2, False)],
        [("a", 0, True), ("c", 2, False)],
        [("d", 0, False), ("e", 1, False), ("f", 2, False)],
        [("e", 1, True)],
    ]
    assert lines[1].pieces[0].place == Position(table=1, row=1, column=1)


def test_spans_beyond_reason_are_not_followed() -> None:
    (line,) = expanded([[Spanning("a", 10**9), Spanning("b")]], 1)
    assert [piece.text for piece in line.pieces] == ["a"]
    (line,) = expanded([[Spanning("x") for _ in range(10**4)]], 1)
    assert len(line.pieces) == MAX_COLUMNS
    assert len(expanded([[Spanning("x", 1, 9999)] for _ in range(10**4)], 1)) == MAX_ROWS


HTML = """<html><head><title>甲局2023年政府信息公开工作年度报告-某网</title></head><body>
<p>规&nbsp;章</p><div>一<br>二<b>粗</b></div><span>行内<p>块</p>尾</span>
<p style="display:none">藏</p><p hidden>隐</p><nav>菜单</nav><script>x</script><!-- 注 -->
<table><tr><td>本年新<br/>制作</td><td><p>3</p><p>5</p></td></tr>
<tr><th rowspan="0">a</th></tr></table>
<table><tr><td>只有一格</td></tr></table>
</body></html>"""


def test_html() -> None:
    assert texts(read_html(HTML)) == [
        ["甲局2023年政府信息公开工作年度报告-某网"],
        ["规 章"],
        ["一"],
        ["二粗"],
        ["行内"],
        ["块"],
        ["尾"],
        ["本年新\n制作", "3\n5"],
        ["a"],
        ["只有一格"],
    ]


def test_only_the_part_of_a_page_with_the_report_is_kept() -> None:
    page = """<div><ul><li>首页</li></ul></div><h1>甲局2023年政府信息公开工作年度报告</h1>
    <div><p>一、总体情况</p><p>好。</p><p>行政处罚</p><p>六、其他需要报告的事项</p><p>无。</p></div>
    <div>在线办理</div><p>版权</p>"""
    assert [line.text for line in read_html(page)] == [
        "甲局2023年政府信息公开工作年度报告",
        "一、总体情况",
        "好。",
        "行政处罚",
        "六、其他需要报告的事项",
        "无。",
    ]


@pytest.mark.parametrize(
    "text", ["", "<?xml version='1.0' encoding='gbk'?><p>好</p>", "\0<p>好</p>"]
)
def test_html_that_is_hardly_any(text: str) -> None:
    assert [line.text for line in read_html(text)] == ["好"] * text.count("好")


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_any_encoding(encoding: str) -> None:
    text = "<p>政府信息公开</p>\n<table>" + "<td>1</td>" * 9
    assert text_of(text.encode(encoding)) == text
    assert text_of(text.replace("\n", "\r\n").encode(encoding)) == text


def test_a_damaged_character_does_not_cost_the_page() -> None:
    good = "政府信息公开工作年度报告" * 200
    assert text_of(good.encode() + b"\xff" + good.encode()) == f"{good}\ufffd{good}"
    assert text_of("政府書面".encode("big5") * 9) == "政府書面" * 9
    with pytest.raises(SourceError, match="这不是文本"):
        text_of(b"\x81\x00\xff" * 300)


MARKDOWN = r"""# 甲\*局

一  段
续 1 2

| 规章 | 1\|2 |
|---|---|
| a&nbsp;b | `3` |

<table><tr><td>行政许可</td><td>5</td></tr></table>

甲<br>乙
"""


def test_markdown() -> None:
    lines = read_markdown(MARKDOWN)
    assert texts(lines) == [
        ["甲*局"],
        ["一  段"],
        ["续", "1", "2"],
        ["规章", "1|2"],
        ["a\xa0b", "3"],
        ["行政许可", "5"],
        ["甲"],
        ["乙"],
    ]
    assert [line.heading for line in lines][:2] == [True, False]
    assert lines[1].pieces[0].place == Position(3)


def test_markdown_rows_longer_than_their_header() -> None:
    """html2text has the first row of a table for its header, however short it is."""
    lines = read_markdown("甲| 乙  \n---|---  \n丙| 1| 2\\|3| *4*  \n| 丁 | 5 | 6 |\n戊\n")
    assert texts(lines) == [["甲", "乙"], ["丙", "1", "2|3", "4"], ["丁", "5", "6"], ["戊", ""]]


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        ("<div><p>甲</p><p>乙</p></div>".encode(), "", ["甲", "乙"]),
        ("<b>甲</b>".encode(), "a.htm", ["甲"]),
        ("# 甲".encode(), "", ["甲"]),
        ("# 甲".encode(), "a.txt", ["# 甲"]),
        ("甲".encode(), "a.MD", ["甲"]),
        ("# <p>甲</p>".encode(), "-", ["甲"]),
        ("甲 < 乙".encode(), "-", ["甲 < 乙"]),
    ],
)
def test_bytes_and_names_tell_the_reader(data: bytes, name: str, expected: list[str]) -> None:
    assert [line.text for line in read_source(data, name)] == expected


def test_what_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="超过 30000 行"):
        read_source("甲\n".encode() * 30_001)
    with pytest.raises(SourceError, match="超过 30000 行"):
        read_source("甲\n".encode() + b"\n" * 300_001)
    monkeypatch.setattr(sources, "MAX_TEXT", 10)
    with pytest.raises(SourceError, match="文本超过 8 MB"):
        read_source(b"x" * 11)
    monkeypatch.setattr(sources, "MAX_BYTES", 10)
    with pytest.raises(SourceError, match="文件超过 32 MB"):
        read_source(b"x" * 11)


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"PK\x03\x04", r"tuiwizard\[office\]"), (b"%PDF-1.7", r"tuiwizard\[pdf\]")],
)
def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, data: bytes, says: str) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", missing)
    with pytest.raises(SourceError, match=says):
        read_source(data, "a.docx")


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(body: str, head: str = "") -> bytes:
    """A DOCX of which only the text is there."""
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    xml = f'{head}<w:document xmlns:w="{W}" xmlns:mc="{mc}"><w:body>{body}</w:body></w:document>'
    return packed({"word/document.xml": xml.encode()})


def packed(files: dict[str, bytes]) -> bytes:
    """An archive without the time at which it was made: its bytes are those of its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in files.items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_docx_text_as_it_is_seen() -> None:
    body = (
        "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>题</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"
        "<w:del><w:r><w:t>删</w:t></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins>"
        "<w:r><w:instrText>HYPERLINK</w:instrText></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt><w:sectPr/>"
        f"<mc:AlternateContent><mc:Choice>{p('框')}</mc:Choice>"
        f"<mc:Fallback>{p('框')}</mc:Fallback></mc:AlternateContent>"
    )
    lines = read_docx(document(body))
    assert texts(lines) == [["题"], ["甲 乙"], ["丙增"], ["控件"], ["框"]]
    assert [line.heading for line in lines] == [True, False, False, False, False]


def test_what_is_raised_or_struck_out_is_no_part_of_a_figure() -> None:
    page = "<p>12<sup>1</sup></p><p><s>5</s>6<del>7</del></p><p>8<sub>2</sub></p>"
    assert [line.text for line in read_html(page)] == ["12^1", "6", "8^2"]
    assert shape("12^1") is Shape.TEXT

    def run(text: str, properties: str = "") -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"

    struck, kept = "<w:strike/>", '<w:strike w:val="0"/>'
    raised = '<w:vertAlign w:val="superscript"/>'
    plain = '<w:vertAlign w:val="baseline"/>'
    body = f"<w:p>{run('5', struck)}{run('6', kept)}</w:p>"
    body += f"<w:p>{run('12', plain)}{run('1', raised)}</w:p>"
    assert texts(read_docx(document(body))) == [["6"], ["12^1"]]


def test_docx_merged_cells() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    rows = (
        f"<w:tr>{tc('a', start)}{tc('b', wide)}</w:tr>"
        f"<w:tr>{tc('', on)}{tc('1')}{tc('2')}</w:tr>"
        "<w:sdt><w:sdtContent>"
        f"<w:tr>{tc('', on)}{tc('3')}{tc('4', on)}</w:tr></w:sdtContent></w:sdt>"
    )
    lines = read_docx(document(f"<w:tbl>{rows}</w:tbl>"))
    seen = [[(x.text, x.column, x.inherited) for x in line.pieces] for line in lines]
    assert seen == [
        [("a", 0, False), ("b", 1, False)],
        [("a", 0, True), ("1", 1, False), ("2", 2, False)],
        [("a", 0, True), ("3", 1, False), ("4", 2, False)],
    ]


def test_a_docx_table_that_only_arranges() -> None:
    inner = f"<w:tbl><w:tr>{tc('规章')}{tc('1')}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{p('题')}{inner}</w:tc></w:tr></w:tbl>"
    assert texts(read_docx(document(outer))) == [["题"], ["规章", "1"]]


def test_strict_documents_are_read_too() -> None:
    xml = f'<w:document xmlns:w="{docx._STRICT}"><w:body>{p("甲")}</w:body></w:document>'
    assert texts(read_docx(packed({"word/document.xml": xml.encode()}))) == [["甲"]]


BILLION_LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
)
EXTERNAL = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (document(p("&c;"), BILLION_LAUGHS), "外部定义"),
        (document(p("&x;"), EXTERNAL), "外部定义"),
        (packed({"word/document.xml": EXTERNAL.encode("utf-16") + b"<d/>"}), "外部定义"),
        (packed({"word/document.xml": b"<d"}), "已损坏"),
        (packed({"word/document.xml": b"<d/>"}), "已损坏"),
        (packed({"a.txt": b"x"}), "已损坏"),
        (b"PK\x03\x04rubbish", "已损坏"),
        (document(p("甲"))[:-40], "已损坏"),
    ],
)
def test_docx_that_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        read_docx(data)


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = packed({"word/document.xml": b"<!--" + b" " * (packed_xml.MAX_XML + 10)})
    assert len(bomb) < 100_000
    with pytest.raises(SourceError, match="超过 32 MB"):
        read_docx(bomb)


def test_deep_markup_is_bounded() -> None:
    deep = "<div>" * 20_000 + "好" + "</div>" * 20_000
    lines = read_html(deep)
    assert len(lines) <= 1
    with pytest.raises(SourceError):
        read_docx(document("<w:sdt>" * 20_000 + "</w:sdt>" * 20_000))


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_pdf(edition: str) -> None:
    """Printed by LibreOffice; a page break parts the row of the last label."""
    data = json.loads((DATA / f"printed-{edition}.json").read_text("utf-8"))
    figures = {c: None if t is None else Decimal(t) for c, t in data["printed"].items()}
    found = extract(read_source((DATA / f"printed-{edition}.pdf").read_bytes()))
    assert {
        path: printed.value for path, printed in found.printed.items()
    }.items() <= figures.items()
    rows = {path.rpartition(".")[0] for path in figures.keys() - found.printed.keys()}
    assert len(rows) == 1
    assert (found.agency, found.year, found.edition) == (
        data["agency"], data["year"], edition,
    )  # fmt: skip
    assert found.texts["problems.text"] == "一是图解偏少。下一步将增加图解。"


def pdf(stream: bytes, filters: str = "/FlateDecode") -> bytes:
    """A page with one stream."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj\n"
        + f"4 0 obj<</Length {len(stream)}/Filter[{filters}]>>stream\n".encode()
        + stream
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.4 rubbish", "PDF 读不出来"),
        (pdf(zlib.compress(b"")), "没有文字"),
        (pdf(b"not packed", ""), "没有文字"),
        (pdf(zlib.compress(b" " * (33 * 2**20))), "解开后太大"),
        (pdf(zlib.compress(zlib.compress(b"")), "/FlateDecode /FlateDecode"), "重复压缩"),
    ],
)
def test_pdf_that_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        read_source(data)


def test_a_pdf_of_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    from tuiwizard.importing import pdf as reader

    monkeypatch.setattr(reader, "MAX_PAGES", 1)
    with pytest.raises(SourceError, match="超过 1 页"):
        read_source((DATA / "printed-2019.pdf").read_bytes())


def test_nothing_a_page_names_is_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Reading never opens a file or a connection, whatever a page names."""
    import builtins
    import socket

    report = Report("2021", 2023, "甲局", dict.fromkeys(_paths("2021"), "1"))
    secret = tmp_path / "secret.txt"
    secret.write_text("行政许可\t99999", "utf-8")
    page = pages.word(report).decode() + (
        f'<img src="file://{secret}"><iframe src="{secret}"></iframe>'
        f'<link rel="stylesheet" href="http://127.0.0.1:9/x"><object data="{secret}"></object>'
    )
    read_source(page.encode(), "a.html")  # everything is loaded

    def refuse(*_: object, **__: object) -> object:
        raise AssertionError("opened")

    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    found = extract(read_source(page.encode(), "a.html"))
    assert found.printed["proactive.licensing.decisions"].value == 1


def _paths(edition: str) -> list[str]:
    from tests.layouts.report import TABLES
    from tuiwizard.forms.layout import cells

    return [cell.path for key in TABLES for cell in cells(edition, key)]
