"""The signature block under a report (落款): the agency, the date, and where they stand."""

from typing import NamedTuple

from tuiwizard.rendering.style import Style
from tuiwizard.rendering.text_width import ems
from tuiwizard.report.days import in_chinese
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import day_of

LINE = 28
"""Characters on a line of the printed page."""

ROOM = 2
"""Lines left blank above: a seal is 4 to 5 cm wide, its top within a line of the text, and agency
and date are a little below its middle (GB/T 9704-2012, 7.3.5.1)."""

_RIGHT = 4
"""Characters to the right of the date."""

_SPARE = 0.5
"""Characters on both sides of a long name: as wide as its line, it may break."""

NO_DAY = "　　年　　月　　日"


class Signature(NamedTuple):
    """What stands under a report.

    Attributes:
        agency: Who reports.
        day: The date in Chinese; one to fill in by hand where none is known.
    """

    agency: str
    day: str

    @property
    def centre(self) -> float:
        """How far the middle of both is from the right edge of the text, in characters.

        The agency is centred over the date; a long one pushes both to the left, up to the middle.
        """
        middle = max(_RIGHT + ems(self.day) / 2, ems(self.agency) / 2 + _SPARE)
        return min(middle, LINE / 2)


def signature_of(draft: Draft, style: Style) -> Signature | None:
    """Return what stands under a report; None where nothing is asked for."""
    if not style.signature:
        return None
    day = style.day or day_of(draft)
    return Signature(draft.report.name_for(draft.agency_name), in_chinese(day) if day else NO_DAY)
