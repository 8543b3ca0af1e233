"""What the reviewer wants changed: by section, cell or passage, answered and settled by the clerk.

A remark is never erased by who answers it: it says what became of it.
"""

from collections.abc import Iterable
from datetime import datetime

from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Remark, SignOff
from tuiwizard.report.sign_off import with_sign_off


def remarks(draft: Draft, section: str = "") -> tuple[Remark, ...]:
    """Return all remarks, or those on a section and what is in it, in the order of the form."""
    said = (draft.sign_off or SignOff()).remarks
    return tuple(remark for remark in said if section in ("", remark.section))


def open_remarks(draft: Draft, section: str = "") -> tuple[Remark, ...]:
    """Return the remarks that are not settled."""
    return tuple(remark for remark in remarks(draft, section) if not remark.settled)


def to_accept(draft: Draft) -> tuple[Remark, ...]:
    """Return the remarks that the clerk has settled and the reviewer not yet looked at."""
    return tuple(r for r in remarks(draft) if r.settled and not r.accepted)


def is_place(draft: Draft, place: str) -> bool:
    """Return whether something can be remarked on: a section, or a cell of it."""
    key, _, rest = place.partition(".")
    if key not in draft.section_keys:
        return False
    return not rest or place in cells_by_path(draft.edition, key)


def cell_of(draft: Draft, remark: Remark) -> str:
    """Return the cell to go to for a remark: its own, or the first of its section."""
    if "." in remark.place:
        return remark.place
    return next(cell.path for cell in cells(draft.edition, remark.place) if not cell.computed)


def with_remark(
    draft: Draft,
    place: str,
    text: str,
    by: str = "",
    at: datetime | None = None,
    passage: str = "",
) -> Draft:
    """Return the draft with one more remark, unless it says nothing, nowhere, or is there already.

    Args:
        draft: The draft.
        place: The section, or the cell.
        text: What is to be changed.
        by: Who says so.
        at: When.
        passage: The words of a text that it is about; empty for all of it.
    """
    made = Remark(place=place, text=text.strip(), by=by.strip(), at=at, passage=passage.strip())
    same = ((r.place, r.passage, r.text) for r in open_remarks(draft))
    if not (made.text and is_place(draft, place)):
        return draft
    if (made.place, made.passage, made.text) in same:
        return draft
    return _with(draft, (*remarks(draft), made))


def changed(draft: Draft, remark: Remark, **changes: object) -> Draft:
    """Return the draft with one of its remarks changed: answered, settled, accepted, open again."""
    parts = {**{name: getattr(remark, name) for name in Remark.model_fields}, **changes}
    made = Remark.model_validate(parts)
    return _with(draft, (made if r is remark else r for r in remarks(draft)))


def withdrawn(draft: Draft, remark: Remark) -> Draft:
    """Return the draft without a remark: who made it takes it back."""
    return _with(draft, (r for r in remarks(draft) if r is not remark))


def _with(draft: Draft, said: Iterable[Remark]) -> Draft:
    listed = sorted(said, key=lambda remark: draft.section_keys.index(remark.section))
    if listed == [*remarks(draft)]:
        return draft
    return with_sign_off(draft, remarks=listed)
