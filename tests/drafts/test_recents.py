"""The list of drafts worked on lately: welcome, never needed."""

import json
import os
from pathlib import Path

import pytest

from tuiwizard.drafts import history
from tuiwizard.drafts.agency_memory import (
    AgencyMemory,
    last_agency,
    recall_agency,
    remember_agency,
)
from tuiwizard.drafts.recents import (
    KEEP,
    Recent,
    forget,
    recent_for,
    recents,
    remember,
)
from tuiwizard.drafts.state_folder import state_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "state" / "tuiwizard"
    monkeypatch.setenv("TUIWIZARD_STATE", str(path))
    return path


def recent(path: str, *, at: str = "overview.text") -> Recent:
    return Recent(path, "官元镇人民政府", 2025, 3, at, "2026-01-12T10:03:00+08:00")


def test_the_folder_is_the_users_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", "/somewhere")
    assert state_folder() == Path("/somewhere")
    monkeypatch.delenv("TUIWIZARD_STATE")
    assert state_folder().is_absolute()
    assert "tuiwizard" in str(state_folder())


def test_the_latest_comes_first_and_once(folder: Path) -> None:
    assert recents() == ()
    remember(recent("/a"))
    remember(recent("/b"))
    remember(recent("/a", at="requests.received.business"))
    assert recents() == (recent("/a", at="requests.received.business"), recent("/b"))
    assert "官元镇" in (folder / "recent.json").read_text("utf-8")


def test_only_so_many_are_kept(folder: Path) -> None:
    for number in range(KEEP + 3):
        remember(recent(f"/{number}"))
    assert [r.path for r in recents()] == [f"/{n}" for n in range(KEEP + 2, 2, -1)]
    assert folder.is_dir()


def test_one_draft_is_found_by_its_resolved_path(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    remember(recent(str(path.resolve())))
    assert folder.is_dir()
    assert recent_for(tmp_path / "state" / ".." / "a.toml") == recent(str(path.resolve()))
    assert recent_for(tmp_path / "b.toml") is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\0",
        b"{",
        b"null",
        b"5",
        b'"text"',
        b"{}x",
        b'{"path": 1}',
        b"[1]",
        b"[null]",
        b'["text"]',
        b"[[]]",
        b"[{}]",
        b'[{"path": "/a", "agency": "", "year": "2025", "complete": 1, "at": "", "when": ""}]',
        b'[{"path": "/a", "agency": "", "year": 2025, "complete": null, "at": "", "when": ""}]',
        b'[{"path": "/a", "year": 2025, "complete": 1, "at": "", "when": ""}]',
        b"[" * 100_000,
        b"[" + b"9" * 5_000 + b"]",
    ],
    ids=lambda data: repr(data[:20]),
)
def test_a_list_that_cannot_be_read_is_empty_and_starts_anew(folder: Path, data: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / "recent.json").write_bytes(data)
    assert recents() == ()
    remember(recent("/a"))
    assert recents() == (recent("/a"),)


def test_a_list_that_cannot_be_written_is_not_missed(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be")
    remember(recent("/a"))
    assert recents() == ()
    folder.unlink()
    (folder / "recent.json").mkdir(parents=True)
    remember(recent("/a"))
    assert recents() == ()


def test_a_path_that_is_no_text_is_not_remembered(folder: Path) -> None:
    remember(recent("/a"))
    remember(recent("/\udcff"))
    assert recents() == (recent("/a"),)
    assert len(json.loads((folder / "recent.json").read_text("utf-8"))) == 1


def test_what_is_the_same_every_year_is_kept_for_the_person_alone(folder: Path) -> None:
    assert recall_agency("甲局") == AgencyMemory()
    remember_agency(" 甲局 ", signers={"filled": "甲"})
    remember_agency("乙局", formats=("html",), place="/out")
    remember_agency("甲局", formats=("docx",))
    remember_agency(" ")
    assert recall_agency("甲局") == AgencyMemory({"filled": "甲"}, ("docx",), "")
    assert recall_agency("乙局") == AgencyMemory({}, ("html",), "/out")
    assert last_agency() == "甲局"
    assert (folder / "agencies.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "[]", '{"甲": 1}', '{"甲": {"signers": 1}}', "{"])
def test_a_damaged_memory_is_an_empty_one(folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / "agencies.json").write_text(text, "utf-8")
    assert last_agency() == ""


def test_a_draft_can_be_taken_off_the_list(folder: Path) -> None:
    remember(recent("/a"))
    remember(recent("/b"))
    forget("/b")
    assert [r.path for r in recents()] == ["/a"]
    assert folder.is_dir()


@pytest.mark.skipif(os.name == "nt", reason="modes as on POSIX")
def test_the_state_directory_is_for_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "new" / "state"
    monkeypatch.setenv("TUIWIZARD_STATE", str(state))
    history.keep(tmp_path / "d.toml", b"x", "agency")
    assert {f.stat().st_mode & 0o777 for f in (state, *(state / "history").iterdir())} == {0o700}
    state.chmod(0o755)  # made by an earlier version
    history.keep(tmp_path / "d.toml", b"y", "agency")
    assert state.stat().st_mode & 0o777 == 0o700
