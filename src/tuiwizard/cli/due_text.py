"""What is still to be answered, as lines that can be put into a chat: numbers and days only."""

from collections.abc import Iterator, Sequence

from tuiwizard.ledger.deadlines import State, Term
from tuiwizard.ledger.due import Due
from tuiwizard.ledger.request import Request
from tuiwizard.words import plural, tr

_COLUMNS = {
    "extended": tr("延期"),
    "correction": tr("补正"),
    "third_party": tr("征求第三方"),
}


def due_lines(due: Due) -> Iterator[str]:
    """Yield the open requests by last day, each with how the day was computed."""
    open_now = len(due.open) + len(due.standing) + len(due.unknown)
    yield plural("依申请公开待答复 {n} 件（截至 {day}）", open_now, day=due.as_of)
    yield from _part(plural("已超期 {n} 件：", len(due.late)), due.late)
    soon = plural("{days} 个工作日内到期 {n} 件：", len(due.due_soon), days=due.soon)
    yield from _part(soon, due.due_soon)
    yield from _part(plural("以后到期 {n} 件：", len(due.later)), due.later)
    yield from _part(plural("现在不计时 {n} 件：", len(due.standing)), due.standing)
    for request, year in due.unknown:
        yield tr(
            "{request}：不知道 {year} 年的调休，到期日没有算；"
            "国务院办公厅公布后，写进 calendar.toml（见 tuiwizard ledger -h）",
            request=_named(request),
            year=year,
        )
    yield from _part(plural("今年答复晚了 {n} 件：", len(due.answered_late)), due.answered_late)
    if due.unread:
        rows = tr("、").join(map(str, due.unread))
        yield plural("有 {n} 行的日期读不出来，没有列：{rows}", len(due.unread), rows=rows)
    if due.not_told and open_now:
        names = tr("、").join(_COLUMNS[name] for name in due.not_told)
        yield tr("台账没有{names}的日期栏，都按没有算", names=names)


def _part(title: str, terms: Sequence[Term]) -> Iterator[str]:
    if terms:
        yield title
        yield from (f"  {_line(term)}" for term in terms)


def _named(request: Request) -> str:
    return request.number or str(request.place)


def _line(term: Term) -> str:
    name, how = _named(term.request), term.how()
    if term.state is State.LATE:
        return plural(
            "{name}  {day} 到期，已超 {n} 个工作日（{how}）",
            term.late, name=name, day=term.deadline, how=how,
        )  # fmt: skip
    if term.state is State.ANSWERED_LATE:
        return plural(
            "{name}  {day} 到期，{closed} 答复，晚 {n} 个工作日",
            term.late, name=name, day=term.deadline, closed=term.request.closed,
        )  # fmt: skip
    if term.state is State.OPEN:
        return plural(
            "{name}  {day} 到期，还有 {n} 个工作日（{how}）",
            term.left, name=name, day=term.deadline, how=how,
        )  # fmt: skip
    return tr("{name}  {how}", name=name, how=how)
