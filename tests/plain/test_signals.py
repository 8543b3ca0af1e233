"""Signals are handed on while the conversation lasts, and then are what they were."""

import os
import signal
import threading

import pytest

from tuiwizard.plain import signals


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGTERM to itself")
@pytest.mark.parametrize(
    "number",
    [
        signal.SIGTERM,
        signal.SIGINT,
        getattr(signal, "SIGHUP", signal.SIGTERM),
        getattr(signal, "SIGQUIT", signal.SIGTERM),
    ],
)
def test_a_signal_is_handed_on(number: signal.Signals) -> None:
    came: list[int] = []
    before = signal.getsignal(number)
    with signals.handing_on(came.append):
        signal.raise_signal(number)
    assert came == [number]
    assert signal.getsignal(number) is before


def test_outside_the_main_thread_there_are_none() -> None:
    done: list[bool] = []

    def work() -> None:
        with signals.handing_on(lambda _: None):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
