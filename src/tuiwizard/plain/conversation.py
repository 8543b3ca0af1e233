"""The conversation: one question after another, each answer saved before the next is asked."""

from collections.abc import Callable, Coroutine
from typing import Any

from tuiwizard.drafts.saver import Outcome
from tuiwizard.flows import saving
from tuiwizard.flows.ask import Tone, drive
from tuiwizard.flows.work import Work
from tuiwizard.plain import checking, filling, moving, narration, question_order
from tuiwizard.plain.asking import TextQuestion
from tuiwizard.plain.command import Command, Needs, is_command, literal, parsed
from tuiwizard.plain.line_ask import LineAsk
from tuiwizard.plain.lines import Lines
from tuiwizard.plain.question import Question, Talk
from tuiwizard.report.excerpt import sentence_at
from tuiwizard.rules.finding import Finding
from tuiwizard.session import Session
from tuiwizard.session.editor import NO_EDITOR
from tuiwizard.session.view import steps
from tuiwizard.words import plural, tr

_BLANK = tr("空")


class Conversation:
    """Asks for a draft, question by question; its attributes are `Talk`'s.

    Args:
        session: The draft.
        lines: Who answers.
        at: The question to begin with; where the person left off if empty.
    """

    def __init__(self, session: Session, lines: Lines, at: str = "") -> None:
        self.session = session
        self.lines = lines
        self.at = at or question_order.resume(session)
        self.listed: tuple[Finding, ...] = ()
        self.done = False
        self._later: Outcome | None = None
        self._failed = False
        self._to_settle = False
        ask = LineAsk(lines)
        self.work = Work(session, ask, self, told=self._told, at_once=True)
        ask.unsent = self.work.unsent
        self._shown = session.draft
        self._step = ""
        self._seen: set[str] = set()
        self._asked = ""  # what is said with a question is not said twice in a row

    @property
    def question(self) -> Question:
        """The question that is asked."""
        return question_order.questions(self.session.draft.edition)[self.at]

    def run(self) -> None:
        """Ask until there is nothing left to ask.

        Raises:
            Ended: There are no more answers, or the person leaves.
            AnswerRefused: An answer of a script cannot be taken.
        """
        while not self.done:
            self.ask()

    def ask(self) -> None:
        """Ask one question, and take the answer or carry out the command."""
        if self._later is not None:
            self.work.received(self._later)
            self._later = None
        self._enter()
        question = self.question
        said = question.said(self.session) if self._asked != self.at else ()
        self._asked = self.at
        self.lines.say(question.label(self.session), *said)
        text = self.lines.read(f"[{question.current(self.session) or _BLANK}] > ")
        if is_command(text):
            self._carry_out(text)
        elif not text.strip():
            question.enter(self)
        elif self.session.sign_off_only and question.step != "publish":
            self.refuse(
                tr(
                    "审查时不改内容；打 :意见 加要改什么，打 :转到 {n} 去签发",
                    n=len(steps(self.session.draft)),
                )
            )
        else:
            refused = question.take(self, literal(text))
            if refused:
                self.refuse(refused)
        if self._to_settle:
            self._to_settle = False
            drive(saving.settle(self.work))

    def refuse(self, why: str) -> None:
        """Say why something is not done.

        Raises:
            AnswerRefused: A script answers: what follows was meant for what is not asked now.
        """
        self.work.ask.tell(why, Tone.REFUSAL)

    def follow(self, flow: Coroutine[Any, Any, object], **answers: object) -> None:
        """Go through a flow, some of whose questions are answered already."""
        with self.work.given(answers):
            drive(flow)

    def go(self, path: str) -> None:
        """Ask another question next."""
        self.at = path

    def onward(self) -> None:
        """Ask the question behind this one next."""
        onward = question_order.beside(self.session.draft.edition, self.at, 1)
        self.done = not onward
        self.at = onward or self.at

    @property
    def saved(self) -> bool:
        """Whether all that was accepted is on the disk, as far as we know."""
        return self.work.outcome.error is None

    def close(self) -> None:
        """Remember where the person is, and let the next one work on the draft."""
        self.work.remember()
        self.work.close()

    # What flows need of the conversation (`flows.work.Surface`)

    def take_over(self) -> None:
        """Nothing is typed that has not been handed in."""

    def typing(self) -> dict[str, str]:
        """Nothing is typed that has not been handed in."""
        return {}

    async def go_to(self, at: str) -> None:
        """Ask for another cell next."""
        self.go(at)

    def show_draft(self) -> None:
        """Say what follows from a change, and go on with a question that the form still has."""
        before, self._shown = self._shown, self.session.draft
        self.lines.say(*narration.consequences(before, self._shown))
        edition = self.session.draft.edition
        if self.at not in question_order.questions(edition):
            self.at = question_order.first_of(edition, self.work.step)

    async def show_another(self) -> None:
        """Ask the same question of a draft that was exchanged, or what is open if it has none."""
        if self.at not in question_order.questions(self.session.draft.edition):
            self.at = question_order.first_open(self.session)

    def show_outcome(self, outcome: Outcome) -> None:
        """Say when saving begins to fail, and when it works again."""
        before, self._failed = self._failed, bool(outcome.error)
        if outcome.error and not before:
            failure = outcome.failure
            self.lines.say(
                tr("! 没有保存：{failure}；可以用 :保存 加文件名，存到别处", failure=failure)
            )
        elif before and not outcome.error:
            self.lines.say(tr("现在保存上了"))

    def settle(self) -> None:
        """Ask about it when this question is dealt with."""
        self._to_settle = self.lines.terminal

    def insert(self, text: str, what: str) -> None:
        """Put lines behind the narrative, and say how it begins now."""
        here = self.session.text(self.at)
        self.work.edit({self.at: f"{here}\n{text}" if here else text}, what)
        self.restore()

    def restore(self) -> None:
        """Say how the narrative begins now, if the question is one."""
        if isinstance(self.question, TextQuestion):
            current = self.question.current(self.session) or tr("空的")
            self.lines.say(tr("现在是 {current}", current=current))

    def show_passage(self, path: str, start: int, end: int) -> None:  # noqa: ARG002 - all is read
        """Read out the sentence of a passage."""
        self.lines.say(sentence_at(self.session.text(path), start))

    def leave_terminal(self, work: Callable[[], str]) -> str:
        """The editor takes the terminal, if there is one."""
        return work() if self.lines.terminal else NO_EDITOR

    def _told(self, outcome: Outcome) -> None:
        """From the saver's thread: it is said at the next question, not amid an answer."""
        self._later = outcome

    def _enter(self) -> None:
        """Say where the person is when the step is another one, and what the last one lacks."""
        step = self.work.step
        if step == self._step:
            return
        order = steps(self.session.draft)
        onward = self._step not in order or order.index(step) > order.index(self._step)
        if onward and step != "publish":  # the last step tells all
            self._take_leave_of(self._step)
        self._step = step
        self.work.save()
        self.work.remember()
        self.lines.say(*narration.step_lines(self.session, step, first=step not in self._seen))
        self._seen.add(step)
        if step == "publish":
            self._carry_out(":检查")  # not said: typed

    def _take_leave_of(self, step: str) -> None:
        found = [f for f in self.session.findings() if f.section == step and f.blocks]
        if found:
            self.listed = tuple(narration.listed(self.session.draft, found))
            self.lines.say(
                "", plural("上一步还有 {n} 处要填、要改或要说明，打 :去 和编号去改：", len(found))
            )
            self.lines.say(*narration.finding_lines(self.session, self.listed))

    def _carry_out(self, text: str) -> None:
        command, rest = parsed(text, COMMANDS)
        if command is None:
            self.refuse(
                tr(
                    "没有“:{rest}”这个命令，打 :帮助 看有哪些；文字以冒号开头的，打两个冒号",
                    rest=rest,
                )
            )
        elif Needs.FILLING in command.needs and self.session.sign_off_only:
            self.refuse(tr("审查时不能用 :{name}", name=command.spoken_name))
        elif Needs.TABLE in command.needs and not narration.is_table(
            self.work.draft, self.work.step
        ):
            self.refuse(tr(":{name} 只在表里可以", name=command.spoken_name))
        elif Needs.TEXT in command.needs and not isinstance(self.question, TextQuestion):
            self.refuse(tr(":{name} 只在正文里可以", name=command.spoken_name))
        else:
            command.run(self, rest)


def _help(talk: Talk, _rest: str) -> None:
    session = talk.work.session
    talk.lines.say(talk.question.label(session), *talk.question.help(session))
    talk.lines.say(
        "", tr("直接回车：不改，去下一问。命令："), *(command.line for command in COMMANDS)
    )


COMMANDS: tuple[Command, ...] = (
    Command("帮助", "h", "", tr("说明这一问，列出命令"), _help),
    *moving.COMMANDS,
    *filling.COMMANDS,
    *checking.COMMANDS,
)
