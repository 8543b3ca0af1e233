"""The form as it is written down beside its models: tables before any model is loaded.

`make docs` writes it; a test compares it with what `layout` reads off the models.
"""

import json
from functools import cache
from pkgutil import get_data
from typing import Any, NamedTuple

from tuiwizard.forms.grid import Band, Cell, Grid, Header
from tuiwizard.forms.kinds import Kind
from tuiwizard.forms.years import editions, merged


class WrittenLayout(NamedTuple):
    """What is written down of one edition.

    Attributes:
        steps: The sections in the order of the form, with their short names.
        cells: The paths of the sections that are not tables.
        tables: The tables, as they are written down.
    """

    steps: dict[str, str]
    cells: dict[str, list[str]]
    tables: dict[str, list[Any]]


@cache
def written(edition: str) -> WrittenLayout | None:
    """Return what is written down of an edition; None for one of which nothing is."""
    try:
        data = json.loads(get_data("tuiwizard.forms", f"layout_{edition}.json") or b"")
    except OSError:
        return None
    return WrittenLayout(dict(data["steps"]), data["cells"], data["tables"])


def all_section_keys() -> tuple[str, ...]:
    """Return the keys of the sections of every edition, as `editions.all_section_keys` does."""
    found = [written(edition) for edition in editions()]
    if None in found:
        from tuiwizard.forms import editions as models  # of a new edition only its models know

        return models.all_section_keys()
    return merged(layout.steps for layout in found if layout is not None)


def is_table(section: str) -> bool:
    """Whether a section is a table that is written down, in any edition."""
    return any(section in layout.tables for layout in map(written, reversed(editions())) if layout)


def grid(layout: WrittenLayout, section: str) -> Grid:
    """Return the table of a section, the same as `layout.grid` does."""
    return Grid(section, tuple(_band(*band) for band in layout.tables[section]))


def _band(title: str, corner: str, columns: list[Any], rows: list[Any]) -> Band:
    heads = tuple(_header(*column) for column in columns)
    labels = tuple(_header(*row) for row, _ in rows)
    lines = (
        tuple(_cell(row, head, *said) for head, said in zip(heads, line, strict=True))
        for row, (_, line) in zip(labels, rows, strict=True)
    )
    return Band(title, corner, heads, labels, tuple(lines))


def _header(path: str, labels: list[str], help_text: str) -> Header:
    return Header(path, tuple(labels), help_text)


def _cell(
    row: Header,
    column: Header,
    path: str,
    kind: str,
    required: bool = True,
    unit: str = "",
    units: tuple[str, ...] = (),
    unit_path: str = "",
    choices: tuple[tuple[str, str], ...] = (),
    parts: tuple[str, ...] = (),
    about: tuple[str, ...] = (),
) -> Cell:
    return Cell(
        path,
        Kind(kind),
        row.labels,
        column.labels,
        required,
        unit,
        tuple(units),
        unit_path,
        tuple((value, words) for value, words in choices),
        tuple(parts),
        tuple(about) or (row.help, column.help),
    )
