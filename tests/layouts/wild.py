"""Layouts as they were found on pages that programs have turned into text."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from tests.layouts import pages, texts
from tests.layouts.pages import Tag, merged
from tests.layouts.report import TABLES, Report
from tests.layouts.texts import Rows, flat, in_sections, spread
from tuiwizard.importing.source_lines import Spanning, expanded

HEADINGS = {
    "overview": "一、工作概述",
    "proactive": "二、行政机关主动公开政府信息情况",
    "requests": "三、行政机关收到和处理政府信息公开申请情况",
    "appeals": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "problems": "五、政府信息公开工作存在的主要问题及改进情况",
    "other_matters": "六、其它事项",
}
"""Headings in words of their own."""


def _utf8(report: Report, table: Callable[[Report, str], Sequence[str]]) -> bytes:
    return "\n".join(in_sections(report, table)).encode()


def filled_pipes(report: Report) -> bytes:
    """A row on a line, what merged cells cover filled up behind it: 行政许可 | 0 | ||."""

    def table(report: Report, key: str) -> list[str]:
        return [
            " | ".join(text for text, _, _ in row) + " | " + "|" * _covered(row)
            for row in merged(report, key)
        ]

    return _utf8(report, table)


def _covered(row: Sequence[Tag]) -> int:
    return sum(across - 1 for _, across, _ in row)


def cells_and_pipes(report: Report) -> bytes:
    """A cell on a line, a pipe behind it, and one line of pipes for what merged cells cover."""

    def table(report: Report, key: str) -> Iterator[str]:
        for row in merged(report, key):
            yield from (f"{text} |" if text else "|" for text, _, _ in row)
            if _covered(row) > 1:
                yield "|" * _covered(row)

    return _utf8(report, lambda r, k: list(table(r, k)))


def pipes_between(report: Report) -> bytes:
    """A cell on a line, and a pipe on the next."""

    def table(report: Report, key: str) -> Iterator[str]:
        for row in merged(report, key):
            for text, _, _ in row:
                yield from (text, "|")
            if _covered(row) > 1:
                yield "|" * _covered(row)

    return _utf8(report, lambda r, k: list(table(r, k)))


def broken_heads(report: Report) -> bytes:
    """Names of columns broken over two rows of a table: 商业 | 科研 / 企业 | 机构."""

    def table(report: Report, key: str) -> Iterator[str]:
        heads = {column.labels[-1] for band in report.bands(key) for column in band.columns}
        for row in flat(report, key):
            if row[-1] in heads:
                halves = [(t[: len(t) // 2], t[len(t) // 2 :]) for t in row]
                yield " | ".join(half for half, _ in halves) + " |"
                yield " | ".join(half for _, half in halves) + " |"
            else:
                yield " | ".join(row) + " |"

    return _utf8(report, lambda r, k: list(table(r, k)))


def spreadsheet(report: Report) -> bytes:
    """CSV as a spreadsheet saves it: every line padded to one width, titles and texts, too."""

    def table(report: Report, key: str) -> Rows:
        return spread(report, key) if key == "requests" else flat(report, key)

    rows: Rows = [[report.title()]]
    for key in ("overview", "proactive", "requests", "appeals", "problems", "other_matters"):
        rows.append([report.heading(key)])
        words = [[line] for line in report.words.get(key, ())]
        rows += words or table(report, key)
    wide = max(map(len, rows))
    out = io.StringIO()
    csv.writer(out).writerows([*row, *[""] * (wide - len(row))] for row in rows)
    return out.getvalue().encode("utf-8-sig")


_GLOSSES: Mapping[str, str] = {"规": "guī", "构": "gòu", "项": "xiàng", "诉": "sù", "处": "chù"}


def glossed(report: Report) -> bytes:
    """A page with the pinyin of some characters behind them."""
    page = pages.body(report)
    for character, gloss in _GLOSSES.items():
        page = page.replace(character, f"{character}({gloss})")
    return page.encode()


def reworded(report: Report) -> bytes:
    """Sections under headings in other words, table 4 as a line of figures below broken heads."""
    heads = ["结果 结果 其他 尚未 总", "维持 纠正 结果 审结 计" + " 结果 结果 其他 尚未 总" * 2]

    def table(report: Report, key: str) -> list[str]:
        rows = flat(report, key)
        if key == "appeals":
            return ["行政复议 行政诉讼", *heads, " ".join(filter(None, rows[-1]))]
        return ["\t".join(row) for row in rows]

    return _utf8(replace(report, headings=HEADINGS), table)


def gapped_markdown(report: Report) -> bytes:
    """Markdown with tables in HTML that blank lines run through, comments, and lone tags."""
    page = pages.body(report).replace("<tr>", "\n\n<tr>").replace("</h1>", "</h1>\n\n<!-- 1 -->")
    return f'<div class="article">\n\n{page}\n\n</div>\n\n</section>\n'.encode()


def one_line(report: Report) -> bytes:
    """A text whose line ends a program has made spaces."""
    return " ".join(texts.cell_on_a_line(report).decode().split("\n")).encode()


def boxes(report: Report) -> bytes:
    """Tables drawn with characters."""

    def table(report: Report, key: str) -> Iterator[str]:
        yield "┌────┬────┐"
        for row in flat(report, key):
            yield from (f"│{'│'.join(row)}│", "├────┼────┤")

    return _utf8(report, lambda r, k: list(table(r, k)))


def no_break_spaces(report: Report) -> bytes:
    return texts.wide_spaces(report).decode().replace(" ", "\u00a0").encode()


def indented(report: Report) -> bytes:
    """A cell on a line, set in by tabs as in the source of a page."""
    lines = texts.cell_on_a_line(report).decode().split("\n")
    return "\n".join(f"\t\t{line}" for line in lines).encode()


def repeated(report: Report) -> bytes:
    """A page in which merged cells are written again in each column and row that they cover."""

    def table(key: str) -> str:
        rows = expanded([[Spanning(*cell) for cell in row] for row in merged(report, key)], 1)
        wide = max(piece.column for line in rows for piece in line.pieces) + 1
        return pages.table(
            [
                [
                    (next(p.text for p in reversed(line.pieces) if p.column <= column), 1, 1)
                    for column in range(wide)
                ]
                for line in rows
            ]
        )

    page = pages.body(report)
    for key in TABLES:
        page = page.replace(pages.table(merged(report, key)), table(key))
    return page.encode()


def form_page(report: Report) -> bytes:
    """A page that is a form, as ASP.NET writes it; the title in the header of the article."""
    title, rest = pages.body(report).split("</h1>")
    article = f"<article><header>{title}</h1></header>{rest}</article>"
    hidden = '<input type="hidden" name="__VIEWSTATE" value="7">'
    return f"<body><form method=post>{hidden}<div>{article}</div></form></body>".encode()


def preformatted(report: Report) -> bytes:
    """A page with a text in it that is shown as it is."""
    return f"<html><body><pre>{texts.tabs(report).decode()}</pre></body></html>".encode()


def decimals(report: Report) -> bytes:
    """CSV of a program that takes every figure for a number with decimals."""
    figures = {p: f"{t}.0" if t and "." not in t else t for p, t in report.figures.items()}
    return texts.comma(replace(report, figures=figures))
