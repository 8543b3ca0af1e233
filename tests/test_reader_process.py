"""Files from elsewhere are read in a child process that no file can hang or swell."""

import os
import pickle
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests import hostile, program
from tests.layouts import pages
from tests.layouts.report import Report
from tests.published import committed
from tuiwizard import reader_process
from tuiwizard.errors import OverLimits, SourceError
from tuiwizard.importing import read_here, read_published
from tuiwizard.ledger.sheets import read_book

SHARED = Path("/work/shared/cases/hostile")
NAME = "pingtan-2021"


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[reader_process._Child]:
    """A child of its own, ended behind the test."""
    own = reader_process._Child()
    monkeypatch.setattr(reader_process, "_child", own)
    yield own
    own.end()


def good() -> bytes:
    published = committed(NAME)
    return pages.body(Report(published.edition, published.year, "甲局", published.printed)).encode()


def child(reader: reader_process._Child) -> int | None:
    return reader._process.pid if reader._process else None


def test_the_child_reads_what_is_read_here(reader: reader_process._Child) -> None:
    page = good()
    assert read_published(page, "a.html", agency="甲局") == read_here(page, "a.html", "甲局", None)
    one = child(reader)
    assert read_published(page, "a.html", year=2022).year == 2022
    assert child(reader) == one  # it serves many files
    with pytest.raises(SourceError, match="文件是空的"):
        read_published(b"", "a.html")
    assert child(reader) == one


def test_a_report_is_handed_over_whole() -> None:
    for page in (good(), b"x"):
        found = read_here(page, "a.html", "", 2021)
        assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.usefixtures("reader")
def test_a_child_that_works_too_long_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "PROCESSOR", 0.2)
    with pytest.raises(OverLimits, match="读了很久还没有读完"):
        read_published(hostile.FILES["forms.pdf"], "a.pdf")
    monkeypatch.setattr(reader_process, "PROCESSOR", 6)
    assert read_published(good(), "a.html").printed


def test_a_child_that_takes_too_long_by_the_clock_costs_one_file(
    reader: reader_process._Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system counts no seconds of work, the clock does."""
    read_published(good(), "a.html")
    one = child(reader)
    monkeypatch.setattr(reader_process, "WALL", 0.5)
    with pytest.raises(OverLimits, match="读了很久还没有读完"):
        read_published(hostile.FILES["forms.pdf"], "a.pdf")
    monkeypatch.setattr(reader_process, "WALL", 60)
    assert read_published(good(), "a.html").printed
    assert child(reader) != one


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not limit memory")
@pytest.mark.usefixtures("reader")
def test_a_child_that_fills_its_memory_costs_one_file() -> None:
    with pytest.raises(OverLimits, match="内存太多"):
        read_published(hostile.FILES["widths.pdf"], "a.pdf")
    assert read_published(good(), "a.html").printed


@pytest.mark.usefixtures("reader")
def test_a_fault_of_a_reader_is_told_with_its_traceback() -> None:
    with pytest.raises(AttributeError) as caught:
        read_published(good(), None)  # type: ignore[arg-type]
    assert "read_source" in "".join(caught.value.__notes__)


def broken(data: bytes, kind: str) -> None:
    """A reader that fails in ways that cannot be handed over."""
    if kind == "result":
        return lambda: data  # type: ignore[return-value]
    raise _Uncopied(data)


class _Uncopied(Exception):
    def __reduce__(self) -> str:
        raise TypeError


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("kind", ["result", "error"])
def test_what_cannot_be_handed_over_is_a_fault_and_no_limit(kind: str) -> None:
    with pytest.raises(RuntimeError):
        reader_process.read(broken, b"", kind)


def inner(data: bytes) -> bytes:
    return reader_process.read(bytes.upper, data)


@pytest.mark.usefixtures("reader")
def test_a_reader_may_call_another_one() -> None:
    assert reader_process.read(inner, b"a") == b"A"


def test_without_another_process_a_file_is_read_in_this_one(
    reader: reader_process._Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_start", _refused)
    assert read_published(good(), "a.html").printed


def test_so_it_is_where_the_other_process_does_not_start(
    reader: reader_process._Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_process, "_serve", _gone)
    assert read_published(good(), "a.html").printed
    assert child(reader) is None


def _refused(*_: object) -> None:
    raise OSError


def _gone(*_: object) -> None:
    os._exit(0)


def test_ctrl_c_ends_the_child_whose_answer_nobody_awaits(
    reader: reader_process._Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_published(good(), "a.html")
    monkeypatch.setattr(reader, "_ask", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        read_published(good(), "a.html")
    assert child(reader) is None


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no signals")
def test_ctrl_c_is_for_the_parent(reader: reader_process._Child) -> None:
    read_published(good(), "a.html")
    one = child(reader)
    assert one is not None
    os.kill(one, signal.SIGINT)
    assert read_published(good(), "a.html").printed
    assert child(reader) == one
    os.kill(one, signal.SIGKILL)
    time.sleep(0.1)
    assert read_published(good(), "a.html").printed


PARENT = """
import sys, time
from tuiwizard import reader_process
from tuiwizard.importing import read_published
if __name__ == "__main__":
    try: read_published(b"x", "a.txt")
    finally: print(reader_process._child._process.pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_child_ends_with_its_parent() -> None:
    command = [sys.executable, "-c", PARENT]
    environment = program.environment()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.05)
    pytest.fail("the child goes on")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A third of the time for each file: what would work for ever works as long either way."""
    monkeypatch.setattr(reader_process, "PROCESSOR", 2.0)


def _limited(reader: Callable[[], object]) -> str:
    """What is said of a file that is within the limits because its child is."""
    start = time.monotonic()
    said = ""
    try:
        reader()
    except SourceError as error:
        said = str(error)
    assert time.monotonic() - start < reader_process.WALL + reader_process.MOST + 20
    return said


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("name", hostile.FILES)
def test_no_file_hangs_or_swells_the_reader_of_reports(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert "\n" not in _limited(partial(read_published, hostile.FILES[name], name))
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("impatient")
@pytest.mark.skipif(not SHARED.is_dir(), reason="the files are not here")
def test_nor_does_one_that_was_found() -> None:
    for path in sorted(SHARED.iterdir()):
        assert "\n" not in _limited(partial(read_published, path.read_bytes(), path.name))


@pytest.mark.usefixtures("reader", "impatient")
@pytest.mark.parametrize("name", hostile.BOOKS)
def test_no_file_hangs_or_swells_the_reader_of_ledgers(name: str) -> None:
    said = _limited(partial(read_book, name, hostile.BOOKS[name]()))
    assert "\n" not in said
    assert said.startswith((f"{name}：", "")[not said])


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("name", ["corners.xlsx", "two corners.xlsx", "merged again.xlsx"])
def test_nor_do_such_files_hang_or_swell_the_reader_of_reports(name: str) -> None:
    assert "\n" not in _limited(partial(read_published, hostile.BOOKS[name](), name))


@pytest.mark.usefixtures("reader")
def test_no_cell_of_a_ledger_is_in_an_error() -> None:
    with pytest.raises(SourceError) as caught:
        read_book("台账.xlsx", hostile.workbook(_WRONG))
    said = "".join(traceback.format_exception(caught.value))
    assert "张三" not in said
    assert "文件损坏" in said


_WRONG = '<row r="1"><c r="A1" t="n"><v>张三</v></c></row>'
