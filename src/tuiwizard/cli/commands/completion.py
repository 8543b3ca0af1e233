"""`tuiwizard completion SHELL`: the script that docs/completions.py has made."""

from argparse import Namespace
from importlib.resources import files

from tuiwizard.cli.grammar import Parser
from tuiwizard.cli.output import emit
from tuiwizard.words import tr

SHELLS = ("bash", "zsh", "fish")


def add_arguments(parser: Parser) -> None:
    """Add the shell."""
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=tr("bash、zsh 或 fish"))


def run(options: Namespace) -> int:
    """Print the script."""
    emit((files("tuiwizard.cli") / "completions" / options.shell).read_text("utf-8"))
    return 0
