"""Reports that have been reviewed and signed, as a person would."""

from datetime import date

from tuiwizard.report import sign_off
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Signatory

DAY = date(2026, 1, 12)


def reviewed(draft: Draft) -> Draft:
    """The draft with everything made sure of, and not signed."""
    signatories = {key: Signatory(by=f"{words}甲", on=DAY) for key, words in sign_off.SIGNATORIES}
    checked = [item.key for item in sign_off.CHECKLIST]
    return sign_off.with_sign_off(draft, checked=checked, **signatories)


def signed(draft: Draft) -> Draft:
    """The draft signed as it is now."""
    return sign_off.signed(reviewed(draft))
