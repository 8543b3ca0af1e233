"""What stands in the way of opening a draft, and the start page."""

import threading
from pathlib import Path

import pytest

from tests.drafts.parsed import counted
from tests.plain.conftest import Person
from tests.signing import signed
from tuiwizard.drafts import rescue, store
from tuiwizard.errors import DraftError
from tuiwizard.plain import line_ask
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session, clock
from tuiwizard.session.opening import default_year

CELL = "appeals.review.upheld"


@pytest.fixture
def other(complete: Draft, draft_file: Path) -> Session:
    """Somebody else who works on the draft."""
    store.save(draft_file, complete)
    session = Session.open(draft_file)
    assert session.file.claim() is None
    return session


def test_the_start_page_makes_opens_and_remembers(person: Person, tmp_path: Path) -> None:
    new = person("9", "1", "甲局", "", "new.toml", path=None)
    assert "请答 1 到 4 的编号" in new.said
    assert store.load(tmp_path / "new.toml").entries("agency").get("agency.name") == "甲局"
    assert "甲局" in person("3", "没有.toml", "3", "new.toml", ":表", path=None).said
    assert f"1. 填 甲局 {default_year(clock.today())}年度" in person("1", path=None).said
    assert person(":q", path=None).code == 0


def test_a_new_report_under_the_offered_name(person: Person, tmp_path: Path) -> None:
    person("1", "", "", "", path=None)
    year = default_year(clock.today())
    assert (tmp_path / f"{year}年政府信息公开工作年度报告.toml").exists()


def test_a_draft_is_parsed_once(
    person: Person, complete: Draft, draft_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(draft_file, complete)
    texts = counted(monkeypatch)
    person()
    assert len(texts) == 1


def test_the_name_alone_is_enough_for_a_new_report(person: Person, tmp_path: Path) -> None:
    person("1", "甲局", "", "甲局2024", path=None)
    assert store.load(tmp_path / "甲局2024.toml").year == 2024
    assert not (tmp_path / "甲局2024").exists()


def test_starting_from_last_year(person: Person, complete: Draft, tmp_path: Path) -> None:
    store.save(tmp_path / "last.toml", complete)
    person("3", "last.toml", "this.toml", path=None)
    draft = store.load(tmp_path / "this.toml")
    assert draft.year == complete.year + 1
    assert draft.previous is not None
    assert draft.agency_name


def test_another_at_work_is_told_and_one_may_read_or_leave(person: Person, other: Session) -> None:
    done = person("5", "1", "4")
    assert "正在填这份草稿" in done.said
    assert "草稿（未经审核）" in done.said
    assert done.code == 0
    other.file.release()


def test_taking_over_takes_what_the_other_one_saved(person: Person, other: Session) -> None:
    other.edit({CELL: "5"})
    other.save()
    done = person("3", "否", "3", "是", ":g 5", "", "8")
    assert (done.text(CELL), done.text("appeals.review.corrected")) == ("5", "8")


def test_waiting_until_the_other_one_has_left(
    person: Person, other: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_ask, "LOOK_AGAIN", 0.01)
    threading.Timer(0.1, other.file.release).start()
    assert person("2", ":g 5", "8").text(CELL) == "8"


def test_rescued_work_is_offered(person: Person, complete: Draft, draft_file: Path) -> None:
    store.save(draft_file, complete)
    for answer, left in (("3", True), ("2", False), ("1", False)):
        copy = rescue.save(draft_file, signed(complete))
        assert copy is not None
        done = person(answer)
        assert copy.exists() is left
    assert done.draft == signed(complete)
    rescue.save(draft_file, signed(complete))
    assert "暂存" not in person().said


def test_a_last_year_that_cannot_be_read_leaves_the_draft_to_others(
    person: Person, complete: Draft, draft_file: Path
) -> None:
    with pytest.raises(DraftError):
        person(draft=complete, previous=Path("没有.toml"))
    assert Session.open(draft_file).file.claim() is None


def test_a_damaged_draft_is_restored_from_its_history(
    person: Person, complete: Draft, draft_file: Path
) -> None:
    person(draft=complete)
    draft_file.write_text("format = 1\nyear = ", "utf-8")
    with pytest.raises(DraftError):
        person("1")
    done = person("2", ":g 5", "8")
    assert done.text(CELL) == "8"


def test_what_a_save_cannot_keep_is_said_before_the_first_one(
    person: Person, complete: Draft, draft_file: Path
) -> None:
    store.save(draft_file, complete)
    draft_file.with_name("other.toml").hardlink_to(draft_file)
    said = "第一次保存以后，另外的文件名（硬链接）下仍是原来的内容；能读写它的人只会变少，不会变多"
    assert said in person().said
    draft_file.with_name("other.toml").unlink()
    assert "第一次保存以后" not in person().said
