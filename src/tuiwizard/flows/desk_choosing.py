"""One of several reports of an office: which is newer, what differs, which one is kept."""

from collections.abc import Sequence

from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.exchange import Deed, Entry, file_key
from tuiwizard.flows.ask import Choice, Option
from tuiwizard.flows.desk_exchanging import lines_between, write_down
from tuiwizard.flows.desk_work import DeskWork
from tuiwizard.session import clock
from tuiwizard.session.view import on_one_line
from tuiwizard.words import plural, tr

COMPARE = "compare"


def several(work: DeskWork, row: DeskRow) -> tuple[DeskRow, ...]:
    """Return the reports of a row's office for its year, the newest first."""
    found = work.surface.desk.of_office(row) if row.read else ()
    return tuple(sorted(found, key=lambda one: -one.stamp.changed))


async def keep_one(work: DeskWork) -> None:
    """Choose which report of the current row's office counts; the files stay where they are."""
    row = work.surface.row
    rows = several(work, row) if row is not None else ()
    if row is None or len(rows) < 2:
        work.refuse(tr("这个机关这一年只有一份，不用选"))
        return
    while True:
        answer = await work.ask.choose(_question(row, rows))
        if answer == COMPARE:
            await _compare(work, rows)
        elif answer is None:
            return
        else:
            await write_down(work, _choice(rows, int(answer)))
            return


def _question(row: DeskRow, rows: Sequence[DeskRow]) -> Choice:
    options = [Option(str(number), _words(one, number)) for number, one in enumerate(rows)]
    options.insert(0, Option(COMPARE, tr("先看有哪里不同")))
    title = plural(
        "“{agency}”{year} 年有 {n} 份，留用哪一份？另外的不计入，文件不动",
        len(rows),
        agency=row.agency,
        year=row.year,
    )
    return Choice("keep", on_one_line(title), options)


def _words(row: DeskRow, number: int) -> str:
    """Say which file it is: when it was written, and what there is to say of it alone."""
    name = row.path.name if row.path is not None else ""
    when = f"{row.changed:%m-%d %H:%M}" if row.changed is not None else "-"
    own = plural("{n} 处要改", sum(f.blocks for f in row.findings))
    newer = tr("，最新") if number == 0 else ""
    words = tr(
        "留用 {name}（{when} 改动{newer}，{state}，{own}）",
        name=name,
        when=when,
        newer=newer,
        state=row.alone,
        own=own,
    )
    return on_one_line(words)


async def _compare(work: DeskWork, rows: Sequence[DeskRow]) -> None:
    """Show how the newest file differs from each of the others."""
    newest, *others = (row.path for row in rows if row.path is not None)
    lines: list[str] = []
    for other in others:
        found = await work.in_thread(lambda: lines_between(other, newest))  # noqa: B023 - called at once
        about = tr("前 {other}，后 {newest}：", other=other.name, newest=newest.name)
        lines += [on_one_line(about), *found, ""]
    await work.ask.show(tr("有哪里不同"), lines)


def _choice(rows: Sequence[DeskRow], number: int) -> Entry:
    kept = rows[number]
    keys = {row.key: file_key(row.merge_input.ref) for row in rows if row.merge_input is not None}
    others = (keys[row.key] for row in rows if keys[row.key] != keys[kept.key])
    return Entry(
        Deed.KEPT,
        clock.now(),
        kept.agency,
        kept.year,
        file=kept.path.name if kept.path is not None else "",
        sha256=kept.sha256,
        instead_of=tuple(dict.fromkeys(others)),
    )
