"""What is to be known of a file before it is saved for the first time."""

import errno
import os
from pathlib import Path

from tuiwizard.drafts import attributes
from tuiwizard.drafts.attributes import Attributes
from tuiwizard.drafts.files import NEW
from tuiwizard.drafts.paths import temporary_file
from tuiwizard.errors import SaveError
from tuiwizard.words import tr


def refuse_unsavable(path: Path) -> None:
    """Refuse a file whose path leaves no room for that of the temporary file of a save.

    Raises:
        SaveError: It is too long.
    """
    try:
        os.stat(temporary_file(path.resolve()))  # noqa: PTH116 - to be asked, not to be there
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise SaveError(
                tr("{path}：路径太长，保存不了，请改短文件名或移到别的文件夹再打开", path=path)
            ) from error
    except (RuntimeError, ValueError):  # links in a circle, or no name: reading it says so
        pass


def lost_by_saving(path: Path) -> tuple[str, ...]:
    """Return what a save cannot keep of a file, in words; tried out where it is not the usual."""
    try:
        target = path.resolve()
        old = attributes.of_writable(target)
        if old is None:
            return ()
        links = (tr("另外的文件名（硬链接）下仍是原来的内容"),) if old.status.st_nlink > 1 else ()
        return links if old.usual else (*links, *_refused(target, old))
    except (OSError, RuntimeError, ValueError):
        return ()  # the save itself will say what is wrong


def _refused(target: Path, old: Attributes) -> tuple[str, ...]:
    name = temporary_file(target)
    handle = os.open(name, NEW, 0o600)
    try:
        return attributes.hand_on(handle, old)
    finally:
        os.close(handle)
        name.unlink()
