"""A conversation while it goes on: how it was begun, and what was answered so far.

What is typed into a question is kept with this, so that the conversation can be begun again where
it was broken off. What was handed in is kept until the conversation has come to its end.
"""

from contextvars import ContextVar
from typing import Any

from tuiwizard.drafts.unsent import Answer, Trail, Unsent

CONVERSATION: "ContextVar[Conversation | None]" = ContextVar("conversation", default=None)
"""The one a flow holds; each flow runs in a task of its own."""


class Conversation:
    """One conversation.

    Args:
        trail: How it was begun.
        unsent: Keeps what is typed into its questions.

    Attributes:
        trail: How it came to where it is.
        about: What it was begun on, which tells its questions from those of others.
    """

    def __init__(self, trail: Trail, unsent: Unsent) -> None:
        self.trail = trail
        self.about = trail.about
        self._unsent = unsent
        self._asked: list[str] = []
        self._worked = False

    def answered(self, name: str, answer: Answer) -> None:
        """Take note of an answer.

        One that rests on what was worked out meanwhile is not given again: it may be answered
        otherwise the next time.
        """
        if self._worked:
            self.cut()
        elif self.trail.began:
            answers = (*self.trail.answers, (name, answer))
            self.trail = self.trail._replace(answers=answers)

    def asked(self, question: str) -> None:
        """Take note of a question."""
        self._asked.append(question)

    def worked(self) -> None:
        """Take note of something that was worked out."""
        self._worked = True

    def cut(self) -> None:
        """Something was done that must not be done twice: it is not begun again from here."""
        self.trail = Trail()

    def written(self) -> None:
        """What it was for is on the disk: nothing of it is asked again."""
        self._unsent.drop_handed(*self._asked)
        self.cut()

    def settle(self) -> None:
        """It has come to its end: what was handed in will soon be on the disk."""
        self._unsent.settle(*self._asked)
        self._asked.clear()


class Retraced(dict[str, Any]):
    """The answers of a conversation that was broken off, each given once.

    Args:
        trail: How it came to where it was broken off.
    """

    def __init__(self, trail: Trail) -> None:
        super().__init__()
        for name, answer in trail.answers:
            self.setdefault(name, []).append(answer)

    def get(self, name: str, default: Any = None) -> Any:
        """Return the next answer to a question, which takes its place in this conversation."""
        answers = super().get(name)
        if not answers:
            return default
        answer = answers.pop(0)
        conversation = CONVERSATION.get()
        if conversation is not None:
            conversation.answered(name, answer)
        return answer
