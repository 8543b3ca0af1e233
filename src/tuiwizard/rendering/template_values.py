"""What a report puts into the places of a template, by the names of the places."""

from collections.abc import Iterator

from tuiwizard.errors import CommandError
from tuiwizard.forms.characters import without_invisible
from tuiwizard.forms.common import Kind, SectionKind
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells
from tuiwizard.rendering.document import Document
from tuiwizard.rendering.tables import BLANK, printed_cells
from tuiwizard.report.draft import Draft
from tuiwizard.words import tr

COVER = ("year", "title", "day", "stamp")
"""What is no cell: 年度, the title, the date under the report, and what marks a draft."""


def values(draft: Draft, document: Document) -> dict[str, str]:
    """Return the text of every place of a report: cells by their paths, totals included."""
    assert document.signature is not None
    cover = (str(draft.year), document.title, document.signature.day, document.stamp)
    found = dict(zip(COVER, cover, strict=True))
    for key in draft.section_keys:
        found.update(_section(draft, key))
    return found


def refuse_unknown(name: str, known: dict[str, str], where: str) -> None:
    """Refuse a name that is none of a place.

    Raises:
        CommandError: It is not; the sentence says which one is like it.
    """
    if name in known:
        return
    from difflib import get_close_matches  # only mistakes need it

    close = get_close_matches(name, known, n=1, cutoff=0.6)
    advice = tr("是不是“{name}”？", name=close[0]) if close else tr("请改正或删去它")
    raise CommandError(
        tr("{where}：这版表格没有“{name}”这一格，{advice}", where=where, name=name, advice=advice)
    )


def _section(draft: Draft, key: str) -> Iterator[tuple[str, str]]:
    if section_model(draft.edition, key).kind is SectionKind.TABLE:
        for path, text in printed_cells(draft, key).items():
            yield path, "" if text == BLANK else text
        return
    entries = draft.entries(key)
    for cell in cells(draft.edition, key):
        yield cell.path, _printed(cell, without_invisible(entries.get(cell.path)))


def _printed(cell: Cell, text: str) -> str:
    """Return a value as the report prints it: township -> 乡镇街道; 12元 -> 12."""
    if cell.choices:
        return dict(cell.choices).get(text, text)
    return text if cell.kind is Kind.TEXT or not cell.unit else text.removesuffix(cell.unit)
