"""Words completed in real shells by the scripts that `tuiwizard completion` prints."""

import shutil
from pathlib import Path

import pytest

from tests import program
from tests.pty.terminal import Key, Terminal

pytestmark = pytest.mark.pty

START = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
READY = {
    "bash": "PS1='$ '; . ./script",
    "zsh": "PS1='$ '; fpath=($PWD $fpath); autoload -U compinit; compinit -u -D",
    "fish": "function fish_prompt; echo '$ '; end; set fish_autosuggestion_enabled 0; . ./script",
}
WORDS = {
    "chec": "check ",
    "rep": "report.toml ",
    "check rep": "check report.toml ",
    "check report.toml sec": "check report.toml second.toml ",
    "render report.toml --as": "render report.toml --as-draft ",
    "render report.toml --to h": "render report.toml --to html ",
    "render report.toml -o out": "render report.toml -o output.md ",
    "import 页": "import 页面.html ",
    "new a.toml --level tow": "new a.toml --level township ",
    "--step ag": "--step agency ",
    "report.toml --ste": "report.toml --step ",
    "doctor --format j": "doctor --format json ",
    "completion fi": "completion fish ",
}


@pytest.mark.parametrize("typed", WORDS)
@pytest.mark.parametrize("shell", START)
def test_words(tmp_path: Path, shell: str, typed: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not on this machine")
    for name in ("report.toml", "report.xyz", "second.toml", "output.md", "页面.html", "页面.xyz"):
        (tmp_path / name).touch()
    done = program.run("completion", shell)
    assert (done.returncode, done.stderr) == (0, b"")
    (tmp_path / {"zsh": "_tuiwizard"}.get(shell, "script")).write_bytes(done.stdout)
    with Terminal(
        folder=tmp_path,
        command=START[shell],
        answering=True,
        HOME=str(tmp_path),
        ZDOTDIR=str(tmp_path),
    ) as terminal:
        terminal.send(READY[shell], "; clear; echo rea''dy", Key.ENTER)
        terminal.wait_for("ready")
        terminal.send("tuiwizard ", typed, Key.TAB, "=")
        terminal.wait_for(f"tuiwizard {WORDS[typed]}=")
