"""Reading and writing whole files so that a person is told plainly what went wrong."""

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tuiwizard.decoding import decode
from tuiwizard.drafts import attributes, looked_at, written
from tuiwizard.drafts.attributes import Attributes
from tuiwizard.drafts.paths import hidden, temporary_file
from tuiwizard.errors import DraftUnreadable, SaveError
from tuiwizard.lazy_patterns import lazily
from tuiwizard.plain_files import NoPlainFile, open_plain
from tuiwizard.words import tr

MAX_BYTES = 16 * 1024 * 1024
"""No draft comes near this but a province's, which names 40,000 sources; what does is another
file."""

BUSY_PAUSES = (0.01, 0.05, 0.2) if os.name == "nt" else ()
"""Seconds to wait before a file that somebody has open is tried again; POSIX does not mind."""

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""How a file is opened that is not to be there yet."""

_TOKEN = lazily(r"[0-9a-f]{8}")

_WORDS = {
    tr("没有写入权限"): ("EACCES", "EPERM"),
    tr("所在的磁盘是只读的"): ("EROFS",),
    tr("磁盘已满"): ("ENOSPC",),
    tr("磁盘配额已用完"): ("EDQUOT",),
    tr("所在的文件夹不存在"): ("ENOENT", "ENOTDIR"),
    tr("这是一个文件夹"): ("EISDIR",),
    tr("文件名太长"): ("ENAMETOOLONG",),
    tr("这个文件是单独挂载的，不能替换"): ("EXDEV",),
    tr("文件被别的程序占用着"): ("EBUSY", "ETXTBSY"),
    tr("超过了允许的文件大小"): ("EFBIG",),
    tr("磁盘读写出错"): ("EIO",),
    tr("网络磁盘断开了"): ("ESTALE", "ENOTCONN", "EHOSTDOWN", "ETIMEDOUT"),
}
_REASONS = {  # by name, for no system has all of them
    getattr(errno, name): words
    for words, names in _WORDS.items()
    for name in names
    if hasattr(errno, name)
}


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file.

    Raises:
        DraftUnreadable: It cannot be opened, is too large, or is not UTF-8 text.
    """
    return text_of(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """Return all that is in a file of bearable size.

    Raises:
        DraftUnreadable: It cannot be opened or is too large.
    """
    data = read_at_most(MAX_BYTES + 1, path)
    if len(data) > MAX_BYTES:
        raise DraftUnreadable(tr("文件超过 16 MB，不是草稿，请换一个文件"), path=path)
    return data


def read_at_most(size: int, path: Path, what: str = tr("草稿文件")) -> bytes:
    """Return the beginning of a file.

    Args:
        size: How many bytes at most.
        path: The file.
        what: What kind of file is wanted.

    Raises:
        DraftUnreadable: It cannot be opened.
    """
    try:
        if path.is_dir():
            raise DraftUnreadable(tr("这是一个文件夹，请给出{what}", what=what), path=path)
        data = None
        try:
            with open_plain(path) as file:
                data = file.read(size)
        finally:
            looked_at.note_read(path, size, data)
        return data
    except NoPlainFile as error:
        raise DraftUnreadable(
            tr("这是管道、设备或套接字，不是文件，没有打开；请给出{what}", what=what), path=path
        ) from error
    except FileNotFoundError as error:
        raise DraftUnreadable(tr("没有这个文件，请检查文件名和路径"), path=path) from error
    except PermissionError as error:
        raise DraftUnreadable(tr("没有读取权限，请检查文件的权限"), path=path) from error
    except (OSError, ValueError) as error:
        raise DraftUnreadable(tr("读不出来，请检查文件名和磁盘"), path=path) from error


def text_of(data: bytes, path: Path) -> str:
    """Return the bytes of a draft as text.

    Raises:
        DraftUnreadable: They are not UTF-8 text.
    """
    if not data.strip():
        raise DraftUnreadable(tr("文件是空的，不是草稿；要新建请换一个文件名"), path=path)
    found = decode(data)
    if found.encoding in ("utf-16", "utf-32"):
        raise DraftUnreadable(tr("文件是 UTF-16 编码，请用记事本另存为 UTF-8"), path=path)
    if b"\0" in data:
        raise DraftUnreadable(tr("这不是文本文件，请给出 TOML 草稿"), path=path)
    if found.encoding == "gb18030" and not found.damage:
        raise DraftUnreadable(tr("文件是 GBK 编码，请用记事本另存为 UTF-8"), path=path)
    if found.encoding != "utf-8" or found.damage:
        raise DraftUnreadable(tr("这不是 UTF-8 文本，请给出 TOML 草稿"), path=path)
    return found.text


def is_there(path: Path) -> bool:
    """Return whether something is at a path; where that cannot be told, opening it will say why."""
    try:
        there = path.exists() or path.is_symlink()
    except (OSError, ValueError):
        return False
    looked_at.note_there(path, there=there)
    return there


def is_folder(path: Path) -> bool:
    """Return whether it is a folder; reading it says why if it cannot be looked at."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name too long, or no name at all
        return False


def refuse_to_overwrite(path: Path) -> None:
    """Refuse to write where something is already, for nobody has asked to overwrite it.

    Raises:
        SaveError: Something is there.
    """
    if is_there(path):
        raise SaveError(tr("{path}：已经有这个文件，请换一个文件名，或加 --force 覆盖", path=path))


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Write a whole file in UTF-8, or leave what was there untouched; `write_bytes` says how.

    Raises:
        SaveError: It could not be written.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _not_saved(path, error) from error
    write_bytes(path, data, private=private)


def write_bytes(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a whole file, or leave what was there untouched.

    The data go to a temporary file in the same folder, to the disk, and then into place.
    Symbolic links are followed; what an existing file has besides (`attributes`) is kept where
    that is permitted.

    Args:
        path: The file.
        data: All that is to be in it.
        private: Whether nobody else may read it, whatever the file before had.

    Raises:
        SaveError: It could not be written.
    """
    with staged(path, data, private=private) as put_in_place:
        put_in_place()


@contextlib.contextmanager
def staged(path: Path, data: bytes, *, private: bool = False) -> Iterator[Callable[[], None]]:
    """Write the data to a temporary file beside a file; what is yielded puts it in place.

    Without that the temporary file is gone again, and what was there untouched.

    Raises:
        SaveError: It could not be written, or not be put in place.
    """
    temporary = None

    def put_in_place() -> None:
        nonlocal temporary
        assert temporary is not None
        try:
            _put_in_place(temporary, target)
        except OSError as error:
            raise _not_saved(path, error) from error
        temporary = None
        _sync_folder(target.parent)
        if not private:
            written.tell(target)

    try:
        try:
            target = path.resolve()
            old = attributes.of_writable(target)
            name = temporary_file(target)
            handle = os.open(name, NEW, 0o666 if old is None and not private else 0o600)
            temporary = name
            _write_through(handle, data, None if private else old)
        except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle
            raise _not_saved(path, error) from error
        yield put_in_place
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 - the system calls are those the tests fail


def sweep(path: Path) -> None:
    """Remove what a killed program left beside a file while it was writing it.

    Only the holder of the file's lock may do so, for it cannot be somebody's save in progress.
    """
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        target = path.resolve()
        start = hidden(target, ".").name
        for name in os.listdir(target.parent):  # noqa: PTH208 - a glob would read the name
            middle = name.removeprefix(start).removesuffix(".tmp")
            if name == f"{start}{middle}.tmp" and _TOKEN.fullmatch(middle):
                (target.parent / name).unlink()


def _not_saved(path: Path, error: Exception) -> SaveError:
    why = reason(error)
    words = tr("{path}：{reason}，没有保存，原来的文件没有改动", path=path, reason=why)
    return SaveError(words, reason=why)


def reason(error: BaseException | None) -> str:
    """Return why a file could not be written, in a few words."""
    number = error.errno if isinstance(error, OSError) else None
    return _REASONS.get(number or 0, tr("写不进去"))


def _write_through(handle: int, data: bytes, old: Attributes | None) -> None:
    """Write all of it to the disk itself, not only into the system's memory."""
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if old is not None:
            attributes.hand_on(handle, old)
        os.fsync(handle)
    finally:
        os.close(handle)


def _put_in_place(temporary: Path, target: Path) -> None:
    """Rename over the target; on Windows a reader or virus scanner may hold it for a moment."""
    for pause in BUSY_PAUSES:
        with contextlib.suppress(PermissionError):
            os.replace(temporary, target)  # noqa: PTH105
            return
        time.sleep(pause)
    os.replace(temporary, target)  # noqa: PTH105


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can; the file is in place either way."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
