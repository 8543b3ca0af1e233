"""A source with every figure made another one, its layout kept: 0 0 6 may hide a wrong order.

The figures of a source stand in the order of the form, so they are found as the one way in which
the printed ones follow each other in it, with the fewest gaps. Totals stay the sums they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import editions
from tuiwizard.importing.lexicon import tables

if TYPE_CHECKING:
    from tests.importing.scoring import Source

_TOKEN = re.compile(
    r"(?<![^\s|｜,>;\u3000])(?P<sign>[-－+增减減]{0,2})(?P<digits>(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?)"
    r"(?=(?:件|万?元)?(?:[\s|｜,<&（(]|$))"
)
_COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service")
COLUMNS = (*_COLUMNS, "other_organisation")

Figures = Mapping[str, Decimal | None]


def made_distinct(source: "Source") -> "Source | None":
    """A source whose figures are all different; None where they cannot be told apart in it."""
    if not source.name.endswith((".txt", ".md", ".csv", ".html")):
        return None
    text = source.data.decode()
    tokens = list(_TOKEN.finditer(text))
    for order in _orders(source.figures):
        printed = [source.figures[path] or Decimal(0) for path in order]
        at = _places(printed, [_value(token) for token in tokens])
        if at is not None:
            new = _distinct(source.figures)
            parts, end = [], 0
            for path, number in zip(order, at, strict=True):
                token = tokens[number]
                parts += [text[end : token.start("digits")], str(abs(new[path]))]
                end = token.end("digits")
            made = "".join([*parts, text[end:]])
            truth = {**source.truth, "printed": {p: new.get(p) for p in source.figures}}
            return replace(source, data=made.encode(), truth=truth)
    return None


def _orders(figures: Figures) -> Iterator[Sequence[str]]:
    """The order of the form, and that of a table whose totals stand first."""
    filled = [path for path, figure in figures.items() if figure is not None]
    yield filled
    rows: dict[str, list[str]] = {}
    for path in filled:
        rows.setdefault(path.rpartition(".")[0], []).append(path)
    yield [p for row in rows.values() for p in sorted(row, key=lambda p: not p.endswith(".total"))]


def _value(token: re.Match[str]) -> Decimal:
    value = Decimal(token["digits"].replace(",", "").replace("，", ""))
    return -value if set(token["sign"]) & set("-－减減") else value


def _places(printed: Sequence[Decimal], seen: Sequence[Decimal]) -> list[int] | None:
    """Which of the figures seen are those printed, in their order and with the fewest gaps."""
    if not printed:
        return None
    far = 10**9
    costs = [[0 if value == printed[0] else far for value in seen]]
    for figure in printed[1:]:
        before, row, least = costs[-1], [], far
        for j, value in enumerate(seen):
            near = before[j - 1] if j else far
            row.append(min(near, least + 1) if value == figure else far)
            least = min(least, near)
        costs.append(row)
    best = min(costs[-1], default=far)
    if best >= far:
        return None
    found = [costs[-1].index(best)]
    for row, after in zip(reversed(costs[:-1]), reversed(costs[1:]), strict=True):
        j = found[0]
        gap = (k for k in range(j - 1) if row[k] == after[j] - 1)
        found.insert(0, j - 1 if j and row[j - 1] == after[j] else next(gap))
    return found


def _distinct(figures: Figures) -> dict[str, Decimal]:
    """Other figures for those printed; what was a sum of others, or balanced, still is."""
    numbers = count(1001)
    new: dict[str, Decimal] = {}
    for path, figure in figures.items():
        if figure is not None:
            value = Decimal(f"{next(numbers)}{str(figure % 1)[1:] if figure % 1 > 0 else ''}")
            new[path] = -value if figure < 0 else value
    parts = _parts()
    outcomes = [p for p in parts if p.startswith("requests.outcomes.total.") and p in new]
    rows = [p for p in parts if p in new and p not in outcomes]
    for path in outcomes:  # columns first: the balance is about them
        if _holds(path, parts[path], figures):
            new[path] = _sum(parts[path], new)
    for column in COLUMNS:
        _balance(column, figures, new)
    for path in rows:
        if _holds(path, parts[path], figures):
            new[path] = _sum(parts[path], new)
    grand = "requests.outcomes.total.total"
    if grand in new and _holds(grand, parts[grand], figures):
        new[grand] = _sum(parts[grand], new)
    return new


def _parts() -> dict[str, tuple[str, ...]]:
    every = [c for e in editions() for key in tables(e) for c in cells(e, key) if c.computed]
    return {cell.path: cell.parts for cell in every}


def _holds(path: str, parts: Sequence[str], figures: Figures) -> bool:
    return figures.get(path) == sum(figures.get(p) or Decimal(0) for p in parts)


def _sum(parts: Sequence[str], figures: Mapping[str, Decimal]) -> Decimal:
    return sum((figures.get(part, Decimal(0)) for part in parts), Decimal(0))


def _balance(column: str, figures: Figures, new: dict[str, Decimal]) -> None:
    """Let what came in be what went out, where it was."""
    names = ("received", "carried_in", "outcomes.total", "carried_out")
    paths = [f"requests.{name}.{column}" for name in names]
    if all(path in new for path in paths):
        received, carried_in, outcomes, carried_out = paths
        old = [figures[path] or Decimal(0) for path in paths]
        if old[0] + old[1] == old[2] + old[3]:
            new[received] = new[outcomes] + new[carried_out] - new[carried_in]
