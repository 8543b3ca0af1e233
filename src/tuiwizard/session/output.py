"""The report as files: in which formats, under which names, and marked as a draft or not."""

from pathlib import Path

from tuiwizard.rendering.document import stamped
from tuiwizard.rendering.formats import FORMATS, parted, write
from tuiwizard.session import Session


def base_of(session: Session) -> Path:
    """Return the path of the files without suffix unless another is given: the draft's."""
    return session.path.with_suffix("")


def named_base(path: Path) -> Path:
    """Return a typed path without the suffix that a format adds: `a.md` -> `a`."""
    stem, suffix = parted(path)
    suffixes = {to.suffix for to in FORMATS.values()}
    return path.with_name(stem) if suffix.lower() in suffixes else path


def targets(session: Session, base: Path) -> dict[str, Path]:
    """Return the file of each format; the name of a draft says that it is one."""
    named = {key: base.with_name(base.name + to.suffix) for key, to in FORMATS.items()}
    if session.publishable:
        return named
    return {key: stamped(path) for key, path in named.items()}


def rendered(session: Session, key: str) -> bytes:
    """Return the report in one format, marked as a draft until it may be published.

    Raises:
        CommandError: The format needs a package that is not installed.
    """
    return write(session.draft, key, as_draft=not session.publishable)
