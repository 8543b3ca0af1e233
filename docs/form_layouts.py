"""Writes down what the models of an edition say of its form, for who cannot wait for the models."""

import json
from functools import partial

from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_keys, section_model
from tuiwizard.forms.grid import Band, Cell, Header
from tuiwizard.forms.layout import cells, grid


def page(edition: str) -> str:
    """The steps, the tables and the other cells of an edition, a line for each row of a table."""
    keys = section_keys(edition)
    tables = section_keys(edition, SectionKind.TABLE)
    lines = [
        '{"steps": ' + _json([(key, section_model(edition, key).short) for key in keys]) + ",",
        '"cells": ' + _json({k: _paths(edition, k) for k in keys if k not in tables}) + ",",
        '"tables": {',
    ]
    for key in tables:
        bands = ",\n".join(_band(band) for band in grid(edition, key).bands)
        lines.append(f'"{key}": [\n{bands}]{"" if key == tables[-1] else ","}')
    return "\n".join([*lines, "}}", ""])


def _paths(edition: str, key: str) -> list[str]:
    every = cells(edition, key)
    return [path for cell in every for path in (cell.path, cell.unit_path) if path]


def _band(band: Band) -> str:
    rows = ",\n".join(
        _json([row, [*map(partial(_cell, row), band.columns, line)]])
        for row, line in zip(band.rows, band.cells, strict=True)
    )
    return f"[{_json(band.title)}, {_json(band.corner)}, {_json(band.columns)}, [\n{rows}]]"


def _cell(row: Header, column: Header, cell: Cell) -> list[object]:
    """A cell without what its row and column say; the end of what is said by default left out."""
    said = [cell.path, cell.kind, cell.required, cell.unit, cell.units, cell.unit_path]
    said += [cell.choices, cell.parts, () if cell.about == (row.help, column.help) else cell.about]
    while not said[-1]:
        said.pop()
    return said[:2] if said[2:] == [True] else said


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
