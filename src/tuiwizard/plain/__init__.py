"""The wizard line by line, for any terminal, screen readers and scripts.

The same session, the same checks and the same draft as on the full screen: a question for each
cell of the form, in its order, and an answer a line. `unattended` takes the answers from a file
instead, and asks nothing.
"""

import contextlib
import shlex
import sys
from pathlib import Path

from tuiwizard.drafts.unsent import Unsent, first_texts
from tuiwizard.errors import AnswerRefused, CommandError, SaveError
from tuiwizard.flows import correcting, kept_count, opening, remarking, saving, versions
from tuiwizard.flows.ask import drive
from tuiwizard.plain import signals
from tuiwizard.plain.conversation import Conversation
from tuiwizard.plain.line_ask import LineAsk
from tuiwizard.plain.lines import Ended, Lines
from tuiwizard.plain.question_order import first_of, questions
from tuiwizard.session import Session
from tuiwizard.words import plural, tr

__all__ = ["converse", "start"]


def start(
    path: Path | None,
    *,
    step: str | None = None,
    previous: Path | None = None,
    sign_off_only: bool = False,
) -> int:
    """Ask on this terminal, or let a pipe answer, until there is nothing left to ask.

    Args:
        path: The draft, made if it is not there; None asks which.
        step: The step to begin at; None begins at the first open question.
        previous: Last year's report; the draft remembers it.
        sign_off_only: Whether the report is only reviewed: read, remarked on, signed.

    Returns:
        The exit code: on a terminal 0, or 2 if the work is not saved; for a script 1 if something
        still blocks publishing; 128 and its number after a signal.

    Raises:
        TuiwizardError: The draft cannot be opened or saved, or a script's answer is refused.
    """
    terminal = sys.stdin.isatty()
    lines = Lines(sys.stdin.buffer, sys.stdout, terminal=terminal)
    with signals.handing_on(lines.stop):
        return converse(path, lines, step=step, previous=previous, sign_off_only=sign_off_only)


def converse(
    path: Path | None,
    lines: Lines,
    *,
    step: str | None = None,
    previous: Path | None = None,
    sign_off_only: bool = False,
) -> int:
    """The same with somebody who answers; the arguments are those of `start`."""
    number, session, saved = 0, None, True
    try:
        try:
            ask = LineAsk(lines)
            ask.unsent = Unsent(first_texts)
            opened = drive(_opened(path, ask, previous))
            session = opened.session
        except AnswerRefused as refused:  # there is no draft yet whose answers were saved
            raise CommandError(str(refused)) from refused
        session.sign_off_only = sign_off_only
        at = first_of(session.draft.edition, step) if step else ""
        talk = Conversation(session, lines, at)
        try:
            saving.say_what_is_lost(talk.work)
            versions.say_edited(talk.work)
            drive(versions.offer_rescued(talk.work))
            drive(versions.offer_left(talk.work))
            drive(kept_count.look_at_opening(talk.work))
            correcting.say_signed(talk.work)
            if lines.terminal:
                remarked = drive(remarking.look_at_remarks(talk.work))
                talk.at = _question_at(session.draft.edition, remarked, talk.at)
            if opened.ledgers:
                from tuiwizard.flows import counting  # the readers are for who counts

                drive(counting.count_ledger(talk.work, opened.ledgers))
            lines.say(tr("打 :帮助 看命令，:离开 保存并离开；每答一问都会马上保存。"))
            talk.run()
        except Ended as ended:
            number = ended.number
        finally:
            talk.close()
        saved = talk.saved
        _farewell(session, lines, "" if saved else saving.unsaved(talk.work))
    except Ended as ended:  # before a draft was open
        number = ended.number
    if number:
        return 128 + number
    if not saved:
        return SaveError.exit_code
    if session is None or lines.terminal:
        return 0
    return int(any(finding.blocks for finding in session.findings()))


async def _opened(path: Path | None, ask: LineAsk, previous: Path | None) -> opening.Opened:
    """A draft that nobody else works on; a person may choose which.

    Raises:
        TuiwizardError: It cannot be opened.
        Ended: The person goes back.
    """
    if path is not None:
        opened = await opening.open_path(ask, path, previous)
    else:
        opened = None
        while opened is None:
            answer = await ask.choose(opening.start_choice())
            if answer is None:
                raise Ended
            opened = await opening.start(ask, answer)
    if opened is None:
        raise Ended
    if opened.about:
        await ask.show(tr("上年年报"), opened.about)
    return opened


def _farewell(session: Session, lines: Lines, unsaved: str) -> None:
    """Say where the work is and how to go on; a terminal that is gone is told nothing."""
    with contextlib.suppress(OSError):
        lines.say("")
        lines.say(f"! {unsaved}" if unsaved else tr("已保存 {path}", path=session.path))
        blocking = sum(finding.blocks for finding in session.findings())
        if blocking:
            lines.say(plural("还有 {n} 处要填、要改或要说明", blocking))
        lines.say(tr("接着填：tuiwizard {path} --plain", path=shlex.quote(str(session.path))))


def _question_at(edition: str, cell: str | None, otherwise: str) -> str:
    """The question of a cell, or the first one of its step; another one where there is no cell."""
    if cell is None:
        return otherwise
    return cell if cell in questions(edition) else first_of(edition, cell.partition(".")[0])
