"""汇总 from the desk: the reports of one year, a late one later, and nothing left out unsaid."""

from pathlib import Path

import pytest

from tests.county import generated
from tuiwizard.county.cross_checks import cross_checked
from tuiwizard.county.desk import Desk, look
from tuiwizard.county.desk_merge import add_up, to_add
from tuiwizard.county.desk_row import read_desk_row
from tuiwizard.county.let_in import EVERYBODY
from tuiwizard.county.merge import MergeResult
from tuiwizard.county.remerge import Options, write_sum
from tuiwizard.drafts import history, store
from tuiwizard.errors import SaveError
from tuiwizard.flows.desk_merging import INCLUDE, UPDATE, question

YEAR = generated.YEAR
RECEIVED = "requests.received.natural_person"
OPTIONS = Options(agency="甲县人民政府")


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    work = tmp_path / "work"
    generated.write(work, 3)
    return work


def desk_of(folder: Path) -> Desk:
    seen = look(folder)
    return cross_checked(Desk(folder).updated(seen, map(read_desk_row, seen)))


def figure(number: int) -> int:
    return int(generated.unit(number).entries("requests").get(RECEIVED))


def received(found: MergeResult) -> int:
    assert found.draft is not None, found.unsettled
    return int(found.draft.entries("requests").get(RECEIVED))


def test_the_figures_are_added(folder: Path) -> None:
    found = add_up(desk_of(folder), YEAR, folder.parent / "汇总.toml", OPTIONS)
    assert received(found) == sum(map(figure, range(3)))
    assert (len(found.added), found.left_out, found.refused, found.unsettled) == (3, (), (), ())
    assert found.draft is not None
    assert found.draft.agency_name == OPTIONS.agency
    named = {source.path for source in found.draft.sources}
    assert named == {f"work/{path.name}" for path in look(folder)}


def test_what_is_not_in_it_is_said(folder: Path) -> None:
    store.save(folder / "00001.toml", generated.unit(8).with_texts({"appeals.review.upheld": ""}))
    (folder / "坏.toml").write_text("= 1", "utf-8")
    (folder / "2024.toml").write_text(generated.text(0, YEAR - 1), "utf-8")
    (folder / "说明.md").write_text("说明", "utf-8")
    desk, output = desk_of(folder), folder.parent / "汇总.toml"
    found = add_up(desk, YEAR, output, OPTIONS)
    assert len(found.added) == 3
    assert [report.ref.agency for report in found.left_out] == [generated.name(8)]
    asked = question(desk, output, found)
    left_out, unread = asked.about
    assert left_out.startswith(f"没有计入：{generated.name(8)}：没有填完")
    assert unread.startswith("读不出来：")
    assert "坏.toml" in unread
    assert INCLUDE in [option.answer for option in asked.options]
    with_it = add_up(desk, YEAR, output, OPTIONS._replace(let_in=EVERYBODY))
    assert (len(with_it.added), with_it.left_out) == (4, ())
    assert received(with_it) == sum(map(figure, (0, 1, 2, 8)))


def test_a_late_report_is_added_and_the_words_stay(folder: Path) -> None:
    output = folder / "汇总.toml"  # beside the reports, which is where people put it
    found = add_up(desk_of(folder), YEAR, output, OPTIONS)
    assert found.draft is not None
    write_sum(output, found.draft.with_texts({"overview.text": "全县情况。"}))
    generated.write(folder, 1, first=3)
    desk = desk_of(folder)
    assert len(to_add(desk, YEAR)) == 4, "the sum itself is none of them"
    again = add_up(desk, YEAR, output, OPTIONS)
    assert len(again.added) == 4
    assert received(again) == sum(map(figure, range(4)))
    assert again.draft is not None
    assert again.draft.entries("overview").get("overview.text") == "全县情况。"
    write_sum(output, again.draft)
    assert store.load(output) == again.draft
    assert history.versions(output), "what was there stays in the history"


def test_a_report_that_has_changed_since_is_asked_about(folder: Path) -> None:
    output = folder.parent / "汇总.toml"
    found = add_up(desk_of(folder), YEAR, output, OPTIONS)
    assert found.draft is not None
    write_sum(output, found.draft)
    first = next(iter(look(folder)))
    store.save(first, generated.unit(0).with_texts({"appeals.review.upheld": "7"}))
    again = add_up(desk_of(folder), YEAR, output, OPTIONS)
    assert again.draft is None
    asked = question(desk_of(folder), output, again)
    assert asked.about[0].startswith("! ")
    assert first.name in asked.about[0]
    assert UPDATE in [option.answer for option in asked.options]
    updated = add_up(desk_of(folder), YEAR, output, OPTIONS._replace(update=True))
    assert updated.draft is not None
    first.unlink()
    gone = add_up(desk_of(folder), YEAR, output, OPTIONS)
    assert any(first.name in words for words in gone.unsettled)


def test_duplicates_are_refused(folder: Path) -> None:
    (folder / "重报.toml").write_text(generated.text(0), "utf-8")
    found = add_up(desk_of(folder), YEAR, folder.parent / "汇总.toml", OPTIONS)
    assert found.draft is None
    assert any("重报.toml" in str(one.message) for one in found.refused)


def test_a_draft_that_is_no_sum_is_never_touched(folder: Path) -> None:
    output = next(iter(look(folder)))
    with pytest.raises(SaveError, match="不是汇总稿"):
        add_up(desk_of(folder), YEAR, output, OPTIONS)
