"""Which files that a draft names may be opened."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.rules.test_cases import draft
from tuiwizard.drafts import files, last_year, named_files, store
from tuiwizard.errors import DraftUnreadable
from tuiwizard.report.metadata import Previous

SHA = "0" * 64


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("TUIWIZARD_STATE", str(folder))
    return folder


@pytest.fixture
def this(tmp_path: Path) -> Path:
    folder = tmp_path / "2025"
    folder.mkdir()
    store.save(folder / "now.toml", draft(2025, {}))
    return folder / "now.toml"


@pytest.mark.parametrize("name", ["2024.toml", "a/b/2024.toml", "./2024.toml", "~/2024.toml"])
def test_what_lies_beside_or_below_a_draft_may_be_opened(this: Path, name: str) -> None:
    assert named_files.may_open(this, name)
    assert named_files.file_to_open(this, name) == this.parent / name


@pytest.mark.parametrize(
    "name",
    [
        "../2024.toml",
        "a/../../2024.toml",
        "/etc/passwd",
        "/dev/tty",
        "//host/share/2024.toml",
        "\\\\host\\share\\2024.toml",
        "..\\2024.toml",
        "C:\\2024.toml",
        "C:2024.toml",
        "a\0b/../../c",
    ],
)
def test_nothing_else_is(this: Path, name: str) -> None:
    assert not named_files.may_open(this, name)
    with pytest.raises(DraftUnreadable, match="没有打开"):
        named_files.file_to_open(this, name)


def test_a_whole_path_to_what_lies_below_is_as_good(this: Path) -> None:
    assert named_files.may_open(this, str(this.with_name("2024.toml")))


def test_a_link_beside_the_draft_that_leads_away_is_not_followed(this: Path) -> None:
    away = this.parent.parent / "away.toml"
    away.write_text("x", "utf-8")
    (this.parent / "2024.toml").symlink_to(away)
    assert not named_files.may_open(this, "2024.toml")


def test_a_link_in_a_circle_is_refused_or_leads_nowhere(this: Path) -> None:
    (this.parent / "circle").symlink_to("circle")
    with pytest.raises(DraftUnreadable):
        files.read_text(named_files.file_to_open(this, "circle/2024.toml"))


def test_a_draft_that_is_a_link_has_two_folders(this: Path) -> None:
    link = this.parent.parent / "link.toml"
    link.symlink_to(this)
    (this.parent.parent / "2024.toml").write_text("x", "utf-8")
    assert named_files.may_open(link, "2024.toml")


def test_what_a_person_chose_for_a_draft_is_opened_for_that_draft_alone(this: Path) -> None:
    other = this.with_name("other.toml")
    before = this.parent.parent / "2024" / "last.toml"
    before.parent.mkdir()
    store.save(before, draft(2024, {"problems.text": "上年的问题。"}))
    now, _ = last_year.remember(store.load(this), this, before)
    assert now.previous is not None
    assert named_files.may_open(this, now.previous.path)
    assert not named_files.may_open(other, now.previous.path)
    here, there = (last_year.recall(now, path) for path in (this, other))
    assert here.draft is not None
    assert there.draft is not None
    assert here.draft.entries("problems").get("problems.text") == "上年的问题。"
    assert there.draft.entries("problems").get("problems.text") == ""
    assert there.changed is None


def test_where_nothing_was_kept_it_is_said_that_it_was_not_opened(this: Path) -> None:
    store.save(this.parent.parent / "last.toml", draft(2024, {}))
    path = str(this.parent.parent / "last.toml")
    now = replace(store.load(this), previous=Previous(path=path, sha256=SHA))
    assert "没有打开" in str(last_year.recall(now, this).reason)


def test_what_is_remembered_is_bounded_and_never_needed(
    this: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named_files, "KEEP", 2)
    folders = [this.parent.parent / str(n) / "a.toml" for n in range(3)]
    for path in folders:
        named_files.choose(this, [path])
    assert [named_files.may_open(this, str(path)) for path in folders] == [False, True, True]
    assert str(this.parent) not in (state / "chosen.json").read_text("utf-8")
    for content in ("", "[1]", '{"a": 1}', "[" * 9999):
        (state / "chosen.json").write_text(content, "utf-8")
        assert not named_files.may_open(this, str(folders[2]))
    (state / "chosen.json").unlink()
    (state / "chosen.json").mkdir()
    named_files.choose(this, [folders[2]])
    assert not named_files.may_open(this, str(folders[2]))


def test_what_lies_beside_the_draft_leaves_nothing_behind(this: Path, state: Path) -> None:
    named_files.choose(this, [this.with_name("2024.toml")])
    assert not state.exists()


@pytest.mark.parametrize(
    ("name", "far"),
    [("\\\\host\\a", True), ("//host/a", True), ("/a", False), ("C:\\a", False), ("a.toml", False)],
)
def test_paths_to_another_computer_are_told(name: str, far: bool) -> None:
    assert named_files.is_on_network(name) is far


def test_what_was_chosen_is_forgotten_for_one_draft(this: Path, tmp_path: Path) -> None:
    other = this.with_name("other.toml")
    other.write_bytes(this.read_bytes())
    far = tmp_path / "far" / "2024.toml"
    far.parent.mkdir()
    for path in (this, other):
        named_files.choose(path, [far])
        assert named_files.may_open(path, str(far))
    named_files.forget(this)
    assert not named_files.may_open(this, str(far))
    assert named_files.may_open(other, str(far))
    named_files.forget(this)
