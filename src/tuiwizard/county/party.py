"""Whose report a file is: what the rules among reports look at."""

from tuiwizard.county.received import Received
from tuiwizard.rules.among import Party


def party_of(received: Received) -> Party:
    """A received report as one among many."""
    draft = received.draft
    return Party(
        agency=draft.entries("agency").get("agency.name").strip(),
        file=str(received.path),
        year=draft.year,
        edition=draft.edition,
        sha256=received.sha256,
        units=tuple(name for source in draft.sources for name in (source.agency, *source.units)),
    )
