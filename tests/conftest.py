"""What all tests share: the published reports, and how hypothesis searches."""

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ["TUIWIZARD_LANG"] = "zh"  # before anything speaks: the tests read Chinese everywhere

from tests.layouts import corpus as generated
from tuiwizard import words

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So does a shell start what it runs in the background, and all that is started from there
    # would not hear the Ctrl+C of the tests.
    signal.signal(signal.SIGINT, signal.default_int_handler)

_CHECKS = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile("dev", deadline=None, max_examples=60, suppress_health_check=_CHECKS)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


PUBLISHED = [
    found
    for folder in Path(__file__).resolve().parents[2:]
    if (found := folder / "shared" / "corpus").is_dir()
][:1]
"""The folder of published reports, which lies beside the repository, not in it, if it is there."""


@pytest.fixture(scope="session", params=["generated", *(["published"] if PUBLISHED else [])])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reports: the published ones, or their figures in their layouts, made here."""
    if request.param == "published":
        return PUBLISHED[0]
    return generated.write(tmp_path_factory.mktemp("corpus"))


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


def pytest_unconfigure() -> None:
    """Let go of what commands have frozen; a command's own process does not get as far as this.

    DuckDB ends Python 3.14 by an abort if its module outlives the interpreter.
    """
    gc.unfreeze()
