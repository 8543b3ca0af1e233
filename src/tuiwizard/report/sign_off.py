"""先审查、后公开: the checklist, who answers for the report, and what a sign-off is valid for.

条例 (国令第711号) 第十七条: 行政机关应当建立健全政府信息公开审查机制，明确审查的程序和责任，
依照保守国家秘密法等对拟公开的政府信息进行审查. A sign-off is valid for the content it was
given for and no other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic import BaseModel

from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_model
from tuiwizard.report.digest import digest
from tuiwizard.report.draft import Correction, Draft
from tuiwizard.report.metadata import Explanation, SignOff
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


def posted_digest(draft: Draft) -> str:
    """Return the digest of everything that is posted: one digit changed gives another.

    Returns:
        The SHA-256, in hexadecimal, of year, edition and all texts as they print.
    """
    texts = {key: dict(draft.entries(key).texts) for key in draft.section_keys}
    return digest(_bytes([draft.edition, draft.year, texts]))


def canonical(draft: Draft) -> bytes:
    """Return all that a sign-off covers: what is posted, what it rests on, and who answers for it.

    The same draft gives the same bytes, on every computer and after any number of savings. Where
    files lie is no part of it, so a draft can be moved; what is in them is.

    Returns:
        JSON in ASCII, its keys in order, without spaces.
    """
    return _bytes(_covered(draft))


def fingerprint(draft: Draft) -> str:
    """Return the digest of all that a sign-off covers, which a signed draft keeps.

    Returns:
        The SHA-256, in hexadecimal, of the canonical bytes.
    """
    return digest(canonical(draft))


def _covered(draft: Draft) -> dict[str, Any]:
    """Return what a sign-off covers, part by part; what is empty is left out."""
    sign_off = draft.sign_off or SignOff()
    parts: dict[str, Any] = {"form": [draft.edition, draft.year]}
    parts |= {key: dict(draft.entries(key).texts) for key in draft.section_keys}
    parts |= {
        "dated": draft.dated,
        "explanations": [_reason(explanation) for explanation in draft.explanations],
        "previous": _said(draft.previous),
        "sources": [_said(source) for source in draft.sources],
        "summed": draft.summed,
        "ledger": _said(draft.ledger),
        "corrections": [_replaced(correction) for correction in draft.corrections],
        "checked": sorted(sign_off.checked),
        "remarks": _said(sign_off).get("remarks"),
    }
    for key, _ in SIGNATORIES:
        signatory = sign_off.signatory(key)
        parts |= {f"{key}_by": signatory.by, f"{key}_on": signatory.on}
    return {key: part for key, part in parts.items() if part}


def _said(said: BaseModel | None) -> dict[str, Any]:
    """Return what a table of the draft says, but not where the file lies it may be about."""
    return {} if said is None else said.model_dump(exclude_defaults=True, exclude={"path"})


def _reason(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation; 5 and 5 read as an amount are one value, as in the file."""
    return {**_said(explanation), "values": [str(value) for value in explanation.values]}


def _replaced(correction: Correction) -> list[str]:
    """Return which version is replaced, when it was published, and why it is corrected."""
    day = correction.published.isoformat() if correction.published else ""
    return [signed_content(correction.version), day, correction.reason]


def signed_content(draft: Draft) -> str:
    """Return the digest of what was signed; empty where nothing was."""
    return draft.sign_off.content if draft.sign_off else ""


def _bytes(content: Any) -> bytes:
    import json  # a draft that nobody has signed needs none

    text = json.dumps(
        content, ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=_text
    )
    return text.encode("ascii")


def _text(value: object) -> str:
    """Return a day, a time or an amount as the draft file writes it."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _part_digests(draft: Draft) -> dict[str, str]:
    return {key: digest(_bytes(part))[:_SHORT] for key, part in _covered(draft).items()}


_SHORT = 16
"""Digits of the digest of a part: they tell which part was changed, and prove nothing."""


def sign_off_status(draft: Draft) -> SignOffStatus:
    """Return whether a sign-off was given, and is still valid."""
    if draft.sign_off is None or not draft.sign_off.content:
        return SignOffStatus.UNSIGNED
    whole = draft.sign_off.content == fingerprint(draft) and not missing(draft)
    return SignOffStatus.SIGNED if whole else SignOffStatus.VOID


def sign_off_words(draft: Draft) -> str:
    """Return how it stands with the sign-off and, if it is void, why, as far as can be told."""
    status = sign_off_status(draft)
    if status is not SignOffStatus.VOID:
        return status
    return tr("{why}，签发已失效，要重新审核签发", why=_why_void(draft))


def _why_void(draft: Draft) -> str:
    sign_off = draft.sign_off or SignOff()
    if sign_off.content == fingerprint(draft):
        return tr("；").join(missing(draft))
    if sign_off.content == posted_digest(draft):
        return tr("签发是早先版本的程序记的，没有管到说明、姓名和日期")
    if not sign_off.parts:
        return tr("签发记录不是现在的程序写的：是手写的，或者早先签发以后又有改动")
    now = _part_digests(draft)
    changed = [key for key in {**now, **sign_off.parts} if now.get(key) != sign_off.parts.get(key)]
    if not changed:
        return tr("签发记录和内容对不上，像是手改过记录")
    if {"agency", *_tables(draft)} <= {*changed}:
        return tr("签发记录不是这份年报的，像是从别的草稿抄来的")
    return tr("签发后改了{changed}", changed=tr("、").join(_named(draft, changed)))


def _tables(draft: Draft) -> tuple[str, ...]:
    return tuple(key for key in draft.section_keys if _kind(draft, key) is SectionKind.TABLE)


def _kind(draft: Draft, key: str) -> SectionKind:
    return section_model(draft.edition, key).kind


def _named(draft: Draft, changed: Iterable[str]) -> Iterator[str]:
    """Yield what was changed, in the order of the form, as a person calls it."""
    # requests, filled_by -> “三、申请办理”的数字、填报人的姓名
    keys = {*changed}
    for key in draft.section_keys:
        if key in keys:
            name = tr(section_model(draft.edition, key).short)
            figures = _kind(draft, key) is SectionKind.TABLE
            yield tr("“{name}”的数字", name=name) if figures else tr("“{name}”", name=name)
    for key, words in SIGNATORIES:
        if f"{key}_by" in keys:
            yield tr("{words}的姓名", words=words)
        if f"{key}_on" in keys:
            yield tr("{words}的日期", words=words)
    yield from dict.fromkeys(words for key, words in _OTHER_PARTS.items() if key in keys)


_OTHER_PARTS = {
    "form": tr("年度"),
    "dated": tr("落款日期"),
    "explanations": tr("疑问的说明"),
    "previous": tr("上年年报"),
    "sources": tr("汇总的年报"),
    "summed": tr("汇总的年报"),
    "ledger": tr("台账的数"),
    "corrections": tr("更正的原因"),
    "checked": tr("审查清单"),
    "remarks": tr("审核意见"),
}
"""What a sign-off covers beside the sections and the signatories, as a person calls it."""


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
    left = sum(not remark.settled for remark in sign_off.remarks)
    if left:
        found.append(plural("还有 {n} 条审核意见没有处理", left))
    return tuple(found)


def signed(draft: Draft) -> Draft:
    """Return the draft with a sign-off for its content as it is now."""
    content = {"content": fingerprint(draft), "parts": _part_digests(draft)}
    return replace(draft, sign_off=_with(draft, **content))


def with_sign_off(draft: Draft, **changes: object) -> Draft:
    """Return the draft with parts of its sign-off replaced, and so no longer signed.

    Raises:
        ValidationError: A part is not what a sign-off holds.
    """
    sign_off = _with(draft, **{**changes, "content": "", "parts": {}})
    return replace(draft, sign_off=None if sign_off == SignOff() else sign_off)


def _with(draft: Draft, **changes: object) -> SignOff:
    """Build the frozen sign-off anew: model_copy(update=...) would not validate it."""
    sign_off = draft.sign_off or SignOff()
    parts = {name: getattr(sign_off, name) for name in SignOff.model_fields}
    return SignOff.model_validate({**parts, **changes})
