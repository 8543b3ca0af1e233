"""A file is written whole or not at all, and what went wrong is said in Chinese."""

import errno
import os
from pathlib import Path

import pytest

from tests.strategies import complete_draft
from tuiwizard.drafts import files
from tuiwizard.drafts.files import write_text
from tuiwizard.drafts.store import create, load, save
from tuiwizard.errors import SaveError
from tuiwizard.report.draft import Draft

posix = pytest.mark.skipif(os.name == "nt", reason="modes and links as on POSIX")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "草稿.toml"
    path.write_bytes("旧".encode())
    return path


def failing(number: int) -> object:
    def fail(*_args: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def unchanged(path: Path) -> bool:
    """The old content is there, and no temporary file beside it."""
    return path.read_bytes() == "旧".encode() and list(path.parent.iterdir()) == [path]


def test_the_text_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    write_text(path, "甲\n\r\n\ufeff😀")
    assert path.read_bytes() == "甲\n\r\n\ufeff😀".encode()
    assert list(tmp_path.iterdir()) == [path]


REASONS = {
    errno.EACCES: "没有写入权限",
    errno.EROFS: "所在的磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EIO: "磁盘读写出错",
}


@pytest.mark.parametrize("number", REASONS)
@pytest.mark.parametrize("step", ["os.open", "os.write", "os.fsync", "os.close", "os.replace"])
def test_whichever_step_fails_the_old_file_is_untouched(
    step: str, number: int, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, failing(number))
    with pytest.raises(SaveError) as caught:
        write_text(old, "新")
    monkeypatch.undo()
    assert str(caught.value) == f"{old}：{REASONS[number]}，没有保存，原来的文件没有改动"
    assert unchanged(old)


def test_a_text_that_cannot_be_encoded_leaves_the_old_file(old: Path) -> None:
    with pytest.raises(SaveError, match="写不进去，没有保存"):
        write_text(old, "新\ud800")
    assert unchanged(old)


def test_a_temporary_file_that_cannot_be_removed_does_not_hide_the_reason(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", failing(errno.ENOSPC))
    monkeypatch.setattr("os.unlink", failing(errno.EACCES))
    with pytest.raises(SaveError, match="磁盘已满"):
        write_text(old, "新")
    assert old.read_bytes() == "旧".encode()


@posix
def test_a_folder_that_cannot_be_synced_does_not_undo_the_save(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file is in place by then: to say otherwise would be wrong."""
    real, calls = os.fsync, []

    def fsync(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 1:
            raise OSError(errno.EINVAL, "folder")
        real(handle)

    monkeypatch.setattr("os.fsync", fsync)
    write_text(old, "新")
    assert len(calls) == 2
    assert old.read_text("utf-8") == "新"


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_is_kept(old: Path, mode: int) -> None:
    old.chmod(mode)
    write_text(old, "新")
    assert old.stat().st_mode & 0o777 == mode


@posix
def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_text(tmp_path / "a.toml", "新")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(mask)
    assert (tmp_path / "a.toml").stat().st_mode & 0o777 == 0o640


@posix
def test_a_file_system_without_modes_is_no_obstacle(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for call in ("os.chmod", "os.chown"):
        monkeypatch.setattr(call, failing(errno.EPERM))
    write_text(old, "新")
    assert old.read_text("utf-8") == "新"


@posix
def test_a_link_is_followed(old: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.toml"
    link.symlink_to(old)
    write_text(link, "新")
    assert link.is_symlink()
    assert old.read_text("utf-8") == "新"
    assert list(folder.iterdir()) == [link]


@posix
def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    link = tmp_path / "a.toml"
    link.symlink_to(link)
    with pytest.raises(SaveError, match="没有保存"):
        write_text(link, "新")
    assert link.is_symlink()


@posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root writes everything")
def test_a_read_only_file_is_refused(old: Path) -> None:
    old.chmod(0o444)
    with pytest.raises(SaveError, match="没有写入权限"):
        write_text(old, "新")
    assert unchanged(old)


def test_a_file_that_may_not_be_written_is_refused_though_its_folder_may(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the test above says, for those who run tests as root."""
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(SaveError, match="没有写入权限"):
        write_text(old, "新")
    assert unchanged(old)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing/a.toml", "所在的文件夹不存在"),
        ("草稿.toml/a.toml", "所在的文件夹不存在"),
        (".", "这是一个文件夹"),
        ("x" * 300 + ".toml", "文件名太长"),
        ("a\0b.toml", "写不进去"),
    ],
)
def test_a_place_where_no_file_can_be(old: Path, name: str, words: str) -> None:
    path = old.parent / name
    for attempt in (save, create):
        with pytest.raises(SaveError) as caught:
            attempt(path, Draft.new(2025))
        assert str(caught.value) == f"{path}：{words}，没有保存，原来的文件没有改动"
        if name == ".":
            break  # create says that it is there already
    assert unchanged(old)


def test_a_long_name_leaves_room_for_the_temporary_one(tmp_path: Path) -> None:
    path = tmp_path / ("镇" * 80 + ".toml")
    write_text(path, "新")
    assert path.read_text("utf-8") == "新"


def test_a_draft_is_saved_and_loaded(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for year in (2019, 2025):
        draft = complete_draft(year)
        save(path, draft)
        assert load(path) == draft


def test_create_overwrites_only_by_force(old: Path) -> None:
    draft = Draft.new(2025)
    with pytest.raises(SaveError, match="已经有这个文件，请换一个文件名，或加 --force 覆盖"):
        create(old, draft)
    assert unchanged(old)
    create(old, draft, force=True)
    assert load(old) == draft
    create(old.with_name("new.toml"), draft)
    assert load(old.with_name("new.toml")) == draft


def test_reasons_for_what_is_no_system_error() -> None:
    assert files.reason(ValueError("x")) == "写不进去"
    assert files.reason(OSError("no number")) == "写不进去"
