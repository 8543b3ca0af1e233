"""Commands on findings, remarks and earlier versions."""

from tuiwizard.drafts import history
from tuiwizard.drafts.codec import loads
from tuiwizard.drafts.files import text_of
from tuiwizard.errors import DraftError
from tuiwizard.plain import places
from tuiwizard.plain.command import Command
from tuiwizard.plain.question import Talk
from tuiwizard.plain.words import shortened
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.session.comparing import difference_lines
from tuiwizard.session.view import step_name, steps
from tuiwizard.words import tr

_SETTLED = ("已处理", "撤回", "done")  # not said: typed
"""What is typed in place of a remark or a reason to take it back, in either language."""

_RESTORE = ("恢复", "restore")  # not said: typed


def _numbered(talk: Talk, rest: str) -> tuple[Finding | None, str]:
    """The finding whose number stands first, and what stands behind it."""
    number, _, more = rest.strip().partition(" ")
    if number.isdecimal() and 0 < int(number) <= len(talk.listed):
        return talk.listed[int(number) - 1], more.strip()
    first = tr("先打 :检查，") if not talk.listed else ""
    talk.refuse(tr("{first}后面写 1 到 {n} 的编号", first=first, n=len(talk.listed)))
    return None, ""


def _jump(talk: Talk, rest: str) -> None:
    finding, _ = _numbered(talk, rest)
    if finding is not None:
        draft = talk.session.draft
        asked = places.questions(draft.edition)
        cells = [path for path in finding.cells if path in asked]
        if talk.question.step == "publish":
            talk.lines.say(tr("改完打 :转到 {n} 回到检查", n=len(steps(draft))))
        talk.go(cells[0] if cells else places.first_of(draft.edition, finding.section))


def _fix(talk: Talk, rest: str) -> None:
    finding, _ = _numbered(talk, rest)
    if finding is None:
        return
    if talk.session.apply_fix(finding):
        talk.changed()
        talk.lines.say(tr("已改，打 :撤销 可以改回来"))
    else:
        talk.refuse(tr("这一条要自己改，打 :去 和编号；正文改过的，先打 :检查 再看"))


def _explain(talk: Talk, rest: str) -> None:
    finding, reason = _numbered(talk, rest)
    if finding is None:
        return
    if finding.severity is not Severity.QUERY:
        talk.refuse(tr("只有疑问可以说明，错误要改正"))
        return
    if reason in _SETTLED:
        talk.session.unexplain(finding)
        talk.changed()
        talk.lines.say(tr("说明已撤回"))
        return
    reason = reason or talk.lines.read(tr("理由，给审核人看，不会公布；直接回车不写 > ")).strip()
    if not reason:
        return
    by = talk.lines.read(tr("填写人 [{by}] > ", by=talk.by or tr("空"))).strip()
    talk.by = by or talk.by
    talk.session.explain(finding, reason, talk.by)
    talk.changed()
    talk.lines.say(tr("说明已记下，有关的数一改就要重新写"))


def _remark(talk: Talk, rest: str) -> None:
    session, step = talk.session, talk.question.step
    first, _, more = rest.partition(" ")
    named = places.found(session.draft, first).partition(".")[0] if more else ""
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
    else:
        session.remark(step, "" if rest in _SETTLED else rest)
        talk.changed()
        talk.lines.say(tr("意见已处理") if rest in _SETTLED else tr("意见已记下"))


def _history(talk: Talk, rest: str) -> None:
    talk.save(settled=True)
    versions = history.versions(talk.session.path)
    if not rest:
        talk.lines.say(*(f"{n}. {version}" for n, version in enumerate(versions, 1)))
        talk.lines.say(
            tr("打 :历史 和编号来比较，编号后面再加 恢复 就换回去") if versions else tr("还没有")
        )
        return
    number, _, word = rest.partition(" ")
    if not number.isdecimal() or not 0 < int(number) <= len(versions):
        talk.refuse(tr("后面写 1 到 {n} 的编号", n=len(versions)))
        return
    version = versions[int(number) - 1]
    try:
        draft = loads(text_of(history.read(version), version.file))
    except DraftError as error:
        talk.refuse(str(error))
        return
    if word.strip() in _RESTORE:
        talk.session.replace_with(draft, tr("恢复以前的版本"))
        talk.changed()
        talk.lines.say(tr("已恢复，打 :撤销 可以换回来"))
        talk.go(places.first_open(talk.session))
    else:
        words = (tr("现在"), tr("当时"))
        talk.lines.say(*difference_lines(talk.session.draft, draft, words, shortened))


COMMANDS = (
    Command("去", "j", tr("编号"), tr("去改 :检查 列出的一条"), _jump),
    Command("改数", "m", tr("编号"), tr("把正文的数改成表里的数"), _fix, edits=True),
    Command(
        "说明",
        "why",
        tr("编号 理由"),
        tr("写明疑问的原因；理由写 撤回 就撤回"),
        _explain,
        edits=True,
    ),
    Command(
        "意见",
        "rem",
        tr("步骤 文字"),
        tr("提审核意见；文字写 已处理 就去掉；什么都不写就列出"),
        _remark,
    ),
    Command(
        "历史", "his", tr("编号"), tr("列出以前的版本，比较或恢复其中一个"), _history, edits=True
    ),
)
