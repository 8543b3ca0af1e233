"""Filling in more than one answer: zeros, 配平, last year's figures, blocks, sentences."""

from collections.abc import Iterable, Sequence

from tuiwizard.drafts.editor_file import EditorFile
from tuiwizard.flows import following
from tuiwizard.flows.ask import Choice, Option, Proposal, Tone
from tuiwizard.flows.work import Work
from tuiwizard.forms.characters import without_invisible
from tuiwizard.forms.common import Kind
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.importing.clipboard import parse_block
from tuiwizard.importing.paste import plan_paste
from tuiwizard.report.sentences import data_sentences, unfinished_tables
from tuiwizard.session import Session
from tuiwizard.session.editor import NO_EDITOR, editor, write_in
from tuiwizard.session.pasting import described
from tuiwizard.session.view import table_as_text, what_balanced
from tuiwizard.words import plural, tr

SUGGESTIONS, SENTENCE, LAST_TEXT, PASTE = "suggestions", "sentence", "last_text", "paste"
"""The names of the questions."""

ALL, LEDGER = "all", "ledger"


def fill_zeros(work: Work, paths: Iterable[str]) -> None:
    """Put 0 into the blank ones of some cells."""
    if work.session.fill_zeros(paths):
        work.changed()


def fill_table(work: Work) -> None:
    """Put 0 into every blank cell of the table."""
    if work.session.fill_table(work.step):
        work.changed()


def figures_of(session: Session, step: str) -> list[str]:
    """The paths of the figures that stand below a text: the fees of section 六."""
    known = cells(session.draft.edition, step)
    return [cell.path for cell in known if cell.kind in (Kind.COUNT, Kind.AMOUNT)]


def fill_fields(work: Work) -> None:
    """Put 0 into the blank figures below a text."""
    work.take_over()
    fill_zeros(work, figures_of(work.session, work.step))
    work.surface.restore()


def fill_row(work: Work) -> None:
    """Put 0 into the blank cells of the current row."""
    fill_zeros(work, [cell.path for cell in row_of(work.draft.edition, work.surface.at)])


def row_of(edition: str, path: str) -> list[Cell]:
    """The cells of the row in which a cell is, computed ones included."""
    cells = cells_by_path(edition, path.partition(".")[0])
    return [cell for cell in cells.values() if cell.row == cells[path].row]


def balance(work: Work) -> None:
    """配平: put the difference of the current column into 结转下年度, and say where that is."""
    before = work.draft
    refused = work.session.balance_column(work.surface.at)
    if refused:
        work.ask.tell(refused, Tone.REFUSAL)
        return
    done = what_balanced(before, work.draft, work.step)
    undo = work.ask.key_of("undo")
    work.ask.tell(tr("{done}，{undo} 撤销", done=done, undo=undo) if done else tr("本来就平"))
    work.changed()


async def take_from_last_year(work: Work) -> None:
    """Offer the figures that follow from last year's report for the cells of the section."""
    suggestions = {
        path: text
        for path, text in work.session.suggestions().items()
        if path.startswith(f"{work.step}.") and work.session.text(path) != text
    }
    if not suggestions:
        work.ask.tell(tr("没有可以从上年年报带来的数"))
        return
    cells = cells_by_path(work.draft.edition, work.step)
    options = [Option(ALL, plural("全部填入，{n} 格", len(suggestions)))]
    options += [Option(path, f"{text}  {cells[path].label}") for path, text in suggestions.items()]
    title = tr("上年年报里有这些数，填入哪一格？")
    answer = await work.ask.choose(Choice(SUGGESTIONS, title, options))
    if answer is not None:
        work.edit(suggestions if answer == ALL else {answer: suggestions[answer]}, tr("带入上年"))


async def choose_answer(work: Work, cell: Cell) -> bool:
    """Let the person choose one of the answers that a cell has; whether they did."""
    options = [Option(answer, words) for answer, words in cell.answers]
    current = work.session.text(cell.path) or work.session.likely_answer(cell.path)
    answer = await work.ask.choose(Choice(cell.path, cell.label, options, current))
    if answer is not None:
        work.edit({cell.path: answer})
    return answer is not None


def copy_table(work: Work) -> None:
    """Hand the table with its labels over to other programs, tab-separated."""
    work.ask.copy(table_as_text(work.draft, work.step))
    work.ask.tell(tr("整表已复制，可以粘贴到表格软件"))


async def insert_sentence(work: Work) -> None:
    """Let the person choose a sentence that the tables support, and put it into the text.

    Where a ledger was counted, its rows support more.
    """
    sentences = data_sentences(work.draft)
    counted = [Option(LEDGER, tr("从台账数的：按申请人、渠道、内容…"))] if work.draft.ledger else []
    if not sentences and not counted:
        tables = tr("、").join(f"“{table}”" for table in unfinished_tables(work.draft))
        work.ask.tell(tr("{tables}还没有填完，填完再插入", tables=tables), Tone.REFUSAL)
        return
    question = Choice(SENTENCE, tr("插入哪一句？"), [*_numbered(sentences), *counted])
    answer = await work.ask.choose(question)
    if answer == LEDGER:
        from tuiwizard.flows.counting import insert_counted  # the readers are for who counts

        await insert_counted(work)
    elif answer is not None:
        work.surface.insert(sentences[int(answer) - 1], tr("插入数据句"))


def insert_outline(work: Work) -> None:
    """Put in the lines that the notice asks for, those that are not in the text yet."""
    outline = section_model(work.draft.edition, work.step).outline
    text = work.session.text(work.narrative)
    missing = [line for line in outline if line not in text]
    if missing:
        work.surface.insert("\n".join(missing), tr("插入提纲"))
    else:
        work.ask.tell(tr("提纲都在了") if outline else tr("这一部分没有提纲"))


async def insert_last_text(work: Work) -> None:
    """Let the person leaf through last year's text, and take a paragraph of it or all of it."""
    paragraphs = [p for p in work.session.last_text(work.narrative).split("\n") if p.strip()]
    if not paragraphs:
        work.ask.tell(tr("没有上年的正文"))
        return
    if work.session.sign_off_only:
        await work.ask.show(tr("上年正文"), paragraphs)
        return
    title = tr("上年正文，插入哪一段？最后一行带入全文")
    options = [*_numbered(paragraphs), Option(ALL, tr("全文，数和年份换成今年的"))]
    answer = await work.ask.choose(Choice(LAST_TEXT, title, options))
    if answer == ALL:
        await following.bring_forward(work)
    elif answer is not None:
        work.surface.insert(paragraphs[int(answer) - 1], tr("带入上年"))


def _numbered(texts: Sequence[str]) -> list[Option]:
    return [Option(str(n), text) for n, text in enumerate(texts, 1)]


async def paste(work: Work, path: str, text: str) -> bool:
    """Put a block from a spreadsheet into a table from a cell on, after a preview.

    Returns:
        Whether anything was put in.
    """
    key = path.partition(".")[0]
    block = parse_block(text)
    if len(block) == 1 and len(block[0]) == 1:  # a single field needs no preview
        return put_pasted(work, {path: block[0][0]})
    plan = plan_paste(work.draft.edition, key, work.draft.entries(key), path, block)
    proposal = Proposal(
        PASTE,
        tr("粘贴预览"),
        described(work.session, key, plan),
        tr("粘贴"),
        useful=bool(plan.texts),
        clean=plan.clean,
    )
    return await work.ask.confirm(proposal) and put_pasted(work, plan.texts)


def put_pasted(work: Work, texts: dict[str, str]) -> bool:
    """Put pasted figures into their cells; computed ones were compared and are left out."""
    cells = {
        path: cell
        for key in {path.partition(".")[0] for path in texts}
        for path, cell in cells_by_path(work.draft.edition, key).items()
    }
    typed = {path: text for path, text in texts.items() if not cells[path].computed}
    return work.edit(typed, tr("粘贴"))


def remove_invisible(work: Work) -> None:
    """Take the characters without a shape out of the texts of this step; say how many it were."""
    work.surface.take_over()
    known = cells(work.draft.edition, work.step)
    texts = {cell.path: work.session.text(cell.path) for cell in known if not cell.computed}
    cleaned = {path: without_invisible(text) for path, text in texts.items()}
    count = sum(map(len, texts.values())) - sum(map(len, cleaned.values()))
    if not work.session.edit(
        {path: text for path, text in cleaned.items() if text != texts[path]}, tr("清理")
    ):
        work.ask.tell(tr("没有看不见的字符"))
        return
    work.surface.restore()  # before the old texts are taken for newly typed
    work.changed()
    undo = work.ask.key_of("undo")
    work.ask.tell(plural("去掉了 {n} 个看不见的字符，{undo} 撤销", count, undo=undo))


def write_in_editor(work: Work) -> None:
    """Let the person write the narrative in $VISUAL or $EDITOR."""
    work.save()
    path, command = work.narrative, editor()
    if not command:
        work.ask.tell(NO_EDITOR, Tone.REFUSAL)
        return
    before, file = work.session.text(path), EditorFile(work.session.path, path)

    def taken(text: str) -> None:
        if work.session.edit({path: text}, tr("外部编辑")):
            work.save_as_it_is()

    problem = work.surface.leave_terminal(lambda: write_in(command, before, file, taken))
    if problem:
        work.ask.tell(problem, Tone.REFUSAL)
    if work.session.text(path) != before:
        work.surface.restore()  # before the old text is taken for newly typed
        work.changed()
