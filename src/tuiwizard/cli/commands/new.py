"""`tuiwizard new DRAFT --agency NAME --year Y`."""

from argparse import Namespace
from pathlib import Path

from tuiwizard.cli.grammar import Parser, with_force, with_level, with_previous
from tuiwizard.cli.output import tell
from tuiwizard.drafts import last_year, store
from tuiwizard.importing import published
from tuiwizard.report.draft import Draft
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the draft, and whose report of which year it is."""
    parser.add_argument("draft", metavar="DRAFT", type=Path, help=tr("要写的草稿文件"))
    parser.add_argument("--agency", metavar="NAME", required=True, help=tr("机关名称"))
    parser.add_argument("--year", metavar="Y", type=int, required=True, help=tr("年度，例如 2025"))
    with_level(parser, tr("机关层级"))
    with_previous(parser)
    with_force(parser)


def run(options: Namespace) -> int:
    """Write an empty draft.

    Raises:
        TuiwizardError: It cannot be written, or last year's report not be read.
    """
    draft = Draft.new(options.year, name=options.agency, level=options.level or "")
    if options.previous is not None:
        draft, _ = last_year.remember(draft, options.draft, options.previous, published)
    store.create(options.draft, draft, force=options.force)
    tell(tr("已新建草稿 {path}", path=options.draft))
    return 0
