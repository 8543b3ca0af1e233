"""The models of each edition, and the sections it has."""

from functools import cache
from importlib import import_module

from tuiwizard.errors import EditionError
from tuiwizard.forms.common import Section, SectionKind
from tuiwizard.forms.report import CommonReport
from tuiwizard.forms.years import editions, merged
from tuiwizard.words import tr


@cache
def report_model(edition: str) -> type[CommonReport]:
    """Return the report model of an edition.

    Raises:
        EditionError: There is no such edition.
    """
    if edition not in editions():
        known = "、".join(editions())
        raise EditionError(
            tr("没有“{edition}”版表格，现有 {known} 版", edition=edition, known=known)
        )
    model: type[CommonReport] = import_module(f"tuiwizard.forms.y{edition}").Report
    for section in model.sections().values():  # first: a report takes validators as they are built
        section.model_rebuild()
    return model


@cache
def section_model(edition: str, key: str) -> type[Section]:
    """Return the model of one section in an edition."""
    return report_model(edition).sections()[key]


@cache
def section_keys(edition: str, kind: SectionKind | None = None) -> tuple[str, ...]:
    """Return the keys of an edition's sections, in the order of its form.

    Args:
        edition: The edition of the form.
        kind: The kind of sections wanted; None for all.
    """
    models = report_model(edition).sections()
    return tuple(key for key, model in models.items() if kind in (None, model.kind))


@cache
def chapter_keys(edition: str) -> tuple[str, ...]:
    """Return the keys of the sections that are printed under a heading: all but the cover."""
    models = report_model(edition).sections()
    return tuple(key for key, model in models.items() if model.kind is not SectionKind.COVER)


@cache
def all_section_keys() -> tuple[str, ...]:
    """Return the keys of the sections of every edition; a new one follows its predecessor."""
    return merged(map(section_keys, editions()))


def section_title(edition: str, key: str) -> str:
    """Return the statutory heading of a section."""
    return report_model(edition).model_fields[key].title or key
