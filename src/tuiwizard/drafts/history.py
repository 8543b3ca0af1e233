"""The last versions of each draft, in the state directory.

A version is kept whenever a step is left or the draft is opened, restored or put away, and
once a minute while somebody types. A history that cannot be written is not missed: it must
never stand in the way of saving.
"""

import contextlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tuiwizard.drafts.files import read_bytes, write_bytes
from tuiwizard.drafts.state_folder import key_of, make_private, state_folder
from tuiwizard.errors import DraftError, SaveError
from tuiwizard.forms.editions import all_section_keys, section_title
from tuiwizard.forms.years import editions
from tuiwizard.words import tr

KEEP = 100
"""Versions of one draft that are kept."""

KEEP_ANYWAY = 10
"""Versions that are kept however old they are."""

KEEP_FOR = timedelta(days=400)
"""How long older ones are kept: until the next year's report is done."""

SPACING = timedelta(minutes=1)
"""Between two versions kept while somebody types in one step."""

OPENED, REPLACED, RESCUED = "opened", "replaced", "rescued"
"""What was about to happen to a version that was not saved in a step."""

_WORDS = {
    OPENED: tr("打开时"),
    REPLACED: tr("被替换前"),
    RESCUED: tr("暂存的"),
    "publish": tr("检查与发布"),
    "": tr("保存"),
}

_TIME = "%Y%m%dT%H%M%S.%f%z"
_NAME = re.compile(r"(?P<when>\d{8}T\d{6}\.\d{6}[+-]\d{4})-(?P<step>[a-z_]*)\.toml")


@dataclass(frozen=True, slots=True)
class Version:
    """A draft as it once was.

    Attributes:
        file: Where it is kept.
        when: When it was saved, local time.
        step: The step the person was in, or `OPENED`, `REPLACED`, `RESCUED`.
        size: Its bytes.
    """

    file: Path
    when: datetime
    step: str
    size: int

    def __str__(self) -> str:
        """`2026-01-12 10:03:00  三、申请办理  3.2 KB`."""
        words = _WORDS.get(self.step) or section_title(editions()[-1], self.step)
        return f"{self.when:%Y-%m-%d %H:%M:%S}  {words}  {self.size / 1024:.1f} KB"


def versions(path: Path) -> tuple[Version, ...]:
    """Return the versions of a draft, latest first."""
    found: list[Version] = []
    with contextlib.suppress(OSError, RuntimeError), os.scandir(_folder(path)) as entries:
        for entry in entries:
            with contextlib.suppress(OSError, ValueError):  # another file, or just gone
                found.append(_version(entry))
    return tuple(sorted(found, key=lambda version: version.when, reverse=True))


def keep(path: Path, data: bytes, step: str, *, settled: bool = True) -> None:
    """Keep a version, unless it is the latest one already.

    Args:
        path: The draft.
        data: Its bytes, whole or damaged.
        step: The step the person is in, or what is about to happen.
        settled: Whether to keep it though the latest version of the step is a moment old.
    """
    known = versions(path)
    now = datetime.now().astimezone()
    if known:
        recent = now - known[0].when < SPACING and known[0].step == step
        if (recent and not settled) or _same(known[0], data):
            return
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        folder = _folder(path)
        make_private(folder)
        new = folder / f"{now.strftime(_TIME)}-{step}.toml"
        part = new.with_suffix(".tmp")
        part.touch(mode=0o600)
        part.write_bytes(data)
        part.replace(new)
        _prune(known, now)


def move(before: Path, after: Path) -> None:
    """Let the versions of a draft that was renamed follow it."""
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        folder = _folder(after)
        make_private(folder)
        for version in versions(before):
            version.file.replace(folder / version.file.name)
        _folder(before).rmdir()


def read(version: Version) -> bytes:
    """Return the bytes of a version.

    Raises:
        DraftError: It is gone or cannot be read.
    """
    return read_bytes(version.file)


def is_version(name: str) -> bool:
    """Return whether a file in a history is called so."""
    match = _NAME.fullmatch(name)
    return match is not None and match["step"] in (*_WORDS, *all_section_keys())


def take_over(path: Path, versions: Mapping[str, bytes]) -> None:
    """Make the versions of a draft that came from elsewhere those of the draft here.

    Args:
        path: The draft.
        versions: Their bytes, by the names of their files.
    """
    with contextlib.suppress(OSError, RuntimeError, ValueError, SaveError):
        for name, data in versions.items():
            folder = _folder(path)
            make_private(folder)
            write_bytes(folder / name, data)


def _version(entry: os.DirEntry[str]) -> Version:
    match = _NAME.fullmatch(entry.name)
    if match is None or match["step"] not in (*_WORDS, *all_section_keys()):
        raise ValueError(entry.name)
    when = datetime.strptime(match["when"], _TIME).astimezone()
    return Version(Path(entry.path), when, match["step"], entry.stat().st_size)


def _folder(path: Path) -> Path:
    return state_folder() / "history" / key_of(path)


def _same(version: Version, data: bytes) -> bool:
    try:
        return version.size == len(data) and read(version) == data
    except DraftError:
        return False


def _prune(known: tuple[Version, ...], now: datetime) -> None:
    """Let go of old versions; `known` are those before the one just kept."""
    for number, version in enumerate(known, 2):
        old = now - version.when > KEEP_FOR
        if number > KEEP or (old and number > KEEP_ANYWAY):
            version.file.unlink(missing_ok=True)
