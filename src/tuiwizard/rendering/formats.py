"""The formats in which a report is put out; the code of each is imported when it is asked for."""

from collections import ChainMap
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tuiwizard.errors import CommandError
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.words import tr

if TYPE_CHECKING:
    from tuiwizard.report.draft import Draft


class Format(NamedTuple):
    """A format of a report.

    Attributes:
        name: What people call it.
        suffix: The end of its files' names.
        module: The module whose `render(draft, as_draft=...)` returns the text, or the bytes of
            what is no text; it takes `style=...` as well if it understands any of it.
        extra: The extra of the program that it needs, if any.
        understands: The fields of `Style` that change what comes out.
        also: Other ends of names that mean it, too.
        blank: Whether the form is printed in it before it is filled in.
        signed: Whether it ends with the signature block unless it is asked not to.
        documents: Whether any `Document` is printed in it, a blank form or a notice; its module
            then has `printed(document, style)`.
    """

    name: str
    suffix: str
    module: str
    extra: str = ""
    understands: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    blank: bool = False
    signed: bool = False
    documents: bool = False


_SIGNED = ("signature", "day")

FORMATS = {
    "markdown": Format(
        "Markdown",
        ".md",
        "tuiwizard.rendering.markdown",
        understands=(
            *("tables", "heading_level", "front_matter", "subheads", "no_title", "charts"),
            *_SIGNED,
        ),
        also=(".markdown",),
        documents=True,
    ),
    "html": Format(
        tr("HTML 网页"),
        ".html",
        "tuiwizard.rendering.html",
        understands=("subheads", "no_title", "charts", *_SIGNED),
        also=(".htm",),
        documents=True,
    ),
    "docx": Format(
        tr("Word（DOCX）"),
        ".docx",
        "tuiwizard.rendering.docx",
        "office",
        understands=("subheads", "template", "charts", *_SIGNED),
        blank=True,
        signed=True,
        documents=True,
    ),
    "fragment": Format(
        tr("网页片段（供粘贴）"),
        ".fragment.html",
        "tuiwizard.rendering.fragment",
        understands=("subheads", "no_title", *_SIGNED),
    ),
    "pdf": Format(
        "PDF",
        ".pdf",
        "tuiwizard.rendering.pdf",
        "print",
        understands=("subheads", "charts", *_SIGNED),
        blank=True,
        signed=True,
        documents=True,
    ),
    "xlsx": Format(
        tr("Excel 表格（XLSX）"),
        ".xlsx",
        "tuiwizard.rendering.xlsx",
        "office",
        understands=("template", "cell_map", *_SIGNED),
    ),
}
"""Every format of a report by its key; one that is added here is offered wherever it is put out.

New ones come last: people and scripts answer with their numbers.
"""

POSTERS = {
    "poster": Format(tr("图解（SVG）"), ".svg", "tuiwizard.rendering.poster"),
    "poster-png": Format(tr("图解（PNG 图片）"), ".png", "tuiwizard.rendering.poster_png", "print"),
    "poster-pdf": Format(
        tr("图解（PDF）"), ".poster.pdf", "tuiwizard.rendering.poster_pdf", "print"
    ),
}
"""The formats of the report on one page, which goes beside the report and never in its place."""

ALL_FORMATS = ChainMap(POSTERS, FORMATS)
"""Whatever is put out, by its key; a chain lists what comes last in it first."""

DEFAULT = "markdown"
"""The format where nothing says another."""


def format_of(path: str) -> str:
    """Return the key of the format that a file's name asks for; without a suffix, `DEFAULT`.

    Raises:
        CommandError: No format has that suffix: `report.xyz` would be Markdown under a false name.
    """
    _, suffix = parted(path)
    for key, to in ALL_FORMATS.items():
        if suffix.lower() in ("", to.suffix, *to.also):
            return key if suffix else DEFAULT
    raise CommandError(
        tr(
            "{path}：不认识后缀 {suffix}，能输出的有 {suffixes}；或者用 --to 说明格式",
            path=path,
            suffix=suffix,
            suffixes=tr("、").join(to.suffix for to in ALL_FORMATS.values()),
        )
    )


def parted(path: str | Path) -> tuple[str, str]:
    """Return a file's name without the suffix of its format, and that suffix, or any other.

    a.md -> a, .md; a.fragment.html -> a, .fragment.html; a.xyz -> a, .xyz
    """
    file = Path(path)
    ends = (end for to in ALL_FORMATS.values() for end in (to.suffix, *to.also))
    fitting = [end for end in ends if file.name.lower().endswith(end) and file.suffix]
    suffix = max((*fitting, file.suffix), key=len)
    stem = len(file.name) - len(suffix)
    return file.name[:stem], file.name[stem:]


def suffixes() -> str:
    """Return the ends of the names of all formats' files, for a sentence."""
    return tr("、").join(to.suffix for to in FORMATS.values())


def render(
    draft: "Draft", key: str, *, as_draft: bool = False, style: Style = PLAIN
) -> str | bytes:
    """Return a report in one format; the same draft gives the same bytes.

    Args:
        draft: What is printed.
        key: The format.
        as_draft: Whether to stamp it as a draft, and so to print it even if unfinished.
        style: What the office wants otherwise; what the format does not understand is not used.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
        CommandError: The format needs a package that is not installed.
    """
    to = ALL_FORMATS[key]
    if style.signature is None:
        style = style._replace(signature=to.signed)
    asked = {"style": style} if to.understands else {}
    return made_in(to, "render", draft, as_draft=as_draft, **asked)


def made_in(to: Format, function: str, *given: object, **asked: object) -> str | bytes:
    """Return what a function of a format's module makes."""
    try:
        made: str | bytes = getattr(import_module(to.module), function)(*given, **asked)
    except ModuleNotFoundError as error:
        if not to.extra or (error.name or "").startswith("tuiwizard"):
            raise
        extra = "print" if error.name == "typst" else to.extra  # it draws charts, for DOCX, too
        raise needs_extra(to.name, extra) from error
    return made


def needs_extra(name: str, extra: str) -> CommandError:
    """Return what is said where a format needs a package that is not installed."""
    return CommandError(
        tr(
            "输出 {name} 需要附加包，请先运行 pip install 'tuiwizard[{extra}]'",
            name=name,
            extra=extra,
        )
    )


def write(draft: "Draft", key: str, *, as_draft: bool = False, style: Style = PLAIN) -> bytes:
    """Return the bytes of a file in one format, as `render` does."""
    made = render(draft, key, as_draft=as_draft, style=style)
    return in_bytes(made)


def in_bytes(made: str | bytes) -> bytes:
    """Return what a format makes as it stands in a file."""
    return made.encode() if isinstance(made, str) else made
