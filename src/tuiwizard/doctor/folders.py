"""The folders the program writes to, and whether a draft can be saved in them."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tuiwizard.doctor.check import State, Verdict
from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.words import tr

LITTLE = 20 * 1024 * 1024
"""Bytes of free disk below which saving may soon fail."""


class Folder(NamedTuple):
    """A folder the program writes to."""

    name: str
    title: str
    path: Path


class WriteTrial(NamedTuple):
    """The outcome of writing to a folder.

    Attributes:
        folder: The folder.
        problem: Why it does not work, in a few words; empty if it does.
        locks: Whether a lock keeps a second one out; None if that was not tried.
        free: Bytes of free disk; None if the system does not say.
    """

    folder: Folder
    problem: str = ""
    locks: bool | None = None
    free: int | None = None


def try_writing(folder: Folder) -> WriteTrial:
    """Write, sync, replace, read back and lock a file, and remove it again."""
    nearest = _nearest(folder.path)
    trial = nearest / f".tuiwizard-doctor.{os.urandom(4).hex()}"
    try:
        for words in (b"1", b"2"):  # the second replaces the first, as every save does
            files.write_bytes(trial, words)
            if files.read_bytes(trial) != words:
                return WriteTrial(folder, tr("写进去的和读出来的不一样"), None, _free(nearest))
        return WriteTrial(folder, "", _locks(trial.with_suffix(".lock")), _free(nearest))
    except TuiwizardError as error:
        return WriteTrial(folder, files.reason(error.__cause__), None, _free(nearest))
    finally:
        with suppress(OSError):
            trial.unlink(missing_ok=True)


def writable(trial: WriteTrial) -> Verdict:
    """Whether drafts can be saved in a folder."""
    folder = trial.folder.path
    if trial.problem:
        cure = tr("换一个能写的文件夹，或请管理员给权限、腾空间")
        return Verdict(
            State.BAD,
            tr("{folder} 不能保存：{problem}", folder=folder, problem=trial.problem),
            cure,
        )
    if trial.free is not None and trial.free < LITTLE:
        left = tr("{folder} 能写，但磁盘只剩 {free} KB", folder=folder, free=trial.free // 1024)
        return Verdict(State.WARN, left, tr("删掉不用的文件，腾出 20 MB 以上"))
    if trial.locks is False:
        found = tr(
            "{folder} 能写，但锁不住文件（常见于网络磁盘），两个人同时改一份草稿时不会提醒",
            folder=folder,
        )
        return Verdict(State.WARN, found, tr("草稿放在本机的磁盘上，或约好一次只一个人填"))
    return Verdict(State.OK, tr("{folder} 能写，换名、落盘和锁都正常", folder=folder))


def _nearest(folder: Path) -> Path:
    """Return the folder, or the one it would be made in."""
    return next((f for f in (folder, *folder.parents) if files.is_there(f)), folder)


def _locks(file: Path) -> bool | None:
    try:
        from filelock import FileLock, Timeout  # a doctor is asked when it may be missing
    except ImportError:
        return None
    first, second = (FileLock(file, timeout=0, thread_local=False) for _ in range(2))
    try:
        first.acquire()
        second.acquire()
    except Timeout:
        return True
    except (OSError, NotImplementedError, RuntimeError):
        return False
    else:
        return False
    finally:
        second.release()
        first.release()
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
