"""Commands on findings, remarks and earlier versions."""

from tuiwizard.flows import checking, signing, versions
from tuiwizard.plain import question_order
from tuiwizard.plain.command import Command, Needs
from tuiwizard.plain.line_ask import WITHDRAW
from tuiwizard.plain.question import Talk
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.session.view import step_name, steps
from tuiwizard.words import tr

_RESTORE = ("恢复", "restore")  # not said: typed


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
    session, step = talk.work.session, talk.question.step
    first, _, more = rest.partition(" ")
    named = question_order.found(session.draft, first).partition(".")[0] if more else ""
    if named in session.draft.section_keys:
        step, rest = named, more.strip()
    if not rest:
        said = session.sign_off.remarks
        names = (
            tr("{name}：{said}", name=step_name(session.draft, key), said=said[key]) for key in said
        )
        talk.lines.say(*(names if said else [tr("没有审核意见")]))
    elif step not in session.draft.section_keys:
        talk.refuse(tr("请写给哪一步的意见，例如 :意见 3 请核对规章的数"))
    elif rest in WITHDRAW:
        signing.settle_remark(talk.work, step)
    else:
        talk.follow(signing.remark(talk.work, step), remark=(rest,))
        talk.lines.say(tr("意见已记下"))


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
        tr("提审核意见；文字写 已处理 就去掉；什么都不写就列出"),
        _remark,
    ),
    Command(
        "历史", "his", tr("编号"), tr("列出以前的版本，比较或恢复其中一个"), _history, Needs.FILLING
    ),
)
