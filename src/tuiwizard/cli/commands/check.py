"""`tuiwizard check`: findings of many reports as text or as one JSON object."""

import os
import sys
from argparse import Namespace
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tuiwizard.cli import findings
from tuiwizard.cli.batch import Outcome, Tally, Task, print_all, tasks_of
from tuiwizard.cli.grammar import (
    Parser,
    with_expect,
    with_format,
    with_previous,
    with_reports,
    with_year,
)
from tuiwizard.cli.output import json_text, shown, tell
from tuiwizard.county.checked_report import check_report
from tuiwizard.county.figure_faults import figure_faults
from tuiwizard.county.file_account import Account, file_account
from tuiwizard.county.received_file import read_file
from tuiwizard.drafts import last_year
from tuiwizard.drafts.files import is_folder
from tuiwizard.drafts.kept_results import kept
from tuiwizard.importing import published
from tuiwizard.report.draft import Draft
from tuiwizard.rules.finding import Severity
from tuiwizard.words import tr

if TYPE_CHECKING:
    from tuiwizard.cli.collecting import Collected

_STDIN = Path("-")

SUMMARY = ("files", "publishable", "errors", "queries", "advice")
"""What is counted, by its name in the JSON output."""


def add_arguments(parser: Parser) -> None:
    """Add the reports, and last year's."""
    with_reports(parser, "+", tr("草稿或已公布的年报，或装有它们的文件夹；- 是标准输入"))
    with_previous(parser)
    with_expect(parser, tr("应报机关的名单（CSV 或文本），对照谁还没有报"))
    with_year(parser)
    with_format(parser)


def run(options: Namespace) -> int:
    """Check reports, one bad file never stopping the rest.

    Returns:
        0: all publishable; 1: findings that block publishing, or an agency of the list that has not
        reported; 2: a file could not be read.

    Raises:
        TuiwizardError: Last year's report or the list cannot be read.
    """
    as_json, last = options.format == "json", None
    if options.previous is not None:  # otherwise each draft's own is used
        last, _ = last_year.read(options.previous, published)
    tasks = [_read_here(task) for task in tasks_of(options.files) if task.path != options.expect]
    many = len(tasks) > 1
    collected = _collected(options, many=many)
    tally = Tally(SUMMARY) if collected is None else Tally(SUMMARY, collected.take)
    work = partial(check_file, as_json=as_json, last=last, year=options.year, many=many)
    more = dict if collected is None else collected.objects
    print_all(work, tasks, tally, tr("检查"), as_json=as_json, more=more)
    _say_twice(tally, options.year)
    if collected is not None:
        for line in collected.lines():
            tell(line)
        tally.code = max(tally.code, int(collected.incomplete))
    return tally.code


def _collected(options: Namespace, *, many: bool) -> "Collected | None":
    """Return what takes all files together; one file waits for nothing of it."""
    folders = any(map(is_folder, options.files))
    if not (many or folders or options.expect or options.year):
        return None
    from tuiwizard.cli.collecting import Collected

    return Collected(options.files, options.expect, options.year)


def check_file(
    task: Task,
    *,
    as_json: bool,
    last: Draft | None,
    year: int | None = None,
    many: bool = False,
) -> Outcome:
    """Check one report and put into words what was found; other processes call this.

    Args:
        task: The file.
        as_json: Whether the words are JSON.
        last: Last year's report; without it the draft's own is used.
        year: The report year that is collected; others are set aside, and not checked.
        many: Whether it is one of many; what came of those is kept for the next time.

    Raises:
        TuiwizardError: It cannot be read, or is no report.
    """
    if not many or task.data is not None or last is not None:
        return _checked(task.path, task.data, last, year, as_json=as_json)
    work = partial(_checked, data=None, last=None, year=year, as_json=as_json)
    return Outcome(task.path, *kept(f"check {year} {as_json}", task.path, lambda p: work(p)[1:]))


def _checked(
    path: Path, data: bytes | None, last: Draft | None, year: int | None, *, as_json: bool
) -> Outcome:
    file = read_file(path, data)
    if year is not None and file_account(path, file.ref, year).account is not Account.READ:
        return Outcome(path, counts=(0,) * len(SUMMARY), ref=file.ref)
    checked = check_report(file, last)
    faults = figure_faults(checked)
    weights = Counter(f.severity for f in checked.findings)
    counts = (weights[Severity.ERROR], weights[Severity.QUERY], weights[Severity.ADVICE])
    if as_json:
        said = json_text(findings.report_object(checked, faults))
    else:
        said = shown(findings.lines(checked))
    refused = checked.proof is not None and checked.proof.refused
    code = 0 if checked.publishable and not refused else 1
    counted = (1, int(checked.publishable), *counts)
    return Outcome(path, code, said, counts=counted, made=faults.why_not is None, ref=file.ref)


def _read_here(task: Task) -> Task:
    """Return a task with what stdin holds, if it is that which is meant: `-`."""
    if task.path != _STDIN:
        return task
    from tuiwizard.importing.sources import MAX_BYTES

    return task._replace(data=sys.stdin.buffer.read(MAX_BYTES + 1))


def _say_twice(tally: Tally, year: int | None) -> None:
    """R951: what only many reports together show, one sentence each.

    A file that was given twice is one report.
    """
    if len(tally.refs) < 2:
        return
    from tuiwizard.rules.cross_report_rules import twice

    meant = (ref for ref in tally.refs if year in (None, ref.year))
    refs = {os.path.abspath(ref.file): ref for ref in meant}  # noqa: PTH100 - of thousands
    for said in twice(tuple(refs.values())):
        tell(tr("错误 R951：{message}", message=said.message))
        tally.code = max(tally.code, 1)
