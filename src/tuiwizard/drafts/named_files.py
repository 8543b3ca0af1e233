"""The files that a draft names: which of them may be opened, for a path in a draft is no order.

A draft comes from anybody. What lies beside or below it is opened, and so is what lies in a
folder that somebody on this computer has chosen from for this very draft; nothing else, least of
all a share of a network that would be told who is asking.
"""

import contextlib
import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath

from tuiwizard.drafts import files, paths
from tuiwizard.drafts.state_folder import state_folder, write_privately
from tuiwizard.errors import DraftUnreadable, SaveError
from tuiwizard.report.digest import digest
from tuiwizard.words import tr

KEEP = 2000
"""Folders that are remembered, of all drafts."""


def file_to_open(draft: Path, name: str) -> Path:
    """Return the path of a file that a draft names, if it may be opened.

    Args:
        draft: The draft's file.
        name: What it says.

    Raises:
        DraftUnreadable: It may not.
    """
    if not may_open(draft, name):
        sentence = tr("草稿里写的这个文件不在草稿所在的文件夹里，没有打开；要用它，请重新选定")
        raise DraftUnreadable(sentence, path=Path(name))
    return paths.named_file(draft, name)


def may_open(draft: Path, name: str) -> bool:
    """Return whether a file that a draft names may be opened."""
    return permission(draft)(name)


def permission(draft: Path) -> Callable[[str], bool]:
    """Return what says of many files that a draft names whether they may be opened."""
    folders, resolve = _folders(draft), paths.resolver()
    chosen = cache(_chosen)  # what is near needs no list

    def allowed(name: str) -> bool:
        try:
            target = paths.named_file(draft, name)
            near = _may_be_near(name) and resolve(target).is_relative_to
            if near and any(map(near, folders)):
                return True
            return bool(chosen()) and _key(draft, target.parent) in chosen()
        except (OSError, RuntimeError, ValueError):  # RuntimeError: links in a circle, to 3.12
            return False

    return allowed


def _may_be_near(name: str) -> bool:
    """Return whether a name may lead to a file beside or below, so that links are looked at."""
    # "2024.toml" -> True; "../2024.toml", "\\\\host\\a.toml" and, but on Windows, "C:a" -> False
    windows = PureWindowsPath(name)
    up = ".." in (*windows.parts, *PurePosixPath(name).parts)
    return not (up or is_on_network(name) or (windows.drive and os.name != "nt"))


def is_on_network(name: str) -> bool:
    r"""Return whether a path names another computer: `\\host\share\a.toml`, `//host/a.toml`."""
    return name[:2] in ("\\\\", "//", "\\/", "/\\")


def choose(draft: Path, chosen: Iterable[Path]) -> None:
    """Remember that a person has chosen files for a draft; the last folders are kept.

    Args:
        draft: The draft's file.
        chosen: The files.
    """
    near = _folders(draft)
    folders = dict.fromkeys(path.parent for path in map(_absolute, chosen))
    far = [folder for folder in folders if not any(folder.is_relative_to(n) for n in near)]
    keys = {_key(draft, folder): None for folder in far}
    known = _chosen()
    if keys.keys() <= known.keys():
        return
    import json

    listed = [*(key for key in known if key not in keys), *keys][-KEEP:]
    with contextlib.suppress(OSError, SaveError):
        write_privately(_file(), json.dumps(listed, indent=0))


def forget(draft: Path) -> None:
    """Forget what was chosen for a draft.

    Raises:
        OSError: The list cannot be written.
        SaveError: The same.
    """
    import json

    known = _chosen()
    others = [key for key in known if not key.startswith(_of(draft))]
    if len(others) < len(known):
        write_privately(_file(), json.dumps(others, indent=0))


def _folders(draft: Path) -> tuple[Path, ...]:
    """Return the folders of a draft: where it is, and where a link that it is leads to."""
    return _absolute(draft).parent.resolve(), draft.resolve().parent


def _absolute(path: Path) -> Path:
    return paths.named_file(Path(), str(path))


def _key(draft: Path, folder: Path) -> str:
    return _of(draft) + _digest(f"{draft.resolve()}\0{folder.resolve()}")


def _of(draft: Path) -> str:
    """Return what all keys of a draft begin with."""
    return _digest(str(draft.resolve()))[:8]


def _digest(words: str) -> str:
    return digest(words.encode("utf-8", "surrogatepass"))[:32]


def _file() -> Path:
    return state_folder() / "chosen.json"


def _chosen() -> dict[str, None]:
    """Return what is remembered; a list that cannot be read is an empty one."""
    import json  # few drafts name a file that is not near

    try:
        listed = json.loads(files.read_text(_file()))
        return dict.fromkeys(key for key in listed if isinstance(key, str))
    except (DraftUnreadable, ValueError, TypeError, RecursionError):
        return {}
