"""A published report as a draft: last year's, to compare with."""

from tuiwizard.errors import SourceError
from tuiwizard.importing.match import match
from tuiwizard.importing.sources import read_source
from tuiwizard.report.draft import Draft


def published_draft(data: bytes, name: str) -> Draft:
    """What a published report says, as a draft of its year; what is not certain is blank.

    Args:
        data: What is in its file.
        name: The name of the file.

    Raises:
        SourceError: It cannot be read, or does not say its year.
        YearError: No edition of the form covers its year.
    """
    imported = match(read_source(data, name))
    if imported.year is None:
        raise SourceError("没有读到年度，请先用 tuiwizard import 加 --year 读成草稿")
    return imported.draft(imported.year)
