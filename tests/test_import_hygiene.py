"""Below the screen nothing starts the screen: `check` and `render` run without Textual."""

import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import tuiwizard
from tests.program import run_python
from tests.published import committed
from tuiwizard.drafts import store

SCREEN = ("rich", "textual")
"""What only `tuiwizard.tui` may load."""

UNNEEDED = {
    *("filelock", "json", "lxml", "packaging", "platformdirs", "tomli_w"),
    *(
        f"tuiwizard.{room}"
        for room in ("flows", "importing.extraction", "ledger.sheets", "session")
    ),
    *(f"tuiwizard.drafts.{module}" for module in ("handover", "history", "recents")),
}
"""What a draft that nobody has signed is checked without."""

_PROBE = """
import sys
from importlib import import_module
screen, modules = sys.argv[1].split(), sys.argv[2:]
for module in modules:
    import_module(module)
    if found := {name.partition(".")[0] for name in sys.modules} & {*screen}:
        print(module, *sorted(found))
        break
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


def loaded_by(*modules: str) -> list[str]:
    """The first of some modules with which the screen comes, and what of it; in a fresh process."""
    command = [sys.executable, "-c", _PROBE, " ".join(SCREEN), *modules]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout.split()


def test_the_probe_sees_the_screen() -> None:
    assert loaded_by("tuiwizard.errors", "textual.app", "json") == ["textual.app", *SCREEN]


def test_all_modules_start_without_the_screen() -> None:
    """One after another: what none of all of them loads, none loads alone."""
    assert len(MODULES) > 200
    assert loaded_by(*MODULES) == []


def test_a_check_of_a_draft_loads_what_it_needs(tmp_path: Path) -> None:
    """What pydantic loads is in the time that it takes; this would be added to it."""
    draft = tmp_path / "draft.toml"
    store.save(draft, committed("pingtan-2021").draft())
    code = "from tuiwizard.cli import main; main(['check', sys.argv[1]])"
    loaded = modules_after(code, draft)
    assert "tuiwizard.rules.registry" in loaded
    assert loaded & UNNEEDED <= modules_after("import pydantic; pydantic.create_model('A')")


def modules_after(code: str, *arguments: Path) -> set[str]:
    done = run_python(f"import sys; {code}; print(*sys.modules)", *map(str, arguments))
    return {*done.stdout.split(b"\n")[-2].decode().split()}


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
