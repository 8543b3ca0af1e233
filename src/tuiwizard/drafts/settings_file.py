"""The settings file: where it is, and the few words of it that are wanted before all else.

A person writes it and the program only reads it; what the program remembers by itself is in the
state folder, and gives way to it. Here nothing is loaded that speaks, for the language may be one
of the words, and nothing that takes time, for colours are wanted before the first frame. Whether
the file is right, and what is wrong with it, `tuiwizard.settings` says.
"""

import os
import sys
from collections.abc import Container, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from tuiwizard.plain_files import open_plain

LARGEST = 16 * 1024
"""Bytes; what is larger is another file."""


class Origin(StrEnum):
    """Where a value in force comes from, the strongest first; by its name in JSON."""

    COMMAND_LINE = "command_line"
    ENVIRONMENT = "environment"
    SETTINGS = "settings"
    REMEMBERED = "remembered"
    DEFAULT = "default"


def settings_folder() -> Path:
    """Return the folder of what a person writes for the program; TUIWIZARD_STATE overrides it."""
    override = os.environ.get("TUIWIZARD_STATE")
    if override:
        return Path(override)
    if sys.platform in ("win32", "darwin"):  # pragma: no cover
        from platformdirs import user_config_path

        return user_config_path("tuiwizard", appauthor=False)
    # What platformdirs does elsewhere; to load it takes a tenth of the time of a check.
    named = os.environ.get("XDG_CONFIG_HOME", "").strip()
    home = os.path.expanduser("~/.config")  # noqa: PTH111 - a Path refuses where there is no home
    return Path(named if named.startswith("/") else home, "tuiwizard")


def settings_path() -> Path:
    """Return where the settings file is, if there is one."""
    return settings_folder() / "settings.toml"


def is_written() -> bool:
    """Return whether there is a settings file, readable or not."""
    return os.path.lexists(settings_path())


def early_word(key: str, known: Container[str]) -> str:
    """Return a word of the settings; empty where none of those that are known is written.

    Args:
        key: Its key, at the top of the file.
        known: The words that it may be.
    """
    word = _tables().get(key)
    return word if isinstance(word, str) and word in known else ""


def _tables() -> Mapping[str, Any]:
    """Return what the file says; nothing if it cannot be read."""
    try:
        with open_plain(settings_path()) as file:
            data = file.read(LARGEST)
    except (OSError, ValueError):
        return {}
    import tomli  # who has no such file does not wait for it

    try:
        return tomli.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}
