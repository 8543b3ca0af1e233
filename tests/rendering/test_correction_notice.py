"""更正说明: right about totals, sentences, amounts, names and years, in every format it has."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from tests.signing import reviewed, signed
from tests.strategies import complete_draft
from tuiwizard.errors import NotPublishable
from tuiwizard.rendering.correction_notice import (
    FORMATS_OF_NOTICE,
    notice,
    notice_path,
    render_notice,
    write_notice,
)
from tuiwizard.rendering.style import PLAIN
from tuiwizard.report import correcting
from tuiwizard.report.draft import Draft

GOLDEN = Path(__file__).parent / "golden"
TEXTS = {
    "agency.name": "官元镇人民政府办公室",
    "requests.received.business": "1",
    "requests.outcomes.granted.business": "1",
    "proactive.fees.amount": "1.5",
    "overview.text": "全年主动公开 12 条。全年收到申请 1 件。均已办结。",
    "problems.text": "学习不够。\n下一步加强培训。",
}
BEFORE = {
    "overview.text": "全年主动公开 12 条。全年收到申请 0 件。没有其他情况。均已办结。",
    "problems.text": "学习不够。",
}


def draft(reason: str = "登记台账时漏记了商业企业的一件申请。", **texts: str) -> Draft:
    version = signed(complete_draft().with_texts(BEFORE))
    new = version.with_texts({**TEXTS, **texts})
    begun = correcting.corrected(new, version)
    return signed(correcting.with_reason(begun, date(2026, 1, 20), reason))


@pytest.mark.parametrize(("to", "end"), [("markdown", "md"), ("html", "html")])
def test_the_notice_is_what_was_looked_at(to: str, end: str) -> None:
    made = write_notice(draft(), to)
    assert made == (GOLDEN / f"correction.{end}").read_bytes()
    assert made == write_notice(draft(), to)


def words_of(to: str, made: bytes) -> str:
    if to == "docx":
        from docx import Document

        document = Document(BytesIO(made))
        cells = (c.text for t in document.tables for row in t.rows for c in row.cells)
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    if to == "pdf":
        with pdfplumber.open(BytesIO(made)) as pdf:
            return "".join(page.extract_text(x_tolerance_ratio=0.4) for page in pdf.pages)
    return made.decode()


@pytest.mark.parametrize("to", FORMATS_OF_NOTICE)
def test_every_format_says_the_same(to: str) -> None:
    said = "".join(words_of(to, write_notice(draft(), to)).split())
    for words in ("2026年1月20日公布的", "漏记了商业企业", "商业企业", "总计", "1.5万元", "更正后"):
        assert words in said
    assert "官元镇人民政府办公室" in said


def test_only_what_changed_is_listed() -> None:
    found = notice(draft(), as_draft=False)
    figures = [
        (row.labels[0].split(" · ")[-1], *values)
        for chapter in found.chapters
        for table in chapter.tables
        for row, values in zip(table.band.rows, table.figures, strict=True)
    ]
    assert ("机关名称", "官元镇人民政府", "官元镇人民政府办公室") in figures
    assert figures.count(("总计", "0", "1")) == 3
    assert [values for values in figures if values[0] not in ("机关名称", "总计")] == [
        (figures[1][0], "0万元", "1.5万元"),
        ("商业企业", "0", "1"),
        ("商业企业", "0", "1"),
        ("商业企业", "0", "1"),
    ]
    assert found.chapters[-1].paragraphs == (
        "一、总体情况 正文：",
        "原文“全年收到申请 0 件。没有其他情况。”更正为“全年收到申请 1 件。”",
        f"{notice(draft(), as_draft=False).chapters[-1].paragraphs[2]}",
        "在“学习不够。”后增加“下一步加强培训。”",
    )


def test_a_level_is_told_in_words_and_a_sentence_may_go() -> None:
    other = draft(**{"agency.level": "county", "overview.text": "全年主动公开 12 条。"})
    said = render_notice(other, "markdown")
    assert isinstance(said, str)
    assert "county" not in said
    assert "删去“全年收到申请 0 件。没有其他情况。均已办结。”" in said


def test_a_sentence_at_the_head_and_a_change_of_signs_are_told() -> None:
    head = notice(draft(**{"problems.text": "先说明。学习不够。"}), as_draft=False)
    assert head.chapters[-1].paragraphs[-1] == "在开头增加“先说明。”"
    signs = notice(draft(**{"problems.text": "学习不够.".replace(".", " 。")}), as_draft=False)
    assert signs.chapters[-1].paragraphs[-1] == "原文“学习不够。”更正为“学习不够 。”"


def test_it_is_refused_until_it_is_signed_and_written_as_a_draft_before() -> None:
    with pytest.raises(NotPublishable, match="没有更正过"):
        render_notice(signed(complete_draft()), "markdown")
    unsigned = reviewed(draft())
    with pytest.raises(NotPublishable, match="还没有审核签发"):
        render_notice(unsigned, "markdown")
    with pytest.raises(NotPublishable, match="没有写原因"):
        render_notice(draft(""), "markdown")
    said = render_notice(draft(""), "markdown", as_draft=True)
    assert isinstance(said, str)
    assert "草稿（未经审核）" in said
    assert "（未填）" in said


def test_a_draft_of_a_correction_without_changes_says_so() -> None:
    version = signed(complete_draft())
    said = render_notice(correcting.corrected(version, version), "markdown", as_draft=True)
    assert isinstance(said, str)
    assert "没有不同。" in said


def test_the_signature_block_can_be_left_out_and_dated() -> None:
    assert notice(draft(), as_draft=False, style=PLAIN._replace(signature=False)).signature is None
    day = notice(draft(), as_draft=False, style=PLAIN._replace(day=date(2026, 3, 1))).signature
    assert day is not None
    assert day.day == "2026年3月1日"


def test_its_file_lies_beside_that_of_the_report() -> None:
    assert notice_path(Path("a/2025.md")) == Path("a/2025-更正说明.md")
    assert notice_path(Path("2025.fragment.html")) == Path("2025-更正说明.fragment.html")
