"""The process in which files from elsewhere are read, within limits.

A file may be made, or damaged, so that its reader works for hours or fills the memory. So it is
read in a child process that may take so much memory, and so many seconds for each file. One child
reads file after file; it is started with the first, and ends with its parent, which closes the
pipe between them. A child that is killed costs one file; the next gets another child.

What a reader is, is for the rooms above to say; nothing here knows a format.
"""

import contextlib
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from tuiwizard.errors import OverLimits, SourceError
from tuiwizard.words import tr

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Result = TypeVar("Result")

MEMORY = 512 * 1024 * 1024
"""Bytes that a child may take besides what it has when it starts."""

PROCESSOR = 6.0
"""Seconds of work for each file, where the system counts them: 40 pages of tables in a PDF."""

WALL = 20.0 if sys.platform == "win32" else 60.0
"""Seconds by the clock, which runs on while others work: they end what waits, and on Windows,
which has no other limit, what works. A good file is not lost because the computer is busy."""

BYTES_PER_SECOND = 250_000
"""How large a file is for each second more: those that take longest for their size have 400 KB."""

MOST = 30.0
"""Seconds more that the largest file gets."""

START = 30.0
"""Seconds in which a child has said that it is there."""

PATIENCE = 5.0
"""Seconds in which a process that was killed is gone."""


class _Job(NamedTuple):
    """A file to read, with what, and how many seconds of work that may take."""

    reader: Callable[..., Any]
    data: bytes
    context: tuple[Any, ...]
    seconds: float


class _Answer(NamedTuple):
    """What was read or why it was not; after the last one a child takes too much memory."""

    found: Any = None
    error: Exception | None = None
    last: bool = False


def read(reader: Callable[..., Result], data: bytes, *context: Any) -> Result:
    """Read a file in the process that is there for it.

    Args:
        reader: A function of a module, which the other process has to find. It takes the data and
            the context. Errors other than `SourceError` are raised here with their traceback as
            a note, so a reader of personal data lets none of them pass.
        data: All that is in the file.
        context: What else the reader is given.

    Raises:
        SourceError: It cannot be read.
        OverLimits: Not within the limits.
    """
    if _child is None:  # a reader that calls another one
        return reader(data, *context)
    return _child.read(reader, data, context)


class _Child:
    """The child of this process, where it has one."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection

    def read(self, reader: Callable[..., Result], data: bytes, context: tuple[Any, ...]) -> Result:
        """Have a file read, one at a time."""
        more = min(MOST, len(data) / BYTES_PER_SECOND)
        with self._turn:
            try:
                if not self._there():
                    return reader(data, *context)
                answer = self._ask(_Job(reader, data, context, PROCESSOR + more), WALL + more)
            except BaseException:  # Ctrl+C: its answer would be taken for that of the next file
                self.end()
                raise
            if answer.last:
                self.end()
        if answer.error is not None:
            raise answer.error
        found: Result = answer.found
        return found

    def _there(self) -> bool:
        """Start a child where there is none; return whether there is one."""
        if self._process is not None and self._process.is_alive():
            return True
        self.end()
        try:
            self._start()
            if self._pipe.poll(START):
                self._pipe.recv()
                return True
        except (OSError, EOFError, ImportError):  # no more processes are allowed, or no pipes
            pass
        self.end()
        return False

    def _start(self) -> None:
        from multiprocessing import get_context

        method = _start_method()
        if method == "spawn":
            let_processes_start()
        context: Any = get_context(method)
        self._pipe, other = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(other, self._pipe, MEMORY), daemon=True
        )
        with _ctrl_c_blocked(), _starting(method):
            self._process.start()
        other.close()

    def _ask(self, job: _Job, seconds: float) -> _Answer:
        """Return what the child says of a file, or why it says nothing."""
        import pickle  # who checks drafts reads no file from elsewhere

        try:
            self._pipe.send(job)
            if not self._pipe.poll(seconds):
                return _Answer(error=_too_slow(), last=True)
            answer: _Answer = pickle.loads(self._pipe.recv_bytes())
        except (EOFError, OSError):
            slow = self.end() == -getattr(signal, "SIGXCPU", 0)
            return _Answer(error=_too_slow() if slow else _too_much())
        return answer

    def end(self) -> int | None:
        """End the child at once, if there is one; return its exit code."""
        process, self._process = self._process, None
        if process is None:
            return None
        self._pipe.close()
        if process.pid is None:  # it never started
            return None
        process.join(PATIENCE / 10)  # it may be dying of something else
        process.kill()
        process.join(PATIENCE)
        return process.exitcode


_child: _Child | None = _Child()
"""None in the child itself."""


def let_processes_start() -> None:
    """Start what keeps the books of other processes, which wants the terminal's own stderr.

    Textual puts something else in its place, which has no number, and none could start then.
    """
    if os.name == "posix":
        from multiprocessing import resource_tracker

        with contextlib.redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()


def _start_method() -> str:
    """How to start the child: a fork is there at once, but must not be of several threads."""
    alone = sys.platform == "linux" and len([*Path("/proc/self/task").iterdir()]) == 1
    return "fork" if alone else "spawn"


@contextlib.contextmanager
def _starting(method: str) -> Iterator[None]:
    """Start a child in any program, for who imports us may be one that was written for itself.

    A new interpreter would run its parent's script once more, where that does not guard its main
    part; here it finds none. Workers of a `multiprocessing.Pool` may have no children, which could
    outlive them; this one ends with its pipe.
    """
    from multiprocessing import current_process
    from types import ModuleType

    here, script = current_process(), sys.modules["__main__"]
    daemon, here.daemon = here.daemon, False
    if method == "spawn":
        sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        here.daemon, sys.modules["__main__"] = daemon, script


@contextlib.contextmanager
def _ctrl_c_blocked() -> Iterator[None]:
    """A child inherits that Ctrl+C is blocked; it is for its parent."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows it is heard until the child is up
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _too_slow() -> OverLimits:
    return OverLimits(
        tr("读了很久还没有读完，没有再读下去；请打开看看是不是要读的文件，另存一份再读")
    )


def _too_much() -> OverLimits:
    return OverLimits(
        tr("读它要用的内存太多，没有再读下去；请打开看看是不是要读的文件，另存一份再读")
    )


def _serve(  # pragma: no cover - runs in a process that coverage does not see, as all below
    pipe: "Connection", parents: "Connection", memory: int
) -> None:
    """Read file after file for the parent, until it closes the pipe."""
    global _child
    _child = None
    parents.close()
    _cut_loose()
    start = _size()
    if start:
        _limit("AS", start + memory)
    pipe.send(None)
    first = True
    with contextlib.suppress(EOFError, OSError, MemoryError):
        while True:
            job = pipe.recv()
            _limit("CPU", int(time.process_time() + job.seconds) + 1)
            answer = _outcome(job)
            full = bool(start) and _size() > start + memory // 2
            pipe.send_bytes(_packed(answer._replace(last=answer.last or full)))
            del job, answer
            if first:  # it loads what reads it, which stays; the parent may live too short for gc
                gc.freeze()
                gc.enable()
                first = False


def _cut_loose() -> None:  # pragma: no cover
    """Drop what a process has of its parent besides the pipe."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # nobody sees what Python or a library says when the memory is full
        os.dup2(nothing, stream)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in {"SIGTERM", "SIGHUP"} & {*dir(signal)}:  # a fork would do what its parent does
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    _limit("CORE", 0)


def _outcome(job: _Job) -> _Answer:  # pragma: no cover
    """What was read, or the error to raise in the parent."""
    try:
        return _Answer(job.reader(job.data, *job.context))
    except Exception as error:
        if _is_of_memory(error):
            return _Answer(error=_too_much(), last=True)
        if not isinstance(error, SourceError):
            from traceback import format_exception

            error.add_note("".join(format_exception(error)))
        return _Answer(error=error)


def _packed(answer: _Answer) -> bytes:  # pragma: no cover
    import pickle

    try:
        return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(_Answer(error=_too_much(), last=True))
    except Exception as error:  # an error of a library that cannot be copied
        fault = RuntimeError(type(answer.error or error).__name__)
        for note in getattr(answer.error or error, "__notes__", ()):
            fault.add_note(note)
        return pickle.dumps(_Answer(error=fault, last=answer.last))


def _is_of_memory(error: BaseException | None) -> bool:  # pragma: no cover
    """Whether an error was raised over another one that says that the memory is full."""
    while error is not None and not isinstance(error, MemoryError | RecursionError):
        error = error.__cause__ or error.__context__
    return error is not None


def _size() -> int:  # pragma: no cover
    """The bytes that this process has; 0 where the system does not say."""
    with contextlib.suppress(OSError, ValueError):
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _limit(resource: str, most: int) -> None:  # pragma: no cover
    """Let the system end this process where it takes more, if the system can."""
    with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):
        import resource as system

        kind = getattr(system, f"RLIMIT_{resource}")
        hard = system.getrlimit(kind)[1]
        system.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))
