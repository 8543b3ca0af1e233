"""`tuiwizard import SOURCE...`: what published reports say, and drafts of them."""

from argparse import Namespace
from pathlib import Path

from tuiwizard.cli.grammar import Parser, with_force, with_format
from tuiwizard.county.inbox import is_folder
from tuiwizard.importing.formats import kinds
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the sources, and where drafts of them are written."""
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        help=tr("{kinds}或草稿，或装有它们的文件夹；- 是标准输入的文本", kinds=kinds()),
    )
    parser.add_argument(
        "-o",
        dest="output",
        metavar="DRAFT|FOLDER",
        type=Path,
        help=tr("写成草稿文件；有几份或给的是文件夹时，写进这个文件夹；不给则什么都不写"),
    )
    parser.add_argument(
        "--agency", metavar="NAME", help=tr("机关名称，原件没有印或印得不全时用；只能用于一份")
    )
    parser.add_argument("--year", metavar="Y", type=int, help=tr("年度，原件没有印时用"))
    with_format(parser)
    with_force(parser)


def run(options: Namespace) -> int:
    """Read one source, or many; the exit code is that of what reads them."""
    if len(options.sources) > 1 or is_folder(Path(options.sources[0])):
        from tuiwizard.cli.importing_many import import_sources

        return import_sources(
            options.sources,
            folder=options.output,
            agency=options.agency or "",
            year=options.year,
            as_json=options.format == "json",
            force=options.force,
        )
    from tuiwizard.cli.importing import import_source

    return import_source(
        options.sources[0],
        output=options.output,
        agency=options.agency or "",
        year=options.year,
        as_json=options.format == "json",
        force=options.force,
    )
