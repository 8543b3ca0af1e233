"""An output format that is made up: the office and the year on one line."""

from tuiwizard.rendering.document import compose
from tuiwizard.report.draft import Draft


def render(draft: Draft, *, as_draft: bool = False) -> str:
    document = compose(draft, as_draft=as_draft)
    return f"{document.stamp}{document.title}\n"
