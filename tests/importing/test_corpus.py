"""Published reports: every figure read as printed, and nothing that is not there."""

import io
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.layouts import corpus as generated
from tests.published import ROOT
from tests.rendering import blank_form
from tuiwizard.forms.layout import cells
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.lexicon import tables
from tuiwizard.importing.sources import read_source

NAMES = {
    "guanyuan-2019": ".txt",
    "hangzhou-style-2025": ".html",
    "hongze-2023": ".txt",
    "huaian-2024": ".txt",
    "pingtan-2019": ".html",
    "pingtan-2020": ".html",
    "pingtan-2021": ".html",
    "shanghai-gfo-2019": ".html",
    "shuyang-county-2025": ".md",
}
MISPRINTED = {"shuyang-county-2025": "沐阳县人民政府"}
"""The name in the title, where a machine that read a picture took one character for another."""

EXCERPTS: Mapping[str, Any] = json.loads(
    (ROOT / "tests/data/import/excerpts.json").read_text("utf-8")
)
"""The figures of each excerpt, row by row, as a person reads them; null is a blank or a stroke.

A row that is cut off within its figures is not there."""


def load(corpus: Path, name: str) -> dict[str, Any]:
    data = json.loads((corpus / f"{name}.json").read_text("utf-8"), parse_float=Decimal)
    assert isinstance(data, dict)
    return data


def figure(printed: object) -> object:
    """A figure of the JSON without the unit of money it is printed with."""
    return Decimal(printed.rstrip("万元")) if isinstance(printed, str) else printed


def read(path: Path) -> Imported:
    return extract(read_source(path.read_bytes(), path.name))


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_and_total(corpus: Path, name: str) -> None:
    data = load(corpus, name)
    found = read(corpus / f"{name}{NAMES[name]}")
    assert {p: printed.value for p, printed in found.printed.items()} == {
        path: figure(printed) for path, printed in data["printed"].items()
    }
    assert found.agency == MISPRINTED.get(name, data["agency"])
    assert (found.year, found.edition) == (data["year"], data["edition"])
    own = {cell.path for key in tables() for cell in cells(found.edition, key)}
    assert set(found.missing) == own - set(data["printed"])


@pytest.mark.parametrize("name", EXCERPTS)
def test_excerpts(corpus: Path, name: str) -> None:
    found = read(corpus / "excerpts" / name)
    expected = EXCERPTS[name]
    rows: dict[str, list[object]] = {}
    for path, printed in found.printed.items():
        value = printed.value
        rows.setdefault(path.rpartition(".")[0], []).append(None if value is None else float(value))
    assert rows == expected["rows"]
    assert found.edition == expected["edition"]
    own = {cell.path for key in tables() for cell in cells(found.edition, key)}
    assert set(found.missing) == own - set(found.printed)


def test_the_blank_form_is_all_blanks(corpus: Path) -> None:
    found = read(corpus / "form-2021-blank.docx")
    assert len(found.printed) == 200
    assert {printed.value for printed in found.printed.values()} == {None}
    assert (found.edition, found.year, found.missing) == ("2021", None, ())
    assert not [path for path in found.entries if not path.endswith(".text")]


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_lost_or_taken_from_a_table(corpus: Path, name: str) -> None:
    found = read(corpus / f"{name}{NAMES[name]}")
    texts = {path for path in found.texts if path != "agency.introduction"}
    overviews = {"overview.text", "problems.text", "other_matters.text"}
    assert texts == overviews
    assert not [t for t in found.texts.values() if "信息内容" in t or "申请人情况" in t]


@pytest.mark.parametrize(("name", "paragraphs"), [("huaian-2024", 6), ("hongze-2023", 7)])
def test_broken_lines_become_paragraphs(corpus: Path, name: str, paragraphs: int) -> None:
    """A PDF breaks its lines anywhere."""
    found = read(corpus / f"{name}.txt").texts["overview.text"].split("\n")
    assert len(found) == paragraphs
    assert all(paragraph.endswith("。") for paragraph in found)


WILD = ("01", "03", "05", "08", "10", "13", "17", "19", "22", "30")


@pytest.mark.parametrize("number", WILD)
def test_sources_as_they_were_found(corpus: Path, number: str) -> None:
    data = load(corpus / "wild", number)
    found = read(next((corpus / "wild").glob(f"{number}*.txt")))
    read_figures = {p: c.value for p, c in found.printed.items() if c.value is not None}
    printed = {p: figure(n) for p, n in data["printed"].items() if n is not None}
    assert read_figures == printed


@pytest.mark.parametrize("name", generated.NAMES)
def test_the_committed_figures_are_the_published_ones(corpus: Path, name: str) -> None:
    ours, theirs = load(generated.DATA, name), load(corpus, name)
    for part in ("year", "edition", "printed"):
        assert ours[part] == theirs[part]
    assert ours.get("failing", []) == theirs["failing"]


def test_the_blank_form_is_the_published_one(corpus: Path) -> None:
    ours = blank_form.tables(io.BytesIO(generated.blank_form()))
    assert ours == blank_form.tables(corpus / "form-2021-blank.docx")
