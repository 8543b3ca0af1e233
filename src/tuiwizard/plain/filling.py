"""Commands that fill in more than one answer: zeros, 配平, last year, blocks, texts."""

from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells
from tuiwizard.importing.clipboard import parse_block
from tuiwizard.importing.formats import kinds
from tuiwizard.plain import rows
from tuiwizard.plain.asking import TextQuestion
from tuiwizard.plain.command import Command
from tuiwizard.plain.question import Talk
from tuiwizard.plain.telling import is_table
from tuiwizard.plain.texts import read_rest
from tuiwizard.report.safety import without_controls
from tuiwizard.report.sentences import data_sentences, unfinished_tables
from tuiwizard.session import editor, reading_in
from tuiwizard.session.paths import typed_path
from tuiwizard.session.view import what_balanced
from tuiwizard.words import plural, tr

_NOT_HERE = tr("只在表里可以")
_NO_TEXT = tr("只在正文里可以")


def _zeros(talk: Talk, _rest: str) -> None:
    if not is_table(talk.session.draft, talk.question.step):
        talk.refuse(tr(":零 {not_here}", not_here=_NOT_HERE))
        return
    row = rows.row_of(talk.session.draft, talk.at)
    _fill(talk, row)
    talk.go([cell.path for cell in row if not cell.computed][-1])
    talk.onward()


def _all_zeros(talk: Talk, _rest: str) -> None:
    step = talk.question.step
    if not is_table(talk.session.draft, step):
        talk.refuse(tr(":全零 {not_here}", not_here=_NOT_HERE))
        return
    every = cells(talk.session.draft.edition, step)
    _fill(talk, list(every))
    talk.go([cell.path for cell in every if not cell.computed][-1])
    talk.onward()


def _fill(talk: Talk, these: list[Cell]) -> None:
    """Put 0 into what is blank."""
    blank = {c.path: "0" for c in these if not c.computed and not talk.session.text(c.path).strip()}
    talk.edit(blank, tr("补零"))
    talk.lines.say(plural("补零 {n} 格", len(blank)))


def _balance(talk: Talk, _rest: str) -> None:
    if not is_table(talk.session.draft, talk.question.step):
        talk.refuse(tr(":配平 {not_here}", not_here=_NOT_HERE))
        return
    before = talk.session.draft
    refused = talk.session.balance_column(talk.at)
    if refused:
        talk.refuse(refused)
    else:
        talk.changed()
        done = what_balanced(before, talk.session.draft, talk.question.step)
        talk.lines.say(done or tr("本来就平"))


def _offers(talk: Talk, rest: str) -> None:
    every = {p: t for p, t in talk.session.suggestions().items() if talk.session.text(p) != t}
    step = talk.question.step
    here = {p: t for p, t in every.items() if p == talk.at or p.startswith(f"{step}.")}
    wanted = here if rest in ("全部", "all") else {p: t for p, t in here.items() if p == talk.at}
    if wanted:
        talk.edit(wanted, tr("带入上年"))
        talk.lines.say(plural("带入 {n} 格", len(wanted)))
        talk.onward()
    elif here:
        talk.lines.say(plural("这一格没有；这一步有 {n} 格可以带入，打 :带入 全部", len(here)))
    else:
        talk.lines.say(tr("没有可以从上年年报带来的数"))


def _paste(talk: Talk, _rest: str) -> None:
    if not is_table(talk.session.draft, talk.question.step):
        talk.refuse(tr(":粘贴 {not_here}", not_here=_NOT_HERE))
        return
    talk.lines.say(tr("粘贴从表格软件复制的一块，带不带行名都行；完了单独打一行句点 . 结束"))
    text, ended = read_rest(talk.lines)
    if ended is not None:
        raise ended
    if text.strip() and not rows.take_block(talk, parse_block(text)):
        talk.refuse(tr("没有填入"))


def _read_file(talk: Talk, rest: str) -> None:
    question = talk.question
    if not isinstance(question, TextQuestion) or not rest:
        talk.refuse(tr(":文件 {no_text}，后面写文件名", no_text=_NO_TEXT))
        return
    try:
        text = files.read_text(typed_path(rest))
    except TuiwizardError as error:
        talk.refuse(str(error))
        return
    _put(talk, question, without_controls(text.replace("\r\n", "\n")).strip("\n"))


def _put(talk: Talk, question: TextQuestion, text: str, what: str = tr("填写")) -> None:
    talk.edit({question.path: text}, what)
    talk.lines.say(
        tr("现在是 {answer}", answer=question.current_answer(talk.session) or tr("空的"))
    )


def _editor(talk: Talk, _rest: str) -> None:
    question, command = talk.question, editor.editor()
    if not isinstance(question, TextQuestion):
        talk.refuse(tr(":编辑 {no_text}", no_text=_NO_TEXT))
    elif not command or not talk.lines.terminal:
        talk.refuse(editor.NO_EDITOR)
    else:
        text, problem = editor.written_in(command, talk.session.text(question.path))
        if problem:
            talk.refuse(problem)
        else:
            _put(talk, question, text, tr("外部编辑"))


def _append(talk: Talk, _rest: str) -> None:
    question = talk.question
    if not isinstance(question, TextQuestion):
        talk.refuse(tr(":续 {no_text}", no_text=_NO_TEXT))
        return
    talk.lines.say(tr("接在后面写，完了单独打一行句点 . 结束"))
    refused = question.write(talk, [], talk.session.text(question.path))
    if refused:
        talk.refuse(refused)


def _sentence(talk: Talk, rest: str) -> None:
    question, sentences = talk.question, data_sentences(talk.session.draft)
    if not isinstance(question, TextQuestion):
        talk.refuse(tr(":数据句 {no_text}", no_text=_NO_TEXT))
    elif not sentences:
        tables = tr("、").join(f"“{t}”" for t in unfinished_tables(talk.session.draft))
        talk.refuse(tr("{tables}还没有填完，填完再插入", tables=tables))
    elif rest.isdecimal() and 0 < int(rest) <= len(sentences):
        _add_lines(talk, question, [sentences[int(rest) - 1]], tr("插入数据句"))
    else:
        talk.lines.say(*(f"{n}. {sentence}" for n, sentence in enumerate(sentences, 1)))
        talk.lines.say(tr("打 :数据句 和编号，接在正文后面"))


def _outline(talk: Talk, _rest: str) -> None:
    question = talk.question
    if not isinstance(question, TextQuestion):
        talk.refuse(tr(":提纲 {no_text}", no_text=_NO_TEXT))
        return
    outline = section_model(talk.session.draft.edition, question.step).outline
    here = talk.session.text(question.path)
    missing = [line for line in outline if line not in here]
    if missing:
        _add_lines(talk, question, missing, tr("插入提纲"))
    else:
        talk.lines.say(tr("提纲都在了") if outline else tr("这一部分没有提纲"))


def _add_lines(talk: Talk, question: TextQuestion, lines: list[str], what: str) -> None:
    here = talk.session.text(question.path)
    _put(talk, question, "\n".join([here, *lines] if here else lines), what)


def _last_text(talk: Talk, _rest: str) -> None:
    text = talk.session.last_text(talk.at)
    talk.lines.say(*(text.split("\n") if text else [tr("没有上年的正文")]))


def _last_year(talk: Talk, rest: str) -> None:
    if not rest:
        talk.refuse(tr("请在 :上年 后面写上年年报的文件（草稿、{kinds}）", kinds=kinds()))
        return
    try:
        talk.session.compare_with(typed_path(rest))
    except TuiwizardError as error:
        talk.refuse(str(error))
        return
    talk.changed()
    how = tr("每一问前面会说上年的数；:带入 照填，:上年正文 看上年的正文。")
    talk.lines.say(*reading_in.about_last_year(talk.session, how))


def _read_in(talk: Talk, rest: str) -> None:
    try:
        if rest:
            path = typed_path(rest)
            read = reading_in.read_in(
                talk.session, files.read_bytes(path), path.name, tr(" :撤销 ")
            )
        else:
            talk.lines.say(tr("粘贴年报的文本，完了单独打一行句点 . 结束"))
            text, ended = read_rest(talk.lines)
            if ended is not None:
                raise ended
            read = reading_in.read_in(talk.session, text.encode(), reading_in.PASTED, tr(" :撤销 "))
    except TuiwizardError as error:
        talk.refuse(str(error))
        return
    talk.lines.say(*read.lines)
    if read.texts and rows.agreed(talk, tr("读入吗？回车读入，答 否 不读")):
        talk.edit(read.texts, tr("读入"))


COMMANDS = (
    Command("零", "z", "", tr("本行没有填的都填 0，去下一行"), _zeros, edits=True),
    Command("全零", "zz", "", tr("整张表没有填的都填 0"), _all_zeros, edits=True),
    Command("配平", "p", "", tr("把这一列的差填进结转下年度"), _balance, edits=True),
    Command("粘贴", "k", "", tr("粘贴从表格软件复制的一块"), _paste, edits=True),
    Command(
        "带入", "o", "", tr("照上年年报推算的数填；:带入 全部 填这一步所有的"), _offers, edits=True
    ),
    Command("续", "a", "", tr("在正文后面接着写"), _append, edits=True),
    Command("编辑", "e", "", tr("用 EDITOR 指定的编辑器改正文"), _editor, edits=True),
    Command("文件", "f", tr("文件名"), tr("把一个文本文件的内容作为正文"), _read_file, edits=True),
    Command(
        "数据句", "d", "", tr("列出表里的数写成的句子；加编号就接在正文后面"), _sentence, edits=True
    ),
    Command("提纲", "l", "", tr("把提纲接在正文后面"), _outline, edits=True),
    Command("上年", "y", tr("文件名"), tr("选上年年报，用来对照"), _last_year, edits=True),
    Command("上年正文", "yt", "", tr("读出上年的正文"), _last_text),
    Command(
        "读入",
        "i",
        tr("文件名"),
        tr("读一份已公布的年报；不写文件名就粘贴文本"),
        _read_in,
        edits=True,
    ),
)
