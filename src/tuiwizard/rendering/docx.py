"""A report as DOCX: A4, the statutory tables, the faces of official documents.

python-docx is an extra, so it is imported when a report is asked for, and not before.
"""

from tuiwizard.errors import CommandError
from tuiwizard.rendering.document import compose
from tuiwizard.report.draft import Draft
from tuiwizard.words import tr

_EXTRA = ("docx", "lxml")


def render(draft: Draft, *, as_draft: bool = False) -> bytes:
    """The report as the bytes of a DOCX file; the same draft gives the same bytes.

    Args:
        draft: What is printed.
        as_draft: Whether to stamp it as a draft, and so to print it even if unfinished.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
        CommandError: python-docx is not installed.
    """
    document = compose(draft, as_draft=as_draft)
    try:
        from tuiwizard.rendering.docx_file import packed
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        sentence = tr("输出 DOCX 需要 python-docx，请先运行 pip install 'tuiwizard[office]'")
        raise CommandError(sentence) from error
    return packed(document)
