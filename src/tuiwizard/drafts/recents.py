"""The recent drafts, and where in each the person was: kept in the state directory.

Nothing here is needed: an unreadable list is an empty one, and one that cannot be written
is not missed.
"""

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from tuiwizard.drafts.state_folder import state_folder, write_privately
from tuiwizard.errors import SaveError

KEEP = 20

FILLING, RETURNED, SIGNED, POSTED = "filling", "returned", "signed", "posted"
"""How far a report has come: being filled in, sent back with remarks, signed off, written."""


@dataclass(frozen=True, slots=True)
class Recent:
    """One draft worked on.

    Attributes:
        path: The file, absolute.
        agency: The office's name, empty if not yet given.
        year: The report year.
        complete: How many sections are finished.
        at: The cell or step the person was in.
        when: The time of leaving, ISO 8601.
        state: How far it has come: `FILLING`, `RETURNED`, `SIGNED` or `POSTED`.
        left: How much is left to do: what blocks publishing, or the remarks to settle.
        posted: The names of the formats it was written in, signed as it is.
        content: The digest that was signed when it was written.
    """

    path: str
    agency: str
    year: int
    complete: int
    at: str
    when: str
    state: str = FILLING
    left: int = 0
    posted: tuple[str, ...] = ()
    content: str = ""


def recents() -> tuple[Recent, ...]:
    """Return the drafts worked on, latest first."""
    try:
        listed = json.loads((state_folder() / "recent.json").read_text("utf-8"))
        return tuple(_recent(item) for item in listed)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ()


def _recent(item: dict[str, object]) -> Recent:
    year, complete = item["year"], item["complete"]
    if not isinstance(year, int) or not isinstance(complete, int):
        raise TypeError
    texts = {key: str(item[key]) for key in ("path", "agency", "at", "when")}
    # Files of earlier versions of the program lack the rest.
    left, posted = item.get("left", 0), item.get("posted", ())
    return Recent(
        year=year,
        complete=complete,
        **texts,
        state=str(item.get("state", FILLING)),
        left=left if isinstance(left, int) else 0,
        posted=tuple(map(str, posted)) if isinstance(posted, list) else (),
        content=str(item.get("content", "")),
    )


def recent_for(path: Path) -> Recent | None:
    """Return what is remembered about one draft."""
    wanted = str(path.resolve())
    return next((recent for recent in recents() if recent.path == wanted), None)


def remember(recent: Recent) -> None:
    """Put a draft at the head of the list."""
    _keep((recent, *(r for r in recents() if r.path != recent.path)))


def forget(path: str) -> None:
    """Take a draft off the list; its file stays."""
    _keep(tuple(r for r in recents() if r.path != path))


def _keep(listed: tuple[Recent, ...]) -> None:
    file = state_folder() / "recent.json"
    with contextlib.suppress(OSError, SaveError):
        text = json.dumps([*map(asdict, listed[:KEEP])], ensure_ascii=False, indent=1)
        write_privately(file, text)
