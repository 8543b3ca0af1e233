"""Last year's report as a draft carries it along: every figure, and digests of its texts.

With these the draft is checked the same wherever it goes; the file they are from may be gone.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from tuiwizard.forms.common import Kind
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, narratives
from tuiwizard.forms.years import edition_for
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import FIGURES
from tuiwizard.report.metadata import Previous
from tuiwizard.report.text_digest import own_words, packed_digests

_LONGEST = 18
"""Digits of a figure that is kept as a number; TOML takes no more."""


def keep(last: Draft, path: str, sha256: str) -> Previous:
    """Return what a draft keeps of last year's report.

    Args:
        last: The report.
        path: How the draft names its file.
        sha256: The digest of the file.
    """
    typed = {p: text for key in last.section_keys for p, text in last.entries(key).texts.items()}
    figures = {path for key in last.section_keys for path in _figures(last.edition, key)}
    zeros = {path for path in figures if typed.get(path) == "0"}
    said = [path for path in kept_cells(last.edition) if path in typed and path not in zeros]
    return Previous(
        path=path,
        sha256=sha256,
        year=last.year,
        blank=[*_blank(last.edition, typed)],
        cells={path: _written(typed[path]) for path in said},
        texts={
            cell.path: packed_digests(own_words(cell.path, typed[cell.path]))
            for cell in narratives(last.edition)
            if cell.path in typed
        },
    )


def kept_report(previous: Previous) -> Draft | None:
    """Return last year's report as far as it was kept, which is without its texts.

    Raises:
        YearError: No edition of the form covers its year.
        KeyError: Its form has no such cell.
    """
    if previous.year is None:
        return None
    edition, blank = edition_for(previous.year), {*previous.blank}
    texts = {path: str(value) for path, value in previous.cells.items()}
    for key in section_keys(edition):
        if key not in blank:
            figures = (path for path in _figures(edition, key) if path not in blank)
            texts |= {path: "0" for path in figures if path not in texts}
    return Draft.new(previous.year).with_texts(texts)


@cache
def kept_cells(edition: str) -> tuple[str, ...]:
    """Return the paths of the cells of an edition that are kept as they are: all but texts."""
    listed = (cell for key in section_keys(edition) for cell in cells(edition, key))
    return tuple(c.path for c in listed if not c.computed and c.kind is not Kind.TEXT)


@cache
def _figures(edition: str, key: str) -> tuple[str, ...]:
    listed: tuple[Cell, ...] = cells(edition, key)
    return tuple(c.path for c in listed if not c.computed and c.kind in FIGURES)


def _blank(edition: str, typed: Mapping[str, str]) -> Iterator[str]:
    """Yield the cells for figures in which nothing was typed; a table that was all blank is one."""
    for key in section_keys(edition):
        figures = _figures(edition, key)
        lacking = [path for path in figures if path not in typed]
        yield from (key,) if lacking and len(lacking) == len(figures) else lacking


def _written(text: str) -> int | str:
    """Return a figure as a number where it is nothing else, so that a person can read the file."""
    # "12" -> 12, "0.50万元" -> "0.50万元", "０12" -> "０12"
    plain = text.isascii() and text.isdecimal() and len(text) <= _LONGEST
    return int(text) if plain and str(int(text)) == text else text
