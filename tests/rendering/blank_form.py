"""The merged cells of the official blank form, read from its DOCX by its XML alone."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.layouts.corpus import blank_form

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Place:
    """A merged cell: its row and column on the grid, the rows and columns it spans, its text."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def official() -> list[list[Place]]:
    """The three tables of the blank form of 2021, its labels and merged cells as published."""
    return tables(io.BytesIO(blank_form()))


def tables(file: Path | io.BytesIO) -> list[list[Place]]:
    """The tables of a DOCX file, each as its merged cells in reading order."""
    with zipfile.ZipFile(file) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    return [_places(table) for table in body.iter(f"{_W}tbl")]


def _places(table: ElementTree.Element) -> list[Place]:
    found: list[Place] = []
    for row, line in enumerate(table.iter(f"{_W}tr")):
        column = 0
        for cell in line.iter(f"{_W}tc"):
            columns = int(_value(cell, "gridSpan") or 1)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val") != "restart":
                above = next(p for p in reversed(found) if p.column == column)
                found[found.index(above)] = _taller(above)
            else:
                text = "".join(t.text or "" for t in cell.iter(f"{_W}t"))
                found.append(Place(row, column, 1, columns, text.strip()))
            column += columns
    return found


def _taller(place: Place) -> Place:
    return Place(place.row, place.column, place.rows + 1, place.columns, place.text)


def _value(cell: ElementTree.Element, name: str) -> str | None:
    found = cell.find(f"{_W}tcPr/{_W}{name}")
    return None if found is None else found.get(f"{_W}val")
