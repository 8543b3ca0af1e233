"""The rows of a count in a file beside the draft: `NAME.ledger.toml`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import tomli
from pydantic import ValidationError

from tuiwizard.drafts import files, named_files, paths
from tuiwizard.errors import DraftUnreadable, TuiwizardError
from tuiwizard.report.digest import digest
from tuiwizard.report.draft import Draft
from tuiwizard.report.kept_count import KeptCount
from tuiwizard.words import Message, tr

if TYPE_CHECKING:
    from tuiwizard.report.count_record import CountRecord, NamedFile

SUFFIX = ".ledger.toml"

MAP = "台账.toml"  # not said: stored
"""The name of the file of an office's answers about its ledger, as the wizard writes it."""

LARGEST = 100_000_000
"""Bytes of a ledger; of more nothing is read."""

AT_ONCE = 500
"""Rows that are parsed together: no other thread goes on meanwhile."""

_ROW = "\n[[rows]]\n"

Books = Sequence[tuple[str, bytes]]
"""The files of a ledger: the name and the content of each."""

Recount = Callable[["CountRecord", Books, str], "CountRecord | Message"]
"""Counts the books of a ledger once more, with the answers of a map file (empty for none); says
why if it cannot be done."""


def beside(draft: Path) -> Path:
    """Return the path of the rows that belong to a draft: 年报.toml -> 年报.ledger.toml."""
    return draft.with_name(draft.name.removesuffix(".toml") + SUFFIX)


def is_about_ledger(path: Path) -> bool:
    """Return whether a file by its name holds rows or answers, and is no draft."""
    return path.name.lower().endswith(SUFFIX) or path.name == MAP


def write(draft: Path, record: "CountRecord") -> None:
    """Write the rows that belong to a draft.

    Raises:
        SaveError: They could not be written.
    """
    head = record.model_dump(exclude={"rows"}, exclude_defaults=True, exclude_none=True)
    import tomli_w  # only who writes a draft waits for it

    blocks = (tomli_w.dumps(row.model_dump(exclude_defaults=True)) for row in record.rows)
    whole = _ROW.join((tomli_w.dumps({"format": record.format, **head}), *blocks))
    files.write_text(beside(draft), whole)
    named_files.choose(draft, (paths.named_file(draft, file.path) for file in record.files))


def read(path: Path) -> "CountRecord":
    """Read rows.

    Raises:
        DraftUnreadable: They cannot be read, or the file holds something else.
    """
    from tuiwizard.report.count_record import CountedRow, CountRecord

    data = files.read_at_most(LARGEST, path, tr("台账的明细"))
    head, *blocks = files.text_of(data, path).split(_ROW)
    try:
        tables = tomli.loads(head)
        rows = [CountedRow.model_validate(row) for row in tables.pop("rows", ())]
        for at in range(0, len(blocks), AT_ONCE):
            part = tomli.loads(_ROW + _ROW.join(blocks[at : at + AT_ONCE]))["rows"]
            rows += map(CountedRow.model_validate, part)
        return CountRecord.model_validate({**tables, "rows": rows})
    except (tomli.TOMLDecodeError, ValidationError, RecursionError, TypeError):
        raise DraftUnreadable(tr("不是台账的明细，请重新数台账"), path=path) from None


def recall(draft: Draft, path: Path, recount: Recount) -> KeptCount:
    """Return what is known of the count that a draft remembers.

    The ledger is read again; it is counted again only if it has changed, or the answers have.

    Args:
        draft: The draft.
        path: Its file.
        recount: Counts a ledger.
    """
    last = last_years(draft, path)
    if draft.ledger is None:
        return KeptCount(last=last)
    try:
        record = read(beside(path))
    except TuiwizardError as error:
        return KeptCount(reason=Message("台账的明细读不出来：{error}", error=str(error)), last=last)
    if record.source != draft.ledger or record.year != draft.year:
        name = beside(path).name
        reason = Message("{name} 不是这份草稿数台账时的明细，请重新数台账", name=name)
        return KeptCount(reason=reason, last=last)
    now = _now(record, path, recount)
    if isinstance(now, Message):
        return KeptCount(record, None, now, last)
    return KeptCount(record, now, None, last)


def _now(record: "CountRecord", path: Path, recount: Recount) -> "CountRecord | Message":
    """Return what the ledger gives today, or why that is not known."""
    try:
        books = read_books([named_files.file_to_open(path, file.path) for file in record.files])
        answers, sha256 = _answers(record, path)
    except TuiwizardError as error:
        return Message("不知道台账有没有改动：{error}", error=str(error))
    same = [digest(data) for _, data in books] == [file.sha256 for file in record.files]
    if same and (record.map is None or sha256 in ("", record.map.sha256)):
        return record
    return recount(record, books, answers)


def read_books(named: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Return the names and contents of some ledgers.

    Raises:
        DraftUnreadable: One cannot be read.
    """
    return [(path.name, files.read_at_most(LARGEST, path, tr("台账"))) for path in named]


def named(draft: Path, ledgers: Sequence[Path], books: Books) -> tuple["NamedFile", ...]:
    """Return how a draft names the files of its ledger.

    Args:
        draft: Its file.
        ledgers: The files.
        books: Their names and contents.
    """
    from tuiwizard.report.count_record import NamedFile

    name = paths.named_from(draft)
    contents = zip(ledgers, (data for _, data in books), strict=True)
    return tuple(NamedFile(path=name(file), sha256=digest(data)) for file, data in contents)


def named_answers(draft: Path, map_file: Path | None) -> "NamedFile | None":
    """Return how a draft names the map file of its ledger, as that is now; None for none.

    Raises:
        DraftUnreadable: It cannot be read.
    """
    if map_file is None:
        return None
    (found,) = named(draft, [map_file], [(map_file.name, files.read_bytes(map_file))])
    return found


def _answers(record: "CountRecord", path: Path) -> tuple[str, str]:
    """Return the text of the map file and its digest; empty where there is none any more."""
    if record.map is None or not named_files.may_open(path, record.map.path):
        return "", ""
    file = paths.named_file(path, record.map.path)
    if not files.is_there(file):
        return "", ""
    data = files.read_bytes(file)
    return files.text_of(data, file), digest(data)


def last_years(draft: Draft, path: Path) -> "CountRecord | None":
    """Return the rows of last year's report, if they are beside it."""
    if draft.previous is None or not named_files.may_open(path, draft.previous.path):
        return None
    previous = paths.named_file(path, draft.previous.path)
    if previous.suffix.lower() != ".toml" or not files.is_there(beside(previous)):
        return None
    try:
        record = read(beside(previous))
    except TuiwizardError:
        return None
    return record if record.year == draft.year - 1 else None
