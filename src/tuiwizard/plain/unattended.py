"""Answers from a file: given to the same flows, in the order of the form, nobody asked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tuiwizard.drafts import files
from tuiwizard.drafts.saver import Outcome
from tuiwizard.errors import CommandError, TuiwizardError, YearError
from tuiwizard.flows import checking, correcting, opening, remarking, saving, signing, versions
from tuiwizard.flows.ask import (
    CellPick,
    Choice,
    FilePick,
    Finish,
    Form,
    Job,
    Proposal,
    ReportView,
    Result,
    Tone,
    drive,
)
from tuiwizard.flows.work import Work
from tuiwizard.forms.common import Kind, Violation
from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import edition_for
from tuiwizard.plain.answers import Answers, LedgerWishes, Output, Reason
from tuiwizard.rendering.document import stamped
from tuiwizard.rendering.formats import format_of, write
from tuiwizard.report.entries import read_cell
from tuiwizard.report.metadata import Remark
from tuiwizard.report.remarks import open_remarks, remarks
from tuiwizard.report.sign_off import SIGNATORIES
from tuiwizard.rules.finding import Severity
from tuiwizard.session import Session, clock
from tuiwizard.session.editor import NO_EDITOR
from tuiwizard.session.opening import default_year
from tuiwizard.words import tr


class Nobody:
    """Nobody answers; what is said is kept. `tuiwizard.flows.ask.Ask` says what each question is.

    Attributes:
        done: What was done, a sentence each.
        refused: What was not done and why, a sentence each.
    """

    attended = False

    def __init__(self) -> None:
        self.done: list[str] = []
        self.refused: list[str] = []

    async def choose(self, question: Choice) -> str | None:
        """There is no answer.

        Raises:
            CommandError: Always; it says what was asked.
        """
        raise CommandError(tr("{title}（没有人可以回答）", title=question.title))

    async def write(self, question: Form) -> tuple[str, ...] | None:
        """There is nothing to hand in."""

    async def pick_file(self, question: FilePick) -> Path | None:
        """There is no file."""

    async def confirm(self, question: Proposal) -> bool:
        """Nobody objects where nothing speaks against it."""
        return question.useful and question.clean

    async def pick_cells(self, question: CellPick) -> tuple[str, ...] | None:
        """All that differ: whoever names a ledger wants its figures."""
        return tuple(offer.path for offer in question.different)

    async def in_background(self, title: str, job: Job[Result]) -> Result | None:  # noqa: ARG002
        """Do it here; nobody watches."""
        return job(lambda _: None)

    async def wait(self, title: str, line: str, reached: Callable[[], bool]) -> bool:  # noqa: ARG002
        """Nobody waits."""
        return reached()

    def written(self) -> None:
        """Nothing was typed."""

    async def show(self, title: str, lines: Sequence[str]) -> None:
        """Keep it as what was refused: flows show a person only what stands in the way."""
        self.refused.append(tr("{title}：{lines}", title=title, lines=tr("；").join(lines)))

    async def show_report(self, view: ReportView) -> None:
        """Nobody reads it."""

    async def finish(self, page: Finish) -> str | None:
        """Nobody reads it: files are written under the names of the answers."""

    def tell(self, words: str, tone: Tone = Tone.NOTE) -> None:
        """Keep what is said."""
        (self.done if tone is Tone.NOTE else self.refused).append(words)

    def copy(self, text: str) -> None:
        """There is no clipboard."""

    def key_of(self, command: str) -> str:  # noqa: ARG002 - nobody presses a key
        """There are no keys."""
        return ""


class _NoSurface:
    """Nothing is shown: `tuiwizard.flows.work.Surface` where nobody looks."""

    at = "publish"

    def take_over(self) -> None:
        """Nothing is being typed."""

    def typing(self) -> dict[str, str]:
        """Nothing is being typed."""
        return {}

    def show_draft(self) -> None:
        """Nothing is shown."""

    async def show_another(self) -> None:
        """Nothing is shown."""

    def show_outcome(self, outcome: Outcome) -> None:
        """A save that fails raises."""

    def settle(self) -> None:
        """A save that fails raises."""

    async def go_to(self, at: str) -> None:
        """Nobody is anywhere."""

    def insert(self, text: str, what: str) -> None:
        """Nobody writes."""

    def leave_terminal(self, work: Callable[[], str]) -> str:  # noqa: ARG002 - nobody is there
        """There is no terminal."""
        return NO_EDITOR

    def restore(self) -> None:
        """Nothing is shown."""

    def show_passage(self, path: str, start: int, end: int) -> None:
        """Nothing is shown."""


@dataclass
class Applied:
    """What became of a file of answers.

    Attributes:
        session: The draft, saved.
        done: What was done, a sentence each.
        refused: What was not taken and why, a sentence each with its file and key.
    """

    session: Session
    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def blocking(self) -> int:
        """How many findings keep the report from being published."""
        return sum(finding.blocks for finding in self.session.findings())


def apply(path: Path, answers: Answers, previous: Path | None = None) -> Applied:
    """Open a draft, give all answers, save it, and write the files that are asked for.

    Args:
        path: The draft, made if it is not there.
        answers: The answers.
        previous: Last year's report, in place of the one that the answers name.

    Raises:
        TuiwizardError: The draft cannot be opened or saved, a file not be written, or a key of
            the answers is not known; then nothing was changed.
    """
    if not files.is_there(path):  # a wrong key must not leave an empty draft behind
        answers.check(edition_for(answers.wishes.year or default_year(clock.today(), path)))
    ask = Nobody()
    opened = drive(opening.open_path(ask, path))
    if opened is None:
        raise CommandError(tr("{path}：没有打开", path=path))
    work = Work(opened.session, ask, _NoSurface(), told=lambda _: None, at_once=True)
    try:
        answers.check(edition_for(answers.wishes.year or work.draft.year))
        saving.say_what_is_lost(work)
        drive(versions.offer_rescued(work))
        drive(versions.offer_left(work))
        applied = Applied(work.session, ask.done, ask.refused)
        _fill(work, applied, answers, previous)
        work.save()
        _correct(work, answers)
        _sign_off(work, answers)
        work.save()
        for output in answers.wishes.outputs:
            _put_out(applied, answers, output)
    finally:
        work.session.remember(work.draft.section_keys[0])
        work.close()
    return applied


def _fill(work: Work, applied: Applied, answers: Answers, previous: Path | None) -> None:
    session, wishes = applied.session, answers.wishes
    if wishes.year is not None:
        try:
            session.set_year(wishes.year)
        except YearError as error:
            applied.refused.append(tr("{file} 的“year”：{error}", file=answers.file, error=error))
            return
    if previous is None and wishes.previous:
        previous = answers.path(wishes.previous)
    if previous is not None:
        session.compare_with(previous)
    if wishes.ledger is not None:
        _count(work, applied, answers, wishes.ledger)
    if wishes.offers:
        suggestions = session.suggestions().items()
        session.edit({p: t for p, t in suggestions if not session.text(p).strip()}, tr("带入上年"))
    for key in session.draft.section_keys:
        texts = dict(_texts(applied, answers, key))
        session.edit(texts)
    edition = session.draft.edition
    for group in wishes.zeros:
        session.fill_zeros(
            cell.path
            for cell in cells(edition, group.partition(".")[0])
            if cell.path == group or cell.path.startswith(f"{group}.")
        )
    for reason in wishes.explanations:
        _explain(work, reason)


def _count(work: Work, applied: Applied, answers: Answers, wished: LedgerWishes) -> None:
    """Count a ledger and take its figures; what it leaves open has to be in the map file."""
    from tuiwizard.flows import counting  # the readers are for who counts
    from tuiwizard.session.ledger_count import ledger_files

    map_file = answers.path(wished.map) if wished.map else None
    try:
        ledgers = [file for name in wished.files for file in ledger_files(answers.path(name))]
        with work.given({counting.TAKE: wished.take}):
            drive(counting.count_ledger(work, ledgers, map_file, wished.by or tr("回答文件")))
    except TuiwizardError as error:
        refused = tr("{file} 的“ledger”：{error}", file=answers.file, error=error)
        applied.refused.append(refused)


def _texts(applied: Applied, answers: Answers, key: str) -> Iterator[tuple[str, str]]:
    """The answers to the cells of a section that can be taken; the others are named."""
    for cell in cells(applied.session.draft.edition, key):
        if cell.path in answers.texts:
            text = answers.texts[cell.path]
            if cell.kind is Kind.TEXT:
                text = text.strip("\n")  # as TOML's long strings begin and end
            elif cell.kind is Kind.CHOICE:
                text = {words: value for value, words in cell.choices}.get(text, text)
            found = read_cell(cell, text) if text.strip() else None
            if isinstance(found, Violation):
                why = found.reason
                applied.refused.append(
                    tr("{file} 的“{path}”：{why}", file=answers.file, path=cell.path, why=why)
                )
            else:
                yield cell.path, text


def _explain(work: Work, reason: Reason) -> None:
    """Explain the queries that a reason is for."""
    queries = [
        finding
        for finding in work.session.findings()
        if finding.severity is Severity.QUERY
        and finding.rule == reason.rule
        and (not reason.cells or tuple(reason.cells) == finding.cells)
    ]
    for finding in queries:
        given = work.session.reason_for(finding)
        if given is None or (given.reason, given.by) != (reason.reason, reason.by):
            answers = {
                checking.REASON: (reason.reason, reason.by),
                checking.TOGETHER: checking.ONE,
            }
            with work.given(answers):
                drive(checking.explain(work, finding))
    if not queries:
        work.ask.tell(tr("没有 {rule} 这样的疑问，它的说明没有用上", rule=reason.rule))


def _correct(work: Work, answers: Answers) -> None:
    """Keep the version that was published, and say why it is corrected."""
    wished = answers.wishes.correction
    if wished is not None:
        with work.given({correcting.SHEET: (wished.published.isoformat(), wished.reason)}):
            drive(correcting.correct(work))


def _sign_off(work: Work, answers: Answers) -> None:
    """Check items, name who answers for the report, remark, and sign."""
    session, wished = work.session, answers.wishes.review
    if wished.checked:
        session.check_items(wished.checked)
    for key, _ in SIGNATORIES:
        signatory = wished.signatory(key)
        if signatory.by.strip():
            session.set_signatory(key, signatory.by, signatory.on)
    for remark in wished.remarks:
        _remark(work, remark)
    if answers.wishes.dated is not None:
        session.set_day(answers.wishes.dated)
    if wished.sign:
        drive(signing.sign(work))


def _remark(work: Work, wished: Remark) -> None:
    """Make a remark that is not there yet; settle it where it is answered."""
    said = (wished.place, wished.passage, wished.text.strip())
    if said not in [(one.place, one.passage, one.text) for one in remarks(work.draft)]:
        work.session.remark(wished.place, wished.text, wished.by, wished.passage)
    if wished.settled or wished.answer:
        for one in open_remarks(work.draft, wished.section):
            if (one.place, one.passage, one.text) == said:
                with work.given({remarking.ANSWER: (wished.answer,)}):
                    drive(remarking.answer(work, one))
    work.changed()


def _put_out(applied: Applied, answers: Answers, output: Output) -> None:
    """Write one file, unless it may not go out yet."""
    session = applied.session
    target = answers.path(output.path)
    if not output.as_draft and not session.publishable:
        reason = tr("；").join(session.obstacles) or session.sign_off_words
        applied.refused.append(
            tr(
                "没有输出 {target}：{reason}；要输出草稿就写 as_draft = true",
                target=target,
                reason=reason,
            )
        )
        return
    target = stamped(target) if output.as_draft else target
    if not output.force:
        files.refuse_to_overwrite(target)
    to = output.to or format_of(output.path)
    files.write_bytes(target, write(session.draft, to, as_draft=output.as_draft))
    applied.done.append(tr("已输出 {target}", target=target))
