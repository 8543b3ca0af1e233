"""The sum of a desk: its reports of one year added up, or a late one added to a sum."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tuiwizard.county.desk import Desk
from tuiwizard.county.merge import MergeResult
from tuiwizard.county.merge_input import MergeInput, read_merge_input
from tuiwizard.county.remerge import Options, merge_into, sources_to_open
from tuiwizard.drafts import files, store
from tuiwizard.errors import SaveError, TuiwizardError
from tuiwizard.words import tr


def to_add(desk: Desk, year: int) -> tuple[MergeInput, ...]:
    """Return the reports of a year that can be added up: all that were read and count."""
    own = (row for row in desk.rows if row.year == year and row.counts)
    return tuple(row.merge_input for row in own if row.merge_input is not None)


def add_up(desk: Desk, year: int, output: Path, options: Options) -> MergeResult:
    """Add up the reports of a year; where the output is a sum already, add what is new to it.

    Args:
        desk: The desk.
        year: The report year.
        output: The draft that the sum is to be.
        options: Whose report it is, and what else a person has said.

    Raises:
        SaveError: The output is there and is no sum.
        DraftError: It is there and cannot be read.
    """
    known = store.load(output) if files.is_there(output) else None
    if known is not None and not known.sources:
        raise SaveError(tr("{output}：已经有这个文件，它不是汇总稿，请换一个文件名", output=output))
    added = sources_to_open(known, output) if known is not None else ()
    inside = {path.resolve() for path in (output, *added)}
    given = [report for report in to_add(desk, year) if report.path.resolve() not in inside]
    return merge_into(output, known, given, _read, options)


def _read(paths: Iterable[Path]) -> Iterator[MergeInput]:
    """Read the sources that are still there; `remerge` says what becomes of the others."""
    for path in paths:
        try:
            yield read_merge_input(path)
        except TuiwizardError:
            continue
