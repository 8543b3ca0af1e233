"""Layouts as they were found on pages that programs have turned into text."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from tests.layouts import pages
from tests.layouts.pages import Tag, merged
from tests.layouts.report import Report
from tests.layouts.texts import Rows, flat, in_sections, spread

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
