"""The questions a flow can ask, and the protocol of whoever answers them.

A question is a value with a name of its own. Answers that are known before it is asked (the rest
of a command line, a file of answers) are given by that name (`Given`), in the same words.
"""

import enum
from collections.abc import Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from tuiwizard.report.draft import Draft
from tuiwizard.words import tr

if TYPE_CHECKING:  # only who looks at a page needs what draws it
    from tuiwizard.rendering.page import Notes

Result = TypeVar("Result")

YES, NO = "yes", "no"
"""Answers to a choice between doing something and not doing it."""


class Option(NamedTuple):
    """One of the answers to choose from.

    Attributes:
        answer: Its key.
        line: Its words.
    """

    answer: str
    line: str


class Choice(NamedTuple):
    """A choice of one line.

    Attributes:
        name: The question's name, by which an answer can be given beforehand.
        title: What is asked.
        options: The answers.
        current: The answer to start on.
        about: What to read before choosing, a line each.
        numbered: Whether the lines carry the numbers of the steps, which choose them.
    """

    name: str
    title: str
    options: Sequence[Option]
    current: str = ""
    about: Sequence[str] = ()
    numbered: bool = False


TICKED = "x"
"""The text of a field that is ticked."""


class Field(NamedTuple):
    """A text to type, or something to tick.

    Attributes:
        label: What to type.
        text: The text to start from.
        long: Whether it has several lines.
        tick: Whether it is ticked, and not typed: its text is `TICKED` or empty.
        beside: Whether it stands behind the field before; Enter there goes past it.
        path: Whether it is the path of a file, which can be completed.
        passed: Whether Enter goes past it, for it is right as a rule.
    """

    label: str
    text: str = ""
    long: bool = False
    tick: bool = False
    beside: bool = False
    path: bool = False
    passed: bool = False


class Form(NamedTuple):
    """Texts that are typed together.

    Attributes:
        name: The question's name.
        title: What they are for.
        fields: The texts.
        verb: The word on the button that hands them in.
        about: What to read before typing, a line each.
        withdraw: The word for taking back what was handed in before; empty if there is nothing.
        kept: Is told the number and the text of a field that is ticked or left with another text:
            what was typed outlives a form that is closed without being handed in.
        deliberate: Whether Enter in the last field goes to the button, and does not press it.
    """

    name: str
    title: str
    fields: Sequence[Field]
    verb: str = tr("记下")
    about: Sequence[str] = ()
    withdraw: str = ""
    kept: Callable[[int, str], None] | None = None
    deliberate: bool = False


class FilePick(NamedTuple):
    """A file or folder to name.

    Attributes:
        name: The question's name.
        title: What it is for.
        suggestion: A path to start from.
        verb: The word on the button.
        endings: The ends of the names of files that may be meant; every file if there are none.
        new: Whether the file is to be made.
        folder: Whether a folder is an answer, too.
    """

    name: str
    title: str
    suggestion: str = ""
    verb: str = tr("打开")
    endings: Sequence[str] = ()
    new: bool = False
    folder: bool = False


class Proposal(NamedTuple):
    """Something that is about to be done, described before it is.

    Attributes:
        name: The question's name.
        title: What it is.
        lines: What it would do, and what speaks against it.
        verb: The word for doing it.
        useful: Whether there is anything to do.
        clean: Whether nothing speaks against it.
    """

    name: str
    title: str
    lines: Sequence[str]
    verb: str
    useful: bool = True
    clean: bool = True


class CellOffer(NamedTuple):
    """A cell of a table and the figure that is offered for it.

    Attributes:
        path: The cell.
        label: Its name in a line.
        now: What is typed there.
        offered: The figure.
        rows: Where the figure comes from, a line each.
    """

    path: str
    label: str
    now: str
    offered: str
    rows: Sequence[str] = ()

    @property
    def differs(self) -> bool:
        """Whether something else is typed."""
        return self.now.strip() != self.offered


class CellPick(NamedTuple):
    """Figures that are offered for cells of tables, of which some, all or none are taken.

    Attributes:
        name: The question's name.
        title: Where the figures come from.
        draft: The draft as it would be with all of them.
        offers: The cells, in the order of the form, those that are typed so already among them.
        about: What to read before.
        at: The cell to start on.
    """

    name: str
    title: str
    draft: Draft
    offers: Sequence[CellOffer]
    about: Sequence[str] = ()
    at: str = ""

    @property
    def different(self) -> tuple[CellOffer, ...]:
        """The offers that would change something."""
        return tuple(offer for offer in self.offers if offer.differs)


class FileMade(NamedTuple):
    """A file that was written.

    Attributes:
        path: Where it is.
        use: What it is for.
        size: How large it is, in words.
    """

    path: Path
    use: str
    size: str


class Finish(NamedTuple):
    """What was written where, and what is to be done now.

    Attributes:
        stamp: What the report is now: posted, or still a draft.
        title: Whose report it is, and of which year.
        when: When it was written.
        about: Who answers for it, or what keeps it from being posted, a line each.
        failed: What could not be written and why, a sentence each.
        files: The files.
        next: What to do with them, each one or two lines.
        page: The text of the page for a website, to be copied; empty if there is none.
        said: What was done since, a sentence.
    """

    stamp: str
    title: str
    when: str
    about: Sequence[str]
    failed: Sequence[str]
    files: Sequence[FileMade]
    next: Sequence[str]
    page: str = ""
    said: str = ""


TO_START, AWAY, TO_PASTE = "start", "away", "paste"
"""What a person wants after a report is written: another one, to leave, to paste it somewhere."""

ALL, NONE = "all", "none"
"""Answers to `CellPick` that are given beforehand, beside the paths of cells."""

Job = Callable[[Callable[[str], None]], Result]
"""Something that takes time; it is given what is told how far it has come."""


class ReportView(NamedTuple):
    """A report to read as it will be posted.

    Attributes:
        title: What it is.
        draft: The report.
        as_draft: Whether it is stamped as a draft.
        at: The cell or the section that is shown first.
        notes: What is read beside it by who reviews it.
        changes: Whether a place can be chosen, to be changed.
        wrong: What is marked as wrong: places, and words there if not all of it.
    """

    title: str
    draft: Draft
    as_draft: bool
    at: str = ""
    notes: "Notes | None" = None
    changes: bool = False
    wrong: Sequence[tuple[str, str]] = ()


class Tone(enum.Enum):
    """How a sentence is meant."""

    NOTE = "note"
    WARNING = "warning"
    REFUSAL = "refusal"


class Ask(Protocol):
    """Whoever answers: a person at a screen, a person line by line, or a file.

    Attributes:
        attended: Whether a person is there, who can be asked about what nobody foresaw.
    """

    attended: bool

    async def choose(self, question: Choice) -> str | None:
        """The answer that is chosen; None if the person goes back."""

    async def write(self, question: Form) -> tuple[str, ...] | None:
        """What is typed, as many texts as there are fields; None if the person goes back.

        All texts are empty where what was handed in before is taken back.
        """

    async def pick_file(self, question: FilePick) -> Path | None:
        """The path that is named; None if the person goes back."""

    async def confirm(self, question: Proposal) -> bool:
        """Whether it shall be done."""

    async def pick_cells(self, question: CellPick) -> tuple[str, ...] | None:
        """The cells that take the figure offered; None if the person goes back."""

    async def in_background(self, title: str, job: Job[Result]) -> Result | None:
        """Do something that takes time; None if the person waits no longer.

        Args:
            title: What is done; empty for what the person need not know of.
            job: Does it, and may raise.
        """

    async def wait(self, title: str, line: str, reached: Callable[[], bool]) -> bool:
        """Wait until something has come about; False if the person waits no longer.

        Args:
            title: What is waited for.
            line: What happens then.
            reached: Whether it has come about; asked again and again.
        """

    def written(self) -> None:
        """What was asked for is on the disk; what was typed for it need not be kept."""

    async def show(self, title: str, lines: Sequence[str]) -> None:
        """Show some lines until they are read."""

    async def show_report(self, view: ReportView) -> str | None:
        """Show a whole report, to read and to search.

        Returns:
            The cell or the section that is to be changed, if one was chosen.
        """

    async def finish(self, page: Finish) -> str | None:
        """Show what was written and what to do now.

        Returns:
            `TO_START`, `AWAY`, `TO_PASTE`, or None to stay.
        """

    def tell(self, words: str, tone: Tone = Tone.NOTE) -> None:
        """Say a sentence without waiting for anybody."""

    def copy(self, text: str) -> None:
        """Hand a text over to other programs: to the clipboard or, line by line, in full."""

    def key_of(self, command: str) -> str:
        """What a person presses or types here for a command: `Ctrl+Z`, or `:撤销`.

        Args:
            command: The command's action name, such as `undo`.
        """


class Given:
    """Answers known beforehand; what they do not answer is asked of somebody else.

    Args:
        answers: The answers by the names of their questions.
        otherwise: Who answers the rest.
    """

    def __init__(self, answers: Mapping[str, Any], otherwise: Ask) -> None:
        self._answers = answers
        self._otherwise = otherwise
        self.attended = otherwise.attended
        self.in_background = otherwise.in_background
        self.wait = otherwise.wait
        self.written = otherwise.written
        self.show = otherwise.show
        self.show_report = otherwise.show_report
        self.finish = otherwise.finish
        self.tell = otherwise.tell
        self.copy = otherwise.copy
        self.key_of = otherwise.key_of

    async def choose(self, question: Choice) -> str | None:
        """The given answer, if it is one of the options."""
        given = self._answers.get(question.name)
        if given is None:
            return await self._otherwise.choose(question)
        if any(option.answer == given for option in question.options):
            return str(given)
        count = len(question.options)
        self.tell(tr("没有“{given}”，请写 1 到 {n} 的编号", given=given, n=count), Tone.REFUSAL)
        return None

    async def write(self, question: Form) -> tuple[str, ...] | None:
        """The given texts; those of them that are None are asked for."""
        given = self._answers.get(question.name)
        return tuple(given) if given is not None else await self._otherwise.write(question)

    async def pick_file(self, question: FilePick) -> Path | None:
        """The given path."""
        given = self._answers.get(question.name)
        return Path(given) if given is not None else await self._otherwise.pick_file(question)

    async def confirm(self, question: Proposal) -> bool:
        """What was given, as far as there is anything to do."""
        given = self._answers.get(question.name)
        if given is None:
            return await self._otherwise.confirm(question)
        return bool(given) and question.useful

    async def pick_cells(self, question: CellPick) -> tuple[str, ...] | None:
        """The given cells: all that differ, none, or some of them."""
        given = self._answers.get(question.name)
        if given is None:
            return await self._otherwise.pick_cells(question)
        different = tuple(offer.path for offer in question.different)
        if given in (ALL, NONE):
            return different if given == ALL else ()
        return tuple(path for path in different if path in given)


def drive(flow: Coroutine[Any, Any, Result]) -> Result:
    """Run a flow whose answers never have to be awaited: lines that are read, values of a file."""
    try:
        flow.send(None)
    except StopIteration as done:
        result: Result = done.value
        return result
    flow.close()
    raise RuntimeError("a flow was suspended where nothing can be awaited")
