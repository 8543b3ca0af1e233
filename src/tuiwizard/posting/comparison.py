"""A posted copy, as it was read, compared with the draft it should be of.

This is the only such comparison: the command line, the desk and the wizard word it.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from tuiwizard.forms.common import Kind as CellKind
from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_model, section_title
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.importing import read_here
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.slots import Printed, read_slot
from tuiwizard.posting.difference import AGENCY, EDITION, EXTRA, STAMP, YEAR, Difference, Kind
from tuiwizard.rendering.formats import write
from tuiwizard.rendering.passages import folded, passages
from tuiwizard.rendering.tables import BLANK, printed_cells
from tuiwizard.report import stamp
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import SignOffStatus, sign_off_status
from tuiwizard.words import tr

_UNPRINTED = ("agency.name", "agency.level")
"""The name is in the title, and compared there; the level is printed nowhere."""


class Compared(NamedTuple):
    """What came of a comparison.

    Attributes:
        differences: Where the copy differs, in the order of the form.
        unsure: The headings of sections that no copy gives back whole, for a line in them looks
            like a heading or the foot of a page, or is a figure only in a draft: what was read is
            as it is read of the draft's own page.
    """

    differences: tuple[Difference, ...]
    unsure: tuple[str, ...] = ()


def compare_copy(draft: Draft, copy: Imported) -> Compared:
    """Compare a posted copy with its draft.

    What the copy does not print at all, and a page does not have to, is no difference: the name
    of the office and the year, where the site has the title and only the text was pasted.

    Args:
        draft: What should have been posted.
        copy: What was read of a copy.
    """
    comparison = _Comparison(draft, copy)
    differences = tuple(comparison.differences())
    return Compared(differences, tuple(comparison.unsure))


class _Comparison:
    """One draft and one copy.

    Args:
        draft: The draft.
        copy: The copy.
    """

    def __init__(self, draft: Draft, copy: Imported) -> None:
        self._draft, self._copy = draft, copy
        self.unsure: dict[str, None] = {}

    @cached_property
    def _own(self) -> Imported:
        """What is read of the draft's own page: the reader's view of what is hard to read."""
        page = write(self._draft, "markdown", as_draft=True)
        return read_here(page, ".md", "", None)

    def differences(self) -> Iterator[Difference]:
        """Yield them in the order of the form."""
        yield from self._about_the_whole()
        for key in self._draft.section_keys:
            if section_model(self._draft.edition, key).kind is SectionKind.TABLE:
                yield from self._table(key)
            else:
                yield from self._texts(key)
        if self._copy.unread:
            yield from self._extra()

    def _about_the_whole(self) -> Iterator[Difference]:
        draft, copy = self._draft, self._copy
        if copy.stamped and sign_off_status(draft) is SignOffStatus.SIGNED:
            yield Difference(Kind.STAMP, STAMP, "", tr("草稿的记号"), "", stamp.STAMP)
        if copy.year not in (None, draft.year, self._own.year):
            yield Difference(Kind.CELL, YEAR, "", tr("年度"), str(draft.year), str(copy.year))
        name = draft.agency_name
        if copy.agency and folded(copy.agency) not in (folded(name), folded(self._own.agency)):
            label = cells_by_path(draft.edition, "agency")[AGENCY].label
            yield Difference(Kind.CELL, AGENCY, "", label, name, copy.agency)
        if copy.printed and copy.edition != draft.edition:
            yield Difference(Kind.CELL, EDITION, "", tr("表格的版本"), draft.edition, copy.edition)

    def _table(self, key: str) -> Iterator[Difference]:
        title = section_title(self._draft.edition, key)
        texts = printed_cells(self._draft, key)
        for cell in cells(self._draft.edition, key):
            ours, theirs = texts[cell.path], self._copy.printed.get(cell.path)
            if theirs is not None and _same(cell, ours, theirs):
                continue
            if _text_of(theirs) == _text_of(self._own.printed.get(cell.path)):
                self.unsure[title] = None
            else:
                kind = Kind.CELL if theirs is not None else Kind.MISSING
                yield _cell(kind, cell, title, ours, theirs)

    def _texts(self, key: str) -> Iterator[Difference]:
        """Compare what is printed as paragraphs: texts, and figures in one statement."""
        title = section_title(self._draft.edition, key)
        typed = self._draft.entries(key)
        for cell in cells(self._draft.edition, key):
            if cell.path in _UNPRINTED:
                continue
            ours, theirs = typed.get(cell.path), _text(self._copy.texts, cell)
            kind = Kind.TEXT if cell.kind is CellKind.TEXT else Kind.CELL
            expected = ours.removesuffix(cell.unit) if cell.unit else ours
            if folded(theirs) == folded(expected):
                continue
            if folded(theirs) == folded(_text(self._own.texts, cell)):
                self.unsure[title] = None
                continue
            found = passages(ours, theirs) if kind is Kind.TEXT else ()
            yield Difference(kind, cell.path, title, cell.label, ours, theirs, passages=found)

    def _extra(self) -> Iterator[Difference]:
        """Yield what is among the tables and in no cell of them."""
        own = [left.text for left in self._own.unread]
        for left in self._copy.unread:
            if left.text in own:
                own.remove(left.text)
                continue
            yield Difference(
                Kind.EXTRA, EXTRA, "", tr("草稿没有的内容"), "", left.text, place=str(left.place)
            )


def _text_of(printed: Printed | None) -> str | None:
    return None if printed is None else folded(printed.text)


def _cell(kind: Kind, cell: Cell, title: str, ours: str, theirs: Printed | None) -> Difference:
    """Return a cell of a table that the copy has otherwise."""
    row = " · ".join(cell.row)
    place = str(theirs.place) if theirs is not None else ""
    text = " ".join(theirs.text.split()) if theirs is not None else ""
    return Difference(kind, cell.path, title, cell.label, ours, text, row, place)


def _same(cell: Cell, ours: str, theirs: Printed) -> bool:
    """Return whether a copy prints a figure as the draft does, if perhaps written otherwise.

    1,234 and 1234, 1.50 and 1.5, a blank and （未填）; not 22 and 22（其中修订 16 件）
    """
    if folded(theirs.text) == folded(ours):
        return True
    printed = read_slot(cell, ours)
    if printed.value is None and not printed.unread:
        return theirs.value is None and not theirs.unread
    units = (figure.lstrip("-0123456789.") for figure in (printed.entry, theirs.entry))
    same = printed.value == theirs.value and len({*units}) == 1
    return same and _remark(ours) == _remark(theirs.text)


def _remark(text: str) -> str:
    """Return what stands in brackets behind a figure: 22（其中修订 16 件） -> (其中修订16件)."""
    return folded(text)[len(folded(text).partition("(")[0]) :]


def _text(texts: Mapping[str, str], cell: Cell) -> str:
    """Return the text that was read for a cell; what a draft prints where it has none is none."""
    text = texts.get(cell.path, "")
    return "" if folded(text) == folded(BLANK) else text
