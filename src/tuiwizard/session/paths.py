"""Paths as people type them: whatever they are, none ends the program."""

from pathlib import Path


def typed_path(text: str) -> Path:
    """The path a person typed; `~` is home, and `~nobody` is itself."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)
