"""A thread that ends by a fault is heard of, and holds up nobody."""

import io
import os
import threading

import pytest
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from tuiwizard.tui import thread_faults


class Broken(io.StringIO):
    def write(self, text: str) -> int:
        raise BlockingIOError(11, text)


def test_one_that_ends_by_itself_is_told_of() -> None:
    found: list[Exception] = []
    before = threading.excepthook
    with thread_faults.watched(found.append):
        thread = threading.Thread(target=int, args=("x",))
        thread.start()
        thread.join()
    assert isinstance(found[0], ValueError)
    assert threading.excepthook is before


def test_the_screen_is_given_back_where_it_was_not_drawn_to_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[Exception] = []
    written: list[tuple[int, bytes]] = []
    monkeypatch.setattr(os, "write", lambda *what: written.append(what))
    with thread_faults.watched(found.append):
        writer = WriterThread(Broken())
        writer.start()
        for _ in range(3 * MAX_QUEUED_WRITES):  # whoever draws never waits for it
            writer.write("x")
        writer.stop()
    assert isinstance(found[0], BlockingIOError)
    assert [where for where, _ in written] == [thread_faults._SCREEN]
    assert b"\x1b[?1049l" in written[0][1]
