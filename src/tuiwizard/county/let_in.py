"""Whether a report goes into a sum: the one place that decides it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from tuiwizard.county.merge_input import MergeInput
from tuiwizard.rules.let_in import named_cells
from tuiwizard.rules.report_ref import agency_key
from tuiwizard.words import tr


@dataclass(frozen=True)
class LetIn:
    """Which reports a person lets into a sum although their figures are not fit for it.

    Attributes:
        all: Whether every one of them.
        names: Those of these offices or files, as `agency_key` compares names.
        digests: Those of this content: they have been in the sum before.
    """

    all: bool = False
    names: frozenset[str] = frozenset()
    digests: frozenset[str] = frozenset()

    @classmethod
    def named(cls, names: Iterable[str], *, everything: bool = False) -> "LetIn":
        """Return what lets in reports by the names of their offices or files."""
        return cls(everything, frozenset(map(agency_key, names)))

    def also(self, *names: str, digests: Iterable[str] = ()) -> "LetIn":
        """Return what lets in these, too."""
        keys = self.names.union(map(agency_key, names))
        return replace(self, names=keys, digests=self.digests.union(digests))

    def unmatched(self, reports: Iterable[MergeInput]) -> tuple[str, ...]:
        """Return the names that no report has."""
        return tuple(sorted(self.names.difference(*map(_names, reports))))

    def accepts(self, report: MergeInput) -> bool:
        """Return whether a report is let in."""
        by_name = not self.names.isdisjoint(_names(report))
        return self.all or by_name or report.ref.sha256 in self.digests


NOBODY: Final[LetIn] = LetIn()
EVERYBODY: Final[LetIn] = LetIn(all=True)


def is_counted(report: MergeInput, let_in: LetIn = NOBODY) -> bool:
    """Return whether a report goes into a sum (计入).

    One whose figures are complete and without an error does; another only where a person lets it
    in; one without a name never, for it can be told from no other.
    """
    if not agency_key(report.ref.agency):
        return False
    return report.why_not is None or let_in.accepts(report)


def _names(report: MergeInput) -> frozenset[str]:
    """Return what a report may be called: by its office, or by its file."""
    path = report.path
    return frozenset(map(agency_key, (report.ref.agency, report.ref.file, path.name, path.stem)))


def let_in_words(report: MergeInput) -> str:
    """Say that a report is in a sum although it is not fit for it, and which cells are off."""
    cells = named_cells(report.ref.edition, report.off)
    return tr(
        "按指定计入“{agency}”（{why_not}），汇总里的 {cells} 因此不全或不对",
        agency=report.ref.agency,
        why_not=report.why_not or "",
        cells=cells,
    )
