"""Where two drafts differ, cell by cell."""

from dataclasses import dataclass

from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.names import SECTIONS
from tuiwizard.report.draft import Draft
from tuiwizard.words import plural, tr

YEAR = "year"
EXPLANATIONS = "explanations"
SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which two drafts differ.

    Attributes:
        path: The cell, or `year`, `explanations` or `sources`.
        label: Its name on the form.
        left: What the first draft has there, empty for a blank.
        right: What the second has.
    """

    path: str
    label: str
    left: str
    right: str


def differences(left: Draft, right: Draft) -> tuple[Difference, ...]:
    """All places in which two drafts differ, in the order of the form."""
    found = []
    if left.year != right.year:
        found.append(Difference(YEAR, tr("年度"), str(left.year), str(right.year)))
    for key in SECTIONS:
        here, there = left.entries(key), right.entries(key)
        if here != there:
            for path in _ordered(left, right, key):
                if here.get(path) != there.get(path):
                    label = _label(left, right, path)
                    found.append(Difference(path, label, here.get(path), there.get(path)))
    if left.explanations != right.explanations:
        counts = (plural("{n} 条", len(draft.explanations)) for draft in (left, right))
        found.append(Difference(EXPLANATIONS, tr("说明"), *counts))
    if left.sources != right.sources:
        counts = (plural("{n} 份", len(draft.sources)) for draft in (left, right))
        found.append(Difference(SOURCES, tr("汇总的年报"), *counts))
    return tuple(found)


def _ordered(left: Draft, right: Draft, key: str) -> dict[str, None]:
    """The paths of a section on either form, each once."""
    forms = (cells_by_path(draft.edition, key) for draft in (left, right))
    return {path: None for form in forms for path in form}


def _label(left: Draft, right: Draft, path: str) -> str:
    key = path.partition(".")[0]
    edition = left.edition if path in cells_by_path(left.edition, key) else right.edition
    return f"{section_title(edition, key)} {cells_by_path(edition, key)[path].label}"
