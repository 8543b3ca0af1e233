"""`tuiwizard count LEDGER...`: table 3 counted from the ledger of requests, with the rows."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from tuiwizard.cli.counting import count_lines, count_object, explain_lines
from tuiwizard.cli.grammar import Parser, full_date, with_format
from tuiwizard.cli.output import emit_json, say, tell
from tuiwizard.drafts import files, history, store
from tuiwizard.errors import CommandError
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.years import edition_for
from tuiwizard.ledger.counting import Count, count
from tuiwizard.ledger.mapping import Mapping, read_mapping
from tuiwizard.ledger.reading import read_ledger
from tuiwizard.ledger.sheets import Sheet, read_book
from tuiwizard.ledger.vocabulary import outcomes
from tuiwizard.ledger.years import likely_year
from tuiwizard.report.draft import Draft
from tuiwizard.words import tr

_LARGEST = 100_000_000


def add_arguments(parser: Parser) -> None:
    """Add the ledgers, the answers about them, and where a draft is written."""
    parser.add_argument(
        "ledgers",
        metavar="LEDGER",
        nargs="+",
        type=Path,
        help=tr("依申请公开台账，一行一件：XLSX、XLS、ODS、CSV，可以是几个文件"),
    )
    parser.add_argument("--year", metavar="Y", type=int, help=tr("年度，不给则看台账"))
    parser.add_argument(
        "--until",
        metavar="DATE",
        type=full_date,
        help=tr("数到这一天为止，例如 2024-06-30；不给则到 12 月 31 日"),
    )
    parser.add_argument("--map", metavar="FILE", type=Path, help=tr("台账对照文件（台账.toml）"))
    parser.add_argument(
        "-o",
        dest="output",
        metavar="DRAFT",
        type=Path,
        help=tr("把数写进草稿；草稿已有时只换表三和表四里数出来的格；不给则什么都不写"),
    )
    parser.add_argument("--explain", metavar="CELL", help=tr("列出一格是台账的哪几行"))
    with_format(parser)


def run(options: Namespace) -> int:
    """Count ledgers, say what they make, and write it into a draft if asked for.

    Returns:
        0: counted; 1: questions are open, and nothing was written.

    Raises:
        TuiwizardError: A ledger cannot be read, or what is asked for cannot be done.
    """
    sheets = [sheet for path in options.ledgers for sheet in _book(path)]
    year = options.year or likely_year(sheets)
    edition = edition_for(year)
    _check(options, year)
    reading = read_ledger(sheets, _mapping(options.map, edition), year, options.until)
    counted = count(reading.requests, year, options.until, reading.appeals)
    if options.format == "json":
        emit_json(count_object(reading, counted))
    else:
        for line in count_lines(reading, counted):
            say(line)
    if reading.questions:
        return 1
    if options.explain and options.format == "text":
        for line in explain_lines(counted, options.explain):
            say(line)
    if options.output is not None:
        _write(options.output, counted)
        tell(tr("已写入草稿 {output}", output=options.output))
    return 0


def _book(path: Path) -> tuple[Sheet, ...]:
    data = files.read_at_most(_LARGEST, path, tr("台账"))
    return read_book(path.name, data)


def _mapping(path: Path | None, edition: str) -> Mapping:
    if path is None:
        return Mapping()
    text = files.text_of(files.read_bytes(path), path)
    return read_mapping(path.name, text, outcomes(edition))


def _check(options: Namespace, year: int) -> None:
    """Refuse a day of another year, or a cell that is not counted."""
    until: date | None = options.until
    if until is not None and until.year != year:
        raise CommandError(tr("--until 要在 {year} 年之内", year=year))
    cell: str | None = options.explain
    known = (cells_by_path(edition_for(year), key) for key in ("requests", "appeals"))
    if cell is not None and not any(cell in paths for paths in known):
        raise CommandError(tr("表三和表四没有“{cell}”这一格", cell=cell))


def _write(output: Path, counted: Count) -> None:
    """Write the figures into a new draft, or over the same cells of one that is there.

    Raises:
        CommandError: The draft is of another year.
    """
    there = files.is_there(output)
    draft = store.load(output) if there else Draft.new(counted.year)
    if draft.year != counted.year:
        raise CommandError(
            tr("{output} 是 {year} 年的草稿，台账数的是 {year2} 年",
               output=output, year=draft.year, year2=counted.year)
        )  # fmt: skip
    draft = draft.with_texts({path: str(len(rows)) for path, rows in counted.rows.items()})
    if there:
        history.keep(output, files.read_bytes(output), history.REPLACED)
        store.save(output, draft)
    else:
        store.create(output, draft)
