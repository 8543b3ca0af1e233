"""Reports whose sums are right, and the faults of print that make them wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from tests.layouts.report import TABLES, Report
from tuiwizard.forms.common import Kind
from tuiwizard.forms.layout import cells

COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service")


def balanced(edition: str, random: Random, zeros: float = 0.33) -> Report:
    """A report whose totals and balance are right.

    Args:
        edition: The edition of its form.
        random: Where its figures come from.
        zeros: The share of figures that are 0, totals aside.
    """
    every = [cell for key in TABLES for cell in cells(edition, key)]
    figures: dict[str, int] = {}
    for cell in every:
        if not cell.computed:
            other = random.choice((random.randint(0, 9), random.randint(0, 9999)))
            figures[cell.path] = 0 if random.random() < zeros else other
    for column in (*COLUMNS, "other_organisation"):
        outcomes = sum(
            n
            for path, n in figures.items()
            if path.startswith("requests.outcomes.") and path.endswith(f".{column}")
        )
        out = outcomes + figures[f"requests.carried_out.{column}"]
        carried_in = min(figures[f"requests.carried_in.{column}"], out)
        figures[f"requests.carried_in.{column}"] = carried_in
        figures[f"requests.received.{column}"] = out - carried_in
    for cell in sorted((c for c in every if c.computed), key=lambda c: c.path.endswith("l.total")):
        figures[cell.path] = sum(figures[part] for part in cell.parts)
    texts = {cell.path: _printed(cell.kind, figures[cell.path], random) for cell in every}
    return Report(edition, 2020 if edition == "2019" else 2023, "甲县乙局", texts)


def _printed(kind: Kind, figure: int, random: Random) -> str:
    if kind is Kind.AMOUNT:
        return f"{figure}.{random.randint(10, 99)}"
    return str(-figure if kind is Kind.CHANGE and random.random() < 0.3 else figure)


def dropped(report: Report, random: Random) -> Report:
    """One figure is not printed."""
    return _with(report, {random.choice(list(report.figures)): None})


def misprinted(report: Report, random: Random) -> Report:
    """One digit of one figure is another."""
    path = random.choice(list(report.figures))
    text = report.figures[path] or "0"
    at = random.choice([i for i, c in enumerate(text) if c.isdecimal()])
    digit = random.choice([c for c in "123456789" if c != text[at]])
    return _with(report, {path: f"{text[:at]}{digit}{text[at + 1 :]}"})


def swapped(report: Report, random: Random) -> Report:
    """Two figures of a table stand in each other's place."""
    key = random.choice(TABLES)
    one, other = random.sample([p for p in report.figures if p.startswith(f"{key}.")], 2)
    if any("." in (report.figures[p] or "") or p.endswith("change") for p in (one, other)):
        return report  # an amount among counts would be refused
    return _with(report, {one: report.figures[other], other: report.figures[one]})


def blank_zeros(report: Report, _: Random) -> Report:
    """Nothing is printed for zeros."""
    return _with(report, {p: None for p, text in report.figures.items() if text == "0"})


def _with(report: Report, figures: Mapping[str, str | None]) -> Report:
    return replace(report, figures={**report.figures, **figures})


FAULTS: Mapping[str, Callable[[Report, Random], Report]] = {
    "right": lambda report, _: report,
    "dropped": dropped,
    "misprinted": misprinted,
    "swapped": swapped,
    "blank-zeros": blank_zeros,
}
