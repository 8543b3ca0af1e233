"""A block copied from a spreadsheet or a page, as rows of texts."""

import csv
import io

Block = tuple[tuple[str, ...], ...]
"""Rows of fields, stripped of the spaces around them."""


def parse_block(text: str) -> Block:
    """Read a block as Excel and WPS put it on the clipboard.

    Fields are parted by tabs and rows by line ends of any kind; a field in double quotes may
    hold tabs, line ends and doubled quotes.

    Args:
        text: The clipboard's text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter="\t", strict=True))
    except csv.Error:  # a quote that is just a quote
        rows = [line.split("\t") for line in text.split("\n")]
    return tuple(tuple(_squeezed(field) for field in row) for row in rows)


def _squeezed(field: str) -> str:
    """Line ends inside a cell come from wrapped labels, never from figures."""
    return "".join(field.split("\n")).strip().strip("\u3000\u00a0").strip()
