"""`tuiwizard render --blank`: the form before it is filled in."""

from argparse import Namespace

from tuiwizard.cli.writing import put_out
from tuiwizard.errors import CommandError
from tuiwizard.forms.years import editions
from tuiwizard.rendering.blank_form import render_blank
from tuiwizard.rendering.style import Style
from tuiwizard.words import tr


def write_blank(options: Namespace, to: str, style: Style) -> int:
    """Write the form of the edition that is asked for, the newest if none is.

    Raises:
        CommandError: Something is asked for that only a report has.
    """
    if any((options.file, options.as_draft, options.charts, options.chart_type, options.units)):
        raise CommandError(
            tr("--blank 输出没有填的表格，不能和草稿文件、--as-draft、--charts 一起用")
        )
    made = render_blank(options.edition or editions()[-1], to, style=style)
    put_out(made, options.output, force=options.force)
    return 0
