"""A state directory of its own for every test."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / ".state"
    monkeypatch.setenv("TUIWIZARD_STATE", str(path))
    return path
