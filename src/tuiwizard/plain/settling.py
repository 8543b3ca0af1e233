"""Commands on findings, remarks and earlier versions."""

from tuiwizard.drafts import history
from tuiwizard.drafts.codec import loads
from tuiwizard.drafts.files import decode
from tuiwizard.errors import DraftError
from tuiwizard.forms.names import SECTIONS
from tuiwizard.plain import places
from tuiwizard.plain.command import Command
from tuiwizard.plain.question import Talk
from tuiwizard.plain.words import shortened
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.session.comparing import difference_lines
from tuiwizard.session.view import step_name

_SETTLED = ("已处理", "撤回")


def _numbered(talk: Talk, rest: str) -> tuple[Finding | None, str]:
    """The finding whose number stands first, and what stands behind it."""
    number, _, more = rest.strip().partition(" ")
    if number.isdecimal() and 0 < int(number) <= len(talk.listed):
        return talk.listed[int(number) - 1], more.strip()
    first = "先打 :检查，" if not talk.listed else ""
    talk.refuse(f"{first}后面写 1 到 {len(talk.listed)} 的编号")
    return None, ""


def _jump(talk: Talk, rest: str) -> None:
    finding, _ = _numbered(talk, rest)
    if finding is not None:
        draft = talk.session.draft
        asked = places.questions(draft.edition)
        cells = [path for path in finding.cells if path in asked]
        if talk.question.step == "publish":
            talk.lines.say("改完打 :转到 8 回到检查")
        talk.go(cells[0] if cells else places.first_of(draft.edition, finding.section))


def _cure(talk: Talk, rest: str) -> None:
    finding, _ = _numbered(talk, rest)
    if finding is None:
        return
    if talk.session.cure(finding):
        talk.changed()
        talk.lines.say("已改，打 :撤销 可以改回来")
    else:
        talk.refuse("这一条要自己改，打 :去 和编号；正文改过的，先打 :检查 再看")


def _explain(talk: Talk, rest: str) -> None:
    finding, reason = _numbered(talk, rest)
    if finding is None:
        return
    if finding.severity is not Severity.QUERY:
        talk.refuse("只有疑问可以说明，错误要改正")
        return
    if reason in _SETTLED:
        talk.session.unexplain(finding)
        talk.changed()
        talk.lines.say("说明已撤回")
        return
    reason = reason or talk.lines.read("理由，给审核人看，不会公布；直接回车不写 > ").strip()
    if not reason:
        return
    by = talk.lines.read(f"填写人 [{talk.by or '空'}] > ").strip()
    talk.by = by or talk.by
    talk.session.explain(finding, reason, talk.by)
    talk.changed()
    talk.lines.say("说明已记下，有关的数一改就要重新写")


def _remark(talk: Talk, rest: str) -> None:
    session, step = talk.session, talk.question.step
    first, _, more = rest.partition(" ")
    named = places.found(session.draft, first).partition(".")[0] if more else ""
    if named in SECTIONS:
        step, rest = named, more.strip()
    if not rest:
        said = session.review.remarks
        names = (f"{step_name(session.draft, key)}：{said[key]}" for key in said)
        talk.lines.say(*(names if said else ["没有审核意见"]))
    elif step not in SECTIONS:
        talk.refuse("请写给哪一步的意见，例如 :意见 3 请核对规章的数")
    else:
        session.remark(step, "" if rest in _SETTLED else rest)
        talk.changed()
        talk.lines.say("意见已处理" if rest in _SETTLED else "意见已记下")


def _history(talk: Talk, rest: str) -> None:
    talk.save(settled=True)
    versions = history.versions(talk.session.path)
    if not rest:
        talk.lines.say(*(f"{n}. {version}" for n, version in enumerate(versions, 1)))
        talk.lines.say(
            "打 :历史 和编号来比较，编号后面再加 恢复 就换回去" if versions else "还没有"
        )
        return
    number, _, word = rest.partition(" ")
    if not number.isdecimal() or not 0 < int(number) <= len(versions):
        talk.refuse(f"后面写 1 到 {len(versions)} 的编号")
        return
    version = versions[int(number) - 1]
    try:
        draft = loads(decode(history.read(version), version.file))
    except DraftError as error:
        talk.refuse(str(error))
        return
    if word.strip() == "恢复":
        talk.session.replace_with(draft, "恢复以前的版本")
        talk.changed()
        talk.lines.say("已恢复，打 :撤销 可以换回来")
        talk.go(places.first_open(talk.session))
    else:
        words = ("现在", "当时")
        talk.lines.say(*difference_lines(talk.session.draft, draft, words, shortened))


COMMANDS = (
    Command("去", "j", "编号", "去改 :检查 列出的一条", _jump),
    Command("改数", "m", "编号", "把正文的数改成表里的数", _cure, edits=True),
    Command("说明", "why", "编号 理由", "写明疑问的原因；理由写 撤回 就撤回", _explain, edits=True),
    Command(
        "意见", "rem", "步骤 文字", "提审核意见；文字写 已处理 就去掉；什么都不写就列出", _remark
    ),
    Command("历史", "his", "编号", "列出以前的版本，比较或恢复其中一个", _history, edits=True),
)
