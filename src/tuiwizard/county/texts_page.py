"""A page of the texts of many reports, from which the county writes its own."""

from collections.abc import Iterable, Iterator, Mapping

from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import narratives
from tuiwizard.rendering.escape import inline, paragraph


def texts_page(
    title: str, edition: str, reports: Iterable[tuple[str, Mapping[str, str]]]
) -> Iterator[str]:
    """Yield the page as Markdown: section by section, in each one agency after another.

    Every line of a text stands as a paragraph and shows exactly what was typed. Where an agency has
    nothing on a section, it is not named there.

    Args:
        title: What stands at its head.
        edition: The edition of the form the reports are on.
        reports: The agencies and their texts by cell path, in the order of the page.
    """
    listed = tuple(reports)
    yield f"# {inline(title)}\n"
    for cell in narratives(edition):
        yield f"\n## {inline(section_title(edition, cell.path.partition('.')[0]))}\n"
        for agency, texts in listed:
            lines = [line for line in texts.get(cell.path, "").split("\n") if line.strip()]
            if lines:
                yield f"\n### {inline(agency)}\n"
                yield from (f"\n{paragraph(line)}\n" for line in lines)
