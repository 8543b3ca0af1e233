"""What is printed of our pages and documents comes back with its paragraphs whole."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.published import FEES, REPORTS, committed
from tests.signing import signed
from tuiwizard.importing import read_here
from tuiwizard.importing.printed_lines import (
    Margins,
    PrintedLine,
    goes_on,
    joined,
    margins_of,
    running_heads,
)
from tuiwizard.rendering.formats import write
from tuiwizard.rendering.style import Style

PRINTERS = {"html": "chromium", "docx": "soffice"}
OPENING = "本报告全文在甲县乙镇人民政府网站上可以下载，网址是https://www.example.gov.cn/zwgk/2021。"
LONG = {
    "overview.text": f"（一）公开。{'全年更新栏目，公开政策文件、财政预决算和项目的信息。' * 7}\n"
    f"（二）监督保障。{'每季度自查一次，发现问题立即整改，并通报有关股室。' * 9}\n"
    f"短段。\n三是{'加强培训，提高工作人员的业务水平和服务意识。' * 30}",
    "problems.text": "一是政策解读形式单一，图解偏少，与期待有差距；二是部分栏目更新不够及时。\n"
    "下一步将增加图解的数量，丰富解读的形式，并按月检查各栏目的更新情况，把结果写入考核。",
}


@pytest.mark.parametrize("to", PRINTERS)
@pytest.mark.parametrize("name", ["guanyuan-2019", "pingtan-2021"])
@pytest.mark.parametrize("as_draft", [False, True])
def test_a_print_of_our_own_comes_back(tmp_path: Path, name: str, to: str, as_draft: bool) -> None:
    program = shutil.which(PRINTERS[to])
    if program is None:
        pytest.skip(f"{PRINTERS[to]} is not on this machine")
    fees = FEES if name.endswith("2021") else {}
    draft = committed(name).draft().with_texts(LONG | fees)
    if as_draft:
        draft = draft.with_texts({"agency.introduction": ""})
    # A heading that leads a paragraph gets a line of its own in LibreOffice 7.4.
    style = Style(subheads="alone")
    content = write(draft if as_draft else signed(draft), to, as_draft=as_draft, style=style)
    source = tmp_path / f"a.{to}"
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    heads = ["--no-pdf-header-footer"] if as_draft else []
    chromium = ["--headless", "--no-sandbox", f"--print-to-pdf={tmp_path / 'a.pdf'}", *heads]
    office = [f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    office += ["--convert-to", "pdf", "--outdir", str(tmp_path)]
    options = chromium if to == "html" else office
    subprocess.run([program, *options, str(source)], check=True, capture_output=True, timeout=200)
    right = read_here(source.read_bytes(), source.name, "", None)
    found = read_here((tmp_path / "a.pdf").read_bytes(), "a.pdf", "", None)
    assert {p: c.value for p, c in found.printed.items()} == {
        p: c.value for p, c in right.printed.items()
    }
    assert _words(found.texts, to) == _words(right.texts, to)
    assert (found.agency, found.year, found.notes) == (right.agency, right.year, right.notes)
    assert found.stamped is as_draft


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("as_draft", [False, True])
def test_our_own_pdf_comes_back_exactly(name: str, as_draft: bool) -> None:
    fees = FEES if committed(name).edition == "2021" else {}
    draft = committed(name).draft().with_texts(LONG | fees | {"agency.introduction": OPENING})
    found = read_here(
        write(draft if as_draft else signed(draft), "pdf", as_draft=as_draft), "a.pdf", "", None
    )
    assert {p: str(c.value) for p, c in found.printed.items()} == dict(committed(name).printed)
    for path, text in found.texts.items():
        assert text == "\n".join(
            filter(str.strip, draft.entries(path.partition(".")[0]).get(path).split("\n"))
        )
    assert (found.agency, found.year) == (draft.agency_name, draft.year)
    assert found.stamped is as_draft
    assert not found.unread and not found.missing


def _words(texts: Mapping[str, str], to: str) -> dict[str, str]:
    """Texts; without marks where LibreOffice prints, which leaves those out that hang."""
    marks = "；，。、" if to == "docx" else ""
    return {path: text.translate(dict.fromkeys(map(ord, marks))) for path, text in texts.items()}


MARGINS = Margins(50, 540)


def line(text: str, left: float, right: float, top: float, page: int = 0) -> PrintedLine:
    return PrintedLine(text, page, left, right, top, top + 14)


FIRST = line("（一）主动公开。全年", 78, 536, 100)


@pytest.mark.parametrize(
    ("before", "below", "whole"),
    [
        (FIRST, line("更新栏目。", 50, 120, 124), True),
        (FIRST, line("更新栏目。", 50, 120, 60, 1), True),
        (FIRST, line("（二）另一段。", 78, 180, 124), False),
        (FIRST, line("更新栏目。", 50, 120, 160), False),
        (FIRST._replace(right=400), line("更新栏目。", 50, 120, 124), False),
        (FIRST._replace(right=440), line("0000-1234567。", 50, 150, 124), True),
        (FIRST._replace(left=200), line("更新栏目。", 50, 120, 124), False),
        (FIRST, line("小字。", 50, 120, 124)._replace(bottom=132), False),
    ],
)
def test_a_paragraph_goes_on_where_the_line_is_full_and_the_next_not_set_in(
    before: PrintedLine, below: PrintedLine, whole: bool
) -> None:
    assert goes_on(before, below, MARGINS) is whole


def test_lines_are_put_together_as_they_were_typed() -> None:
    assert joined(FIRST, line("更新", 50, 80, 124)).text == "（一）主动公开。全年更新"
    assert joined(line("an open", 50, 536, 1), line("page", 50, 80, 9)).text == "an open page"
    assert joined(line("电话0000-", 50, 536, 1), line("12", 50, 80, 9)).text == "电话0000-12"


def test_what_runs_through_all_pages_is_found_at_their_edges() -> None:
    pages = [
        [
            line("草稿（未经审核）", 50, 100, 20, page),
            line(f"第{'甲乙丙'[page]}段", 50, 100, 300, page),
            line(f"— {page} —", 250, 300, 800, page),
        ]
        for page in range(3)
    ]
    heads = running_heads(pages)
    assert [[one.text for one in lines] for lines in heads] == [
        ["草稿（未经审核）"] * 3,
        ["— 0 —", "— 1 —", "— 2 —"],
    ]
    assert margins_of(pages, {one for lines in heads for one in lines}) == (50, 100)
    assert running_heads(pages[:1]) == []
    assert margins_of([], set()) == (0, 0)


def test_the_number_of_a_page_is_none_of_its_text_however_near_it_is() -> None:
    for number, left in (("— {} —", 1), ("甲{}", 0)):
        pages = [
            [
                line(f"第{'甲乙丙丁'[page]}段", 50, 540, 700, page),
                line(number.format(page), 50 + 400 * (page % 2), 540, 724, page),
            ]
            for page in range(4)
        ]
        assert len(running_heads(pages)) == left
