"""`tuiwizard schema [--edition E] [-o OUT]`: JSON Schema, or a file of answers to fill in."""

from argparse import Namespace

from tuiwizard.cli.grammar import Parser, with_edition, with_force, with_output
from tuiwizard.cli.output import json_text
from tuiwizard.cli.writing import put_out
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the edition, and what of it is wanted."""
    with_output(parser)
    with_force(parser)
    with_edition(parser, tr("表格版本，不给则包括各版"))
    parser.add_argument(
        "--answers",
        action="store_true",
        help=tr("改为输出 --answers 的回答文件的样板（TOML），不给版本则用今年的"),
    )
    parser.add_argument(
        "--map", action="store_true", help=tr("改为输出台账对照文件（台账.toml）的 JSON Schema")
    )


def run(options: Namespace) -> int:
    """Print the schema of a draft or map file, or a template for `--answers`, or write it.

    Raises:
        TuiwizardError: There is no such edition, or the file cannot be written.
    """
    put_out(_wanted(options), options.output, force=options.force)
    return 0


def _wanted(options: Namespace) -> str:
    if options.answers:
        from tuiwizard.plain.template import template

        return template(options.edition)
    if options.map:
        from tuiwizard.ledger.mapping import map_schema

        return f"{json_text(map_schema(), indent=2)}\n"
    from tuiwizard.drafts.schema import schema

    return f"{json_text(schema(options.edition), indent=2)}\n"
