"""Several files at once: each system call fails in turn, and all are new or all are old."""

import errno
from pathlib import Path

import pytest

from tests.drafts import test_save_faults
from tests.drafts.test_save_faults import Fault, each_call
from tuiwizard.drafts.file_set import write_all
from tuiwizard.errors import SaveError

OLD = {"b.md": b"old b", "c.html": b"old c"}
NEW = {"a.docx": b"new a", "b.md": b"new b", "c.html": b"new c"}


def found(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


@pytest.mark.parametrize("old", [OLD, {}])
def test_all_are_written_or_none(
    tmp_path: Path, old: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test_save_faults, "ERRORS", (errno.ENOSPC,))
    folder = tmp_path / "outer" / "inner"

    def save(fault: Fault) -> None:
        at, fault.left = fault.left, 0  # none of these fails
        for path in (*tmp_path.rglob("*.*"),):
            path.unlink()
        for path in (folder, folder.parent):
            if path.exists():
                path.rmdir()
        if old:
            folder.mkdir(parents=True)
        for name, content in old.items():
            (folder / name).write_bytes(content)
        fault.left = at
        try:
            write_all({folder / name: content for name, content in NEW.items()})
        except SaveError as error:
            told = str(error)
        else:
            told = ""
        fault.left = 0
        assert found(folder) == (old if told else NEW), fault.struck
        assert folder.exists() or not (tmp_path / "outer").exists()

    struck = set(each_call(save))
    assert {"open", "write", "fsync", "replace"} <= struck


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SaveError, match="所在的文件夹不存在"):
        write_all({tmp_path / "file" / "inner" / "a.md": b"x"})
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
