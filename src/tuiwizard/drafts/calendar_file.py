"""The working days that an office wrote down for years that the program does not know."""

from pathlib import Path

from tuiwizard.drafts import files
from tuiwizard.drafts.settings_file import settings_folder

_LARGEST = 1_000_000


def own_calendar() -> Path:
    """Return where it is looked for: beside the settings of the user."""
    return settings_folder() / "calendar.toml"


def text_of_calendar(path: Path | None = None) -> tuple[str, str]:
    """Return the name and the text of a calendar; of the user's own, if there is one, for None.

    Raises:
        DraftUnreadable: It cannot be read.
    """
    chosen = path or own_calendar()
    if path is None and not files.is_there(chosen):
        return chosen.name, ""
    return chosen.name, files.text_of(files.read_at_most(_LARGEST, chosen, chosen.name), chosen)
