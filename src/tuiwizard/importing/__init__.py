"""Published reports, read from wherever they stand.

A reader turns a source into lines of pieces (`page`); `match` finds in them what the form
asks for. Nothing here opens a file, follows a link or runs what a document holds.
"""

from tuiwizard.errors import SourceError
from tuiwizard.report.draft import Draft
from tuiwizard.words import tr

KINDS = tr("网页、DOCX、PDF、Markdown、文本")
"""What a published report may be given as, in the words of the person who chooses a file."""


def published(data: bytes, name: str) -> Draft:
    """A published report as a draft of its year; what is not certain is blank.

    The readers are loaded when there is something to read: who checks a draft does not wait
    for them.

    Args:
        data: What is in its file.
        name: The name of the file.

    Raises:
        SourceError: It cannot be read, or does not say its year.
        YearError: No edition of the form covers its year.
    """
    from tuiwizard.importing.extraction import extract
    from tuiwizard.importing.sources import read_source

    imported = extract(read_source(data, name))
    if imported.year is None:
        raise SourceError(tr("没有读到年度，请先用 tuiwizard import 加 --year 读成草稿"))
    return imported.draft(imported.year)
