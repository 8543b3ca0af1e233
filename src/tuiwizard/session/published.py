"""The version of a draft that was signed last: what a correction replaces.

It is remembered while the draft is open, and found among the earlier versions where it was changed
before.
"""

from pathlib import Path

from tuiwizard.drafts import history, store
from tuiwizard.errors import DraftError
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import SignOffStatus, sign_off_status, signed_content


class Published:
    """What was signed last, as far as it is known.

    Args:
        draft: The draft as opened.
        path: Its file.
    """

    def __init__(self, draft: Draft, path: Path) -> None:
        self._path = path
        self._last: Draft | None = None
        self._looked_for: set[str] = set()
        self.signed(draft)

    def signed(self, draft: Draft) -> None:
        """Remember a draft that is signed as it is."""
        if sign_off_status(draft) is SignOffStatus.SIGNED:
            self._last = draft

    def settled(self) -> None:
        """Ask no more: it is a correction, or was not published."""
        self._last = None

    def version(self, draft: Draft) -> Draft | None:
        """Return what was signed and has been changed since; None if it was not, or is lost."""
        if sign_off_status(draft) is SignOffStatus.SIGNED:
            return None
        content = signed_content(draft)
        known = self._last is not None and content in ("", signed_content(self._last))
        if content and not known and content not in self._looked_for:
            self._looked_for.add(content)
            self._last = self._kept(content)
        return self._last if known or content else None

    def _kept(self, content: str) -> Draft | None:
        """Return the earlier version that has a sign-off, and is what it is for."""
        for version in history.versions(self._path):
            try:
                draft = store.load(version.file)
            except DraftError:
                continue
            if signed_content(draft) == content and sign_off_status(draft) is SignOffStatus.SIGNED:
                return draft
        return None
