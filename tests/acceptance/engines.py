"""Three Markdown engines that share no code, and what a reader sees in each."""

from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import normalize

from markdown_it import MarkdownIt

from tests.acceptance.programs import run
from tests.page import NO_BREAK_SPACE, Block, Page

GFM = ("--extension", "table", "--extension", "autolink", "--extension", "strikethrough")
MARKDOWN_IT = MarkdownIt("gfm-like")


def _markdown_it(text: str) -> str:
    return str(MARKDOWN_IT.render(text))


def _cmark(text: str) -> str:
    return run("cmark-gfm", "--unsafe", *GFM, "--extension", "tasklist", typed=text)


def _pandoc(text: str) -> str:
    return run("pandoc", "--from", "gfm", "--to", "html", "--wrap", "preserve", typed=text)


ENGINES: dict[str, Callable[[str], str]] = {
    "markdown-it-py": _markdown_it,
    "cmark-gfm": _cmark,
    "pandoc": _pandoc,
}


@dataclass(frozen=True)
class Text:
    """A heading, paragraph or cell: its kind, its text, what it spans, and the elements in it.

    Not counted is a link to an e-mail address: cmark-gfm makes one of every address, after
    escapes and entities are gone, and nothing that leaves the text alone can keep it from that.
    """

    kind: str
    text: str
    rows: int = 1
    columns: int = 1
    inside: tuple[str, ...] = ()


Part = Text | tuple[tuple[Text, ...], ...]
"""What a page consists of, whichever engine made it: texts, and tables of texts."""


def read(engine: str, markdown: str) -> list[Part]:
    """The page that an engine makes of Markdown, in the one structure all share."""
    parts = Page(ENGINES[engine](markdown)).parts
    return [
        _text(part) if isinstance(part, Block) else tuple(tuple(map(_text, r)) for r in part.rows)
        for part in parts
    ]


def _text(block: Block) -> Text:
    inside = tuple(tag for tag in block.inside if tag != "mail")
    return Text(block.tag, seen(block.text), block.rows, block.columns, inside)


def seen(text: str) -> str:
    """A text as the eye has it: a space that does not break is a space.

    pandoc writes characters in their canonical form, which looks the same.
    """
    return normalize("NFC", text.replace(NO_BREAK_SPACE, " "))
