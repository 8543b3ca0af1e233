"""A sign-off holds for what was signed and for nothing else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.published import REPORTS, committed
from tests.signing import DAY, reviewed, signed
from tuiwizard.drafts import codec
from tuiwizard.forms.common import Kind
from tuiwizard.forms.layout import cells
from tuiwizard.forms.names import SECTIONS
from tuiwizard.report import review
from tuiwizard.report.draft import Draft
from tuiwizard.report.papers import Hand, Review
from tuiwizard.report.review import CHECKLIST, HANDS, Standing


@pytest.fixture(params=REPORTS)
def draft(request: pytest.FixtureRequest) -> Draft:
    """A complete report, reviewed and not signed."""
    return reviewed(committed(request.param).draft())


def test_a_reviewed_report_can_be_signed(draft: Draft) -> None:
    assert review.lacks(draft) == ()
    assert review.standing(draft) is Standing.UNSIGNED
    assert review.standing(review.signed(draft)) is Standing.SIGNED


def test_a_sign_off_survives_the_file(draft: Draft) -> None:
    final = review.signed(draft)
    again = codec.loads(codec.dumps(final))
    assert again == final
    assert review.standing(again) is Standing.SIGNED


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
            assert review.standing(changed) is Standing.VOID, cell.path
            back = changed.with_texts({cell.path: now})
            assert review.standing(back) is Standing.SIGNED, cell.path


def test_one_digit_changed_by_hand_voids_it(draft: Draft) -> None:
    text = codec.dumps(review.signed(draft))
    section, _, rest = text.partition("[requests.carried_out]")
    tampered = section + "[requests.carried_out]" + rest.replace("= 0", "= 5", 1)
    assert tampered != text
    assert review.standing(codec.loads(tampered)) is Standing.VOID


def test_another_year_voids_it() -> None:
    final = signed(committed("pingtan-2021").draft())
    assert review.standing(final.with_year(2022)) is Standing.VOID


def test_what_is_not_posted_leaves_it(draft: Draft) -> None:
    final = review.signed(draft)
    assert review.standing(replace(final, explanations=())) is Standing.SIGNED
    assert review.standing(replace(final, previous=None)) is Standing.SIGNED


def test_a_change_of_the_review_takes_it_back(draft: Draft) -> None:
    final = review.signed(draft)
    assert review.standing(review.with_review(final, checked=[])) is Standing.UNSIGNED
    assert review.standing(review.with_remark(final, "overview", "改")) is Standing.UNSIGNED


def test_a_digest_without_a_review_is_void(draft: Draft) -> None:
    """As someone would write it who wants to get round the review."""
    alone = Review(content=review.fingerprint(draft))
    assert review.standing(replace(draft, review=alone)) is Standing.VOID


@pytest.mark.parametrize("item", CHECKLIST, ids=lambda item: item.key)
def test_every_item_is_asked_for(draft: Draft, item: review.Item) -> None:
    rest = [one.key for one in CHECKLIST if one is not item]
    (lack,) = review.lacks(review.with_review(draft, checked=rest))
    assert lack == f"审查清单还有 1 项没有确认：{item.words}"
    assert item.duty


@pytest.mark.parametrize(("key", "words"), HANDS)
def test_everyone_is_asked_for_with_the_day(draft: Draft, key: str, words: str) -> None:
    assert review.lacks(review.with_review(draft, **{key: Hand()})) == (f"没有写{words}",)
    no_day = review.with_review(draft, **{key: Hand(by="甲")})
    assert review.lacks(no_day) == (f"没有写{words}的日期",)


def test_days_run_in_order(draft: Draft) -> None:
    early = Hand(by="丙", on=DAY - timedelta(days=1))
    (lack,) = review.lacks(review.with_review(draft, signed=early))
    assert "先填报、再审核、后签发" in lack
    late = Hand(by="丙", on=DAY + timedelta(days=1))
    assert review.lacks(review.with_review(draft, signed=late)) == ()


def test_an_unfinished_report_cannot_be_signed(draft: Draft) -> None:
    unfinished = draft.with_texts({"appeals.review.upheld": "", "problems.text": ""})
    assert review.lacks(unfinished) == ("有 2 个部分没有填完",)


def test_remarks_are_settled_first(draft: Draft) -> None:
    remarked = review.with_remark(review.with_remark(draft, "appeals", "乙 "), "overview", "甲")
    assert remarked.review is not None
    assert list(remarked.review.remarks.items()) == [("overview", "甲"), ("appeals", "乙")]
    assert review.lacks(remarked) == ("还有 2 条审核意见没有处理",)
    settled = review.with_remark(review.with_remark(remarked, "overview", " "), "appeals", "")
    assert settled == draft


def test_an_empty_review_is_none() -> None:
    draft = Draft.new(2025)
    assert review.with_review(draft, filled=Hand()).review is None
    assert review.with_remark(draft, "overview", "").review is None


@given(st.text(), st.dates(), st.lists(st.sampled_from([item.key for item in CHECKLIST])))
def test_any_review_survives_the_file(name: str, day: date, checked: list[str]) -> None:
    draft = review.with_review(
        Draft.new(2025), filled=Hand(by=name, on=day), checked=checked, remarks={"overview": name}
    )
    assert codec.loads(codec.dumps(draft)) == draft
