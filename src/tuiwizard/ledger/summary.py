"""What became of the rows of a ledger, in a few sentences for people."""

from collections import Counter
from collections.abc import Iterator

from tuiwizard.ledger.counting import Count
from tuiwizard.ledger.deadlines import overdue
from tuiwizard.ledger.due import not_told
from tuiwizard.ledger.due_text import not_told_lines
from tuiwizard.ledger.reading import Reading
from tuiwizard.ledger.working_days import WorkingDays
from tuiwizard.words import plural, tr

_REASONS = {
    "closed_before": tr("上年已办结"),
    "received_after": tr("截止日以后收到"),
    "total": tr("小计、合计"),
    "section": tr("分段、说明"),
    "footer": tr("落款、填表人"),
    "header": tr("重复的表头"),
    "empty_month": tr("没有申请"),
    "duplicate": tr("重复登记"),
    "superseded": tr("已有更正"),
    "carried_copy": tr("结转件重抄"),
    "reanswer": tr("复议后重新答复"),
    "part_of_request": tr("一件的另一行"),
    "told": tr("对照文件写明不计"),
}
_MANY = 10


def summary_lines(
    reading: Reading, counted: Count, calendar: WorkingDays | None = None
) -> Iterator[str]:
    """Yield how many rows count and why others do not, and which requests are late.

    Args:
        reading: The ledger as it was read.
        counted: What it makes.
        calendar: The working days; those of `chinesecalendar` if None.
    """
    aside = Counter(each.reason for each in (*reading.set_aside, *counted.not_counted))
    parts = tr("、").join(f"{_REASONS[reason]} {n}" for reason, n in aside.items())
    yield tr(
        "台账 {rows} 行：计入 {counted}，不计 {aside}{parts}",
        rows=reading.rows,
        counted=len(counted.counted),
        aside=aside.total(),
        parts=tr("（{parts}）", parts=parts) if parts else "",
    )
    if reading.hidden:
        yield plural("隐藏或筛选掉的 {n} 行也数了", reading.hidden)
    if reading.unread:
        yield tr("没有台账表格，没有读的工作表：{sheets}", sheets=tr("、").join(reading.unread))
    yield from _late(counted, calendar)
    if counted.counted:
        yield from not_told_lines(not_told(reading))


def _late(counted: Count, calendar: WorkingDays | None) -> Iterator[str]:
    late, unknown = overdue(counted.counted, counted.until, calendar)
    if late:
        rows = tr("、").join(str(each.request.place) for each in late[:_MANY])
        yield plural("超过期限的 {n} 件：{rows}", len(late), rows=rows)
    if unknown:
        years = tr("、").join(map(str, sorted(unknown)))
        yield tr("不知道 {years} 年的调休，这些年的期限没有算", years=years)
