"""The file in which a text is written in a person's own editor.

It lies in the state directory for as long as the editor is open, or, where nothing can be written
there, in the folder for what is temporary. One that is still there when the draft is opened again
was left by a wizard that ended first.
"""

import contextlib
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

from tuiwizard.drafts import files
from tuiwizard.drafts.state_folder import key_of, state_folder, write_privately
from tuiwizard.errors import SaveError

_NAME = "正文.txt"  # not said: stored
_USER = os.getuid() if sys.platform != "win32" else ""  # there everybody has a folder of their own


class EditorFile:
    """The file of one text of a draft.

    Args:
        path: The draft.
        cell: The full cell path of the text.
        folder: Where the texts of all drafts are; the state directory if not given.

    Attributes:
        path: Where it is.
        cell: The full cell path of the text.
    """

    def __init__(self, path: Path, cell: str, folder: Path | None = None) -> None:
        self._place = Path(key_of(path), cell, _NAME)
        self.path = (folder or _kept_in()) / self._place
        self.cell = cell

    def write(self, text: str) -> None:
        """Begin with a text; where the state directory cannot be written, in another folder.

        Raises:
            OSError: It cannot be written there, either.
            SaveError: The same.
        """
        with contextlib.suppress(OSError, SaveError):
            write_privately(self.path, text + "\n")
            return
        self.path = _elsewhere_for_us() / self._place
        self.path.parent.mkdir(parents=True, exist_ok=True)
        files.write_text(self.path, text + "\n", private=True)

    def read(self) -> str:
        """Return the text that is in it now; an empty one is a text, too.

        Raises:
            DraftError: It cannot be read.
        """
        data = files.read_bytes(self.path)
        return files.text_of(data, self.path).rstrip("\n") if data.strip() else ""

    def drop(self) -> None:
        """Remove it, with what editors leave beside it."""
        shutil.rmtree(self.path.parent, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.path.parent.parent.rmdir()


def left(path: Path) -> list[EditorFile]:
    """Return the files of a draft's texts that were left while an editor was open."""
    elsewhere = _elsewhere()
    return [
        EditorFile(path, cell.name, folder)
        for folder in (_kept_in(), *([elsewhere] if _is_ours(elsewhere) else []))
        for cell in _cells(folder / key_of(path))
    ]


def _cells(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(folder.iterdir())
    return []


def _kept_in() -> Path:
    return state_folder() / "editor"


def _elsewhere() -> Path:
    """Return the other folder; it lies where everybody may write."""
    return Path(tempfile.gettempdir()) / f"tuiwizard-{_USER}"


def _elsewhere_for_us() -> Path:
    """Return the other folder, made; one that nobody comes to again if that is somebody else's."""
    folder = _elsewhere()
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder if _is_ours(folder) else Path(tempfile.mkdtemp(prefix="tuiwizard-"))


def _is_ours(folder: Path) -> bool:
    """Return whether a folder is there that this user alone can have put something into."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(status.st_mode):
        return False
    return sys.platform == "win32" or (status.st_uid == _USER and not status.st_mode & 0o077)
