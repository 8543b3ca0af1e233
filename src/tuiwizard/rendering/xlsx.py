"""A report as a workbook: the texts on one sheet, each table of the form on its own page."""

from tuiwizard.forms.editions import chapter_keys, section_model
from tuiwizard.rendering.document import compose
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.report.draft import Draft


def render(draft: Draft, *, as_draft: bool = False, style: Style = PLAIN) -> bytes:
    """Return the bytes of an XLSX file; the same draft gives the same bytes.

    Args:
        draft: What is printed.
        as_draft: Whether to stamp it as a draft, and so to print it even if unfinished.
        style: What the office wants otherwise: agency and date under the report, or a
            workbook of its own to fill.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
        CommandError: The workbook to fill cannot be used.
        ModuleNotFoundError: openpyxl is not installed.
    """
    if style.template is not None:
        from tuiwizard.rendering.xlsx_template import filled

        return filled(draft, as_draft=as_draft, style=style)
    document = compose(draft, as_draft=as_draft, style=style)
    names = [section_model(draft.edition, key).short for key in chapter_keys(draft.edition)]
    from tuiwizard.rendering.xlsx_file import packed  # an extra: most reports do without

    return packed(document, names)
