"""Opening a draft, new or old."""

from datetime import date
from pathlib import Path

from tuiwizard.drafts import last_year
from tuiwizard.drafts.files import is_there
from tuiwizard.importing import published
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


def published_before(previous: Path) -> Draft:
    """Last year's report: a draft, or a published one.

    Raises:
        DraftError: It is no report that can be read.
    """
    return last_year.read(previous, published)[0]


def start_from(last: Draft, previous: Path, path: Path) -> Session:
    """A new draft for the year after a report, compared with it, and with the office's data.

    Args:
        last: Last year's report.
        previous: Its file.
        path: The new draft.

    Raises:
        TuiwizardError: The draft cannot be written, or the report no longer be read.
    """
    texts = last.entries("agency").texts
    draft = Draft.new(last.year + 1).with_texts(
        {place: text for place, text in texts.items() if place != "agency.introduction"}
    )
    session = Session.create(path, draft)
    session.compare_with(previous)
    return session


def default_year(today: date) -> int:
    """The year a report is most likely about: reports are written from autumn to spring."""
    return today.year if today.month >= 9 else today.year - 1
