"""Drafts in editors: Taplo, which is inside VS Code's Even Better TOML and other editors."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.acceptance.programs import tool
from tests.published import ROOT
from tests.strategies import complete_draft
from tuiwizard.cli.output import json_text
from tuiwizard.drafts import store
from tuiwizard.drafts.codec import dumps
from tuiwizard.drafts.schema import schema
from tuiwizard.drafts.schema_line import SCHEMA_FILE

YEARS = (2019, 2020, 2021, 2025)
MISSPELT = {
    "year": "yaer",
    "format": "fromat",
    "natural_person": "natural_persons",
    "level": "levle",
    "text": "txt",
    "decisions": "desicions",
}
WRONG = (
    ("year = 2025", "year = 2018", "2018 is less than the minimum of 2019"),
    ("year = 2025", 'year = "2025"', '"2025" is not of type "integer"'),
    ("in_force = 0", 'in_force = "0"', '"0" is not of type "integer"'),
    ("in_force = 0", "in_force = -1", "-1 is less than the minimum of 0"),
)

Errors = Mapping[str, Sequence[str]]
"""What Taplo says of each file, one line for each place."""


def spoilt() -> dict[str, str]:
    """Drafts by name: right ones, with one misspelt key or table, with one wrong value."""
    found = {}
    for year in YEARS:
        text = found[f"right-{year}"] = store_text(year)
        for key, wrong in MISSPELT.items():
            found[f"{key}-{year}"] = re.sub(rf"(?m)^{key} =", f"{wrong} =", text, count=1)
    for number, (right, wrong, _) in enumerate(WRONG):
        found[f"wrong-{number}"] = store_text(2025).replace(right, wrong, 1)
    found["table"] = store_text(2025).replace("[overview]", "[overveiw]")
    return found


def store_text(year: int) -> str:
    return dumps(complete_draft(year))


def taplo(tools: Path, folder: Path) -> str:
    """What Taplo says of a folder."""
    done = subprocess.run(
        [tool("node"), tools / "node_modules/@taplo/cli/dist/cli.js", "check"],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=240,
    )
    said = done.stderr.decode()
    assert "WARN" not in said, said[:2000]
    return said


@pytest.fixture(scope="module")
def errors(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Errors:
    """All of them in a folder as docs/editors.md has it, named by their own first lines."""
    folder = tmp_path_factory.mktemp("editors")
    (folder / SCHEMA_FILE).write_text(json_text(schema()), "utf-8")
    store.save(folder / "first.toml", complete_draft())
    line, _, _ = (folder / "first.toml").read_text("utf-8").partition("\n")
    assert line.startswith("#:schema ./")
    drafts = spoilt()
    for name, text in drafts.items():
        (folder / f"{name}.toml").write_text(f"{line}\n{text}", "utf-8")
    said = taplo(tools, folder)
    assert f"total={len(drafts) + 1} " in said, said[:2000]
    found: dict[str, list[str]] = {name: [] for name in ("first", *drafts)}
    for error, path in re.findall(r"^error: (.*)\n *┌─ .*/([^/]*)\.toml:", said, re.MULTILINE):
        found[path].append(error)
    assert sum(map(len, found.values())) == said.count("\nerror: ")
    return found


@pytest.mark.parametrize("name", ["first", *(f"right-{year}" for year in YEARS)])
def test_a_draft_is_right(errors: Errors, name: str) -> None:
    assert errors[name] == []


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("key", MISSPELT)
def test_one_misspelt_key_is_one_error(errors: Errors, year: int, key: str) -> None:
    (error,) = errors[f"{key}-{year}"]
    assert "没有这个键" in error
    assert key in error


def test_one_misspelt_table_is_one_error_on_its_lines(errors: Errors) -> None:
    assert len({*errors["table"]}) == 1
    assert len(errors["table"]) == 3  # the table, its key and its value


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_one_wrong_value_is_one_error(errors: Errors, number: int) -> None:
    assert errors[f"wrong-{number}"] == [WRONG[number][2]]


def test_a_folder_of_many_hands_has_its_settings_with_it(tools: Path, tmp_path: Path) -> None:
    """The file of docs/editors.md names the schema for drafts, and for no other file."""
    page = (ROOT / "docs" / "editors.md").read_text("utf-8")
    (settings,) = re.findall(r"(?ms)^```text \.taplo\.toml\n(.*?)^```$", page)
    (tmp_path / ".taplo.toml").write_text(settings, "utf-8")
    (tmp_path / SCHEMA_FILE).write_text(json_text(schema()), "utf-8")
    (folder := tmp_path / "年报").mkdir()
    drafts = {"good": store_text(2025), "bad": store_text(2025).replace("level =", "levle =")}
    others = {"台账": "format = 1\n", "a.ledger": "x = 1\n"}
    for name, text in (drafts | others).items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    said = taplo(tools, tmp_path)
    assert {*re.findall(r"┌─ .*/([^/]*)\.toml:", said)} == {"bad"}
    assert "没有这个键" in said
