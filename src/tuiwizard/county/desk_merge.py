"""The sum of a desk: its reports of one year added up, or a late one added to a sum."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tuiwizard.county.desk import Desk
from tuiwizard.county.desk_row import DeskRow, State
from tuiwizard.county.merge import MergeResult, merge
from tuiwizard.county.merge_input import MergeInput, read_merge_input
from tuiwizard.county.remerge import Options, remerge, source_files
from tuiwizard.drafts import files, history, store
from tuiwizard.drafts.paths import named_from
from tuiwizard.errors import SaveError, TuiwizardError
from tuiwizard.report.draft import Draft
from tuiwizard.words import tr


class Sum(NamedTuple):
    """What came of adding up.

    Attributes:
        draft: The sum; None where something has to be settled first.
        added: How many reports are in it.
        left_out: Which are not fit to be in it and why, one sentence each.
        unread: Which cannot be read and why, one sentence each.
        refused: What has to be settled first, one sentence each.
        notes: What was done without being asked, one sentence each.
        again: Whether the output was a sum already.
    """

    draft: Draft | None
    added: int
    left_out: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    again: bool = False


def to_add(desk: Desk, year: int) -> tuple[DeskRow, ...]:
    """The reports of a year that can be added up: all that could be read, and no sum of them."""
    units = (unit for unit in desk.units if unit.unit is not None)
    return tuple(unit for unit in units if unit.year == year and not unit.adds_up)


def add_up(desk: Desk, year: int, output: Path, options: Options) -> Sum:
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
    place = output.resolve()
    units = (listed.unit for listed in to_add(desk, year))
    given = [unit for unit in units if unit is not None and unit.path.resolve() != place]
    unread = tuple(one.trouble for one in desk.units if one.state is State.UNREADABLE)
    if files.is_there(output):
        return _again(output, given, unread, options)
    merged = merge(
        given,
        options.agency,
        level=options.level,
        include_unfinished=options.include_unfinished,
        named=named_from(output),
    )
    refused = tuple(str(found.message) for found in merged.refused)
    return Sum(merged.draft, len(merged.added), _left_out(merged), unread, refused)


def _again(output: Path, given: list[MergeInput], unread: tuple[str, ...], options: Options) -> Sum:
    """The sum that is there, with what has come since."""
    known = store.load(output)
    if not known.sources:
        raise SaveError(tr("{output}：已经有这个文件，它不是汇总稿，请换一个文件名", output=output))
    sources = source_files(known, output)
    before = {path.resolve() for path in sources}
    found = {unit.path: unit for unit in _read(sources)}
    late = [unit for unit in given if unit.path.resolve() not in before]
    done = remerge(known, sources, found, late, options, named=named_from(output))
    merged = done.merged
    refused = (*(str(one.message) for one in merged.refused), *done.refused)
    return Sum(
        done.draft, len(merged.added), _left_out(merged), unread, refused, done.notes, again=True
    )


def write_sum(output: Path, draft: Draft) -> None:
    """Write a sum; what was there before stays in the history.

    Raises:
        SaveError: It could not be written.
    """
    if files.is_there(output):
        history.keep(output, files.read_bytes(output), history.REPLACED)
    store.save(output, draft)


def _left_out(merged: MergeResult) -> tuple[str, ...]:
    return tuple(
        tr(
            "{agency}：{why_not}",
            agency=unit.ref.agency or unit.path.name,
            why_not=unit.why_not or tr("机关名称没有填"),
        )
        for unit in merged.left_out
    )


def _read(paths: Iterable[Path]) -> Iterator[MergeInput]:
    """The sources that can still be read; `remerge` says what becomes of the others."""
    for path in paths:
        try:
            yield read_merge_input(path)
        except TuiwizardError:
            continue
