"""Folders tried out: what saving would do there, and nothing left behind."""

import errno
import os
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import filelock
import pytest

from tests.untouched import contents
from tuiwizard.doctor import folders
from tuiwizard.doctor.check import State
from tuiwizard.doctor.folders import Folder, WriteTrial, try_writing, writable
from tuiwizard.drafts import files


def folder_at(path: Path) -> Folder:
    return Folder("current_folder", "当前文件夹", path)


def test_a_good_folder(tmp_path: Path) -> None:
    (tmp_path / "draft.toml").write_text("甲")
    before = contents(tmp_path)
    trial = try_writing(folder_at(tmp_path))
    assert (trial.problem, trial.locks) == ("", True)
    assert trial.free is not None and trial.free > 0
    assert contents(tmp_path) == before
    assert writable(trial).state is State.OK


def test_a_folder_to_come_is_tried_where_it_would_be(tmp_path: Path) -> None:
    assert try_writing(folder_at(tmp_path / "a" / "b")).problem == ""
    assert contents(tmp_path) == {}


def test_no_folder_at_all(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    check = writable(try_writing(folder_at(tmp_path / "file")))
    assert check.state is State.BAD
    assert "所在的文件夹不存在" in check.found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is of Linux")
def test_a_folder_nobody_may_write() -> None:
    check = writable(try_writing(folder_at(Path("/proc/self"))))
    assert check.state is State.BAD
    assert check.found.startswith("/proc/self 不能保存：")
    assert check.cure


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(os, "fsync", full)
    assert try_writing(folder_at(tmp_path)).problem == "磁盘已满"
    assert contents(tmp_path) == {}


def test_a_disk_that_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "read_bytes", lambda _: b"0")
    assert "不一样" in writable(try_writing(folder_at(tmp_path))).found
    assert contents(tmp_path) == {}


class Open:
    """A lock that keeps nobody out."""

    def __init__(self, *_: object, **__: object) -> None: ...
    def acquire(self) -> None: ...
    def release(self) -> None: ...


class Unknown(Open):
    """A share without locks."""

    def acquire(self) -> None:
        raise NotImplementedError


@pytest.mark.parametrize("kind", [Open, Unknown])
def test_locks_that_do_not_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Open]
) -> None:
    monkeypatch.setattr(filelock, "FileLock", kind)
    check = writable(try_writing(folder_at(tmp_path)))
    assert check.state is State.WARN
    assert "锁不住" in check.found
    assert contents(tmp_path) == {}


def test_without_the_package_for_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "filelock", None)
    trial = try_writing(folder_at(tmp_path))
    assert trial.locks is None
    assert writable(trial).state is State.OK


@pytest.mark.parametrize(
    ("free", "state"),
    [(folders.LITTLE, State.OK), (folders.LITTLE - 1, State.WARN), (0, State.WARN)],
)
def test_free_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: State
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    check = writable(try_writing(folder_at(tmp_path)))
    assert check.state is state
    assert ("KB" in check.found) == (state is State.WARN)


def test_a_system_that_does_not_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_: object) -> NoReturn:
        raise OSError

    monkeypatch.setattr(shutil, "disk_usage", silent)
    assert try_writing(folder_at(tmp_path)) == WriteTrial(folder_at(tmp_path), "", True, None)
