"""The open requests of a ledger by their last day, and how that day was computed."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tuiwizard.ledger.deadlines import State, Term
from tuiwizard.ledger.due import Due
from tuiwizard.ledger.due_text import due_lines, heading, name_of, not_told_lines, why_unknown
from tuiwizard.report.safety import printable
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.cells import cut, left, right
from tuiwizard.tui.chinese import ChineseScreen
from tuiwizard.tui.screen_ask import ScreenAsk
from tuiwizard.tui.widgets.key_line import KeyLine
from tuiwizard.tui.widgets.listing import Listing
from tuiwizard.tui.widgets.plain import Plain
from tuiwizard.words import plural, tr

KEYS = (
    tr("↑↓、PageUp/PageDown、Home/End 选一件；下面写着它的到期日怎样算的，Enter 放大看"),
    tr("超期的在前，按到期日排；最后是现在不计时的，和到期日没有算的"),
    tr("C 复制贴到工作群里的文字；F4 看这些文字，今年答复晚了的、读不出来的行也在里面"),
    tr("Ctrl+P 命令；Ctrl+T 换配色；Esc 或 Ctrl+Q 离开"),
)

_MARK, _DAY, _LEFT = 10, 12, 14
"""Cells of the columns; the number takes the rest."""


class DueRow(NamedTuple):
    """A request as the table shows it.

    Attributes:
        mark: How it stands, in a word.
        number: Its register number, or its row.
        received: The day it came in.
        deadline: Its last day; empty for none.
        left: The working days until then, or since.
        how: How the last day was computed, or why it was not.
    """

    mark: str
    number: str
    received: str
    deadline: str
    left: str
    how: str


def rows_of(found: Due) -> Iterator[DueRow]:
    """Yield what is open, the most urgent first."""
    marks = (
        (tr("超期"), found.late),
        (tr("快到期"), found.due_soon),
        (tr("未到期"), found.later),
        (tr("不计时"), found.standing),
    )
    for mark, terms in marks:
        yield from (_row(mark, term) for term in terms)
    for request, year in found.unknown:
        number, why = on_one_line(name_of(request)), why_unknown(year)
        yield DueRow(tr("没有算"), number, str(request.received), "-", "-", why)


def _row(mark: str, term: Term) -> DueRow:
    request, days = term.request, "-"
    if term.deadline is not None:
        late = term.state is State.LATE
        days = tr("已超 {n}", n=term.late) if late else tr("还有 {n}", n=term.left)
    number, deadline = on_one_line(name_of(request)), str(term.deadline or "-")
    return DueRow(mark, number, str(request.received), deadline, days, term.how())


class DueRows:
    """The requests, a line each.

    Args:
        rows: The requests.
    """

    def __init__(self, rows: Sequence[DueRow]) -> None:
        self._rows = rows

    def header(self, width: int) -> list[str]:
        """The words over the columns."""
        return _placed(
            tr("状态"), tr("登记编号"), tr("收到"), tr("到期"), tr("工作日"), width
        )  # fmt: skip

    def spans(self, width: int) -> list[int]:  # noqa: ARG002 - a request is one line at any width
        """A line for each request."""
        return [1] * len(self._rows)

    def line(self, row: int, number: int, width: int) -> list[str]:  # noqa: ARG002 - as above
        """One request."""
        return _placed(*self._rows[row][:5], width)


def _placed(
    mark: str, number: str, received: str, deadline: str, days: str, width: int
) -> list[str]:
    room = width - _MARK - 2 * _DAY - _LEFT
    return [
        left(mark, _MARK),
        left(cut(number, room - 1), room),
        left(received, _DAY),
        left(deadline, _DAY),
        right(days, _LEFT),
    ]


class DueScreen(ChineseScreen[None]):
    """The table over what is said of the current request.

    Args:
        found: The requests.
        ask: Shows what is longer than a line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", tr("帮助"), priority=True),
        Binding("c", "copy", tr("复制"), tooltip=tr("复制贴到工作群里的文字")),
        Binding("C,ctrl+c", "copy", tr("复制"), show=False),
        Binding("f4", "preview", tr("查看"), tooltip=tr("查看贴到工作群里的文字")),
        Binding("escape", "app.leave", tr("离开"), show=False),
    ]

    def __init__(self, found: Due, ask: ScreenAsk) -> None:
        super().__init__()
        self._found = found
        self._rows = tuple(rows_of(found))
        self._ask = ask

    def compose(self) -> ComposeResult:
        """How many, the requests, and how the last day of one was computed."""
        yield Plain(heading(self._found), id="top")
        yield Plain(tr("，").join(_totals(self._found)), id="totals")
        yield Listing(DueRows(()), id="rows")
        yield Plain(id="detail")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin on the first request."""
        self._table.show_rows(DueRows(self._rows))
        self.set_focus(self._table)
        self._show_detail()

    @property
    def _table(self) -> Listing:
        return self.query_one(Listing)

    @property
    def _text(self) -> str:
        """The text for a chat group."""
        return "".join(f"{printable(line)}\n" for line in due_lines(self._found))

    @on(Listing.Moved)
    def _show_detail(self) -> None:
        row = self._table.row
        if row is not None:
            told = not_told_lines(self._found.not_told)
            self.query_one("#detail", Plain).show("\n".join((self._rows[row].how, *told)))

    @on(Listing.Chosen)
    async def _row_chosen(self) -> None:
        """Enter: everything about one request, in a box."""
        row = self._rows[self._table.row or 0]
        told = not_told_lines(self._found.not_told)
        await self._ask.run(self._ask.show(f"{row.mark} {row.number}", (row.how, *told)))

    def action_copy(self) -> None:
        """C: the text for a chat group."""
        self._ask.copy(self._text)
        self._ask.tell(tr("贴到工作群里的文字已复制"))

    async def action_preview(self) -> None:
        """F4: the text for a chat group, with what no table has room for."""
        from tuiwizard.tui.screens.preview import text_dialog  # only who looks at it needs it

        title = heading(self._found)

        async def show() -> None:
            await self._ask.flows.answer(text_dialog(title, self._text))

        await self._ask.run(show())

    async def action_help(self) -> None:
        """F1: the keys."""
        await self._ask.run(self._ask.show(tr("到期表 帮助"), KEYS))


def _totals(found: Due) -> Iterator[str]:
    """How many of each kind, and what is only in the text."""
    if not found.open_now:
        yield tr("没有待答复的申请")
    else:
        yield plural("已超期 {n} 件", len(found.late))
        yield plural("{days} 个工作日内到期 {n} 件", len(found.due_soon), days=found.soon)
    if found.unread:
        yield plural("{n} 行读不出来（F4）", len(found.unread))
    if found.answered_late:
        yield plural("今年答复晚了 {n} 件", len(found.answered_late))
