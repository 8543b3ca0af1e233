"""What came of files is taken again while all it was made from is the same, and only then."""

import io
import os
import pickle
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.county import generated
from tests.program import run
from tuiwizard.county.desk_row import read_desk_row
from tuiwizard.county.merge_input import read_merge_input
from tuiwizard.drafts import (
    files,
    forgetting,
    kept_results,
    last_year,
    looked_at,
    store,
)
from tuiwizard.drafts.kept_results import kept, together
from tuiwizard.drafts.state_folder import state_folder
from tuiwizard.errors import DraftUnreadable, NoReport


@pytest.fixture(autouse=True)
def anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    kept_results._store.cache_clear()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "received" / "a.toml"
    path.parent.mkdir()
    path.write_text("one", "utf-8")
    return path


class Work:
    """Reads a file, and others beside it; counts how often."""

    def __init__(self, *beside: Path) -> None:
        self.beside = beside
        self.done = 0

    def __call__(self, path: Path) -> str:
        self.done += 1
        there = (files.read_text(one) if files.is_there(one) else "" for one in self.beside)
        return " ".join((files.read_text(path), *there))


def database() -> Path:
    return state_folder() / "results.sqlite"


def test_a_file_that_is_the_same_is_not_read_twice(report: Path) -> None:
    work = Work()
    assert [kept("a", report, work), kept("a", report, work)] == ["one", "one"]
    assert work.done == 1


def test_a_name_may_be_no_text(report: Path) -> None:
    path = report.with_name(os.fsdecode("甲县.toml".encode("gbk")))
    report.rename(path)
    work = Work()
    assert kept("a", path, work) == kept("a", path, work) == "one"
    assert work.done == 1
    kept_results.forget(path)
    kept("a", path, work)
    assert work.done == 2


def test_each_kind_of_work_has_its_own(report: Path) -> None:
    work = Work()
    for kind in "abab":
        kept(kind, report, work)
    assert work.done == 2


def test_a_file_of_the_same_size_and_time_is_told_from_the_one_before(report: Path) -> None:
    work = Work()
    kept("a", report, work)
    times = report.stat()
    report.write_text("two", "utf-8")
    os.utime(report, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert kept("a", report, work) == "two"


def test_so_is_what_lies_beside_it_comes_changes_and_goes(report: Path) -> None:
    beside = report.with_name("beside")
    work = Work(beside)
    assert kept("a", report, work) == "one "
    for text in ("new", "other"):
        beside.write_text(text, "utf-8")
        assert kept("a", report, work) == kept("a", report, work) == f"one {text}"
    beside.unlink()
    assert kept("a", report, work) == "one "
    assert work.done == 4


def test_what_rests_on_more_than_files_is_not_kept(report: Path) -> None:
    work = Work()

    def unsure(path: Path) -> str:
        looked_at.note_more()
        return work(path)

    kept("a", report, unsure)
    kept("a", report, unsure)
    assert work.done == 2


@pytest.mark.parametrize("changed", ["_program", "spoken", "date"])
def test_another_program_language_or_day_begins_anew(
    report: Path, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work()
    kept("a", report, work)
    kept_results._terms.cache_clear()
    if changed == "_program":
        monkeypatch.setattr(kept_results, "_program", lambda: "another")
    elif changed == "spoken":
        monkeypatch.setattr("tuiwizard.words.spoken", lambda: "another")
    else:
        tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 - as there
        monkeypatch.setattr(
            kept_results, "date", type("Later", (), {"today": staticmethod(lambda: tomorrow)})
        )
    kept("a", report, work)
    kept_results._terms.cache_clear()
    assert work.done == 2


def test_the_program_is_known_by_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "tuiwizard" / "drafts" / "kept_results.py"
    module.parent.mkdir(parents=True)
    module.write_text("", "utf-8")
    monkeypatch.setattr(kept_results, "__file__", str(module))
    program = kept_results._program.__wrapped__
    before = program()
    assert program() == before
    module.write_text("# changed", "utf-8")
    assert program() != before


def test_in_an_archive_it_is_known_by_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "tuiwizard.pyz"
    archive.write_bytes(b"1")
    monkeypatch.setattr(kept_results, "__file__", str(archive / "tuiwizard" / "drafts" / "k.py"))
    program = kept_results._program.__wrapped__
    before = program()
    archive.write_bytes(b"12")
    assert program() != before


def test_that_it_is_no_report_is_kept_and_other_refusals_are_not(report: Path) -> None:
    refusals = [NoReport("none"), DraftUnreadable("bad", path=report)]
    for refusal, times in zip(refusals, (1, 2), strict=True):
        done: list[Path] = []

        def refuse(path: Path, refusal: Exception = refusal, done: list[Path] = done) -> str:
            done.append(path)
            raise refusal

        for _ in "12":
            with pytest.raises(type(refusal), match=str(refusal)):
                kept(type(refusal).__name__, report, refuse)
        assert len(done) == times


def test_what_the_shell_hands_over_is_read_once() -> None:
    assert kept("a", Path("/dev/fd/0"), str) == "/dev/fd/0"
    assert not database().exists()


def test_nobody_else_may_read_it(report: Path) -> None:
    kept("a", report, Work())
    assert {stat.S_IMODE(path.stat().st_mode) for path in state_folder().iterdir()} == {0o600}
    assert stat.S_IMODE(state_folder().stat().st_mode) == 0o700


def test_it_is_forgotten_file_by_file_and_by_the_folder(report: Path) -> None:
    other = report.with_name("b.toml")
    other.write_text("two", "utf-8")
    work = Work()

    def both() -> None:
        kept("a", report, work)
        kept("a", other, work)

    both()
    forgetting.forget(report)
    both()
    assert work.done == 3
    forgetting.forget(report.parent)
    assert b"a.toml" not in database().read_bytes() + Path(f"{database()}-wal").read_bytes()
    both()
    assert work.done == 5


def test_where_nothing_is_kept_nothing_is_made_to_forget(report: Path) -> None:
    kept_results.forget(report)
    assert not database().exists()


def test_the_oldest_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_results, "LARGEST", 200_000)
    made = [tmp_path / f"{n}.toml" for n in range(60)]
    for path in made:
        path.write_bytes(b"x")
        kept("a", path, lambda path: os.urandom(8_000).hex() + path.name)
    assert database().stat().st_size <= 200_000
    done: list[Path] = []
    kept("a", made[-1], done.append)
    kept("a", made[0], done.append)
    assert done == [made[0]]


@pytest.mark.parametrize("damage", [b"no database", b"SQLite format 3\0" + bytes(5_000)])
def test_a_damaged_store_is_none_and_begun_anew(report: Path, damage: bytes) -> None:
    state_folder().mkdir()
    database().write_bytes(damage)
    work = Work()
    for _ in "123":
        assert kept("a", report, work) == "one"
        kept_results._store.cache_clear()
    assert work.done == 2


@pytest.mark.parametrize("failing", ["SELECT", "INSERT"])
@pytest.mark.parametrize(
    "error", [sqlite3.OperationalError, sqlite3.ProgrammingError, sqlite3.DatabaseError]
)
def test_a_store_that_fails_meanwhile_does_without(
    report: Path, failing: str, error: type[Exception]
) -> None:
    kept("a", report, Work())
    opened = kept_results._store_here()
    real = opened._opened

    class Failing:
        in_transaction = False

        def execute(self, asked: str, values: tuple[object, ...] = ()) -> object:
            if asked.startswith(failing):
                raise error("it fails")
            assert real is not None
            return real.execute(asked, values)

        def executemany(self, asked: str, rows: list[tuple[object, ...]]) -> None:
            for values in rows:
                self.execute(asked, values)

        def close(self) -> None:
            assert real is not None
            real.close()

    opened._opened = Failing()  # type: ignore[assignment]
    work = Work()
    report.write_text("two", "utf-8")
    assert kept("a", report, work) == kept("a", report, work) == "two"
    assert work.done == 2
    damaged = error is sqlite3.DatabaseError
    assert database().exists() is not damaged
    assert is_closed(real) is damaged
    kept_results.forget(report)


def is_closed(opened: sqlite3.Connection | None) -> bool:
    assert opened is not None
    try:
        opened.execute("SELECT 1")
    except sqlite3.ProgrammingError as error:
        return "closed" in str(error)
    return False


def test_a_store_nobody_uses_any_more_is_closed(report: Path) -> None:
    kept("a", report, Work())
    opened = kept_results._store_here()._opened
    assert not is_closed(opened)
    kept_results._store.cache_clear()
    assert is_closed(opened)


def rows() -> int:
    with closing(sqlite3.connect(database())) as opened:
        return int(opened.execute("SELECT count(*) FROM results").fetchone()[0])


def test_many_results_are_written_together(report: Path) -> None:
    made = [report.with_name(f"{n}.toml") for n in range(kept_results._TOGETHER + 1)]
    kept("a", report, Work())
    with together():
        with together():
            for path in made:
                path.write_text("one", "utf-8")
                kept("a", path, Work())
        assert rows() == 1 + kept_results._TOGETHER  # the last one waits
    assert rows() == 2 + kept_results._TOGETHER
    assert kept("a", made[-1], Work()) == "one"


def test_many_are_read_in_one_transaction_that_ends(report: Path) -> None:
    work = Work()
    kept("a", report, work)
    opened = kept_results._store_here()._opened
    assert opened is not None
    with together():
        kept("a", report, work)
        assert opened.in_transaction
        kept("b", report, work)
        kept("b", report, work)
    assert not opened.in_transaction
    assert work.done == 3, "what waits to be written is not read"
    kept("b", report, work)
    assert work.done == 3


def test_what_takes_long_does_not_wait(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_results, "_LONGEST", 0.0)
    with together():
        kept("a", report, Work())
        assert rows() == 1


def test_what_is_interrupted_is_written_as_far_as_it_came(report: Path) -> None:
    with pytest.raises(KeyboardInterrupt), together():
        kept("a", report, Work())
        raise KeyboardInterrupt
    assert rows() == 1


def test_writing_that_is_interrupted_leaves_nothing_half_done(report: Path) -> None:
    kept("a", report, Work())
    store = kept_results._store_here()
    with pytest.raises(sqlite3.ProgrammingError):
        store._insert([(b"place", b"kind", b"terms", b"result"), (b"too few",)])
    assert rows() == 1
    report.write_text("two", "utf-8")
    assert kept("a", report, Work()) == "two"


def test_a_folder_that_cannot_be_made_keeps_nothing(report: Path) -> None:
    state_folder().write_bytes(b"a file")
    work = Work()
    assert kept("a", report, work) == kept("a", report, work) == "one"
    assert work.done == 2


@pytest.mark.parametrize("bad", [os.system, state_folder, print])
def test_what_is_no_result_is_not_made(bad: Callable[..., object]) -> None:
    for held in (pickle.dumps(bad), b"\x80\x04ctuiwizard.drafts.files\nos.system\n."):
        with pytest.raises(pickle.UnpicklingError):
            kept_results._Unpickler(io.BytesIO(held)).load()


def test_a_result_that_cannot_be_read_is_made_anew(report: Path) -> None:
    kept("a", report, Work())
    opened = kept_results._store_here()._opened
    assert opened is not None
    opened.execute("UPDATE results SET result = ?", (b"no pickle",))
    work = Work()
    assert kept("a", report, work) == "one"
    assert work.done == 1


def test_a_result_with_a_wrong_character_is_made_anew(report: Path) -> None:
    work = Work()
    kept("a", report, work)
    opened = kept_results._store_here()._opened
    assert opened is not None
    (stored,) = opened.execute("SELECT result FROM results").fetchone()
    at = stored.index(b"one")
    opened.execute("UPDATE results SET result = ?", (stored[:at] + b"two" + stored[at + 3 :],))
    assert kept("a", report, work) == "one"
    assert work.done == 2


def test_reports_give_the_same_the_second_time(tmp_path: Path) -> None:
    paths = generated.write(tmp_path / "received", 12)
    for read in (read_merge_input, read_desk_row):
        assert [*map(read, paths)] == [*map(read, paths)]
    os.utime(paths[0], (5, 5))
    assert read_desk_row(paths[0]).stamp.changed == 5_000_000_000


@pytest.mark.parametrize("more", [(), ("--format", "json"), ("--format", "json", "--previous")])
def test_check_says_the_same_the_second_time(tmp_path: Path, more: tuple[str, ...]) -> None:
    paths = generated.write(tmp_path / "received", 5)
    paths[3].write_text("no draft", "utf-8")
    paths[4].with_suffix(".html").write_text("<p>no report</p>", "utf-8")
    last = (str(paths[0]),) if "--previous" in more else ()
    said = [run("check", str(paths[0].parent), *more, *last) for _ in "12"]
    assert said[0].stdout
    assert said[0].stdout == said[1].stdout
    assert said[0].stderr == said[1].stderr
    assert said[0].returncode == said[1].returncode


def test_last_years_report_is_one_of_the_files(tmp_path: Path) -> None:
    (path,) = generated.write(tmp_path / "received", 1)
    last = path.with_name("last.toml")
    last.write_bytes(path.read_bytes())
    text = last.read_text("utf-8").replace("year = 2025", "year = 2024")
    last.write_text(text, "utf-8")
    draft, _ = last_year.remember(store.load(path), path, last)
    store.save(path, draft)
    before = read_desk_row(path)
    assert read_desk_row(path) == before
    last.write_text(text + "\n", "utf-8")
    assert read_desk_row(path).findings != before.findings
