"""Commands that fill in more than one answer: zeros, 配平, last year, blocks, texts."""

from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.flows import filling, reading
from tuiwizard.flows.ask import drive
from tuiwizard.forms.layout import cells
from tuiwizard.plain import rows
from tuiwizard.plain.asking import TextQuestion
from tuiwizard.plain.command import Command, Only
from tuiwizard.plain.question import Talk
from tuiwizard.plain.texts import read_rest
from tuiwizard.report.draft import Draft
from tuiwizard.report.safety import without_controls
from tuiwizard.session.paths import typed_path
from tuiwizard.words import plural, tr


def _zeros(talk: Talk, _rest: str) -> None:
    _fill(talk, [cell.path for cell in rows.row_of(talk.work.draft, talk.at) if not cell.computed])


def _all_zeros(talk: Talk, _rest: str) -> None:
    every = cells(talk.work.draft.edition, talk.question.step)
    _fill(talk, [cell.path for cell in every if not cell.computed])


def _fill(talk: Talk, paths: list[str]) -> None:
    """Put 0 into what is blank of some cells, and go on behind them."""
    before = talk.work.draft
    blank = [path for path in paths if talk.work.session.is_blank_figure(path)]
    filling.fill_zeros(talk.work, blank)
    talk.say_consequences(before, blank)
    talk.lines.say(plural("补零 {n} 格", len(blank)))
    talk.go(paths[-1])
    talk.onward()


def _balance(talk: Talk, _rest: str) -> None:
    filling.balance(talk.work, talk.at)


def _suggestions(talk: Talk, rest: str) -> None:
    """Those of this step: the one of this cell at once, or all, or to choose from."""
    before, suggestions = talk.work.draft, talk.work.session.suggestions()
    here = suggestions.get(talk.at, "")
    answers: dict[str, object] = {}
    if rest in ("全部", "all"):
        answers[filling.SUGGESTIONS] = filling.ALL
    elif here and here != talk.work.session.text(talk.at):
        answers[filling.SUGGESTIONS] = talk.at
    talk.follow(filling.take_from_last_year(talk.work, talk.question.step), **answers)
    talk.say_consequences(before, suggestions)
    if here and talk.work.session.text(talk.at) == here and talk.work.draft is not before:
        talk.onward()


def _paste(talk: Talk, _rest: str) -> None:
    talk.lines.say(tr("粘贴从表格软件复制的一块，带不带行名都行；完了单独打一行句点 . 结束"))
    text, ended = read_rest(talk.lines)
    if ended is not None:
        raise ended
    before = talk.work.draft
    if text.strip() and not drive(filling.paste(talk.work, talk.at, text)):
        talk.refuse(tr("没有填入"))
    talk.say_consequences(before, _changed(before, talk))


def _changed(before: Draft, talk: Talk) -> list[str]:
    key = talk.question.step
    was, now = before.entries(key), talk.work.draft.entries(key)
    return [path for path in {**was.texts, **now.texts} if was.get(path) != now.get(path)]


def _read_file(talk: Talk, rest: str) -> None:
    if not rest:
        talk.refuse(tr("请在 :文件 后面写文件名"))
        return
    try:
        text = files.read_text(typed_path(rest))
    except TuiwizardError as error:
        talk.refuse(str(error))
        return
    _put(talk, without_controls(text.replace("\r\n", "\n")).strip("\n"), tr("填写"))


def _put(talk: Talk, text: str, what: str) -> None:
    talk.edit({talk.at: text}, what)
    _say_now(talk)


def _say_now(talk: Talk) -> None:
    current = talk.question.current(talk.work.session) or tr("空的")
    talk.lines.say(tr("现在是 {current}", current=current))


def _editor(talk: Talk, _rest: str) -> None:
    if filling.write_in_editor(talk.work, talk.at):
        talk.work.changed()
        _say_now(talk)


def _append(talk: Talk, _rest: str) -> None:
    talk.lines.say(tr("接在后面写，完了单独打一行句点 . 结束"))
    if isinstance(talk.question, TextQuestion):
        refused = talk.question.write(talk, [], talk.work.session.text(talk.at))
        if refused:
            talk.refuse(refused)


def _sentence(talk: Talk, rest: str) -> None:
    with talk.work.given({filling.SENTENCE: rest} if rest else {}):
        sentence = drive(filling.data_sentence(talk.work))
    if sentence is not None:
        _add_lines(talk, [sentence], tr("插入数据句"))


def _outline(talk: Talk, _rest: str) -> None:
    missing = filling.missing_outline(talk.work, talk.at)
    if missing:
        _add_lines(talk, missing, tr("插入提纲"))


def _last_text(talk: Talk, rest: str) -> None:
    with talk.work.given({filling.LAST_TEXT: rest} if rest else {}):
        paragraph = drive(filling.last_paragraph(talk.work, talk.at))
    if paragraph is not None and not talk.work.session.sign_off_only:
        _add_lines(talk, [paragraph], tr("带入上年"))


def _add_lines(talk: Talk, lines: list[str], what: str) -> None:
    here = talk.work.session.text(talk.at)
    _put(talk, "\n".join([here, *lines] if here else lines), what)


def _last_year(talk: Talk, rest: str) -> None:
    answers = {reading.PREVIOUS: typed_path(rest)} if rest else {}
    talk.follow(reading.choose_previous(talk.work), **answers)


def _read_in(talk: Talk, rest: str) -> None:
    if rest:
        source = {reading.SOURCE: typed_path(rest)}
        with talk.work.given(source):
            drive(reading.import_file(talk.work))
    else:
        drive(reading.import_text(talk.work))


COMMANDS = (
    Command("零", "z", "", tr("本行没有填的都填 0，去下一行"), _zeros, edits=True, only=Only.TABLE),
    Command(
        "全零",
        "zz",
        "",
        tr("整张表没有填的都填 0"),
        _all_zeros,
        edits=True,
        only=Only.TABLE,
    ),
    Command(
        "配平",
        "p",
        "",
        tr("把这一列的差填进结转下年度"),
        _balance,
        edits=True,
        only=Only.TABLE,
    ),
    Command("粘贴", "k", "", tr("粘贴从表格软件复制的一块"), _paste, edits=True, only=Only.TABLE),
    Command(
        "带入",
        "o",
        "",
        tr("照上年年报推算的数填；:带入 全部 填这一步所有的"),
        _suggestions,
        edits=True,
    ),
    Command("续", "a", "", tr("在正文后面接着写"), _append, edits=True, only=Only.TEXT),
    Command(
        "编辑", "e", "", tr("用 EDITOR 指定的编辑器改正文"), _editor, edits=True, only=Only.TEXT
    ),
    Command(
        "文件",
        "f",
        tr("文件名"),
        tr("把一个文本文件的内容作为正文"),
        _read_file,
        edits=True,
        only=Only.TEXT,
    ),
    Command(
        "数据句",
        "d",
        "",
        tr("列出表里的数写成的句子；加编号就接在正文后面"),
        _sentence,
        edits=True,
        only=Only.TEXT,
    ),
    Command("提纲", "l", "", tr("把提纲接在正文后面"), _outline, edits=True, only=Only.TEXT),
    Command("上年", "y", tr("文件名"), tr("选上年年报，用来对照"), _last_year, edits=True),
    Command(
        "上年正文",
        "yt",
        "",
        tr("读出上年的正文；加编号就把那一段接在正文后面"),
        _last_text,
        only=Only.TEXT,
    ),
    Command(
        "读入",
        "i",
        tr("文件名"),
        tr("读一份已公布的年报；不写文件名就粘贴文本"),
        _read_in,
        edits=True,
    ),
)
