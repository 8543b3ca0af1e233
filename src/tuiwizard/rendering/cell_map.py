"""Which cell of a workbook takes which figure: its names, or a file that says so line by line."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tuiwizard.decoding import decode
from tuiwizard.errors import CommandError, SourceError
from tuiwizard.plain_files import open_plain
from tuiwizard.report.typed_rows import typed_rows
from tuiwizard.words import tr

_AREA = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!,]+))!"
    r"\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9][0-9]{0,6})(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?",
    re.ASCII,
)
"""表三!$C$5, '表 三'!C5:D6; of several cells, the first."""

_MOST = 4 * 1024 * 1024


class Place(NamedTuple):
    """A cell of a workbook."""

    sheet: str
    column: str
    row: int


def places_in(reference: str) -> Iterator[Place]:
    """Yield the first cell of each area of a reference; of one that is broken, none.

    表三!$C$5,表三!$E$5:$F$6 -> C5, E5
    """
    for found in _AREA.finditer(reference):
        sheet = found["plain"] or found["quoted"].replace("''", "'")
        yield Place(sheet.strip(), found["column"].upper(), int(found["row"]))


def read_map(path: Path) -> Iterator[tuple[str, Place, str]]:
    """Yield the lines of a mapping file: where each is, the cell of the workbook, and the name.

    A line is `表三!C5,requests.received.natural_person`; a header, blank lines and lines that
    begin with `#` are passed over.

    Raises:
        CommandError: It cannot be read, or a line is none of a mapping.
    """
    try:
        yield from _lines(typed_rows(_text(path), path), path)
    except SourceError as error:
        raise CommandError(str(error)) from error


def _text(path: Path) -> str:
    try:
        with open_plain(path) as file:
            data = file.read(_MOST)
    except OSError as error:
        raise CommandError(tr("打不开对照文件 {path}，请检查路径和权限", path=path)) from error
    found = decode(data)
    if found.damage or "\0" in found.text:
        raise CommandError(
            tr("{path}：对照文件不是文本，请另存为 UTF-8 的 CSV 或文本文件", path=path)
        )
    return found.text


def _lines(rows: Iterable[tuple[int, list[str]]], path: Path) -> Iterator[tuple[str, Place, str]]:
    header = True  # there may be one
    for number, row in rows:
        place, name = ([*map(str.strip, row), "", ""])[:2]
        if not place or place.startswith("#"):
            continue
        where = tr("{path} 第 {number} 行", path=path, number=number)
        found = _AREA.fullmatch(place)
        if found is None or not name:
            if header and found is None and "!" not in place:
                header = False
                continue
            raise CommandError(
                tr("{where}：要写成 表三!C5,requests.received.total 的样子", where=where)
            )
        header = False
        yield where, next(places_in(place)), name
