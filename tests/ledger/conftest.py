"""The tests of the ledger read it in this process, where they are measured."""

import pytest

from tuiwizard import reader_process


@pytest.fixture(autouse=True)
def _without_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "_child", None)
