"""The thread beside the desk: reads what changes, tells what it knows, and ends when asked to."""

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.county import generated
from tuiwizard.county import watch
from tuiwizard.county.desk import Desk, look
from tuiwizard.county.desk_row import DeskRow, State, lost, read_desk_row
from tuiwizard.county.expected import Expected
from tuiwizard.county.file_account import Account
from tuiwizard.county.watch import Watch

PATIENCE = 30.0


class Ear:
    """Hears what a watch tells."""

    def __init__(self) -> None:
        self.told: list[tuple[Desk, int]] = []
        self.faults: list[Exception] = []
        self._news = threading.Condition()

    def tell(self, desk: Desk, left: int) -> None:
        with self._news:
            self.told.append((desk, left))
            self._news.notify_all()

    def fail(self, error: Exception) -> None:
        with self._news:
            self.faults.append(error)
            self._news.notify_all()

    def wait(self, condition: Callable[[], object]) -> None:
        with self._news:
            assert self._news.wait_for(condition, PATIENCE)

    @property
    def desk(self) -> Desk | None:
        """The desk once all of it has been read."""
        return self.told[-1][0] if self.told and not self.told[-1][1] else None

    def names(self) -> list[str]:
        return [unit.agency for unit in self.desk.rows] if self.desk else []


@contextmanager
def watching(desk: Desk, read: watch.Reader = watch.read) -> Iterator[tuple[Watch, Ear]]:
    ear = Ear()
    looking = Watch(desk, ear.tell, ear.fail, read)
    looking.start()
    yield looking, ear
    looking.close()
    looking._thread.join(PATIENCE)
    assert not looking._thread.is_alive()


@pytest.fixture(autouse=True)
def looks_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "AGAIN", 3600.0)


def names(*numbers: int) -> list[str]:
    return [generated.name(number) for number in numbers]


def test_what_changes_comes_and_goes_is_noticed(tmp_path: Path) -> None:
    first, second = generated.write(tmp_path, 2)
    with watching(Desk(tmp_path)) as (looking, ear):
        ear.wait(lambda: ear.names() == names(0, 1))
        before = ear.desk
        assert before is not None
        first.unlink()
        second.write_text(generated.text(4), "utf-8")
        (tmp_path / "00009.toml").write_text(generated.text(2), "utf-8")
        looking.poke()
        ear.wait(lambda: ear.names() == names(4, 2))
        count = len(ear.told)
        (tmp_path / "notes.log").write_text("x", "utf-8")
        looking.poke()
        looking.read_anew()
        ear.wait(lambda: len(ear.told) > count and len(ear.names()) == 3)
        assert ear.names() == [*names(4, 2), "notes"]
        assert ear.desk is not None
        assert ear.desk.rows[-1].account is Account.NO_REPORT
    assert ear.faults == []


def test_files_are_named_before_they_are_read(tmp_path: Path) -> None:
    paths = generated.write(tmp_path, 3)
    with watching(Desk(tmp_path)) as (_, ear):
        ear.wait(lambda: ear.desk)
    first, left = ear.told[0]
    assert (left, first.rows) == (3, ())
    assert [row.path for row in first.every] == paths
    assert {(row.state, row.read) for row in first.every} == {(State.UNREAD, False)}
    assert all(len(desk.rows) + len(desk.unread) == 3 for desk, _ in ear.told)
    assert ear.desk
    assert ear.desk.unread == ()


def test_it_looks_again_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "AGAIN", 0.01)
    with watching(Desk(tmp_path)) as (_, ear):
        ear.wait(lambda: ear.desk)
        generated.write(tmp_path, 1)
        ear.wait(lambda: ear.names() == names(0))


def test_only_what_has_changed_is_read(tmp_path: Path) -> None:
    paths = generated.write(tmp_path, 3)
    read: list[Path] = []

    def reader(wanted: Sequence[Path]) -> Generator[DeskRow, None, None]:
        for path in wanted:
            read.append(path)
            yield read_desk_row(path)

    with watching(Desk(tmp_path), reader) as (looking, ear):
        ear.wait(lambda: len(ear.names()) == 3)
        paths[1].write_text(generated.text(7), "utf-8")
        looking.poke()
        ear.wait(lambda: ear.names() == names(0, 7, 2))
    assert read == [*paths, paths[1]]


def test_a_long_reading_is_shown_as_far_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_SHOWN", 0)
    monkeypatch.setattr(watch, "_SHARE", 0)
    generated.write(tmp_path, 5)
    with watching(Desk(tmp_path)) as (_, ear):
        ear.wait(lambda: len(ear.names()) == 5)
    steps = [(len(desk.rows), left) for desk, left in ear.told]
    assert steps == [(0, 5), (1, 4), (2, 3), (3, 2), (4, 1), (5, 0)]


def test_it_ends_in_the_middle(tmp_path: Path) -> None:
    generated.write(tmp_path, 2)
    go_on, closed = threading.Event(), threading.Event()

    def reader(wanted: Sequence[Path]) -> Generator[DeskRow, None, None]:
        try:
            for path in wanted:
                go_on.wait(PATIENCE)
                yield read_desk_row(path)
        finally:
            closed.set()

    with watching(Desk(tmp_path), reader) as (looking, ear):
        ear.wait(lambda: ear.told)
        looking.close()
        go_on.set()
    assert closed.is_set(), "what reads is closed too: it may have processes"
    assert all(not desk.rows for desk, _ in ear.told)


def test_an_empty_folder_still_says_who_is_missing(tmp_path: Path) -> None:
    with watching(Desk(tmp_path, expected=(Expected("甲镇"),))) as (_, ear):
        ear.wait(lambda: ear.desk)
        assert ear.desk is not None
        assert [unit.agency for unit in ear.desk.missing] == ["甲镇"]


def test_a_fault_does_not_go_unnoticed(tmp_path: Path) -> None:
    generated.write(tmp_path, 1)

    def reader(_: Sequence[Path]) -> Generator[DeskRow, None, None]:
        raise ZeroDivisionError
        yield

    with watching(Desk(tmp_path), reader) as (_, ear):
        ear.wait(lambda: ear.faults)
    assert isinstance(ear.faults[0], ZeroDivisionError)


def test_a_file_over_which_processes_die_is_listed(tmp_path: Path) -> None:
    (path,) = generated.write(tmp_path, 1)
    unit = lost(path)
    assert (unit.state, unit.path) == (State.UNREADABLE, path)
    assert str(path) in unit.trouble
    assert Desk(tmp_path, (unit,)).changes(look(tmp_path)) == []
    path.unlink()
    assert lost(path).state is State.UNREADABLE
