"""Which edition of the form a report year takes.

An edition is a module `yYYYY` of this package, where YYYY is its first report year: adding
one is adding that module.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tuiwizard import forms
from tuiwizard.errors import EditionError, YearError
from tuiwizard.forms.common import Section
from tuiwizard.forms.cover import Agency
from tuiwizard.forms.report import CommonReport
from tuiwizard.words import tr

LAST_YEAR = 2099


@cache
def editions() -> tuple[str, ...]:
    """The keys of all editions, oldest first."""
    names = (module.name for module in iter_modules(forms.__path__))
    return tuple(sorted(n[1:] for n in names if n[0] == "y" and n[1:].isdecimal()))


def edition_for(year: object) -> str:
    """The edition whose form the report of a year uses.

    Args:
        year: The report year, such as 2025.

    Raises:
        YearError: No year, a year before the first edition, or a year beyond reason.
    """
    if not isinstance(year, int) or isinstance(year, bool):
        raise YearError(tr("“{year}”不是年份，请填写四位数字的年份，例如 2025", year=year))
    first = int(editions()[0])
    if year < first:
        raise YearError(
            tr(
                "{year} 年没有对应的表格，本程序只编制 {first} 年及以后的年报",
                year=year,
                first=first,
            )
        )
    if year > LAST_YEAR:
        raise YearError(tr("{year} 年不像是年报的年份，请填写四位数字的年份，例如 2025", year=year))
    return max(key for key in editions() if int(key) <= year)


@cache
def report_model(edition: str) -> type[CommonReport]:
    """The report model of an edition.

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
    """The model of one section in an edition."""
    return report_model(edition).sections()[key]


@cache
def section_keys(edition: str, kind: type[Section] = Section) -> tuple[str, ...]:
    """Return the keys of an edition's sections, in the order of its form.

    Args:
        edition: The edition of the form.
        kind: The base class of the sections wanted, such as `TableSection`.
    """
    models = report_model(edition).sections()
    return tuple(key for key, model in models.items() if issubclass(model, kind))


@cache
def chapter_keys(edition: str) -> tuple[str, ...]:
    """Return the keys of the sections that are printed under a heading: all but the cover."""
    models = report_model(edition).sections()
    return tuple(key for key, model in models.items() if not issubclass(model, Agency))


@cache
def all_section_keys() -> tuple[str, ...]:
    """Return the keys of the sections of every edition; a new one follows its predecessor."""
    merged: list[str] = []
    for edition in editions():
        at = 0
        for key in section_keys(edition):
            if key not in merged:
                merged.insert(at, key)
            at = merged.index(key) + 1
    return tuple(merged)


def section_title(edition: str, key: str) -> str:
    """The statutory heading of a section."""
    return report_model(edition).model_fields[key].title or key
