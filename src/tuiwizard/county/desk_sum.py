"""The sum of a desk: its reports of one year added up, or a late one added to a sum."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tuiwizard.county.desk import Desk
from tuiwizard.county.listed import Listed, State
from tuiwizard.county.merging import Merged, merge
from tuiwizard.county.reopening import Options, reopen, source_files
from tuiwizard.county.unit import Unit, read_unit
from tuiwizard.drafts import files, history, store
from tuiwizard.drafts.places import named_from
from tuiwizard.errors import SaveError, TuiwizardError
from tuiwizard.report.draft import Draft


class Sum(NamedTuple):
    """What came of adding up.

    Attributes:
        draft: The sum; None where something has to be settled first.
        added: How many reports are in it.
        left_out: Which are not and why, one sentence each.
        refused: What has to be settled first, one sentence each.
        notes: What was done without being asked, one sentence each.
    """

    draft: Draft | None
    added: int
    left_out: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def to_add(desk: Desk, year: int) -> tuple[Listed, ...]:
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
    given = [u.unit for u in to_add(desk, year) if u.unit and u.unit.path.resolve() != place]
    unread = [u.trouble for u in desk.units if u.state is State.UNREADABLE and u.path is not None]

    def named(path: Path) -> str:
        return named_from(output, path)

    if not files.is_there(output):
        merged = merge(
            given,
            options.agency,
            level=options.level,
            include_unfinished=options.include_unfinished,
            named=named,
        )
        refused = tuple(found.message for found in merged.refused)
        return Sum(merged.draft, len(merged.added), _left_out(merged, unread), refused)
    known = store.load(output)
    if not known.sources:
        raise SaveError(f"{output}：已经有这个文件，它不是汇总稿，请换一个文件名")
    sources = source_files(known, output)
    before = {path.resolve() for path in sources}
    found = {unit.path: unit for unit in _read(sources)}
    late = [unit for unit in given if unit.path.resolve() not in before]
    done = reopen(known, sources, found, late, options, named=named)
    refused = (*(f.message for f in done.merged.refused), *done.refused)
    return Sum(
        done.draft, len(done.merged.added), _left_out(done.merged, unread), refused, done.notes
    )


def write_sum(output: Path, draft: Draft) -> None:
    """Write a sum; what was there before stays in the history.

    Raises:
        SaveError: It could not be written.
    """
    if files.is_there(output):
        history.keep(output, files.read_bytes(output), history.REPLACED)
    store.save(output, draft)


def _left_out(merged: Merged, unread: list[str]) -> tuple[str, ...]:
    named = (
        f"{unit.party.agency or unit.path.name}：{unit.why_not or '机关名称没有填'}"
        for unit in merged.left_out
    )
    return (*named, *unread)


def _read(paths: Iterable[Path]) -> Iterator[Unit]:
    """The sources that can still be read; `reopen` says what becomes of the others."""
    for path in paths:
        try:
            yield read_unit(path)
        except TuiwizardError:
            continue
