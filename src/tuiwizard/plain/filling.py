"""Commands that fill in more than one answer: zeros, 配平, last year, blocks, texts."""

from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells
from tuiwizard.importing import KINDS
from tuiwizard.plain import rows
from tuiwizard.plain.asking import TextQuestion
from tuiwizard.plain.command import Command
from tuiwizard.plain.question import Talk
from tuiwizard.plain.telling import is_table
from tuiwizard.plain.texts import read_rest
from tuiwizard.report.block import parse_block
from tuiwizard.report.safety import without_controls
from tuiwizard.report.sentences import data_sentences, unfinished_tables
from tuiwizard.session import editor, reading_in
from tuiwizard.session.paths import typed_path

_NOT_HERE = "只在表里可以"
_NO_TEXT = "只在正文里可以"


def _zeros(talk: Talk, _rest: str) -> None:
    if not is_table(talk.session.draft, talk.question.step):
        talk.refuse(f":零 {_NOT_HERE}")
        return
    row = rows.row_of(talk.session.draft, talk.at)
    _fill(talk, row)
    talk.go([cell.path for cell in row if not cell.computed][-1])
    talk.onward()


def _all_zeros(talk: Talk, _rest: str) -> None:
    step = talk.question.step
    if not is_table(talk.session.draft, step):
        talk.refuse(f":全零 {_NOT_HERE}")
        return
    every = cells(talk.session.draft.edition, step)
    _fill(talk, list(every))
    talk.go([cell.path for cell in every if not cell.computed][-1])
    talk.onward()


def _fill(talk: Talk, these: list[Cell]) -> None:
    """Put 0 into what is blank."""
    blank = {c.path: "0" for c in these if not c.computed and not talk.session.text(c.path).strip()}
    talk.edit(blank, "补零")
    talk.lines.say(f"补零 {len(blank)} 格")


def _balance(talk: Talk, _rest: str) -> None:
    if not is_table(talk.session.draft, talk.question.step):
        talk.refuse(f":配平 {_NOT_HERE}")
        return
    before = talk.session.draft
    refused = talk.session.balance_column(talk.at)
    if refused:
        talk.refuse(refused)
    else:
        talk.changed()
        done = "已配平" if talk.session.draft is not before else "本来就平"
        talk.lines.say(done)


def _offers(talk: Talk, rest: str) -> None:
    every = {p: t for p, t in talk.session.offers().items() if talk.session.text(p) != t}
    step = talk.question.step
    here = {p: t for p, t in every.items() if p == talk.at or p.startswith(f"{step}.")}
    wanted = here if rest in ("全部", "all") else {p: t for p, t in here.items() if p == talk.at}
    if wanted:
        talk.edit(wanted, "带入上年")
        talk.lines.say(f"带入 {len(wanted)} 格")
        talk.onward()
    elif here:
        talk.lines.say(f"这一格没有；这一步有 {len(here)} 格可以带入，打 :带入 全部")
    else:
        talk.lines.say("没有可以从上年年报带来的数")


def _paste(talk: Talk, _rest: str) -> None:
    if not is_table(talk.session.draft, talk.question.step):
        talk.refuse(f":粘贴 {_NOT_HERE}")
        return
    talk.lines.say("粘贴从表格软件复制的一块，带不带行名都行；完了单独打一行句点 . 结束")
    text, ended = read_rest(talk.lines)
    if ended is not None:
        raise ended
    if text.strip() and not rows.take_block(talk, parse_block(text)):
        talk.refuse("没有填入")


def _read_file(talk: Talk, rest: str) -> None:
    question = talk.question
    if not isinstance(question, TextQuestion) or not rest:
        talk.refuse(f":文件 {_NO_TEXT}，后面写文件名")
        return
    try:
        text = files.read_text(typed_path(rest))
    except TuiwizardError as error:
        talk.refuse(str(error))
        return
    _put(talk, question, without_controls(text.replace("\r\n", "\n")).strip("\n"))


def _put(talk: Talk, question: TextQuestion, text: str, what: str = "填写") -> None:
    talk.edit({question.path: text}, what)
    talk.lines.say(f"现在是 {question.standing(talk.session) or '空的'}")


def _editor(talk: Talk, _rest: str) -> None:
    question, command = talk.question, editor.editor()
    if not isinstance(question, TextQuestion):
        talk.refuse(f":编辑 {_NO_TEXT}")
    elif not command or not talk.lines.terminal:
        talk.refuse(editor.NO_EDITOR)
    else:
        text, problem = editor.written_in(command, talk.session.text(question.path))
        if problem:
            talk.refuse(problem)
        else:
            _put(talk, question, text, "外部编辑")


def _append(talk: Talk, _rest: str) -> None:
    question = talk.question
    if not isinstance(question, TextQuestion):
        talk.refuse(f":续 {_NO_TEXT}")
        return
    talk.lines.say("接在后面写，完了单独打一行句点 . 结束")
    refused = question.write(talk, [], talk.session.text(question.path))
    if refused:
        talk.refuse(refused)


def _sentence(talk: Talk, rest: str) -> None:
    question, sentences = talk.question, data_sentences(talk.session.draft)
    if not isinstance(question, TextQuestion):
        talk.refuse(f":数据句 {_NO_TEXT}")
    elif not sentences:
        tables = "、".join(f"“{t}”" for t in unfinished_tables(talk.session.draft))
        talk.refuse(f"{tables}还没有填完，填完再插入")
    elif rest.isdecimal() and 0 < int(rest) <= len(sentences):
        _add_lines(talk, question, [sentences[int(rest) - 1]], "插入数据句")
    else:
        talk.lines.say(*(f"{n}. {sentence}" for n, sentence in enumerate(sentences, 1)))
        talk.lines.say("打 :数据句 和编号，接在正文后面")


def _outline(talk: Talk, _rest: str) -> None:
    question = talk.question
    if not isinstance(question, TextQuestion):
        talk.refuse(f":提纲 {_NO_TEXT}")
        return
    outline = section_model(talk.session.draft.edition, question.step).outline
    here = talk.session.text(question.path)
    missing = [line for line in outline if line not in here]
    if missing:
        _add_lines(talk, question, missing, "插入提纲")
    else:
        talk.lines.say("提纲都在了" if outline else "这一部分没有提纲")


def _add_lines(talk: Talk, question: TextQuestion, lines: list[str], what: str) -> None:
    here = talk.session.text(question.path)
    _put(talk, question, "\n".join([here, *lines] if here else lines), what)


def _last_text(talk: Talk, _rest: str) -> None:
    text = talk.session.last_text(talk.at)
    talk.lines.say(*(text.split("\n") if text else ["没有上年的正文"]))


def _last_year(talk: Talk, rest: str) -> None:
    if not rest:
        talk.refuse(f"请在 :上年 后面写上年年报的文件（草稿、{KINDS}）")
        return
    try:
        talk.session.compare_with(typed_path(rest))
    except TuiwizardError as error:
        talk.refuse(str(error))
        return
    talk.changed()
    how = "每一问前面会说上年的数；:带入 照填，:上年正文 看上年的正文。"
    talk.lines.say(*reading_in.about_last_year(talk.session, how))


def _read_in(talk: Talk, rest: str) -> None:
    try:
        if rest:
            path = typed_path(rest)
            read = reading_in.read_in(talk.session, files.read_bytes(path), path.name, " :撤销 ")
        else:
            talk.lines.say("粘贴年报的文本，完了单独打一行句点 . 结束")
            text, ended = read_rest(talk.lines)
            if ended is not None:
                raise ended
            read = reading_in.read_in(talk.session, text.encode(), reading_in.PASTED, " :撤销 ")
    except TuiwizardError as error:
        talk.refuse(str(error))
        return
    talk.lines.say(*read.lines)
    if read.texts and rows.agreed(talk, "读入吗？回车读入，答 否 不读"):
        talk.edit(read.texts, "读入")


COMMANDS = (
    Command("零", "z", "", "本行没有填的都填 0，去下一行", _zeros, edits=True),
    Command("全零", "zz", "", "整张表没有填的都填 0", _all_zeros, edits=True),
    Command("配平", "p", "", "把这一列的差填进结转下年度", _balance, edits=True),
    Command("粘贴", "k", "", "粘贴从表格软件复制的一块", _paste, edits=True),
    Command(
        "带入", "o", "", "照上年年报推算的数填；:带入 全部 填这一步所有的", _offers, edits=True
    ),
    Command("续", "a", "", "在正文后面接着写", _append, edits=True),
    Command("编辑", "e", "", "用 EDITOR 指定的编辑器改正文", _editor, edits=True),
    Command("文件", "f", "文件名", "把一个文本文件的内容作为正文", _read_file, edits=True),
    Command(
        "数据句", "d", "", "列出表里的数写成的句子；加编号就接在正文后面", _sentence, edits=True
    ),
    Command("提纲", "l", "", "把提纲接在正文后面", _outline, edits=True),
    Command("上年", "y", "文件名", "选上年年报，用来对照", _last_year, edits=True),
    Command("上年正文", "yt", "", "读出上年的正文", _last_text),
    Command(
        "读入", "i", "文件名", "读一份已公布的年报；不写文件名就粘贴文本", _read_in, edits=True
    ),
)
