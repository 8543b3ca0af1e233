"""`tuiwizard ledger LEDGER...`: what is still to be answered, by its last day.

On a terminal it is a table to look through; text, data and calendars where a format is asked for
or somebody else reads.
"""

from argparse import Namespace
from collections.abc import Callable

from tuiwizard.cli.calendars import with_calendar
from tuiwizard.cli.grammar import Parser, full_date, with_ascii, with_ledgers, with_map
from tuiwizard.cli.output import emit, emit_json, shown
from tuiwizard.drafts import count_file
from tuiwizard.errors import CommandError
from tuiwizard.forms.years import edition_for
from tuiwizard.ledger.count_books import read_sheets
from tuiwizard.ledger.due import SOON, Due, due
from tuiwizard.ledger.due_text import due_lines
from tuiwizard.ledger.icalendar import icalendar
from tuiwizard.ledger.reading import read_ledger
from tuiwizard.session import clock
from tuiwizard.session.calendar import calendar_of
from tuiwizard.session.map_file import mapping_of
from tuiwizard.tui import can_draw, start_due
from tuiwizard.words import tr

_FORMATS: dict[str, Callable[[Due], None]] = {
    "text": lambda found: emit(shown(due_lines(found))),
    "json": lambda found: emit_json(found.json()),
    "ics": lambda found: emit(icalendar(found.open, found.as_of)),
}


def add_arguments(parser: Parser) -> None:
    """Add the ledgers, the day of the look, and the format."""
    with_ledgers(parser)
    with_map(parser)
    parser.add_argument(
        "--as-of", metavar="DATE", type=full_date, help=tr("看哪一天的情况，不给则是今天")
    )
    parser.add_argument(
        "--soon",
        metavar="N",
        type=int,
        default=SOON,
        help=tr("几个工作日以内算快到期，不给则是 {n}", n=SOON),
    )
    with_calendar(parser)
    parser.add_argument(
        "--format",
        choices=[*_FORMATS],
        help=tr("输出格式：文字、JSON、日历；不给时，终端里是一张表，别处是文字"),
    )
    with_ascii(parser)


def run(options: Namespace) -> int:
    """Say which requests are open, by last day.

    Raises:
        TuiwizardError: A ledger, the map or the calendar cannot be read.
    """
    day = options.as_of or clock.today()
    if options.soon < 0:
        raise CommandError(tr("--soon 不能小于 0"))
    sheets = read_sheets(count_file.read_books(options.ledgers), lambda _: None)
    mapping = mapping_of(options.map, edition_for(day.year))
    reading = read_ledger(sheets, mapping, day.year, day)
    found = due(reading, day, calendar_of(options.calendar), options.soon)
    if options.format is None and can_draw():
        return start_due(found, ascii_only=options.ascii)
    _FORMATS[options.format or "text"](found)
    return 0
