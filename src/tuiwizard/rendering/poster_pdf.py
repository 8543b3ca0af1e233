"""The report on one page, as PDF."""

from tuiwizard.rendering import poster
from tuiwizard.rendering.picture_file import pdf
from tuiwizard.report.draft import Draft


def render(draft: Draft, *, as_draft: bool = False) -> bytes:
    """Return the poster as PDF; see `poster.render`.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
        ModuleNotFoundError: Typst is not installed.
    """
    return pdf(poster.render(draft, as_draft=as_draft))
