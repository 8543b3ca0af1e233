"""A fault in any thread ends in one sentence, with exit code 70 and everything saved."""

import sys
from pathlib import Path

import pytest

from tests.pty import failing
from tests.pty.clerk import wait_for_step
from tests.pty.terminal import Terminal
from tuiwizard import faults
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft

pytestmark = pytest.mark.pty


@pytest.mark.parametrize("thread", failing.THREADS)
def test_a_fault_in_a_thread(tmp_path: Path, thread: str) -> None:
    draft = tmp_path / "draft.toml"
    store.create(draft, Draft.new(2025, name="测试单位"))
    command = (sys.executable, failing.__file__, thread)
    with Terminal(draft, "--step", "overview", folder=tmp_path, command=command) as terminal:
        wait_for_step(terminal, "overview")
        terminal.send("前后")
        terminal.wait_for("前后")
        terminal.send(failing.MARK)
        status = terminal.wait_for_end()
        said, restored = terminal.after_screen, terminal.restored
    assert (status, restored) == (faults.EXIT_CODE, True)
    assert "程序出错" in said
    assert "Traceback" not in said
    assert store.load(draft).entries("overview").get("overview.text").startswith("前后")
    (report,) = (tmp_path / ".state" / "faults").iterdir()
    assert failing.MARK not in report.read_text("utf-8")
