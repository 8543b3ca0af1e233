"""HTML pages and DOCX files."""

import io
import itertools
from collections.abc import Iterator, Sequence
from html import escape

from docx import Document

from tests.layouts.report import TABLES, Report
from tests.layouts.texts import Rows, flat
from tuiwizard.forms.grid import Header, runs

Tag = tuple[str, int, int]
"""A cell: its text, how many columns and how many rows it covers."""


def merged(report: Report, key: str) -> list[list[Tag]]:
    """The table of a section with the merged cells of the form."""
    rows: list[list[Tag]] = []
    bands = report.bands(key)
    wide = max(len(band.columns) for band in bands)
    for band in bands:
        depth = max(len(row.labels) for row in band.rows)
        if band.title:
            rows.append([(band.title, 1 + wide, 1)])
        rows += _header(band.columns, band.corner, depth, wide)
        above: tuple[str, ...] = ()
        for number, (row, cells) in enumerate(zip(band.rows, band.cells, strict=True)):
            line: list[Tag] = []
            for i, label in enumerate(row.labels):
                last = i == len(row.labels) - 1
                if last or above[: i + 1] != row.labels[: i + 1]:
                    down = 1 if last else _down(band.rows[number:], row.labels[: i + 1])
                    line.append((label, depth - i if last else 1, down))
            above = row.labels
            texts = [report.text(cell) for cell in cells]
            line += [(text, 1, 1) for text in texts[:-1]]
            line.append((texts[-1], 1 + wide - len(texts), 1))
            rows.append(line)
    return rows


def _down(rows: Sequence[Header], labels: tuple[str, ...]) -> int:
    alike = itertools.takewhile(lambda row: row.labels[: len(labels)] == labels, rows)
    return sum(1 for _ in alike)


def _header(columns: Sequence[Header], corner: str, depth: int, wide: int) -> Iterator[list[Tag]]:
    height = max(len(column.labels) for column in columns)
    for level in range(height):
        line: list[Tag] = [(corner, depth, height)] if corner and not level else []
        for label, first, count in runs(columns, level):
            labels = columns[first].labels
            if level < len(labels):
                down = height - level if level == len(labels) - 1 else 1
                across = count + (wide - len(columns) if first + count == len(columns) else 0)
                line.append((label, across, down))
        yield line


WORD = '<p class="MsoNormal"><span style="font-family:仿宋">{}<o:p></o:p></span></p>'


def table(rows: Sequence[Sequence[Tag]], inside: str = "{}") -> str:
    def cell(tag: Tag) -> str:
        text, across, down = tag
        spans = f' colspan="{across}"' * (across > 1) + f' rowspan="{down}"' * (down > 1)
        return f"<td{spans}>{inside.format(escape(text) or '&nbsp;')}</td>"

    lines = "\n".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    return f'<table border="1">{lines}</table>'


def body(report: Report, inside: str = "{}") -> str:
    parts = [f"<h1>{report.title()}</h1>"]
    for key in ("overview", *TABLES, "problems", "other_matters"):
        parts.append(f"<p>{report.heading(key)}</p>")
        words = [f"<p>{line}</p>" for line in report.words.get(key, ())]
        parts += words or [table(merged(report, key), inside)]
    return "\n".join(parts)


def word(report: Report) -> bytes:
    return f'<div class="article">{body(report, WORD)}</div>'.encode()


def gbk_page(report: Report) -> bytes:
    """A page in GBK that calls itself UTF-8."""
    head = '<html><head><meta charset="utf-8"></head><body>'
    return f"{head}{body(report)}</body></html>".encode("gbk")


def utf16_page(report: Report) -> bytes:
    return f"<html><body>{body(report)}</body></html>".encode("utf-16")


MENU = "".join(
    f'<li><a href="#">{w}</a></li>' for w in ("首页", "政务公开", "机构职能", "政府信息公开年报")
)


def portal(report: Report) -> bytes:
    """A whole page: menus, a layout of tables, lists of other reports, the foot."""
    others = "".join(f"<li>某局{y}年政府信息公开工作年度报告</li>" for y in (2018, 2022, 2024))
    page = f"""<!DOCTYPE html><html><head><title>{report.title()}-某某政府网</title>
    <script>var a = "<td>9</td>";</script><style>td {{ width: 9px }}</style></head><body>
    <div class="top"><ul>{MENU}</ul><table><tr><td>天气</td><td>23</td></tr></table></div>
    <table><tr><td><div>当前位置：首页 &gt; 年报</div></td></tr><tr><td>
    <div class="con">{body(report)}</div></td></tr></table>
    <div class="side"><ul>{others}</ul></div>
    <div class="foot">版权所有：某某政府<table><tr><td>访问量</td><td>12345</td></tr></table></div>
    </body></html>"""
    return page.encode()


_PLAIN = (
    "规范处罚强制业务项数开发条现决关费办结维纠审复议诉讼经申请转继续单与属国"
    "机据权护执查无补确认获购给类总计会团组织构学体两达务问题进况报个应当后于为"
)
_TRADITIONAL = (
    "規範處罰強制業務項數開發條現決關費辦結維糾審復議訴訟經申請轉繼續單與屬國"
    "機據權護執查無補確認獲購給類總計會團組織構學體兩達務問題進況報個應當後於為"
)


def traditional(report: Report) -> bytes:
    return body(report).translate(str.maketrans(_PLAIN, _TRADITIONAL)).encode()


def permuted(report: Report) -> bytes:
    """Columns in another order than the form's, each under its header."""
    parts = [f"<h1>{report.title()}</h1>"]
    for key in ("overview", *TABLES, "problems", "other_matters"):
        parts.append(f"<p>{report.heading(key)}</p>")
        parts += [f"<p>{line}</p>" for line in report.words.get(key, ())]
        if key in TABLES:
            rows = [_turned(row) for row in flat(report, key)] if key != "appeals" else []
            rows = rows or flat(report, key)
            parts.append(table([[(text, 1, 1) for text in row] for row in rows]))
    return "\n".join(parts).encode()


def _turned(row: list[str]) -> list[str]:
    return [row[0], *reversed(row[1:])]


def row_by_row(report: Report) -> bytes:
    """A page in which table 4 has a row for each of its groups."""
    (band,) = report.bands("appeals")
    rows: Rows = [["", *(column.labels[-1] for column in band.columns[:5])]]
    for i in range(0, 15, 5):
        label = band.columns[i].labels[-2]
        rows.append([label, *(report.text(cell) for cell in band.cells[0][i : i + 5])])
    page = body(report)
    old = table(merged(report, "appeals"))
    return page.replace(old, table([[(text, 1, 1) for text in row] for row in rows])).encode()


def docx(report: Report) -> bytes:
    """A document with merged cells."""
    document = Document()
    document.add_paragraph(report.title())
    for key in ("overview", *TABLES, "problems", "other_matters"):
        document.add_paragraph(report.heading(key))
        for line in report.words.get(key, ()):
            document.add_paragraph(line)
        if key in TABLES:
            _docx_table(document, merged(report, key))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_of(tables: Sequence[Sequence[Sequence[Tag]]]) -> bytes:
    """A document of nothing but tables."""
    document = Document()
    for rows in tables:
        _docx_table(document, rows)
        document.add_paragraph()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_table(document: object, rows: Sequence[Sequence[Tag]]) -> None:
    width = sum(across for _, across, _ in rows[0])
    height = len(rows)
    grid = document.add_table(height, width, "Table Grid")  # type: ignore[attr-defined]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for text, across, down in row:
            while (y, x) in taken:
                x += 1
            covered = {(y + j, x + i) for j in range(down) for i in range(across)}
            taken |= covered
            cell = grid.cell(y, x)
            if len(covered) > 1:
                cell = cell.merge(grid.cell(y + down - 1, x + across - 1))
            cell.text = text
            x += across
