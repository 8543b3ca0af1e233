"""Commands for finding one's way: help, back, on, another step, what stands there, leaving."""

from tuiwizard.flows import correcting, handing_over, posting_kit, publishing, saving
from tuiwizard.flows.ask import drive
from tuiwizard.plain import question_order
from tuiwizard.plain.asking import CellQuestion
from tuiwizard.plain.command import Command, Needs
from tuiwizard.plain.lines import Ended
from tuiwizard.plain.narration import finding_lines, listed, read_out
from tuiwizard.plain.question import Talk
from tuiwizard.plain.wording import ALL
from tuiwizard.session.paths import typed_path
from tuiwizard.session.view import on_one_line, steps, texts_left
from tuiwizard.words import plural, tr

WITHOUT_SAVING = ("不保存", "unsaved")  # not said: typed
"""Said behind :离开 by who leaves though the work could not be saved."""


def _back(talk: Talk, _rest: str) -> None:
    before = question_order.beside(talk.work.draft.edition, talk.at, -1)
    if before:
        talk.go(before)
    else:
        talk.lines.say(tr("前面没有了"))


def _skip(talk: Talk, _rest: str) -> None:
    talk.onward()


def _next_step(talk: Talk, _rest: str) -> None:
    draft = talk.work.draft
    after = steps(draft)[steps(draft).index(talk.question.step) + 1 :]
    if after:
        talk.go(question_order.first_of(draft.edition, after[0]))
    else:
        talk.lines.say(tr("这是最后一步"))


def _go(talk: Talk, rest: str) -> None:
    to = question_order.found(talk.work.draft, rest) if rest else ""
    if to:
        talk.go(to)
    else:
        numbers = tr("、").join(str(n) for n in range(1, len(steps(talk.work.draft)) + 1))
        talk.refuse(
            tr(
                "没有“{rest}”；请写第几步（{steps}）、步骤名、行名或格的路径",
                rest=on_one_line(rest),
                steps=numbers,
            )
        )


def _table(talk: Talk, rest: str) -> None:
    to = question_order.found(talk.work.draft, rest) if rest else talk.at
    talk.lines.say(*read_out(talk.work.session, to.partition(".")[0] or talk.question.step))


def _check(talk: Talk, rest: str) -> None:
    step = talk.question.step
    every = step == "publish" or rest in ALL
    found = [f for f in talk.work.session.findings() if every or f.section == step]
    talk.listed = tuple(listed(talk.work.draft, found))
    talk.lines.say(*finding_lines(talk.work.session, talk.listed))
    blocking = sum(finding.blocks for finding in found)
    if blocking:
        talk.lines.say(plural("有 {n} 个问题；打 :去 和编号去改", blocking))
    else:
        talk.lines.say(tr("检查通过") if every else tr("这一步没有妨碍公布的问题"))
    if every:
        key = talk.work.ask.key_of("follow_tables")
        talk.lines.say(*texts_left(talk.work.session, key))


def _save(talk: Talk, rest: str) -> None:
    if not rest or talk.work.move_to(typed_path(rest)):
        drive(saving.save(talk.work))


def _leave(talk: Talk, rest: str) -> None:
    answers = {saving.LEAVE: saving.LOSE} if rest in WITHOUT_SAVING else {}
    with talk.work.given(answers):
        farewell = drive(saving.leave(talk.work))
    if farewell is not None:
        raise Ended


def _preview(talk: Talk, _rest: str) -> None:
    drive(publishing.preview(talk.work))


def _copy_for_editor(talk: Talk, _rest: str) -> None:
    drive(publishing.copy_for_editor(talk.work))


def _posting_kit(talk: Talk, _rest: str) -> None:
    drive(posting_kit.write_kit(talk.work))


def _hand_over(talk: Talk, _rest: str) -> None:
    drive(handing_over.hand_over(talk.work))


def _correct(talk: Talk, _rest: str) -> None:
    drive(correcting.correct(talk.work))


def _undo(talk: Talk, _rest: str) -> None:
    change = talk.work.session.undo()
    if change is None:
        talk.lines.say(tr("没有可以撤销的了"))
        return
    talk.lines.say(tr("已撤销：{what}", what=change.what))
    _at(talk, change.at)


def _redo(talk: Talk, _rest: str) -> None:
    change = talk.work.session.redo()
    if change is None:
        talk.lines.say(tr("没有可以重做的了"))
        return
    talk.lines.say(tr("已重做：{what}", what=change.what))
    _at(talk, change.at)


def _at(talk: Talk, path: str) -> None:
    """Go where something was changed, as far as it is a question of this form."""
    talk.work.changed()
    if path in question_order.questions(talk.work.draft.edition):
        talk.go(path)


def _clear(talk: Talk, _rest: str) -> None:
    if isinstance(talk.question, CellQuestion):
        talk.work.edit({talk.at: ""}, tr("清空"))
    else:
        talk.refuse(tr("这一问不能清空"))


COMMANDS = (
    Command("返回", "b", "", tr("回到上一问"), _back),
    Command("跳过", "s", "", tr("这一问不动，去下一问；直接回车也一样"), _skip),
    Command("下一步", "n", "", tr("去下一步"), _next_step),
    Command("转到", "g", tr("去处"), tr("去某一步、某一行或某一格"), _go),
    Command("表", "t", "", tr("读出这一步已经填的内容"), _table),
    Command("检查", "c", "", tr("列出这一步的问题；:检查 全部 列出所有的"), _check),
    Command("预览", "v", "", tr("读出年报全文（Markdown）"), _preview),
    Command("复制", "cp", "", tr("把全文复制成能贴进网站编辑器的样子"), _copy_for_editor),
    Command("公布包", "pk", "", tr("把各种格式、图解和公布清单写进一个文件夹"), _posting_kit),
    Command("移交", "yj", "", tr("把草稿和上年年报等装进一个文件，交给别人"), _hand_over),
    Command(
        "更正",
        "co",
        "",
        tr("已公布的年报改了：写公布日期和更正的原因，留下公布的版本"),
        _correct,
        Needs.FILLING,
    ),
    Command("保存", "w", "", tr("说明存在哪里；后面加文件名就改存到那里"), _save),
    Command("撤销", "u", "", tr("撤销上一次改动"), _undo),
    Command("重做", "r", "", tr("重做撤销了的改动"), _redo),
    Command("清空", "x", "", tr("清空这一格"), _clear, Needs.FILLING),
    Command("离开", "q", "", tr("保存并离开，下次接着填"), _leave),
)
