"""Who is let in: the browser that opens the one-time address first, and no other."""

import base64
import binascii
import enum
import secrets
from http.cookies import CookieError, SimpleCookie

_MOST_MISTAKES = 10
"""Wrong passwords after which the address is worth nothing any more."""

_DAYS = 30
"""How long a browser keeps its ticket, which ends with the program in any case."""


class Verdict(enum.Enum):
    """What becomes of a browser that comes with the key of the address."""

    LET_IN = "let in"
    PASSWORD = "asked for the password"
    MISTAKEN = "wrong password"
    REFUSED = "refused"


class Entry:
    """The key of the address, which one browser uses up, and the ticket that it gets for it.

    Args:
        password: What is asked for besides; empty where only this computer is listened to.

    Attributes:
        key: What the address ends with.
    """

    def __init__(self, password: str = "") -> None:
        self.key = secrets.token_urlsafe(24)
        self._password = password
        self._open, self._given = True, False
        self._mistakes = 0
        # Cookies do not tell ports apart: another door of this computer has another name.
        self._name = f"tuiwizard-{secrets.token_hex(4)}"
        self._ticket = secrets.token_urlsafe(24)

    def admit(self, key: str, authorization: str = "") -> Verdict:
        """Say what becomes of a browser; where it is let in, the key is used up.

        Args:
            key: What it comes with.
            authorization: The header of that name.
        """
        if not self._open or not _same(key, self.key):
            return Verdict.REFUSED
        if self._password and not authorization:
            return Verdict.PASSWORD
        if self._password and not _same(_password(authorization), self._password):
            self._mistakes += 1
            self._open = self._mistakes < _MOST_MISTAKES
            return Verdict.MISTAKEN
        self._open, self._given = False, True
        return Verdict.LET_IN

    def ticket(self, *, encrypted: bool = False) -> str:
        """Return the cookie of the browser that was let in.

        Lax, for a link in a message opens the address, too; no other site's script sends it.
        """
        secure = "; Secure" if encrypted else ""
        life = f"Path=/; HttpOnly; SameSite=Lax; Max-Age={_DAYS * 24 * 3600}"
        return f"{self._name}={self._ticket}; {life}{secure}"

    def knows(self, cookies: str) -> bool:
        """Return whether the cookies of a request are those of the browser that was let in."""
        if not self._given:
            return False
        try:
            morsel = SimpleCookie(cookies).get(self._name)
        except CookieError:
            return False
        return morsel is not None and _same(morsel.value, self._ticket)


def _password(authorization: str) -> str:
    """Return the password of a header as RFC 7617 has it: "Basic eDrnlLI=" -> "甲"."""
    scheme, _, coded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(coded, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _same(given: str, wanted: str) -> bool:
    """Compare without telling by the time how much of it was right."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
