"""The wizard as an application: one draft, or the start page."""

from pathlib import Path
from typing import TYPE_CHECKING

from tuiwizard.errors import TuiwizardError
from tuiwizard.tui.workplace import Workplace

if TYPE_CHECKING:  # the first frame does not wait for the model of the form
    from tuiwizard.session import Session


class WizardApp(Workplace):
    """The wizard.

    Args:
        draft: The draft to work on, or its file; None opens the start page.
        step: The step to open at.
        previous: Last year's report, to compare with.
        ascii_only: Draw lines with ASCII characters.
        sign_off_only: Whether the report is only signed off: read, remarked on, signed.
    """

    def __init__(
        self,
        draft: "Path | Session | None",
        *,
        step: str | None = None,
        previous: Path | None = None,
        ascii_only: bool = False,
        sign_off_only: bool = False,
    ) -> None:
        super().__init__(ascii_only=ascii_only, sign_off_only=sign_off_only)
        self._previous = previous
        self._draft = draft
        self._step = step

    def begin(self) -> None:
        """Open the draft or, without one, the start page."""
        if self._draft is None:
            from tuiwizard.tui.screens.start import StartScreen

            self.push_screen(StartScreen())
            return
        if isinstance(self._draft, Path):
            self._open_file(self._draft)
        else:
            self.open_wizard(self._draft, self._step)

    def _open_file(self, path: Path) -> None:
        """Open a draft file; if it cannot be read, offer its history, or leave and say why."""
        from tuiwizard.session.opening import offers_history, open_or_create

        try:
            session = open_or_create(path)
            if self._previous is not None:
                session.compare_with(self._previous)
            self.open_wizard(session, self._step)
        except TuiwizardError as error:
            if offers_history(path, error):
                self.recover(path, error)
            else:
                self.farewell = str(error)
                self.exit(return_code=error.exit_code)

    def went_back(self) -> None:
        """Without a start page there is nothing to go back to: the draft was named at the start."""
        if len(self.screen_stack) == 1:
            self.exit()

    def left(self, words: str) -> None:
        """The wizard ends with its draft, and says how that stands."""
        self.farewell = words
        self.exit()
