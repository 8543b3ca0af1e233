"""The terminal asked: answers whole, in pieces, wrong, late, mixed with keys, or none."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.doctor.conftest import WIDTHS
from tuiwizard.doctor.terminal_query import SAMPLES, TerminalAnswers, ask, parse_answers

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

import termios

POSITIONS = [f"\x1b[7;{WIDTHS[character] + 1}R".encode() for character in SAMPLES]
MODE, LAST = b"\x1b[?2004;2$y", b"\x1b[?62;22c"
ANSWER = b"".join([*POSITIONS, MODE, LAST])
KEYS = (b"a", "字".encode(), b"\x1b[A", b"\x1bOP", b"\r", b"\x1b", b"\x1b[15~")


# What is parse_answers


def test_a_good_answer() -> None:
    assert parse_answers(ANSWER) == TerminalAnswers(WIDTHS, paste=True)
    assert parse_answers(ANSWER.replace(MODE, b"")) == TerminalAnswers(WIDTHS)
    assert parse_answers(ANSWER.replace(b"2004;2", b"2004;0")) == TerminalAnswers(
        WIDTHS, paste=False
    )


@given(keys=st.lists(st.tuples(st.integers(0, len(POSITIONS)), st.sampled_from(KEYS)), max_size=5))
def test_keys_between_the_answers_are_told_from_them(keys: list[tuple[int, bytes]]) -> None:
    parts = [*POSITIONS, LAST]
    for place, key in sorted(keys, reverse=True):
        parts.insert(place, key)
    assert parse_answers(b"".join(parts)) == TerminalAnswers(
        WIDTHS, typed=sum(len(k) for _, k in keys)
    )


@given(heard=st.binary(max_size=200))
def test_any_bytes_are_no_measurement(heard: bytes) -> None:
    answers = parse_answers(heard)
    assert not answers.widths
    assert answers.silence


@pytest.mark.parametrize(
    ("heard", "says"),
    [
        (b"", "不回答"),
        (b"".join(POSITIONS[:-1]) + LAST, "对不上"),
        (b"".join([*POSITIONS, POSITIONS[0]]) + LAST, "对不上"),
        (ANSWER.replace(b"7;3R", b"7;99R"), "对不上"),
        (ANSWER.replace(b"7;3R", b"7;0R"), "对不上"),
    ],
    ids=["none", "too few", "too many", "too far", "nowhere"],
)
def test_what_does_not_fit_is_not_believed(heard: bytes, says: str) -> None:
    answers = parse_answers(heard)
    assert answers.widths == {}
    assert says in answers.silence


# How it is asked


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int]]:
    """A terminal's two ends; this process is taken for the one in front of it."""
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp())
    ours, theirs = os.openpty()
    try:
        yield ours, theirs
    finally:
        os.close(ours)
        os.close(theirs)


def answering(ours: int, *parts: bytes) -> threading.Thread:
    """TerminalAnswers, piece by piece, once everything has been asked."""

    def answer() -> None:
        asked = b""
        while not asked.endswith(b"\x1b[c"):
            asked += os.read(ours, 4096)
        with suppress(OSError):  # nobody waits for the end of a flood
            for part in parts:
                os.write(ours, part)
                time.sleep(0.001)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    return thread


@pytest.mark.parametrize("size", [1, 7, len(ANSWER)])
def test_answers_in_pieces(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    pieces = [ANSWER[i : i + size] for i in range(0, len(ANSWER), size)]
    with terminal(monkeypatch) as (ours, theirs):
        before = termios.tcgetattr(theirs)
        thread = answering(ours, *pieces)
        assert ask(theirs, theirs, patience=30) == TerminalAnswers(WIDTHS, paste=True)
        thread.join()
        assert termios.tcgetattr(theirs) == before


@pytest.mark.parametrize(
    "said", [b"", b"\x1b[1;1R", b"\xff" * 70000], ids=["none", "part", "flood"]
)
def test_who_does_not_answer_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    with terminal(monkeypatch) as (ours, theirs):
        before = termios.tcgetattr(theirs)
        answering(ours, *(said[i : i + 1000] for i in range(0, len(said), 1000)))
        answers = ask(theirs, theirs, patience=0.3)
        assert answers.widths == {}
        assert answers.silence
        assert termios.tcgetattr(theirs) == before


def test_held_output_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as (_, theirs):
        monkeypatch.setattr("select.select", lambda *_: ([], [], []))
        assert "不回答" in ask(theirs, theirs).silence


def test_a_window_that_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as (ours, theirs):
        monkeypatch.setattr(os, "read", lambda *_: b"")
        os.write(ours, b"\n")  # there is something to read
        assert "不回答" in ask(theirs, theirs, patience=5).silence


def test_no_terminal() -> None:
    reading, writing = os.pipe()
    assert ask(reading, writing).silence == "这里没有终端"
    os.close(reading)
    os.close(writing)


def test_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: -1)
    assert ask(0, 1).silence == "程序在后台运行"


def test_a_system_without_terminals_of_this_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "termios", None)
    assert "这个系统" in ask(0, 1).silence
