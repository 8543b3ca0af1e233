"""The colours that are wanted: said, written in the settings, or chosen last; none are needed.

What was chosen last is kept in the state directory.
"""

import contextlib
import os

from tuiwizard.drafts.settings_file import Origin, early_word
from tuiwizard.drafts.state_folder import state_folder, write_privately
from tuiwizard.errors import SaveError

THEMES = ("dark", "light", "contrast")
"""The words for colours."""

VARIABLE = "TUIWIZARD_THEME"


def wanted_theme() -> tuple[str, Origin]:
    """Return the word for the colours that are wanted, and who wants them; empty for none."""
    if said := os.environ.get(VARIABLE):
        return said, Origin.ENVIRONMENT
    if written := early_word("theme", THEMES):
        return written, Origin.SETTINGS
    chosen = chosen_theme()
    return chosen, Origin.REMEMBERED if chosen else Origin.DEFAULT


def chosen_theme() -> str:
    """Return the word for the colours chosen last; empty for none."""
    with contextlib.suppress(OSError, ValueError):
        return (state_folder() / "theme").read_text("utf-8").strip()
    return ""


def remember_theme(word: str) -> None:
    """Keep the word for the colours that were chosen."""
    with contextlib.suppress(OSError, SaveError):
        write_privately(state_folder() / "theme", f"{word}\n")
