"""`.ci/run` runs the tests and the acceptance tests, and ends with the tests' closing line."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / ".ci" / "run"
CLOSING = "3 passed, 1 skipped in 1.00s"


@pytest.mark.skipif(os.name == "nt", reason="a script for bash")
@pytest.mark.parametrize(("test", "acceptance"), [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_both_run_and_either_may_fail(tmp_path: Path, test: int, acceptance: int) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(SCRIPT, tmp_path / ".ci" / "run")
    (tmp_path / "Makefile").write_text(
        "ready fonts:\n\t@true\n"
        f"tools:\n\t@echo 'nothing to be had'; exit {acceptance}\n"
        f"test:\n\t@echo '{CLOSING}'; exit {test}\n"
        f"acceptance:\n\t@echo '9 passed in 2.00s'; exit {acceptance}\n"
    )
    done = subprocess.run(
        [tmp_path / ".ci" / "run"], capture_output=True, text=True, check=False, timeout=60
    )
    lines = done.stdout.splitlines()
    assert "9 passed in 2.00s" in lines
    assert lines[-1] == CLOSING
    assert (done.returncode == 0) is (not test and not acceptance)
