"""The rows of a count in a file beside the draft."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.strategies import digests
from tuiwizard.drafts import count_file
from tuiwizard.errors import DraftUnreadable
from tuiwizard.report.count_record import CountedRow, CountRecord, NamedFile
from tuiwizard.report.digest import digest
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Previous
from tuiwizard.words import Message

words = st.text(st.characters(codec="utf-8"), max_size=12)
named = st.builds(NamedFile, path=words, sha256=digests)
rows = st.builds(
    CountedRow,
    sheet=words,
    row=st.integers(1, 10**6),
    number=words,
    applicant=st.sampled_from(("", "business", "natural_person")),
    received=st.none() | st.dates(),
    closed=st.none() | st.dates(),
    came=st.sampled_from(("", "received", "carried_in")),
    went=st.sampled_from(("", "carried_out", "outcomes.granted")),
    appeals=st.lists(st.sampled_from(("review.upheld", "review.other")), max_size=2).map(tuple),
)
records = st.builds(
    CountRecord,
    year=st.integers(2019, 2030),
    until=st.dates(),
    on=st.dates(),
    answers=digests,
    map=st.none() | named,
    files=st.lists(named, min_size=1, max_size=3).map(tuple),
    appeals=st.just(()) | st.just(("review",)),
    rows=st.lists(rows, max_size=4).map(tuple),
)

ANSWERS = "0" * 64


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def never(*_: object) -> Message:
    raise AssertionError


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records)
def test_a_record_comes_back_as_it_was_and_byte_for_byte(folder: Path, record: CountRecord) -> None:
    draft = folder / "年报.toml"
    count_file.write(draft, record)
    file = folder / "年报.ledger.toml"
    before = file.read_bytes()
    assert count_file.read(file) == record
    count_file.write(draft, count_file.read(file))
    assert file.read_bytes() == before


def test_only_places_numbers_days_and_classes_are_kept() -> None:
    """A new field has to be thought about."""
    assert {*CountedRow.model_fields} == {
        *("sheet", "row", "number", "applicant", "received", "closed", "came", "went", "appeals")
    }
    assert {*CountRecord.model_fields} == {
        *("format", "year", "until", "on", "answers", "map", "files", "appeals", "rows")
    }


@pytest.mark.parametrize("text", ["", "x", "format = 2\n", "rows = 1", "[" * 2000])
def test_what_is_no_record_is_refused_in_a_sentence(folder: Path, text: str) -> None:
    file = folder / "年报.ledger.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(DraftUnreadable) as refused:
        count_file.read(file)
    assert str(file) in str(refused.value)


def made(folder: Path, **changes: object) -> tuple[Draft, Path, CountRecord]:
    """A draft, its file, and the record of the ledger 台账.csv beside it."""
    ledger, path = folder / "台账.csv", folder / "年报.toml"
    ledger.write_bytes(b"one")
    files = (NamedFile(path="台账.csv", sha256=digest(b"one")),)
    record = CountRecord.model_validate(
        {"year": 2024, "until": "2024-12-31", "on": "2025-01-06", "answers": ANSWERS}
        | {"files": files, **changes}
    )
    count_file.write(path, record)
    return replace(Draft.new(2024), ledger=record.source), path, record


def test_a_ledger_that_has_not_changed_is_not_counted_again(folder: Path) -> None:
    draft, path, record = made(folder)
    kept = count_file.recall(draft, path, never)
    assert kept == (record, record, None, None)
    assert count_file.recall(Draft.new(2024), path, never) == (None, None, None, None)


def test_a_ledger_or_answers_that_have_changed_are_counted_again(folder: Path) -> None:
    asked: list[tuple[object, str]] = []

    def recount(record: CountRecord, books: object, answers: str) -> CountRecord:
        asked.append((books, answers))
        return record.model_copy(update={"rows": ()})

    answers = NamedFile(path="台账.toml", sha256=digest(b"format = 1"))
    draft, path, record = made(folder, map=answers)
    (folder / "台账.toml").write_bytes(b"format = 1")
    assert count_file.recall(draft, path, recount).now == record
    (folder / "台账.toml").write_bytes(b"format = 1 # more")
    assert count_file.recall(draft, path, recount).now is not record
    (folder / "台账.toml").unlink()
    assert count_file.recall(draft, path, recount).now == record
    (folder / "台账.csv").write_bytes(b"two")
    count_file.recall(draft, path, recount)
    assert asked == [([("台账.csv", b"one")], "format = 1 # more"), ([("台账.csv", b"two")], "")]


def test_why_nothing_is_known(folder: Path) -> None:
    draft, path, record = made(folder)
    (folder / "台账.csv").unlink()
    kept = count_file.recall(draft, path, never)
    assert (kept.record, kept.now) == (record, None)
    assert "没有这个文件" in str(kept.reason)
    other = replace(draft, ledger=record.source.model_copy(update={"sha256": "9" * 64}))
    kept = count_file.recall(other, path, never)
    assert kept.record is None
    assert "不是这份草稿数台账时的明细" in str(kept.reason)
    assert count_file.recall(draft.with_year(2025), path, never).record is None
    (folder / "年报.ledger.toml").unlink()
    kept = count_file.recall(draft, path, never)
    assert kept.record is None
    assert "没有这个文件" in str(kept.reason)


def test_a_ledger_that_can_no_longer_be_counted_says_why(folder: Path) -> None:
    draft, path, record = made(folder)
    (folder / "台账.csv").write_bytes(b"two")
    kept = count_file.recall(draft, path, lambda *_: Message("数不出来"))
    assert (kept.record, kept.now, str(kept.reason)) == (record, None, "数不出来")


def test_last_years_rows_are_those_beside_last_years_report(folder: Path) -> None:
    (folder / "2023").mkdir()
    _, before, last = made(folder / "2023", year=2023)
    assert before.name == "年报.toml"
    remembered = Previous(path="2023/年报.toml", sha256="0" * 64)
    draft = replace(Draft.new(2024), previous=remembered)
    path = folder / "今年.toml"
    assert count_file.recall(draft, path, never).last == last
    assert count_file.recall(draft.with_year(2025), path, never).last is None
    published = remembered.model_copy(update={"path": "2023/年报.html"})
    assert count_file.recall(replace(draft, previous=published), path, never).last is None
    (folder / "2023" / "年报.ledger.toml").write_text("x", "utf-8")
    assert count_file.recall(draft, path, never).last is None
    (folder / "2023" / "年报.ledger.toml").unlink()
    assert count_file.recall(draft, path, never).last is None


def test_the_file_is_toml_that_a_person_can_read(folder: Path) -> None:
    _, path, _ = made(folder, rows=[{"sheet": "台账", "row": 3, "received": "2024-01-08"}])
    held = tomllib.loads(count_file.beside(path).read_text("utf-8"))
    assert next(iter(held)) == "format"
    assert list(held["rows"][0]) == ["sheet", "row", "received"]


def test_files_about_a_ledger_are_known_by_name() -> None:
    about = ("年报.ledger.toml", "A.LEDGER.TOML", "台账.toml")
    assert all(count_file.is_about_ledger(Path(name)) for name in about)
    assert not any(count_file.is_about_ledger(Path(n)) for n in ("年报.toml", "我的台账.toml"))


def test_many_rows_come_back_whole_and_rows_by_hand_in_one_line_too(folder: Path) -> None:
    many = [
        {"sheet": "台账", "row": n, "number": f'"[[rows]]"\n[[rows]]\n{n}'} for n in range(1201)
    ]
    _, path, record = made(folder, rows=many)
    assert count_file.read(count_file.beside(path)) == record
    file = count_file.beside(path)
    head = file.read_text("utf-8").partition("\n[[rows]]\n")[0]
    by_hand = head.replace("\n[[files]]", '\nrows = [{ sheet = "台账", row = 3 }]\n\n[[files]]')
    file.write_text(by_hand, "utf-8")
    assert [row.row for row in count_file.read(file).rows] == [3]
