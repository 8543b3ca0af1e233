"""This computer looked at."""

import io
import locale
import os
import sys
from importlib import metadata
from pathlib import Path
from typing import NoReturn

import pytest

from tuiwizard.doctor import environment
from tuiwizard.doctor.environment import folders, observe


def test_this_computer() -> None:
    seen = observe()
    assert seen.python == sys.version_info[:3]
    assert seen.broken == {}
    assert seen.versions["pydantic-core"] == metadata.version("pydantic-core")
    assert [trial.folder.name for trial in seen.trials] == [
        "state_folder",
        "current_folder",
        "temporary_folder",
    ]
    assert seen.terminal == (seen.size is not None)


def sit_before_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a fixture: pytest gives each test a stdin of its own once fixtures are done."""
    for name in ("stdin", "stderr"):
        stream = io.TextIOWrapper(io.BytesIO())
        stream.isatty = lambda: True  # type: ignore[method-assign]
        stream.fileno = lambda: 0  # type: ignore[method-assign]
        monkeypatch.setattr(sys, name, stream)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((90, 30)))


def test_stderr_is_asked_where_stdout_goes_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    sit_before_a_terminal(monkeypatch)
    monkeypatch.setenv("TERM", "xterm")
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(environment, "ask", lambda r, w: asked.append((r, w)))
    seen = observe()
    assert (seen.terminal, seen.size, asked) == (True, (90, 30), [(0, 0)])


def test_a_terminal_that_only_shows_text_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    sit_before_a_terminal(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    assert observe().answers.silence == "这种终端只会显示文字"


def test_a_terminal_that_does_not_know_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> NoReturn:
        raise OSError

    sit_before_a_terminal(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(os, "get_terminal_size", unknown)
    assert observe().size is None


def test_a_locale_the_system_does_not_have(monkeypatch: pytest.MonkeyPatch) -> None:
    before = locale.setlocale(locale.LC_CTYPE)
    monkeypatch.setenv("LC_ALL", "xx_YY.nowhere")
    assert not observe().locale_works
    assert locale.setlocale(locale.LC_CTYPE) == before


def test_an_installation_without_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(name: str) -> NoReturn:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(environment, "requires", nowhere)
    monkeypatch.setattr(environment, "version", nowhere)
    seen = observe()
    assert (seen.requirements, seen.versions) == (None, {})


def test_an_installation_with_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "requires", lambda _: ["pydantic>=2", "no-such-package>1"])
    seen = observe()
    assert seen.requirements == ("pydantic>=2", "no-such-package>1")
    assert seen.versions["pydantic"] == metadata.version("pydantic")
    assert "no-such-package" not in seen.versions


@pytest.mark.parametrize(
    ("error", "seen"),
    [
        (ModuleNotFoundError(name="lxml"), {}),
        (ModuleNotFoundError(name="lxml._c"), {"lxml.etree": "ModuleNotFoundError"}),
        (ImportError(), {"lxml.etree": "ImportError"}),
        (OSError(), {"lxml.etree": "OSError"}),
    ],
    ids=["absent", "half", "wrong Python", "wrong system"],
)
def test_modules_in_machine_code(
    monkeypatch: pytest.MonkeyPatch, error: Exception, seen: dict[str, str]
) -> None:
    def fails(name: str) -> None:
        if name == "lxml.etree":
            raise error

    monkeypatch.setattr("importlib.import_module", fails)
    assert observe().broken == seen


def test_without_the_package_that_knows_the_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TUIWIZARD_STATE", raising=False)
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert [folder.name for folder in folders()] == ["current_folder", "temporary_folder"]


def test_without_a_folder_to_be_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> NoReturn:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "cwd", gone)
    assert [folder.path for folder in folders() if folder.name == "current_folder"] == [Path()]


def test_without_a_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert not observe().terminal
