"""The texts of a report: paragraphs under their headings, without the furniture of the page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import NamedTuple

from tuiwizard.forms.common import Kind
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells
from tuiwizard.importing.headings import split_inline
from tuiwizard.importing.lexicon import find, tables
from tuiwizard.importing.signature_block import signature_block
from tuiwizard.importing.slots import Shape, shape
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.report.labels import fold

_FURNITURE = re.compile(
    r"[【\[（(]?(?:打印|关闭|收藏|返回|分享|纠错|字体|字号|大 ?中 ?小|扫一扫|"
    r"[上下]一[篇页条]|"
    r"责任编辑|编辑|来源|发布(?:时间|日期|机构)|发文日期|信息来源|浏览(?:次数|量)|点击(?:数|量|率)|阅读次数|"
    r"主办(?:单位)?|承办(?:单位)?|版权所有|网站标识码|网站地图|联系我们|技术支持|当前位置|您(?:现在|当前)?的位置|"
    r"索引号|相关(?:链接|附件|稿件|文章)|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁]?ICP备).*"
)
_ANNEX = re.compile(r"附[件表录]?(?:[:：\d一二三]|$).{0,40}")
_NEW_PARAGRAPH = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,2}、|[一二三四五六七八九十]是|\d{1,2}[.．、]|[①-⑳]"
)
LABEL = 60
"""Characters that no label of the form exceeds."""

NARROWEST, WIDEST, FULL = 40, 120, 0.8
"""Columns within which the widest line lies where a page breaks its lines; how much of it a line
takes up that goes on in the next."""


class Texts(NamedTuple):
    """What is read outside the tables.

    Attributes:
        cells: The texts by cell path.
        dated: The date under the report, if there is one.
    """

    cells: dict[str, str]
    dated: date | None


def texts_of(
    edition: str,
    lines: Sequence[SourceLine],
    headings: Mapping[int, str],
    start: int,
    agency: str = "",
) -> Texts:
    """The texts of the cells that are not in tables, and the date under the last.

    Args:
        edition: The edition of the form.
        lines: The source.
        headings: The sections by the numbers of their heading lines.
        start: The number of the line behind the title.
        agency: Whose report it is, where that is known.
    """
    found: dict[str, str] = {}
    dated = None
    bounds = sorted(headings)
    running = [_running(line) for line in lines]
    width = _broken_at(lines, running)
    before = range(start, bounds[0] if bounds else start)
    opening = [lines[i].text for i in before if running[i]]
    found |= _split(edition, "agency", _paragraphs(opening, width))
    for at, number in enumerate(bounds):
        key = headings[number]
        if key not in tables():
            end = bounds[at + 1] if at + 1 < len(bounds) else len(lines)
            inline = split_inline(lines[number].text)
            taken = [inline[1]] if inline else []
            under = slice(number + 1, end)
            taken += _under(lines[under], running[under])
            if number == bounds[-1] and (signature := signature_block(taken, agency)):
                dated = signature.day
                del taken[-signature.lines :]
            found |= _split(edition, key, _paragraphs(taken, width))
    return Texts({path: text for path, text in found.items() if text.strip()}, dated)


def _under(lines: Sequence[SourceLine], running: Sequence[bool]) -> Iterator[str]:
    """The paragraphs under a heading, up to an annex or the foot of the page.

    六、其他…, 无。, 打印, 关闭 -> 无。
    """
    last_row = max((i for i, text in enumerate(running) if not text), default=-1)
    for i, line in enumerate(lines):
        if _FURNITURE.fullmatch(line.text.strip()):
            return
        if i <= last_row and _ANNEX.fullmatch(line.text.strip()):
            return
        if running[i]:
            yield line.text


def _running(line: SourceLine) -> bool:
    """Whether a line is text and not a row of a table: 规章 | 0 | 0 | 6 -> False."""
    if any(piece.place.table for piece in line.pieces) or _FURNITURE.fullmatch(line.text.strip()):
        return False
    if shape(line.text) is Shape.MARK:
        return line.text.strip() == "无"
    if len(line.pieces) == 1:
        return True
    return not any(_of_table(piece.text) for piece in line.pieces)


def _of_table(text: str) -> bool:
    label = find(fold(text))
    return label is not None and label.kind != "section"


def _broken_at(lines: Sequence[SourceLine], running: Sequence[bool]) -> int:
    """How wide a line of text is before the page breaks it; 0 if it does not."""
    if not all(line.wrapped for line in lines):
        return 0
    widths = [_width(line.text) for line in compress(lines, running)]
    widest = max(widths, default=0)
    return widest if NARROWEST <= widest <= WIDEST and len(widths) > 2 else 0


def _width(text: str) -> int:
    """The columns a text takes up: a Chinese character is as wide as two letters."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def _paragraphs(texts: Sequence[str], width: int) -> list[str]:
    """Paragraphs; lines that a page has broken are put together again.

    # 全年收到申请 3 / 件，均已答复。 / （二）… -> 全年收到申请 3件，均已答复。 / （二）…
    """
    found: list[list[str]] = []
    full = False
    for text in texts:
        if full and not _NEW_PARAGRAPH.match(text):
            found[-1].append(text)
        else:
            found.append([text])
        full = _width(text) >= width * FULL if width else False
    return ["".join(broken) for broken in found]


def _split(edition: str, key: str, paragraphs: Sequence[str]) -> dict[str, str]:
    """Paragraphs as the text of a section, and the statement of figures that it may end in."""
    known = [cell for cell in cells(edition, key) if cell.kind is not Kind.CHOICE]
    found: dict[str, str] = {}
    kept = list(paragraphs)
    if kept:
        stated = _stated(known, kept[-1])
        if stated:
            kept.pop()
            found |= stated
    (text,) = (cell.path for cell in known if cell.kind is Kind.TEXT)
    found[text] = "\n".join(kept)
    return found


def _stated(known: Sequence[Cell], paragraph: str) -> dict[str, str]:
    """Cells said in one sentence, as our own Markdown ends with them.

    联系方式：地址：甲路1号；电话：0000-1。 -> agency.contact.address, .phone
    """
    body = paragraph.removesuffix("。")
    for group in {cell.row[0] for cell in known if cell.row}:
        body = body.removeprefix(f"{group}：")
    plain = [cell for cell in known if cell.kind is not Kind.TEXT and cell.column]
    found: dict[str, str] = {}
    labels = "|".join(re.escape(cell.column[-1]) for cell in plain)
    parts = re.split(rf"(?:^|；)({labels})：", body) if labels else [body]
    if parts[0] or not paragraph.endswith("。"):
        return {}
    by_label = {cell.column[-1]: cell for cell in plain}
    for label, text in zip(parts[1::2], parts[2::2], strict=True):
        cell = by_label[label]
        found[cell.path] = text.removesuffix(cell.unit) if cell.unit else text
    return found


def opening_start(lines: Sequence[SourceLine], first: int) -> int:
    """The number of the line with which the opening begins where no title is printed above it.

    首页 > 年报 / 浏览次数：3 次 / 本报告依据…编制。 / 联系方式：…。 -> the third: whole sentences

    Args:
        lines: The source.
        first: The number of its first heading or table.
    """
    start = first
    while start and _running(lines[start - 1]) and lines[start - 1].text.rstrip().endswith("。"):
        start -= 1
    return start


def opening_of(lines: Sequence[SourceLine], headings: Mapping[int, str]) -> int:
    """The number of the first line that is a heading of a section or a row of a table."""
    for number, line in enumerate(lines):
        if number in headings:
            return number
        if any(_of_table(piece.text) for piece in line.pieces if len(piece.text) < LABEL):
            return number
    return len(lines)
