"""What every question of the line mode is, and the conversation it is asked in."""

from abc import ABC, abstractmethod
from collections.abc import Coroutine, Iterator
from typing import Any, Protocol

from tuiwizard.flows.work import Work
from tuiwizard.plain.lines import Lines
from tuiwizard.rules.finding import Finding
from tuiwizard.session import Session


class Talk(Protocol):
    """The conversation, as questions and commands see it.

    Attributes:
        work: The draft being worked on.
        lines: Who answers.
        at: The path of the question that is asked.
        listed: The findings that were read out last, by their numbers.
    """

    work: Work
    lines: Lines
    at: str
    listed: tuple[Finding, ...]

    @property
    def question(self) -> "Question":
        """The question that is asked."""

    def refuse(self, why: str) -> None:
        """Say why something is not done; a script ends with that."""

    def follow(self, flow: Coroutine[Any, Any, object], **answers: object) -> None:
        """Go through a flow, some of whose questions are answered already."""

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

    @abstractmethod
    def label(self, session: Session) -> str:
        """What is asked, in full."""

    @abstractmethod
    def current(self, session: Session) -> str:
        """The answer as it is now; Enter keeps it. Empty for none."""

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
