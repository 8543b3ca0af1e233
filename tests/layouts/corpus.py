"""A corpus like that of published reports: their figures in their layouts, under invented words.

The figures are those of tests/data. Each report is printed in the layout in which its office
printed it; what a page breaks, leaves out or misprints is broken, left out and misprinted here,
too. So a clone without the published reports (../shared/corpus) proves the same as one with them.
"""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.layouts import pages, texts
from tests.layouts.report import WORDS, Report

DATA = Path(__file__).parents[1] / "data"
NAMES = {
    "guanyuan-2019": "甲镇",
    "hangzhou-style-2025": "乙市",
    "hongze-2023": "丙区人民政府",
    "huaian-2024": "丁市人民政府",
    "pingtan-2019": "戊区",
    "pingtan-2020": "戊区",
    "pingtan-2021": "戊区",
    "shanghai-gfo-2019": "己市人民政府办公厅",
    "shuyang-county-2025": "沭阳县人民政府",
    "suqian-2023": "庚市",
}
"""The reports, and the names of the offices in them."""

_MISPRINTED = "沐阳县人民政府"
"""A machine that read a picture took 沭 for another character."""

WIDTH = 27
"""Characters in a line of a PDF."""

_SUBJECTS = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障", "宣传培训")
_SENTENCES = (
    "本机关把各项安排分到每个月，按月检查，做完一项记一项。",
    "栏目由专人维护，内容先经审查再发布，过期的及时调整。",
    "各科室各有一名联络员，有疑问的先商量再答复。",
)


def write(folder: Path) -> Path:
    """Write the corpus into a folder."""
    for name, agency in NAMES.items():
        data = json.loads((DATA / f"{name}.json").read_text("utf-8"))
        known = {"source": name, "agency": agency, "failing": [], **data}
        (folder / f"{name}.json").write_text(json.dumps(known, ensure_ascii=False), "utf-8")
        if name in _LAYOUTS:
            suffix, printed = _LAYOUTS[name]
            (folder / f"{name}{suffix}").write_bytes(printed(_report(name, agency, data)))
    (folder / "form-2021-blank.docx").write_bytes(blank_form())
    for part in ("excerpts", "wild"):
        shutil.copytree(DATA / "import" / part, folder / part)
    return folder


def _report(name: str, agency: str, data: Mapping[str, Any]) -> Report:
    figures = {path: None if n is None else str(n) for path, n in data["printed"].items()}
    agency = _MISPRINTED if name == "shuyang-county-2025" else agency
    single = "requests.outcomes.other.total" in figures and data["edition"] == "2021"
    return Report(
        data["edition"], data["year"], agency, figures, {"requests": "2019"} if single else {}
    )


def blank_form() -> bytes:
    """The official blank form of 2021: its labels and merged cells, as DOCX."""
    tables = json.loads((DATA / "form-2021-blank.json").read_text("utf-8"))
    return pages.docx_of([[[tuple(cell) for cell in row] for row in table] for table in tables])


def with_breaks(report: Report) -> bytes:
    """A page whose headers are broken by hand, each cell a centred paragraph."""
    page = pages.body(report, '<p align="center">{}</p>')
    for whole in ("本年新制作数量", "本年新公开数量"):
        page = page.replace(whole, f"{whole[:3]}<br />{whole[3:]}")
    return f'<div class="article">{page}</div>'.encode()


def indented(report: Report) -> bytes:
    """A page pasted from Word: every cell is a paragraph with a style of its own."""
    cell = '<p style="text-indent: 0em;">{}</p>'
    return f'<div class="article">{pages.body(report, cell)}</div>'.encode()


def loose_tabs(report: Report) -> bytes:
    """Tabs, half-width brackets, stray spaces, a label without 度, a tab behind each row."""
    text = texts.tabs(report).decode()
    for right, printed in (
        ("三、本年度办理结果", "三、 本 年 办 理 结 果"),
        ("（", "("),
        ("）", ") "),
        ("5.属于三类内部事务信息", "5. 属于三类内部事务信息"),
        ("政府信息公开工作", "政府信息公开 工作"),
    ):
        text = text.replace(right, printed)
    return "\n".join(line + "\t" * ("\t" in line) for line in text.split("\n")).encode()


def _pdf(style: Callable[[Report], bytes], subjects: int) -> Callable[[Report], bytes]:
    """The text of a PDF: sentences and labels broken anywhere, and a number on each page."""

    def printed(report: Report) -> bytes:
        told = report.with_words({**WORDS, "overview": _overview(report, subjects)})
        whole = filter(None, style(told).decode().split("\n"))
        lines = [part for line in whole for part in _broken(line)]
        leaves = [lines[i : i + 40] for i in range(0, len(lines), 40)]
        numbered = ((f"- {n} -", *leaf) for n, leaf in enumerate(leaves, 1))
        return "\n".join(line for leaf in numbered for line in leaf).encode()

    return printed


def _overview(report: Report, subjects: int) -> Sequence[str]:
    """An overview that tells the figures of the tables, its lines broken."""
    received, carried, granted = (
        report.figures[f"requests.{row}.total"]
        for row in ("received", "carried_in", "outcomes.granted")
    )
    told = f"全年新收政府信息公开申请{received}件，上年结转{carried}件，予以公开{granted}件。"
    paragraphs = [f"{report.year}年，{_SENTENCES[0]}{_SENTENCES[1]}"]
    for number, subject in enumerate(_SUBJECTS[:subjects]):
        more = told if subject == "依申请公开" else _SENTENCES[number % 3]
        paragraphs.append(f"（{'一二三四五六'[number]}）{subject}。{more}{_SENTENCES[2]}")
    return [part for paragraph in paragraphs for part in _broken(paragraph)]


def _broken(text: str) -> Sequence[str]:
    """A text broken where the line is full; a row of figures stays whole."""
    if " " in text and text[-1].isdecimal():
        return [text]
    return [text[i : i + WIDTH] for i in range(0, len(text), WIDTH)]


_LAYOUTS: Mapping[str, tuple[str, Callable[[Report], bytes]]] = {
    "guanyuan-2019": (".txt", loose_tabs),
    "hangzhou-style-2025": (".html", lambda r: pages.body(r).encode()),
    "hongze-2023": (".txt", _pdf(texts.pdf_cells, 6)),
    "huaian-2024": (".txt", _pdf(texts.pdf_rows, 5)),
    "pingtan-2019": (".html", indented),
    "pingtan-2020": (".html", pages.word),
    "pingtan-2021": (".html", indented),
    "shanghai-gfo-2019": (".html", with_breaks),
    "shuyang-county-2025": (".md", texts.mini_tables),
}
