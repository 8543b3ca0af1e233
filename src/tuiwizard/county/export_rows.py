"""The rows of an export, kept on the disk until all of them are there.

Which columns there are is known only with the last report, for reports on another edition of
the form bring others; and forty thousand rows are more than need be held in memory.
"""

import pickle
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Self

from tuiwizard.county.export_columns import Column, columns
from tuiwizard.county.export_row import Row, Value
from tuiwizard.drafts.files import reason
from tuiwizard.errors import SaveError
from tuiwizard.words import tr


class Rows:
    """Rows in the order in which they came, under the columns that all of them together have."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - this object is the context
        self._editions: set[str] = set()
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._count

    def add(self, row: Row) -> None:
        """Keep a row.

        Raises:
            SaveError: There is no room for it.
        """
        try:
            pickle.dump(tuple(row), self._file)
        except OSError as error:
            raise SaveError(tr("临时文件：{reason}，没有导出", reason=reason(error))) from error
        self._editions.add(row.edition)
        self._count += 1

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the editions that occur."""
        return columns(*self._editions)

    def __iter__(self) -> Iterator[list[Value | None]]:
        """Each row under all the columns; a column its edition does not have is blank."""
        places = {edition: _places(edition, self.columns) for edition in self._editions}
        self._file.seek(0)
        for _ in range(self._count):
            edition, values = pickle.load(self._file)  # what this object wrote
            yield [None if at is None else values[at] for at in places[edition]]


def _places(edition: str, wanted: tuple[Column, ...]) -> list[int | None]:
    """Where in a row of an edition the value of each column stands."""
    own = {column.name: at for at, column in enumerate(columns(edition))}
    return [own.get(column.name) for column in wanted]
