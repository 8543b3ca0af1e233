"""Flows line by line: each question is read out, and the next line answers it."""

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tuiwizard.drafts.unsent import Unsent
from tuiwizard.errors import AnswerRefused
from tuiwizard.flows.ask import (
    NO,
    TICKED,
    YES,
    CellOffer,
    CellPick,
    Choice,
    Field,
    FilePick,
    Finish,
    Form,
    Job,
    Proposal,
    ReportView,
    Result,
    Tone,
)
from tuiwizard.plain.command import is_command
from tuiwizard.plain.kept_form import KeptForm
from tuiwizard.plain.lines import Lines
from tuiwizard.plain.texts import HOW, read_rest
from tuiwizard.plain.wording import is_yes
from tuiwizard.session.paths import typed_path
from tuiwizard.session.view import on_one_line
from tuiwizard.words import tr

LOOK_AGAIN = 1.0
"""Seconds between two looks whether what is waited for has come about."""

WITHDRAW = ("撤回", "已处理", "withdraw", "done")  # not said: typed
"""What is typed in place of a text to take back what was handed in before, in either language."""

LOOK = ("看", "rows", "r ")  # not said: typed
"""What is typed before numbers to have the rows behind cells read out."""

TAKE_NONE = ("不取", "none")  # not said: typed
"""What is typed to take no figure, and compare with them all the same."""

KEYS = {
    "settle_remark": tr(":意见 已处理"),
    "remarks": tr(":意见"),
    "undo": tr(":撤销"),
    "suggestions": tr(":带入"),
    "last_text": tr(":上年正文"),
    "look_at_next": tr(":下一处"),
    "follow_tables": tr(":正文随表"),
}
"""What is typed for the commands that flows name."""


class LineAsk:
    """Asks line by line; `tuiwizard.flows.ask.Ask` says what each question is.

    Args:
        lines: Who answers.

    Attributes:
        attended: Whether a person does.
        unsent: Keeps what a person has typed of a form, if anything does.
    """

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.attended = lines.terminal
        self.unsent: Unsent | None = None

    async def choose(self, question: Choice) -> str | None:
        """A numbered list, and a number; Enter chooses nothing, and so does a command."""
        numbered = (f"{n}. {option.line}" for n, option in enumerate(question.options, 1))
        self._lines.say(*question.about, question.title, *numbered)
        while True:
            answer = self._answer(tr("编号 > "))
            if not answer:
                return None
            if answer.isdecimal() and 0 < int(answer) <= len(question.options):
                return question.options[int(answer) - 1].answer
            sure = is_yes(answer)
            if sure is not None and {option.answer for option in question.options} == {YES, NO}:
                return YES if sure else NO
            self.tell(tr("请答 1 到 {n} 的编号，或 :离开", n=len(question.options)), Tone.REFUSAL)

    def _answer(self, prompt: str) -> str:
        """A line; empty for a command, which is carried out instead of this question."""
        line = self._lines.read(prompt)
        if not is_command(line):
            return line.strip()
        self._lines.unread(line)
        return ""

    async def write(self, question: Form) -> tuple[str, ...] | None:
        """One text after the other; Enter keeps what is there.

        A first text that stays empty hands nothing in where handing in can be taken back.
        """
        self._lines.say(question.title, *question.about)
        kept = KeptForm(question, self.unsent if self.attended else None)
        if kept.found:
            self._lines.say(tr("上次写了没有记下，照上次的接着填"))
        texts: list[str] = []
        for number, field in enumerate(kept.fields):
            text = self._text(field, kept.line(number))
            if question.withdraw and not texts and not text.strip():
                kept.done()
                return None
            if not texts and text.strip() in WITHDRAW:
                kept.done()
                return ("",) * len(question.fields)
            texts.append(text)
            kept.line(number)(text)
        kept.done()
        return tuple(texts)

    def _text(self, field: Field, kept: Callable[[str], None]) -> str:
        if field.tick:
            return self._ticked(field)
        if not field.long:
            prompt = tr("{label} [{text}] > ", label=field.label, text=field.text or tr("空"))
            return self._lines.read(prompt) or field.text
        begun = field.text.split("\n") if field.text else ()
        self._lines.say(HOW, *begun)
        text, ended = read_rest(self._lines, begun, kept)
        if ended is not None:
            raise ended
        return text

    def _ticked(self, field: Field) -> str:
        """Yes or no; Enter keeps what is there."""
        now = tr("是") if field.text == TICKED else tr("否")
        answer = is_yes(self._lines.read(tr("{label} [{text}] > ", label=field.label, text=now)))
        return field.text if answer is None else TICKED if answer else ""

    async def pick_file(self, question: FilePick) -> Path | None:
        """A path; Enter takes the suggestion."""
        suggestion = f" [{question.suggestion}]" if question.suggestion else ""
        typed = self._answer(f"{question.title}{suggestion} > ")
        return typed_path(typed or question.suggestion) if typed or question.suggestion else None

    async def confirm(self, question: Proposal) -> bool:
        """Yes or no, Enter for yes; a script agrees where nothing speaks against it."""
        self._lines.say(question.title, *question.lines)
        if not question.useful:
            self.tell(tr("没有可以填入的"))
            return False
        if not self.attended:
            return question.clean
        verb = question.verb
        answer = self._lines.read(tr("{verb}吗？回车{verb}，答 否 不{verb} > ", verb=verb))
        return not answer.strip() or is_yes(answer) is True

    async def pick_cells(self, question: CellPick) -> tuple[str, ...] | None:
        """The cells that differ as a numbered list; numbers take some, Enter takes all."""
        different = question.different
        lines = (_offered(n, offer) for n, offer in enumerate(different, 1))
        self._lines.say(*question.about, question.title, *lines)
        if not different:
            self.tell(tr("填的和数的都一样"))
        self._lines.say(
            tr("回车取全部，编号取几格（如 1 3），“看 1”列出一格的各行，“不取”只用来对照，“否”返回")
        )
        while True:
            answer = self._answer(tr("取哪几格 > "))
            rest = next((answer.removeprefix(w) for w in LOOK if answer.startswith(w)), None)
            if is_yes(answer) is False:
                return None
            if answer in TAKE_NONE:
                return ()
            chosen = _numbered(answer if rest is None else rest, different)
            if chosen is None:
                self.tell(tr("请答 1 到 {n} 的编号，或 :离开", n=len(different)), Tone.REFUSAL)
            elif rest is None:
                return tuple(offer.path for offer in chosen or different)
            else:
                self._lines.say(*(row for offer in chosen for row in (offer.label, *offer.rows)))

    async def in_background(self, title: str, job: Job[Result]) -> Result | None:
        """Do it here, and say what is being done."""
        return job((lambda line: self._lines.say(line)) if title else (lambda _: None))

    async def wait(self, title: str, line: str, reached: Callable[[], bool]) -> bool:
        """Wait here; Ctrl+C ends the conversation."""
        self._lines.say(tr("{title}：{line}不等了就按 Ctrl+C", title=title, line=line))
        while not reached():
            self._lines.look()
            time.sleep(LOOK_AGAIN)
        return True

    def written(self) -> None:
        """Nothing is kept that was typed into a line."""

    async def show(self, title: str, lines: Sequence[str]) -> None:
        """Read it out."""
        self._lines.say(title, *lines)

    async def show_report(self, view: ReportView) -> None:
        """Read it out, as Markdown."""
        from tuiwizard.rendering.markdown import render  # only who reads it needs it

        text = render(view.draft, as_draft=view.as_draft)
        self._lines.say(view.title, *text.rstrip("\n").split("\n"))

    async def finish(self, page: Finish) -> str | None:
        """Read it out; whoever types goes on with the next question."""
        self._lines.say(
            *page.failed,
            *(tr("已输出 {path}", path=on_one_line(str(file.path))) for file in page.files),
            *page.about,
            *(f"{number}. {line}" for number, line in enumerate(page.next, 1)),
        )
        return None

    def tell(self, words: str, tone: Tone = Tone.NOTE) -> None:
        """Say a sentence; `!` comes before one that refuses something.

        Raises:
            AnswerRefused: A script answers: what follows was meant for what is not asked now.
        """
        if tone is Tone.NOTE:
            self._lines.say(words)
        elif tone is Tone.WARNING or self.attended:
            self._lines.say(f"! {words}")
        else:
            number = self._lines.number
            raise AnswerRefused(
                tr(
                    "第 {number} 行回答没有采用：{words}；前面的回答都已保存",
                    number=number,
                    words=words,
                )
            )

    def copy(self, text: str) -> None:
        """There is no clipboard: read it out."""
        self._lines.say(*text.split("\n"))

    def key_of(self, command: str) -> str:
        """The command's name behind its colon."""
        return KEYS[command]


def _offered(number: int, offer: CellOffer) -> str:
    return tr(
        "{number}. {label}：填的 {now}，数的 {offered}",
        number=number,
        label=offer.label,
        now=offer.now.strip() or tr("空"),
        offered=offer.offered,
    )


def _numbered(text: str, offers: Sequence[CellOffer]) -> list[CellOffer] | None:
    """The offers whose numbers are typed; None where something is no such number."""
    # "1 3、4" -> the first, third and fourth
    words = re.split(r"[\s,，、]+", text.strip()) if text.strip() else []
    if not all(word.isdecimal() and 0 < int(word) <= len(offers) for word in words):
        return None
    return [offers[int(word) - 1] for word in words]
