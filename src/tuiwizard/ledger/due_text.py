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
    yield heading(due)
    yield from _part(plural("已超期 {n} 件：", len(due.late)), due.late)
    soon = plural("{days} 个工作日内到期 {n} 件：", len(due.due_soon), days=due.soon)
    yield from _part(soon, due.due_soon)
    yield from _part(plural("以后到期 {n} 件：", len(due.later)), due.later)
    yield from _part(plural("现在不计时 {n} 件：", len(due.standing)), due.standing)
    for request, year in due.unknown:
        yield tr("{request}：{why}", request=name_of(request), why=why_unknown(year))
    yield from _part(plural("今年答复晚了 {n} 件：", len(due.answered_late)), due.answered_late)
    if due.unread:
        rows = tr("、").join(map(str, due.unread))
        yield plural("有 {n} 行的日期读不出来，没有列：{rows}", len(due.unread), rows=rows)
    if due.open_now:
        yield from not_told_lines(due.not_told)


def heading(due: Due) -> str:
    """Return how many requests are open, and on which day."""
    return plural("依申请公开待答复 {n} 件（截至 {day}）", due.open_now, day=due.as_of)


def not_told_lines(columns: Sequence[str]) -> Iterator[str]:
    """Yield which columns a ledger does not have, so that none of the kind was assumed."""
    if columns:
        names = tr("、").join(_COLUMNS[name] for name in columns)
        yield tr("台账没有{names}的日期栏，都按没有算", names=names)


def name_of(request: Request) -> str:
    """Return the register number of a request, or its row."""
    return request.number or str(request.place)


def why_unknown(year: int) -> str:
    """Return why a last day in a year without a calendar was not computed."""
    return tr(
        "不知道 {year} 年的调休，到期日没有算；"
        "国务院办公厅公布后，写进 calendar.toml（见 tuiwizard ledger -h）",
        year=year,
    )


def _part(title: str, terms: Sequence[Term]) -> Iterator[str]:
    if terms:
        yield title
        yield from (f"  {_line(term)}" for term in terms)


def _line(term: Term) -> str:
    name, how = name_of(term.request), term.how()
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
