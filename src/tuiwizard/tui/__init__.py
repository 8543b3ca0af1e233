"""The wizard on the screen; the only room that knows Textual."""

import os
import sys
from datetime import date
from pathlib import Path

from tuiwizard.drafts.files import is_there
from tuiwizard.errors import CommandError
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session


def start(
    path: Path | None,
    *,
    step: str | None = None,
    previous: Path | None = None,
    ascii_only: bool = False,
) -> int:
    """Run the wizard until the person leaves it.

    Args:
        path: The draft to open, created if absent; None opens the start page.
        step: The step to open at.
        previous: The file of last year's report; the draft remembers it.
        ascii_only: Draw lines with ASCII characters.

    Returns:
        The exit code.

    Raises:
        CommandError: There is no terminal to run in.
        DraftError: The draft, or last year's report, cannot be read.
        SaveError: A new draft cannot be written.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise CommandError("向导要在终端里运行；脚本请用 tuiwizard check 或 render")
    if path is None and previous is not None:
        raise CommandError("--previous 要和今年的草稿一起给：tuiwizard DRAFT --previous FILE")
    session = None if path is None else open_or_create(path)
    if session is not None and previous is not None:
        session.compare_with(previous)
    # Kitty's "report all keys" garbles commits of input methods longer than four characters;
    # Textual reads this when it is imported.
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    from tuiwizard.tui.app import WizardApp

    app = WizardApp(session, step=step, ascii_only=ascii_only)
    app.run()
    if app.farewell:
        from tuiwizard.report.safety import printable

        sys.stderr.write(printable(app.farewell) + "\n")
    return app.return_code or 0


def open_or_create(path: Path) -> Session:
    """The session on a draft file, which is written at once if it is new."""
    if is_there(path):
        return Session.open(path)
    return Session.create(path, Draft.new(default_year(date.today())))  # noqa: DTZ011 - local day


def default_year(today: date) -> int:
    """The year a report is most likely about: reports are written from autumn to spring."""
    return today.year if today.month >= 9 else today.year - 1
