"""Which rows of the desk are shown: those of a state, or of a year."""

from collections import Counter
from dataclasses import replace

from tuiwizard.county.desk import OPEN
from tuiwizard.county.desk_row import State
from tuiwizard.flows.ask import Choice, Option
from tuiwizard.flows.desk_work import DeskWork
from tuiwizard.words import tr

STILL_OPEN = tr("还不能公布的")

_ALL, _OPEN = "", "open"


async def choose_states(work: DeskWork) -> None:
    """Choose one state, or all that still need work."""
    counts = Counter(row.state for row in work.surface.desk.every)
    still_open = tr(
        "{still_open}（{states}）",
        still_open=STILL_OPEN,
        states=tr("、").join(state for state in State if state in OPEN),
    )
    options = [Option(_ALL, tr("全部")), Option(_OPEN, still_open)]
    options += [
        Option(state.name, tr("{s}（{n}）", s=state, n=counts[state]))
        for state in State
        if counts[state]
    ]
    answer = await work.ask.choose(Choice("state", tr("只看哪种状态？"), options))
    if answer is not None:
        groups = {_ALL: frozenset[State](), _OPEN: OPEN}
        states = groups[answer] if answer in groups else frozenset((State[answer],))
        work.surface.filter_by(replace(work.surface.row_filter, states=states))


async def choose_year(work: DeskWork) -> None:
    """Choose a report year."""
    options = [Option(_ALL, tr("全部年度"))]
    options += [Option(str(y), tr("{year}年度", year=y)) for y in work.surface.desk.years]
    answer = await work.ask.choose(Choice("year", tr("只看哪个年度？"), options))
    if answer is not None:
        year = int(answer) if answer else None
        work.surface.filter_by(replace(work.surface.row_filter, year=year))
