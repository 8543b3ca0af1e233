"""The columns of an export: what a report is known by, then every figure by its cell path.

Names, types and titles are read off the form, so that DuckDB, Polars or Arrow can take each
column with its exact type and nobody has to guess what a column means.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from tuiwizard.forms.common import AMOUNT_DECIMALS, MAX_AMOUNT, Kind
from tuiwizard.forms.cover import label
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.years import editions
from tuiwizard.report.figures import figure_cells

INTEGER = "int64"
EXACT = f"decimal({len(str(int(MAX_AMOUNT) - 1)) + AMOUNT_DECIMALS},{AMOUNT_DECIMALS})"
TEXT = "utf8"
BOOLEAN = "bool"

_TYPES = {Kind.COUNT: INTEGER, Kind.CHANGE: INTEGER, Kind.AMOUNT: EXACT}


class Column(NamedTuple):
    """One column of an export.

    Attributes:
        name: The cell path, or what the report is known by.
        type: `int64`, `decimal(18,6)`, `utf8` or `bool`.
        title: The statutory row and column labels on one line.
        section: The heading of the section; empty for what the report is known by.
        unit: 元, 万元 or 件 where the form prints one.
        editions: The editions of the form that have it, oldest first.
    """

    name: str
    type: str
    title: str
    section: str = ""
    unit: str = ""
    editions: tuple[str, ...] = ()


KNOWN_BY = (
    Column("path", TEXT, "文件"),
    Column("agency", TEXT, label("name")),
    Column("level", TEXT, label("level")),
    Column("year", INTEGER, "年度"),
    Column("edition", TEXT, "表格版本"),
    Column("complete", BOOLEAN, "是否填完"),
    Column("publishable", BOOLEAN, "内容可否公布"),
    Column("sha256", TEXT, "文件的 SHA-256"),
    Column("office", TEXT, "机关名称，比对用"),
    Column("county", TEXT, "县，即所在的第一级文件夹"),
)
"""The first columns of every export, whatever the edition."""


@cache
def columns(*wanted: str) -> tuple[Column, ...]:
    """Return the columns of an export, in their order.

    Args:
        wanted: The editions whose reports are in it; all there are if none is named. Columns
            that not all of them have stand where the form they are from has them.
    """
    chosen = sorted(set(wanted or editions()))
    own = {edition: {c.name: c for c in _figures(edition)} for edition in chosen}
    found = []
    for name in _merged([list(own[edition]) for edition in reversed(chosen)]):
        having = tuple(edition for edition in chosen if name in own[edition])
        found.append(own[having[-1]][name]._replace(editions=having))
    return tuple(c._replace(editions=tuple(chosen)) for c in KNOWN_BY) + tuple(found)


def schema(*wanted: str) -> list[dict[str, Any]]:
    """Return the columns as JSON has them: an object for each, in their order."""
    return [
        {
            "column": column.name,
            "type": column.type,
            "title": column.title,
            "section": column.section,
            "unit": column.unit,
            "editions": list(column.editions),
        }
        for column in columns(*wanted)
    ]


def _figures(edition: str) -> Iterator[Column]:
    for cell in figure_cells(edition):
        section = section_title(edition, cell.path.partition(".")[0])
        yield Column(cell.path, _TYPES[cell.kind], cell.label, section, cell.unit)
        if cell.unit_path:  # a sum whose unit is not the form's but the office's
            yield Column(cell.unit_path, TEXT, f"{cell.label}的单位", section)


def _merged(orders: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield every cell path once, row by row, so that the columns of a row stay together."""
    by_row = [
        {row: list(names) for row, names in groupby(order, lambda name: name.rpartition(".")[0])}
        for order in orders
    ]
    for row in _union([list(rows) for rows in by_row]):
        yield from _union([rows.get(row, []) for rows in by_row])


def _union(orders: Sequence[Sequence[str]]) -> list[str]:
    """Return every name once: a b, a x b -> a x b."""
    union: list[str] = []
    for order in orders:
        at = 0
        for name in order:
            if name in union:
                at = union.index(name) + 1
            else:
                union.insert(at, name)
                at += 1
    return union
