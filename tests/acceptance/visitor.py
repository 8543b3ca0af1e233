"""A person at a browser before the door, and the door: `door.cjs` is the hand and the eye."""

import contextlib
import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.program import COMMAND, environment

BROWSER = Path(__file__).with_name("door.cjs")
PATIENCE = 20.0
"""Seconds until what does not come is a failure."""


class Visitor:
    """A person at Chromium.

    Args:
        running: The browser.
    """

    def __init__(self, running: "subprocess.Popen[str]") -> None:
        self._running = running

    def __call__(self, act: str, **how: object) -> Any:
        """Do something, and return what came of it."""
        assert self._running.stdin is not None and self._running.stdout is not None
        self._running.stdin.write(json.dumps({"act": act, **how}) + "\n")
        self._running.stdin.flush()
        said = self._running.stdout.readline()
        assert said, f"the browser has gone at {act} {how}"
        return json.loads(said)

    def press(self, *keys: str) -> None:
        """Keys by name, one after another."""
        self("press", keys=keys)

    def type(self, text: str) -> None:
        """Characters of the keyboard."""
        self("type", text=text)

    def commit(self, text: str) -> None:
        """Chinese, by an input method."""
        self("commit", text=text, spelt="pinyin")

    @property
    def screen(self) -> str:
        """What is on the terminal."""
        return str(self("screen"))

    def wait_for(self, *texts: str, gone: str = "") -> None:
        """Wait until all texts are on the terminal, and one is no longer."""
        self.wait_until(
            lambda: all(t in self.screen for t in texts) and not (gone and gone in self.screen),
            f"{texts}" + (f" without {gone!r}" if gone else ""),
        )

    def wait_until(self, condition: Callable[[], bool], what: str = "") -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, (
                f"no {what or condition} on the page:\n{self.screen}"
            )
            time.sleep(0.05)


@contextlib.contextmanager
def visitor(tools: Path, downloads: Path) -> Iterator[Visitor]:
    """A browser of its own."""
    command = ["node", str(BROWSER), str(tools), str(downloads)]
    with subprocess.Popen(
        command, text=True, encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        yield Visitor(running)
        assert running.stdin is not None
        running.stdin.close()
        assert running.wait(30) == 0


@contextlib.contextmanager
def door(folder: Path, *arguments: str) -> Iterator[str]:
    """The door on a folder; yields its one-time address."""
    command = [*COMMAND, "serve", *arguments]
    env = environment(TUIWIZARD_STATE=str(folder / ".state"))
    with subprocess.Popen(
        command, cwd=folder, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        try:
            assert running.stdout is not None and running.stderr is not None
            yield running.stdout.readline().strip()
        finally:
            running.send_signal(signal.SIGINT)
        assert running.wait(30) == 0
        assert "Traceback" not in running.stderr.read()
