"""The form as cells and grids, read off the section models.

`cells` lists every cell of a section; `grid` arranges those of a table in bands: a band is a
run of rows under one set of column headers, as 第二十条第（一）项 is in table 2.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple, TypeVar, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tuiwizard.forms.common import Choices, Item, Kind, Section, SectionKind, SummedRow, Under, Unit
from tuiwizard.forms.editions import chapter_keys, section_keys, section_model
from tuiwizard.forms.grid import Band, Cell, Grid, Header


@cache
def cells(edition: str, section: str) -> tuple[Cell, ...]:
    """Return the cells of a section, computed ones too; none where the edition lacks it."""
    if section not in section_keys(edition):
        return ()
    model = section_model(edition, section)
    if model.kind is SectionKind.TABLE:
        return grid(edition, section).cells
    return tuple(_field_cells(model, section, ()))


@cache
def grid(edition: str, section: str) -> Grid:
    """Return the table of a section.

    Raises:
        TypeError: The section is not a table.
    """
    model = section_model(edition, section)
    if model.kind is not SectionKind.TABLE:
        raise TypeError(f"{section} is not a table")
    if model.nested_as == "columns":
        return Grid(section, (_one_row(model, section),))
    bands = []
    for item, group in groupby(model.model_fields.items(), lambda f: _marker(f[1], Item)):
        rows = tuple(row for name, field in group for row in _rows(name, field, ()))
        columns = tuple(_columns(rows[0].model))
        bands.append(_band(section, item.label if item else "", model.corner, columns, rows))
    return Grid(section, tuple(bands))


@cache
def narratives(edition: str) -> tuple[Cell, ...]:
    """Return the texts under the headings of an edition; the cover has none of them."""
    every = (cell for key in chapter_keys(edition) for cell in cells(edition, key))
    return tuple(cell for cell in every if cell.kind is Kind.TEXT)


@cache
def cells_by_path(edition: str, section: str) -> dict[str, Cell]:
    """Return the cells of a section by their full path."""
    return {cell.path: cell for cell in cells(edition, section)}


class _RowSpec(NamedTuple):
    """A row before its cells exist: the model of its columns, or the rows it adds up."""

    header: Header
    model: type[BaseModel]
    adds: tuple[str, ...] = ()


_Marker = TypeVar("_Marker")


def _marker(field: FieldInfo, kind: type[_Marker]) -> _Marker | None:
    return next((m for m in field.metadata if isinstance(m, kind)), None)


def _model_of(field: FieldInfo) -> type[BaseModel] | None:
    inner = field.annotation
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _kind(field: FieldInfo) -> Kind | None:
    """Return the marker of a field's type, also where the type is optional."""
    inner = (m for arg in get_args(field.annotation) for m in getattr(arg, "__metadata__", ()))
    return next((m for m in (*field.metadata, *inner) if isinstance(m, Kind)), None)


def _rows(path: str, field: FieldInfo, labels: tuple[str, ...]) -> Iterator[_RowSpec]:
    """Yield the rows of a field: itself, or those of the group it is, with the group's total."""
    model = _model_of(field)
    if model is None:
        raise TypeError(f"{path} is neither a row nor a group of rows")
    labels = (*labels, field.title or path)
    if all(_model_of(f) is None for f in model.model_fields.values()):
        yield _RowSpec(Header(path, labels, field.description or ""), model)
        return
    below = [row for n, f in model.model_fields.items() for row in _rows(f"{path}.{n}", f, labels)]
    yield from below
    label = getattr(model, "total_label", None)
    if label:
        header = Header(f"{path}.total", (*labels, label), getattr(model, "total_help", ""))
        yield _RowSpec(header, below[0].model, tuple(row.header.path for row in below))


def _columns(model: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[Header]:
    """Yield the columns a row model prints; its total, if it has one, comes last."""
    for name, field in model.model_fields.items():
        if _kind(field) is not None:
            under = _marker(field, Under)
            labels = (*above, *(under.labels if under else ()), field.title or name)
            yield Header(name, labels, field.description or "")
    if issubclass(model, SummedRow):
        yield Header("total", (*above, *model.total_under, model.total_label), model.total_help)


def _band(
    section: str, title: str, corner: str, columns: tuple[Header, ...], rows: Iterable[_RowSpec]
) -> Band:
    rows = tuple(rows)
    table = tuple(tuple(_cell(section, row, column, columns) for column in columns) for row in rows)
    return Band(title, corner, columns, tuple(row.header for row in rows), table)


def _cell(section: str, row: _RowSpec, column: Header, columns: tuple[Header, ...]) -> Cell:
    """Return the cell at a row and a column of its model."""
    path = f"{section}.{row.header.path}.{column.path}"
    summed = column.path not in row.model.model_fields
    rows = row.adds or (row.header.path,)
    names = [c.path for c in columns if c.path != "total"] if summed else [column.path]
    computed = summed or bool(row.adds)
    parts = tuple(f"{section}.{r}.{name}" for r in rows for name in names) if computed else ()
    return _leaf(path, _markers(row.model, column.path), row.header, column, parts)


class _Markers(NamedTuple):
    """What a field says of its cells; all rows of a model share it."""

    kind: Kind = Kind.COUNT
    unit: Unit = Unit("")
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True


@cache
def _markers(model: type[BaseModel], name: str) -> _Markers:
    """Return what a field says of its cells; a computed total has no field."""
    field = model.model_fields.get(name)
    if field is None:
        return _Markers()
    unit, choices = _marker(field, Unit) or Unit(""), _marker(field, Choices)
    return _Markers(
        _kind(field) or Kind.COUNT, unit, choices.labels if choices else (), field.is_required()
    )


def _leaf(
    path: str, field: _Markers, row: Header, column: Header, parts: tuple[str, ...] = ()
) -> Cell:
    """Make a cell from its field."""
    sibling = field.unit.sibling
    return Cell(
        path=path,
        kind=field.kind,
        row=row.labels,
        column=column.labels,
        required=field.required,
        unit=field.unit.label,
        units=field.unit.choices,
        unit_path=f"{path.rpartition('.')[0]}.{sibling}" if sibling else "",
        choices=field.choices,
        parts=parts,
        about=(row.help, column.help),
    )


def _one_row(model: type[Section], section: str) -> Band:
    """Make the band of a table whose nested models are groups of columns: one row, unlabelled."""
    columns: list[Header] = []
    line: list[Cell] = []
    for name, field in model.model_fields.items():
        group = _model_of(field)
        if group is None:
            raise TypeError(f"{section}.{name} is not a group of columns")
        under = _marker(field, Under)
        above = (*(under.labels if under else ()), field.title or name)
        row = _RowSpec(Header(name, (), field.description or ""), group)
        inner = tuple(_columns(group, above))
        columns.extend(Header(f"{name}.{c.path}", c.labels, c.help) for c in inner)
        line.extend(_cell(section, row, column, inner) for column in inner)
    return Band("", model.corner, tuple(columns), (Header("", ()),), (tuple(line),))


def _field_cells(model: type[BaseModel], prefix: str, labels: tuple[str, ...]) -> Iterator[Cell]:
    """Yield the cells of a section that is not a table."""
    for name, field in model.model_fields.items():
        inner = _model_of(field)
        if inner is not None:
            yield from _field_cells(inner, f"{prefix}.{name}", (*labels, field.title or name))
        else:
            column = Header(name, (field.title or name,), field.description or "")
            yield _leaf(f"{prefix}.{name}", _markers(model, name), Header("", labels), column)
