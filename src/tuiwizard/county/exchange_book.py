"""The book of a folder: 往来记录, a folder in it with the entries and the versions asked about.

It lies with the reports, so that whoever opens the folder has it, on another computer, too. What
is there stays as it is, byte for byte; entries are only put behind it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import tomli

from tuiwizard.county.exchange import NO_BOOK, Asked, Book, Deed, Entry
from tuiwizard.county.inbox import BOOK
from tuiwizard.drafts import files
from tuiwizard.errors import SaveError, SourceError, TuiwizardError
from tuiwizard.words import tr

_NAME = "记录.toml"  # not said: stored
_HEAD = "# 汇总台记下的往来：退回了什么、怎么答复的、留用哪一份。\nformat = 1\n"  # not said: stored
_LARGEST = 64 * 1024 * 1024
_KEPT_DIGITS = 16


def entries_file(folder: Path) -> Path:
    """Return the file of the entries."""
    return folder / BOOK / _NAME


def kept_copy(folder: Path, sha256: str, file: str) -> Path:
    """Return where the version of a report is kept that was asked about."""
    return folder / BOOK / f"{sha256[:_KEPT_DIGITS]}-{Path(file).name}"


def read_book(folder: Path) -> Book:
    """Return the book of a folder; one that cannot be read says why, and is not written to."""
    if not files.is_there(entries_file(folder)):
        return NO_BOOK
    try:
        return Book(_entries(_data(folder), entries_file(folder)))
    except TuiwizardError as error:
        return Book(trouble=str(error))


def add_entries(folder: Path, entries: Sequence[Entry]) -> None:
    """Put entries behind those that are there.

    Raises:
        SaveError: They cannot be written.
        TuiwizardError: What is there cannot be read; it stays as it is.
    """
    path = entries_file(folder)
    before = _data(folder) if files.is_there(path) else _HEAD.encode()
    _entries(before, path)
    blocks = (block for entry in entries for block in _blocks(entry))
    _make(path.parent)
    files.write_bytes(path, before + "".join(blocks).encode())


def keep_copy(folder: Path, sha256: str, file: str, data: bytes) -> None:
    """Keep the version of a report that is asked about, to tell later what has changed in it.

    Raises:
        SaveError: It cannot be written.
    """
    path = kept_copy(folder, sha256, file)
    if not files.is_there(path):
        _make(path.parent)
        files.write_bytes(path, data)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise SaveError(
            tr("{folder}：{reason}，往来没有记下", folder=folder, reason=files.reason(error))
        ) from error


def _data(folder: Path) -> bytes:
    return files.read_at_most(_LARGEST, entries_file(folder), tr("往来记录"))


def _entries(data: bytes, path: Path) -> tuple[Entry, ...]:
    try:
        tables = tomli.loads(files.text_of(data, path))
        if tables.get("format") != 1:
            raise SourceError(tr("往来记录是更新版本的程序写的，请升级程序：{path}", path=path))
        return tuple(map(_entry, tables.get("entry", ())))
    except tomli.TOMLDecodeError as error:
        words = tr("往来记录坏了，请改好或移走再记：{path}（{error}）", path=path, error=error)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        words = tr("往来记录里有一条读不懂，请改好或移走再记：{path}", path=path)
    raise SourceError(words)


def _blocks(entry: Entry) -> Iterator[str]:
    """Yield an entry as it is stored: without what is empty, and each question under it."""
    import tomli_w  # only who writes waits for it

    table = entry._asdict() | {"when": entry.when.isoformat(timespec="seconds"), "asked": ()}
    told = {key: value for key, value in table.items() if value not in (None, "", False, ())}
    yield "\n[[entry]]\n" + tomli_w.dumps({"office": entry.office} | told)
    for one in entry.asked:
        yield "[[entry.asked]]\n" + tomli_w.dumps(one._asdict())


def _entry(table: dict[str, Any]) -> Entry:
    asked = tuple(
        Asked(str(one["rule"]), tuple(map(str, one["cells"])), str(one["said"]))
        for one in table.get("asked", ())
    )
    texts = {key: str(table.get(key, "")) for key in ("text", "until", "file", "sha256")}
    year = table.get("year")
    return Entry(
        Deed(table["deed"]),
        datetime.fromisoformat(table["when"]).astimezone(),
        str(table["office"]),
        year if isinstance(year, int) else None,
        **texts,
        settled=table.get("settled") is True,
        asked=asked,
        instead_of=tuple(map(str, table.get("instead_of", ()))),
    )
