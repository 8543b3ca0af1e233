"""Commands on findings, remarks and earlier versions."""

from collections.abc import Callable

from tuiwizard.flows import checking, remarking, versions
from tuiwizard.plain import question_order
from tuiwizard.plain.command import Command, Needs
from tuiwizard.plain.line_ask import WITHDRAW
from tuiwizard.plain.question import Talk
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Remark
from tuiwizard.report.remarks import is_place, open_remarks, remarks
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.session.remark_view import remark_line
from tuiwizard.session.view import steps
from tuiwizard.words import tr

_RESTORE = ("恢复", "restore")  # not said: typed
_ACCEPT = ("认可", "accept")  # not said: typed
_REOPEN = ("退回", "reopen")  # not said: typed


def _numbered(talk: Talk, rest: str) -> tuple[Finding | None, str]:
    """The finding whose number comes first, and the words behind it."""
    number, _, more = rest.strip().partition(" ")
    if number.isdecimal() and 0 < int(number) <= len(talk.listed):
        return talk.listed[int(number) - 1], more.strip()
    first = tr("先打 :检查，") if not talk.listed else ""
    talk.refuse(tr("{first}后面写 1 到 {n} 的编号", first=first, n=len(talk.listed)))
    return None, ""


def _jump(talk: Talk, rest: str) -> None:
    finding, _ = _numbered(talk, rest)
    if finding is not None:
        draft = talk.work.draft
        asked = question_order.questions(draft.edition)
        cells = [path for path in finding.cells if path in asked]
        if talk.question.step == "publish":
            talk.lines.say(tr("改完打 :转到 {n} 回到检查", n=len(steps(draft))))
        talk.go(cells[0] if cells else question_order.first_of(draft.edition, finding.section))


def _fix(talk: Talk, rest: str) -> None:
    finding, _ = _numbered(talk, rest)
    if finding is not None:
        talk.follow(checking.fix(talk.work, finding))


def _explain(talk: Talk, rest: str) -> None:
    finding, reason = _numbered(talk, rest)
    if finding is None:
        return
    if finding.severity is not Severity.QUERY:
        talk.refuse(tr("只有疑问可以说明，错误要改正"))
    elif reason in WITHDRAW:
        talk.follow(checking.explain(talk.work, finding), reason=("", ""))
    elif reason:
        by = talk.lines.read(tr("填写人 [{by}] > ", by=talk.work.by or tr("空"))).strip()
        answers = {checking.REASON: (reason, by or talk.work.by), checking.TOGETHER: checking.ONE}
        talk.follow(checking.explain(talk.work, finding), **answers)
    else:
        talk.follow(checking.explain(talk.work, finding))


def _remark(talk: Talk, rest: str) -> None:
    draft, place = talk.work.draft, talk.question.step
    first, _, more = rest.partition(" ")
    named = question_order.found(draft, first) if more else ""
    if named and is_place(draft, named.partition(".")[0]):
        place, rest = named if first == named else named.partition(".")[0], more.strip()
    word, _, said = rest.partition(" ")
    if not rest:
        lines = [remark_line(draft, remark) for remark in remarks(draft)]
        talk.lines.say(*(lines or [tr("没有审核意见")]))
    elif not is_place(draft, place):
        talk.refuse(tr("请写给哪一步的意见，例如 :意见 3 请核对规章的数"))
    elif word in WITHDRAW and not talk.work.session.sign_off_only:
        _of_each(talk, place, open_remarks, lambda one: _settle(talk, one, said))
    elif word in _ACCEPT:
        _of_each(talk, place, _settled, lambda one: remarking.accept(talk.work, one))
    elif word in _REOPEN:
        _of_each(talk, place, _settled, lambda one: remarking.reopen(talk.work, one))
    else:
        talk.follow(remarking.remark(talk.work, place), remark=(rest,))
        talk.lines.say(tr("意见已记下"))


def _settled(draft: Draft, section: str) -> tuple[Remark, ...]:
    return tuple(remark for remark in remarks(draft, section) if remark.settled)


def _of_each(
    talk: Talk,
    place: str,
    of: Callable[[Draft, str], tuple[Remark, ...]],
    do: Callable[[Remark], None],
) -> None:
    """Do something about all remarks of a kind on a section, or on one cell of it."""
    section = place.partition(".")[0]
    said = [one for one in of(talk.work.draft, section) if place in (section, one.place)]
    if not said:
        talk.refuse(tr("这里没有这样的意见；:意见 列出全部"))
    for one in said:
        do(one)


def _settle(talk: Talk, one: Remark, said: str) -> None:
    talk.follow(remarking.answer(talk.work, one), answer=(said,))


def _history(talk: Talk, rest: str) -> None:
    number, _, word = rest.partition(" ")
    answers = {versions.VERSION: number} if number else {}
    if word.strip() in _RESTORE:
        answers[versions.RESTORE] = "restore"
    talk.follow(versions.compare_versions(talk.work), **answers)


COMMANDS = (
    Command("去", "j", tr("编号"), tr("去改 :检查 列出的一条"), _jump),
    Command("改数", "m", tr("编号"), tr("把正文的数改成表里的数"), _fix, Needs.FILLING),
    Command(
        "说明",
        "why",
        tr("编号 理由"),
        tr("写明疑问的原因；理由写 撤回 就撤回"),
        _explain,
        Needs.FILLING,
    ),
    Command(
        "意见",
        "rem",
        tr("步骤 文字"),
        tr("提审核意见；文字写 已处理 答复 就记下，审核人写 认可 或 退回；什么都不写就列出"),
        _remark,
    ),
    Command(
        "历史", "his", tr("编号"), tr("列出以前的版本，比较或恢复其中一个"), _history, Needs.FILLING
    ),
)
