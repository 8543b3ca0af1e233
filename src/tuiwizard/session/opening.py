"""Opening a draft, new or old."""

import contextlib
import re
from datetime import date, datetime
from itertools import count
from pathlib import Path

from tuiwizard.drafts import files, history, last_year
from tuiwizard.drafts.files import is_there
from tuiwizard.drafts.lock import Owner
from tuiwizard.drafts.paths import as_file_name
from tuiwizard.errors import DraftError, DraftUnreadable, TuiwizardError, YearError
from tuiwizard.forms.years import edition_for
from tuiwizard.importing import published
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session, clock
from tuiwizard.words import tr

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def open_or_create(path: Path, agency: str = "") -> Session:
    """The session on a draft file, which is written at once if it is new.

    Args:
        path: The file.
        agency: Whose report it is, if it is new.

    Raises:
        DraftError: The draft cannot be read.
        SaveError: A new draft cannot be written.
    """
    if is_there(path):
        return Session.open(path)
    return new_report(path, default_year(clock.today(), path), agency)


def new_report(path: Path, year: int, agency: str = "") -> Session:
    """A new draft of an office, written at once.

    Raises:
        SaveError: The file is there already, or cannot be written.
    """
    known = {"agency.name": agency} if agency else {}
    return Session.create(path, Draft.new(year).with_texts(known))


def default_name(year: int, agency: str) -> str:
    """The name of the file of a new draft."""
    # 2025, "甲县/乙镇人民政府" -> "甲县_乙镇人民政府2025年政府信息公开工作年度报告.toml"
    return f"{as_file_name(agency)}{year}年政府信息公开工作年度报告.toml"  # not said: stored


def free_path(path: Path) -> Path:
    """The path, or the next one like it that is free: `a.toml` -> `a-2.toml`."""
    numbers = count(2)
    free = path
    while is_there(free):
        free = path.with_name(f"{path.stem}-{next(numbers)}{path.suffix}")
    return free


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


def default_year(today: date, path: Path | None = None) -> int:
    """The year a report is most likely about.

    Args:
        today: Reports are written from autumn to spring.
        path: The draft's file, whose name may say the year.
    """
    said = year_in(path) if path is not None else None
    return said or (today.year if today.month >= 9 else today.year - 1)


def year_in(path: Path) -> int | None:
    """The report year that the name of a file says, if it says one."""
    said = _YEAR.search(path.stem)
    if said is not None:
        with contextlib.suppress(YearError):
            edition_for(int(said[0]))
            return int(said[0])
    return None


def offers_history(path: Path, error: TuiwizardError) -> bool:
    """Whether a draft that cannot be opened can be had as it once was.

    A draft of a later version of the program is no damage.
    """
    damaged = isinstance(error, DraftError) and error.key != "format"
    return damaged and bool(history.versions(path))


def restore(path: Path, version: history.Version) -> Session:
    """The session on a draft as it once was; what cannot be opened stays in the history.

    Raises:
        TuiwizardError: The version cannot be read or put back.
    """
    data = history.read(version)
    with contextlib.suppress(DraftUnreadable):  # too large or not to be read
        history.keep(path, files.read_bytes(path), history.REPLACED)
    files.write_bytes(path, data)
    return Session.open(path)


def since(owner: Owner) -> str:
    """` 从 14:03 起`, with the day if it was not today."""
    try:
        since = datetime.fromisoformat(owner.since).astimezone()
    except ValueError:
        return ""
    today = since.date() == datetime.now().astimezone().date()
    return (
        tr("从 {since:%H:%M} 起", since=since)
        if today
        else tr("从 {since:%m-%d %H:%M} 起", since=since)
    )
