"""A sum opened again: a late report is added, nothing twice, nothing lost, nothing overwritten."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.county.units import named, unit
from tests.signing import signed
from tests.strategies import complete_draft
from tuiwizard.county.let_in import EVERYBODY
from tuiwizard.county.merge import MergeResult, figures_text, merge
from tuiwizard.county.merge_input import MergeInput
from tuiwizard.county.remerge import (
    Options,
    merge_into,
    remerge,
    source_files,
    sources_to_open,
    write_sum,
)
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import SignOffStatus, sign_off_status
from tuiwizard.words import Message

CELL = "appeals.review.upheld"
OWN = {"overview.text": "本县的情况。", "agency.contact.phone": "0000-1"}


def town(name: str, figure: int, file: str = "") -> MergeInput:
    return unit(named(complete_draft(), name).with_texts({CELL: str(figure)}), file)


TOWNS = (town("甲镇", 1), town("乙镇", 2))


@pytest.fixture
def county() -> Draft:
    """A sum of two, in which the county has written something."""
    draft = merge(TOWNS, "丙县", level="county").draft
    assert draft is not None
    return draft.with_texts(OWN)


def again(
    draft: Draft,
    given: Iterable[MergeInput] = (),
    found: Iterable[MergeInput] = TOWNS,
    options: Options | None = None,
) -> MergeResult:
    sources = {Path(source.path): source for source in draft.sources}
    held = {one.path: one for one in found}
    return remerge(draft, sources, held, tuple(given), options or Options())


def figure(done: MergeResult) -> str:
    assert done.draft is not None, done.unsettled
    return done.draft.entries("appeals").get(CELL)


def test_unchanged_reports_change_nothing(county: Draft) -> None:
    assert again(county) == MergeResult(county, again(county).added)


def test_a_late_report_is_added_and_the_words_stay(county: Draft) -> None:
    late = town("丁镇", 4)
    done = again(county, [late])
    assert figure(done) == "7"
    assert done.draft is not None
    whole = merge([late, *TOWNS], "丙县", level="county").draft
    assert whole is not None
    assert done.draft == replace(whole.with_texts(OWN), explanations=county.explanations)


def test_the_sign_off_lapses_with_the_figures(county: Draft) -> None:
    written = county.with_texts({"problems.text": "问题和改进。"})
    final = signed(written)
    assert sign_off_status(final) is SignOffStatus.SIGNED
    done = again(final, [town("丁镇", 4)])
    assert done.draft is not None
    assert done.draft.sign_off == final.sign_off
    assert sign_off_status(done.draft) is SignOffStatus.VOID
    same = again(final).draft
    assert same is not None
    assert sign_off_status(same) is SignOffStatus.SIGNED


def test_the_sources_are_signed_with_the_sum_that_rests_on_them(county: Draft) -> None:
    final = signed(county.with_texts({"problems.text": "问题和改进。"}))
    assert sign_off_status(final) is SignOffStatus.SIGNED
    assert sign_off_status(replace(final, sources=(), summed="")) is SignOffStatus.VOID


def test_a_name_that_is_given_takes_the_place_of_the_old_one(county: Draft) -> None:
    done = again(county, options=Options(agency="丁县", level="city"))
    assert done.draft is not None
    entries = done.draft.entries("agency")
    assert (entries.get("agency.name"), entries.get("agency.level")) == ("丁县", "city")


CHANGED = town("甲镇", 5)


@pytest.mark.parametrize(
    ("found", "given", "words"),
    [
        ((CHANGED, TOWNS[1]), (), "汇总以后有改动；要按现在的内容重新加，加 --update"),
        (TOWNS[1:], (), "读不到了；请放回原处"),
        (
            TOWNS,
            (town("甲镇", 5, "新.toml"),),
            "现在又有 新.toml，内容不同；要换成新的，加 --update",
        ),
        (TOWNS, (town("甲镇", 1, "新.toml"),), "现在又有 新.toml，内容一样，请去掉一份"),
        (TOWNS[1:], (town("甲镇", 5, "新.toml"),), "现在又有 新.toml，内容不同"),
    ],
    ids=["changed", "gone", "another", "a copy", "gone and another"],
)
def test_what_may_be_a_mistake_is_refused(
    county: Draft, found: tuple[MergeInput, ...], given: tuple[MergeInput, ...], words: str
) -> None:
    done = again(county, given, found)
    assert done.draft is None
    (sentence,) = done.unsettled
    assert sentence.startswith("“甲镇”")
    assert words in sentence


@pytest.mark.parametrize(
    ("found", "given", "note"),
    [
        ((CHANGED, TOWNS[1]), (), "有改动，已按现在的内容重新加"),
        (TOWNS, (town("甲镇", 5, "新.toml"),), "换成了 新.toml"),
        (TOWNS[1:], (town("甲镇", 5, "新.toml"),), "换成了 新.toml"),
    ],
    ids=["changed", "another", "gone and another"],
)
def test_what_has_changed_takes_the_place_of_what_was(
    county: Draft, found: tuple[MergeInput, ...], given: tuple[MergeInput, ...], note: str
) -> None:
    done = again(county, given, found, Options(update=True))
    assert figure(done) == "7"
    assert note in done.notes[0]
    assert done.draft is not None
    assert len(done.draft.sources) == 2


def test_what_is_gone_cannot_be_updated(county: Draft) -> None:
    done = again(county, (), TOWNS[1:], Options(update=True, force=True))
    assert done.draft is None
    assert "读不到了" in done.unsettled[0]


def test_a_report_that_was_moved_is_found_by_its_content(county: Draft) -> None:
    done = again(county, [town("甲镇", 1, "in/甲.toml")], TOWNS[1:])
    assert figure(done) == "3"
    assert "移到了 in/甲.toml" in done.notes[0]
    assert done.draft is not None
    assert {source.path for source in done.draft.sources} == {"in/甲.toml", "乙镇.toml"}


def test_a_figure_changed_by_hand_is_noticed(county: Draft) -> None:
    by_hand = county.with_texts({CELL: "9"})
    done = again(by_hand, [town("丁镇", 4)])
    assert (done.draft, done.by_hand) == (None, (CELL,))
    assert "“行政复议 · 结果维持”和来源之和不同" in done.unsettled[0]
    forced = again(by_hand, [town("丁镇", 4)], options=Options(force=True))
    assert figure(forced) == "7"
    assert forced.by_hand == (CELL,)


def test_a_figure_changed_by_hand_is_noticed_though_a_source_changed_too(county: Draft) -> None:
    by_hand = county.with_texts({CELL: "9"})
    found = (CHANGED, TOWNS[1])
    done = again(by_hand, (), found, Options(update=True))
    assert (done.draft, done.by_hand) == (None, (CELL,))
    assert figure(again(by_hand, (), found, Options(update=True, force=True))) == "7"


def test_many_changed_figures_are_counted(county: Draft) -> None:
    paths = [p for p in figures_text(county) if p.startswith("appeals")]
    done = again(county.with_texts(dict.fromkeys(paths, "50")))
    assert f"等 {len(paths)} 格" in done.unsettled[0]


def test_what_the_sum_leaves_blank_is_the_countys_own() -> None:
    fees = {p: "" for p in figures_text(complete_draft()) if "other_matters" in p}
    bare = unit(named(complete_draft(), "甲镇").with_texts({**fees, "other_matters.text": "无"}))
    draft = merge([bare, TOWNS[1]], "丙县").draft
    assert draft is not None
    own = draft.with_texts({"other_matters.fee_notices": "3"})
    done = again(own, [town("丁镇", 4)], [bare, TOWNS[1]])
    assert done.draft is not None
    assert done.draft.entries("other_matters").get("other_matters.fee_notices") == "3"


def test_a_source_taken_out_by_hand_is_noticed_and_may_be_forced(county: Draft) -> None:
    without = replace(county, sources=county.sources[:1])
    name = without.sources[0].agency
    found = [one for one in TOWNS if one.ref.agency == name]
    assert again(without, (), found).by_hand == (CELL,)
    done = again(without, (), found, Options(force=True))
    assert figure(done) == str(found[0].figures[_place()])


def _place() -> int:
    return list(figures_text(complete_draft())).index(CELL)


def test_what_was_added_unfinished_stays_in_the_sum() -> None:
    begun = replace(TOWNS[0], why_not=Message("没有填完"))
    draft = merge([begun, TOWNS[1]], "丙县", let_in=EVERYBODY).draft
    assert draft is not None
    assert figure(again(draft, [town("丁镇", 4)], [begun, TOWNS[1]])) == "7"


def test_a_source_that_would_be_left_out_now_is_named(county: Draft) -> None:
    worse = replace(CHANGED, why_not=Message("没有填完：“四”"))
    done = again(county, (), (worse, TOWNS[1]), Options(update=True))
    assert done.draft is None
    assert "“甲镇”原来加过，现在的年报没有填完：“四”" in done.unsettled[0]
    every = Options(update=True, let_in=EVERYBODY)
    assert figure(again(county, (), (worse, TOWNS[1]), every)) == "7"


def test_an_agency_that_was_renamed_is_the_same_file(county: Draft) -> None:
    renamed = town("新甲镇", 1, "甲镇.toml")
    done = again(county, (), (renamed, TOWNS[1]), Options(update=True))
    assert figure(done) == "3"
    assert done.draft is not None
    assert {source.agency for source in done.draft.sources} == {"新甲镇", "乙镇"}


def test_another_year_is_refused_as_ever(county: Draft) -> None:
    other = unit(named(complete_draft(2024), "丁镇"))
    done = again(county, [other])
    assert done.draft is None
    assert done.refused[0].rule == "R951"


def test_a_year_that_was_changed_since_is_refused(county: Draft) -> None:
    for year in (2024, 2020):
        moved = replace(complete_draft(year), sources=county.sources, summed=county.summed)
        done = again(moved, [town("丁镇", 4)])
        assert done.draft is None
        assert done.unsettled == (
            f"这份草稿是 {year} 年的，来源都是 2025 年的，请把草稿的年度改回来",
        )


def test_source_files_lie_beside_the_draft(county: Draft, tmp_path: Path) -> None:
    found = source_files(county, tmp_path / "county.toml")
    assert set(found) == {tmp_path / "甲镇.toml", tmp_path / "乙镇.toml"}


def test_a_source_elsewhere_that_nobody_here_chose_is_not_opened(
    county: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    far = tuple(s.model_copy(update={"path": f"/srv/{s.path}"}) for s in county.sources)
    output = tmp_path / "county.toml"

    def read(paths: Iterable[Path]) -> list[MergeInput]:
        assert not list(paths)
        return []

    said = merge_into(output, replace(county, sources=far), [], read, Options())
    assert said.draft is None
    assert len(said.unsettled) == len(far)
    assert all("没有打开；请连同它一起给出" in line for line in said.unsettled)
    write_sum(output, replace(county, sources=far))
    assert [*sources_to_open(store.load(output), output)] == [Path(s.path) for s in far]
