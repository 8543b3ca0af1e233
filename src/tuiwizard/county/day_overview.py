"""报送情况: how a county stands on one day, as a page and as text for the chat group."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tuiwizard.county.desk import Desk
from tuiwizard.county.desk_row import DeskRow, State
from tuiwizard.county.desk_totals import one_each
from tuiwizard.county.exchange import Entry, Exchange, Standing
from tuiwizard.rendering.document import Chapter, Document
from tuiwizard.report.days import in_chinese
from tuiwizard.rules.report_ref import agency_key

_WRONG = frozenset((State.UNREADABLE, State.CONVERT, State.UNFINISHED, State.BLOCKED))
_READY = frozenset((State.READY, State.SIGNED, State.PUBLISHED))
_OPEN = frozenset((Standing.ASKED, Standing.ANSWERED, Standing.NEW_VERSION))


class DayOverview(NamedTuple):
    """Who has done what by a day; an office may stand in several of these.

    Attributes:
        day: The day.
        year: The report year.
        due: How many offices should send a report; None where there is no list.
        came: Reports that are there, one for each office.
        today: Those of them that were written on the day.
        missing: Who has sent nothing.
        strangers: Who has, and is not on the list.
        wrong: Reports that cannot go out as they are, and files that cannot be read.
        ready: Reports that can.
        asked: Who was asked something that is not settled.
        settled: With whom all that was asked is settled.
    """

    day: date
    year: int | None
    due: int | None
    came: tuple[DeskRow, ...]
    today: tuple[DeskRow, ...]
    missing: tuple[DeskRow, ...]
    strangers: tuple[DeskRow, ...]
    wrong: tuple[DeskRow, ...]
    ready: tuple[DeskRow, ...]
    asked: tuple[DeskRow, ...]
    settled: tuple[DeskRow, ...]


def day_overview(desk: Desk, day: date) -> DayOverview:
    """Return how a desk stands on a day."""
    meant = [row for row in desk.rows if row.counts and row.year in (None, desk.year)]
    listed = {agency_key(one.agency) for one in desk.expected}
    came = tuple(one_each(row for row in meant if row.read))
    return DayOverview(
        day,
        desk.year,
        len(desk.expected) or None,
        came,
        tuple(row for row in came if row.changed is not None and row.changed.date() == day),
        desk.missing,
        tuple(row for row in came if listed and row.office not in listed),
        tuple(row for row in meant if row.state in _WRONG or (row.read and row.errors)),
        tuple(row for row in came if row.state in _READY and not row.errors),
        tuple(row for row in meant if row.exchange.standing in _OPEN),
        tuple(row for row in meant if row.exchange.standing is Standing.SETTLED),
    )


def chat_text(overview: DayOverview) -> str:
    """Return the overview as it is posted to the offices: without contacts, answers and notes."""
    groups = (
        ("未报送", overview.missing, _name),
        ("请改正后重报", overview.wrong, _to_mend),
        ("已退回，请答复", overview.asked, _until),
    )
    lines = [
        f"{title}（{len(rows)} 个）：{'、'.join(map(words, rows))}"
        for title, rows, words in groups
        if rows
    ]
    return "\n".join(
        (f"【{_title(overview)}】{in_chinese(overview.day)}", _counts(overview), *lines)
    )


def overview_page(overview: DayOverview) -> Document:
    """Return the overview as it is printed, for the county itself: with contacts and notes."""
    groups = (
        ("当天收到", overview.today, _to_mend),
        ("未报送", overview.missing, _said),
        ("要改正", overview.wrong, _said),
        ("已退回，没有办结", overview.asked, _said),
        ("已退回，办结", overview.settled, _said),
        ("可以公布和已公布", overview.ready, _name),
    )
    chapters = (
        Chapter(
            f"{ordinal}、{title}（{len(rows)} 个）",
            tuple(f"{number}．{words(row)}" for number, row in enumerate(rows, 1)) or ("无。",),
        )
        for ordinal, (title, rows, words) in zip("一二三四五六", groups, strict=True)
    )
    return Document(
        title=_title(overview),
        stamp="",
        shortfall="",
        opening=(in_chinese(overview.day), _counts(overview)),
        chapters=tuple(chapters),
        agency="",
        identifier="",
    )


def _title(overview: DayOverview) -> str:
    year = f"{overview.year} 年度" if overview.year is not None else ""
    return f"{year}政府信息公开工作年度报告报送情况"


def _counts(overview: DayOverview) -> str:
    """Say how many there are of each kind, in one sentence."""
    missing = len(overview.missing)
    due, came, rest = "", len(overview.came), ""
    if overview.due is not None:
        due, came, rest = (
            f"应报 {overview.due} 个，",
            overview.due - missing,
            f"，未报 {missing} 个",
        )
    if overview.strangers:
        rest += f"，另有名单外的 {len(overview.strangers)} 个"
    return (
        f"{due}已报 {came} 个{rest}；当天收到 {len(overview.today)} 份；"
        f"可以公布和已公布 {len(overview.ready)} 个，要改正 {len(overview.wrong)} 个；"
        f"已退回没有办结 {len(overview.asked)} 个，办结 {len(overview.settled)} 个。"
    )


def _name(row: DeskRow) -> str:
    return row.agency


def _to_mend(row: DeskRow) -> str:
    """Say what is to be put right: 甲镇（2 处错误，1 处疑问）."""
    if row.path is None:
        return row.agency
    if row.trouble:
        why = "文件要先转换格式" if row.state is State.CONVERT else "文件读不出来"
        return f"{row.agency}（{why}，请重报）"
    counts = [f"{n} 处{kind}" for n, kind in ((row.errors, "错误"), (row.queries, "疑问")) if n]
    return f"{row.agency}（{'，'.join(counts)}）" if counts else row.agency


def _until(row: DeskRow) -> str:
    """Say until when something is to be answered: 甲镇（1月20日前）."""
    last = row.exchange.last
    return f"{row.agency}（{last.until}前）" if last is not None and last.until else row.agency


def _said(row: DeskRow) -> str:
    """Say what is to be put right, what was asked and answered, noted down, and whom to call."""
    return "；".join((_to_mend(row), *_exchanged(row.exchange)))


def _exchanged(said: Exchange) -> Iterator[str]:
    if said.last is not None:
        until = f"，请{said.last.until}前答复" if said.last.until else ""
        yield f"{_day(said.last)}退回 {len(said.last.asked)} 处{until}，还有 {said.still} 处"
    if said.new:
        yield "收到新稿"
    if said.answer is not None:
        yield f"{_day(said.answer)}答复：{said.answer.text}"
    yield from (f"{_day(note)}备注：{note.text}" for note in said.notes)
    if said.contact:
        yield f"联系人：{said.contact}"


def _day(entry: Entry) -> str:
    return f"{entry.when.month}月{entry.when.day}日"
