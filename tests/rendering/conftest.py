"""Each published report in turn, and the pages it has to become."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.published import REPORTS, committed
from tuiwizard.report.draft import Draft


@pytest.fixture(params=REPORTS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def complete(name: str) -> Draft:
    """A complete report, of each edition in turn."""
    return committed(name).draft()


@pytest.fixture
def golden() -> Callable[[str, bytes], None]:
    """Compares an output with a golden file.

    UPDATE_GOLDEN=1 accepts a change; read the diff before committing it.
    """

    def compare(file: str, output: bytes) -> None:
        path = Path(__file__).parent / "golden" / file
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_bytes(output)
        assert output == path.read_bytes()

    return compare
