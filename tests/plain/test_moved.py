"""The line mode on a draft that was moved away from last year's report."""

import os
from dataclasses import replace
from pathlib import Path

from tests.cli.test_moved import at_home
from tests.plain.conftest import Person
from tuiwizard.drafts import store


def test_the_line_mode_says_the_same(person: Person, draft_file: Path) -> None:
    data = {"previous": {"requests.received.business": "3", "requests.carried_out.business": "3"}}
    home = at_home(draft_file.parent, data)
    home.replace(draft_file)
    said = person(":检查").said
    assert "上年年报“结转下年度继续办理”是 3" in said
    (draft_file.parent / "last.toml").unlink()
    assert person(":检查").said == said


def away(folder: Path) -> Path:
    """A folder that is not below that of the draft."""
    return folder.with_name(f"{folder.name}-2024")


def elsewhere(draft_file: Path, before: Path) -> None:
    """A draft from somebody else that names a file in another folder."""
    data = {"previous": {"problems.text": "上年的问题写在这里。"}}
    now = store.load(at_home(draft_file.parent, data))
    assert now.previous is not None
    before.parent.mkdir(exist_ok=True)
    (draft_file.parent / "last.toml").replace(before)
    named = now.previous.model_copy(update={"path": str(before)})
    store.save(draft_file, replace(now, previous=named))


def test_a_file_in_another_folder_is_opened_only_after_asking(
    person: Person, draft_file: Path, tmp_path: Path
) -> None:
    elsewhere(draft_file, away(tmp_path) / "last.toml")
    refused = person("1", ":上年正文", step="problems")
    assert "草稿里写的上年年报在别的文件夹" in refused.said
    assert "上年的问题写在这里。" not in refused.said
    assert "上年的问题写在这里。" in person("2", ":上年正文", step="problems").said
    assert "在别的文件夹" not in person(step="problems").said


def test_no_pipe_and_no_other_computer_is_asked_about(
    person: Person, draft_file: Path, tmp_path: Path
) -> None:
    for before in (
        away(tmp_path) / "last.toml",
        Path("//host/share/last.toml"),
    ):
        elsewhere(draft_file, away(tmp_path) / "kept.toml")
        now = store.load(draft_file)
        assert now.previous is not None
        named = now.previous.model_copy(update={"path": str(before)})
        store.save(draft_file, replace(now, previous=named))
        if not before.exists() and before.is_relative_to(tmp_path.parent):
            os.mkfifo(before)
        assert "在别的文件夹" not in person(":检查").said
