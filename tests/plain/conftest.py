"""The plain mode in this process: answers in, what was said out, the draft on disk."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.published import committed
from tuiwizard.drafts import store
from tuiwizard.plain import converse
from tuiwizard.plain.conversation import Conversation
from tuiwizard.plain.lines import Ended, Lines
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session


@dataclass(frozen=True)
class Talked:
    """A conversation that has ended.

    Attributes:
        code: The exit code.
        said: All that was said.
        path: The draft.
    """

    code: int
    said: str
    path: Path

    @property
    def draft(self) -> Draft:
        """What is on the disk now."""
        return store.load(self.path)

    def text(self, path: str) -> str:
        """A cell of it."""
        return self.draft.entries(path.partition(".")[0]).get(path)


Person = Callable[..., Talked]


@pytest.fixture(autouse=True)
def a_state_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768200000")  # 2026-01-12
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


@pytest.fixture
def draft_file(tmp_path: Path) -> Path:
    return tmp_path / "draft.toml"


@pytest.fixture
def person(draft_file: Path) -> Person:
    """Somebody at a terminal who gives answers and then presses Ctrl+D."""

    def talk(
        *answers: str,
        draft: Draft | None = None,
        step: str | None = None,
        terminal: bool = True,
        sign_off_only: bool = False,
        path: Path | None = draft_file,
        previous: Path | None = None,
    ) -> Talked:
        if draft is not None:
            store.save(draft_file, draft)
        out = io.StringIO()
        source = io.BytesIO("".join(f"{answer}\n" for answer in answers).encode())
        lines = Lines(source, out, terminal=terminal)
        code = converse(path, lines, step=step, sign_off_only=sign_off_only, previous=previous)
        return Talked(code, out.getvalue(), draft_file)

    return talk


@dataclass
class Held:
    """A conversation held question by question, to look between two answers."""

    talk: Conversation
    out: io.StringIO

    def ask(self) -> bool:
        """One question; whether there may be another."""
        try:
            self.talk.ask()
        except Ended:
            return False
        return not self.talk.done


def hold(path: Path, answers: list[str], at: str = "") -> Held:
    out = io.StringIO()
    source = io.BytesIO("".join(f"{answer}\n" for answer in answers).encode())
    session = Session.open(path)
    session.file.claim()
    return Held(Conversation(session, Lines(source, out, terminal=True), at), out)


@pytest.fixture
def complete() -> Draft:
    """A report without a finding, not signed."""
    return committed("pingtan-2021").draft()
