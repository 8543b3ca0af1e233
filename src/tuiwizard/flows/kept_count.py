"""The count that a draft remembers: its rows, and whether the ledger has changed since."""

from tuiwizard.flows.ask import Tone
from tuiwizard.flows.work import Work
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.session import count_view
from tuiwizard.words import plural, tr

TITLE = tr("从台账数表三")


async def show_rows(work: Work) -> None:
    """Show the rows of the ledger that the current cell was counted from."""
    kept, path = work.session.case.kept, work.surface.at
    current = kept.now or kept.record
    if current is None:
        work.ask.tell(str(kept.reason or tr("没有台账的明细，请重新数台账")), Tone.REFUSAL)
        return
    cells = cells_by_path(work.draft.edition, path.partition(".")[0]) if "." in path else {}
    cell = cells.get(path)
    parts = cell.parts if cell is not None and cell.computed else (path,)
    rows = [row for part in parts for row in current.by_cell.get(part, ())]
    if cell is None or not any(part in current.by_cell for part in parts):
        work.ask.tell(tr("这一格不是从台账数的"))
        return
    title = plural("{label}：台账 {n} 行", len(rows), label=cell.label)
    await work.ask.show(title, count_view.row_lines(rows, work.draft.edition))


async def look_again(work: Work) -> None:
    """Read the ledger again, and say which cells no longer hold."""
    kept = await work.ask.in_background(TITLE, lambda _: work.session.recalled_count())
    if kept is None:
        return
    work.session.count = kept
    work.surface.show_draft()
    if kept.reason is not None:
        work.ask.tell(str(kept.reason), Tone.REFUSAL)
        return
    lines = count_view.changed_cells(kept)
    same = tr("台账没有改动") if kept.now is kept.record else tr("台账有改动，各格的数没有变")
    await work.ask.show(tr("台账数过以后"), lines or [same])


async def look_at_opening(work: Work) -> None:
    """Look at the ledger beside the person, and tell them only if it has changed."""
    if work.draft.ledger is None and work.draft.previous is None:
        return
    kept = await work.ask.in_background("", lambda _: work.session.recalled_count())
    if kept is None:
        return
    work.session.count = kept
    work.surface.show_draft()
    changed = count_view.changed_cells(kept)
    if changed:
        said = plural("台账数过以后有改动，有 {n} 格不再对得上", len(changed))
        work.ask.tell(tr("{said}：{first}", said=said, first=changed[0]), Tone.WARNING)
    elif kept.reason is not None:
        work.ask.tell(str(kept.reason), Tone.WARNING)
