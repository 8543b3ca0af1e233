"""`tuiwizard desk FOLDER`: the county desk on the screen."""

from argparse import Namespace
from pathlib import Path

from tuiwizard.cli.grammar import Parser, with_ascii, with_expect, with_year
from tuiwizard.county.expected import read_list
from tuiwizard.tui import start_desk
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the folder, and the list of who should send a report."""
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=tr("装有各机关年报的文件夹"))
    with_expect(parser, tr("应报机关的名单（CSV 或文本），列出谁没有报"))
    with_year(parser)
    with_ascii(parser)


def run(options: Namespace) -> int:
    """Open the desk.

    Raises:
        TuiwizardError: There is no terminal, no such folder, or the list cannot be read.
    """
    expected = () if options.expect is None else read_list(options.expect)
    return start_desk(options.folder, expected, options.year, ascii_only=options.ascii)
