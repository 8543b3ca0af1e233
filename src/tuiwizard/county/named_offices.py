"""Whose file it is, by its name: 甲县林业局2025年年报.doc, or 林业局.doc in the county's list."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from tuiwizard.rules.report_ref import agency_key

_PLACE = re.compile(r"^.*?[省市县区州盟旗](?=..)")
_WHAT = re.compile(r"(?:人民政府|办事处)+$")


def office_of(path: Path, offices: Iterable[str]) -> str:
    """Return the office whose name is in the name of a file, or of its folder; empty for none.

    The longest name counts, for 甲县人民政府办公室.doc names 甲县人民政府, too. Where no name is
    there in full, the one without its county is looked for: it has to be that of one office only.

    Args:
        path: The file.
        offices: The offices, as they write themselves.
    """
    names = {agency_key(name): name for name in offices}
    for said in (agency_key(path.stem), agency_key(path.parent.name)):
        full = [key for key in names if key in said]
        if full:
            return names[max(full, key=len)]
    return names.get(_only(agency_key(path.stem), names), "")


def _only(said: str, keys: Collection[str]) -> str:
    """Return the one office whose short name is in a text: 林业局年报 -> 甲县林业局."""
    short = {key: short_name(key) for key in keys}
    found = [key for key, name in short.items() if len(name) > 1 and name in said]
    longest = max((len(short[key]) for key in found), default=0)
    best = [key for key in found if len(short[key]) == longest]
    return best[0] if len(best) == 1 else ""


def short_name(name: str) -> str:
    """Return how an office is called at home: 甲县乙镇人民政府 -> 乙镇; 甲县林业局 -> 林业局."""
    return _WHAT.sub("", _PLACE.sub("", name))
