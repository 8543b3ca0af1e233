"""Every widget breaks its lines as Chinese does.

Textual breaks at spaces only, and a Chinese text anywhere: before ，, behind （, inside 2024年. All
its widgets break lines by one of two functions, which are exchanged here for
`report.line_breaks`; our own widgets take it from `tui.cells`.
"""

from textual import content
from textual._cells import cell_len
from textual._wrap import compute_wrap_offsets as with_tabs
from textual.document import _wrapped_document

from tuiwizard.report.line_breaks import line_breaks


def begin() -> None:
    """Exchange the functions by which Textual's widgets break lines."""
    vars(content)["divide_line"] = break_line
    vars(_wrapped_document)["compute_wrap_offsets"] = break_paragraph


def break_line(text: str, width: int, fold: bool = True) -> list[int]:
    """Return where all lines but the first begin; Textual drops the spaces at their ends."""
    return line_breaks(text, width, cell_len, fold=fold)


def break_paragraph(
    text: str,
    width: int,
    tab_size: int,
    fold: bool = True,
    precomputed_tab_sections: list[tuple[str, int]] | None = None,
) -> list[int]:
    """Return the same for an editor, in which a space takes its cell and tabs are Textual's own."""
    if "\t" in text:
        return with_tabs(text, width, tab_size, fold, precomputed_tab_sections)
    return line_breaks(text, width, cell_len, hanging=False, fold=fold)
