"""The start page as values: what was worked on lately, and the ways to begin another report.

Read from the state directory alone, without the model of the form: the page is there at once.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tuiwizard.drafts.files import is_there
from tuiwizard.drafts.recents import FILLING, POSTED, RETURNED, SIGNED, Recent, recents
from tuiwizard.report.shown import on_one_line
from tuiwizard.report.state import State
from tuiwizard.words import plural, tr

NEW, OPEN, FROM_LAST_YEAR, FROM_LEDGER = "new", "open", "from", "ledger"
"""The answers that begin a report; any other is the path of a draft."""

BEGINNINGS = (
    (NEW, "N", tr("新建年报")),
    (OPEN, "O", tr("打开文件…")),
    (FROM_LAST_YEAR, "Y", tr("从上年年报开始…")),
    (FROM_LEDGER, "L", tr("从依申请公开台账开始…")),
)
"""The ways to begin: answer, letter, words."""

_STATES = {
    FILLING: State.FILLING,
    RETURNED: State.RETURNED,
    SIGNED: State.SIGNED,
    POSTED: State.DONE,
}


class RecentLine(NamedTuple):
    """A draft that was worked on.

    Attributes:
        path: Its file.
        state: How it stands.
        title: Whose report it is, and of which year.
        when: When it was left.
        about: What is left to do, or what became of it.
    """

    path: str
    state: State
    title: str
    when: str
    about: str


def recent_lines(now: datetime | None = None) -> tuple[RecentLine, ...]:
    """Return the drafts that were worked on and are still there, the last one first.

    Args:
        now: The time of looking; now if not given.
    """
    now = now or datetime.now().astimezone()
    known = (recent for recent in recents() if is_there(Path(recent.path)))
    return tuple(_line(recent, now) for recent in known)


def _line(recent: Recent, now: datetime) -> RecentLine:
    name = on_one_line(recent.agency) or tr("（机关名称未填）")
    return RecentLine(
        recent.path,
        _STATES.get(recent.state, State.FILLING),
        tr("{name} {year}年度", name=name, year=recent.year),
        when_left(recent.when, now),
        "  ".join(_about(recent)),
    )


def _about(recent: Recent) -> Iterator[str]:
    match recent.state:
        case "returned":
            yield plural("退回修改：审核意见 {n} 条待处理", recent.left)
        case "signed":
            yield tr("已签发，尚未输出")
        case "posted":
            yield tr("公布稿已输出：{formats}", formats=on_one_line(tr("、").join(recent.posted)))
        case _ if recent.left:
            yield plural("填报中：还有 {n} 处要填、要改或要说明", recent.left)
        case _:
            yield tr("填好了，还没有签发")
    yield on_one_line(Path(recent.path).name)


def when_left(written: str, now: datetime) -> str:
    """Return when a draft was left, as people say it."""
    # on 2026-01-12: 14:03 -> "今天 14:03"; 01-11 17:40 -> "昨天 17:40"; 2025-01-29 -> "2025-01-29"
    try:
        when = datetime.fromisoformat(written).astimezone(now.tzinfo)
    except ValueError:
        return ""
    if when.date() == now.date():
        return tr("今天 {when:%H:%M}", when=when)
    if when.date() == (now - timedelta(days=1)).date():
        return tr("昨天 {when:%H:%M}", when=when)
    if when.year == now.year:
        return f"{when:%m-%d %H:%M}"
    return f"{when:%Y-%m-%d}"
