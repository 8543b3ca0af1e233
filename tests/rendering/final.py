"""The renderers on signed reports: they refuse any other, and most tests are not about that."""

from tests.signing import signed
from tuiwizard.rendering import fragment as fragment_
from tuiwizard.rendering import html as html_
from tuiwizard.rendering import markdown as markdown_
from tuiwizard.rendering import poster as poster_
from tuiwizard.rendering.formats import write
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.report.draft import Draft


def markdown(draft: Draft, *, as_draft: bool = False, style: Style = PLAIN) -> str:
    return markdown_.render(_ready(draft, as_draft), as_draft=as_draft, style=style)


def html(draft: Draft, *, as_draft: bool = False, style: Style = PLAIN) -> str:
    return html_.render(_ready(draft, as_draft), as_draft=as_draft, style=style)


def fragment(draft: Draft, *, as_draft: bool = False, style: Style = PLAIN) -> str:
    return fragment_.render(_ready(draft, as_draft), as_draft=as_draft, style=style)


def poster(draft: Draft, *, as_draft: bool = False) -> str:
    return poster_.render(_ready(draft, as_draft), as_draft=as_draft)


def docx(draft: Draft, *, as_draft: bool = False, style: Style = PLAIN) -> bytes:
    return write(_ready(draft, as_draft), "docx", as_draft=as_draft, style=style)


def pdf(draft: Draft, *, as_draft: bool = False) -> bytes:
    return write(_ready(draft, as_draft), "pdf", as_draft=as_draft)


def xlsx(draft: Draft, *, as_draft: bool = False) -> bytes:
    return write(_ready(draft, as_draft), "xlsx", as_draft=as_draft)


def _ready(draft: Draft, as_draft: bool) -> Draft:
    return draft if as_draft else signed(draft)
