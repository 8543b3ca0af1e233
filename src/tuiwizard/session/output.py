"""The report as files: in which formats, under which names, and marked as a draft or not."""

from pathlib import Path

from tuiwizard.rendering.document import stamped
from tuiwizard.rendering.formats import SUFFIXES, Format, write
from tuiwizard.session import Session
from tuiwizard.words import tr

NAMES: dict[Format, str] = {
    "markdown": "Markdown",
    "html": tr("HTML 网页"),
    "docx": tr("Word（DOCX）"),
}
"""What people call the formats."""


def base_of(session: Session) -> Path:
    """Where the files go if nobody says otherwise: beside the draft, under its name."""
    return session.path.with_suffix("")


def named_base(path: Path) -> Path:
    """A place as a person names it, without the end of a file's name that a format puts there."""
    return path.with_suffix("") if path.suffix.lower() in SUFFIXES.values() else path


def targets(session: Session, base: Path) -> dict[Format, Path]:
    """The file of each format; the name of a draft says that it is one."""
    named = {to: base.with_name(base.name + suffix) for to, suffix in SUFFIXES.items()}
    if session.publishable:
        return named
    return {to: stamped(path) for to, path in named.items()}


def rendered(session: Session, to: Format) -> bytes:
    """The report in one format, marked as a draft until it may be published.

    Raises:
        CommandError: The format needs a package that is not installed.
    """
    return write(session.draft, to, as_draft=not session.publishable)
