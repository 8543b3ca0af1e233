"""A report as DOCX: A4, the statutory tables, the faces of official documents."""

from tuiwizard.rendering.document import Document, compose
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.report.draft import Draft


def render(draft: Draft, *, as_draft: bool = False, style: Style = PLAIN) -> bytes:
    """Return the bytes of a DOCX file; the same draft gives the same bytes.

    Args:
        draft: What is printed.
        as_draft: Whether to stamp it as a draft, and so to print it even if unfinished.
        style: What the office wants otherwise.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
        ModuleNotFoundError: python-docx is not installed.
    """
    return printed(compose(draft, as_draft=as_draft, style=style), style)


def printed(document: Document, style: Style = PLAIN) -> bytes:
    """Return the bytes of a DOCX file, whatever is printed in it."""
    from tuiwizard.rendering.docx_file import packed  # an extra: most reports do without

    return packed(document, style)
