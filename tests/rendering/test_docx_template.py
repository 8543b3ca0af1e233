"""A document template of one's own: what it has stays, what it lacks is added."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.published import committed
from tests.rendering.final import docx as render
from tuiwizard.errors import CommandError
from tuiwizard.rendering.style import Style
from tuiwizard.report.draft import Draft


@pytest.fixture
def draft() -> Draft:
    return committed("pingtan-2021").draft()


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template as Chinese Word makes it: ids that are not names, and most styles missing."""
    document = docx.Document()
    for style in list(document.styles):
        if style.name not in ("Normal", "Title", "Default Paragraph Font", "Normal Table"):
            style.delete()
    document.styles["Normal"].element.set(qn("w:styleId"), "a")
    title = document.styles["Title"]
    title.element.set(qn("w:styleId"), "BodyText")  # an id that is ours for something else
    title.font.size = Pt(36)
    document.styles.add_style("heading 1", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(17)
    document.add_paragraph("范文")
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(20)
    section.page_width = Mm(200)
    section.header.paragraphs[0].text = "甲县乙镇文件"
    section.different_first_page_header_footer = True
    path = tmp_path / "单位.docx"
    document.save(str(path))
    return path


def used(data: bytes) -> dict[str, str]:
    """The name of the style of each paragraph of the text."""
    document = docx.Document(io.BytesIO(data))
    return {p.text.replace("\n", ""): p.style.name for p in document.paragraphs if p.style}


def test_its_styles_are_used_by_their_names(draft: Draft, template: Path) -> None:
    data = render(draft, style=Style(template=template))
    styles = used(data)
    assert styles[draft.report.title] == "Title"
    assert styles["一、总体情况"] == "Heading 1"
    assert styles["（一）主动公开。"] == "Heading 2"
    assert styles["无。"] == "Body Text"
    document = docx.Document(io.BytesIO(data))
    sizes = {s.name: s.font.size for s in document.styles if s.type is WD_STYLE_TYPE.PARAGRAPH}
    assert sizes["Title"] == Pt(36)
    assert sizes["Heading 1"] == Pt(17)
    assert sizes["Body Text"] is None
    assert document.styles["Body Text"].base_style.name == "Normal"
    assert document.tables[0].style is not None
    assert document.tables[0].style.name == "Table Grid"


def test_its_page_and_header_stay_and_its_text_goes(draft: Draft, template: Path) -> None:
    document = docx.Document(io.BytesIO(render(draft, style=Style(template=template))))
    section = document.sections[0]
    assert section.page_width == pytest.approx(Mm(200), abs=700)
    assert section.left_margin == pytest.approx(Mm(20), abs=700)
    assert section.header.paragraphs[0].text == "甲县乙镇文件"
    assert "范文" not in [p.text for p in document.paragraphs]
    assert len(document.tables) == 3
    for table in document.tables:
        columns = [int(c.get(qn("w:w")) or 0) for c in table._tbl.iter(qn("w:gridCol"))]
        assert sum(columns) == pytest.approx(160 * 56.7, abs=3)
        assert table._tbl.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}") is not None
    assert document.core_properties.author == draft.agency_name
    lines = document.paragraphs[0].text.split("\n")
    assert all(len(line) <= 13 for line in lines), "36 pt: twelve and a half characters on a line"


def test_a_draft_is_stamped_in_the_headers_that_it_has(draft: Draft, template: Path) -> None:
    data = render(draft, as_draft=True, style=Style(template=template))
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert [p.text for p in section.header.paragraphs] == ["草稿（未经审核）", "甲县乙镇文件"]
    assert section.first_page_header.paragraphs[0].text == "草稿（未经审核）"


def test_the_same_report_in_the_same_template_is_the_same_file(
    draft: Draft, template: Path
) -> None:
    style = Style(template=template)
    assert render(draft, style=style) == render(draft, style=style)


def test_a_template_file_is_one_too(draft: Draft, template: Path, tmp_path: Path) -> None:
    path = tmp_path / "单位.dotx"
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(b"document.main+xml", b"template.main+xml"))
    expected = render(draft, style=Style(template=template))
    assert render(draft, style=Style(template=path)) == expected


def test_one_without_a_page_of_its_own_is_one_too(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "单位.docx"
    document = docx.Document()
    for element in list(document.element.body):
        document.element.body.remove(element)
    document.save(str(path))
    made = docx.Document(io.BytesIO(render(draft, style=Style(template=path))))
    assert len(made.sections) == 1


@pytest.mark.parametrize(
    "content", [b"", b"not a file of Word", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]
)
def test_what_is_no_template_is_refused(draft: Draft, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "单位.doc"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"单位\.doc 不是 Word 文件"):
        render(draft, style=Style(template=path))


def test_another_packed_file_is_refused(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", "甲")
    with pytest.raises(CommandError, match="不是 Word 文件"):
        render(draft, style=Style(template=path))


def test_one_that_unpacks_to_too_much_is_refused(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    docx.Document().save(str(path))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/media/a.png", "w") as part,
    ):
        for _ in range(129):
            part.write(bytes(1024 * 1024))
    with pytest.raises(CommandError, match="解开后超过 128 MB"):
        render(draft, style=Style(template=path))


def test_a_damaged_or_a_locked_part_is_no_template(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    docx.Document().save(str(path))
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        at = packed.getinfo("word/document.xml").header_offset
    flags = whole.index(b"PK\x01\x02") + 8  # of the first part in the list at the end
    for damaged in (
        whole[: at + 80] + bytes(40) + whole[at + 120 :],
        whole[:flags] + b"\x01" + whole[flags + 1 :],
    ):
        path.write_bytes(damaged)
        with pytest.raises(CommandError, match="不是 Word 文件"):
            render(draft, style=Style(template=path))


def test_one_that_is_not_there_is_said_so(draft: Draft, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"打不开模板 .*没有\.docx"):
        render(draft, style=Style(template=tmp_path / "没有.docx"))
