"""审查: the checklist, who answers for the report, remarks, and the sign-off of a draft."""

from collections.abc import Iterable
from datetime import date

from tuiwizard.report import sign_off
from tuiwizard.report.metadata import Signatory, SignOff
from tuiwizard.report.sign_off import SignOffStatus
from tuiwizard.rules.finding import Finding
from tuiwizard.session.editing import Editing
from tuiwizard.words import plural, tr


class SigningOff(Editing):
    """A draft that is signed off; each step of it can be undone like any other."""

    def findings(self) -> Iterable[Finding]:
        """What the checks say of the draft now."""
        raise NotImplementedError

    @property
    def sign_off(self) -> SignOff:
        """The sign-off as far as it has come."""
        return self.draft.sign_off or SignOff()

    @property
    def sign_off_status(self) -> SignOffStatus:
        """Whether the report is signed as it is now."""
        return sign_off.sign_off_status(self.draft)

    @property
    def obstacles(self) -> tuple[str, ...]:
        """What keeps the report from being signed; nothing if it can be."""
        blocking = sum(finding.blocks for finding in self.findings())
        found = (plural("检查出的 {n} 个问题还没有改正或说明", blocking),) if blocking else ()
        return (*found, *sign_off.missing(self.draft))

    @property
    def publishable(self) -> bool:
        """Whether the report may go out without the mark of a draft."""
        return self.sign_off_status is SignOffStatus.SIGNED and not any(
            f.blocks for f in self.findings()
        )

    def check_items(self, keys: Iterable[str]) -> bool:
        """Set which items of the checklist have been made sure of.

        Returns:
            Whether anything changed.
        """
        chosen = set(keys)
        checked = [item.key for item in sign_off.CHECKLIST if item.key in chosen]
        if checked == self.sign_off.checked:
            return False
        return self.replace_with(sign_off.with_sign_off(self.draft, checked=checked), tr("审查"))

    def set_signatory(self, key: str, by: str, on: date | None) -> bool:
        """Set who answers for the report.

        Args:
            key: `filled` 填报人, `reviewed` 审核人 or `signed` 签发人.
            by: The name.
            on: The day.

        Returns:
            Whether anything changed.
        """
        signatory = Signatory(by=by.strip(), on=on)
        if signatory == self.sign_off.signatory(key):
            return False
        return self.replace_with(sign_off.with_sign_off(self.draft, **{key: signatory}), tr("审查"))

    def remark(self, section: str, text: str) -> bool:
        """Say what is to be changed in a section; an empty text takes it back.

        Returns:
            Whether anything changed.
        """
        if text.strip() == self.sign_off.remarks.get(section, ""):
            return False
        return self.replace_with(sign_off.with_remark(self.draft, section, text), tr("审核意见"))

    def sign(self) -> tuple[str, ...]:
        """Sign the report as it is now.

        Returns:
            What keeps it from being signed; nothing if it is.
        """
        obstacles = self.obstacles
        if not obstacles:
            self.replace_with(sign_off.signed(self.draft), tr("签发"))
        return obstacles
