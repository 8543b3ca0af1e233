"""Who works on a draft is told; a killed program holds nothing."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import environment
from tuiwizard.drafts.lock import Lock, Owner

HOLD = """
import sys, time
from pathlib import Path
from tuiwizard.drafts.lock import Lock
lock = Lock(Path(sys.argv[1]))
assert lock.acquire() is None
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "草稿.toml"


def hidden(path: Path) -> list[str]:
    return sorted(p.name for p in path.parent.glob(".草稿*"))


def test_one_holds_it_and_the_other_is_told_who(path: Path) -> None:
    first, second = Lock(path), Lock(path)
    assert first.acquire() is None
    owner = second.acquire()
    assert owner is not None
    assert owner.since and str(owner)
    assert (first.taken_by, second.taken_by) == (None, None)
    first.release()
    assert hidden(path) == []
    assert second.acquire() is None
    second.release()


def test_the_lock_of_a_killed_process_is_taken_over_silently(path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], env=environment(), stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == b"held\n"
        lock = Lock(path)
        assert lock.acquire() is not None
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert hidden(path) == [".草稿.toml.lock", ".草稿.toml.owner"]
    assert lock.acquire() is None
    lock.release()
    assert hidden(path) == []


def test_whoever_was_taken_over_knows_and_keeps_out(path: Path) -> None:
    first, second, third = Lock(path), Lock(path), Lock(path)
    assert first.acquire() is None
    second.take_over()
    assert second.taken_by is None
    assert first.taken_by is not None
    assert first.taken_by == first.taken_by
    second.keep()
    first.keep()
    first.release()
    assert third.acquire() is not None
    second.release()
    assert third.acquire() is None
    assert second.taken_by is None
    third.release()


def test_an_owner_that_cannot_be_read_is_somebody(path: Path) -> None:
    first = Lock(path)
    assert first.acquire() is None
    for data in (b"", b"{", b"[]", b'{"who": 1}', b"\xff", b"[" * 100_000):
        path.with_name(f".{path.name}.owner").write_bytes(data)
        owner = Lock(path).acquire()
        assert str(owner) == "有人"
        assert first.taken_by is None
    first.release()


def test_names_of_owners() -> None:
    assert str(Owner("张三", "PC-1", "")) == "张三（PC-1）"
    assert str(Owner("张三", "", "")) == "张三"
    assert str(Owner("", "PC-1", "")) == "有人（PC-1）"


def test_where_no_lock_can_be_there_is_none(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = path.parent / "missing" / "a.toml"
    lock = Lock(missing)
    assert lock.acquire() is None
    assert lock.taken_by is None
    lock.release()
    assert not missing.parent.exists()
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(KeyError("uid")))
    nameless = Lock(path)
    assert nameless.acquire() is None
    owner = json.loads(path.with_name(f".{path.name}.owner").read_text("utf-8"))
    assert owner["who"] == ""
    nameless.release()


def test_drafts_whose_names_begin_alike_have_a_lock_each(tmp_path: Path) -> None:
    names = [f"{'镇' * 80}{year}年.toml" for year in (2024, 2025)]
    locks = [Lock(tmp_path / name) for name in names]
    assert [lock.acquire() for lock in locks] == [None, None]
    hidden = [name for name in os.listdir(tmp_path) if name.startswith(".")]  # noqa: PTH208
    assert len(hidden) == 4
    assert all(len(name.encode()) <= 143 for name in hidden)  # an encrypted disk takes no more
    assert Lock(tmp_path / names[0]).acquire() is not None
    for lock in locks:
        lock.release()
