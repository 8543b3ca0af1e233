"""The rows of a ledger: which are requests, and which are titles, totals and empty months.

What is read here may name a person. It stays in this room: `reading` makes requests of it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tuiwizard.errors import SourceError
from tuiwizard.ledger.codes import Codes
from tuiwizard.ledger.days import read_day
from tuiwizard.ledger.headers import Columns, find_columns, is_header
from tuiwizard.ledger.request import Place, SetAside
from tuiwizard.ledger.sheets import Sheet, Value
from tuiwizard.words import tr

_TOTAL = re.compile(r"^\S{0,6}(合|小|总|累|共)\s*计")
_EMPTY = re.compile(
    r"^\S{0,16}?(无(?!正当)|没有|未(收到|接到|接收|受理|发生))\S{0,14}申请\S{0,8}$|^([本当][年月季]度?)?无$"
)
_FOOTER = re.compile(
    r"^(填表|填报|制表|审核|负责|单位负责|经办|统计|联系|注\s*[:：]|备注\s*[:：]|说明\s*[:：])"
)
_YEAR = re.compile(r"(?<!\d)(?:20(\d\d)(?!\d)|(19|[23]\d)年)")
_OF_THE_PAGE = re.compile("填|制表|打印|截至|日期|时间")
"""A day in a title that says when the page was made, not which year it is about."""

_PAGE = 6
_MARKS_OF_NO = frozenset(
    ("", "0", "0.0", "否", "×", "✗", "□", "☐", "-", "—", "/", "无")
)  # not said: looked for
_DITTO = frozenset(("同上", "〃", "″", "''"))  # not said: looked for
_PERSONS_NUMBER = re.compile(r"\d{15,17}[\dXx]|1[3-9]\d{9}|\D+")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One request as its row has it.

    Attributes:
        place: Where it is.
        year: The year of its days without one.
        cells: What is in it, by the role of the column.
        outcomes: The texts that tell its outcome, the principal one first.
        outcome_ticks: The rows of the form that are ticked; None without such columns.
        applicant_ticks: The columns that are ticked; None without such columns.
        whole: All its cells but the sequence number, to tell whether two rows are the same.
        number: The register number; empty for none, or for a person's name or number.
    """

    place: Place
    year: int
    cells: Mapping[str, Value]
    outcomes: tuple[str, ...]
    outcome_ticks: tuple[str, ...] | None
    applicant_ticks: tuple[str, ...] | None
    whole: tuple[Value, ...]
    number: str

    def text(self, role: str) -> str:
        """Return the text of a cell; empty for none."""
        return text_of(self.cells.get(role))


def text_of(value: Value) -> str:
    """Return a cell as text: 3.0 -> 3."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


@dataclass
class Ledger:
    """What the sheets of a ledger hold.

    Attributes:
        codes: What codes stand for, where the ledger says it.
        rows: The requests.
        set_aside: Rows that are none.
        hidden: How many of the requests are in hidden rows.
        roles: The columns that there are in any table.
        unread: The sheets without a table, that say something all the same.
        without_table: The files that have no table, no codes and do not say that nothing came in.
        says_none: Whether the ledger says that nothing came in.
    """

    codes: Codes
    rows: list[LedgerRow] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    hidden: int = 0
    roles: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    without_table: set[str] = field(default_factory=set)
    says_none: bool = False


class _Area(NamedTuple):
    """A table in a sheet."""

    sheet: Sheet
    name: str
    year: int


def read_rows(sheets: Sequence[Sheet], year: int, edition: str) -> Ledger:
    """Return the rows of all tables in some sheets.

    Args:
        sheets: The sheets of one book or of several.
        year: The year of the report.
        edition: The edition of the form.

    Raises:
        SourceError: Two tables stand side by side in one sheet.
    """
    ledger = Ledger(Codes(edition), without_table={sheet.file for sheet in sheets})
    several = len(ledger.without_table) > 1
    legends: set[str] = set()
    for sheet in sheets:
        name = f"{sheet.file}#{sheet.name}" if several and sheet.name != sheet.file else sheet.name
        columns = find_columns(sheet, edition)
        if columns is not None and columns.twice:
            raise SourceError(
                tr(
                    "{sheet} 第 {row} 行：两个台账并排在一张表里，请分成两张表",
                    sheet=name,
                    row=columns.body,
                )
            )
        if columns is not None:
            area = _Area(sheet, name, year_of(sheet, columns.body, year))
            _read_table(ledger, area, columns, edition)
            ledger.without_table.discard(sheet.file)
        elif any(cell is not None for row in sheet.rows for cell in row):
            ledger.unread.append(name)
            if _says_none(sheet):
                ledger.says_none = True
                ledger.without_table.discard(sheet.file)
            elif _explains(ledger, sheet):
                legends.add(sheet.file)
    if len(ledger.without_table) < len({sheet.file for sheet in sheets}):
        ledger.without_table -= legends
    return ledger


def year_of(sheet: Sheet, body: int, year: int) -> int:
    """Return the year that a sheet's name, title or file says; the report's if none."""
    # the sheet 上年结转 of 2024 without a title -> 2023
    titles = [text_of(cell) for row in sheet.rows[: max(body - 1, 0)] for cell in row if cell]
    for text in (sheet.name if sheet.name != sheet.file else "", *titles):
        if not _OF_THE_PAGE.search(text) and (told := _year_in(text)):
            return told
    own = _year_in(sheet.file) or year
    return own - 1 if re.search("上年|去年|上一年", sheet.name) else own


def _year_in(text: str) -> int:
    """Return the year that a text names: 24年台账 -> 2024; 0 for none."""
    found = _YEAR.search(text)
    return 2000 + int(found[1] or found[2]) if found else 0


def _says_none(sheet: Sheet) -> bool:
    """Return whether a sheet is a page that says that nothing came in, and no statistics."""
    rows = [row for row in sheet.rows if any(cell is not None for cell in row)]
    return len(rows) <= _PAGE and any(_EMPTY.search(text_of(cell)) for row in rows for cell in row)


def _explains(ledger: Ledger, sheet: Sheet) -> bool:
    """Take the codes that a sheet without a table explains, and return whether there are any."""
    before = len(ledger.codes)
    ledger.codes.learn_sheet(sheet, [[text_of(cell) for cell in row] for row in sheet.rows])
    return len(ledger.codes) > before


def _read_table(ledger: Ledger, area: _Area, columns: Columns, edition: str) -> None:
    sheet, index, own = area.sheet, columns.body, area.year
    fills = _fills(sheet, columns.body)
    ledger.roles |= {*columns.at}
    above: Sequence[Value] = ()
    for text in (cell for head in sheet.rows[:index] for cell in head if isinstance(cell, str)):
        ledger.codes.learn_text(text)
    while index < len(sheet.rows):
        row: Sequence[Value] = sheet.rows[index]
        if index in fills:
            row = [fills[index].get(i, cell) for i, cell in enumerate(row)]
        row = above = _without_dittos(row, above)
        place = Place(area.name, index + 1)
        has_day = read_day(_cell(row, columns.at["received"])) is not None
        if (
            not has_day
            and is_header(row)
            and (again := find_columns(sheet, edition, index)) is not None
        ):
            columns = again
            ledger.roles |= {*columns.at}
            ledger.set_aside += [
                SetAside(Place(area.name, i + 1), "header") for i in range(index, again.body)
            ]
            index = again.body
            continue
        index += 1
        if not any(cell is not None for cell in row):
            continue
        reason = _no_request(row, columns)
        if not reason and _is_legend(row, columns) and ledger.codes.learn_pair(row):
            reason = "section"
        if reason:
            for text in (cell for cell in row if isinstance(cell, str)):
                ledger.codes.learn_text(text)
            ledger.set_aside.append(SetAside(place, reason))
            ledger.says_none |= reason == "empty_month"
            if reason == "section":
                area = area._replace(year=_year_of_section(row, own))
        else:
            ledger.rows.append(_row(area, place, row, columns))
            ledger.hidden += index - 1 in sheet.hidden


def _is_legend(row: Sequence[Value], columns: Columns) -> bool:
    """Return whether a row may explain a code: nothing stands under class, outcome or days."""
    roles = ("applicant", "received", "closed")
    told = (*columns.outcomes, *(columns.at[role] for role in roles if role in columns.at))
    return all(_cell(row, column) is None for column in told)


def _year_of_section(row: Sequence[Value], year: int) -> int:
    """Return the year of the days under a section: 一、上年结转 -> the year before."""
    text = "".join(text_of(cell) for cell in row)
    last = re.search("上年|去年|上一年", text)
    return _year_in(text) or (year - 1 if last else year)


def _fills(sheet: Sheet, body: int) -> dict[int, dict[int, Value]]:
    """Return what cells of the body hold that are merged with the one above."""
    found: dict[int, dict[int, Value]] = {}
    for first, last, left, _ in sheet.merged:
        if first >= body and last > first:
            for row in range(first + 1, last + 1):
                cells = sheet.rows[first]
                found.setdefault(row, {})[left] = cells[left] if left < len(cells) else None
    return found


def _without_dittos(row: Sequence[Value], above: Sequence[Value]) -> Sequence[Value]:
    """Return a row with what stands above in place of 同上."""
    if not any(isinstance(cell, str) and cell.strip() in _DITTO for cell in row):
        return row
    return [
        above[i] if isinstance(cell, str) and cell.strip() in _DITTO and i < len(above) else cell
        for i, cell in enumerate(row)
    ]


def _no_request(row: Sequence[Value], columns: Columns) -> str:
    """Return why a row with something in it is no request; empty for one that is."""
    received = _cell(row, columns.at["received"])
    if received is not None and read_day(received) is not None:
        return ""
    texts = [text_of(cell) for cell in row if cell is not None]
    if any(_TOTAL.match(text) for text in texts[:3]):
        return "total"
    if any(_EMPTY.search(text) for text in texts[:3]) and received is None and len(texts) < 4:
        return "empty_month"
    if _FOOTER.match(texts[0]):
        return "footer"
    if [*map(str, range(1, len(texts) + 1))] == texts and len(texts) > 2:
        return "header"  # the numbers of the columns
    told = {role for role, at in columns.at.items() if _cell(row, at) is not None}
    told |= {"outcome" for at in columns.outcomes if _cell(row, at) is not None}
    if not told - {"sequence", "note"} or len({*texts}) == 1:
        return "section"
    return ""


def _cell(row: Sequence[Value], column: int) -> Value:
    value = row[column] if column < len(row) else None
    return (value.strip() or None) if isinstance(value, str) else value


def _row(area: _Area, place: Place, row: Sequence[Value], columns: Columns) -> LedgerRow:
    skipped = columns.at.get("sequence", -1)
    cells = {role: _cell(row, column) for role, column in columns.at.items()}
    number = text_of(cells.get("number"))
    if cells.get("closed") is None:
        cells["closed"] = cells.get("closed_too")
    return LedgerRow(
        place,
        area.year,
        cells,
        tuple(text_of(_cell(row, column)) for column in columns.outcomes),
        _ticked(row, columns.outcome_ticks),
        _ticked(row, columns.applicant_ticks),
        tuple(cell for column, cell in enumerate(row) if column != skipped),
        "" if _PERSONS_NUMBER.fullmatch(number) else number,
    )


def _ticked(row: Sequence[Value], columns: Mapping[int, str]) -> tuple[str, ...] | None:
    if not columns:
        return None
    return tuple(
        meaning
        for column, meaning in columns.items()
        if text_of(_cell(row, column)) not in _MARKS_OF_NO
    )
