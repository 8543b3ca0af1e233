"""Where a figure of the county's report comes from: its units, shown in the cell."""

from tuiwizard.county.cell_trace import lines, title, trace
from tuiwizard.errors import SourceError
from tuiwizard.flows.ask import Tone
from tuiwizard.flows.work import Work


async def show_units(work: Work) -> None:
    """Show who has added how much to the cell the person is in, and whose figures are off."""
    work.take_over()
    path = work.surface.at
    try:
        found = trace(work.draft, path, work.session.findings())
    except SourceError as error:
        work.ask.tell(str(error), Tone.REFUSAL)
        return
    await work.ask.show(str(title(found)), [*lines(found)])
