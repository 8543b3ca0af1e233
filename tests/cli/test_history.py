"""`tuiwizard history`: list, show, compare, restore, and restore back."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.strategies import complete_draft
from tuiwizard.drafts import codec, history, recents, rescue, state_folder, store


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / ".state"))
    path = tmp_path / "draft.toml"
    old = complete_draft().with_texts({"appeals.review.upheld": "7"})
    history.keep(path, codec.dumps(old).encode(), "appeals")
    store.save(path, complete_draft())
    history.keep(path, path.read_bytes(), "requests")
    return path


def test_versions_are_listed_latest_first(run: Run, path: Path) -> None:
    done = run("history", path)
    lines = done.out.decode().splitlines()
    assert done.code == 0
    assert [line.split()[0] for line in lines] == ["1", "2"]
    assert "KB" in lines[0] and "行政复议" in lines[1]


def test_a_draft_without_versions(run: Run, path: Path) -> None:
    done = run("history", path.with_name("other.toml"))
    assert (done.code, done.out) == (0, b"")
    assert done.sentence.endswith("没有以前的版本")


def test_one_is_shown_compared_and_restored_and_back(run: Run, path: Path) -> None:
    now = path.read_bytes()
    then = run("history", path, "--show", "2").out
    assert codec.loads(then.decode()).entries("appeals").get("appeals.review.upheld") == "7"
    compared = run("history", path, "--compare", "2").out.decode()
    assert compared.endswith("：7 → 0\n")
    done = run("history", path, "--restore", "2")
    assert (done.code, done.out) == (0, b"")
    assert "已恢复" in done.sentence
    assert path.read_bytes() == then
    assert run("history", path, "--restore", "1").code == 0
    assert path.read_bytes() == now


def test_restoring_a_draft_that_is_gone_or_damaged(run: Run, path: Path) -> None:
    path.write_bytes(b"\xffdamaged")
    assert run("history", path, "--restore", "1").code == 0
    assert store.load(path) == complete_draft()
    assert b"\xffdamaged" in [history.read(v) for v in history.versions(path)]
    path.unlink()
    assert run("history", path, "--restore", "1").code == 2  # the damaged one
    assert not path.exists()
    assert run("history", path, "--restore", "2").code == 0
    assert store.load(path) == complete_draft()


def test_a_number_that_is_none(run: Run, path: Path) -> None:
    for number in ("0", "3", "-1"):
        done = run("history", path, "--restore", number)
        assert done.code == 2
        assert f"没有第 {number} 个版本，现有 2 个" in done.sentence
    done = run("history", path, "--show", "1", "--restore", "1")
    assert done.code == 2
    assert "--restore 不能和 --show 一起用" in done.sentence


def test_the_versions_are_removed_and_the_draft_stays(run: Run, path: Path) -> None:
    before = path.read_bytes()
    done = run("history", path, "--purge")
    assert (done.code, done.out) == (0, b"")
    assert done.sentence.endswith("删去了 2 个以前的版本，草稿没有改动")
    assert history.versions(path) == ()
    assert path.read_bytes() == before


def test_all_that_is_kept_of_a_draft_is_removed(run: Run, path: Path, tmp_path: Path) -> None:
    other = path.with_name("other.toml")
    history.keep(other, b"kept", "requests")
    when = "2026-01-12T10:03:00+08:00"
    for file in (path, other):
        recents.remember(recents.Recent(str(file.resolve()), "甲镇", 2025, 0, "agency", when))
    assert rescue.save(path, complete_draft()) is not None
    assert run("history", path, "--forget").code == 0
    left = b"".join(f.read_bytes() for f in (tmp_path / ".state").rglob("*") if f.is_file())
    assert state_folder.key_of(path) not in str(list((tmp_path / ".state").rglob("*")))
    assert str(path.resolve()).encode() not in left
    assert str(other.resolve()).encode() in left
    assert len(history.versions(other)) == 1
    assert path.exists()
