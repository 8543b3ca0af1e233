"""Commands that fill in more than one answer: zeros, 配平, last year, blocks, texts."""

from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.flows import filling, following, ledger, reading, tracing
from tuiwizard.flows.ask import Tone, drive
from tuiwizard.forms.layout import cells
from tuiwizard.plain import rows
from tuiwizard.plain.asking import TextQuestion
from tuiwizard.plain.command import Command, Needs
from tuiwizard.plain.question import Talk
from tuiwizard.plain.texts import read_rest
from tuiwizard.plain.wording import ALL
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
    blank = sum(talk.work.session.is_blank_figure(path) for path in paths)
    filling.fill_zeros(talk.work, paths)
    talk.lines.say(plural("补零 {n} 格", blank))
    talk.go(paths[-1])
    talk.onward()


def _suggestions(talk: Talk, rest: str) -> None:
    """Those of this step: the one of this cell at once, or all, or to choose from."""
    before, here = talk.work.draft, talk.work.session.suggestions().get(talk.at, "")
    answers: dict[str, object] = {}
    if rest in ALL:
        answers[filling.SUGGESTIONS] = filling.ALL
    elif here and here != talk.work.session.text(talk.at):
        answers[filling.SUGGESTIONS] = talk.at
    talk.follow(filling.take_from_last_year(talk.work), **answers)
    if here and talk.work.session.text(talk.at) == here and talk.work.draft is not before:
        talk.onward()


def _paste(talk: Talk, _rest: str) -> None:
    talk.lines.say(tr("粘贴从表格软件复制的一块，带不带行名都行；完了单独打一行句点 . 结束"))
    text, ended = read_rest(talk.lines)
    if ended is not None:
        raise ended
    if text.strip() and not drive(filling.paste(talk.work, talk.at, text)):
        talk.refuse(tr("没有填入"))


def _read_file(talk: Talk, rest: str) -> None:
    if not rest:
        talk.refuse(tr("请在 :文件 后面写文件名"))
        return
    try:
        text = files.read_text(typed_path(rest))
    except TuiwizardError as error:
        talk.work.ask.tell(str(error), Tone.REFUSAL)
        return
    talk.work.edit({talk.at: without_controls(text.replace("\r\n", "\n")).strip("\n")})
    talk.work.surface.restore()


def _append(talk: Talk, _rest: str) -> None:
    talk.lines.say(tr("接在后面写，完了单独打一行句点 . 结束"))
    if isinstance(talk.question, TextQuestion):
        refused = talk.question.write(talk, [], talk.work.session.text(talk.at))
        if refused:
            talk.refuse(refused)


def _editor(talk: Talk, _rest: str) -> None:
    filling.write_in_editor(talk.work)


def _remove_invisible(talk: Talk, _rest: str) -> None:
    filling.remove_invisible(talk.work)


def _balance(talk: Talk, _rest: str) -> None:
    filling.balance(talk.work)


def _outline(talk: Talk, _rest: str) -> None:
    filling.insert_outline(talk.work)


def _sentence(talk: Talk, rest: str) -> None:
    talk.follow(filling.insert_sentence(talk.work), **({filling.SENTENCE: rest} if rest else {}))


def _last_text(talk: Talk, rest: str) -> None:
    answers = {filling.LAST_TEXT: filling.ALL if rest in ALL else rest} if rest else {}
    talk.follow(filling.insert_last_text(talk.work), **answers)


def _look_at_next(talk: Talk, _rest: str) -> None:
    following.look_at_next(talk.work)


def _follow_tables(talk: Talk, rest: str) -> None:
    answers = {following.FOLLOW: following.CHANGE} if rest in ALL else {}
    talk.follow(following.follow_tables(talk.work), **answers)


def _last_year(talk: Talk, rest: str) -> None:
    answers = {reading.PREVIOUS: typed_path(rest)} if rest else {}
    talk.follow(reading.choose_previous(talk.work), **answers)


def _read_in(talk: Talk, rest: str) -> None:
    if rest:
        talk.follow(reading.import_file(talk.work), **{reading.SOURCE: typed_path(rest)})
    else:
        drive(reading.import_text(talk.work))


def _ledger(talk: Talk, rest: str) -> None:
    if rest:
        from tuiwizard.flows import counting  # the readers are for who counts

        path = typed_path(rest)
        talk.follow(counting.count_ledger(talk.work), **{counting.LEDGER: path})
    else:
        talk.follow(ledger.ledger(talk.work))


def _units(talk: Talk, _rest: str) -> None:
    drive(tracing.show_units(talk.work))


FILL, TABLE, TEXT = Needs.FILLING, Needs.FILLING | Needs.TABLE, Needs.FILLING | Needs.TEXT

COMMANDS = (
    Command("零", "z", "", tr("本行没有填的都填 0，去下一行"), _zeros, TABLE),
    Command("全零", "zz", "", tr("整张表没有填的都填 0"), _all_zeros, TABLE),
    Command("配平", "p", "", tr("把这一列的差填进结转下年度"), _balance, TABLE),
    Command("粘贴", "k", "", tr("粘贴从表格软件复制的一块"), _paste, TABLE),
    Command(
        "带入", "o", "", tr("照上年年报推算的数填；:带入 全部 填这一步所有的"), _suggestions, FILL
    ),
    Command("续", "a", "", tr("在正文后面接着写"), _append, TEXT),
    Command("编辑", "e", "", tr("用 EDITOR 指定的编辑器改正文"), _editor, TEXT),
    Command("文件", "f", tr("文件名"), tr("把一个文本文件的内容作为正文"), _read_file, TEXT),
    Command("数据句", "d", "", tr("列出表里的数写成的句子；加编号就接在正文后面"), _sentence, TEXT),
    Command("清理", "cl", "", tr("去掉这一步文字里看不见的字符"), _remove_invisible, FILL),
    Command("提纲", "l", "", tr("把提纲接在正文后面"), _outline, TEXT),
    Command("上年", "y", tr("文件名"), tr("选上年年报，用来对照"), _last_year, FILL),
    Command(
        "上年正文",
        "yt",
        "",
        tr("读出上年的正文；加编号接上那一段，加 全部 带入全文并换成今年的数"),
        _last_text,
        Needs.TEXT,
    ),
    Command("下一处", "nx", "", tr("读出带入的正文里没有看过的下一处"), _look_at_next, TEXT),
    Command(
        "正文随表",
        "mm",
        "",
        tr("列出正文要照表改的数，改全部或几处；:正文随表 全部 直接改"),
        _follow_tables,
        FILL,
    ),
    Command(
        "台账", "tz", tr("文件名"), tr("从依申请公开台账数出表三，看一格是哪几行"), _ledger, TABLE
    ),
    Command("各单位", "dw", "", tr("汇总稿：这一格的数，各单位加了多少"), _units, Needs.TABLE),
    Command(
        "读入", "i", tr("文件名"), tr("读一份已公布的年报；不写文件名就粘贴文本"), _read_in, FILL
    ),
)
