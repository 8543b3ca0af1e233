"""`tuiwizard correction`: the notice of what was wrong in a published report, and what is right."""

from argparse import Namespace
from pathlib import Path

from tuiwizard.cli.grammar import (
    Parser,
    with_as_draft,
    with_date,
    with_draft,
    with_force,
    with_output,
    with_to,
)
from tuiwizard.cli.publishable import refuse_unpublishable
from tuiwizard.cli.writing import put_out
from tuiwizard.county.received_file import read_draft_file
from tuiwizard.errors import CommandError
from tuiwizard.rendering.correction_notice import FORMATS_OF_NOTICE, render_notice
from tuiwizard.rendering.document import stamped
from tuiwizard.rendering.formats import FORMATS, format_of
from tuiwizard.rendering.style import PLAIN
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the draft, and which file is made of it."""
    with_draft(parser)
    with_output(parser)
    with_to(parser, FORMATS_OF_NOTICE)
    with_date(parser, tr("落款的日期，不写就是签发人的日期"))
    with_as_draft(parser)
    with_force(parser)


def run(options: Namespace) -> int:
    """Write the notice, or say why not.

    Raises:
        NotPublishable: Nothing is corrected, or it is not signed and a draft was not asked for.
        SaveError: The file is there already, or cannot be written.
        CommandError: There is no notice in that format, or it needs a package.
    """
    to = options.to or format_of(options.output)
    if to not in FORMATS_OF_NOTICE:
        names = tr("、").join(FORMATS[key].suffix for key in FORMATS_OF_NOTICE)
        raise CommandError(tr("更正说明能输出的有 {names}", names=names))
    file = read_draft_file(options.draft)
    if not options.as_draft:
        refuse_unpublishable(file)
    style = PLAIN._replace(day=options.day)
    made = render_notice(file.draft, to, as_draft=options.as_draft, style=style)
    output = options.output
    if output != "-" and options.as_draft:
        output = str(stamped(Path(output)))
    put_out(made, output, force=options.force)
    return 0
