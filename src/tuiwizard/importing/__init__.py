"""Published reports and pasted tables, read however they were printed.

A reader turns a source into lines of pieces (`source_lines`), `runs` finds in them texts with
their figures, `lexicon` says which row a text names, and `alignment` which cells the figures
belong to. Nothing here opens a file, follows a link or runs what a document holds.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who checks a draft does not wait for the readers
    from tuiwizard.importing.imported import Imported
    from tuiwizard.report.draft import Draft


def read_published(
    data: bytes, name: str = "", *, agency: str = "", year: int | None = None
) -> "Imported":
    """Read a published report; what is not certain is blank, and named.

    Args:
        data: What is in its file.
        name: The name of the file.
        agency: The office's name, where it is known better than the source says.
        year: The report year, likewise.

    Raises:
        SourceError: It cannot be read.
    """
    from tuiwizard import reader_process
    from tuiwizard.importing.containers import is_word97

    if is_word97(data):
        from tuiwizard.importing.word97 import as_docx

        data = as_docx(data)  # by a program with limits of its own
    return reader_process.read(read_here, data, name, agency, year)


def read_here(data: bytes, name: str, agency: str, year: int | None) -> "Imported":
    """Read a published report in this process, which has no limits of its own.

    Raises:
        SourceError: It cannot be read.
    """
    from dataclasses import replace

    from tuiwizard.importing.extraction import extract
    from tuiwizard.importing.metadata_digest import metadata_digest
    from tuiwizard.importing.sources import read_source

    imported = extract(read_source(data, name), agency=agency, year=year, name=name)
    return replace(imported, digest=metadata_digest(data))


def published(data: bytes, name: str) -> "Draft":
    """A published report as a draft of its year; what is not certain is blank.

    Raises:
        SourceError: It cannot be read, or does not say its year.
        YearError: No edition of the form covers its year.
    """
    return read_published(data, name).own_draft()
