"""A list that somebody typed or saved from a spreadsheet, as rows of columns."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from tuiwizard.errors import SourceError
from tuiwizard.words import tr

_DIVIDERS = "\t;,"


def typed_rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines as columns, numbered; Excel divides them by what the system is set to.

    Args:
        text: The list.
        path: Its file, which a sentence names.

    Raises:
        SourceError: A line is none of a list.
    """
    plain = text.replace("，", ",").replace("；", ";")  # not said: looked for
    first = next((line for line in plain.splitlines() if any(c in line for c in _DIVIDERS)), ",")
    divider = next(c for c in _DIVIDERS if c in first)
    reader = csv.reader(io.StringIO(plain, newline=""), delimiter=divider)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise SourceError(
            tr(
                "{path} 第 {line_num} 行：这一行不像是名单，请检查",
                path=path,
                line_num=reader.line_num,
            )
        ) from error
