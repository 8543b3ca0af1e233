"""Opening a draft, new or old."""

from datetime import date
from pathlib import Path

from tuiwizard.drafts.files import is_there
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session


def open_or_create(path: Path) -> Session:
    """The session on a draft file, which is written at once if it is new.

    Raises:
        DraftError: The draft cannot be read.
        SaveError: A new draft cannot be written.
    """
    if is_there(path):
        return Session.open(path)
    return Session.create(path, Draft.new(default_year(date.today())))  # noqa: DTZ011 - local day


def default_year(today: date) -> int:
    """The year a report is most likely about: reports are written from autumn to spring."""
    return today.year if today.month >= 9 else today.year - 1
