"""The conversation: one question after another, each answer saved before the next is asked."""

from collections.abc import Mapping
from pathlib import Path

from tuiwizard.errors import AnswerRefused, SaveError
from tuiwizard.plain import filling, moving, places, settling, telling
from tuiwizard.plain.command import Command, is_command, literal, parsed
from tuiwizard.plain.keeping import Keeper
from tuiwizard.plain.lines import Lines
from tuiwizard.plain.question import Question, Talk
from tuiwizard.plain.whose import settle_whose
from tuiwizard.report.sign_off import SignOffStatus
from tuiwizard.rules.finding import Finding
from tuiwizard.session import Session
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
        self.at = at or places.resume(session)
        self.listed: tuple[Finding, ...] = ()
        self.by = ""
        self.base: Path | None = None
        self.done = False
        self._keeper = Keeper(session)
        self._stood = session.sign_off_status
        self._step = ""
        self._seen: set[str] = set()
        self._asked = ""  # what is said with a question is not said twice in a row

    @property
    def question(self) -> Question:
        """The question that is asked."""
        return places.questions(self.session.draft.edition)[self.at]

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
        self.lines.say(*self._keeper.news())
        self._enter()
        question = self.question
        said = question.said(self.session) if self._asked != self.at else ()
        self._asked = self.at
        self.lines.say(question.label, *said)
        answer = question.current_answer(self.session)
        text = self.lines.read(f"[{answer or _BLANK}] > ")
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

    def refuse(self, why: str) -> None:
        """Say why something is not done.

        Raises:
            AnswerRefused: A script answers: what follows was meant for what is not asked now.
        """
        if not self.lines.terminal:
            number = self.lines.number
            raise AnswerRefused(
                tr("第 {number} 行回答没有采用：{why}；前面的回答都已保存", number=number, why=why)
            )
        self.lines.say(f"! {why}")

    def edit(self, texts: Mapping[str, str], what: str = tr("填写")) -> bool:
        """Change the draft, save it, and say what follows from it."""
        before = self.session.draft
        if not self.session.edit(texts, what):
            return False
        self.changed()
        self.lines.say(*telling.consequences(before, self.session.draft, texts))
        return True

    def changed(self) -> None:
        """The session has a new draft: save it, and say when that made the sign-off void."""
        self.save()
        before, self._stood = self._stood, self.session.sign_off_status
        if before is SignOffStatus.SIGNED and self._stood is SignOffStatus.VOID:
            self.lines.say(tr("! {status}；打 :撤销 可以恢复", status=SignOffStatus.VOID))
        if self.at not in places.questions(self.session.draft.edition):
            self.at = places.first_of(self.session.draft.edition, self.question_step)

    @property
    def question_step(self) -> str:
        """The step of the question, though the form may no longer have it."""
        return self.at.partition(".")[0]

    def save(self, *, settled: bool = False) -> bool:
        """Save, and whether that went well.

        Raises:
            SaveError: It did not, and nobody is there to decide what to do.
        """
        self.lines.say(*self._keeper.save(self.question_step, settled=settled))
        outcome = self._keeper.outcome
        if outcome.error is not None and not self.lines.terminal:
            raise SaveError(outcome.failure)
        if self._keeper.changed_elsewhere:
            return settle_whose(self) and self.save(settled=True)
        return outcome.error is None

    def move_to(self, path: Path) -> str:
        """Work on another file from now on; why that cannot be, or nothing."""
        return self._keeper.move_to(path)

    def go(self, path: str) -> None:
        """Ask another question next."""
        self.at = path

    def onward(self) -> None:
        """Ask the question behind this one next."""
        onward = places.beside(self.session.draft.edition, self.at, 1)
        self.done = not onward
        self.at = onward or self.at

    @property
    def saved(self) -> bool:
        """Whether all that was accepted is on the disk, as far as we know."""
        return self._keeper.outcome.error is None

    def close(self) -> None:
        """Remember where the person is, and let the next one work on the draft."""
        self.session.remember(self.at)
        self._keeper.close()
        self.session.file.release()

    def _enter(self) -> None:
        """Say where the person is when the step is another one, and what the last one lacks."""
        step = self.question_step
        if step == self._step:
            return
        order = steps(self.session.draft)
        onward = self._step not in order or order.index(step) > order.index(self._step)
        if onward and step != "publish":  # the last step tells all
            self._take_leave_of(self._step)
        self._step = step
        self.save(settled=True)
        self.session.remember(self.at)
        self.lines.say(*telling.step_lines(self.session, step, first=step not in self._seen))
        self._seen.add(step)
        if step == "publish":
            self._carry_out(":检查")  # not said: typed

    def _take_leave_of(self, step: str) -> None:
        found = [f for f in self.session.findings() if f.section == step and f.blocks]
        if found:
            self.listed = tuple(telling.listed(found))
            self.lines.say(
                "", plural("上一步还有 {n} 处要填、要改或要说明，打 :去 和编号去改：", len(found))
            )
            self.lines.say(*telling.finding_lines(self.session, self.listed))

    def _carry_out(self, text: str) -> None:
        command, rest = parsed(text, COMMANDS)
        if command is None:
            self.refuse(
                tr(
                    "没有“:{rest}”这个命令，打 :帮助 看有哪些；文字以冒号开头的，打两个冒号",
                    rest=rest,
                )
            )
        elif command.edits and self.session.sign_off_only:
            self.refuse(tr("审查时不能用 :{name}", name=command.name))
        else:
            command.run(self, rest)


def _help(talk: Talk, _rest: str) -> None:
    talk.lines.say(talk.question.label, *talk.question.help(talk.session))
    talk.lines.say(
        "", tr("直接回车：不改，去下一问。命令："), *(command.line for command in COMMANDS)
    )


COMMANDS: tuple[Command, ...] = (
    Command("帮助", "h", "", tr("说明这一问，列出命令"), _help),
    *moving.COMMANDS,
    *filling.COMMANDS,
    *settling.COMMANDS,
)
