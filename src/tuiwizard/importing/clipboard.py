"""A block copied from a spreadsheet or a page, as rows of texts."""

import csv
import io

Block = tuple[tuple[str, ...], ...]
"""Rows of fields, stripped of the spaces around them; a row has at least one field."""


def parse_block(text: str) -> Block:
    """Read a block as Excel and WPS put it on the clipboard.

    Fields are parted by tabs and rows by line ends of any kind; a field in double quotes may
    hold tabs, line ends and doubled quotes. The line end behind the last row ends it; every
    other empty line is a row of blanks, also at the beginning and the end.

    Args:
        text: The clipboard's text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter="\t", strict=True))
    except csv.Error:  # a quote that is just a quote
        rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    return tuple(tuple(_squeezed(field) for field in row or [""]) for row in rows)


def _squeezed(field: str) -> str:
    """A field on one line: line ends in a cell come from wrapped labels.

    Only between two digits the line end stays: two figures in a cell are not one.
    """
    squeezed = ""
    for line in (line.strip() for line in field.split("\n")):
        parted = squeezed[-1:].isdigit() and line[:1].isdigit()
        squeezed += f"\n{line}" if parted else line
    return squeezed
