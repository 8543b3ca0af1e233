"""`tuiwizard pack DRAFT`: a draft with all that belongs to it in one file, to hand it over."""

from argparse import Namespace
from pathlib import Path

from tuiwizard.cli.grammar import Parser, with_draft, with_force
from tuiwizard.cli.output import tell
from tuiwizard.cli.writing import write_files
from tuiwizard.drafts import handover
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the draft, where it goes, and what goes along."""
    with_draft(parser)
    parser.add_argument(
        "-o",
        dest="output",
        metavar="FILE",
        type=Path,
        help=tr("装进这个文件；不给则是草稿旁边的“草稿名-移交.zip”"),
    )
    parser.add_argument(
        "--history", action="store_true", help=tr("以前的版本也装进去；其中有删掉的内容")
    )
    with_force(parser)


def run(options: Namespace) -> int:
    """Write the file.

    Raises:
        DraftError: The draft cannot be read.
        SaveError: The file is there already, or cannot be written.
    """
    made = handover.pack(options.draft, with_history=options.history)
    output = options.output or handover.pack_name(options.draft)
    write_files({output: made.data}, force=options.force)
    tell(tr("装进去的有 {names}", names=tr("、").join(made.names)))
    if made.left_out is not None:
        tell(str(made.left_out))
    return 0
