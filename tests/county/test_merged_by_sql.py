"""The merged report against a sum that DuckDB computes over the exported CSV of its units."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from tests import program
from tests.county import generated
from tests.county.sums import exported, sums
from tuiwizard.county.export_columns import TEXT, columns

UNITS = 150


@pytest.mark.parametrize("year", [2020, generated.YEAR])
def test_every_cell_is_the_sum_of_its_column(tmp_path: Path, year: int) -> None:
    generated.write(tmp_path / "收到", UNITS, year)
    expected = sums(exported(tmp_path / "sql", tmp_path / "收到", edition=edition(year)))
    county = tmp_path / "county.toml"
    who = ("--agency", "甲县人民政府", "--level", "county")
    done = program.run("merge", tmp_path / "收到", "-o", county, *who)
    assert done.returncode == 0, done.stderr.decode()
    table = program.run("export", county).stdout.decode()
    (merged,) = csv.DictReader(io.StringIO(table))
    form = columns(edition(year))
    assert set(expected) == {c.name for c in form if c.section and c.type != TEXT}
    for path, total in expected.items():
        assert total is not None, path
        assert Decimal(merged[path]) == total, path


def edition(year: int) -> str:
    return generated.unit(0, year).edition
