"""The working days that an office wrote down for years that the program does not know."""

import os
from pathlib import Path

from platformdirs import user_config_path

from tuiwizard.drafts import files

_LARGEST = 1_000_000


def own_calendar() -> Path:
    """Return where it is looked for: the settings of the user; TUIWIZARD_STATE overrides it."""
    override = os.environ.get("TUIWIZARD_STATE")
    folder = Path(override) if override else user_config_path("tuiwizard", appauthor=False)
    return folder / "calendar.toml"


def text_of_calendar(path: Path | None = None) -> tuple[str, str]:
    """Return the name and the text of a calendar; of the user's own, if there is one, for None.

    Raises:
        DraftUnreadable: It cannot be read.
    """
    chosen = path or own_calendar()
    if path is None and not files.is_there(chosen):
        return chosen.name, ""
    return chosen.name, files.text_of(files.read_at_most(_LARGEST, chosen, chosen.name), chosen)
