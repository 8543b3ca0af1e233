"""A table of a draft as it is read before any model is loaded: what is typed into it, no more.

Only a draft that the program itself may have written is read so. Of any other, and of one that
somebody else has open, nothing is said here: the models know what is wrong with it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tuiwizard.drafts.files import read_bytes, text_of
from tuiwizard.drafts.parsing import FORMAT, leaf_text, parse
from tuiwizard.drafts.paths import owner_file
from tuiwizard.errors import DraftError, YearError
from tuiwizard.forms.grid import Grid
from tuiwizard.forms.written_layout import WrittenLayout, grid, is_table, written
from tuiwizard.forms.years import edition_for

_HEAD = ("format", "edition", "year")
_BESIDE = ("dated", "summed", "unfinished", "previous", "ledger", "explanations", "sources")
"""The keys of a draft that are no sections; one that was signed, remarked on or corrected is read
whole."""


class EarlyTable(NamedTuple):
    """A table of a draft.

    Attributes:
        path: The file.
        data: All that was in it.
        agency: The office's name, empty if not yet given.
        year: The report year.
        edition: The edition of the form.
        layout: The edition's form.
        grid: The table.
        at: The cell to begin in; empty for the first.
        texts: What is typed in the table, by full cell path.
        begun: The sections with something in them, and whether they were finished.
    """

    path: Path
    data: bytes
    agency: str
    year: int
    edition: str
    layout: WrittenLayout
    grid: Grid
    at: str
    texts: Mapping[str, str]
    begun: Mapping[str, bool]


def read(path: Path, at: str) -> EarlyTable | None:
    """Return a table of a draft; None if it is to be opened as any file is.

    Args:
        path: The draft.
        at: The step, or a cell of it.
    """
    if not is_table(at.partition(".")[0]):
        return None
    try:
        if owner_file(path).exists() or not path.is_file():
            return None
        data = read_bytes(path)
        return _table(path, data, parse(text_of(data, path)), at)
    except (DraftError, YearError, OSError, ValueError, AttributeError):  # a text for a table
        return None


def _table(path: Path, data: bytes, said: Mapping[str, Any], at: str) -> EarlyTable | None:
    key = at.partition(".")[0]
    if said.get("format") != FORMAT or said.get("edition") != edition_for(said.get("year")):
        return None
    layout = written(said["edition"])
    if layout is None or key not in layout.tables:
        return None
    if not {*said} <= {*_HEAD, *_BESIDE, *layout.steps}:
        return None
    if not {*said.get("unfinished", {})} <= {*layout.steps}:
        return None
    table = grid(layout, key)
    cells = {cell.path for cell in table.cells if not cell.computed}
    known = {step: {*paths} for step, paths in layout.cells.items()} | {key: cells}
    texts = {step: dict(_texts(said, step)) for step in layout.steps}
    _join_units(table, texts[key])
    if any(not texts[step].keys() <= paths for step, paths in known.items()):
        return None
    agency = texts["agency"].get("agency.name", "")
    begun = {step: step in said for step, typed in texts.items() if typed}
    year, edition = said["year"], said["edition"]
    return EarlyTable(path, data, agency, year, edition, layout, table, at, texts[key], begun)


def _texts(data: Mapping[str, Any], key: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a section, finished or not, by full cell path."""
    unfinished = data.get("unfinished", {}).get(key, {})
    yield from _leaves(data.get(key, {}), key)
    yield from ((f"{key}.{path}", leaf_text(value, path)) for path, value in unfinished.items())


def _leaves(table: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        place = f"{path}.{name}"
        if isinstance(value, dict):
            yield from _leaves(value, place)
        else:
            yield place, leaf_text(value, place)


def _join_units(table: Grid, texts: dict[str, str]) -> None:
    """Put a unit kept apart behind its number, as it was typed; another one stays a wrong cell."""
    for cell in table.cells:
        if texts.get(cell.unit_path) in cell.units:
            texts[cell.path] = texts.get(cell.path, "") + texts.pop(cell.unit_path)
