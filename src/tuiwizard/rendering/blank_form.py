"""The form without a figure or a word, to be filled in by hand."""

from collections.abc import Iterator

from tuiwizard.errors import CommandError
from tuiwizard.forms.common import Kind, SectionKind
from tuiwizard.forms.editions import chapter_keys, report_model, section_model, section_title
from tuiwizard.forms.layout import cells, grid
from tuiwizard.rendering.document import Chapter, Document
from tuiwizard.rendering.formats import ALL_FORMATS, FORMATS, in_bytes, made_in
from tuiwizard.rendering.signature import NO_DAY, Signature
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.rendering.tables import PrintedTable
from tuiwizard.words import tr

_TO_DESCRIBE = "（文字描述）"
"""What the official form prints where a text goes."""

_LINE, _PLACE, _AMOUNT, _YEAR = "_" * 48, "_" * 32, "_" * 10, "_" * 6
"""Lines to write on: across the page, for an address, a figure, a year."""

_OFFICE = f"{'_' * 24}（机关名称）"
_SEALED = f"{'_' * 16}（盖章）"
_FIRST, _FURTHER = 11, 8
"""How many lines a text has: the first fills its page, the others leave room for what follows."""


def render_blank(edition: str, key: str, *, style: Style = PLAIN) -> bytes:
    """Return the form of an edition in one format, to be filled in by hand.

    Args:
        edition: The edition of the form.
        key: The format.
        style: What the office wants otherwise.

    Raises:
        CommandError: It is none for paper, or needs a package that is not installed.
    """
    to = ALL_FORMATS[key]
    if not to.blank:
        names = tr("、").join(other.name for other in FORMATS.values() if other.blank)
        raise CommandError(tr("空白表格是打印出来填的，能输出的格式有 {names}", names=names))
    return in_bytes(made_in(to, "printed", blank_form(edition), style))


def blank_form(edition: str) -> Document:
    """Return the form of an edition as it is printed before anything is filled in."""
    keys = chapter_keys(edition)
    return Document(
        title=f"{_OFFICE}{_YEAR}{report_model(edition).title_words}",
        stamp="",
        shortfall="",
        opening=tuple(_contact(edition)),
        chapters=tuple(_chapter(edition, key, key == keys[0]) for key in keys),
        agency="",
        identifier="",
        signature=Signature(_SEALED, NO_DAY),
    )


def _contact(edition: str) -> Iterator[str]:
    contact = [c for c in cells(edition, "agency") if c.path.startswith("agency.contact.")]
    yield f"{contact[0].row[0]}："
    for cell in contact:
        yield f"{cell.column[-1]}：{_PLACE}"


def _chapter(edition: str, key: str, first: bool) -> Chapter:
    title = section_title(edition, key)
    if section_model(edition, key).kind is SectionKind.TABLE:
        bands = grid(edition, key).bands
        return Chapter(
            title,
            tables=tuple(
                PrintedTable(band, tuple(("",) * len(row) for row in band.cells)) for band in bands
            ),
        )
    return Chapter(title, tuple(_text(edition, key, _FIRST if first else _FURTHER)))


def _text(edition: str, key: str, lines: int) -> Iterator[str]:
    yield _TO_DESCRIBE
    yield from [_LINE] * lines
    for cell in cells(edition, key):
        if cell.kind is not Kind.TEXT:
            yield f"{cell.column[-1]}：{_AMOUNT}{cell.unit}"
