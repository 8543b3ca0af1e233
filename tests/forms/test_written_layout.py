"""What is written down of the form is what its models say."""

import subprocess
import sys

import pytest

from tuiwizard.forms import written_layout
from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import all_section_keys, section_keys, section_model
from tuiwizard.forms.layout import cells, grid
from tuiwizard.forms.years import editions

TABLES = [(e, key) for e in editions() for key in section_keys(e, SectionKind.TABLE)]


def layout_of(edition: str) -> written_layout.WrittenLayout:
    layout = written_layout.written(edition)
    assert layout is not None
    return layout


@pytest.mark.parametrize(("edition", "key"), TABLES)
def test_tables(edition: str, key: str) -> None:
    assert written_layout.grid(layout_of(edition), key) == grid(edition, key)


@pytest.mark.parametrize("edition", editions())
def test_steps_and_other_cells(edition: str) -> None:
    found = layout_of(edition)
    assert [*found.steps.items()] == [
        (key, section_model(edition, key).short) for key in section_keys(edition)
    ]
    for key, paths in found.cells.items():
        assert {cell.path for cell in cells(edition, key)} <= set(paths)
    assert {*found.cells, *found.tables} == set(section_keys(edition))


def test_steps_of_all_editions() -> None:
    assert written_layout.all_section_keys() == all_section_keys()


def test_an_edition_of_which_nothing_is_written_down() -> None:
    assert written_layout.written("2077") is None


def test_no_model_is_loaded_for_it() -> None:
    code = (
        "import sys; from tuiwizard.forms import written_layout as w; from tuiwizard.report import"
        " sums, balance; w.grid(w.written('2021'), 'requests'); print('pydantic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.stdout.split() == [b"False"]
