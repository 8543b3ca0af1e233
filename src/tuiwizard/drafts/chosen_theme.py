"""The colours that a person chose last, kept in the state directory; nothing here is needed."""

import contextlib

from tuiwizard.drafts.state_folder import state_folder, write_privately
from tuiwizard.errors import SaveError


def chosen_theme() -> str:
    """Return the word for the colours chosen last: `dark`, `light`, `contrast`; empty for none."""
    with contextlib.suppress(OSError, ValueError):
        return (state_folder() / "theme").read_text("utf-8").strip()
    return ""


def remember_theme(word: str) -> None:
    """Keep the word for the colours that were chosen."""
    with contextlib.suppress(OSError, SaveError):
        write_privately(state_folder() / "theme", f"{word}\n")
