"""`tuiwizard schema`: JSON Schema on stdout."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tuiwizard.drafts.schema import schema
from tuiwizard.drafts.schema_line import SCHEMA_FILE


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_schema_of_an_edition(run: Run, edition: str) -> None:
    done = run("schema", "--edition", edition)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == schema(edition)
    assert f"（{edition} 版表格）" in done.text
    assert done.text.endswith("}\n")


def test_the_schema_of_all_editions(run: Run) -> None:
    done = run("schema")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == schema()


def test_it_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / SCHEMA_FILE
    done = run("schema", "-o", path)
    assert (done.code, done.out) == (0, b"")
    assert str(path) in done.err
    assert path.read_bytes() == run("schema").out
    again = run("schema", "-o", path)
    assert again.code == 2
    assert run("schema", "--edition", "2019", "-o", path, "--force").code == 0
    assert path.read_bytes() == run("schema", "--edition", "2019").out


def test_an_edition_that_does_not_exist(run: Run) -> None:
    done = run("schema", "--edition", "2018")
    assert (done.code, done.out) == (2, b"")
    assert done.sentence == "没有“2018”版表格，现有 2019、2021 版"
