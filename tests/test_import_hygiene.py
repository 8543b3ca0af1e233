"""Below the screen nothing starts the screen: `check` and `render` run without Textual."""

import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

import tuiwizard

SCREEN = ("rich", "textual")
"""What only `tuiwizard.tui` may load."""

_PROBE = """
import sys
from importlib import import_module
import_module(sys.argv[1])
print(*sorted({name.partition(".")[0] for name in sys.modules} & set(sys.argv[2:])))
"""


def modules_below(paths: Iterable[str], package: str) -> Iterator[str]:
    """Every module but those of `tui`, found without importing any."""
    folders = list(paths)
    for module in iter_modules(folders):
        name = f"{package}.{module.name}"
        if name != "tuiwizard.tui":
            yield name
            if module.ispkg:
                yield from modules_below((f"{f}/{module.name}" for f in folders), name)


MODULES = ("tuiwizard", *modules_below(tuiwizard.__path__, "tuiwizard"))


def contracts() -> dict[str, dict[str, Any]]:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))
    return {c["type"]: c for c in project["tool"]["importlinter"]["contracts"]}


def loaded_by(module: str) -> list[str]:
    command = [sys.executable, "-c", _PROBE, module, *SCREEN]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.split()


def test_the_probe_sees_the_screen() -> None:
    assert loaded_by("textual.app") == list(SCREEN)


@pytest.mark.parametrize("module", MODULES)
def test_module_starts_without_the_screen(module: str) -> None:
    assert loaded_by(module) == []


def test_every_room_has_its_layer() -> None:
    listed = {room.strip() for line in contracts()["layers"]["layers"] for room in line.split("|")}
    rooms = {f"tuiwizard.{m.name}" for m in iter_modules(tuiwizard.__path__)}
    assert rooms - {"tuiwizard.__main__"} <= listed


def test_every_room_below_tui_is_forbidden_the_screen() -> None:
    forbidden = contracts()["forbidden"]
    assert {*SCREEN} <= {*forbidden["forbidden_modules"]}
    rooms = {f"tuiwizard.{m.name}" for m in iter_modules(tuiwizard.__path__)}
    above = {"tuiwizard.__main__", "tuiwizard.cli", "tuiwizard.tui"}
    assert rooms - above <= {*forbidden["source_modules"]}
