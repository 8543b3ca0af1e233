"""Table 3 from the office's own ledger: choose it, answer what it leaves open, take its figures."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from tuiwizard.errors import TuiwizardError
from tuiwizard.flows.ask import (
    Ask,
    CellOffer,
    CellPick,
    Choice,
    Field,
    FilePick,
    Form,
    Option,
    Tone,
)
from tuiwizard.flows.kept_count import TITLE
from tuiwizard.flows.work import Work
from tuiwizard.ledger.days import read_day
from tuiwizard.ledger.mapping import NOT_COUNTED, OPEN, REANSWER, SAME
from tuiwizard.ledger.request import Question
from tuiwizard.ledger.sentences import counted_sentences
from tuiwizard.report.count_record import CountRecord
from tuiwizard.report.sentences import data_sentences
from tuiwizard.session import count_view, ledger_count
from tuiwizard.session.ledger_count import LedgerCount
from tuiwizard.words import plural, tr

LEDGER, WHO, TAKE, COUNTED = "ledger.file", "ledger.who", "ledger.take", "ledger.sentence"
"""The names of the questions; those about words and rows are named by these."""


async def pick_ledger(ask: Ask, suggestion: str = "") -> tuple[Path, ...]:
    """Let the person name a ledger; nothing if they go back.

    Raises:
        TuiwizardError: The folder they name has none.
    """
    title = tr("依申请公开台账的文件（Excel、WPS、CSV），或文件夹")
    path = await ask.pick_file(FilePick(LEDGER, title, suggestion, tr("数")))
    return () if path is None else ledger_count.ledger_files(path)


async def count_ledger(
    work: Work, ledgers: Sequence[Path] = (), map_file: Path | None = None, by: str = ""
) -> None:
    """Count a ledger, ask what it leaves open, and let the person take its figures.

    Args:
        work: The draft.
        ledgers: The files of the ledger; asked for if empty.
        map_file: The answers of the office; looked for if not given.
        by: Who answers; asked for if empty.
    """
    try:
        await _count(work, ledgers, map_file, by)
    except TuiwizardError as error:
        work.ask.tell(str(error), Tone.REFUSAL)


async def _count(work: Work, ledgers: Sequence[Path], map_file: Path | None, by: str) -> None:
    work.take_over()
    named = ledgers or await pick_ledger(work.ask, ledger_count.counted_before(work.session))
    if not named:
        return
    read = partial(LedgerCount.read, work.session, named, map_file=map_file)
    count = await work.ask.in_background(TITLE, lambda progress: read(progress=progress))
    if count is None or not await _answer_all(work, count, by):
        return
    made = await work.ask.in_background(TITLE, lambda _: _offers(work, count))
    if made is None:
        return
    record, question = made
    taken = await work.ask.pick_cells(question)
    if taken is None:
        work.ask.tell(tr("没有取数"))
        return
    what = tr("从台账取数") if taken else tr("对照台账")
    draft = await work.ask.in_background(
        TITLE, lambda _: ledger_count.take(work.session, record, taken)
    )
    if draft is not None:
        await work.exchange(draft, what)


def _offers(work: Work, count: LedgerCount) -> tuple[CountRecord, CellPick]:
    """Return what was counted, and the question which of its figures are taken."""
    record = count.record()
    offers = [
        CellOffer(
            cell.path,
            cell.label,
            work.session.text(cell.path),
            str(len(rows)),
            count_view.row_lines(rows, work.draft.edition),
        )
        for cell, rows in count_view.counted_cells(record)
    ]
    draft = work.draft.with_texts({offer.path: offer.offered for offer in offers})
    different = sum(offer.differs for offer in offers)
    title = (
        plural("从台账数的和填的有 {n} 格不同", different) if different else tr("数的和填的一样")
    )
    return record, CellPick(TAKE, title, draft, offers, count.about(), work.surface.at)


async def _answer_all(work: Work, count: LedgerCount, by: str) -> bool:
    """Ask all that the ledger leaves open, until nothing is; whether the person saw it through."""
    if count.questions and not by:
        about = (*count.about(), tr("回答记在 {map}，以后不再问。", map=count.kept_map))
        named = work.by or work.session.sign_off.filled.by
        title = plural("台账里有 {n} 处要回答", len(count.questions))
        field = Field(tr("回答的人"), named)
        typed = await work.ask.write(Form(WHO, title, (field,), tr("开始回答"), about))
        if typed is None:
            return False
        by = typed[0].strip()
    while questions := count.questions:
        for number, question in enumerate(questions, 1):
            place = tr("第 {number} 处，共 {n} 处", number=number, n=len(questions))
            answer = await _answer(work.ask, count, question, place)
            if answer is None:
                left = plural("还有 {n} 处没有回答，没有取数", len(questions) - number + 1)
                work.ask.tell(tr("{left}；答过的已经记下", left=left), Tone.WARNING)
                return False
            count.answer(question, answer, by)
        if not await work.ask.in_background(TITLE, count.again):
            return False
    return True


async def _answer(
    ask: Ask, count: LedgerCount, question: Question, place: str
) -> str | date | None:
    """Ask one thing; None if the person goes back."""
    name = f"ledger.{question.kind}.{question.word}" if question.word else _name(question)
    about = [place, *_about(count, question)]
    options = _options(count, question)
    if options is None:
        return await _typed(ask, count, question, name, about)
    proposed = next((o for o in options if o.answer == question.proposed), None)
    if proposed is not None:
        about.append(tr("建议：{answer}", answer=proposed.line))
        options = [proposed, *(option for option in options if option != proposed)]
    return await ask.choose(Choice(name, _title(count, question), options, about=about))


def _name(question: Question) -> str:
    return f"ledger.rows.{question.rows[-1]}.{question.field}"


def _about(count: LedgerCount, question: Question) -> list[str]:
    """Say how many rows a question decides, and two of them; one about a single row names it."""
    n = len(question.rows)
    if n == 1 and not question.word:
        return []
    return [plural("决定 {n} 行，例如{rows}", n, rows=count.examples(question))]


def _title(count: LedgerCount, question: Question) -> str:
    """Say what is asked."""
    match question.kind:
        case "outcome":
            return tr("“{word}”是哪一种办理结果？", word=question.word)
        case "applicant":
            return tr("“{word}”是哪一类申请人？", word=question.word)
        case "ending":
            return tr("名称以“{word}”结尾的，是哪一类申请人？", word=question.word)
        case "appeal":
            return tr("复议、诉讼的“{word}”是哪一种结果？", word=question.word)
        case "pattern" if question.word == REANSWER:
            return tr("备注写着复议后重新答复的行，怎样数？")
        case "pattern":
            return tr("编号像 012-1、012-2 的几行，是一件申请吗？")
        case _:
            row = count.named(question.rows[-1])
            return tr("{row}：{problem}", row=row, problem=question.problem)


def _options(count: LedgerCount, question: Question) -> list[Option] | None:
    """Return the answers to choose from; None where one is typed."""
    edition = count.session.draft.edition
    asked = question.kind if question.word else question.field
    if asked == "outcome":
        special = {OPEN: tr("还没有答复"), NOT_COUNTED: tr("不计入")}
        if question.word:
            special[SAME] = tr("同所指的另一件（合并办理）")
        return _as_options(count_view.outcome_labels(edition) | special)
    if asked in ("applicant", "ending"):
        return _as_options(count_view.applicant_labels(edition))
    if asked == "appeal":
        return _as_options(count_view.appeal_labels(edition))
    if asked == "pattern" and question.word == REANSWER:
        return _as_options(
            {NOT_COUNTED: tr("是原来那件的重新答复，不计"), "both": tr("是新的申请，各算一件")}
        )
    if asked == "pattern":
        return _as_options({"one": tr("是一件，合起来算"), "both": tr("不是，各算一件")})
    if asked == "count":
        first, last = count.named(question.rows[0]), count.named(question.rows[-1])
        return _as_options(
            {
                "later": tr("后一行算：{row}", row=last),
                "earlier": tr("前一行算：{row}", row=first),
                "both": tr("两行各算一件"),
            }
        )
    return None


def _as_options(answers: dict[str, str]) -> list[Option]:
    return [Option(answer, line) for answer, line in answers.items()]


async def _typed(
    ask: Ask, count: LedgerCount, question: Question, name: str, about: list[str]
) -> str | date | None:
    """Ask for a day, or for the row that another one points to; again where it is none."""
    said = _title(count, question)
    if question.kind == "pointer":
        label = tr("所指那件的登记编号，或 表名!行号")
    elif question.field == "closed":
        label = tr("答复日期，如 2024-03-05；还没有答复就写 无")
    else:
        label = tr("收到日期，如 2024-03-05")
    while True:
        typed = await ask.write(Form(name, said, (Field(label),), about=about))
        text = typed[0].strip() if typed is not None else ""
        if typed is None or not text:
            return None
        if question.kind == "pointer":
            if target := count.place_of(text):
                return str(target)
            ask.tell(tr("台账里没有“{text}”这一行，或不止一行", text=text), Tone.REFUSAL)
        elif question.field == "closed" and text in NOT_YET:
            return OPEN
        else:
            day = read_day(text)
            if isinstance(day, date):
                return day
            ask.tell(tr("“{text}”不是写全了年月日的日期", text=text), Tone.REFUSAL)


NOT_YET = ("无", "没有", "未答复", "none")  # not said: typed
"""What is typed for the day of an answer that there is none of."""


async def insert_counted(work: Work) -> None:
    """Let the person choose a sentence that the rows of the ledger support, as it is today."""
    session = work.session
    ledgers, map_file = ledger_count.books_of(session)
    if not ledgers:
        why = session.case.kept.reason or tr("没有台账的明细，请重新数台账")
        work.ask.tell(str(why), Tone.REFUSAL)
        return
    read = partial(LedgerCount.read, session, ledgers, map_file=map_file)
    try:
        count = await work.ask.in_background(TITLE, lambda progress: read(progress=progress))
    except TuiwizardError as error:
        work.ask.tell(str(error), Tone.REFUSAL)
        return
    if count is None:
        return
    if count.questions:
        n = len(count.questions)
        again = plural("台账数过以后有改动，现在有 {n} 处要回答，请重新数台账", n)
        work.ask.tell(again, Tone.REFUSAL)
        return
    known = data_sentences(work.draft)
    sentences = [s for s in counted_sentences(count.counted.figures) if s not in known]
    options = [Option(str(n), sentence) for n, sentence in enumerate(sentences)]
    question = Choice(COUNTED, tr("从台账数的，插入哪一句？"), options)
    answer = await work.ask.choose(question)
    if answer is not None:
        work.surface.insert(sentences[int(answer)], tr("插入数据句"))
