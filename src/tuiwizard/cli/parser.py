"""The command line: which commands there are, and their options."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from tuiwizard.cli import commands, county_commands, report_commands
from tuiwizard.cli.grammar import Parser, command, with_force, with_format
from tuiwizard.words import tr

SHELLS = ("bash", "zsh", "fish")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of one command, with the function to run it as `run`.

    Raises:
        SystemExit: argparse has said what there was to say.
    """
    language, rest = _leading_language(arguments)
    if rest and rest[0] in _COMMANDS:
        return _COMMANDS[rest[0]]().parse_args([*language, *rest[1:]])
    return report_commands.wizard(_COMMANDS).parse_args([*language, *rest])


def _leading_language(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """`--lang` where it stands before the command, and what follows it."""
    first = arguments[0] if arguments else ""
    many = 2 if first == "--lang" else 1 if first.startswith("--lang=") else 0
    return list(arguments[:many]), list(arguments[many:])


def grammar() -> dict[str, argparse.ArgumentParser]:
    """Every command by its name, the wizard's own empty: for documents and completion."""
    return {
        "": report_commands.wizard(_COMMANDS),
        **{name: make() for name, make in _COMMANDS.items()},
    }


def _doctor() -> Parser:
    parser = command("doctor", tr("检查这台电脑和终端能不能好好运行本程序。"), commands.doctor)
    with_format(parser)
    parser.add_argument(
        "--bundle",
        metavar="ZIP",
        type=Path,
        help=tr("另写一个诊断包，去掉了个人信息，可以发给别人"),
    )
    with_force(parser)
    return parser


def _completion() -> Parser:
    parser = command(
        "completion", tr("输出命令行补全的脚本，用法见脚本开头。"), commands.completion
    )
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=tr("bash、zsh 或 fish"))
    return parser


_COMMANDS: dict[str, Callable[[], Parser]] = {
    "new": report_commands.new,
    "review": report_commands.review,
    "desk": county_commands.desk,
    "check": report_commands.check,
    "render": report_commands.render,
    "import": report_commands.import_,
    "merge": county_commands.merge,
    "diff": county_commands.diff,
    "export": county_commands.export,
    "history": report_commands.history,
    "schema": report_commands.schema,
    "doctor": _doctor,
    "completion": _completion,
}
