"""The DOCX file, read back from its XML alone."""

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings

from tests.published import TABLES, committed
from tests.rendering.blank_form import official, tables
from tests.rendering.final import docx as render
from tests.rendering.test_escape import anything
from tests.sections import SECTIONS
from tuiwizard.errors import CommandError, NotPublishable
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import grid
from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.style import Style
from tuiwizard.report.draft import Draft

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Docx:
    """The parts of a file."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))

    def part(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.archive.read(f"word/{name}.xml"))

    @property
    def body(self) -> ElementTree.Element:
        (body,) = self.part("document")
        return body

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """The style and text of each paragraph outside the tables."""
        return [(style_of(p), text_of(p)) for p in self.body.findall(f"{W}p")]


def text_of(element: ElementTree.Element) -> str:
    pieces = (e for e in element.iter() if e.tag in (f"{W}t", f"{W}tab"))
    return "".join("\t" if e.tag == f"{W}tab" else e.text or "" for e in pieces)


def style_of(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    assert style is not None
    return style.attrib[f"{W}val"]


@pytest.mark.parametrize(("number", "key"), enumerate(TABLES))
def test_the_merges_are_those_of_the_blank_form(number: int, key: str, tmp_path: Path) -> None:
    path = tmp_path / f"{key}.docx"
    path.write_bytes(render(Draft.new(2021), as_draft=True))
    found = [place.text.replace("（未填）", "") for place in tables(path)[number]]
    blank = official()[number]
    assert found == [place.text for place in blank]
    assert [(p.row, p.column, p.rows, p.columns) for p in tables(path)[number]] == [
        (p.row, p.column, p.rows, p.columns) for p in blank
    ]


def test_the_figures_are_the_printed_ones(name: str, complete: Draft) -> None:
    body = Docx(render(complete)).body
    for key, table in zip(TABLES, body.findall(f"{W}tbl"), strict=True):
        figures = [text_of(p) for p in table.iter(f"{W}p") if style_of(p) == "Figure"]
        printed = committed(name).printed
        assert figures == [printed[cell.path] for cell in grid(complete.edition, key).cells]


def test_title_and_headings_have_their_styles(complete: Draft) -> None:
    paragraphs = Docx(render(complete)).paragraphs
    assert paragraphs[0] == ("Title", complete.report.title)
    headings = [text for style, text in paragraphs if style == "Heading1"]
    assert headings == [section_title(complete.edition, key) for key in SECTIONS[1:]]


def test_no_row_is_split_and_the_head_of_an_only_band_is_repeated(complete: Draft) -> None:
    found = Docx(render(complete)).body.findall(f"{W}tbl")
    rows = [row for table in found for row in table.iter(f"{W}tr")]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    repeated = [len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader")) for table in found]
    assert repeated == [0, 3, 3]


def test_a_table_is_kept_whole(complete: Draft) -> None:
    """Each row stays with the next, and the last with nothing."""
    for table in Docx(render(complete)).body.findall(f"{W}tbl"):
        kept = [
            {p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")}
            for row in table.iter(f"{W}tr")
        ]
        assert kept == [{True}] * (len(kept) - 1) + [{False}]


@pytest.mark.parametrize(
    ("figure", "narrowed"),
    [("123456", False), ("1234567", True), ("12345678", True), ("1" * 40, True)],
)
def test_a_long_figure_is_narrowed_to_stand_on_one_line(figure: str, narrowed: bool) -> None:
    draft = committed("pingtan-2021").draft()
    draft = draft.with_texts({"requests.received.natural_person": figure})
    table = Docx(render(draft, as_draft=True)).body.findall(f"{W}tbl")[1]
    run = next(r for r in table.iter(f"{W}r") if text_of(r) == figure)
    width = run.find(f"{W}rPr/{W}w")
    assert (width is not None) == narrowed
    if width is not None:
        column = int(table.findall(f"{W}tblGrid/{W}gridCol")[-1].attrib[f"{W}w"])
        scale = int(width.attrib[f"{W}val"])
        assert scale >= 50
        assert scale == 50 or len(figure) * 90 * scale / 100 < column - 40


def test_a_line_with_an_address_is_not_stretched() -> None:
    draft = committed("pingtan-2021").draft()
    texts = {"overview.text": "甲乙丙。\n见http://www.example.gov.cn/zwgk。"}
    body = Docx(render(draft.with_texts(texts))).body
    ragged = [text_of(p) for p in body.findall(f"{W}p") if p.find(f"{W}pPr/{W}jc") is not None]
    assert ragged == [
        "联系方式：地址：甲县乙镇中心路1号；电话：0000-1234567。",
        texts["overview.text"][5:],
    ]


def test_the_columns_fill_the_text_area(complete: Draft) -> None:
    for table in Docx(render(complete)).body.findall(f"{W}tbl"):
        widths = [int(c.attrib[f"{W}w"]) for c in table.iter(f"{W}gridCol")]
        assert sum(widths) == 8844  # 156 mm
        assert min(widths) > 500
        for row in table.iter(f"{W}tr"):
            assert sum(int(w.attrib[f"{W}w"]) for w in row.iter(f"{W}tcW")) == 8844


def test_the_page_is_a4_with_a_page_number(complete: Draft) -> None:
    file = Docx(render(complete))
    size = file.body.find(f"{W}sectPr/{W}pgSz")
    assert size is not None
    assert [round(int(size.attrib[f"{W}{side}"]) / 56.6929) for side in "wh"] == [210, 297]
    assert file.part("settings").find(f"{W}evenAndOddHeaders") is not None
    for name, side in (("footer1", "right"), ("footer2", "left")):
        footer = file.part(name)
        assert [f.attrib[f"{W}instr"] for f in footer.iter(f"{W}fldSimple")] == [" PAGE "]
        assert text_of(footer) == "— 1 —"
        placed = footer.find(f"{W}p/{W}pPr/{W}jc")
        assert placed is not None
        assert placed.attrib[f"{W}val"] == side


@pytest.mark.parametrize(
    ("style", "face"),
    [
        ("Title", "方正小标宋简体"),
        ("Heading1", "黑体"),
        ("Subheading", "楷体_GB2312"),
        (None, "仿宋_GB2312"),
    ],
)
def test_the_faces_are_those_of_official_documents(
    style: str | None, face: str, complete: Draft
) -> None:
    file = Docx(render(complete))
    styles = {s.attrib[f"{W}styleId"]: s for s in file.part("styles").iter(f"{W}style")}
    defaults = file.part("styles").find(f"{W}docDefaults/{W}rPrDefault")
    owner = styles[style] if style else defaults
    assert owner is not None
    fonts = owner.find(f"{W}rPr/{W}rFonts")
    assert fonts is not None
    assert fonts.attrib[f"{W}eastAsia"] == face
    known = {f.attrib[f"{W}name"]: f.find(f"{W}altName") for f in file.part("fontTable")}
    instead = known[face]
    assert instead is not None
    assert "," in instead.attrib[f"{W}val"]


def test_every_style_that_is_used_exists(complete: Draft) -> None:
    file = Docx(render(complete, as_draft=True))
    defined = {s.attrib[f"{W}styleId"] for s in file.part("styles").iter(f"{W}style")}
    used = {
        e.attrib[f"{W}val"]
        for part in ("document", "header1", "footer1")
        for e in file.part(part).iter()
        if e.tag in (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    }
    assert used <= defined


def runs(file: Docx, start: str) -> Iterator[tuple[str, str]]:
    """The character style and text of each run of the paragraph that begins so."""
    paragraph = next(p for p in file.body.findall(f"{W}p") if text_of(p).startswith(start))
    for run in paragraph.iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        yield ("" if style is None else style.attrib[f"{W}val"]), text_of(run)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("（一）主动公开。全年甲。", [("Subheading", "（一）主动公开。"), ("", "全年甲。")]),
        ("（十二）监督保障", [("Subheading", "（十二）监督保障")]),
        (
            "（一）" + "长" * 31 + "。乙",
            [("Subheading", "（一）" + "长" * 31 + "。"), ("", "乙")],
        ),
        ("（一）长一些的一句。", [("", "（一）长一些的一句。")]),
        ("甲（一）乙。", [("", "甲（一）乙。")]),
    ],
)
def test_a_numbered_title_is_set_as_a_subheading_where_it_is_no_heading(
    line: str, expected: list[tuple[str, str]]
) -> None:
    draft = committed("pingtan-2021").draft().with_texts({"overview.text": line})
    assert list(runs(Docx(render(draft, style=Style(subheads="none"))), line)) == expected


def test_a_heading_that_leads_a_paragraph_stays_in_one_line_with_it() -> None:
    line = "（一）主动公开。全年甲。"
    draft = committed("pingtan-2021").draft().with_texts({"overview.text": "　　" + line})
    body = Docx(render(draft)).body
    heading = next(p for p in body.iter(f"{W}p") if style_of(p) == "Heading2")
    assert text_of(heading) == "　　（一）主动公开。"
    assert heading.find(f"{W}pPr/{W}rPr/{W}specVanish") is not None
    indent = heading.find(f"{W}pPr/{W}ind")
    assert indent is not None
    assert indent.attrib[f"{W}firstLine"] == "0"
    rest = next(p for p in body.iter(f"{W}p") if text_of(p) == "全年甲。")
    assert style_of(rest) == "BodyText"


def test_a_typed_indent_is_not_doubled() -> None:
    draft = committed("pingtan-2021").draft().with_texts({"overview.text": "\u3000\u3000甲\n乙"})
    found = Docx(render(draft)).paragraphs
    assert ("Normal", "\u3000\u3000甲") in found
    assert ("BodyText", "乙") in found


def test_a_draft_is_stamped_on_every_page_and_a_final_report_on_none(complete: Draft) -> None:
    stamped = Docx(render(complete, as_draft=True))
    assert stamped.paragraphs[1] == ("Stamp", "草稿（未经审核）")
    assert text_of(stamped.part("header1")) == "草稿（未经审核）"
    final = Docx(render(complete))
    assert "word/header1.xml" not in final.archive.namelist()
    assert not [text for _, text in final.paragraphs if "草稿" in text]


def test_an_unfinished_report_is_refused_or_says_what_it_lacks(complete: Draft) -> None:
    draft = complete.with_texts({"overview.text": ""})
    with pytest.raises(NotPublishable):
        render(draft)
    said = "草稿（未经审核）：还有 1 格未填"
    assert Docx(render(draft, as_draft=True)).paragraphs[1] == ("Stamp", said)


def test_the_same_report_is_the_same_file_and_tells_no_time(complete: Draft) -> None:
    data = render(complete)
    assert data == render(complete)
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = archive.read("docProps/core.xml").decode()
    assert complete.report.title in core
    assert not re.search(r"created|modified|python-docx", core, re.IGNORECASE)
    assert re.findall("<dc:creator>(.*)</dc:creator>", core) == [complete.agency_name]
    assert re.findall("<dc:subject>(.*)</dc:subject>", core) == ["政府信息公开工作年度报告"]


def test_nothing_of_the_template_is_left(complete: Draft) -> None:
    names = set(zipfile.ZipFile(io.BytesIO(render(complete))).namelist())
    assert names == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/settings.xml",
        "word/styles.xml",
    }


@given(anything, anything)
@settings(max_examples=30, deadline=None)
@example("甲\t\t乙\t", "\t1")
def test_any_text_is_kept_as_it_was_typed(text: str, figure: str) -> None:
    draft = committed("guanyuan-2019").draft()
    path = "requests.received.natural_person"
    draft = draft.with_texts({"problems.text": text, path: figure})
    file = Docx(render(draft, as_draft=True))
    chapters = [i for i, (style, _) in enumerate(file.paragraphs) if style == "Heading1"]
    shown = [line for _, line in file.paragraphs[chapters[4] + 1 : chapters[5]]]
    typed = draft.entries("problems").get("problems.text")
    lines = [in_markup(line) for line in typed.split("\n") if line.strip()]
    assert shown == (lines or ["（未填）"])
    typed = draft.entries("requests").get(path)
    table = file.body.findall(f"{W}tbl")[1]
    first = next(text_of(p) for p in table.iter(f"{W}p") if style_of(p) == "Figure")
    assert first == (in_markup(typed) if typed.strip() else "（未填）")


@pytest.mark.parametrize("missing", ["docx", "lxml"])
def test_without_the_extra_it_says_how_to_get_it(
    missing: str, complete: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] in ("docx", "lxml") or name.startswith(
            "tuiwizard.rendering.docx_"
        ):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(CommandError, match=r"pip install 'tuiwizard\[office\]'"):
        render(complete)


def test_a_fault_of_the_program_is_not_taken_for_a_missing_extra(
    complete: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tuiwizard.rendering.docx_file", None)
    with pytest.raises(ModuleNotFoundError):
        render(complete)
