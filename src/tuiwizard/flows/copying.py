"""The report as rich text, to be pasted into the editor of a website."""

from pathlib import Path

from tuiwizard.drafts import files
from tuiwizard.flows.work import Work
from tuiwizard.rendering.copy_page import copy_page
from tuiwizard.rendering.document import stamped
from tuiwizard.rendering.formats import DEFAULT
from tuiwizard.session import Session, clipboard, output
from tuiwizard.session.view import on_one_line
from tuiwizard.words import tr

SUFFIX = ".copy.html"
"""The end of the name of the page that copies."""


async def on_clipboard(work: Work) -> bool | None:
    """Put the report on the clipboard; False where the system has no way, None if nobody waits."""
    html = output.rendered(work.session, "fragment").decode()
    text = output.rendered(work.session, DEFAULT).decode()
    title = tr("正在复制全文")
    return await work.ask.in_background(title, lambda _: clipboard.copy(html, text))


def page_path(session: Session, base: Path) -> Path:
    """Return where the page that copies is written; the name of a draft says that it is one."""
    page = base.with_name(base.name + SUFFIX)
    return page if session.publishable else stamped(page)


def write_page(session: Session, path: Path) -> None:
    """Write the page that copies.

    Raises:
        SaveError: It cannot be written.
    """
    fragment = output.rendered(session, "fragment").decode()
    files.write_bytes(path, copy_page(fragment, on_one_line(path.name)).encode())
