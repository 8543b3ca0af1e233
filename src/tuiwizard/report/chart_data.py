"""What there is to picture in reports: outcomes, applicants, years, units.

What a bar counts and what it is called is read off the form. The figures are those of table 3;
one that is not there is said, and never drawn as 0.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from tuiwizard.forms.balance import BALANCE
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.forms.years import editions
from tuiwizard.report.chart import CHARTED, Bar, Chart
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures

TOP = 15
"""How many units have a bar of their own; more would not be read."""

_RECEIVED = f"{CHARTED}.{BALANCE.left[0].path}"
_OUTCOMES = f"{CHARTED}.{BALANCE.right[0].path}"
_INCOMPLETE = "第三部分的表还没有填全，画不出这张图"


def received(draft: Draft) -> int | None:
    """Return 本年新收 in all (件), or None where the row is not filled in."""
    return Figures(draft).total(f"{_RECEIVED}.total")


def agency(draft: Draft) -> str:
    """Return the name of the agency, empty where it is not filled in."""
    return draft.agency_name.strip()


def outcomes(draft: Draft) -> Chart:
    """Chart what became of the requests: the groups of 本年度办理结果 and their shares."""
    group = _OUTCOMES.removesuffix("total")
    rows = [
        cell
        for cell in cells(draft.edition, CHARTED)
        if cell.path.startswith(group) and cell.path.endswith(".total")
    ]
    parts = [cell for cell in rows if not cell.path.startswith(_OUTCOMES)]
    what = f"政府信息公开申请{_of_any_year(parts[0])}"
    by_label = groupby(parts, lambda cell: cell.row[1])
    return _shares(draft, "办理结果", what, {label: list(found) for label, found in by_label})


def applicants(draft: Draft) -> Chart:
    """Chart who applied: 本年新收 by kind of applicant."""
    parts = [
        cell
        for cell in cells(draft.edition, CHARTED)
        if cell.path.startswith(f"{_RECEIVED}.") and not cell.computed
    ]
    what = f"{_of_any_year(parts[0])}（按申请人）"
    return _shares(draft, "申请人", what, {c.column[-1]: [c] for c in parts})


def years(name: str, known: Mapping[int, int | None]) -> Chart:
    """Chart 新收 of one agency from year to year.

    Args:
        name: The office.
        known: 新收 (件) by report year; None where it is not filled in.
    """
    what = f"{name}历年{_received_in_words()}"
    bars = tuple(Bar(f"{year} 年", known[year]) for year in sorted(known))
    if not any(bar.value is not None for bar in bars):
        return Chart("历年新收", what, empty=_INCOMPLETE)
    if not any(bar.value for bar in bars):
        said = "、".join(bar.label for bar in bars if bar.value == 0)
        return Chart("历年新收", what, empty=f"{said}：0 件")
    return Chart("历年新收", what, bars)


def units(year: int, known: Iterable[tuple[str, int | None]], top: int = TOP) -> Chart:
    """Chart 新收 of many agencies in one year, the largest first.

    Args:
        year: The report year.
        known: Offices and their 新收 (件); None where it is not filled in.
        top: How many have a bar of their own.
    """
    listed = list(known)
    found = sorted(((name, n) for name, n in listed if n is not None), key=lambda pair: -pair[1])
    lacking = [name or "（机关名称未填）" for name, n in listed if n is None]
    title = f"{year}年各单位{_received_in_words()}"
    note = f"{len(lacking)} 家没有填全，不在图里：{_some(lacking)}" if lacking else ""
    if not any(n for _, n in found):
        empty = f"{len(found)} 家都是 0 件" if found else "没有一家填全了第三部分的表"
        return Chart("各单位新收", title, empty=empty, note=note)
    bars = [Bar(name or "（机关名称未填）", n) for name, n in found[:top]]
    rest = found[top:]
    if rest:
        bars.append(Bar(f"其余 {len(rest)} 家", sum(n for _, n in rest), rest=True))
    return Chart("各单位新收", title, tuple(bars), shares=True, note=note)


def _shares(draft: Draft, name: str, what: str, parts: Mapping[str, list[Cell]]) -> Chart:
    """Chart the parts of one whole: each label with the cells it adds up."""
    title = f"{agency(draft)}{draft.year}年{what}"
    figures = Figures(draft)
    bars = tuple(
        Bar(label, figures.total(*(cell.path for cell in cells_)))
        for label, cells_ in parts.items()
    )
    if any(bar.value is None for bar in bars):
        return Chart(name, title, empty=_INCOMPLETE)
    if not any(bar.value for bar in bars):
        return Chart(name, title, empty=f"{what}：0 件")
    return Chart(name, title, bars, shares=True)


def _received_in_words() -> str:
    return _of_any_year(cells_by_path(editions()[-1], CHARTED)[f"{_RECEIVED}.total"])


def _of_any_year(cell: Cell) -> str:
    """Return a label for any year: `一、本年新收政府信息公开申请数量` -> `新收政府…`."""
    label = cell.row[0].partition("、")[2]
    return label.removeprefix("本年度").removeprefix("本年")


def _some(names: list[str], most: int = 5) -> str:
    return "、".join(names[:most]) + (" 等" if len(names) > most else "")
