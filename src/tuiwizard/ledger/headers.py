"""Where the table of a sheet begins, and what its columns are, by the words of its header."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
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
        ("review_ended", r"复议.*(结案|决定|办结|审结).*(日期|时间)|复议结案"),
        ("review_lodged", r"(申请|提起|提出|受理)?复议.*(日期|时间)"),
        ("review", r"复议.*(结果|情况|决定)|^(行政)?复议$"),
        ("suit_ended", r"(诉讼|判决|裁判|审结).*(结案|日期|时间)|判决日期"),
        ("suit_lodged", r"(起诉|立案).*(日期|时间)"),
        ("suit_kind", r"诉讼.*(类型|类别|方式)"),
        ("suit", r"诉讼.*(结果|情况)|^(行政)?诉讼$"),
        ("correction_received", r"(收到|收).*补正|补正.*(收到|回复|材料)|^补正(日期|时间)$"),
        ("correction_sent", r"补正.*(告知|通知|发出)|(告知|通知).*补正"),
        ("third_replied", r"第三方.*(答复|回复|反馈|复函).*|收到第三方"),
        ("third_sent", r"(征求|征询).*第三方|第三方.*(征求|意见).*(日期|时间)"),
        ("extended", r"延期|延长"),
        ("received", r"^收到(申请)?(日期|时间)|^(收件|收文|接收)(日期|时间)"),
        ("received", r"^(受理|申请|登记)(日期|时间)|^(收到|受理|申请)(年月日|日)$"),
        ("closed", r"^(答复|办结|办理|回复|处理|结案|完成)(日期|时间)|^(答复|办结)(年月日|日)$"),
        (
            "number",
            r"^(登记|受理|申请|收件|申请单|申请表|流水|登记序)?(编号|单号|受理号|文号|登记号)$",
        ),
        ("number", r"^(登记|受理|申请|流水|申请单|收件)号$"),
        ("sequence", r"^(序号|顺序号|序|no|号)$"),
        (
            "applicant",
            r"申请人.*(类型|性质|类别|分类|身份|种类)|^性质$|公民.*法人|^申请主体(类型)?$",
        ),
        (
            "name",
            r"^申请(人|单位)?(姓名|名称|信息)?(或|和|及)?(姓名|名称|单位)*$|^姓名.*|^(单位)?名称$",
        ),
        ("outcome", r"(答复|办理|处理)(类型|结果|情况|决定|意见|结论)(代码|编码)?(大类)?$"),
        ("outcome", r"^公开属性$|^(结果|答复)(代码|编码|类别|内容)$|^大类$"),
        ("reason", r"小类|(不予公开|不公开)?(理由|原因|依据|具体情形)$"),
        ("note", r"^(备注|说明|其他说明)$"),
    )
)
"""The first pattern that a header's normal form fits says what the column is."""

_PREFERRED = ("收到", "受理", "申请", "登记")
"""Of several columns for the day of receipt, the one whose word comes first."""

_APPLICANT_TICKS = {
    normal(str(info.title)): name for name, info in Applicants.model_fields.items()
} | {"公民": "natural_person", "企业": "business", "律所": "legal_service"}

_DEEPEST, _FARTHEST = 3, 40


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table.

    Attributes:
        body: The first row under the header.
        at: The column of each role.
        outcomes: The columns of text that tell the outcome, the principal one first.
        outcome_ticks: Columns to be ticked, with their rows of the form.
        applicant_ticks: Columns to be ticked, with their columns of the form.
    """

    body: int
    at: Mapping[str, int]
    outcomes: tuple[int, ...] = ()
    outcome_ticks: Mapping[int, str] = field(default_factory=dict)
    applicant_ticks: Mapping[int, str] = field(default_factory=dict)


@lru_cache(maxsize=4096)
def role_of(text: str) -> str:
    """Return what a header's text says its column is; empty for nothing that counts."""
    plain = normal(text).lower()
    if not plain or len(plain) > 20:
        return ""
    return next((role for role, pattern in _ROLES if pattern.search(plain)), "")


def is_header(row: Sequence[Value]) -> bool:
    """Return whether a row repeats a header: a day of receipt and two things more."""
    roles = {role_of(cell) for cell in row if isinstance(cell, str)} - {""}
    return "received" in roles and len(roles) > 2


def find_columns(sheet: Sheet, edition: str, start: int = 0) -> Columns | None:
    """Return the first table of a sheet from a row on; None where there is none."""
    for top in range(start, min(start + _FARTHEST, len(sheet.rows))):
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
    if len(rows) < depth or any(isinstance(read_day(cell), date) for row in rows for cell in row):
        return None
    labels = _labels(sheet, top, depth)
    at: dict[str, int] = {}
    outcomes: list[tuple[bool, int]] = []
    received: list[tuple[int, int]] = []
    for column, levels in enumerate(labels):
        role = role_of(levels[-1]) or (role_of("".join(levels)) if len(levels) > 1 else "")
        if role in ("outcome", "reason"):
            outcomes.append((role == "reason", column))
        elif role == "received":
            word = normal(levels[-1])[:2]
            rank = _PREFERRED.index(word) if word in _PREFERRED else 0
            received.append((rank, column))
        elif role:
            at.setdefault(role, column)
    if not received:
        return None
    at["received"] = min(received)[1]
    applicants, ticks = _ticks(labels, {*at.values()}, edition)
    found = Columns(top + depth, at, tuple(c for _, c in sorted(outcomes)), ticks, applicants)
    return found if _is_table(found) else None


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

    其他 belongs to the block before it; a block has at least two columns.
    """
    applicants: dict[int, str] = {}
    outcomes: dict[int, str] = {}
    for column, levels in enumerate(labels):
        own = normal(levels[-1])
        if column in taken or not own:
            continue
        if own == "其他" and outcomes:
            outcomes[column] = read_outcome("其他", edition, "其他处理").meaning
        elif own in _APPLICANT_TICKS:
            applicants[column] = _APPLICANT_TICKS[own]
        elif path := form_labels(edition).get(own):
            outcomes[column] = path
        elif (verdict := read_outcome(levels[-1], edition)).trust is Trust.SURE and verdict.word:
            outcomes[column] = verdict.meaning
    return (applicants if len(applicants) > 1 else {}), (outcomes if len(outcomes) > 1 else {})
