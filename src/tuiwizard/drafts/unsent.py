"""What is typed into questions and not handed in yet, kept in the state directory.

A draft keeps what was typed into the form; this keeps the rest: a reason, a remark, a path, a
name. It is written beside the keys, and dropped once it was handed in and is on the disk there,
or was given up.
"""

import contextlib
import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tuiwizard.drafts.files import sweep
from tuiwizard.drafts.state_folder import key_of, state_folder, write_privately
from tuiwizard.errors import SaveError

if TYPE_CHECKING:  # the thread comes with the first text
    from concurrent.futures import Future, ThreadPoolExecutor

SETTLED = 2.0
"""Seconds from handing in until what it brought about is on the disk for certain."""

FIND, FILTER = "find", "filter"
"""The names of lines that belong to no question: words to look for in a text, or at the desk."""

_LINES = "lines:"
"""What the name of a text begins with that is being written line by line."""

_PATIENCE = 10.0
"""Seconds that an ending program waits for the disk."""

Answer = str | tuple[str, ...]


class Trail(NamedTuple):
    """How a conversation came to a question.

    Attributes:
        began: What began it.
        at: Where the person was.
        about: What it was begun on, if a place does not say it all.
        answers: What was answered since, by the names of the questions.
    """

    began: str = ""
    at: str = ""
    about: str = ""
    answers: tuple[tuple[str, Answer], ...] = ()


NO_TRAIL = Trail()


class Typed(NamedTuple):
    """What is typed into one question.

    Attributes:
        texts: The texts.
        trail: How the conversation came to it.
    """

    texts: tuple[str, ...]
    trail: Trail = NO_TRAIL


def lines_of(cell: str) -> str:
    """Return the name under which the lines are kept that are written for a cell."""
    return _LINES + cell


def draft_texts(draft: Path) -> Path:
    """Return the file for what is typed into questions about one draft, or one folder."""
    return _folder() / f"{key_of(draft)}.json"


def first_texts() -> Path:
    """Return the file for what is typed before there is a draft."""
    return _folder() / "start.json"


def _folder() -> Path:
    return state_folder() / "unsent"


class Unsent:
    """The texts of one file, by their questions; written in a thread of its own.

    Args:
        place: Says where the file is; a draft may move while it is open.
    """

    def __init__(self, place: Callable[[], Path]) -> None:
        self._place = place
        sweep(place())
        self._texts = dict(_read(place()))
        self._handed: dict[str, Typed] = {}
        self._lock = threading.Lock()
        self._writer: ThreadPoolExecutor | None = None
        self._next: Future[None] | None = None
        self._written: Path | None = None

    def found(self, question: str) -> tuple[str, ...]:
        """Return what is typed into a question; empty if nothing is."""
        typed = self._texts.get(question)
        return () if typed is None or question in self._handed else typed.texts

    @property
    def last(self) -> Typed | None:
        """What was typed last of all whose conversation can be begun again."""
        typed = [text for text in self._texts.values() if text.trail.began]
        return typed[-1] if typed else None

    @property
    def lines(self) -> dict[str, str]:
        """What was written line by line and not ended, by the path of its cell."""
        return {
            question.removeprefix(_LINES): typed.texts[0]
            for question, typed in self._texts.items()
            if question.startswith(_LINES) and len(typed.texts) == 1
        }

    def on_the_way(self, trail: Trail) -> tuple[str, ...]:
        """Return the questions whose texts were handed in on the way to another question."""
        return tuple(
            question
            for question, (_, before) in self._texts.items()
            if before[:3] == trail[:3]
            and len(before.answers) < len(trail.answers)
            and trail.answers[: len(before.answers)] == before.answers
        )

    def keep(self, question: str, texts: tuple[str, ...], trail: Trail = NO_TRAIL) -> None:
        """Keep what is typed into a question, instead of what was typed there before."""
        with self._lock:
            self._handed.pop(question, None)
            self._texts.pop(question, None)
            self._texts[question] = Typed(texts, trail)
        self._write_soon()

    def drop(self, *questions: str) -> None:
        """Forget what was typed into questions: the person gave it up."""
        with self._lock:
            known = [self._texts.pop(q) for q in questions if q in self._texts]
        if known:
            self._write_soon()

    def hand_in(self, question: str) -> None:
        """What was typed into a question was handed in; it is kept until that has settled."""
        with self._lock:
            if question in self._texts:
                self._handed[question] = self._texts[question]

    def settle(self, *questions: str) -> None:
        """What was handed in has come about, and will soon be on the disk."""
        timer = threading.Timer(SETTLED, self._settled, [questions])
        timer.daemon = True
        timer.start()

    def _settled(self, questions: tuple[str, ...]) -> None:
        """From the timer, behind which the program may be ending: threads begin nothing then."""
        with contextlib.suppress(RuntimeError):
            self.drop_handed(*questions)

    def drop_handed(self, *questions: str) -> None:
        """What was handed in has come about and is on the disk: forget it, unless typed anew."""
        with self._lock:
            handed = [q for q in dict.fromkeys(questions) if q in self._handed]
            for question in handed:
                if self._texts.get(question) is self._handed.pop(question):
                    del self._texts[question]
        if handed:
            self._write_soon()

    def flush(self) -> None:
        """Wait until all is on the disk, or the disk is too slow."""
        if self._writer is None:  # nothing was ever typed
            return
        written = self._write_soon()
        with contextlib.suppress(TimeoutError):
            written.result(_PATIENCE)

    def close(self) -> None:
        """The work is saved, and whatever was handed in with it."""
        self.drop_handed(*self._handed)
        self.flush()

    def _write_soon(self) -> "Future[None]":
        """Write what there is when the thread comes to it; what was overtaken is never written."""
        if self._writer is None:
            from concurrent.futures import ThreadPoolExecutor

            self._writer = ThreadPoolExecutor(1, "unsent")
        if self._next is None or self._next.running() or self._next.done():
            self._next = self._writer.submit(self._write)
        return self._next

    def _write(self) -> None:
        with self._lock:
            texts = dict(self._texts)
        with contextlib.suppress(OSError, RuntimeError, ValueError, SaveError):
            path = self._place()
            if self._written not in (None, path):
                self._written.unlink(missing_ok=True)
            if texts:
                write_privately(path, json.dumps(texts))
            else:
                path.unlink(missing_ok=True)
            self._written = path


def _read(path: Path) -> Mapping[str, Typed]:
    """Return what a file holds; a damaged one is an empty one."""
    try:
        return {
            str(name): _typed(*item) for name, item in json.loads(path.read_text("utf-8")).items()
        }
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _typed(texts: list[str], trail: list[object]) -> Typed:
    began, at, about, answers = trail
    answered = tuple(
        (str(name), answer if isinstance(answer, str) else tuple(map(str, answer)))
        for name, answer in answers  # type: ignore[attr-defined] # refused by the caller otherwise
    )
    return Typed(tuple(map(str, texts)), Trail(str(began), str(at), str(about), answered))
