"""Everything about this computer that a check judges, as one value."""

import importlib
import locale
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TextIO

from tuiwizard.doctor.folders import Folder, WriteTrial, try_writing
from tuiwizard.doctor.terminal_query import TerminalAnswers, ask
from tuiwizard.words import tr

COMPILED = ("pydantic_core", "lxml.etree")
"""Modules in machine code, which fit one system and one version of Python only."""

BENEATH = ("pydantic-core", "rich")
"""What the requirements need in their turn, and what faults are most often about."""


@dataclass(frozen=True, kw_only=True)
class Environment:
    """A computer, a terminal, and the program on it.

    Attributes:
        python: The version of Python.
        platform: `sys.platform`.
        variables: The environment variables.
        requirements: What the program says it needs (PEP 508); None if it is not installed.
        versions: What is installed, by name in lower case with hyphens.
        broken: Modules in machine code that are there and do not load, and the error's kind.
        terminal: Whether somebody sits before a terminal.
        size: Its columns and lines; None where there is none.
        encoding: The encoding of stdout.
        locale_works: Whether the system has the locale that is asked for.
        answers: What the terminal says of itself.
        trials: What became of writing in the folders the program uses.
    """

    python: tuple[int, int, int]
    platform: str
    variables: Mapping[str, str]
    requirements: tuple[str, ...] | None
    versions: Mapping[str, str]
    broken: Mapping[str, str]
    terminal: bool
    size: tuple[int, int] | None
    encoding: str
    locale_works: bool
    answers: TerminalAnswers
    trials: tuple[WriteTrial, ...]

    @property
    def windows(self) -> bool:
        """Whether this is Windows."""
        return self.platform == "win32"

    def variable(self, name: str) -> str:
        """Return an environment variable, empty if it is not set."""
        return self.variables.get(name, "")


def observe() -> Environment:
    """Return this computer as it is now; writes and removes small files, and asks the terminal."""
    terminal = _shows(sys.stdin) and (_shows(sys.stdout) or _shows(sys.stderr))
    variables = dict(os.environ)
    requirements = _requirements()
    return Environment(
        python=sys.version_info[:3],
        platform=sys.platform,
        variables=variables,
        requirements=requirements,
        versions=_versions(requirements or ()),
        broken=dict(filter(None, map(_broken, COMPILED))),
        terminal=terminal,
        size=_size() if terminal else None,
        encoding=getattr(sys.stdout, "encoding", None) or "",
        locale_works=_locale_works(),
        answers=_answers(variables) if terminal else TerminalAnswers(silence=tr("这里没有终端")),
        trials=tuple(try_writing(folder) for folder in folders()),
    )


def folders() -> tuple[Folder, ...]:
    """Return the folders the program writes to."""
    current = Folder("current_folder", tr("当前文件夹"), _found(Path.cwd))
    temporary = Folder("temporary_folder", tr("临时文件夹"), _found(tempfile.gettempdir))
    try:
        from tuiwizard.drafts.state_folder import state_folder

        ours = Folder("state_folder", tr("程序的文件夹"), state_folder())
    except ImportError:  # platformdirs is missing, which is what somebody asks the doctor about
        return current, temporary
    return ours, current, temporary


def _found(look: Callable[[], str | Path]) -> Path:
    """Return a folder; one that is gone becomes an empty path, where writing is tried and fails."""
    try:
        return Path(look())
    except OSError:
        return Path()


def _shows(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal; one that was closed is none at all."""
    return stream is not None and stream.isatty()


def system() -> str:
    """Return the operating system and the machine, without the machine's name."""
    return f"{platform.system()} {platform.release()} {platform.machine()}"


def _requirements() -> tuple[str, ...] | None:
    try:
        return tuple(requires("tuiwizard") or ())
    except PackageNotFoundError:
        return None


def _versions(requirements: Iterable[str]) -> dict[str, str]:
    found = {}
    named = [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in requirements]
    for name in (*named, *BENEATH):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _broken(module: str) -> tuple[str, str] | None:
    try:
        importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name == module.partition(".")[0]:  # it is not there at all: not broken
            return None
        return module, type(error).__name__
    except Exception as error:
        return module, type(error).__name__
    return None


def _size() -> tuple[int, int] | None:
    for stream in (sys.stdout, sys.stderr):
        try:
            columns, lines = os.get_terminal_size(stream.fileno())
            return columns, lines
        except (OSError, ValueError):
            continue
    return None


def _locale_works() -> bool:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return True


def _answers(variables: Mapping[str, str]) -> TerminalAnswers:
    if variables.get("TERM", "") in ("", "dumb") and os.name != "nt":
        return TerminalAnswers(silence=tr("这种终端只会显示文字"))
    stream = sys.stdout if _shows(sys.stdout) else sys.stderr
    stream.flush()
    return ask(sys.stdin.fileno(), stream.fileno())
