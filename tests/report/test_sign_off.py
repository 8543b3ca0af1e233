"""A sign-off holds for what was signed and for nothing else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.published import REPORTS, committed
from tests.sections import SECTIONS
from tests.signing import DAY, reviewed, signed
from tuiwizard.drafts import codec
from tuiwizard.forms.common import Kind
from tuiwizard.forms.layout import cells
from tuiwizard.report import sign_off
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Signatory, SignOff
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES, SignOffStatus


@pytest.fixture(params=REPORTS)
def draft(request: pytest.FixtureRequest) -> Draft:
    """A complete report, reviewed and not signed."""
    return reviewed(committed(request.param).draft())


def test_a_reviewed_report_can_be_signed(draft: Draft) -> None:
    assert sign_off.missing(draft) == ()
    assert sign_off.sign_off_status(draft) is SignOffStatus.UNSIGNED
    assert sign_off.sign_off_status(sign_off.signed(draft)) is SignOffStatus.SIGNED


def test_a_sign_off_survives_the_file(draft: Draft) -> None:
    final = sign_off.signed(draft)
    again = codec.loads(codec.dumps(final))
    assert again == final
    assert sign_off.sign_off_status(again) is SignOffStatus.SIGNED


@pytest.mark.parametrize("name", REPORTS)
def test_every_cell_that_is_posted_voids_it(name: str) -> None:
    final = signed(committed(name).draft())
    for key in SECTIONS:
        for cell in cells(final.edition, key):
            if cell.computed:
                continue
            now = final.entries(key).get(cell.path)
            figure = cell.kind in (Kind.COUNT, Kind.CHANGE, Kind.AMOUNT)
            other = "7" if figure and now != "7" else "8" if figure else f"{now}。"
            changed = final.with_texts({cell.path: other})
            assert sign_off.sign_off_status(changed) is SignOffStatus.VOID, cell.path
            back = changed.with_texts({cell.path: now})
            assert sign_off.sign_off_status(back) is SignOffStatus.SIGNED, cell.path


def test_one_digit_changed_by_hand_voids_it(draft: Draft) -> None:
    text = codec.dumps(sign_off.signed(draft))
    section, _, rest = text.partition("[requests.carried_out]")
    tampered = section + "[requests.carried_out]" + rest.replace("= 0", "= 5", 1)
    assert tampered != text
    assert sign_off.sign_off_status(codec.loads(tampered)) is SignOffStatus.VOID


def test_another_year_voids_it() -> None:
    final = signed(committed("pingtan-2021").draft())
    assert sign_off.sign_off_status(final.with_year(2022)) is SignOffStatus.VOID


def test_what_is_not_posted_leaves_it(draft: Draft) -> None:
    final = sign_off.signed(draft)
    assert sign_off.sign_off_status(replace(final, explanations=())) is SignOffStatus.SIGNED
    assert sign_off.sign_off_status(replace(final, previous=None)) is SignOffStatus.SIGNED


def test_a_change_of_the_review_takes_it_back(draft: Draft) -> None:
    final = sign_off.signed(draft)
    assert (
        sign_off.sign_off_status(sign_off.with_sign_off(final, checked=[]))
        is SignOffStatus.UNSIGNED
    )
    assert (
        sign_off.sign_off_status(sign_off.with_remark(final, "overview", "改"))
        is SignOffStatus.UNSIGNED
    )


def test_a_digest_without_a_review_is_void(draft: Draft) -> None:
    """As someone would write it who wants to get round the review."""
    alone = SignOff(content=sign_off.fingerprint(draft))
    assert sign_off.sign_off_status(replace(draft, sign_off=alone)) is SignOffStatus.VOID


@pytest.mark.parametrize("item", CHECKLIST, ids=lambda item: item.key)
def test_every_item_is_asked_for(draft: Draft, item: sign_off.CheckItem) -> None:
    rest = [one.key for one in CHECKLIST if one is not item]
    (lack,) = sign_off.missing(sign_off.with_sign_off(draft, checked=rest))
    assert lack == f"审查清单还有 1 项没有确认：{item.words}"
    assert item.duty


@pytest.mark.parametrize(("key", "words"), SIGNATORIES)
def test_everyone_is_asked_for_with_the_day(draft: Draft, key: str, words: str) -> None:
    assert sign_off.missing(sign_off.with_sign_off(draft, **{key: Signatory()})) == (
        f"没有写{words}",
    )
    no_day = sign_off.with_sign_off(draft, **{key: Signatory(by="甲")})
    assert sign_off.missing(no_day) == (f"没有写{words}的日期",)


def test_days_run_in_order(draft: Draft) -> None:
    early = Signatory(by="丙", on=DAY - timedelta(days=1))
    (lack,) = sign_off.missing(sign_off.with_sign_off(draft, signed=early))
    assert "先填报、再审核、后签发" in lack
    late = Signatory(by="丙", on=DAY + timedelta(days=1))
    assert sign_off.missing(sign_off.with_sign_off(draft, signed=late)) == ()


def test_an_unfinished_report_cannot_be_signed(draft: Draft) -> None:
    unfinished = draft.with_texts({"appeals.review.upheld": "", "problems.text": ""})
    assert sign_off.missing(unfinished) == ("有 2 个部分没有填完",)


def test_remarks_are_settled_first(draft: Draft) -> None:
    remarked = sign_off.with_remark(sign_off.with_remark(draft, "appeals", "乙 "), "overview", "甲")
    assert remarked.sign_off is not None
    assert list(remarked.sign_off.remarks.items()) == [("overview", "甲"), ("appeals", "乙")]
    assert sign_off.missing(remarked) == ("还有 2 条审核意见没有处理",)
    settled = sign_off.with_remark(sign_off.with_remark(remarked, "overview", " "), "appeals", "")
    assert settled == draft


def test_an_empty_review_is_none() -> None:
    draft = Draft.new(2025)
    assert sign_off.with_sign_off(draft, filled=Signatory()).sign_off is None
    assert sign_off.with_remark(draft, "overview", "").sign_off is None


@given(st.text(), st.dates(), st.lists(st.sampled_from([item.key for item in CHECKLIST])))
def test_any_review_survives_the_file(name: str, day: date, checked: list[str]) -> None:
    draft = sign_off.with_sign_off(
        Draft.new(2025),
        filled=Signatory(by=name, on=day),
        checked=checked,
        remarks={"overview": name},
    )
    assert codec.loads(codec.dumps(draft)) == draft
