"""A text that is written elsewhere is found again, and nobody else's is."""

import tempfile
from pathlib import Path

import pytest

from tuiwizard.drafts import editor_file
from tuiwizard.drafts.editor_file import EditorFile, left


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    return tmp_path / "draft.toml"


def begin(draft: Path) -> EditorFile:
    file = EditorFile(draft, "overview.text")
    file.write("正文")
    return file


def test_one_in_the_state_directory(draft: Path) -> None:
    file = begin(draft)
    (found,) = left(draft)
    assert (found.path, found.cell, found.read()) == (file.path, "overview.text", "正文")
    found.drop()
    assert left(draft) == []


def test_where_that_cannot_be_written_it_is_found_again_too(draft: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    file = begin(draft)
    assert file.path.is_relative_to(tmp_path / "tmp")
    assert file.path.stat().st_mode & 0o077 == 0
    (found,) = left(draft)
    assert (found.path, found.read()) == (file.path, "正文")
    assert left(tmp_path / "other.toml") == []
    found.drop()
    assert left(draft) == []


@pytest.mark.parametrize("kind", ["open to others", "a link", "a file"])
def test_what_others_may_have_put_there_is_not_looked_at(
    draft: Path, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "state").write_text("no folder")
    folder = editor_file._elsewhere()
    if kind == "a file":
        folder.write_text("")
    elif kind == "a link":
        (tmp_path / "planted").mkdir(mode=0o700)
        folder.symlink_to(tmp_path / "planted")
    else:
        folder.mkdir()
        folder.chmod(0o777)
    file = begin(draft)
    assert not file.path.is_relative_to(folder)
    assert file.read() == "正文"
    assert left(draft) == []
