"""`tuiwizard export`: the figures of many reports as one table."""

from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tuiwizard.cli.batch import Outcome, Tally, Task, deal_with, tasks_of
from tuiwizard.cli.grammar import Parser, with_edition, with_force, with_output, with_reports
from tuiwizard.cli.output import emit, emit_bytes, emit_json, tell
from tuiwizard.county.export_columns import schema
from tuiwizard.county.export_csv import csv_lines
from tuiwizard.county.export_dataset import parts_of, write_parts
from tuiwizard.county.export_formats import FORMATS, format_of, suffixes
from tuiwizard.county.export_rows import Rows, county_of, read_export_row
from tuiwizard.drafts import files
from tuiwizard.errors import CommandError
from tuiwizard.forms.editions import report_model
from tuiwizard.words import plural, tr

_PIPED = "csv"
"""The format for stdout."""

_PARTED = "parquet"
"""The format of a dataset."""


def add_arguments(parser: Parser) -> None:
    """Add the reports, and the table that is made of them."""
    with_reports(parser, "*", tr("草稿、已公布的年报，或装有它们的文件夹"))
    with_output(parser)
    parser.add_argument(
        "--to", choices=list(FORMATS), help=tr("表的格式；不给则看 OUT 的后缀，标准输出是 CSV")
    )
    parser.add_argument(
        "--partition",
        action="store_true",
        help=tr("OUT 是文件夹：按县、年度分开写 Parquet，一个县的几年整个换新"),
    )
    with_force(parser)
    parser.add_argument(
        "--schema", action="store_true", help=tr("不导出，只用 JSON 列出各列的名称、类型和含义")
    )
    with_edition(parser, tr("和 --schema 一起用：只列这一版表格的列"))


def run(options: Namespace) -> int:
    """Write one row for each report, or say what the columns are.

    Returns:
        0: every file is in it; 2: some could not be read, or nothing was written.

    Raises:
        TuiwizardError: The table cannot be written.
    """
    if options.schema:
        return _schema(options)
    if not options.files:
        raise CommandError(tr("缺少参数 FILE|FOLDER，请给出年报的文件或文件夹"))
    if options.edition is not None:
        raise CommandError(tr("--edition 只和 --schema 一起用；导出的列由年报的版本决定"))
    to = _PARTED if options.partition else options.to or _format_of(options.output)
    target = None if options.output == "-" else Path(options.output)
    if options.partition:
        _refuse_partition(options, target)
    elif target is not None and not options.force:
        files.refuse_to_overwrite(target)
    with Rows() as rows:
        code = _read(options.files, rows)
        if not len(rows):
            tell(tr("没有一份年报读得出来，什么都没有导出"))
            return max(code, 2)
        if options.partition:
            assert target is not None
            write_parts(target, rows)
            tell(plural("已导出 {n} 份年报到 {target}", len(rows), target=target))
        else:
            _write(rows, to, target)
    return code


def _refuse_partition(options: Namespace, target: Path | None) -> None:
    """Refuse a dataset that is no folder, or one of which parts are there already."""
    if target is None or options.to not in (None, _PARTED):
        raise CommandError(tr("--partition 把 Parquet 写进文件夹，请用 -o 给出文件夹"))
    if files.is_there(target) and not files.is_folder(target):
        raise CommandError(tr("{target}：已经有这个文件，请用 -o 给出文件夹", target=target))
    if parts_of(target) and not options.force:
        raise CommandError(tr("{target} 里已经有导出的年报，要换新请加 --force", target=target))


def _schema(options: Namespace) -> int:
    given = (options.files, options.output != "-", options.to, options.force, options.partition)
    if any(given):
        raise CommandError(tr("--schema 只把各列输出到标准输出，只能和 --edition 一起用"))
    wanted = () if options.edition is None else (options.edition,)
    for edition in wanted:
        report_model(edition)  # says which there are if there is none
    emit_json(schema(*wanted))
    return 0


def _format_of(output: str) -> str:
    found = _PIPED if output == "-" else format_of(Path(output))
    if found is None:
        raise CommandError(
            tr(
                "{output}：看不出要导出成什么，请用 {ends} 结尾，或加 --to",
                output=output,
                ends=suffixes(),
            )
        )
    return found


def _read(paths: Sequence[Path], rows: Rows) -> int:
    """Add the row of every report; the exit code of what could not be read."""
    tasks = tasks_of(paths)
    tally = Tally(())

    def take(outcome: Outcome) -> None:
        assert isinstance(outcome.made, tuple)  # what has a problem is not handed on
        rows.add(outcome.made)

    deal_with(partial(row_of, tuple(paths)), tasks, take, tally, tr("导出"))
    return tally.code


def row_of(given: Sequence[Path], task: Task) -> Outcome:
    """Read one file as a row; other processes call this.

    Args:
        given: The folders that were given: which county a report is of.
        task: The file.

    Raises:
        TuiwizardError: It cannot be read, or is no report.
    """
    return Outcome(task.path, made=read_export_row(task.path, county_of(task.path, given)))


def _write(rows: Rows, to: str, target: Path | None) -> None:
    """Write a file, or to a pipe: CSV line by line, without a BOM, for programs read it."""
    if target is not None:
        files.write_bytes(target, FORMATS[to](rows))
        tell(plural("已导出 {n} 份年报到 {target}", len(rows), target=target))
    elif to == _PIPED:
        for line in csv_lines(rows):
            emit(line)
    else:
        emit_bytes(FORMATS[to](rows))
