"""A thread writes the latest draft; nothing that was overtaken is written."""

import threading
from pathlib import Path

import pytest

from tests.strategies import complete_draft
from tuiwizard.drafts import rescue, saver
from tuiwizard.drafts.draft_file import DraftFile
from tuiwizard.drafts.saver import Outcome, Saver
from tuiwizard.drafts.store import load
from tuiwizard.report.draft import Draft


class Desk:
    """A saver and what it told."""

    def __init__(self, path: Path) -> None:
        self.file = DraftFile(path)
        self.told: list[Outcome] = []
        self.done = threading.Event()
        self.saver = Saver(self.file, self._tell)

    def _tell(self, outcome: Outcome) -> None:
        self.told.append(outcome)
        self.done.set()

    def wait(self) -> Outcome:
        assert self.done.wait(60)
        self.done.clear()
        return self.told[-1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "draft.toml"


@pytest.fixture
def desk(path: Path) -> Desk:
    return Desk(path)


def drafts(count: int) -> list[Draft]:
    draft = complete_draft()
    return [draft.with_texts({"overview.text": f"第{n}稿"}) for n in range(count)]


def test_only_the_latest_is_written(desk: Desk, path: Path) -> None:
    many = drafts(20)
    for draft in many:
        desk.saver.soon(draft)
    outcome = desk.wait()
    desk.saver.close()
    assert (outcome.failure, len(desk.told)) == ("", 1)
    assert load(path) == many[-1]


def test_now_overtakes_what_was_to_be_written_soon(desk: Desk, path: Path) -> None:
    first, second = drafts(2)
    desk.saver.soon(first)
    assert desk.saver.now(second).failure == ""
    desk.saver.close()
    assert load(path) == second
    assert desk.told == []


def test_a_slow_write_does_not_hold_up_the_person(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, go_on = threading.Event(), threading.Event()
    real = desk.file.save

    def slow(draft: Draft, step: str = "", *, settled: bool = True) -> None:
        started.set()
        assert go_on.wait(60)
        real(draft, step, settled=settled)

    monkeypatch.setattr(desk.file, "save", slow)
    monkeypatch.setattr(saver, "WAIT", 0.0)
    first, second = drafts(2)
    desk.saver.soon(first)
    assert started.wait(60)
    desk.saver.soon(second)  # returns while the first is being written
    go_on.set()
    while load_or_none(path) != second:
        desk.wait()
    desk.saver.close()


def load_or_none(path: Path) -> Draft | None:
    return load(path) if path.exists() else None


def test_a_fault_in_saving_is_told_and_does_not_end_saving(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (draft,) = drafts(1)
    monkeypatch.setattr(saver, "RETRY", 0.01)
    with monkeypatch.context() as patched:
        patched.setattr("tuiwizard.drafts.codec.dumps", lambda _: 1 / 0)
        outcome = desk.saver.now(draft)
        assert "程序出错了（ZeroDivisionError" in outcome.failure
        assert "只在内存里" in outcome.failure or rescue.find(path) == draft
    while desk.wait().failure:
        pass
    desk.saver.close()
    assert load(path) == draft


def test_a_file_changed_by_others_is_not_tried_again(desk: Desk, path: Path) -> None:
    first, second = drafts(2)
    desk.saver.now(first)
    path.write_text("格式 = 别人的", "utf-8")
    outcome = desk.saver.now(second)
    desk.saver.close()
    assert "文件在别处被改过" in outcome.failure
    assert path.read_text("utf-8") == "格式 = 别人的"
    assert rescue.find(path) == second


def test_what_an_earlier_session_could_not_save_stays_in_the_history(
    desk: Desk, path: Path
) -> None:
    from tuiwizard.drafts import history

    first, second = drafts(2)
    rescue.save(path, first)
    path.mkdir()
    assert desk.saver.now(second).error is not None
    desk.saver.close()
    assert rescue.find(path) == second
    assert [v.step for v in history.versions(path)] == [history.RESCUED]
