"""A command that is made up: it counts the bytes of a draft."""

from argparse import Namespace

from tuiwizard.cli.grammar import Parser, with_draft
from tuiwizard.cli.output import say


def add_arguments(parser: Parser) -> None:
    with_draft(parser)
    parser.add_argument("--twice", action="store_true", help="数两遍")


def run(options: Namespace) -> int:
    count = len(options.draft.read_bytes())
    say(f"{2 * count if options.twice else count}")
    return 0
