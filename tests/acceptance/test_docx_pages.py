"""The pages of the DOCX file as LibreOffice lays them out, beside GB/T 9704-2012."""

import re
from pathlib import Path

import pytest

from tests.acceptance.programs import run, unfinished
from tests.published import REPORTS, TABLES, committed
from tests.rendering.final import docx as render
from tuiwizard.forms.layout import cells
from tuiwizard.report.draft import Draft

LONG = "县" * 3000
SENTENCES = (
    "（一）主动公开。全年公开政府信息1,234条，更新栏目12个。" * 40 + "\n（二）监督保障\n" + LONG
)


def filled(draft: Draft, figure: str) -> Draft:
    """The draft with one figure in each cell of its tables."""
    paths = [c.path for key in TABLES for c in cells(draft.edition, key) if not c.computed]
    return draft.with_texts(dict.fromkeys(paths, figure))


@pytest.fixture(scope="module")
def pages(
    published: dict[str, Draft], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """The pages of each report: the ten of the corpus, and one of each kind that is hard."""
    drafts = dict(published)
    for name in REPORTS:
        draft = committed(name).draft()
        drafts |= {f"{n}-{draft.edition}": filled(draft, n) for n in ("0", "100000", "1234567")}
        drafts[f"long-{draft.edition}"] = draft.with_texts({"overview.text": LONG})
        drafts[f"sentences-{draft.edition}"] = draft.with_texts({"overview.text": SENTENCES})
    folder = tmp_path_factory.mktemp("pages")
    for name, draft in drafts.items():
        data = render(draft, as_draft=unfinished(draft))
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(folder.glob("*.docx"))
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files)
    return {name: printed(folder / f"{name}.pdf") for name in drafts}


def printed(path: Path) -> list[str]:
    return run("pdftotext", "-layout", path, "-").rstrip("\f").split("\f")


def lines(page: str) -> list[str]:
    """The lines of the text of a page, without the number below and the stamp above."""
    return [
        line.strip()
        for line in page.split("\n")
        if line.strip() and not re.fullmatch(r"\s*(— ?\d+ ?—|草稿（未经审核）)\s*", line)
    ]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_page_has_22_lines_of_28_characters(pages: dict[str, list[str]], edition: str) -> None:
    found = pages[f"long-{edition}"]
    text = [lines(page) for page in found]
    full = [page for page in text[1:] if set("".join(page)) == {"县"} and len(page) > 20]
    assert len(full) >= 4
    assert {len(page) for page in full} == {22}
    assert {len(line) for page in full for line in page} == {28}
    first = next(line for line in text[0] if line.startswith("县"))
    assert len(first) == 26, "two characters are the indent"
    assert sum(page.count("县" * 26) > 0 for page in map("".join, text)) == 6


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_sentences_with_figures_fill_their_pages(pages: dict[str, list[str]], edition: str) -> None:
    full = [lines(page) for page in pages[f"sentences-{edition}"][1:]]
    assert {len(page) for page in full if set("".join(page)) == {"县"} and len(page) > 20} == {22}


def test_no_table_is_cut(pages: dict[str, list[str]]) -> None:
    """The first and the last row of each stand on one page."""
    ends = (
        (r"第二十条第（一）项", r"行政事业性收费|政府集中采购"),
        (r"申请人情况", r"四、结转下年度继续办理"),
    )
    for name, found in pages.items():
        for first, last in ends:
            begun = [n for n, page in enumerate(found) if re.search(first, page)]
            ended = [n for n, page in enumerate(found) if re.search(last, page)]
            assert len(begun) == 1, (name, first)
            assert begun[0] == ended[-1], (name, first)


def test_every_heading_stands_with_what_follows(pages: dict[str, list[str]]) -> None:
    heading = re.compile(
        r"[一二三四五六]、(?:总体|主动公开|收到和|政府信息公开行|存在的|其他需要)|（二）监督保障$"
    )
    for name, found in pages.items():
        for page in found:
            assert not heading.match(lines(page)[-1]), (name, lines(page)[-1])


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("figure", ["100000", "1234567"])
def test_long_figures_stand_on_one_line(
    pages: dict[str, list[str]], figure: str, edition: str
) -> None:
    draft = filled(committed(REPORTS[0 if edition == "2019" else 1]).draft(), figure)
    inputs = [c for key in TABLES for c in cells(draft.edition, key) if not c.computed]
    text = "\n".join(pages[f"{figure}-{edition}"])
    assert len(re.findall(rf"(?<!\d){figure}(?!\d)", text)) >= len(inputs)


def test_a_report_without_requests_takes_four_pages(pages: dict[str, list[str]]) -> None:
    assert {len(pages[f"0-{edition}"]) for edition in ("2019", "2021")} <= {3, 4}
