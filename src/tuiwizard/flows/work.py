"""A draft being worked on: whom to ask, where it is shown, and its file kept up to date."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from tuiwizard.drafts import files, history, recents, savable
from tuiwizard.drafts.draft_file import DraftFile
from tuiwizard.drafts.saver import Outcome, Saver
from tuiwizard.drafts.unsent import Unsent, draft_texts
from tuiwizard.errors import UNDECIDED, DraftError, SaveError
from tuiwizard.flows.ask import Ask, Given, Tone
from tuiwizard.forms.common import Kind
from tuiwizard.forms.layout import cells
from tuiwizard.rendering.formats import DEFAULT, FORMATS
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import SignOffStatus
from tuiwizard.session import Session
from tuiwizard.words import tr


class Surface(Protocol):
    """Where a draft is shown and typed into: a screen, or the questions of the line mode."""

    @property
    def at(self) -> str:
        """The cell or the step the person is in."""

    async def go_to(self, at: str) -> None:
        """Go to a cell or a step."""

    def take_over(self) -> None:
        """Hand what is being typed to the session, before anything else happens."""

    def typing(self) -> dict[str, str]:
        """What is being typed and not yet handed over, left as it is."""

    def show_draft(self) -> None:
        """Show the draft as it is now, the same cells in it."""

    async def show_another(self) -> None:
        """Show a draft that was exchanged as a whole."""

    def show_outcome(self, outcome: Outcome) -> None:
        """Show whether the work is on disk."""

    def settle(self) -> None:
        """Have it asked what to do about a save that failed (`saving.settle`)."""

    def insert(self, text: str, what: str) -> None:
        """Put lines into the narrative of the step, at the cursor if there is one.

        Args:
            text: The lines.
            what: A word for the intention.
        """

    def restore(self) -> None:
        """Show a text that was changed elsewhere also where it is being edited."""

    def show_passage(self, path: str, start: int, end: int) -> None:
        """Show a passage of a text.

        Args:
            path: The cell of the text.
            start: The first character of the passage.
            end: The character behind it.
        """

    def leave_terminal(self, work: Callable[[], str]) -> str:
        """Let another program have the terminal to itself.

        Args:
            work: Runs it.

        Returns:
            What that returns, or why the terminal cannot be left.
        """


def narrative_of(draft: Draft, step: str) -> str:
    """Return the path of a step's narrative; empty where it has none: `overview.text`."""
    known = cells(draft.edition, step) if step in draft.section_keys else ()
    return next((cell.path for cell in known if cell.kind is Kind.TEXT), "")


class Work:
    """A draft being worked on.

    Args:
        session: The draft.
        ask: Whom to ask.
        surface: Where it is shown.
        told: Called in the saver's thread after each attempt to save there.
        at_once: Whether each change is on disk before the next question.

    Attributes:
        outcome: What became of the last attempt to save.
        unsent: Keeps what is typed into questions and not handed in.
        settling: Whether it is being asked what to do about a save that failed.
        by: Who wrote the last reason.
        output: Where the report is put out, without the suffix; None: beside the draft.
        formats: The formats it is put out in.
    """

    def __init__(
        self,
        session: Session,
        ask: Ask,
        surface: Surface,
        *,
        told: Callable[[Outcome], None],
        at_once: bool = False,
    ) -> None:
        self.session = session
        self.ask: Ask = ask
        self.outcome = Outcome()
        self.unsent = Unsent(lambda: draft_texts(session.path))
        self.settling = False
        self.by = ""
        self.output: Path | None = None
        self.formats = FORMATS.keys() & set(session.agency_memory.formats) or {DEFAULT}
        self._surface = surface
        self._told = told
        self._at_once = at_once
        self._asked = False
        self._half_typed = False
        self._status = session.sign_off_status
        self._saver = Saver(session.file, told)

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        return self.session.draft

    @property
    def surface(self) -> Surface:
        """Where it is shown."""
        return self._surface

    @property
    def step(self) -> str:
        """The step the person is in, though the form may no longer have it."""
        return self._surface.at.partition(".")[0]

    @property
    def narrative(self) -> str:
        """The path of the step's narrative; empty where it has none."""
        return narrative_of(self.draft, self.step)

    def take_over(self) -> None:
        """Hand what is being typed to the session, before anything else happens."""
        self._surface.take_over()

    @contextmanager
    def given(self, answers: Mapping[str, Any]) -> Iterator[None]:
        """Some questions that are asked inside are answered already, by their names."""
        asked, self.ask = self.ask, Given(answers, self.ask)
        try:
            yield
        finally:
            self.ask = asked

    def edit(self, texts: Mapping[str, str], what: str = tr("填写")) -> bool:
        """Change some cells as one intention.

        Returns:
            Whether anything changed.
        """
        changed = self.session.edit(texts, what)
        if changed:
            self.changed()
        return changed

    def changed(self) -> None:
        """Show the new draft, save it, and say when that made the sign-off void.

        Raises:
            SaveError: It cannot be saved, and nobody is there to decide what to do.
        """
        self._surface.show_draft()
        if self._at_once:
            self.save(settled=False)
        else:
            self._saver.soon(self.draft, self.step)
        before, self._status = self._status, self.session.sign_off_status
        if before is SignOffStatus.SIGNED and self._status is SignOffStatus.VOID:
            void = tr(
                "{status}；{undo} 撤销改动可以恢复",
                status=self.session.sign_off_words,
                undo=self.ask.key_of("undo"),
            )
            self.ask.tell(void, Tone.WARNING)

    async def exchange(self, draft: Draft, what: str) -> None:
        """Take over another draft; undo brings back what was there."""
        self.take_over()
        self.session.replace_with(draft, what)
        if self._at_once:  # for the history under the step in which it was decided
            self.save(settled=False)
        await self._surface.show_another()
        self.changed()
        if not self._at_once:
            self.save()
        self.ask.tell(tr("已{what}；{undo} 可以撤销", what=what, undo=self.ask.key_of("undo")))

    def save(self, *, settled: bool = True) -> str:
        """Save now, what is being typed included.

        Args:
            settled: Whether the history keeps this version for certain.

        Returns:
            Why it could not be saved; empty if it was.

        Raises:
            SaveError: It could not, and nobody is there to decide what to do.
        """
        self.take_over()
        self.keep_claim()
        self.received(self._saver.now(self.draft, self.step, settled=settled))
        if self.outcome.error is not None and not self.ask.attended:
            raise SaveError(self.outcome.failure)
        return self.outcome.failure

    def save_as_it_is(self) -> None:
        """Save what the session holds, while another program has the terminal."""
        self._saver.now(self.draft, self.step)

    def save_undisturbed(self) -> None:
        """Save now, half-typed figures included, while the typing goes on."""
        draft = self.draft.with_texts(self._surface.typing())
        self.received(self._saver.now(draft, self.step))

    def save_typing(self) -> None:
        """Save soon what is being typed and not yet part of the draft, or no longer typed."""
        typing = self._surface.typing()
        if typing or self._half_typed:
            self._saver.soon(self.draft.with_texts(typing), self.step)
        self._half_typed = bool(typing)

    def received(self, outcome: Outcome) -> None:
        """Take note of an attempt to save; ask, once, where only the person can know what to do."""
        self.outcome = outcome
        self._surface.show_outcome(outcome)
        undecided = isinstance(outcome.error, UNDECIDED)
        if undecided and not self._asked:
            self.settling = True
            self._surface.settle()
        self._asked = undecided

    def keep_claim(self) -> None:
        """From time to time: get hold of a lock that was taken over."""
        self.session.file.keep_claim()

    def remember(self) -> None:
        """Keep where the person is, for the next time."""
        self.session.remember(self._surface.at)

    def remember_place(self) -> None:
        """Keep where the person is when a fault, or a signal, ends the work."""
        self.session.remember_place(self._surface.at)

    def move_to(self, path: Path) -> bool:
        """Work on another file from now on; whether that is possible."""
        if files.is_there(path):
            self.ask.tell(tr("已经有 {path}，请换一个文件名", path=path), Tone.REFUSAL)
            return False
        try:
            savable.refuse_unsavable(path)
        except SaveError as error:
            self.ask.tell(str(error), Tone.REFUSAL)
            return False
        self._work_on(DraftFile(path))
        self.session.file.claim()
        return True

    def follow(self, path: Path) -> bool:
        """Go on with the file under the name that it has now; whether that is possible."""
        before, file = self.session.path, DraftFile(path)
        try:
            file.read()
            owner = file.claim()
        except (DraftError, SaveError) as error:
            self.ask.tell(str(error), Tone.REFUSAL)
            return False
        if owner is not None:
            words = tr("{path}：{owner}正在填这份草稿，没有打开", path=path, owner=owner)
            self.ask.tell(words, Tone.REFUSAL)
            return False
        self._work_on(file)
        history.move(before, path)
        recents.forget(str(before.resolve()))
        return True

    def _work_on(self, file: DraftFile) -> None:
        self._saver.close()
        self.session.file.release()
        self.session.file = file
        self._saver = Saver(file, self._told)

    def close(self) -> None:
        """Write no more, and let the next one work on the draft."""
        self._saver.close()
        self.unsent.close()
        self.session.file.release()
