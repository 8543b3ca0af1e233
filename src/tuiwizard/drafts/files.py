"""Reading and writing whole files so that a person is told plainly what went wrong."""

import contextlib
import errno
import os
from pathlib import Path

from tuiwizard.errors import DraftUnreadable, SaveError

MAX_BYTES = 8 * 1024 * 1024
"""No draft comes near this; what does is some other file."""

_REASONS = {
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "所在的磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENOENT: "所在的文件夹不存在",
    errno.ENOTDIR: "所在的文件夹不存在",
    errno.EISDIR: "这是一个文件夹",
    errno.ENAMETOOLONG: "文件名太长",
}


def read_text(path: Path) -> str:
    """The text of a UTF-8 file.

    Raises:
        DraftUnreadable: It cannot be opened, is too large, or is not UTF-8 text.
    """
    try:
        if path.is_dir():
            raise DraftUnreadable("这是一个文件夹，请给出草稿文件", path=path)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise DraftUnreadable("没有这个文件，请检查文件名和路径", path=path) from error
    except PermissionError as error:
        raise DraftUnreadable("没有读取权限，请检查文件的权限", path=path) from error
    except (OSError, ValueError) as error:
        raise DraftUnreadable("读不出来，请检查文件名和磁盘", path=path) from error
    if len(data) > MAX_BYTES:
        raise DraftUnreadable("文件超过 8 MB，不是草稿，请换一个文件", path=path)
    if not data.strip():
        raise DraftUnreadable("文件是空的，不是草稿；要新建请换一个文件名", path=path)
    return _decode(data, path)


def _decode(data: bytes, path: Path) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DraftUnreadable("文件是 UTF-16 编码，请用记事本另存为 UTF-8", path=path)
    if b"\0" in data:
        raise DraftUnreadable("这不是文本文件，请给出 TOML 草稿", path=path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    with contextlib.suppress(UnicodeDecodeError):
        data.decode("gb18030")
        raise DraftUnreadable("文件是 GBK 编码，请用记事本另存为 UTF-8", path=path)
    raise DraftUnreadable("这不是 UTF-8 文本，请给出 TOML 草稿", path=path)


def is_there(path: Path) -> bool:
    """Whether something is at a path; where that cannot be told, opening it will say why."""
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):
        return False


def write_text(path: Path, text: str) -> None:
    """Write a whole file, or leave what was there untouched.

    The text goes to a temporary file in the same folder, to the disk, and then into place.
    Symbolic links are followed and the mode of an existing file is kept.

    Raises:
        SaveError: It could not be written.
    """
    import tempfile  # takes as long to import as a draft to read; reading needs none

    temporary = None
    try:
        target = path.resolve()
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "")
        handle, temporary = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name[:80]}.", suffix=".tmp"
        )
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # memory sticks and shares keep no modes
            Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
        temporary = None
        _sync_folder(target.parent)
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle
        raise SaveError(f"{path}：{reason(error)}，没有保存，原来的文件没有改动") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def reason(error: Exception) -> str:
    """Why a file could not be written, in a few words."""
    number = error.errno if isinstance(error, OSError) else None
    return _REASONS.get(number or 0, "写不进去")


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can; the file is in place either way."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
