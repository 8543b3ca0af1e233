"""问题清单 of many offices: a file for each, named for the office, as Word or as Markdown."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from tuiwizard.county.desk_row import DeskRow, State
from tuiwizard.county.inbox import QUESTIONS
from tuiwizard.county.query_sheet import Asker, as_document, as_markdown, query_sheet
from tuiwizard.drafts import files
from tuiwizard.drafts.paths import as_file_name
from tuiwizard.errors import SaveError
from tuiwizard.rendering.formats import FORMATS, in_bytes, made_in
from tuiwizard.words import tr

WORD, MARKDOWN = "docx", "markdown"

SHEET_FORMATS = (WORD, MARKDOWN)
"""The formats of a list: what offices open, and what others read."""


def usual_formats() -> tuple[str, ...]:
    """Return the formats to start from: Word, where the packages for it are installed."""
    return (WORD,) if find_spec(WORD) else (MARKDOWN,)


def wanting(row: DeskRow) -> bool:
    """Return whether there is anything to send back; who sent nothing has nothing to mend."""
    if row.path is None:
        return False
    return row.state in (State.UNREADABLE, State.CONVERT) or row.errors > 0 or row.queries > 0


def sheet_name(row: DeskRow, to: str = MARKDOWN) -> str:
    """Return the file name of a list: 甲县乙镇人民政府 -> 甲县乙镇人民政府-问题清单.md."""
    return f"{as_file_name(row.agency)}-{QUESTIONS}{FORMATS[to].suffix}"


def sheets(
    rows: Sequence[DeskRow], asker: Asker, formats: Sequence[str] = (MARKDOWN,)
) -> Iterator[tuple[str, bytes]]:
    """Yield the lists of many rows by file name; rows without questions are left out.

    Raises:
        CommandError: A format needs a package that is not installed.
    """
    taken: set[str] = set()
    for row in rows:
        if wanting(row):
            sheet = query_sheet(row, asker)
            for to in formats:
                name, number = sheet_name(row, to), 2
                while name.casefold() in taken:  # two reports of one office
                    name = sheet_name(row, to).replace(f"-{QUESTIONS}", f"-{number}-{QUESTIONS}")
                    number += 1
                taken.add(name.casefold())
                if to == MARKDOWN:
                    yield name, as_markdown(sheet).encode()
                else:
                    made = made_in(FORMATS[to], "printed", as_document(sheet, asker))
                    yield name, in_bytes(made)


def write_sheets(folder: Path, pages: Sequence[tuple[str, bytes]], *, force: bool = False) -> None:
    """Write lists into a folder, which is made if it is not there.

    Args:
        folder: Where to.
        pages: Names of files and what goes into them.
        force: Whether those that are there already are overwritten.

    Raises:
        SaveError: One is there already, and then none is written; or it cannot be written.
    """
    if not force:
        for name, _ in pages:
            files.refuse_to_overwrite(folder / name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(
            tr("{folder}：{reason}，问题清单没有写出来", folder=folder, reason=files.reason(error))
        ) from error
    for name, page in pages:
        files.write_bytes(folder / name, page)
