"""A correction keeps what was published, lists what changed, and is part of the next sign-off."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.signing import signed
from tests.strategies import complete_draft
from tuiwizard.drafts.codec import dumps, loads
from tuiwizard.errors import DraftContent
from tuiwizard.forms.layout import cells
from tuiwizard.report import correcting
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import SignOffStatus, fingerprint, sign_off_status, signed_content

PUBLISHED = date(2026, 1, 20)
ONE_MORE = {"requests.received.business": "1", "requests.outcomes.granted.business": "1"}


def corrected(version: Draft, texts: dict[str, str], reason: str = "漏了一件") -> Draft:
    draft = correcting.corrected(version.with_texts(texts), version)
    return signed(correcting.with_reason(draft, PUBLISHED, reason))


@pytest.fixture(scope="module")
def version() -> Draft:
    return signed(complete_draft())


def test_a_chain_of_corrections_loses_nothing(version: Draft) -> None:
    second = corrected(version, ONE_MORE)
    third = corrected(second, {"overview.text": "全年收到 1 件。"}, "正文没有跟着改")
    assert [*correcting.versions(third)] == [version, second]
    assert correcting.replaced(third) == second
    assert [c.reason for c in third.corrections] == ["漏了一件", "正文没有跟着改"]
    back = loads(dumps(third))
    assert back == third
    for one in (*correcting.versions(back), back):
        assert sign_off_status(one) is SignOffStatus.SIGNED
    assert dumps(back) == dumps(third)


def test_the_sign_off_names_the_version_it_replaces(version: Draft) -> None:
    draft = corrected(version, ONE_MORE)
    (correction,) = draft.corrections
    assert signed_content(correction.version) == signed_content(version) != signed_content(draft)
    others = (
        correction._replace(reason="别的原因"),
        correction._replace(published=None),
        correction._replace(version=complete_draft()),
    )
    for other in others:
        changed = replace(draft, corrections=(other,))
        assert fingerprint(changed) != fingerprint(draft)
        assert sign_off_status(changed) is SignOffStatus.VOID


def test_a_version_is_named_by_its_day_and_its_digest(version: Draft) -> None:
    (correction,) = corrected(version, ONE_MORE).corrections
    digest = signed_content(version)[: correcting.SHORT]
    assert correcting.named(correction) == f"2026-01-20 公布的版本（摘要 {digest}）"
    unknown = correcting.named(correction._replace(published=None))
    assert unknown == f"（没有日期） 公布的版本（摘要 {digest}）"


def test_what_a_correction_lacks(version: Draft) -> None:
    assert correcting.lacking(version) == ()
    begun = correcting.with_reason(correcting.corrected(version, version), None, " ")
    assert correcting.lacking(begun) == (
        "更正没有写原因",
        "更正没有写原来的公布日期",
        "和更正以前公布的版本没有不同，没有可以更正的",
    )
    assert correcting.lacking(corrected(version, ONE_MORE)) == ()


def test_nothing_said_anew_is_the_same_draft(version: Draft) -> None:
    draft = corrected(version, ONE_MORE)
    assert correcting.with_reason(draft, PUBLISHED, "漏了一件") is draft


def test_who_signed_the_old_version_has_not_signed_the_new_one(version: Draft) -> None:
    draft = correcting.corrected(version.with_texts(ONE_MORE), version)
    assert draft.sign_off is None
    assert draft.corrections[0].version.sign_off == version.sign_off


def test_the_year_is_a_change(version: Draft) -> None:
    found = correcting.changes(correcting.corrected(version.with_year(2024), version))
    assert [(c.label, c.left, c.right) for c in found] == [("年度", "2025", "2024")]
    assert correcting.changes(version) == ()


INPUTS = [
    cell
    for key in complete_draft().section_keys
    for cell in cells("2021", key)
    if not cell.computed and cell.kind.name in ("COUNT", "AMOUNT", "TEXT", "LINE")
]


@given(
    st.dictionaries(
        st.sampled_from([cell.path for cell in INPUTS]),
        st.integers(0, 999).map(str),
        max_size=6,
    )
)
def test_the_changes_lead_from_the_old_version_to_the_new_one(texts: dict[str, str]) -> None:
    old = signed(complete_draft())
    new = correcting.corrected(old.with_texts(texts), old)
    found = correcting.changes(new)
    typed = {change.path: change.right for change in found if not change.computed}
    assert old.with_texts(typed).report == new.report
    back = {change.path: change.left for change in found if not change.computed}
    assert new.with_texts(back).report == old.report
    assert all(change.left != change.right for change in found)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("corrections = 3", "corrections"),
        ("[[corrections]]", "corrections[1].version"),
        ("[[corrections]]\nwhy = 1", "corrections[1].why"),
        ("[[corrections]]\nreason = 1", "corrections[1].reason"),
        ('[[corrections]]\npublished = "x"', "corrections[1].published"),
        ("[[corrections]]\n[corrections.version]\nformat = 1", "corrections[1].version.year"),
        (
            "[[corrections]]\n[corrections.version]\nformat = 1\nyear = 2025\ncorrections = []",
            "corrections[1].version.corrections",
        ),
    ],
)
def test_a_correction_that_is_none_is_refused_at_its_place(text: str, key: str) -> None:
    with pytest.raises(DraftContent) as refused:
        loads(f"format = 1\nyear = 2025\n{text}\n")
    assert refused.value.key == key
