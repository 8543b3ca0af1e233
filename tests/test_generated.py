"""What is generated is what would be generated now, and nothing of the command line is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from docs import command_line, completions
from docs.generate import MADE, ROOT
from tuiwizard.cli.commands.completion import SHELLS
from tuiwizard.cli.registry import parsers

OPTIONS = [
    (name, option)
    for name, parser in parsers().items()
    for action in parser._actions
    for option in action.option_strings
]


@pytest.mark.parametrize("path", MADE)
def test_it_is_current(path: str) -> None:
    assert (ROOT / path).read_bytes().decode() == MADE[path](), "make docs"


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_described_with_its_command(command: str, option: str) -> None:
    chapter = command_line.page().partition(f"## tuiwizard {command}".rstrip() + "\n")[2]
    (row, *_) = [
        r for r in chapter.partition("\n## ")[0].splitlines() if f"{option}" in r and r[0] == "|"
    ]
    assert len(row.split("|")[2]) > 2
    section = command_line.manual().partition(f".SS tuiwizard {command}".rstrip() + "\n")[2]
    assert option.replace("-", "\\-") in section.partition(".SS")[0]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_option_is_completed(shell: str) -> None:
    script = completions.script(shell)
    for command, option in OPTIONS:
        written = f" {option.lstrip('-')} " if shell == "fish" else option
        assert command in script
        assert written in script, (command, option)


def test_exit_codes_are_those_of_the_readme() -> None:
    readme = (ROOT / "README.zh-CN.md").read_text("utf-8")
    assert all(f"| {code} | " in readme for code in command_line.EXIT_CODES)


@pytest.mark.parametrize(
    "lint",
    [
        ("mandoc", "-Tlint", "-Wwarning"),
        # newer ones also warn of lines too short to be spread, which Chinese often makes
        ("groff", "-k", "-man", "-Tutf8", "-ww", "-W", "break", "-z"),
    ],
    ids=lambda lint: lint[0],
)
def test_the_manual_page_is_well_formed(tmp_path: Path, lint: tuple[str, ...]) -> None:
    if shutil.which(lint[0]) is None:
        pytest.skip(f"{lint[0]} is not on this machine")
    page = tmp_path / "tuiwizard.1"
    page.write_bytes(command_line.manual().encode())
    done = subprocess.run([*lint, page], capture_output=True, check=False, timeout=60)
    said = (done.stdout + done.stderr).decode().splitlines()
    # it has no date: it would change with every build
    assert [line for line in said if "missing date" not in line] == []


def test_words_of_every_kind_are_roff() -> None:
    assert command_line._text(".a\\b -c") == "\\&.a\\eb \\-c"
