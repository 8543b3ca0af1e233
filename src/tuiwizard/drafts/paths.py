"""Paths of drafts, and of the files they name.

A draft names a file from its own folder, so that the two can move together.
"""

import os
from collections.abc import Callable
from pathlib import Path

LONGEST = 100
"""Bytes of a name that stands whole in the names of the hidden files beside it."""

LARGEST_SIGNATURE = 64 * 1024
"""Bytes of a signature; none is larger."""

_NOT_IN_NAMES = str.maketrans(dict.fromkeys((*'\\/:*?"<>|', *map(chr, range(32))), "_"))
"""What no system, or not every one, takes in the name of a file."""

_LONGEST_NAME = 60
"""Characters of the name of an office in the name of a file."""


def as_file_name(agency: str) -> str:
    """Return the name of an office as part of a file's: "甲县 /乙局" -> "甲县_乙局"."""
    return "".join(agency.split()).translate(_NOT_IN_NAMES)[:_LONGEST_NAME]


def draft_path(path: Path) -> Path:
    """Return the path of a new draft, which ends in `.toml`: folders show no other.

    "2025年报" -> "2025年报.toml"; "report.v2" -> "report.v2.toml"
    """
    if path.suffix.lower() == ".toml" or not path.name:
        return path
    return path.with_name(f"{path.name}.toml")


def named_from(draft: Path) -> Callable[[Path], str]:
    """Return what gives a file's path relative to a draft's folder, or absolute from elsewhere.

    For 县/draft.toml: 县/a/b.html -> "a/b.html"; /srv/c.html -> "/srv/c.html"
    """
    folder = draft.resolve().parent
    resolve = resolver()

    def named(other: Path) -> str:
        target = resolve(other)
        if target.is_relative_to(folder):
            return target.relative_to(folder).as_posix()  # the draft may move to another system
        return str(target)

    return named


def resolver() -> Callable[[Path], Path]:
    """Return what resolves links in the paths of many files, each folder once."""
    folders: dict[str, Path] = {}

    def resolve(path: Path) -> Path:
        folder, name = os.path.split(path)
        if name in ("", "..") or os.path.islink(path):  # noqa: PTH114 - a Path takes four times
            return path.resolve()
        if folder not in folders:
            folders[folder] = Path(folder).resolve()
        return folders[folder] / name

    return resolve


def named_file(draft: Path, name: str) -> Path:
    """Return the path of a file that a draft names."""
    return Path(os.path.abspath(draft)).parent / name  # noqa: PTH100 - keeps links


def signature_file(draft: Path) -> Path:
    """Return where the signature of a draft is: `2025.toml.sig` beside it."""
    return draft.with_name(f"{draft.name}.sig")


def owner_file(draft: Path) -> Path:
    """Return the file that says who has a draft open: `.draft.toml.owner` beside it."""
    return hidden(draft.resolve(), ".owner")


def hidden(target: Path, ending: str) -> Path:
    """Return the path of a hidden file that belongs to another one, beside it.

    a/draft.toml, ".lock" -> a/.draft.toml.lock; of a name that leaves no room for the ending
    (143 bytes on encrypted disks) only the beginning stands there, and a digest of it all.
    """
    name = target.name
    data = name.encode("utf-8", "surrogatepass")
    if len(data) > LONGEST:
        from tuiwizard.report.digest import digest  # only long names need it

        name = f"{data[:LONGEST].decode('utf-8', 'ignore')}~{digest(data)[:8]}"
    return target.with_name(f".{name}{ending}")


def temporary_file(target: Path) -> Path:
    """Return a new path for the file that a save of another one writes, beside it."""
    return hidden(target, f".{os.urandom(4).hex()}.tmp")
