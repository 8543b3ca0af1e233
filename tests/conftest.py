"""What all tests share: the published reports, and how hypothesis searches."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ["TUIWIZARD_LANG"] = "zh"  # before anything speaks: the tests read Chinese everywhere

from tuiwizard import words

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So does a shell start what it runs in the background, and all that is started from there
    # would not hear the Ctrl+C of the tests.
    signal.signal(signal.SIGINT, signal.default_int_handler)

_CHECKS = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile("dev", deadline=None, max_examples=60, suppress_health_check=_CHECKS)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of published reports, which lies beside the repository, not in it."""
    for folder in Path(__file__).resolve().parents[2:]:
        found = folder / "shared" / "corpus"
        if found.is_dir():
            return found
    pytest.skip("the published reports (../shared/corpus) are not on this machine")


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process speaks English for one test."""
    monkeypatch.setenv(words.VARIABLE, "zh")
    words.choose("en")
    yield
    words.choose("zh")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by the argument that holds them.

    A file's bytes make an unreadable name, and one that differs from one worker to the next
    (pytest-xdist then refuses to run at all) if the time is among them.
    """
    return argname if isinstance(val, bytes) else None
