"""The wizard's command line read by hand means what argparse would make of it."""

import pytest

from tuiwizard.cli.commands.wizard import without_argparse
from tuiwizard.cli.registry import WIZARD


@pytest.mark.parametrize(
    "arguments",
    [["a.toml"], ["甲 乙.toml"], ["a.toml", "--step", "requests"], ["a", "--step", "publish"]],
)
def test_a_draft_and_its_step_are_read_as_argparse_reads_them(arguments: list[str]) -> None:
    found = without_argparse(arguments)
    assert found is not None
    assert vars(found) == vars(WIZARD.parser().parse_args(arguments))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-h"],
        ["--plain"],
        ["--step", "requests"],
        ["a.toml", "--step"],
        ["a.toml", "--step", "none"],
        ["a.toml", "--step=requests"],
        ["a.toml", "--plain"],
        ["a.toml", "b.toml"],
        ["--", "a.toml"],
    ],
)
def test_anything_else_is_left_to_argparse(arguments: list[str]) -> None:
    assert without_argparse(arguments) is None
