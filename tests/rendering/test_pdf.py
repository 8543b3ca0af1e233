"""The PDF as it is printed, read back by pdfplumber alone."""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
import typst
from hypothesis import HealthCheck, example, given, settings

from tests.published import TABLES, committed
from tests.rendering.final import pdf as render
from tests.rendering.test_escape import anything
from tuiwizard.errors import CommandError, NotPublishable
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import grid
from tuiwizard.rendering import pdf as module
from tuiwizard.rendering.blank_form import render_blank
from tuiwizard.rendering.faces import faces
from tuiwizard.rendering.formats import render as render_format
from tuiwizard.rendering.typst_fonts import fonts
from tuiwizard.report.content_identifier import identifier
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import posted_digest

MM = 72 / 25.4
LINE = 225 / 22 * MM
SIZE = 16

CHINESE = {name for part in faces().values() for name in part[:-1]} & set(typst.Fonts().families())
pytestmark = pytest.mark.skipif(
    not CHINESE, reason="none of the Chinese fonts that the PDF asks for is on this machine"
)

Words = list[dict[str, Any]]


def pages(data: bytes) -> list[Any]:
    return list(pdfplumber.open(io.BytesIO(data)).pages)


def lines(page: Any) -> Words:
    """The lines of a page but for its number, from top to bottom."""
    found: Words = page.extract_text_lines(y_tolerance=6, x_tolerance_ratio=0.4)
    return [line for line in found if line["top"] < (297 - 35) * MM]


def text_of(data: bytes) -> str:
    return "".join(
        "".join(page.extract_text(x_tolerance_ratio=0.4).split()) for page in pages(data)
    )


LONG = "全年更新栏目公开政策文件财政预决算和项目的信息" * 130
"""3,000 characters."""


def test_every_page_has_22_lines_of_28_characters() -> None:
    draft = committed("pingtan-2021").draft().with_texts({"overview.text": LONG})
    found = pages(render(draft))
    full = [page for page in found[1:] if not page.find_tables()][:-1]
    assert len(full) >= 2
    for page in full[:2]:
        assert [len(line["text"]) for line in lines(page)] == [28] * 22
        tops = [line["top"] for line in lines(page)]
        gaps = {round(b - a, 1) for a, b in pairwise(tops)}
        assert gaps == {round(LINE, 1)}


def test_the_page_is_that_of_official_documents(complete: Draft) -> None:
    for page in pages(render(complete)):
        assert (round(page.width / MM), round(page.height / MM)) == (210, 297)
        number = f"—{page.page_number}—"
        text = [char for char in page.chars if char["top"] < (297 - 35) * MM]
        assert min(char["x0"] for char in text) > 27 * MM
        ink = [char for char in text if char["text"] not in "，。；、："]  # these end in blank
        assert max(char["x1"] for char in ink) < (210 - 25) * MM
        assert min(char["top"] for char in text) > 36 * MM
        footer = [char for char in page.chars if char["top"] > (297 - 35) * MM]
        assert "".join(char["text"] for char in footer if char["text"].strip()) == number
        # 单页码居右空一字，双页码居左空一字；一字线上距版心下边缘 7 mm
        if page.page_number % 2:
            assert footer[-1]["x1"] == pytest.approx((210 - 26) * MM - 14, abs=3)
        else:
            assert footer[0]["x0"] == pytest.approx(28 * MM + 14, abs=3)
        assert footer[0]["top"] == pytest.approx((297 - 35 + 7) * MM, abs=4)


def test_no_table_is_cut(complete: Draft) -> None:
    whole = [len(table.rows) for page in pages(render(complete)) for table in page.find_tables()]
    assert len(whole) == len(TABLES)


@pytest.mark.parametrize("spare", range(0, 22, 4))
def test_no_table_is_cut_wherever_it_begins(spare: int) -> None:
    lines = "\n".join(["一行。"] * spare) or "无"
    draft = committed("pingtan-2021").draft().with_texts({"overview.text": lines})
    found = pages(render(draft))
    assert sum(len(page.find_tables()) for page in found) == len(TABLES)
    for page in found:  # a heading is on the page of what it heads
        last = "".join(page.extract_text().split()).removesuffix(f"—{page.page_number}—")
        assert not re.search(r"[一二三四五六]、[^。，]{2,20}情况$", last)


def test_the_figures_are_the_printed_ones(name: str, complete: Draft) -> None:
    found = [table for page in pages(render(complete)) for table in page.find_tables()]
    for key, table in zip(TABLES, found, strict=True):
        text = [cell for row in table.extract() for cell in row if cell]
        figures = [cell for cell in text if re.fullmatch(r"[-+\d./]+\w?", cell)]
        printed = committed(name).printed
        assert figures == [printed[cell.path] for cell in grid(complete.edition, key).cells]


def test_pdftotext_finds_every_figure(tmp_path: Path, name: str, complete: Draft) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not on this machine")
    (tmp_path / "a.pdf").write_bytes(render(complete))
    done = subprocess.run(
        [program, "-layout", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True
    )
    words = done.stdout.decode().split()
    assert set(committed(name).printed.values()) <= set(words)


def test_a_figure_of_many_digits_stays_on_one_line() -> None:
    figures = {
        "requests.received.natural_person": "1234567",
        "requests.carried_out.natural_person": "1234566",
        "appeals.review.upheld": "7654321",
    }
    draft = committed("pingtan-2021").draft().with_texts(figures)
    text = text_of(render(draft, as_draft=True))
    assert all(figure in text for figure in figures.values())


def test_an_address_is_not_drawn_out_to_fill_its_line() -> None:
    address = "电子版在甲县乙镇人民政府网站上可以查看下载，网址是https://www.example.gov.cn/zwgk/nb"
    draft = committed("pingtan-2021").draft().with_texts({"agency.introduction": address})
    first = next(line for line in lines(pages(render(draft))[0]) if "电子版" in line["text"])
    assert " " not in first["text"].strip()


def test_it_is_tagged_and_says_its_title_and_language(complete: Draft) -> None:
    data = render(complete)
    assert b"/StructTreeRoot" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    file = pdfplumber.open(io.BytesIO(data))
    assert file.metadata["Title"] == complete.report.title
    assert file.metadata["Keywords"] == identifier(posted_digest(complete))
    assert "zh" in str(file.doc.catalog["Lang"])
    outline = [(level, title) for level, title, *_ in file.doc.get_outlines()]
    assert [title for level, title in outline if level == 2] == [
        "（一）主动公开。",
        "（二）监督保障。",
    ]
    assert [title for level, title in outline if level == 1] == [
        section_title(complete.edition, key) for key in complete.section_keys if key != "agency"
    ]


def test_the_same_draft_gives_the_same_bytes(
    complete: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = render(complete)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert render(complete) == first
    assert b"CreationDate" not in first


def test_a_draft_is_stamped_on_every_page(complete: Draft) -> None:
    for page in pages(render(complete, as_draft=True)):
        assert "草稿（未经审核）" in page.extract_text()
    with pytest.raises(NotPublishable):
        module.render(complete)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(anything)
@example("#let x = 1 $a$ `b` *c* _d_ \\e <f> @g // h ]")
@example("　　自己缩进的一段。")
def test_text_is_printed_as_it_was_typed(text: str) -> None:
    draft = committed("pingtan-2021").draft().with_texts({"overview.text": text})
    try:
        data = render(draft, as_draft=True)
    except CommandError as error:
        assert "没有字体能显示" in str(error)
        return
    plain = "".join(character for character in text if "!" <= character <= "~")
    found = "".join(character for character in text_of(data) if "!" <= character <= "~")
    assert plain.replace("-", "") in found.replace("-", "")


def test_a_computer_without_chinese_fonts_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    none: Callable[[], typst.Fonts] = lambda: typst.Fonts(include_system_fonts=False)  # noqa: E731
    monkeypatch.setattr(module, "fonts", none)
    with pytest.raises(CommandError, match="没有中文字体，不能生成 PDF"):
        render(committed("pingtan-2021").draft())


def test_a_character_that_no_font_has_is_named() -> None:
    draft = committed("pingtan-2021").draft().with_texts({"overview.text": "甲\u0378乙"})
    with pytest.raises(CommandError, match=r"没有字体能显示“\u0378”（U\+0378）"):
        render(draft)


def test_another_fault_of_typst_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_data", lambda *_: {})
    with pytest.raises(typst.TypstError):
        render(committed("pingtan-2021").draft())


def test_without_typst_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    fonts.cache_clear()
    with pytest.raises(CommandError, match=r"pip install 'tuiwizard\[print\]'"):
        render_format(committed("pingtan-2021").draft(), "pdf", as_draft=True)


def test_the_right_face_comes_first_and_what_is_everywhere_last() -> None:
    found = faces()
    assert found["body"][:2] == ["仿宋_GB2312", "FangSong_GB2312"]
    assert found["title"][0] == "方正小标宋简体"
    assert all(len(set(names)) == len(names) for names in found.values())


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_blank_form_has_every_label_and_no_figure(edition: str) -> None:
    text = "".join(text_of(render_blank(edition, "pdf")).split())
    for key in TABLES:
        for band in grid(edition, key).bands:
            labels = [row.labels[-1] for row in band.rows if row.labels]
            assert [label for label in labels if len(label) < 9 and label not in text] == []
    assert "______年政府信息公开工作年度报告" in text
    assert "未填" not in text
