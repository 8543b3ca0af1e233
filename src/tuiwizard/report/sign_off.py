"""先审查、后公开: the checklist, who answers for the report, and what a sign-off is valid for.

条例 (国令第711号) 第十七条: 行政机关应当建立健全政府信息公开审查机制，明确审查的程序和责任，
依照保守国家秘密法等对拟公开的政府信息进行审查. A sign-off is valid for the content it was
given for and no other.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tuiwizard.report.digest import digest
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import SignOff
from tuiwizard.words import plural, tr


class CheckItem(NamedTuple):
    """One thing the approver makes sure of.

    Attributes:
        key: Its name in the draft file.
        words: What has been made sure of.
        duty: The duty it serves.
    """

    key: str
    words: str
    duty: str


CHECKLIST = (
    CheckItem("state_secrets", tr("不含国家秘密"), tr("保守国家秘密法；条例第十四条、第十七条")),
    CheckItem("safety_and_stability", tr("公开后不危及“三安全一稳定”"), tr("条例第十四条")),
    CheckItem("commercial_secrets", tr("不含商业秘密"), tr("条例第十五条")),
    CheckItem("personal_privacy", tr("不含个人隐私"), tr("条例第十五条")),
    CheckItem("internal_matter", tr("不含不宜公开的内部事务信息、过程性信息"), tr("条例第十六条")),
    CheckItem("wording_and_figures", tr("文字、数字已经核对，表文一致"), tr("条例第六条")),
)
"""保密审查: each item from the duty it serves."""

SIGNATORIES = (("filled", tr("填报人")), ("reviewed", tr("审核人")), ("signed", tr("签发人")))
"""Who answers for the report, in the order in which they do: key in the draft file, words."""


class SignOffStatus(StrEnum):
    """Whether a report has been signed for posting."""

    UNSIGNED = tr("还没有审核签发")
    VOID = tr("签发后又有改动，签发已失效，要重新审核签发")
    SIGNED = tr("已审核签发")


def fingerprint(draft: Draft) -> str:
    """Return the digest of everything that is posted: one digit changed gives another.

    Returns:
        The SHA-256, in hexadecimal, of year, edition and all texts as they print.
    """
    import json  # a draft that nobody has signed needs none

    texts = {key: dict(draft.entries(key).texts) for key in draft.section_keys}
    content = json.dumps(
        [draft.edition, draft.year, texts], ensure_ascii=True, sort_keys=True, separators=(",", ":")
    )
    return digest(content.encode("ascii"))


def sign_off_status(draft: Draft) -> SignOffStatus:
    """Return whether a sign-off was given, and is still valid."""
    if draft.sign_off is None or not draft.sign_off.content:
        return SignOffStatus.UNSIGNED
    whole = draft.sign_off.content == fingerprint(draft) and not missing(draft)
    return SignOffStatus.SIGNED if whole else SignOffStatus.VOID


def day_of(draft: Draft) -> date | None:
    """Return the day that is printed under a report: one of its own, or that of the sign-off.

    成文日期 is the day on which who answers for the office signs (GB/T 9704-2012, 7.3.5.4).
    """
    return draft.dated or (draft.sign_off.signed.on if draft.sign_off else None)


def dated(draft: Draft, day: date | None) -> Draft:
    """Return the draft with the day that is printed under it; that of the sign-off is kept once."""
    own = None if day == day_of(replace(draft, dated=None)) else day
    return replace(draft, dated=own)


def missing(draft: Draft) -> tuple[str, ...]:
    """Return what is missing before the report can be signed; findings are not looked at."""
    unfinished = sum(draft.report.section(key) is None for key in draft.section_keys)
    found = [plural("有 {n} 个部分没有填完", unfinished)] if unfinished else []
    return (*found, *unattended(draft))


def unattended(draft: Draft) -> tuple[str, ...]:
    """Return what those who sign have still to do, whether or not everything is filled in."""
    sign_off = draft.sign_off or SignOff()
    found = []
    unchecked = [item.words for item in CHECKLIST if item.key not in sign_off.checked]
    if unchecked:
        found.append(
            plural(
                "审查清单还有 {n} 项没有确认：{unchecked}",
                len(unchecked),
                unchecked=tr("、").join(unchecked),
            )
        )
    for key, words in SIGNATORIES:
        signatory = sign_off.signatory(key)
        if not signatory.by.strip():
            found.append(tr("没有写{words}", words=words))
        elif signatory.on is None:
            found.append(tr("没有写{words}的日期", words=words))
    days = [
        signatory.on
        for signatory in (sign_off.filled, sign_off.reviewed, sign_off.signed)
        if signatory.on
    ]
    if days != sorted(days):
        found.append(tr("日期的先后不对，应当先填报、再审核、后签发"))
    if sign_off.remarks:
        found.append(plural("还有 {n} 条审核意见没有处理", len(sign_off.remarks)))
    return tuple(found)


def signed(draft: Draft) -> Draft:
    """Return the draft with a sign-off for its content as it is now."""
    return replace(draft, sign_off=_with(draft, content=fingerprint(draft)))


def with_sign_off(draft: Draft, **changes: object) -> Draft:
    """Return the draft with parts of its sign-off replaced, and so no longer signed.

    Raises:
        ValidationError: A part is not what a sign-off holds.
    """
    sign_off = _with(draft, **{**changes, "content": ""})
    return replace(draft, sign_off=None if sign_off == SignOff() else sign_off)


def with_remark(draft: Draft, section: str, remark: str) -> Draft:
    """Return the draft with the approver's remark on a section; an empty one removes it."""
    remarks = dict(draft.sign_off.remarks) if draft.sign_off else {}
    remarks.pop(section, None)
    if remark.strip():
        remarks[section] = remark.strip()
    ordered = {key: remarks[key] for key in draft.section_keys if key in remarks}
    return with_sign_off(draft, remarks=ordered)


def _with(draft: Draft, **changes: object) -> SignOff:
    """Build the frozen sign-off anew: model_copy(update=...) would not validate it."""
    sign_off = draft.sign_off or SignOff()
    parts = {name: getattr(sign_off, name) for name in SignOff.model_fields}
    return SignOff.model_validate({**parts, **changes})
