"""A sign-off holds for what was signed and for nothing else."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.published import REPORTS, committed
from tests.sections import SECTIONS
from tests.signing import DAY, reviewed, signed
from tuiwizard.drafts import codec
from tuiwizard.forms.common import Kind
from tuiwizard.forms.layout import cells
from tuiwizard.report import remarks, sign_off
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import (
    CountedFrom,
    Explanation,
    Previous,
    Remark,
    Signatory,
    SignOff,
    Source,
)
from tuiwizard.report.remarks import with_remark
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


TIME = datetime(2026, 1, 13, 9, 30, tzinfo=timezone(timedelta(hours=8)))
REASON = Explanation(rule="R901", cells=["a"], values=[5, Decimal("1.50"), "文"], reason="核过")
LAST = Previous(path="2024.toml", sha256="a" * 64)
SOURCE = Source(agency="甲镇", path="甲镇.toml", sha256="b" * 64, year=2025)
COUNTED = CountedFrom(sha256="c" * 64, map="d" * 64, on=DAY)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"explanations": ()}, "疑问的说明"),
        ({"explanations": (REASON.model_copy(update={"reason": "没核"}),)}, "疑问的说明"),
        ({"previous": LAST.model_copy(update={"sha256": "e" * 64})}, "上年年报"),
        ({"previous": None}, "上年年报"),
        ({"sources": ()}, "汇总的年报"),
        ({"ledger": None}, "台账的数"),
        ({"dated": DAY + timedelta(days=3)}, "落款日期"),
    ],
)
def test_what_it_rests_on_voids_it_and_is_named(
    draft: Draft, changes: dict[str, Any], why: str
) -> None:
    whole = replace(draft, explanations=(REASON,), previous=LAST, sources=(SOURCE,), ledger=COUNTED)
    final = sign_off.signed(whole)
    assert sign_off.sign_off_status(final) is SignOffStatus.SIGNED
    changed = replace(final, **changes)
    assert sign_off.sign_off_words(changed) == f"签发后改了{why}，签发已失效，要重新审核签发"


def test_a_draft_can_be_moved(draft: Draft) -> None:
    final = sign_off.signed(replace(draft, previous=LAST, sources=(SOURCE,)))
    moved = replace(
        final,
        previous=LAST.model_copy(update={"path": "../2024.toml"}),
        sources=(SOURCE.model_copy(update={"path": "../甲镇.toml"}),),
    )
    assert sign_off.canonical(moved) == sign_off.canonical(final)
    assert sign_off.sign_off_status(moved) is SignOffStatus.SIGNED


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('by = "填报人甲"', 'by = "乙"', "填报人的姓名"),
        ('by = "签发人甲"', 'by = "乙"', "签发人的姓名"),
        ('甲"\non = 2026-01-12', '甲"\non = 2026-01-11', "填报人的日期"),
    ],
)
def test_a_renamed_signer_is_told(draft: Draft, old: str, new: str, why: str) -> None:
    text = codec.dumps(sign_off.signed(draft))
    assert old in text
    forged = codec.loads(text.replace(old, new, 1))
    assert sign_off.sign_off_words(forged) == f"签发后改了{why}，签发已失效，要重新审核签发"


def test_a_changed_figure_and_text_are_told_by_their_section(draft: Draft) -> None:
    final = sign_off.signed(draft)
    changed = final.with_texts({"appeals.review.upheld": "987", "problems.text": "另一句。"})
    assert sign_off.sign_off_words(changed) == (
        "签发后改了“四、复议诉讼”的数字、“五、问题与改进”，签发已失效，要重新审核签发"
    )


def test_a_block_written_by_hand_is_told(draft: Draft) -> None:
    made = replace(draft, sign_off=_copy(draft, content="0" * 64))
    assert sign_off.sign_off_words(made).startswith("签发记录不是现在的程序写的：是手写的")


def test_a_block_of_another_report_is_told(draft: Draft) -> None:
    report = committed(next(name for name in REPORTS if not name.endswith(str(draft.year))))
    other = signed(report.draft().with_texts({"agency.name": "丙县丁镇人民政府"}))
    copied = replace(draft, sign_off=other.sign_off)
    why = "签发记录不是这份年报的，像是从别的草稿抄来的"
    assert sign_off.sign_off_words(copied).startswith(why)


def test_digests_of_the_parts_prove_nothing(draft: Draft) -> None:
    """Who writes them anew has not signed: the digest of the whole decides."""
    final = sign_off.signed(draft)
    parts = sign_off.signed(draft.with_texts({"appeals.review.upheld": "9"})).sign_off
    assert parts is not None
    forged = replace(
        draft.with_texts({"appeals.review.upheld": "9"}),
        sign_off=_copy(final, parts=parts.parts),
    )
    assert sign_off.sign_off_words(forged).startswith("签发记录和内容对不上，像是手改过记录")


def test_a_sign_off_of_an_earlier_version_is_told(draft: Draft) -> None:
    earlier = replace(draft, sign_off=_copy(draft, content=sign_off.posted_digest(draft)))
    assert sign_off.sign_off_status(earlier) is SignOffStatus.VOID
    assert sign_off.sign_off_words(earlier) == (
        "签发是早先版本的程序记的，没有管到说明、姓名和日期，签发已失效，要重新审核签发"
    )


def _copy(draft: Draft, **changes: object) -> SignOff:
    assert draft.sign_off is not None
    return draft.sign_off.model_copy(update=changes)


def test_a_change_of_the_review_takes_it_back(draft: Draft) -> None:
    final = sign_off.signed(draft)
    assert (
        sign_off.sign_off_status(sign_off.with_sign_off(final, checked=[]))
        is SignOffStatus.UNSIGNED
    )
    assert sign_off.sign_off_status(with_remark(final, "overview", "改")) is SignOffStatus.UNSIGNED


def test_a_digest_without_a_review_is_void(draft: Draft) -> None:
    """As someone would write it who wants to get round the review."""
    alone = SignOff(content=sign_off.fingerprint(draft))
    made = replace(draft, sign_off=alone)
    made = replace(draft, sign_off=SignOff(content=sign_off.fingerprint(made)))
    assert sign_off.sign_off_status(made) is SignOffStatus.VOID
    assert "没有写签发人；" not in sign_off.sign_off_words(made)
    assert sign_off.sign_off_words(made).startswith("审查清单还有 6 项没有确认")


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
    remarked = with_remark(with_remark(draft, "appeals", "乙 "), "overview", "甲")
    said = [(remark.place, remark.text) for remark in remarks.remarks(remarked)]
    assert said == [("overview", "甲"), ("appeals", "乙")]
    assert sign_off.missing(remarked) == ("还有 2 条审核意见没有处理",)
    settled = remarked
    for _ in range(2):
        (one, *_) = remarks.open_remarks(settled)
        settled = remarks.changed(settled, one, settled=True, answer="改了")
    assert sign_off.missing(settled) == ()
    assert [r.answer for r in remarks.remarks(settled)] == ["改了", "改了"], "nothing is erased"


def test_an_empty_review_is_none() -> None:
    draft = Draft.new(2025)
    assert sign_off.with_sign_off(draft, filled=Signatory()).sign_off is None
    assert with_remark(draft, "overview", "").sign_off is None


@given(st.text(), st.dates(), st.lists(st.sampled_from([item.key for item in CHECKLIST])))
def test_any_review_survives_the_file(name: str, day: date, checked: list[str]) -> None:
    draft = sign_off.with_sign_off(
        Draft.new(2025),
        filled=Signatory(by=name, on=day),
        checked=checked,
        remarks=[Remark(place="overview", text=name, answer=name, at=TIME)],
    )
    assert codec.loads(codec.dumps(draft)) == draft
