"""`tuiwizard unpack FILE`: what `pack` made, checked and put into a folder."""

from argparse import Namespace
from pathlib import Path

from tuiwizard.cli.grammar import Parser
from tuiwizard.cli.output import say, tell
from tuiwizard.drafts import handover
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the file and the folder."""
    parser.add_argument("file", metavar="FILE", type=Path, help=tr("tuiwizard pack 做的移交文件"))
    parser.add_argument(
        "-o",
        dest="folder",
        metavar="FOLDER",
        type=Path,
        help=tr("解到这个文件夹，没有就新建；不给则是旁边同名的文件夹"),
    )


def run(options: Namespace) -> int:
    """Unpack the file, all of it or nothing.

    Raises:
        DraftUnreadable: It is no handover, or damaged.
        SaveError: Something is there already, or it cannot be written.
    """
    draft = handover.unpack(options.file, options.folder)
    say(str(draft))
    tell(tr("已解开，接着填：tuiwizard {draft}", draft=draft))
    return 0
