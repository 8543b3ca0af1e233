"""docs/api.md and the docstrings are right: what they show is run, and they show every name."""

import doctest
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from subprocess import run

import pytest

from tests.program import environment
from tests.published import ROOT
from tuiwizard.report.draft import Draft

api = import_module("tuiwizard")

PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")
_FENCE = re.compile(r"^```python(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [block.groupdict() for block in _FENCE.finditer(PAGE)]
(PROGRAM,) = (block["body"] for block in BLOCKS if block["file"] == "overview.py")
_TABLE = PAGE.partition("## All public names")[2]
_NAME = re.compile(r"`(\w+)")

FUNCTIONS = [
    getattr(api, name)
    for name, home in api._HOMES.items()
    if home[:4] == "api." and name[0].islower()
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for what the examples write."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / ".state"))
    return tmp_path


def examples(text: str, name: str) -> int:
    """Run the examples in a text, from top to bottom; how many there were."""
    found = doctest.DocTestParser().get_doctest(text, {}, name, None, 0)
    said: list[str] = []
    done = doctest.DocTestRunner().run(found, out=said.append)
    assert done.failed == 0, "".join(said)
    return done.attempted


def test_the_page_is_right() -> None:
    assert examples("\n".join(b["body"] for b in BLOCKS if not b["file"]), "docs/api.md") > 40


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: each.__name__)
def test_every_function_shows_an_example_that_is_right(function: Callable[..., object]) -> None:
    assert examples(function.__doc__ or "", function.__name__) > 1


def test_a_wrong_example_is_noticed() -> None:
    with pytest.raises(AssertionError, match="Expected"):
        examples(">>> 1\n2\n", "wrong")


def test_the_page_names_all_that_is_public_and_nothing_else() -> None:
    rows = [line.split("|")[1] for line in _TABLE.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in _NAME.findall(row)} == {*api.__all__}


def test_the_page_names_what_is_there() -> None:
    """Behind each class, the table lists members that it has."""
    for line in _TABLE.splitlines():
        _, first, says, *_ = [*line.split("|"), "", ""]
        for name in _NAME.findall(first):
            if isinstance(cls := getattr(api, name), type):
                fields = {*dir(cls), *getattr(cls, "__dataclass_fields__", ())}
                assert {*re.findall(r"`(\w+)`", says)} <= fields, name


@pytest.fixture
def program(folder: Path) -> Path:
    """The typed example, and a report for it."""
    api.save(Draft.new(2025, name="甲县乙局"), "收到.toml")
    (folder / "坏.toml").write_text("= 1", "utf-8")
    file = folder / "overview.py"
    file.write_text(PROGRAM, "utf-8")
    return file


def test_the_typed_program_runs(program: Path) -> None:
    done = run([sys.executable, program, "."], env=environment(), capture_output=True, check=True)
    bad, good = done.stdout.decode().splitlines()
    assert "坏.toml" in bad
    assert good.startswith("甲县乙局: None; R001 x1, R002 x4")


def test_the_typed_program_is_typed(program: Path) -> None:
    """As whoever installed tuiwizard checks it: strictly, without a setting of ours."""
    wrong = program.with_name("wrong.py")
    wrong.write_text(PROGRAM.replace(".agency_name", ".agency_nam"), "utf-8")
    mypy = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=/dev/null"]
    done = run(
        [*mypy, str(program), str(wrong)],
        cwd=program.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    (error,) = [line for line in done.stdout.splitlines() if "error:" in line]
    assert "wrong.py" in error
    assert "agency_nam" in error
