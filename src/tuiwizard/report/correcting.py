"""更正: a published report is corrected; the version that was published stays with the draft."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tuiwizard.forms.common import Kind
from tuiwizard.report.draft import Correction, Draft
from tuiwizard.report.entries import clean_text
from tuiwizard.report.metadata import SignOff
from tuiwizard.report.sign_off import day_of, signed_content
from tuiwizard.report.table_diff import YEAR, CellChange, compare
from tuiwizard.words import tr

SHORT = 12
"""Digits of a digest that are enough for people to tell two versions apart."""


def corrected(draft: Draft, version: Draft) -> Draft:
    """Return the draft as the correction of a version that was published; it is signed anew.

    Args:
        draft: What became of it.
        version: The draft as it was signed; the corrections before it are kept once, in the chain.
    """
    alone = replace(version, corrections=())
    chain = (*version.corrections, Correction(alone, day_of(version)))
    sign_off = draft.sign_off
    if sign_off and sign_off.content:  # what was made sure of, and who signed, is of the old one
        sign_off = SignOff(remarks=sign_off.remarks) if sign_off.remarks else None
    return replace(draft, corrections=chain, sign_off=sign_off)


def with_reason(draft: Draft, published: date | None, reason: str) -> Draft:
    """Return the draft with what is said of its last correction; a sign-off is void with it.

    Raises:
        IndexError: The draft corrects nothing.
    """
    last = draft.corrections[-1]._replace(published=published, reason=clean_text(reason).strip())
    if last == draft.corrections[-1]:
        return draft
    return replace(draft, corrections=(*draft.corrections[:-1], last))


def versions(draft: Draft) -> Iterator[Draft]:
    """Yield the versions that the draft replaces as they were signed, the first one first."""
    for number, correction in enumerate(draft.corrections):
        yield replace(correction.version, corrections=draft.corrections[:number])


def replaced(draft: Draft) -> Draft | None:
    """Return the version that the draft replaces, as it was signed; None if it corrects nothing."""
    return (*versions(draft),)[-1] if draft.corrections else None


def changes(draft: Draft) -> tuple[CellChange, ...]:
    """Return what was changed since the version that the draft replaces, totals included."""
    before = replaced(draft)
    return () if before is None else changes_since(before, draft)


def changes_since(before: Draft, draft: Draft) -> tuple[CellChange, ...]:
    """Return what was changed between a published version and a draft, totals included."""
    found = compare(before, draft)
    if before.year != draft.year:
        year = CellChange(YEAR, "年度", str(before.year), str(draft.year))  # not said: printed
        return (year, *found)
    return found


def is_text(change: CellChange) -> bool:
    """Return whether what was changed is told by its passages, and not as two values in a table."""
    return change.kind is Kind.TEXT


def lacking(draft: Draft) -> tuple[str, ...]:
    """Return what a correction lacks before it can be signed; nothing where nothing is corrected.

    A version that was signed is never replaced without a reason, or by one that says the same.
    """
    if not draft.corrections:
        return ()
    found = []
    if not draft.corrections[-1].reason:
        found.append(tr("更正没有写原因"))
    if draft.corrections[-1].published is None:
        found.append(tr("更正没有写原来的公布日期"))
    if not changes(draft):
        found.append(tr("和更正以前公布的版本没有不同，没有可以更正的"))
    return tuple(found)


def named(correction: Correction) -> str:
    """Return a version that was replaced as people name it: by its day and its digest."""
    day = correction.published.isoformat() if correction.published else tr("（没有日期）")
    return tr(
        "{day} 公布的版本（摘要 {digest}）",
        day=day,
        digest=signed_content(correction.version)[:SHORT],
    )
