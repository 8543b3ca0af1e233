"""The styles by name: how a report is printed in each, and what its reader must find."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.layouts import pages, texts, wild
from tests.layouts.report import Report


@dataclass(frozen=True)
class Style:
    """A way of printing.

    Attributes:
        name: The name of the file.
        print: What makes the file of a report.
        blanks: Whether blank cells can be seen in it; where they cannot, the figures beside
            them are not certain.
    """

    name: str
    print: Callable[[Report], bytes]
    blanks: bool = True


STYLES = {
    style.name.replace(".", "-"): style
    for style in (
        Style("word.html", pages.word),
        Style("gbk.html", pages.gbk_page),
        Style("utf16.html", pages.utf16_page),
        Style("portal.html", pages.portal),
        Style("traditional.html", pages.traditional),
        Style("permuted.html", pages.permuted),
        Style("rows.html", pages.row_by_row),
        Style("merged.docx", pages.docx),
        Style("tabs.txt", texts.tabs),
        Style("pipe.txt", texts.pipe),
        Style("pipe-spans.txt", texts.pipe_spans),
        Style("comma.csv", texts.comma),
        Style("wide-spaces.txt", texts.wide_spaces, blanks=False),
        Style("cell-on-a-line.txt", texts.cell_on_a_line, blanks=False),
        Style("ended-by-pipes.txt", texts.ended_by_pipes),
        Style("pdf-cells.txt", texts.pdf_cells, blanks=False),
        Style("pdf-rows.txt", texts.pdf_rows, blanks=False),
        Style("mini-tables.md", texts.mini_tables),
        Style("half-width.txt", texts.half_width),
        Style("full-width.txt", texts.full_width),
        Style("annex.txt", texts.annex),
        Style("filled-pipes.txt", wild.filled_pipes, blanks=False),
        Style("cells-and-pipes.txt", wild.cells_and_pipes, blanks=False),
        Style("pipes-between.txt", wild.pipes_between, blanks=False),
        Style("broken-heads.txt", wild.broken_heads),
        Style("spreadsheet.csv", wild.spreadsheet),
        Style("glossed.html", wild.glossed),
        Style("reworded.txt", wild.reworded, blanks=False),
        Style("gapped.md", wild.gapped_markdown),
        Style("one-line.txt", wild.one_line, blanks=False),
        Style("boxes.txt", wild.boxes),
        Style("no-break-spaces.txt", wild.no_break_spaces, blanks=False),
        Style("indented.txt", wild.indented, blanks=False),
        Style("repeated.html", wild.repeated),
        Style("form.html", wild.form_page),
        Style("pre.html", wild.preformatted),
        Style("decimals.csv", wild.decimals),
    )
}
