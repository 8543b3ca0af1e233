"""The working days that a command goes by: those that are published, and the user's own."""

from pathlib import Path

from tuiwizard.cli.grammar import Parser
from tuiwizard.drafts.calendar_file import own_calendar
from tuiwizard.words import tr


def with_calendar(parser: Parser) -> None:
    """Add `--calendar`, the working days of years that the program does not know."""
    parser.add_argument(
        "--calendar",
        metavar="FILE",
        type=Path,
        help=tr(
            "程序不知道的年份的工作日（TOML），不给则读设置目录里的 {name}",
            name=own_calendar().name,
        ),
    )
