"""`tuiwizard count LEDGER...`: table 3 counted from the ledger of requests, with the rows."""

from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path

from tuiwizard.cli.calendars import with_calendar
from tuiwizard.cli.counting import count_lines, count_object, explain_lines
from tuiwizard.cli.grammar import Parser, full_date, with_format, with_ledgers, with_map
from tuiwizard.cli.output import emit_json, say, tell
from tuiwizard.drafts import count_file, files, history, store
from tuiwizard.errors import CommandError
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.years import edition_for
from tuiwizard.ledger.count_books import count_sheets, read_sheets, record_of
from tuiwizard.ledger.years import likely_year
from tuiwizard.report.count_record import CountRecord
from tuiwizard.report.draft import Draft
from tuiwizard.session import clock
from tuiwizard.session.calendar import calendar_of
from tuiwizard.session.map_file import mapping_of
from tuiwizard.words import tr


def add_arguments(parser: Parser) -> None:
    """Add the ledgers, the answers about them, and where a draft is written."""
    with_ledgers(parser)
    parser.add_argument("--year", metavar="Y", type=int, help=tr("年度，不给则看台账"))
    parser.add_argument(
        "--until",
        metavar="DATE",
        type=full_date,
        help=tr("数到这一天为止，例如 2024-06-30；不给则到 12 月 31 日"),
    )
    with_map(parser)
    parser.add_argument(
        "-o",
        dest="output",
        metavar="DRAFT",
        type=Path,
        help=tr("把数写进草稿；草稿已有时只换表三和表四里数出来的格；不给则什么都不写"),
    )
    parser.add_argument("--explain", metavar="CELL", help=tr("列出一格是台账的哪几行"))
    with_calendar(parser)
    with_format(parser)


def run(options: Namespace) -> int:
    """Count ledgers, say what they make, and write it into a draft if asked for.

    Returns:
        0: counted; 1: questions are open, and nothing was written.

    Raises:
        TuiwizardError: A ledger cannot be read, or what is asked for cannot be done.
    """
    books = count_file.read_books(options.ledgers)
    sheets = read_sheets(books, lambda _: None)
    year = options.year or likely_year(sheets)
    _check(options, year)
    mapping = mapping_of(options.map, edition_for(year))
    both = count_sheets(sheets, mapping, year, options.until)
    reading, counted = both
    calendar = calendar_of(options.calendar)
    if options.format == "json":
        emit_json(count_object(reading, counted, calendar))
    else:
        for line in count_lines(reading, counted, calendar):
            say(line)
    if reading.questions:
        return 1
    if options.explain and options.format == "text":
        for line in explain_lines(counted, options.explain):
            say(line)
    if options.output is not None:
        sources = count_file.named(options.output, options.ledgers, books)
        answers = count_file.named_answers(options.output, options.map)
        _write(options.output, record_of(both, mapping, sources, answers, clock.today()))
        tell(tr("已写入草稿 {output}", output=options.output))
    return 0


def _check(options: Namespace, year: int) -> None:
    """Refuse a day of another year, or a cell that is not counted."""
    until: date | None = options.until
    if until is not None and until.year != year:
        raise CommandError(tr("--until 要在 {year} 年之内", year=year))
    cell: str | None = options.explain
    known = (cells_by_path(edition_for(year), key) for key in ("requests", "appeals"))
    if cell is not None and not any(cell in paths for paths in known):
        raise CommandError(tr("表三和表四没有“{cell}”这一格", cell=cell))


def _write(output: Path, record: CountRecord) -> None:
    """Write the figures into a new draft, or over the same cells of one that is there.

    The rows go into a file beside it.

    Raises:
        CommandError: The draft is of another year.
    """
    there = files.is_there(output)
    draft = store.load(output) if there else Draft.new(record.year)
    if draft.year != record.year:
        raise CommandError(
            tr("{output} 是 {year} 年的草稿，台账数的是 {year2} 年",
               output=output, year=draft.year, year2=record.year)
        )  # fmt: skip
    draft = draft.with_texts({path: str(len(rows)) for path, rows in record.by_cell.items()})
    draft = replace(draft, ledger=record.source)
    count_file.write(output, record)
    if there:
        history.keep(output, files.read_bytes(output), history.REPLACED)
        store.save(output, draft)
    else:
        store.create(output, draft)
