"""What the commands share that are given many files.

The work is done on each file by itself, perhaps in another process; what is left of a file is
an `Outcome`, small and ready to be written.
"""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tuiwizard import faults
from tuiwizard.cli.output import JsonFiles, say_all, tell
from tuiwizard.cli.progress import Bar
from tuiwizard.county.file_account import Account, FileAccount, file_account
from tuiwizard.county.inbox import report_files, report_suffixes
from tuiwizard.errors import TuiwizardError
from tuiwizard.words import tr

if TYPE_CHECKING:
    from tuiwizard.rules.report_ref import ReportRef

NAMED = 3
"""How many files a sentence about many names."""

MOST_FAULTS = 10
"""Faults of the program after which the next file will meet the same."""


class Task(NamedTuple):
    """A file to deal with.

    Attributes:
        path: The file.
        target: Where what comes of it is written, if anywhere.
        named: Whether it was asked for by name, and does not just lie in a folder.
        data: What is in it, where it has been read already: stdin, which other processes cannot.
    """

    path: Path
    target: Path | None = None
    named: bool = True
    data: bytes | None = None


def tasks_of(paths: Iterable[Path]) -> list[Task]:
    """Return the reports that are meant; a folder stands for those in it."""
    given = list(paths)
    named = {*map(str, given)}  # paths themselves take ten times as long to look up
    meant = report_files(given, report_suffixes)
    return [Task(path, named=str(path) in named) for path in meant]


class Outcome(NamedTuple):
    """What is left of a file once it has been dealt with.

    Attributes:
        path: The file.
        code: The exit code that it alone would give.
        shown: What is printed of it: lines of text, or an object of JSON.
        problem: Why it could not be dealt with, one sentence; empty if it could.
        is_report: Whether it is a report at all; if not, nothing else counts.
        counts: Figures that are added up over all files.
        made: What is handed on instead of words: a row of an export, a report to add up.
        ref: Whose report it is, where that is asked.
        account: What became of the file, where it could not be read.
    """

    path: Path
    code: int = 0
    shown: str = ""
    problem: str = ""
    is_report: bool = True
    counts: tuple[int, ...] = ()
    made: object = None
    ref: "ReportRef | None" = None
    account: FileAccount | None = None


class Tally:
    """What is remembered of all files until the end.

    Args:
        names: What is counted.
        seen: Called with each file.

    Attributes:
        code: The heaviest exit code.
        counts: The sums of what was counted, one for each of the names given.
        refs: Whose reports the files are.
    """

    def __init__(
        self, names: Sequence[str], seen: Callable[[Outcome], None] = lambda _: None
    ) -> None:
        self._seen = seen
        self.code = 0
        self.counts = dict.fromkeys(names, 0)
        self.refs: list[ReportRef] = []
        self._failed: list[Path] = []
        self._others: list[Path] = []

    def add(self, outcome: Outcome) -> None:
        """Count one file."""
        self.code = max(self.code, outcome.code)
        self._seen(outcome)
        if not outcome.is_report:
            self._others.append(outcome.path)
        elif outcome.problem:
            self._failed.append(outcome.path)
        else:
            for name, count in zip(self.counts, outcome.counts, strict=True):
                self.counts[name] += count
            if outcome.ref is not None:
                self.refs.append(outcome.ref)

    def say(self, total: int, word: str) -> None:
        """Say at the end what went wrong: of many files it has long left the screen."""
        if self._others:
            tell(
                tr(
                    "{others}不是年报（没有找到年报的表格），没有{word}",
                    others=some_files(self._others),
                    word=word,
                )
            )
        if self._failed and total > 1:
            tell(
                tr(
                    "共 {total} 个文件，{n} 个没能{word}：{failed}",
                    total=total,
                    n=len(self._failed),
                    word=word,
                    failed=some_files(self._failed),
                )
            )


def deal_with(
    work: Callable[[Task], Outcome],
    tasks: Sequence[Task],
    take: Callable[[Outcome], None],
    tally: Tally,
    word: str,
) -> None:
    """Do some work on every file, one bad file never stopping the rest.

    Args:
        work: What is done; it is found by other processes as `map_in_order` says. What it
            raises on purpose is told of its file.
        tasks: The files.
        take: Writes what could be read, in the order of the files.
        tally: What is remembered.
        word: What is done, in a word.
    """
    for outcome in outcomes(work, tasks, word):
        tally.add(outcome)
        if outcome.problem:
            tell(outcome.problem)
        elif outcome.is_report:
            take(outcome)
    tally.say(len(tasks), word)


def print_all(
    work: Callable[[Task], Outcome],
    tasks: Sequence[Task],
    tally: Tally,
    word: str,
    *,
    as_json: bool,
    more: Callable[[], Mapping[str, object]] = dict,
) -> None:
    """Do some work on every file and print what is shown of it; arguments as for `deal_with`.

    What `more` returns when all files have been dealt with is in the object of JSON besides them.
    """
    if not as_json:
        deal_with(work, tasks, lambda outcome: say_all(outcome.shown), tally, word)
        return
    with JsonFiles(tally.counts, more) as files:
        deal_with(
            work,
            tasks,
            lambda outcome: files.add(outcome.shown) if outcome.shown else None,
            tally,
            word,
        )


def outcomes(
    work: Callable[[Task], Outcome], tasks: Sequence[Task], word: str
) -> Iterator[Outcome]:
    """Yield what is left of each file, in their order, with a bar on a terminal.

    Args:
        work: What is done; it is found by other processes as `map_in_order` says. What it
            raises on purpose is told of its file.
        tasks: The files.
        word: What is done, in a word.
    """
    if len(tasks) == 1:
        yield tried(work, tasks[0])
        return
    from tuiwizard.county.process_pool import map_in_order  # one file needs none of it

    gc.freeze()  # what is loaded stays, and is not looked through again and again
    gc.enable()  # rings are left behind where JSON is written: a hundred megabytes of 40,000
    bar = Bar(len(tasks))

    def died() -> None:
        with bar.aside(sys.stderr):
            tell(tr("有一个处理文件的进程中断了，它手上的文件重新做一遍"))

    met = 0
    try:
        with closing(
            map_in_order(partial(_guarded, work), tasks, partial(_lost, word), died)
        ) as found:
            for outcome in found:
                with bar.aside(sys.stderr if outcome.problem else sys.stdout):
                    yield outcome
                bar.step()
                met += outcome.code == faults.EXIT_CODE
                if met == MOST_FAULTS:
                    tell(tr("程序一再出错，后面的文件没有{word}", word=word))
                    break
    finally:
        bar.close()
        gc.disable()  # what is kept of thousands of files is no garbage: to add it up is quicker so


def _lost(word: str, task: Task) -> Outcome:
    sentence = tr(
        "{path}：处理它的进程一再中断，可能是内存不够，没有{word}", path=task.path, word=word
    )
    return Outcome(task.path, 2, problem=sentence)


def tried(work: Callable[[Task], Outcome], task: Task) -> Outcome:
    """Return the work on one file, or why it could not be done.

    What is no report is an error where it was asked for by name, and none where it only lies in
    a folder.
    """
    try:
        return work(task)
    except TuiwizardError as error:
        account = file_account(task.path, error)
        if account.account is Account.NO_REPORT and not task.named:
            return Outcome(task.path, is_report=False, account=account)
        return Outcome(task.path, error.exit_code, problem=str(error), account=account)


def _guarded(work: Callable[[Task], Outcome], task: Task) -> Outcome:
    """Let a fault of the program end the work on one file, not on all."""
    try:
        return tried(work, task)
    except Exception as error:
        from tuiwizard.drafts.state_folder import state_folder

        report = faults.write_report(error, state_folder() / "faults")
        sentence = faults.sentence(error, tr("其余的文件没有受影响"), report)
        return Outcome(
            task.path,
            faults.EXIT_CODE,
            problem=tr("{path}：{sentence}", path=task.path, sentence=sentence),
        )


def some_files(paths: Sequence[Path]) -> str:
    """Return the first few of many files, and how many there are."""
    named = tr("、").join(str(path) for path in paths[:NAMED])
    return named if len(paths) <= NAMED else tr("{named} 等 {n} 个文件", named=named, n=len(paths))
