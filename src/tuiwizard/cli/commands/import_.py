"""`tuiwizard import SOURCE...`: what published reports say, and drafts of them."""

from argparse import Namespace
from pathlib import Path

from tuiwizard.cli.grammar import Parser, with_force, with_format
from tuiwizard.cli.importing import read_report, report_lines, report_object, write_draft
from tuiwizard.cli.output import emit_json, say, tell
from tuiwizard.drafts.files import is_folder
from tuiwizard.forms.years import edition_for
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
    """Read published reports, say what they say, and write drafts of them if asked for.

    Returns:
        0: everything was read and agrees; 1: something contradicts itself or is missing;
        2: a source could not be read, or a draft not written.

    Raises:
        TuiwizardError: The one source cannot be read, or what is asked for cannot be done.
    """
    if options.year is not None:
        edition_for(options.year)
    if len(options.sources) > 1 or is_folder(Path(options.sources[0])):
        from tuiwizard.cli.importing_many import import_sources  # one source does without

        return import_sources(options)
    (source,) = options.sources
    checked = read_report(source, options.agency or "", options.year)
    if options.output is not None:
        write_draft(checked.imported, options.output, force=options.force)
        tell(tr("已写入草稿 {output}", output=options.output))
    if options.format == "json":
        emit_json(report_object(checked))
    else:
        for line in report_lines(source, checked):
            say(line)
    return 0 if checked.agrees else 1
