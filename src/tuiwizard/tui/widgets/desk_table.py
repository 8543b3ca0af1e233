"""The reports of the desk as a table, and what is found in one of them as a list."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tuiwizard.county.desk import FROM_THE_TOP, Column, RowFilter
from tuiwizard.county.desk_row import DeskRow, State
from tuiwizard.county.exchange import entry_words
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.session.view import on_one_line, section_name
from tuiwizard.tui.cells import cell_len, cut, left, right, wrap
from tuiwizard.tui.widgets.listing import Listing
from tuiwizard.words import plural, tr

_WIDE = 110
"""Cells from which on there is room for the names of the files."""

_WIDEST_NAME = 40

_LEAST_NAME = 16
"""Cells below which names of offices look the same."""


class _Head(NamedTuple):
    """A column: what it shows of a report, how wide, and on which side."""

    column: Column
    width: int
    text: Callable[[DeskRow], str]
    right: bool = False

    def place(self, text: str) -> str:
        """A text in the column, of its width."""
        return (right if self.right else left)(text, self.width)


def _count(value: int | None) -> str:
    return "-" if value is None else str(value)


_HEADS = (
    _Head(Column.YEAR, 5, lambda u: _count(u.year)),
    _Head(Column.STATE, 10, lambda u: u.words),
    _Head(Column.ERRORS, 6, lambda u: _count(u.errors if u.read else None), True),
    _Head(Column.QUERIES, 6, lambda u: _count(u.queries if u.read else None), True),
    _Head(Column.RECEIVED, 7, lambda u: _count(u.received), True),
    _Head(Column.CARRIED_OUT, 6, lambda u: _count(u.carried_out), True),
    _Head(Column.CHANGED, 12, lambda u: f"{u.changed:%m-%d %H:%M}" if u.changed else "-", True),
)
"""All columns but the first, which takes the rest of the width."""

_EXCHANGE = _Head(Column.EXCHANGE, 5, lambda u: u.exchange.standing, True)
"""A column that is there once anybody was asked anything."""


class ReportRows(NamedTuple):
    """The reports, a line each, sorted as the filter says.

    Attributes:
        reports: The reports.
        row_filter: How they are sorted.
        asked: Whether anybody was asked anything: with each line, that would take a millisecond.
    """

    reports: tuple[DeskRow, ...] = ()
    row_filter: RowFilter = RowFilter()
    asked: bool = False

    def header(self, width: int) -> list[str]:
        """The words over the columns; the sorted one shows which way."""
        agency, file = self.names(width)
        heads = [head.place(self._title(head.column)) for head in self.heads(width)]
        return [left(self._title(Column.AGENCY), agency), *heads, left(tr("  文件"), file)]

    def heads(self, width: int) -> tuple[_Head, ...]:
        """The columns that leave room for the names of the offices; the last go first."""
        heads: tuple[_Head, ...] = _HEADS
        if self.asked:
            year, state, errors, queries, *rest = heads
            counts = (head._replace(width=5) for head in (errors, queries))  # names need the room
            heads = (year, state, _EXCHANGE, *counts, *rest)
        while heads and width - sum(head.width for head in heads) < _LEAST_NAME:
            heads = heads[:-1]
        return heads

    def names(self, width: int) -> tuple[int, int]:
        """Cells for the names of the office and of its file."""
        room = width - sum(head.width for head in self.heads(width))
        if width < _WIDE:
            return room, 0
        agency = min(room * 3 // 5, _WIDEST_NAME)
        return agency, room - agency

    def _title(self, column: Column) -> str:
        if column is not self.row_filter.column:
            return str(column)
        falls = (column in FROM_THE_TOP) is not self.row_filter.reverse
        return f"{column}{'v' if falls else '^'}"

    def spans(self, width: int) -> list[int]:  # noqa: ARG002 - a report is one line at any width
        """A line for each report."""
        return [1] * len(self.reports)

    def line(self, row: int, number: int, width: int) -> list[str]:  # noqa: ARG002 - a report is one line
        """One report."""
        report = self.reports[row]
        agency, file = self.names(width)
        name = report.path.name if report.path is not None else ""
        return [
            left(cut(on_one_line(report.agency), agency - 1), agency),
            *(head.place(head.text(report)) for head in self.heads(width)),
            left("  " + cut(on_one_line(name), file - 2), file),
        ]


class DeskTable(Listing):
    """The reports of the desk."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        self._shown = ReportRows()
        super().__init__(self._shown, id=id)

    @property
    def reports(self) -> tuple[DeskRow, ...]:
        """The reports in it."""
        return self._shown.reports

    @property
    def report(self) -> DeskRow | None:
        """The current report."""
        return self.reports[self.row] if self.row is not None else None

    def show(self, reports: Sequence[DeskRow], row_filter: RowFilter) -> None:
        """Show reports.

        The cursor stays on the one it is on, or near where that was; in another order, it goes to
        the first, for that is the one asked for.
        """
        here, before = self.report, self._shown
        now = ReportRows(tuple(reports), row_filter, any(u.exchange.standing for u in reports))
        if now == before:
            return
        self._shown = now
        keys = [report.key for report in reports]
        row = keys.index(here.key) if here is not None and here.key in keys else None
        self.show_rows(now, row if _order(before) == _order(now) else 0)

    def go_to_report(self, key: str) -> None:
        """Go to a report, if it is shown."""
        keys = [report.key for report in self.reports]
        if key in keys:
            self.go_to(keys.index(key))

    def column_at(self, x: int) -> Column:
        """The column at a cell of the header."""
        edge, _ = self._shown.names(self.room)
        for head in self._shown.heads(self.room) if x >= edge else ():
            edge += head.width
            if x < edge:
                return head.column
        return Column.AGENCY


def _order(rows: ReportRows) -> tuple[Column | None, bool]:
    return rows.row_filter.column, rows.row_filter.reverse


class Remark(NamedTuple):
    """One line of what there is to say of a report.

    Attributes:
        text: The line.
        finding: The finding it says; None for other words.
    """

    text: str
    finding: Finding | None = None


def remarks_of(report: DeskRow) -> list[Remark]:
    """Everything there is to say of a report, the heaviest first.

    What could not be checked for the same reason is one line, not ten.
    """
    if report.state is State.UNREAD:
        return [Remark(tr("- 这份文件还没有读到"))]
    before = list(_said_before(report))
    if report.trouble:
        return [Remark(f"! {report.trouble}"), *before]
    said = [
        Remark(
            tr(
                "{sign} {message}（{rule}）",
                sign=f"{a.severity.sign} {a.severity.word}",
                message=a.message,
                rule=a.rule,
            )
        )
        for a in report.cross_findings
    ]
    why = Counter(f.why_unchecked for f in report.findings if f.severity is Severity.UNCHECKED)
    said += [
        Remark(_sentence(report, f), f)
        for f in report.findings
        if f.severity is not Severity.UNCHECKED
    ]
    said += [
        Remark(plural("- 未查 {n} 条规则：{reason}", number, reason=reason))
        for reason, number in why.items()
    ]
    said += [Remark(tr("- 读入：{note}", note=note)) for note in report.notes]
    said = said or [Remark(tr("+ 检查没有发现问题"))]
    if report.proof is not None:
        sign = "!" if report.proof.refused else "="
        said.insert(0, Remark(tr("{sign} {words}", sign=sign, words=report.proof.words)))
    said = before + said
    return said + ([Remark(tr("= {counted}", counted=report.counted))] if report.counted else [])


def _said_before(report: DeskRow) -> Iterator[Remark]:
    """Yield which file was kept in its place, and what was said with its office."""
    if report.replaced_by:
        yield Remark(tr("= 已换下，留用 {file}", file=report.replaced_by))
    exchange = report.exchange
    for words in (
        exchange.words,
        *(entry_words(e) for e in exchange.notes),
        exchange.contact_words,
    ):
        if words:
            yield Remark(f"= {words}")


def _sentence(report: DeskRow, finding: Finding) -> str:
    name = section_name(report.edition, finding.section)
    return tr(
        "{sign} {name}：{message}（{rule}）",
        sign=f"{finding.sign} {finding.word}",
        name=name,
        message=finding.message,
        rule=finding.rule,
    )


class RemarkRows:
    """What there is to say of one report, whole sentences.

    Args:
        remarks: The sentences.
    """

    def __init__(self, remarks: Sequence[Remark] = ()) -> None:
        self.remarks = remarks
        self._broken: list[list[str]] = []

    def header(self, width: int) -> tuple[()]:  # noqa: ARG002 - a list of sentences has none
        """None."""
        return ()

    def spans(self, width: int) -> list[int]:
        """As many lines as a sentence needs."""
        self._broken = [_broken(on_one_line(r.text), width) for r in self.remarks]
        return [len(lines) for lines in self._broken]

    def line(self, row: int, number: int, width: int) -> list[str]:  # noqa: ARG002 - as `spans` broke it
        """A line of a sentence."""
        return [self._broken[row][number]]


class RemarkList(Listing):
    """What there is to say of the current report."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        self._shown: list[Remark] = []
        super().__init__(RemarkRows(), id=id)

    @property
    def remark(self) -> Remark | None:
        """The current one."""
        return self._shown[self.row] if self.row is not None else None

    def show(self, remarks: list[Remark]) -> None:
        """Show what is said of another report, or of the same one now."""
        if remarks != self._shown:
            self._shown = remarks
            self.show_rows(RemarkRows(remarks), 0)


def _broken(text: str, width: int) -> list[str]:
    """A sentence on lines, all but the first indented."""
    if cell_len(text) <= width:
        return [text]
    first, *_ = wrap(text, width)
    return [first, *(f"  {line}" for line in wrap(text[len(first) :], width - 2))]
