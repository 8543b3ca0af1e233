"""Drafts to open in a terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.published import committed
from tuiwizard.drafts import store

NewDraft = Callable[..., Path]


@pytest.fixture
def new_draft(tmp_path: Path) -> NewDraft:
    """Makes `draft.toml`: a published report, some of its texts changed."""

    def make(name: str = "pingtan-2021", **changes: str) -> Path:
        path = tmp_path / "draft.toml"
        texts = {key.replace("__", "."): text for key, text in changes.items()}
        store.save(path, committed(name).draft().with_texts(texts))
        return path

    return make
