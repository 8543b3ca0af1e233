"""Posted copies: equal where they are, and what differs named exactly where it does."""

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.posting.reports import OUTPUTS, REPORTS, STYLED, posted, tampered
from tests.published import TABLES, committed
from tests.signing import signed
from tests.strategies import finished
from tuiwizard.forms.grid import Band, Cell
from tuiwizard.forms.layout import grid
from tuiwizard.importing import read_here
from tuiwizard.posting.comparison import Compared, compare_copy
from tuiwizard.posting.difference import Kind
from tuiwizard.rendering.document import Chapter
from tuiwizard.report.draft import Draft

EQUAL = Compared(())


@cache
def report(name: str) -> Draft:
    return REPORTS[name]()


def compared(draft: Draft, data: bytes, suffix: str) -> Compared:
    return compare_copy(signed(draft), read_here(data, suffix, "", None))


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("name", REPORTS)
def test_every_output_is_equal(name: str, output: str) -> None:
    draft = report(name)
    assert compared(draft, *posted(draft, output)) == EQUAL


@pytest.mark.parametrize("output", STYLED)
@pytest.mark.parametrize("name", ["guanyuan-2019", "pingtan-2021"])
def test_every_style_is_equal(name: str, output: str) -> None:
    draft = report(name)
    assert compared(draft, *posted(draft, output)) == EQUAL


@pytest.mark.parametrize("output", OUTPUTS)
@given(data=st.data(), year=st.sampled_from([2020, 2025]))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_finished_report_is_equal(output: str, data: st.DataObject, year: int) -> None:
    draft = committed("guanyuan-2019" if year == 2020 else "pingtan-2021").draft()
    texts: dict[str, str] = {}
    for key in TABLES:
        texts |= data.draw(finished(draft.edition, key))
    draft = draft.with_year(year).with_texts(texts)
    assert compared(draft, *posted(draft, output)) == EQUAL


def positions(edition: str, key: str) -> list[tuple[Band, int, int, Cell]]:
    """Every cell of a table: its band, row, column, and what it is."""
    return [
        (band, row, column, cell)
        for band in grid(edition, key).bands
        for row, line in enumerate(band.cells)
        for column, cell in enumerate(line)
    ]


@pytest.mark.parametrize("output", OUTPUTS)
@given(data=st.data(), name=st.sampled_from(["guanyuan-2019", "pingtan-2021", "six digits"]))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_one_digit_is_named(output: str, data: st.DataObject, name: str) -> None:
    draft = report(name)
    key = data.draw(st.sampled_from(TABLES))
    band, row, column, cell = data.draw(st.sampled_from(positions(draft.edition, key)))
    digit = data.draw(st.sampled_from("123456789"))
    printed: list[str] = []

    def change(at: str, chapter: Chapter) -> Chapter:
        if at != key:
            return chapter
        tables = []
        for table in chapter.tables:
            figures = [[*line] for line in table.figures]
            if table.band == band:
                printed[:] = [figures[row][column]]
                figures[row][column] = digit + printed[0]
            tables.append(table._replace(figures=tuple(map(tuple, figures))))
        return chapter._replace(tables=tuple(tables))

    with pytest.MonkeyPatch.context() as patch:
        tampered(patch, change)
        copy = posted(draft, output)
    found = compared(draft, *copy)
    told = [(d.kind, d.path, d.draft, d.copy) for d in found.differences]
    assert told == [(Kind.CELL, cell.path, printed[0], digit + printed[0])]
    assert found.differences[0].place or "." not in cell.path


@pytest.mark.parametrize("output", OUTPUTS)
@given(data=st.data(), name=st.sampled_from(["guanyuan-2019", "pingtan-2021", "six digits"]))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_one_row_is_named(output: str, data: st.DataObject, name: str) -> None:
    draft = report(name)
    bands = [
        (key, band)
        for key in TABLES
        for band in grid(draft.edition, key).bands
        if len(band.rows) > 1
    ]
    key, band = data.draw(st.sampled_from(bands))
    row = data.draw(st.integers(0, len(band.rows) - 1))

    def change(at: str, chapter: Chapter) -> Chapter:
        if at != key:
            return chapter
        tables = (
            table._replace(
                band=band._replace(rows=without(band.rows, row), cells=without(band.cells, row)),
                figures=without(table.figures, row),
            )
            if table.band == band
            else table
            for table in chapter.tables
        )
        return chapter._replace(tables=tuple(tables))

    with pytest.MonkeyPatch.context() as patch:
        tampered(patch, change)
        copy = posted(draft, output)
    found = compared(draft, *copy)
    wanted = [(Kind.MISSING, cell.path) for cell in band.cells[row]]
    assert [(d.kind, d.path) for d in found.differences] == wanted


def without(line: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    return line[:at] + line[at + 1 :]


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("name", ["guanyuan-2019", "pingtan-2021", "3000 characters"])
def test_one_sentence_is_named(name: str, output: str) -> None:
    draft = report(name)
    path = "overview.text"
    was = draft.entries("overview").get(path)
    first = was.index("。") + 1
    now = f"{was[:first]}全年无诉讼。{was[first:]}".replace("次", "项", 1)

    def change(key: str, chapter: Chapter) -> Chapter:
        paragraphs = tuple(line for line in now.split("\n") if line.strip())
        return chapter._replace(paragraphs=paragraphs) if key == "overview" else chapter

    with pytest.MonkeyPatch.context() as patch:
        tampered(patch, change)
        copy = posted(draft, output)
    (difference,) = compared(draft, *copy).differences
    assert (difference.kind, difference.path) == (Kind.TEXT, path)
    told = [(p.draft, p.copy) for p in difference.passages]
    sentence = next(s for s in re.split("[。；]", was) if "次" in s)
    assert ("", "全年无诉讼。") in told or told[0][1].startswith("全年无诉讼。")
    assert any(sentence in ours and sentence.replace("次", "项") in theirs for ours, theirs in told)
    assert len(told) <= 2


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_stamp_is_a_difference_once_the_draft_is_signed(output: str) -> None:
    draft = report("pingtan-2021")
    copy = posted(draft, output, as_draft=True)
    (difference,) = compared(draft, *copy).differences
    assert difference.kind is Kind.STAMP
    assert compare_copy(draft, read_here(*copy, "", None)) == EQUAL
