"""What is typed against what was counted from the ledger: R307, and the rows behind R901."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.short_label import short_label
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Fix, Severity
from tuiwizard.rules.rule import NotChecked, Observation, rule
from tuiwizard.words import Joined, Message, Plural

if TYPE_CHECKING:  # only drafts that were counted wait for its models
    from tuiwizard.report.count_record import CountedRow, CountRecord

SHOWN = 5
"""Rows that a sentence names; the wizard lists all."""


@rule("R307", Severity.QUERY, "填的数和台账数的一样", section="requests", reads=("appeals",))
def as_counted(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2021〕30号附表三、附表四：数字出自依申请公开台账，一件申请一行。

    从台账数过的年报才检查。每一格都能说出是台账的哪几行；台账数过以后又改了的，重新数，
    说出哪一格不再对得上。
    """
    kept = case.kept
    if kept.reason is not None:
        yield NotChecked(kept.reason)
    current = kept.now or kept.record
    if current is None or kept.record is None:
        return
    before = kept.record.by_cell
    for path, rows in current.by_cell.items():
        typed = case.this.value(path) if case.this.has(path) else None
        if typed is not None and typed != len(rows):
            fix = Fix(Message("改成台账数的 {n}", n=len(rows)), ((path, str(len(rows))),))
            message = _message(case, path, before.get(path, ()), rows)
            yield Observation((path,), message, typed, len(rows), fixes=(fix,))


def _message(
    case: Case, path: str, before: "Iterable[CountedRow]", rows: "tuple[CountedRow, ...]"
) -> Message:
    """Say both figures and the rows: all, or those that came or went since the count."""
    label = short_label(cells_by_path(case.draft.edition, path.partition(".")[0])[path])
    typed = case.this.value(path)
    changed = changes(before, rows)
    if changed is not None:
        return Message(
            "“{label}”填的是 {typed}，台账数过以后有改动，现在是 {counted}：{changes}，"
            "请重新取数；不照台账的，写明原因",
            label=label,
            typed=typed,
            counted=len(rows),
            changes=changed,
        )
    return Message(
        "“{label}”填的是 {typed}，从台账数的是 {counted}{rows}，请核对；不照台账的，写明原因",
        label=label,
        typed=typed,
        counted=len(rows),
        rows=Message("（{rows}）", rows=named(rows)) if rows else "",
    )


def changes(before: "Iterable[CountedRow]", rows: "Iterable[CountedRow]") -> Message | None:
    """Say which rows came to a cell and which went; None where they are the same requests."""
    more, fewer = beyond(rows, before), beyond(before, rows)
    came = (Message("多了 {rows}", rows=named(more)),) if more else ()
    went = (Message("少了 {rows}", rows=named(fewer)),) if fewer else ()
    return Joined("，", (*came, *went)) if came or went else None


def named(rows: "tuple[CountedRow, ...]") -> Message:
    """Return the names of some rows, the first of many: “台账”第 3 行、“台账”第 5 行."""
    listed = Joined("、", (row.named for row in rows[:SHOWN]))
    if len(rows) <= SHOWN:
        return listed
    return Plural("{rows} 等 {n} 行", len(rows), rows=listed)


def beyond(
    rows: "Iterable[CountedRow]", others: "Iterable[CountedRow]"
) -> "tuple[CountedRow, ...]":
    """Return the rows of requests that are not among others, by register number or by place."""
    known = {row.number or row.place for row in others}
    return tuple(row for row in rows if (row.number or row.place) not in known)


def carried_rows(case: Case, path: str) -> Message | None:
    """Return the rows that tell why a column of 上年结转 differs from last year's 结转下年度.

    Args:
        case: The case.
        path: A cell of 上年结转.

    Returns:
        They; None where last year's rows are not known, or do not differ.
    """
    last = case.kept.last
    before = _carried_out(last, path) if last is not None else None
    if before is None:
        return None
    current = case.kept.now or case.kept.record
    if current is None:
        return Message("上年台账里结转的是 {rows}", rows=named(before)) if before else None
    now = current.by_cell.get(path, ())
    lost, new = beyond(before, now), beyond(now, before)
    said: tuple[Message, ...] = ()
    if lost:
        said += (Message("上年结转下来、今年台账没有的是 {rows}", rows=named(lost)),)
    if new:
        said += (Message("今年台账有、上年没有结转的是 {rows}", rows=named(new)),)
    return Joined("，", said) if said else None


def _carried_out(last: "CountRecord", path: str) -> "tuple[CountedRow, ...] | None":
    # requests.carried_in.business -> the rows of requests.carried_out.business of last year
    return last.by_cell.get(path.replace(".carried_in.", ".carried_out."))


RULES = (as_counted,)
