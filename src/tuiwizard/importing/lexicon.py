"""The labels of the form, found in text that offices have printed in their own way.

Published reports and pasted blocks are both read with it: a source is compared with the labels
of all editions, for it may be printed on any; a block with those of the edition it is pasted into.
Every label comes from the models of the form; how print differs from them is in `report.labels`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import all_section_keys, section_keys, section_title
from tuiwizard.forms.grid import Header
from tuiwizard.forms.layout import grid
from tuiwizard.forms.years import editions
from tuiwizard.importing.fuzzy import FuzzyDictionary
from tuiwizard.report.labels import fold, spellings, without_ordinal, without_remark


@dataclass(frozen=True, slots=True)
class Label:
    """What a text on a page names.

    Attributes:
        kind: `row`, `group`, `column`, `band` or `section`.
        name: The path of a row or group with its section, the text of a column or band in
            normal form, the key of a section.
    """

    kind: str
    name: str


def _named(edition: str) -> Sequence[str]:
    """The editions that are meant: the one named, or all."""
    return (edition,) if edition else editions()


@cache
def tables(edition: str = "") -> tuple[str, ...]:
    """Return the sections that are tables in an edition, or in any."""
    own = {key for each in _named(edition) for key in section_keys(each, SectionKind.TABLE)}
    return tuple(key for key in all_section_keys() if key in own)


@cache
def editions_with(key: str) -> tuple[str, ...]:
    """Return the editions in which a section is a table."""
    return tuple(edition for edition in editions() if key in tables(edition))


def row_headers(edition: str) -> Iterator[tuple[str, Header]]:
    """Every labelled row of an edition, with its section."""
    for key in tables(edition):
        for band in grid(edition, key).bands:
            yield from ((key, row) for row in band.rows if row.labels)


@cache
def rows(edition: str = "") -> dict[str, str]:
    """The paths of all rows by what a page may print for them.

    Two-letter remains, 其他 and 总计, name nothing by themselves; `weak_rows` has them.

    Args:
        edition: The edition of the form; all of them if it is empty, here and below.
    """
    found: dict[str, str] = {}
    for each in _named(edition):
        for key, row in row_headers(each):
            path = f"{key}.{row.path}"
            for i in range(len(row.labels) - 1):
                found.setdefault("".join(map(fold, row.labels[i:])), path)
            own = row.labels[-1]
            for spelling in spellings(own):
                if len(spelling) > 2 or spelling == fold(own):
                    found.setdefault(spelling, path)
    return found


@cache
def longest_row() -> int:
    """The characters of the longest label of a row."""
    return max(map(len, rows()))


@cache
def weak_rows() -> dict[tuple[str, str], str]:
    """Rows by a remain that only its place can explain, and the row before.

    # (其他, the row of 2.申请人逾期…) -> the row of 3.其他, printed without its number
    """
    found: dict[tuple[str, str], str] = {}
    for edition in editions():
        before = ""
        for key, row in row_headers(edition):
            path = f"{key}.{row.path}"
            remain = without_ordinal(fold(row.labels[-1]))
            if len(remain) <= 2 and remain != fold(row.labels[-1]):
                found[remain, before] = path
            before = path
    return found


@cache
def words(edition: str = "") -> dict[str, Label]:
    """Every label there is, by what a page may print for it."""
    found = {text: Label("row", path) for text, path in rows(edition).items()}
    for kind, label, printed in _other_labels(edition):
        for spelling in printed:
            found.setdefault(spelling, Label(kind, label))
    return found


@cache
def own_labels(key: str) -> frozenset[str]:
    """Return what only one of the tables prints: 结果维持 that of appeals, 总计 none."""
    printed = {each: _printed_in(each) for each in tables()}
    others = (texts for each, texts in printed.items() if each != key)
    return printed[key].difference(*others)


def _printed_in(key: str) -> frozenset[str]:
    """The labels of a table in any edition."""
    bands = (band for edition in editions_with(key) for band in grid(edition, key).bands)
    return frozenset(
        fold(text)
        for band in bands
        for text in (
            band.title,
            *(label for header in (*band.rows, *band.columns) for label in header.labels),
        )
        if text
    )


@cache
def groups() -> frozenset[str]:
    """The names of groups of rows: 三本年度办理结果, 六其他处理."""
    return frozenset(text for text, label in words().items() if label.kind == "group")


def _other_labels(edition: str) -> Iterator[tuple[str, str, Iterable[str]]]:
    """The labels that are not a row's own, with their spellings: groups of rows before all."""
    for each in _named(edition):
        for key, row in row_headers(each):
            names = row.path.split(".")
            for depth, label in enumerate(row.labels[:-1], 1):
                yield "group", ".".join((key, *names[:depth])), spellings(label)
    for each in _named(edition):
        for key in tables(each):
            for band in grid(each, key).bands:
                for label in (label for column in band.columns for label in column.labels):
                    yield "column", fold(label), (fold(label), fold(without_remark(label)))
                for label in filter(None, (band.title, band.corner)):
                    yield "band", fold(label), (fold(label),)
        for key in section_keys(each):
            yield "section", key, spellings(section_title(each, key))


@lru_cache(maxsize=8192)
def known(folded: str, edition: str = "") -> Label | None:
    """What a folded text names letter by letter; its number may be another or missing."""
    named = words(edition)
    bare = without_ordinal(folded)
    return named.get(folded) or (named.get(bare) if len(bare) > 2 else None)


@lru_cache(maxsize=8192)
def find(folded: str) -> Label | None:
    """What a folded text names, typing errors allowed; None where it could be two things.

    本年新收政俯信息公开申请数量 -> the row requests.received
    """
    return known(folded) or _dictionary().closest(without_ordinal(folded))


@cache
def _dictionary() -> FuzzyDictionary[Label]:
    return FuzzyDictionary(words())


@lru_cache(maxsize=8192)
def find_row(text: str) -> str | None:
    """The path of the row that a label names, typing errors allowed.

    一予以公开（含主动公开） -> requests.outcomes.granted
    """
    for spelling in (text, without_remark(text)):
        found = find(fold(spelling))
        if found is not None:
            return found.name if found.kind == "row" else None
    return None


@lru_cache(maxsize=8192)
def is_fragment(folded: str) -> bool:
    """Whether a text may be a piece of a label that a page has broken: 府信息公开申 -> True."""
    return any(folded in text for text in words())


@lru_cache(maxsize=8192)
def begun_row(folded: str) -> str | None:
    """The only row whose label begins like this, for labels that go on behind the figures.

    一本年新收政府信 -> requests.received
    """
    if len(folded) < 6:
        return None
    found = {path for text, path in rows().items() if text.startswith(folded)}
    return found.pop() if len(found) == 1 else None
