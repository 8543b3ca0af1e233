"""Each system call of a save fails in turn: the old file is whole or the new one is, and the
person is told."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.drafts.access import ACL, LIST, PEOPLE, Person, everybody
from tests.strategies import complete_draft
from tuiwizard.drafts import codec, rescue
from tuiwizard.drafts.draft_file import DraftFile
from tuiwizard.drafts.saver import Outcome, Saver
from tuiwizard.errors import SaveError

CALLS = (
    "open", "write", "fsync", "close", "chmod", "chown", "replace", "stat", "listdir",
    "listxattr", "getxattr", "setxattr", "removexattr",
)  # fmt: skip
ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EXDEV)


class Fault:
    """Lets the n-th of all system calls fail, and notes whether it came to that.

    Before each call, also of the cleaning up behind the one that failed, it looks around.
    """

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        at: int,
        number: int,
        look: Callable[[], None] = lambda: None,
    ) -> None:
        self.left = at
        self.look = look
        self.looking = False
        self.number = number
        self.struck = ""
        for name in CALLS:
            if hasattr(os, name):
                monkeypatch.setattr(os, name, self._failing(name, getattr(os, name)))

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if self.looking:
                return real(*args, **options)
            self.looking = True
            self.look()
            self.looking = False
            self.left -= 1
            if self.left == 0:
                self.struck = name
                if name == "close":  # the system closes it and then says that it failed
                    real(*args, **options)
                raise OSError(self.number, os.strerror(self.number))
            return real(*args, **options)

        return call


def each_call(
    save: Callable[[Fault], None], look: Callable[[], None] = lambda: None
) -> Iterator[str]:
    """Run a save again and again, its first call failing, its second, and so on to the end."""
    for at in range(1, 200):
        for number in ERRORS:
            with pytest.MonkeyPatch.context() as monkeypatch:
                fault = Fault(monkeypatch, at, number, look)
                save(fault)
            if not fault.struck:
                return
            yield fault.struck
    raise AssertionError("the save never came to its end")


def test_the_old_file_or_the_new_one_and_never_anything_else(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    old = complete_draft()
    new = old.with_texts({"overview.text": "新的内容。" * 2000})
    texts = {codec.dumps(old), codec.dumps(new)}
    told: list[str] = []

    def save(fault: Fault) -> None:
        path.write_text(codec.dumps(old), "utf-8")
        file = DraftFile(path)
        file.holds(old)
        saver = Saver(file, lambda _: None)
        outcome = saver.now(new)
        saver.close()  # or it would try again
        found = path.read_text("utf-8")
        assert found in texts
        assert (found == codec.dumps(new)) or outcome.error is not None, fault.struck
        told.append(outcome.failure)

    struck = set(each_call(save))
    assert {"open", "write", "fsync", "close", "replace", "chmod", "chown"} <= struck
    assert any(told) and not all(told)
    assert not list(tmp_path.glob(".*.tmp"))


@pytest.mark.parametrize("group", [None, 5])
def test_access_is_never_wider_and_the_list_stays_or_access_narrows(
    tmp_path: Path, group: int | None
) -> None:
    """Whichever call fails, at no moment may anybody read or write what they could not before."""
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "draft.toml"
    old = complete_draft()
    new = old.with_texts({"overview.text": "新的内容。"})
    texts = {codec.dumps(old), codec.dumps(new)}
    kept: list[bool] = []
    wider: list[tuple[str, Person]] = []

    def make() -> None:
        path.unlink(missing_ok=True)
        path.write_text(codec.dumps(old), "utf-8")
        try:
            os.setxattr(path, "user.note", b"x")
            os.setxattr(path, ACL, LIST)
            if group is not None:
                os.chown(path, 9, group)
        except (OSError, AttributeError):
            pytest.skip("a file system without access lists, or an account that gives nothing away")

    make()
    allowed = everybody(path)

    def look() -> None:
        for file in folder.iterdir():
            now = everybody(file)
            mine = file.stat().st_uid  # whoever writes a file may always do so
            for person, then, may in zip(PEOPLE, allowed, now, strict=True):
                if person.uid != mine and may & ~then:
                    wider.append((file.name, person))

    def save(fault: Fault) -> None:
        fault.looking = True
        make()
        file = DraftFile(path)
        file.holds(old)
        fault.looking = False
        saver = Saver(file, lambda _: None)
        outcome = saver.now(new)
        fault.looking = True
        saver.close()  # or it would try again
        look()
        found = path.read_text("utf-8")
        assert found in texts
        assert (found == codec.dumps(new)) or outcome.error is not None, fault.struck
        kept.append(everybody(path) == allowed and "user.note" in os.listxattr(path))

    struck = set(each_call(save, look))
    assert not wider
    assert {"setxattr", "getxattr", "listxattr", "chown", "replace", "fsync"} <= struck
    assert sum(kept) > len(kept) * 0.8  # only what is refused for good is lost


def test_work_that_cannot_be_saved_is_rescued_and_saved_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuiwizard.drafts.saver.RETRY", 0.01)
    path = tmp_path / "drive" / "draft.toml"
    draft = complete_draft()
    told: list[Outcome] = []
    file = DraftFile(path)
    saver = Saver(file, told.append)
    outcome = saver.now(draft, "overview")
    assert isinstance(outcome.error, SaveError)
    assert "所在的文件夹不存在" in outcome.failure
    assert str(rescue.copy_path(path)) in outcome.failure
    assert rescue.find(path) == draft
    path.parent.mkdir()
    while file.saved is not draft:  # the thread tries until it works
        pass
    saver.close()
    assert codec.loads(path.read_text("utf-8")) == draft
    assert told[-1].failure == "" and told[-1].when is not None
    assert rescue.find(path) is None
