"""The report on one page of A4, as PDF: in two columns, to be printed and put up."""

from tuiwizard.rendering import poster
from tuiwizard.rendering.picture_file import pdf
from tuiwizard.report.draft import Draft


def render(draft: Draft, *, as_draft: bool = False) -> bytes:
    """Return the poster as PDF; see `poster.sheet`.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
        ModuleNotFoundError: Typst is not installed.
    """
    return pdf(poster.sheet(draft, as_draft=as_draft), "a4")
