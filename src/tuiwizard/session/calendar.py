"""The working days to go by: those that are published, and the user's own."""

from pathlib import Path

from tuiwizard.drafts.calendar_file import text_of_calendar
from tuiwizard.ledger.working_days import WorkingDays, read_working_days


def calendar_of(path: Path | None = None) -> WorkingDays:
    """Return the working days, with those of a file; of the user's own file for None.

    Raises:
        TuiwizardError: The file cannot be read, or is no calendar.
    """
    name, text = text_of_calendar(path)
    return read_working_days(name, text) if text else WorkingDays()
