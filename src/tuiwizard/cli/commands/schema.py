"""`tuiwizard schema [--edition E]`: JSON Schema, or a file of answers to fill in."""

from argparse import Namespace

from tuiwizard.cli.grammar import Parser, with_edition
from tuiwizard.cli.output import emit, emit_json
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the edition, and what of it is wanted."""
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
    """Print the schema of a draft or map file, or a template for `--answers`."""
    if options.answers:
        from tuiwizard.plain.template import template

        emit(template(options.edition))
        return 0
    if options.map:
        from tuiwizard.ledger.mapping import map_schema

        emit_json(map_schema())
        return 0
    from tuiwizard.drafts.schema import schema

    emit_json(schema(options.edition))
    return 0
