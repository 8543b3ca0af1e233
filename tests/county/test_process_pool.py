"""The same work by many processes: the same results in the same order, whatever happens."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from functools import partial
from multiprocessing import active_children, get_all_start_methods
from pathlib import Path

import pytest

from tests.county import work
from tuiwizard.county import process_pool
from tuiwizard.county.process_pool import ProcessPool, map_in_order

MANY = range(200)
METHODS = [m for m in ("spawn", "forkserver") if m in get_all_start_methods()]


class Told:
    """What became of the processes."""

    def __init__(self) -> None:
        self.deaths = 0
        self.lost: list[int] = []

    def crash(self) -> None:
        self.deaths += 1

    def lose(self, item: int) -> int:
        self.lost.append(item)
        return -1


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture(autouse=True)
def nobody_stays() -> Iterator[None]:
    before = {*active_children()}  # the one that reads files from elsewhere, from another test
    yield
    assert {*active_children()} <= before


def shared(job: Callable[[int], int], told: Told) -> list[int]:
    """All results, by two processes and none of them here."""
    with ProcessPool(2) as pool:
        return list(pool.map(job, iter(MANY), told.lose, told.crash))


@pytest.mark.parametrize("method", METHODS)
def test_results_come_in_order(method: str, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_pool, "START_METHOD", method)
    assert shared(work.double, told) == [2 * number for number in MANY]
    assert (told.deaths, told.lost) == (0, [])


def test_nobody_works_here_and_both_work(told: Told) -> None:
    ids = set(shared(work.where, told))
    assert os.getpid() not in ids
    assert len(ids) <= 2


def test_an_item_over_which_processes_die_is_lost_and_no_other(told: Told) -> None:
    assert shared(work.die_at_seven, told) == [2 * n if n != 7 else -1 for n in MANY]
    assert told.deaths >= 1
    assert told.lost == [7]


def test_the_work_of_a_process_that_dies_once_is_done_again(told: Told, tmp_path: Path) -> None:
    job = partial(work.die_once, tmp_path / "mark")
    assert shared(job, told) == [2 * number for number in MANY]
    assert (told.deaths, told.lost) == (1, [])


def test_work_that_comes_when_a_process_has_just_died_is_done_again(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pool then takes no work any more, and says so at once."""
    submit = ProcessPoolExecutor.submit
    refused: list[object] = []

    def once(self: ProcessPoolExecutor, job: Callable[..., object], *given: object) -> object:
        if given[0] is work.double and not refused:
            refused.append(self)
            raise BrokenProcessPool
        return submit(self, job, *given)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", once)
    assert shared(work.double, told) == [2 * number for number in MANY]
    assert (told.deaths, told.lost) == (1, [])


def test_an_error_of_the_work_comes_here(told: Told) -> None:
    with pytest.raises(ValueError, match="0"):
        shared(work.fail, told)


def test_few_are_done_here(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_pool, "PATIENCE", float("inf"))
    assert set(map_in_order(work.where, MANY, told.lose, told.crash)) == {os.getpid()}
    assert list(map_in_order(work.double, (), told.lose, told.crash)) == []


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are started behind the first item, even by a single processor."""
    monkeypatch.setattr(process_pool, "PATIENCE", 0)
    monkeypatch.setattr(process_pool, "WORTH", 0)
    monkeypatch.setattr(process_pool, "processors", lambda: 2)


@pytest.mark.usefixtures("impatient")
def test_many_are_begun_here_and_go_on_elsewhere(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ProcessPool, "ready", waits(ProcessPool.ready))
    first, *rest = map_in_order(work.where, MANY, told.lose, told.crash)
    assert first == os.getpid()
    assert os.getpid() not in rest


@pytest.mark.skipif(not hasattr(os, "nice"), reason="Windows has none")
@pytest.mark.usefixtures("impatient")
def test_processes_stand_back_for_other_programs(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ProcessPool, "ready", waits(ProcessPool.ready))
    here, *there = map_in_order(work.niceness, MANY, told.lose, told.crash, nice=5)
    assert (here, set(there)) == (os.nice(0), {min(os.nice(0) + 5, 19)})


def waits(ready: Callable[[ProcessPool], bool]) -> Callable[[ProcessPool], bool]:
    def waiting(self: ProcessPool) -> bool:
        while not ready(self):
            pass
        return True

    return waiting


@pytest.mark.usefixtures("impatient")
def test_what_is_done_before_they_have_started_is_done_here(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ProcessPool, "ready", lambda _: False)
    assert list(map_in_order(work.double, MANY, told.lose, told.crash)) == [
        2 * number for number in MANY
    ]


@pytest.mark.usefixtures("impatient")
def test_where_no_process_starts_all_is_done_here(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_pool, "_set_up", work.refuse_to_start)
    assert list(map_in_order(work.double, MANY, told.lose, told.crash)) == [
        2 * number for number in MANY
    ]
    assert (told.deaths, told.lost) == (0, [])


@pytest.mark.usefixtures("impatient")
def test_where_no_process_is_allowed_all_is_done_here(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(_: str) -> None:
        raise OSError("Function not implemented")

    monkeypatch.setattr(multiprocessing, "get_context", forbidden)
    assert list(map_in_order(work.double, MANY, told.lose, told.crash)) == [
        2 * number for number in MANY
    ]


@pytest.mark.usefixtures("impatient")
def test_who_needs_no_more_ends_them(told: Told) -> None:
    with closing(map_in_order(work.double, MANY, told.lose, told.crash)) as results:
        assert [next(results) for _ in range(5)] == [0, 2, 4, 6, 8]


def test_this_program_may_use_a_processor() -> None:
    assert process_pool.processors() >= 1
