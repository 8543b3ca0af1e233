"""Six Markdown engines that share no code, and what a reader sees in each."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

import markdown as python_markdown
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


def _python_markdown(text: str) -> str:
    """What MkDocs writes."""
    return python_markdown.markdown(text, extensions=["tables", "fenced_code", "toc"])


def _marked(text: str) -> str:
    module = json.dumps(str(_tools() / "node_modules" / "marked"))
    script = f"const {{marked}} = require({module});"
    script += "process.stdout.write(marked.parse(require('fs').readFileSync(0, 'utf8')));"
    return run("node", "-e", script, typed=text)


def _hugo(text: str, *, unsafe: bool) -> str:
    """What Hugo makes of a page with Goldmark, as it is set up or with HTML let through."""
    program = _tools() / "python" / "hugo" / "binaries" / "hugo"
    settings = "markup.goldmark.renderer.unsafe = true\n" if unsafe else ""
    with TemporaryDirectory() as site:
        files = {
            "hugo.toml": f'title = "甲"\n{settings}',
            "content/_index.md": f'---\ntitle: "甲"\n---\n\n{text}',
            "layouts/index.html": "{{ .Content }}",
        }
        for name, content in files.items():
            path = Path(site, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8", newline="")
        run(program, "--quiet", "--source", site, "build")
        return Path(site, "public", "index.html").read_text("utf-8")


def _tools() -> Path:
    return Path(os.environ["ACCEPTANCE_TOOLS"]).resolve()


ENGINES: dict[str, Callable[[str], str]] = {
    "markdown-it-py": _markdown_it,
    "cmark-gfm": _cmark,
    "pandoc": _pandoc,
    "python-markdown": _python_markdown,
    "marked": _marked,
    "hugo": partial(_hugo, unsafe=False),
    "hugo-unsafe": partial(_hugo, unsafe=True),
}
NO_HTML = "hugo"
"""The one engine that drops HTML, unless it is told to let it through."""


@dataclass(frozen=True)
class Text:
    """A heading, paragraph or cell: its kind, its text, what it spans, and the elements in it."""

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
    return Text(block.tag, seen(block.text), block.rows, block.columns, tuple(block.inside))


def seen(text: str) -> str:
    """A text as the eye has it: a space that does not break is a space.

    pandoc writes characters in their canonical form, which looks the same.
    """
    return normalize("NFC", text.replace(NO_BREAK_SPACE, " "))
