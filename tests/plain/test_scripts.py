"""A pipe that answers: it is never asked twice, and a mistake ends it."""

from pathlib import Path

import pytest

from tests.plain.conftest import Person
from tests.signing import signed
from tuiwizard.drafts import files, rescue, store
from tuiwizard.errors import AnswerRefused, CommandError, DraftError, SaveError
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session

CELL = "appeals.review.upheld"


def test_a_refused_answer_ends_it_for_the_next_ones_were_meant_for_others(
    person: Person, complete: Draft
) -> None:
    with pytest.raises(AnswerRefused, match="第 2 行回答没有采用") as refused:
        person("7", "一", "9", draft=complete, step="appeals", terminal=False)
    assert refused.value.exit_code == 1
    done = person(terminal=False)
    assert done.text(CELL) == "7"
    assert done.draft == complete.with_texts({CELL: "7"})


def test_the_end_of_input_says_whether_something_is_left(person: Person, complete: Draft) -> None:
    assert person(draft=complete, terminal=False).code == 0
    assert person(draft=complete.with_texts({CELL: ""}), terminal=False).code == 1


def test_its_answers_stand_behind_the_questions(person: Person, complete: Draft) -> None:
    assert "] > 7\n" in person("7", draft=complete, step="appeals", terminal=False).said


def test_it_agrees_to_what_is_clean(person: Person, complete: Draft) -> None:
    block = ("\t".join(["1"] * 12), ".")
    done = person(":粘贴", *block, draft=complete, step="appeals", terminal=False)
    assert done.text("appeals.review.pending") == "1"
    with pytest.raises(AnswerRefused):
        person(":粘贴", "1\t一", ".", draft=complete, step="appeals", terminal=False)


def test_it_takes_nothing_over(person: Person, complete: Draft, draft_file: Path) -> None:
    store.save(draft_file, complete)
    other = Session.open(draft_file)
    assert other.file.claim() is None
    with pytest.raises(CommandError, match="正在填这份草稿，没有打开"):
        person("7", terminal=False)
    other.file.release()


def test_work_that_was_rescued_is_told_and_left(
    person: Person, complete: Draft, draft_file: Path
) -> None:
    store.save(draft_file, complete)
    copy = rescue.save(draft_file, signed(complete))
    assert copy is not None
    done = person(terminal=False)
    assert str(copy) in done.said
    assert copy.exists()


def test_work_that_cannot_be_saved_ends_it(
    person: Person, complete: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise SaveError("磁盘已满")

    done = person(draft=complete)
    monkeypatch.setattr(files, "write_bytes", full)
    with pytest.raises(SaveError, match="磁盘已满；填写的内容"):
        person("7", step="appeals", terminal=False)
    assert done.draft == complete


def test_a_wrong_choice_on_the_start_page(person: Person) -> None:
    with pytest.raises(CommandError, match="请答 1 到 4 的编号"):
        person("7", path=None, terminal=False)
    with pytest.raises(DraftError):
        person("2", "没有.toml", path=None, terminal=False)
