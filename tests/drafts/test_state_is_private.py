"""Nobody else on the computer reads what the program keeps of a draft outside its file."""

import os
import stat
from pathlib import Path

import pytest

from tests.strategies import complete_draft
from tuiwizard import faults
from tuiwizard.drafts import chosen_theme, history, recents, rescue, store
from tuiwizard.drafts.agency_memory import remember_agency
from tuiwizard.drafts.draft_file import DraftFile
from tuiwizard.drafts.editor_file import EditorFile
from tuiwizard.drafts.recents import Recent
from tuiwizard.drafts.state_folder import state_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")


def test_every_file_and_folder_is_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state"
    monkeypatch.setenv("TUIWIZARD_STATE", str(state))
    draft, before = tmp_path / "draft.toml", os.umask(0)
    try:
        (state / "history").mkdir(parents=True)  # as an earlier version of the program made it
        (state / "recent.json").write_text("[]")
        store.save(draft, complete_draft())
        history.keep(draft, draft.read_bytes(), "")
        recents.remember(Recent(str(draft), "甲局", 2025, 0, "", ""))
        rescue.save(draft, complete_draft())
        remember_agency("甲局", signers={"signed": "张三"})
        chosen_theme.remember_theme("dark")
        EditorFile(draft, "overview.text").write("正文")
        faults.write_report(ValueError("张三"), state_folder() / "faults")
    finally:
        os.umask(before)
    open_to_others = [
        path
        for path in (state, *state.rglob("*"))
        if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    assert open_to_others == []
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert len([path for path in state.rglob("*") if path.is_file()]) == 7


def test_a_draft_of_an_earlier_format_is_kept_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before = tmp_path / "draft.toml", os.umask(0)
    try:
        store.save(path, complete_draft())
        path.chmod(0o600)
        file = DraftFile(path)
        draft = file.read()
        monkeypatch.setattr(file, "_older", b"format = 0\n")
        file.save(draft.with_texts({"overview.text": "别的"}))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "draft.toml.old").stat().st_mode) == 0o600
