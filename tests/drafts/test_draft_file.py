"""Saved only over what was read; what somebody else wrote is never lost."""

import os
from pathlib import Path

import pytest

from tests.strategies import complete_draft
from tuiwizard.drafts import codec, history, migrate, parsing, store
from tuiwizard.drafts.draft_file import DraftFile
from tuiwizard.errors import DraftContent, DraftError, FileChanged, FileGone, SaveError, TakenOver


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "draft.toml"
    store.create(path, complete_draft())
    return path


MINE = complete_draft().with_texts({"overview.text": "我的"})
THEIRS = complete_draft().with_texts({"overview.text": "对方的"})


def test_a_file_changed_meanwhile_is_not_overwritten(path: Path) -> None:
    file = DraftFile(path)
    assert file.read() == complete_draft()
    store.save(path, THEIRS)
    for _ in range(2):
        with pytest.raises(FileChanged, match="文件在别处被改过，没有覆盖它"):
            file.save(MINE)
    assert file.theirs() == THEIRS
    assert file.accept() == THEIRS
    file.save(MINE)
    assert store.load(path) == MINE
    kept = [codec.loads(history.read(v).decode()) for v in history.versions(path)]
    assert THEIRS in kept and MINE in kept


def test_a_change_to_the_same_is_none(path: Path) -> None:
    file = DraftFile(path)
    file.read()
    store.save(path, MINE)
    file.save(MINE)
    assert file.saved is MINE


def test_a_file_that_came_from_nowhere_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    file = DraftFile(path)
    store.create(path, THEIRS)
    with pytest.raises(FileChanged):
        file.save(MINE)
    assert store.load(path) == THEIRS


def test_a_file_that_was_removed_is_written_again_where_somebody_says_so(path: Path) -> None:
    file = DraftFile(path)
    file.read()
    path.unlink()
    assert file.theirs() is None
    with pytest.raises(FileGone, match="文件被改名、移走或删除了，没有在原处重写") as caught:
        file.save(MINE)
    assert caught.value.found is None
    assert not path.exists()
    assert file.accept() is None
    file.save(MINE)
    assert store.load(path) == MINE
    path.unlink()
    assert file.accept() is None
    file.save(THEIRS)
    assert store.load(path) == THEIRS


@pytest.mark.parametrize("name", ["renamed.toml", "below/draft.toml", "../draft.toml"])
def test_a_file_that_was_renamed_is_found(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    path = folder / "draft.toml"
    store.create(path, complete_draft())
    (folder / "other.toml").write_bytes(path.read_bytes())
    file = DraftFile(path)
    file.read()
    file.save(MINE)
    now = path.rename(folder / name)
    with pytest.raises(FileGone) as caught:
        file.save(THEIRS)
    found = caught.value.found
    assert found is not None and found.samefile(now)
    assert not path.exists()
    store.save(now, complete_draft())  # another file, and another content
    with pytest.raises(FileGone) as caught:
        file.save(THEIRS)
    assert caught.value.found is None


def test_a_folder_that_is_gone_is_told_as_that(tmp_path: Path) -> None:
    path = tmp_path / "drive" / "draft.toml"
    path.parent.mkdir()
    store.create(path, complete_draft())
    file = DraftFile(path)
    file.read()
    path.parent.rename(tmp_path / "away")
    with pytest.raises(SaveError, match="所在的文件夹不存在"):
        file.save(MINE)


def test_a_file_that_was_damaged_is_kept_when_it_is_overwritten(path: Path) -> None:
    file = DraftFile(path)
    file.read()
    path.write_bytes(b"\xffdamaged")
    with pytest.raises(FileChanged):
        file.save(MINE)
    with pytest.raises(DraftError):
        file.theirs()
    assert file.accept() is None
    file.save(MINE)
    assert store.load(path) == MINE
    assert b"\xffdamaged" in [history.read(v) for v in history.versions(path)]


def test_a_file_that_cannot_be_read_any_more_is_not_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = DraftFile(path)
    file.read()
    real = Path.open

    def refuse(self: Path, mode: str = "r", **options: object) -> object:
        if self == path:
            raise PermissionError(13, "x")
        return real(self, mode, **options)  # type: ignore[call-overload]

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        with pytest.raises(SaveError, match="没有写入权限，没有保存"):
            file.save(MINE)
    assert store.load(path) == complete_draft()


def test_a_draft_taken_over_is_saved_by_one_only(path: Path) -> None:
    first, second = DraftFile(path), DraftFile(path)
    first.read()
    assert first.claim() is None
    owner = second.claim()
    assert owner is not None
    assert second.claim(by_force=True) is None
    second.read()
    second.save(THEIRS)
    for _ in range(2):
        with pytest.raises(TakenOver, match="接手了这份草稿，这里不再保存到它"):
            first.save(MINE)
    second.keep_claim()
    first.keep_claim()
    first.release()
    assert DraftFile(path).claim() is not None
    second.release()
    assert store.load(path) == THEIRS
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".d")] == []


def test_what_a_killed_save_left_is_swept_away(path: Path) -> None:
    left = path.with_name(f".{path.name}.0123abcd.tmp")
    other = path.with_name(f".{path.name}.x.tmp")
    left.write_text("half")
    other.write_text("somebody's")
    file = DraftFile(path)
    assert file.claim() is None
    assert (left.exists(), other.exists()) == (False, True)
    file.release()


class TestEarlierFormats:
    """With a made-up format 0, in which the text of section one was called `summary`."""

    OLD = b'\xef\xbb\xbfformat = 0\nyear = 2025\n[overview]\nsummary = "\xe6\x97\xa0"\n'

    @pytest.fixture
    def old(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        def rename(tables: migrate.Tables) -> migrate.Tables:
            return {**tables, "overview": {"text": tables["overview"]["summary"]}}

        monkeypatch.setattr(migrate, "MIGRATIONS", {0: rename})
        path = tmp_path / "old.toml"
        path.write_bytes(self.OLD)
        return path

    def test_they_are_read_and_the_original_is_kept_when_saved(self, old: Path) -> None:
        file = DraftFile(old)
        draft = file.read()
        assert draft.entries("overview").get("overview.text") == "无"
        assert old.read_bytes() == self.OLD
        file.save(draft.with_texts({"overview.text": "有"}))
        assert store.load(old).entries("overview").get("overview.text") == "有"
        assert old.with_name("old.toml.old").read_bytes() == self.OLD
        file.save(draft)
        assert not old.with_name("old.toml.old2").exists()

    def test_a_backup_is_never_overwritten(self, old: Path) -> None:
        backup = old.with_name("old.toml.old")
        backup.write_text("mine")
        file = DraftFile(old)
        file.save(file.read().with_texts({"overview.text": "有"}))
        assert backup.read_text() == "mine"
        assert old.with_name("old.toml.old2").read_bytes() == self.OLD

    def test_a_backup_that_cannot_be_written_leaves_the_original(
        self, old: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = DraftFile(old)
        draft = file.read()
        monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(SaveError, match="磁盘已满"):
            file.save(draft.with_texts({"overview.text": "有"}))
        assert old.read_bytes() == self.OLD

    def test_without_a_migration_they_are_refused(self, old: Path) -> None:
        old.write_text("format = -1\nyear = 2025\n")
        with pytest.raises(DraftContent, match="缺少或写错了格式号"):
            store.load(old)

    def test_several_steps_follow_each_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        steps = {n: lambda t, n=n: {**t, "seen": [*t.get("seen", []), n]} for n in (-2, -1, 0)}
        monkeypatch.setattr(migrate, "MIGRATIONS", steps)
        tables = migrate.to_format(parsing.FORMAT, {"format": -2})
        assert tables == {"format": 1, "seen": [-2, -1, 0]}


def test_a_path_that_leaves_no_room_for_saving_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file itself can be opened from its folder; the temporary one could never be written."""
    room = 4095 - len(str(tmp_path)) - len("/d.toml")
    names = ["x" * 199] * (room // 200) + ["y" * (room % 200 - 1)]
    monkeypatch.chdir(tmp_path)
    for name in filter(None, names):
        Path(name).mkdir()  # one by one, for all of them are too long
        os.chdir(name)
    path = Path("d.toml")
    path.write_text(codec.dumps(complete_draft()), "utf-8")
    file = DraftFile(path)
    assert file.read() == complete_draft()
    with pytest.raises(SaveError, match="路径太长，保存不了"):
        file.claim()
