"""A page of the units' texts, from which the county draws its own."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import narratives
from tuiwizard.rendering.escape import inline, paragraph


class Texts(NamedTuple):
    """The narratives of one unit, by cell path."""

    agency: str
    texts: dict[str, str]


def texts_page(title: str, edition: str, units: Iterable[Texts]) -> Iterator[str]:
    """The page as Markdown, piece by piece: section by section, in each one unit after another.

    Every line of a text stands as a paragraph and shows exactly what was typed. Where a unit has
    nothing to a section, it is not named there.

    Args:
        title: What stands at its head.
        edition: The edition of the form the units are on.
        units: The units, in the order in which they are to stand.
    """
    listed = tuple(units)
    yield f"# {inline(title)}\n"
    for cell in narratives(edition):
        yield f"\n## {inline(section_title(edition, cell.path.partition('.')[0]))}\n"
        for unit in listed:
            lines = [line for line in unit.texts.get(cell.path, "").split("\n") if line.strip()]
            if lines:
                yield f"\n### {inline(unit.agency)}\n"
                yield from (f"\n{paragraph(line)}\n" for line in lines)
