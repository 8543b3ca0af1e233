"""The office's ledger of requests: count it, or see what was counted."""

from dataclasses import replace

from tuiwizard.flows import kept_count
from tuiwizard.flows.ask import Choice, Option
from tuiwizard.flows.work import Work
from tuiwizard.words import tr

MENU = "ledger"
"""The name of the question what to do about the ledger."""

ROWS, LOOK, COUNT, FORGET = "rows", "look", "count", "forget"


async def ledger(work: Work) -> None:
    """Count a ledger; where one was counted, show its rows, look at it again, or forget it."""
    work.take_over()
    if work.draft.ledger is None:
        await _counted(work)
        return
    options = (
        Option(ROWS, tr("看这一格是台账的哪几行")),
        Option(LOOK, tr("看台账数过以后有没有改动")),
        Option(COUNT, tr("重新数台账…")),
        Option(FORGET, tr("不再对照台账，数字不动")),
    )
    match await work.ask.choose(Choice(MENU, tr("台账"), options)):
        case "rows":
            await kept_count.show_rows(work)
        case "look":
            await kept_count.look_again(work)
        case "count":
            await _counted(work)
        case "forget":
            await work.exchange(replace(work.draft, ledger=None), tr("不再对照台账"))


async def _counted(work: Work) -> None:
    from tuiwizard.flows.counting import count_ledger  # the readers are for who counts

    await count_ledger(work)
