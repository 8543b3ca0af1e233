"""A named pipe or a device as any file of any command: one sentence, and nobody waits.

The list of arguments is read off the parsers, so a new command is covered by itself.
"""

import argparse
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.published import committed
from tuiwizard.cli.registry import parsers
from tuiwizard.drafts import store
from tuiwizard.drafts.lock import Lock
from tuiwizard.drafts.paths import owner_file
from tuiwizard.plain_files import NoPlainFile, is_special, open_plain

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")

SOURCES = ("sources",)
"""Files that are no `Path`, for `-` is one of them."""

NOT_READ = {("history", "draft"), ("publish", "folder"), ("diff", "children"), ("sign", "key")}
"""Where nothing is read before something else is said, or a folder would be looked through."""

VALUES = {"agency": "甲县人民政府", "year": "2025", "level": "county", "shell": "bash"}


def _takes_file(action: argparse.Action) -> bool:
    return action.type is Path or action.dest in SOURCES


PLACES = [
    (name, action.dest)
    for name, parser in parsers().items()
    for action in parser._actions
    if _takes_file(action)
]


@pytest.fixture(autouse=True)
def nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))

    def waited(*_: object) -> None:
        pytest.fail("waited for a pipe")

    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe.toml"
    os.mkfifo(path)
    return path


def arguments(name: str, dest: str, given: Path, draft: Path) -> list[str | Path]:
    """The arguments of a command: one as given, the others that it needs as they may be."""
    found: list[str | Path] = [name] if name else ["--plain"]
    for action in parsers()[name]._actions:
        wanted = action.dest == dest
        needed = (
            action.required
            or (not action.option_strings and action.nargs != "?")
            or (not name and action.dest == "draft")
        )
        if not (wanted or needed):
            continue
        value = given if wanted else VALUES.get(action.dest, draft)
        if action.dest == "output" and not wanted:
            value = draft.with_name("out.md")
        found += [action.option_strings[-1], value] if action.option_strings else [value]
    return found


@pytest.mark.parametrize(("name", "dest"), PLACES)
def test_a_pipe_is_one_sentence(run: Run, pipe: Path, name: str, dest: str) -> None:
    draft = pipe.with_name("年报.toml")
    store.save(draft, committed("pingtan-2021").draft())
    done = run(*arguments(name, dest, pipe, draft))
    assert done.err
    assert "Traceback" not in done.err
    assert done.code == 2 or (name, dest) in NOT_READ


@pytest.mark.parametrize("command", ["check", "export", "verify", "merge"])
def test_a_pipe_in_a_folder_is_passed_over(run: Run, pipe: Path, command: str) -> None:
    draft = pipe.parent / "received" / "年报.toml"
    draft.parent.mkdir()
    store.save(draft, committed("pingtan-2021").draft())
    for suffix in (".toml", ".html", ".docx"):
        os.mkfifo(draft.with_suffix(suffix).with_stem("管道"))
    assert run("render", draft, "--as-draft", "-o", draft.with_suffix(".md")).code == 0
    given: dict[str, list[str | Path]] = {
        "verify": [draft, draft.parent],
        "merge": [draft.parent, "-o", pipe.parent / "sum.toml", "--agency", "甲县人民政府"],
    }
    done = run(command, *given.get(command, [draft.parent]))
    assert "管道" not in done.err + done.text
    assert "甲县乙镇人民政府" in done.text or command in ("verify", "merge")
    assert done.code == 0


def test_a_template_that_is_a_pipe_is_refused(run: Run, pipe: Path) -> None:
    draft = pipe.with_name("年报.toml")
    store.save(draft, committed("pingtan-2021").draft())
    page = ("-o", draft.with_suffix(".docx"), "--as-draft", "--template", pipe)
    done = run("render", draft, *page)
    assert done.code == 2
    assert "打不开模板" in done.sentence


def test_who_has_a_draft_open_is_not_asked_of_a_pipe(tmp_path: Path) -> None:
    draft = tmp_path / "年报.toml"
    store.save(draft, committed("pingtan-2021").draft())
    os.mkfifo(owner_file(draft))
    assert Lock(draft).acquire() is None


def test_devices_and_sockets_are_not_opened(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        for path in (Path("/dev/null"), Path("/dev/tty"), tmp_path / "s"):
            assert is_special(path) or not path.exists()
            with pytest.raises(NoPlainFile):
                open_plain(path)


def test_what_the_shell_has_opened_is_read() -> None:
    here, there = os.pipe()
    os.write(there, b"all of it")
    os.close(there)
    with open_plain(Path(f"/dev/fd/{here}")) as file:
        assert file.read() == b"all of it"
    os.close(here)
