"""Rows that are not requests of their own: parts of one application, and answers given anew."""

import re
from collections import Counter
from collections.abc import Sequence

from tuiwizard.ledger.ledger_year import LedgerYear
from tuiwizard.ledger.mapping import EACH, NOT_COUNTED, REANSWER, SPLIT
from tuiwizard.ledger.request import Place, SetAside
from tuiwizard.ledger.rows import LedgerRow
from tuiwizard.report.labels import normal

_REANSWERED = re.compile("复议.*重新.*(答复|作出)|重新答复|(重作|责令).*答复")
_ANEW = re.compile("复议.{0,6}后.{0,4}重新(答复|作出)|重新答复")
"""How a note begins whose row is the new answer: not 经复议撤销，已重新答复."""


def without_reanswers(of: LedgerYear, rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    """Leave out the answers that were given anew after a review: they are no new requests.

    A row says of which request it is by its number or its note; where it does not, it is asked.
    A note on what became of the first answer (经复议撤销，已重新答复) leaves its row a request.
    """
    numbers = Counter(normal(row.number) for row in rows if row.number)
    first: set[str] = set()
    kept = []
    for row in rows:
        number, note = normal(row.number), normal(row.text("note"))
        again = number in first
        first.add(number)
        marked = number.endswith("重")
        if not marked and not _REANSWERED.search(note):
            kept.append(row)
            continue
        named = marked or again or any(n in note for n in numbers if len(n) > 3 and n != number)
        told = of.mapping.pattern(REANSWER)
        if told in (None, NOT_COUNTED) and named:
            of.aside.append(SetAside(row.place, "reanswer"))
        elif told is None and _ANEW.match(note):
            of.questions.word("pattern", REANSWER, NOT_COUNTED, row.place)
        elif told == NOT_COUNTED and _ANEW.match(note):
            of.aside.append(SetAside(row.place, "reanswer"))
        else:
            kept.append(row)
    return kept


_DASH = re.compile("[－—–]")


def joined(
    of: LedgerYear, rows: list[LedgerRow]
) -> tuple[list[LedgerRow], dict[Place, list[LedgerRow]]]:
    """Ask whether 012-1 and 012-2 are one application, and make one of them if so.

    Returns:
        The rows with one for each application, and all rows of those that were split, by the first.
    """
    split = _split(rows)
    told = (of.told(row).count for group in split.values() for row in group)
    answer = next(filter(None, told), of.mapping.pattern(SPLIT))
    if not split or answer in EACH:
        return rows, {}
    if answer is None:
        places = [row.place for group in split.values() for row in group]
        of.questions.word("pattern", SPLIT, "one", *places)
        return [row for row in rows if row.place not in {*places}], {}
    rest = {row.place for group in split.values() for row in group[1:]}
    of.aside += [SetAside(place, "part_of_request") for place in sorted(rest)]
    parts = {group[0].place: group for group in split.values()}
    return [row for row in rows if row.place not in rest], parts


def _split(rows: list[LedgerRow]) -> dict[str, list[LedgerRow]]:
    """Return the rows whose numbers are one number of the ledger and a part, by the number."""
    stems: dict[str, list[LedgerRow]] = {}
    for row in rows:
        stem, dash, part = _DASH.sub("-", row.number).rpartition("-")
        if dash and stem and part.isdigit() and len(part) < 3:
            stems.setdefault(stem, []).append(row)
    numbers = {row.number for row in rows}
    shapes = {_shape(number) for number in numbers}
    return {
        stem: group
        for stem, group in stems.items()
        if (len(group) > 1 or stem in numbers)
        and _shape(stem) in shapes
        and len({row.text("received") for row in group}) == 1
    }


def _shape(number: str) -> str:
    """Return the shape of a number: 2024-012 -> 9-9."""
    return re.sub(r"\d+", "9", number)
