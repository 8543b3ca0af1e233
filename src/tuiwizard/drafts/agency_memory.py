"""What is the same for an office year after year: who signs, the formats, where files go.

Kept in the state directory, for this user's eyes only (it has names in it), and not needed: a
list that cannot be read is an empty one, and one that cannot be written is not missed.
"""

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tuiwizard.drafts.state_folder import state_folder, write_privately
from tuiwizard.errors import SaveError

KEEP = 50
"""Offices; who fills in for more has a county desk."""


class AgencyMemory(NamedTuple):
    """What is offered for an office's next report.

    Attributes:
        signers: The names by the keys of the sign-off: `filled`, `reviewed`, `signed`.
        formats: The keys of the formats it was last written in.
        place: The folder it was last written to; empty for the draft's own.
    """

    signers: Mapping[str, str] = {}
    formats: tuple[str, ...] = ()
    place: str = ""


def recall_agency(agency: str) -> AgencyMemory:
    """Return what is remembered about an office; nothing is an empty memory."""
    return _kept().get(agency.strip(), AgencyMemory())


def last_agency() -> str:
    """Return the office that was last worked for; empty if none was."""
    return next(iter(_kept()), "")


def remember_agency(
    agency: str,
    *,
    signers: Mapping[str, str] | None = None,
    formats: tuple[str, ...] | None = None,
    place: str | None = None,
) -> None:
    """Keep some of what is the same every year, and put the office first.

    Args:
        agency: Its name; one without a name is not kept.
        signers: The names by the keys of the sign-off; None leaves what is known.
        formats: The keys of the formats; None leaves what is known.
        place: The folder; None leaves what is known.
    """
    name, kept = agency.strip(), _kept()
    if not name:
        return
    others = {key: memory for key, memory in kept.items() if key != name}
    known = kept.get(name, AgencyMemory())
    memory = AgencyMemory(
        known.signers if signers is None else signers,
        known.formats if formats is None else formats,
        known.place if place is None else place,
    )
    both = {name: memory, **others}
    listed = {key: both[key]._asdict() for key in list(both)[:KEEP]}
    with contextlib.suppress(OSError, SaveError):
        text = json.dumps(listed, ensure_ascii=False, indent=1, default=dict)
        write_privately(_file(), text)


def _file() -> Path:
    return state_folder() / "agencies.json"


def _kept() -> dict[str, AgencyMemory]:
    try:
        listed = json.loads(_file().read_text("utf-8"))
        return {str(name): _read(item) for name, item in listed.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _read(item: Mapping[str, object]) -> AgencyMemory:
    signers, formats = item["signers"], item["formats"]
    if not isinstance(signers, dict) or not isinstance(formats, list):
        raise TypeError
    names = {str(key): str(name) for key, name in signers.items()}
    return AgencyMemory(names, tuple(map(str, formats)), str(item["place"]))
