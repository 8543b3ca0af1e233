"""Where the table of a sheet begins, and what its columns are, by the words of its header."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from tuiwizard.forms.applicants import Applicants
from tuiwizard.ledger.days import read_day
from tuiwizard.ledger.sheets import Sheet, Value
from tuiwizard.ledger.vocabulary import Trust, form_labels, read_outcome
from tuiwizard.report.labels import normal

_ROLES = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("channel", r"^(申请|收到|接收|受理|提交|提出|来件|收件)?(方式|渠道|途径|来源)$"),
        (
            "topic",
            r"^(所属|涉及|申请)?(领域|主题)$|^(申请|所需|公开)?(内容|信息|事项|业务)(类别|分类|类型|领域|主题)$",
        ),
        ("", r"期限|时限|截止|到期|应(答复|办结|回复)|方式|渠道|途径|电话|证号|地址|状态"),
        ("review_ended", r"复议.*(结案|决定|办结|审结|终结).*(日期|时间)|复议结案"),
        ("review_lodged", r"(申请|提起|提出|受理)?复议.*(日期|时间)"),
        ("review", r"复议.*(结果|情况|决定|结论)|^(行政)?复议$"),
        ("suit_lodged", r"(起诉|立案).*(日期|时间)"),
        ("suit_ended", r"(诉讼|判决|裁判|审结).*(结案|日期|时间)"),
        ("suit_kind", r"诉讼.*(类型|类别|方式|种类)|(是否)?经(过)?复议"),
        ("suit", r"(诉讼|判决|裁判|一审).*(结果|情况|结论)|^(行政)?诉讼$"),
        (
            "correction_received",
            r"(收到|收|接收|接到).*补正|补正.*(收到|回复|材料|补齐)|^补正(日期|时间)$",
        ),
        ("correction_sent", r"补正.*(告知|通知|发出)|(告知|通知|要求|发出).*补正"),
        (
            "third_replied",
            r"第三方.*(答复|回复|反馈|复函).*|收到第三方|意见.*(回复|反馈).*(日期|时间)",
        ),
        (
            "third_sent",
            r"(征求|征询).*第三方|第三方.*(征求|意见).*(日期|时间)|征求意见.*(日期|时间)",
        ),
        ("extended_to", r"(延期|延长)(答复|办理)?(至|到)"),
        ("extended", r"延期|延长"),
        (
            "received",
            r"^(收到|接到)(申请)?(日期|时间)|^(收件|收文|来件|来文|接收|接件|收悉)(申请)?(日期|时间)",
        ),
        (
            "received",
            r"^申请(收到|接收|受理|登记|提交|提出)?(日期|时间)|^(受理|登记|收到|接收)申请(日期|时间)",
        ),
        ("received", r"^(受理|登记)(日期|时间)|^(收到|受理|申请|登记)(年月日|日)$"),
        (
            "closed",
            r"^(正式|实际|出具|作出)?(答复|办结|办理|回复|处理|结案|完成|答复书)(完成|作出|出具|送达|办结)?(日期|时间)"
            r"|^(答复|办结)(年月日|日)$",
        ),
        (
            "number",
            r"^(登记|受理|申请|收件|来件|办件|案件|信息|申请单|申请表|流水|登记序)?"
            r"(编号|单号|受理号|文号|登记号|件号)$",
        ),
        ("number", r"^(登记|受理|申请|流水|申请单|收件|来件|办件|案件)号$"),
        ("sequence", r"^(登记)?(序号|顺序号|序|no|号)$"),
        (
            "applicant",
            r"申请人.*(类型|性质|类别|分类|身份|种类|属性)(代码|编码)?$|^(申请)?主体(类型|性质|类别)?$"
            r"|公民.*法人|^性质(代码)?$|^申请人?(身份|类别|分类)(代码)?$",
        ),
        (
            "name",
            r"^申请(人|单位|者)?(姓名|名称|信息)?(或|和|及)?(姓名|名称|单位)*$|^姓名.*|^(单位)?名称$",
        ),
        (
            "outcome",
            r"(答复|办理|处理|回复|办结|决定|告知|结果)(书)?"
            r"(类型|结果|情况|决定|意见|结论|类别|内容|大类|形式)(及依据)?(代码|编码)?(大类)?$",
        ),
        (
            "outcome",
            r"^(公开属性|是否公开|公开(类型|情况|与否)|大类|一级(分类)?|结果)(代码|编码)?$|一级(分类)?$",
        ),
        ("outcome", r"^(结果|答复)(代码|编码)$"),
        ("reason", r"小类|细类|二级(分类)?$|(不予公开|不公开)?(理由|原因|依据|条款|具体情形)$"),
        ("note", r"^(备注|说明|其他说明|备考|附注)$"),
    )
)
"""The first pattern that a header's normal form fits says what the column is."""

_PREFERRED = ("收到", "受理", "申请", "登记")
"""Of several columns for the day of receipt, the one whose word comes first."""

_APPLICANT_TICKS = {
    normal(str(info.title)): name for name, info in Applicants.model_fields.items()
} | {
    "公民": "natural_person",
    "个人": "natural_person",
    "企业": "business",
    "律所": "legal_service",
}
_BY_NAME = frozenset(("法人", "法人或其他组织", "法人及其他组织", "法人和其他组织"))
BY_NAME = "法人"
"""A tick for an applicant whose column only the end of its name tells."""

_NUMBER = re.compile(r"\d{4}")
_OF_EVENTS = re.compile("复议|诉讼|补正|第三方|延期")
_BRACKETS = re.compile(r"[（(\[【].*", re.DOTALL)
_DEEPEST, FARTHEST, _LONGEST = 3, 40, 20


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table.

    Attributes:
        body: The first row under the header.
        at: The column of each role.
        outcomes: The columns of text that tell the outcome, the principal one first.
        outcome_ticks: Columns to be ticked, with their rows of the form.
        applicant_ticks: Columns to be ticked, with their columns of the form.
        twice: Whether the header stands there twice, side by side.
    """

    body: int
    at: Mapping[str, int]
    outcomes: tuple[int, ...] = ()
    outcome_ticks: Mapping[int, str] = field(default_factory=dict)
    applicant_ticks: Mapping[int, str] = field(default_factory=dict)
    twice: bool = False


@lru_cache(maxsize=4096)
def role_of(text: str) -> str:
    """Return what a header's text says its column is; empty for nothing that counts."""
    # "答复类型（公开、部分公开、不予公开）" -> outcome
    for plain in (normal(text).lower(), normal(_BRACKETS.sub("", text)).lower()):
        found = (role for role, pattern in _ROLES if pattern.search(plain))
        if len(plain) <= _LONGEST and (role := next(found, None)) is not None:
            return role
    return ""


def is_header(row: Sequence[Value]) -> bool:
    """Return whether a row repeats a header: a day of receipt and two things more."""
    roles = {role_of(cell) for cell in row if isinstance(cell, str)} - {""}
    return "received" in roles and len(roles) > 2


def seen_roles(sheet: Sheet) -> tuple[int, tuple[str, ...]]:
    """Return the row that looks most like a header, from 1 on, and the columns that it names."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    for number, row in enumerate(sheet.rows[:FARTHEST], 1):
        told = dict.fromkeys(role_of(cell) for cell in row if isinstance(cell, str))
        best = max(best, (number, tuple(filter(None, told))), key=lambda each: len(each[1]))
    return best


def find_columns(sheet: Sheet, edition: str, start: int = 0) -> Columns | None:
    """Return the first table of a sheet from a row on; None where there is none."""
    for top in range(start, min(start + FARTHEST, len(sheet.rows))):
        if not any(isinstance(cell, str) and role_of(cell) for cell in sheet.rows[top]):
            continue
        found = [
            columns
            for depth in range(1, _DEEPEST + 1)
            if (columns := _columns(sheet, top, depth, edition)) is not None
        ]
        if found:
            return max(found, key=_width)
    return None


def _width(columns: Columns) -> int:
    return len(columns.at) + len(columns.outcome_ticks) + len(columns.applicant_ticks)


def _columns(sheet: Sheet, top: int, depth: int, edition: str) -> Columns | None:
    """Return the columns under a header of some rows; None where those rows are no header."""
    rows = sheet.rows[top : top + depth]
    if len(rows) < depth or any(_is_value(cell) for row in rows for cell in row):
        return None
    labels = _labels(sheet, top, depth)
    at: dict[str, int] = {}
    outcomes: list[tuple[bool, int]] = []
    received: list[tuple[int, int]] = []
    closed: list[tuple[bool, int]] = []
    for column, levels in enumerate(labels):
        spelt = (levels[-1], "".join(levels[-2:]), "".join(levels))
        if _OF_EVENTS.search("".join(levels[:-1])):  # 结果 under 行政复议
            spelt = spelt[::-1]
        role = next(filter(None, map(role_of, spelt)), "")
        if role in ("outcome", "reason"):
            outcomes.append((role == "reason", column))
        elif role == "received":
            word = normal(levels[-1])[:2]
            rank = _PREFERRED.index(word) if word in _PREFERRED else 0
            received.append((rank, column))
        elif role == "closed":
            closed.append((not re.search("答复|回复", levels[-1]), column))
        elif role:
            at.setdefault(role, column)
    at |= zip(("closed", "closed_too"), (column for _, column in sorted(closed)), strict=False)
    if not received:
        return None
    at["received"] = min(received)[1]
    applicants, ticks = _ticks(labels, {*at.values()}, edition)
    answers = tuple(c for _, c in sorted(outcomes))
    twice = _twice(labels, [c for _, c in received]) and _twice(labels, [c for _, c in closed])
    found = Columns(top + depth, at, answers, ticks, applicants, twice)
    return found if _is_table(found) else None


def _is_value(cell: Value) -> bool:
    """Return whether a cell holds a day or a number, as one of a card does beside its label."""
    if read_day(cell) is not None:
        return True
    return isinstance(cell, str) and bool(_NUMBER.search(cell)) and not role_of(cell)


def _twice(labels: Sequence[Sequence[str]], columns: Sequence[int]) -> bool:
    """Return whether two of some columns have one header."""
    told = [tuple(labels[column]) for column in columns]
    return len({*told}) < len(told)


def _is_table(columns: Columns) -> bool:
    outcome = bool(columns.outcomes or columns.outcome_ticks or "closed" in columns.at)
    return outcome and _width(columns) + len(columns.outcomes) > 2


def _labels(sheet: Sheet, top: int, depth: int) -> list[list[str]]:
    """Return each column's header texts from the outermost to its own, merged cells filled."""
    width = max(len(row) for row in sheet.rows[top : top + depth])
    grid = [
        [str(cell).strip() if cell is not None else "" for cell in row] + [""] * (width - len(row))
        for row in sheet.rows[top : top + depth]
    ]
    for first, last, left, right in sheet.merged:
        if top <= first and last < top + depth:
            text = grid[first - top][left] if left < width else ""
            for row in range(first, last + 1):
                for column in range(left, min(right + 1, width)):
                    grid[row - top][column] = text
    for upper, lower in pairwise(grid):
        for column in range(1, width):  # a group's label stands over its first column only
            if not upper[column] and lower[column] and lower[column - 1] != lower[column]:
                upper[column] = upper[column - 1]
    return [
        [*dict.fromkeys(row[column] for row in grid if row[column])] or [""]
        for column in range(width)
    ]


def _ticks(
    labels: Sequence[Sequence[str]], taken: set[int], edition: str
) -> tuple[dict[int, str], dict[int, str]]:
    """Return the columns to be ticked, for applicants and for outcomes.

    其他 belongs to the block that is named above it, or before it; a block has two columns or more.
    """
    applicants: dict[int, str] = {}
    outcomes: dict[int, str] = {}
    for column, levels in enumerate(labels):
        own = normal(levels[-1])
        if column in taken or not own:
            continue
        above = normal("".join(levels[:-1]))
        of_persons = re.search("申请人|法人|公民", above) or column - 1 in applicants
        if own == "其他" and outcomes and not of_persons:
            outcomes[column] = read_outcome("其他", edition, "其他处理").meaning
        elif own in _BY_NAME:
            applicants[column] = BY_NAME
        elif own in _APPLICANT_TICKS:
            applicants[column] = _APPLICANT_TICKS[own]
        elif path := form_labels(edition).get(own):
            outcomes[column] = path
        elif (verdict := read_outcome(levels[-1], edition)).trust is Trust.SURE and verdict.word:
            outcomes[column] = verdict.meaning
    return (applicants if len(applicants) > 1 else {}), (outcomes if len(outcomes) > 1 else {})
