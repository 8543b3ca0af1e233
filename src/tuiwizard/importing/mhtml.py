"""MHTML files: pages that a browser or Word has saved in one file, some of them named .doc."""

from email import message_from_string

from tuiwizard.errors import SourceError
from tuiwizard.importing.html import read as read_page
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.importing.sources import text_of
from tuiwizard.words import tr

_PACKED = ("base64", "quoted-printable")


def read(text: str) -> list[SourceLine]:
    """The lines of the page.

    Raises:
        SourceError: There is no page in it, or it cannot be read.
    """
    parts = message_from_string(text).walk()
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        raise SourceError(tr("这个单一文件网页（MHT）里没有网页，请用浏览器打开后另存为网页"))
    packed = str(page.get("Content-Transfer-Encoding")).lower() in _PACKED
    content = page.get_payload(decode=True) if packed else page.get_payload()
    return read_page(text_of(content) if isinstance(content, bytes) else str(content))
