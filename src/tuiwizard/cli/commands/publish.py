"""`tuiwizard publish`: everything that is needed to post a report, in one folder."""

from argparse import Namespace
from pathlib import Path

from tuiwizard.cli.grammar import Parser, with_as_draft, with_date, with_draft, with_force
from tuiwizard.cli.output import tell
from tuiwizard.cli.publishable import refuse_unpublishable
from tuiwizard.cli.writing import write_files
from tuiwizard.county.received_file import read_draft_file
from tuiwizard.posting.kit import kit, kit_folder
from tuiwizard.rendering.formats import ALL_FORMATS
from tuiwizard.rendering.style import PLAIN
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the draft, the folder, and which formats."""
    with_draft(parser)
    parser.add_argument(
        "-o",
        dest="folder",
        metavar="FOLDER",
        type=Path,
        help=tr("放到这个文件夹，没有就新建；不给则是草稿旁边的“草稿名-公布”"),
    )
    parser.add_argument(
        "--to",
        dest="formats",
        choices=list(ALL_FORMATS),
        nargs="+",
        help=tr("要哪些格式；不给则这台电脑能输出的全部，连同图解"),
    )
    with_date(parser, tr("公布日期"))
    with_as_draft(parser)
    with_force(parser)


def run(options: Namespace) -> int:
    """Write all files of the kit, or none of them.

    Raises:
        NotPublishable: The report must not go out yet, and a draft was not asked for.
        SaveError: A file is there already, or one could not be written.
        CommandError: A format needs a package that is not installed.
    """
    file = read_draft_file(options.draft)
    if not options.as_draft:
        refuse_unpublishable(file)
    made = kit(
        file.draft,
        options.folder or kit_folder(options.draft),
        options.draft.name,
        options.formats,
        as_draft=options.as_draft,
        style=PLAIN._replace(day=options.day),
    )
    contents = {one.path: one.data for one in made.files}
    write_files(contents, force=options.force, together=True)
    for sentence in made.left_out:
        tell(sentence)
    return 0
