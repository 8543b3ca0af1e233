"""`tuiwizard completion` prints what was made for a shell; tests/pty completes words with it."""

import pytest

from docs.generate import MADE
from tests.cli.conftest import Run
from tuiwizard.cli.commands.completion import SHELLS


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert done.text == MADE[f"src/tuiwizard/cli/completions/{shell}"]()


def test_another_shell_is_refused(run: Run) -> None:
    done = run("completion", "cmd")
    assert (done.code, done.out) == (2, b"")
    assert done.sentence.startswith("SHELL 不能是 'cmd'，可以是")
