"""`tuiwizard schema`: JSON Schema on stdout."""

import json

import pytest

from tests.cli.conftest import Run
from tuiwizard.drafts.schema import schema


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


def test_an_edition_that_does_not_exist(run: Run) -> None:
    done = run("schema", "--edition", "2018")
    assert (done.code, done.out) == (2, b"")
    assert done.sentence == "没有“2018”版表格，现有 2019、2021 版"
