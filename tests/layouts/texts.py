"""Plain text and Markdown, in the styles of offices, converters and PDF files."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tests.layouts.report import TABLES, Report

Rows = list[list[str]]


def in_sections(report: Report, table: Callable[[Report, str], Sequence[str]]) -> list[str]:
    """A whole report as lines, each table as `table` prints it."""
    lines = [report.title(), ""]
    for key in ("overview", *TABLES, "problems", "other_matters"):
        lines += [report.heading(key), ""]
        lines += [*(report.words.get(key) or table(report, key)), ""]
    return lines


def flat(report: Report, key: str) -> Rows:
    """Rows with one label, under one row of headers; table 4 has no labels."""
    rows: Rows = []
    for band in report.bands(key):
        labelled = bool(band.rows[0].labels)
        if band.title:
            rows.append([band.title])
        heads = [column.labels[-1] for column in band.columns]
        rows.append([band.corner, *heads] if labelled else heads)
        for header, cells in zip(band.rows, band.cells, strict=True):
            label = [header.labels[-1]] if labelled else []
            rows.append([*label, *map(report.text, cells)])
    return rows


def spread(report: Report, key: str) -> Rows:
    """Rows with a column for each level of labels, merged cells left blank behind the first."""
    if key != "requests":
        return flat(report, key)
    (band,) = report.bands(key)
    depth = max(len(row.labels) for row in band.rows)
    rows = [[band.corner, *[""] * (depth - 1), "申请人情况", *[""] * 6]]
    kinds = [column.labels[-1] for column in band.columns]
    rows.append([*[""] * depth, kinds[0], "法人或其他组织", *[""] * 4, kinds[-1]])
    rows.append([*[""] * depth, "", *kinds[1:-1], ""])
    above: tuple[str, ...] = ()
    for header, cells in zip(band.rows, band.cells, strict=True):
        labels = list(header.labels)
        for i, label in enumerate(header.labels[:-1]):
            if above[: i + 1] == header.labels[: i + 1]:
                labels[i] = ""
            del label
        above = header.labels
        rows.append([*labels, *[""] * (depth - len(labels)), *map(report.text, cells)])
    return rows


def _utf8(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode()


def tabs(report: Report) -> bytes:
    return _utf8(in_sections(report, lambda r, k: ["\t".join(row) for row in spread(r, k)]))


def pipe(report: Report) -> bytes:
    return _utf8(in_sections(report, lambda r, k: [f"| {' | '.join(x)} |" for x in flat(r, k)]))


def pipe_spans(report: Report) -> bytes:
    return _utf8(in_sections(report, lambda r, k: [f"| {' | '.join(x)} |" for x in spread(r, k)]))


def wide_spaces(report: Report) -> bytes:
    return _utf8(in_sections(report, lambda r, k: ["    ".join(row) for row in flat(r, k)]))


def comma(report: Report) -> bytes:
    def table(report: Report, key: str) -> list[str]:
        out = io.StringIO()
        csv.writer(out).writerows(flat(report, key))
        return out.getvalue().splitlines()

    return _utf8(in_sections(report, table))


def cell_on_a_line(report: Report) -> bytes:
    """Every cell on a line of its own, with blank lines between."""

    def table(report: Report, key: str) -> Iterator[str]:
        for row in spread(report, key):
            for text in filter(None, row):
                yield from (text, "")

    return _utf8(in_sections(report, lambda r, k: list(table(r, k))))


def ended_by_pipes(report: Report) -> bytes:
    """Every cell on a line of its own, each ended by a pipe, a blank one too."""
    return _utf8(in_sections(report, lambda r, k: [f"{t} |" for row in flat(r, k) for t in row]))


def pdf_cells(report: Report) -> bytes:
    """The text of a PDF: a cell on each line, labels broken, page numbers in between."""

    def table(report: Report, key: str) -> Iterator[str]:
        for number, row in enumerate(spread(report, key)):
            for text in filter(None, row):
                if text[:1].isdecimal() and not text[-1:].isalpha():
                    yield text
                else:
                    yield from (text[i : i + 9] for i in range(0, len(text), 9))
            if number % 12 == 11:
                yield f"- {number // 12 + 1} -"

    return _utf8(in_sections(report, lambda r, k: list(table(r, k))))


def pdf_rows(report: Report) -> bytes:
    """The text of a PDF: rows on lines, single spaces, long labels broken before the figures."""

    def table(report: Report, key: str) -> Iterator[str]:
        for row in flat(report, key):
            labels = [t for t in row if not t.lstrip("-").replace(".", "").isdecimal()]
            figures = [t for t in row if t not in labels]
            label = " ".join(labels)
            if figures and len(label) > 18:
                yield label[:18]
                label = label[18:]
            yield " ".join(filter(None, (label, *figures)))

    return _utf8(in_sections(report, lambda r, k: list(table(r, k))))


def _marked(rows: Rows) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return ["", lines[0], f"|{'---|' * len(rows[0])}", *lines[1:], ""]


def mini_tables(report: Report) -> bytes:
    """Markdown in which every group is a table of its own under a heading."""

    def requests(report: Report) -> Iterator[str]:
        heads = ["类别", *(f"数据{i}" for i in range(1, 7)), "总计"]
        for _, labels, texts in report.rows("requests"):
            yield from (f"### {labels[-2 if len(labels) > 1 else 0]}", "")
            yield from _marked([heads, [labels[-1], *texts]])

    def appeals(report: Report) -> Iterator[str]:
        (band,) = report.bands("appeals")
        for i in range(0, len(band.columns), 5):
            columns = band.columns[i : i + 5]
            yield from (f"### {columns[0].labels[-2]}", "")
            heads = [column.labels[-1] for column in columns]
            yield from _marked([heads, [report.text(cell) for cell in band.cells[0][i : i + 5]]])

    def table(report: Report, key: str) -> Iterator[str]:
        if key == "requests":
            yield from requests(report)
        elif key == "appeals":
            yield from appeals(report)
        else:
            for band in report.bands(key):
                yield from (f"### {band.title}", "")
                heads = [band.corner, *(column.labels[-1] for column in band.columns)]
                rows = zip(band.rows, band.cells, strict=True)
                yield from _marked(
                    [heads, *([h.labels[-1], *map(report.text, c)] for h, c in rows)]
                )

    lines = in_sections(report, lambda r, k: list(table(r, k)))
    return _utf8([f"# {lines[0]}", *lines[1:]])


_NARROW = str.maketrans("（），：。“”、", '(),:."",')


def half_width(report: Report) -> bytes:
    """Half-width punctuation, and 、 behind the numbers."""

    def table(report: Report, key: str) -> list[str]:
        return [
            "\t".join(_renumbered(t).translate(_NARROW) for t in row) for row in flat(report, key)
        ]

    return _utf8(in_sections(report, table))


def _renumbered(text: str) -> str:
    return text.replace(".", "、", 1) if text[1:2] == "." and not text[2:3].isdecimal() else text


_WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


def full_width(report: Report) -> bytes:
    """Full-width digits, thousands separators, and 件 behind the figures."""

    def figure(text: str) -> str:
        if not text or "." in text or text.startswith("-"):
            return text.translate(_WIDE)
        return f"{int(text):,}件" if len(text) % 2 else f"{text}件".translate(_WIDE)

    def table(report: Report, key: str) -> list[str]:
        figures = {c: figure(t or "") or None for c, t in report.figures.items()}
        printed = replace(report, figures=figures)
        return ["\t".join(row) for row in flat(printed, key)]

    return _utf8(in_sections(report, table))


def annex(report: Report) -> bytes:
    """The tables behind the text, in an annex without the headings of their sections."""
    lines = [report.title(), ""]
    for key in ("overview", *TABLES, "problems", "other_matters"):
        lines += [report.heading(key), *(report.words.get(key) or ["见附件。"]), ""]
    lines += ["附件：附表"]
    for number, key in enumerate(TABLES, 1):
        lines += [f"附表{number}", *("\t".join(row) for row in flat(report, key)), ""]
        if key == "requests":
            lines += ["行政复议\t行政诉讼"]
    return _utf8(lines)
