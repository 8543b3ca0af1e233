"""What every question of the plain mode is, and the conversation it is asked in."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from tuiwizard.plain.lines import Lines
from tuiwizard.rules.finding import Finding
from tuiwizard.session import Session
from tuiwizard.words import tr


class Talk(Protocol):
    """The conversation, as questions and commands see it.

    Attributes:
        session: The draft.
        lines: Who answers.
        at: The path of the question that is asked.
        listed: The findings that were read out last, by their numbers.
        by: Who wrote the last reason.
        base: Where the report is put out, without the end of the file's name.
        done: Whether the last question has been answered.
    """

    session: Session
    lines: Lines
    at: str
    listed: tuple[Finding, ...]
    by: str
    base: Path | None
    done: bool

    @property
    def question(self) -> "Question":
        """The question that is asked."""

    def refuse(self, why: str) -> None:
        """Say why something is not done; a script ends with that."""

    def edit(self, texts: Mapping[str, str], what: str = tr("填写")) -> bool:
        """Change the draft, save it, and say what follows from it."""

    def changed(self) -> None:
        """The session has a new draft: save it, and say what became void."""

    def save(self, *, settled: bool = False) -> bool:
        """Save, and whether that went well."""

    def move_to(self, path: Path) -> str:
        """Work on another file; why that cannot be, or nothing."""

    def go(self, path: str) -> None:
        """Ask another question next."""

    def onward(self) -> None:
        """Ask the question behind this one next."""


class Question(ABC):
    """One thing that is asked.

    Attributes:
        path: Its name: the path of a cell, or `publish.` and a word.
    """

    def __init__(self, path: str) -> None:
        self.path = path

    @property
    def step(self) -> str:
        """The key of its step."""
        return self.path.partition(".")[0]

    @property
    @abstractmethod
    def label(self) -> str:
        """What is asked, in full."""

    @abstractmethod
    def current_answer(self, session: Session) -> str:
        """Return the current answer, which Enter keeps; empty for none."""

    @abstractmethod
    def take(self, talk: Talk, text: str) -> str:
        """Take an answer, and go on to the next question.

        Args:
            talk: The conversation.
            text: The answer, not blank.

        Returns:
            Why it is refused; empty if it was taken.
        """

    def said(self, session: Session) -> Iterator[str]:  # noqa: ARG002 - most need it
        """What is said between the label and the answer."""
        return iter(())

    def help(self, session: Session) -> Iterator[str]:  # noqa: ARG002 - most need it
        """What is said when help is asked for."""
        return iter(())

    def open(self, session: Session) -> bool:  # noqa: ARG002 - most are open by their problems
        """Whether it is still to be answered, though no rule of the form asks for it."""
        return False

    def enter(self, talk: Talk) -> None:
        """Enter alone: leave it as it is."""
        talk.onward()
