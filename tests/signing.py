"""Reports that have been reviewed and signed, as a person would."""

from datetime import date

from tuiwizard.report import review
from tuiwizard.report.draft import Draft
from tuiwizard.report.papers import Hand

DAY = date(2026, 1, 12)


def reviewed(draft: Draft) -> Draft:
    """The draft with everything made sure of, and not signed."""
    hands = {key: Hand(by=f"{words}甲", on=DAY) for key, words in review.HANDS}
    checked = [item.key for item in review.CHECKLIST]
    return review.with_review(draft, checked=checked, **hands)


def signed(draft: Draft) -> Draft:
    """The draft signed as it is now."""
    return review.signed(reviewed(draft))
