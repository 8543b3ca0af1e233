"""What the benchmarks of the screen share."""

from collections.abc import Callable

import pytest

Report = Callable[[str, float, float], None]


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Report:
    """Print a ratio beside its limit, and hold it to the limit."""

    def _report(what: str, ratio: float, limit: float) -> None:
        with capsys.disabled():
            print(f"\n    {what}: {ratio:.2f} (limit {limit:g})", end="")
        assert ratio <= limit

    return _report
