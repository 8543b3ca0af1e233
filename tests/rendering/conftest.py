"""Each published report in turn."""

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
