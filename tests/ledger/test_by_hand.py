"""Ledgers written by hand as clerks of several counties keep them, with what each row means.

A file of tests/data/ledgers has a line for each row, its cells between bars, and behind `=>` what
it is: applicant, day of receipt, outcome and day of the answer, or `-` and why it is not counted.
Under `---` are the answers to what is asked.
"""

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook

from tuiwizard.forms.years import edition_for
from tuiwizard.ledger.counting import count
from tuiwizard.ledger.mapping import Mapping, read_mapping
from tuiwizard.ledger.reading import read_ledger
from tuiwizard.ledger.sheets import read_book
from tuiwizard.ledger.vocabulary import outcomes

LEDGERS = sorted((Path(__file__).parents[1] / "data" / "ledgers").glob("*.txt"))
COLUMNS = {
    "N": "natural_person",
    "B": "business",
    "R": "research",
    "P": "public_interest",
    "L": "legal_service",
    "O": "other_organisation",
}
Cells = dict[str, set[str]]


class Page(NamedTuple):
    """A sheet, or all of a text file."""

    file: str
    name: str
    rows: list[list[str]]
    merged: list[str]
    facts: dict[int, str]


class ByHand(NamedTuple):
    """A ledger, and what was made of it by hand."""

    year: int
    pages: list[Page]
    appeals: Cells
    answers: str

    @property
    def several(self) -> bool:
        return len({page.file for page in self.pages}) > 1

    def place(self, page: Page, row: int) -> str:
        several = self.several and page.name != page.file
        return f"{page.file}#{page.name}!{row}" if several else f"{page.name}!{row}"

    def facts(self) -> dict[str, str]:
        return {
            self.place(page, row): fact for page in self.pages for row, fact in page.facts.items()
        }

    def cells(self) -> Cells:
        """The rows of each cell that is not zero, by the text of section 1 of ledger.md."""
        start, end = date(self.year, 1, 1), date(self.year, 12, 31)
        found: Cells = {path: {*places} for path, places in self.appeals.items()}
        for place, fact in self.facts().items():
            if fact.startswith("-"):
                continue
            letter, day, outcome, *answered = fact.split()
            received = date.fromisoformat(day)
            closed = date.fromisoformat(answered[0]) if answered else date.max
            if received > end or (received < start and closed < start):
                continue
            came = "received" if received >= start else "carried_in"
            went = f"outcomes.{outcome}" if closed <= end else "carried_out"
            for row in (came, went):
                found.setdefault(f"requests.{row}.{COLUMNS[letter]}", set()).add(place)
        return found


def by_hand(path: Path) -> ByHand:
    """Read a ledger."""
    text, _, answers = path.read_text("utf-8").partition("\n---\n")
    year, file, pages, appeals = 2024, "", [], {}
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word == "year":
            year = int(rest)
        elif word == "file":
            file = rest
            if not file.endswith(".xlsx"):
                pages.append(Page(file, file, [], [], {}))
        elif word == "sheet":
            pages.append(Page(file, rest, [], [], {}))
        elif word == "merge":
            pages[-1].merged.append(rest)
        elif word.startswith("appeals."):
            appeals[word] = {*rest.split()}
        else:
            cells, _, fact = rest.partition(" => ")
            page = pages[-1]
            page.rows.append([cell.strip().replace("⏎", "\n") for cell in cells.split("|")])
            if fact:
                page.facts[len(page.rows)] = fact
    return ByHand(year, pages, appeals, f"format = 1\n{answers}")


def written(pages: Iterable[Page]) -> dict[str, bytes]:
    """Return the files that an office has."""
    books: dict[str, Workbook] = {}
    found: dict[str, bytes] = {}
    for page in pages:
        if page.file == page.name:
            text = io.StringIO(newline="")
            tabs = page.file.endswith(".tsv")
            csv.writer(text, delimiter="\t" if tabs else ";").writerows(page.rows)
            found[page.file] = text.getvalue().encode("utf-16" if tabs else "gbk")
            continue
        book = books.setdefault(page.file, Workbook())
        sheet = book.create_sheet(page.name)
        for row in page.rows:
            sheet.append([cell or None for cell in row])
        for area in page.merged:
            sheet.merge_cells(area)
    for file, book in books.items():
        book.remove(book.worksheets[0])
        data = io.BytesIO()
        book.save(data)
        found[file] = data.getvalue()
    return found


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.stem)
def test_a_ledger_is_counted_as_it_was_by_hand(path: Path) -> None:
    ledger = by_hand(path)
    sheets = [s for name, data in written(ledger.pages).items() for s in read_book(name, data)]
    mapping = read_mapping("台账.toml", ledger.answers, outcomes(edition_for(ledger.year)))
    found = read_ledger(sheets, mapping, ledger.year)
    assert found.questions == ()
    result = count(found.requests, ledger.year, None, found.appeals)
    rows = {cell: {str(place) for place in rows} for cell, rows in result.rows.items() if rows}
    assert rows == ledger.cells()
    aside = {str(each.place): f"-{each.reason}" for each in found.set_aside}
    assert aside == {place: fact for place, fact in ledger.facts().items() if fact[0] == "-"}
    bare = read_ledger(sheets, Mapping(), ledger.year)
    assert bool(bare.questions) == ("=" in ledger.answers.removeprefix("format = 1"))
    asked = [(question.kind, question.word) for question in bare.questions if question.word]
    assert len({*asked}) == len(asked)
