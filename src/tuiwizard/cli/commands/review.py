"""`tuiwizard review DRAFT`: the last step, everything else read-only."""

from argparse import Namespace

from tuiwizard.cli.grammar import Parser, with_ascii, with_draft, with_plain
from tuiwizard.drafts import files
from tuiwizard.errors import DraftUnreadable
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the draft, and how it is shown."""
    with_draft(parser)
    with_ascii(parser)
    with_plain(parser)


def run(options: Namespace) -> int:
    """Open the draft for its reviewer.

    Raises:
        TuiwizardError: There is no such draft, or it cannot be opened.
    """
    if not files.is_there(options.draft):
        raise DraftUnreadable(tr("没有这个文件，请检查文件名"), path=options.draft)
    if options.plain:
        from tuiwizard import plain

        return plain.start(options.draft, step="publish", sign_off_only=True)
    from tuiwizard.tui import start

    return start(options.draft, step="publish", ascii_only=options.ascii, sign_off_only=True)
