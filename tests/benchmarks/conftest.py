"""What is measured is printed beside its limit, held to it, and written into the documentation."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
_TABLE = re.compile(r"(?<=<!-- make bench -->\n).*?(?=<!-- end -->)", re.DOTALL)
_ROW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<row>[^|]+ \| [^|]+) \|$", re.MULTILINE)
_HEAD = "| what | measured | limit |\n|---|---:|---:|\n"

SCALE = PAGE.with_name("scale.md")
Growth = dict[tuple[int, str], str]
"""Cells of the table of docs/scale.md: by number of reports, and by what was measured."""

Report = Callable[[str, float, float], None]
"""Takes what was measured, the figure, and its limit: a ratio, or what the name says."""


@pytest.fixture(scope="session")
def rows() -> Iterator[dict[str, str]]:
    """The rows of the table, by what they measure; those measured anew replace the old."""
    measured: dict[str, str] = {}
    yield measured
    page = PAGE.read_text("utf-8")
    table = dict(_ROW.findall(_TABLE.findall(page)[0])[1:]) | measured
    lines = (f"| {what} | {row} |\n" for what, row in table.items())
    PAGE.write_text(_TABLE.sub(lambda _: _HEAD + "".join(lines), page), "utf-8")


@pytest.fixture
def report(rows: dict[str, str], capsys: pytest.CaptureFixture[str]) -> Report:
    """Print a figure beside its limit, keep it for the table, and hold it to the limit."""

    def measured(what: str, figure: float, limit: float) -> None:
        with capsys.disabled():
            print(f"\n    {what}: {figure:.2f} (limit {limit:g})", end="")
        rows[what] = f"{figure:.2f} | {limit:g}"
        assert figure <= limit, what

    return measured


@pytest.fixture(scope="session")
def growth() -> Iterator[Growth]:
    """The table of docs/scale.md; what was not measured this time stays as it was."""
    measured: Growth = {}
    yield measured
    page = SCALE.read_text("utf-8")
    head, *rows = _TABLE.findall(page)[0].splitlines(keepends=True)
    names = _cells(head)
    table = [head, rows[0]]
    for row in rows[1:]:
        size, *cells = _cells(row)
        many = int(size.replace(",", ""))
        found = (
            measured.get((many, name), old) for name, old in zip(names[1:], cells, strict=True)
        )
        table.append(f"| {size} | {' | '.join(found)} |\n")
    SCALE.write_text(_TABLE.sub(lambda _: "".join(table), page), "utf-8")


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip()[1:-1].split("|")]
