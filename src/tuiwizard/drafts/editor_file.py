"""The file in which a text is written in a person's own editor.

It lies in the state directory for as long as the editor is open. One that is still there when the
draft is opened again was left by a wizard that ended first.
"""

import contextlib
import shutil
import tempfile
from pathlib import Path

from tuiwizard.drafts import files
from tuiwizard.drafts.state_folder import key_of, state_folder, write_privately
from tuiwizard.errors import DraftError, SaveError

_NAME = "正文.txt"  # not said: stored


class EditorFile:
    """The file of one text of a draft.

    Args:
        path: The draft.
        cell: The full cell path of the text.

    Attributes:
        path: Where it is.
        cell: The full cell path of the text.
    """

    def __init__(self, path: Path, cell: str) -> None:
        self.path = _folder(path) / cell / _NAME
        self.cell = cell

    def write(self, text: str) -> None:
        """Begin with a text; where the state directory cannot be written, in another folder.

        Raises:
            OSError: It cannot be written there, either.
        """
        with contextlib.suppress(OSError, SaveError):
            write_privately(self.path, text + "\n")
            return
        self.path = Path(tempfile.mkdtemp(prefix="tuiwizard-"), _NAME)
        self.path.write_text(text + "\n", "utf-8")

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
    with contextlib.suppress(OSError, DraftError):
        return [EditorFile(path, cell.name) for cell in sorted(_folder(path).iterdir())]
    return []


def _folder(path: Path) -> Path:
    return state_folder() / "editor" / key_of(path)
