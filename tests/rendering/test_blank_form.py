"""The form before it is filled in: the official one, with lines to write on."""

from pathlib import Path

import pytest

from tests.rendering.blank_form import official, tables
from tests.rendering.test_docx import Docx
from tuiwizard.errors import CommandError
from tuiwizard.forms.editions import chapter_keys, section_title
from tuiwizard.rendering.blank_form import render_blank
from tuiwizard.rendering.formats import FORMATS


def test_its_tables_are_those_of_the_official_form(tmp_path: Path) -> None:
    path = tmp_path / "blank.docx"
    path.write_bytes(render_blank("2021", "docx"))
    assert [[(p.row, p.column, p.text) for p in table] for table in tables(path)] == [
        [(p.row, p.column, p.text) for p in table] for table in official()
    ]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_section_has_its_heading_and_room_to_write(edition: str) -> None:
    paragraphs = Docx(render_blank(edition, "docx")).paragraphs
    title = "".join(text for style, text in paragraphs if style == "Title")
    assert title.endswith("年政府信息公开工作年度报告")
    assert title.startswith("____")
    headings = [text for style, text in paragraphs if style == "Heading1"]
    assert headings == [section_title(edition, key) for key in chapter_keys(edition)]
    assert [text for style, text in paragraphs if style == "Signature"][1] == "　　年　　月　　日"
    lines = [text for _, text in paragraphs if text.strip("_") == "" and len(text) > 40]
    assert len(lines) >= 20
    fees = [text for _, text in paragraphs if text.endswith(("_件", "_元"))]
    assert len(fees) == (3 if edition == "2021" else 0)
    assert not [text for _, text in paragraphs if "未填" in text or "草稿" in text]


def test_it_is_the_same_file_every_time() -> None:
    assert render_blank("2021", "docx") == render_blank("2021", "docx")


def test_a_format_that_is_no_paper_is_refused() -> None:
    for key, to in FORMATS.items():
        if not to.blank:
            with pytest.raises(CommandError, match="能输出的格式有 Word（DOCX）"):
                render_blank("2021", key)
