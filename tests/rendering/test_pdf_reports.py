"""Ten published reports and three made up as PDF: every figure is found and comes back."""

import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.layouts.corpus import NAMES
from tests.published import TABLES, WORDS, committed
from tests.rendering.test_pdf import pages
from tests.rendering.test_pdf import pytestmark as needs_fonts
from tests.signing import DAY, signed
from tuiwizard.forms.common import Kind
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.forms.years import edition_for
from tuiwizard.importing import read_here
from tuiwizard.rendering.formats import write
from tuiwizard.rendering.tables import BLANK, printed_tables
from tuiwizard.report.draft import Draft

pytestmark = needs_fonts

_SENTENCE = "全年主动公开政府信息若干条，及时回应社会关切，进一步规范依申请公开的办理流程。"
_SIX = {
    "requests.received.natural_person": "123456",
    "requests.received.business": "654321",
    "requests.outcomes.granted.natural_person": "123456",
    "requests.outcomes.granted.business": "654321",
    "appeals.review.upheld": "123456",
    "appeals.litigation_direct.other": "999999",
}
_LONG = {
    "overview.text": "\n".join(f"（{n}）主动公开。{_SENTENCE * 26}" for n in "一二三"),
    "problems.text": f"一是{_SENTENCE * 20}\n二是{_SENTENCE * 20}",
}


def published(name: str) -> Draft:
    """A report of the corpus on the form of its year, with what was printed of it."""
    report = committed(name)
    edition = edition_for(report.year)
    known = {p: c for key in TABLES for p, c in cells_by_path(edition, key).items()}
    typed = {p: t for p, t in report.printed.items() if p in known and not known[p].computed}
    figures = {path: text for path, text in typed.items() if text != "None"}
    return Draft.new(report.year).with_texts({**WORDS, **figures, "agency.name": NAMES[name]})


def zero(year: int) -> Draft:
    """A report with nothing to report."""
    draft = Draft.new(year)
    every = (cell for key in section_keys(draft.edition) for cell in cells(draft.edition, key))
    kinds = (Kind.COUNT, Kind.CHANGE, Kind.AMOUNT)
    zeros = {cell.path: "0" for cell in every if cell.kind in kinds and not cell.computed}
    return draft.with_texts({**zeros, **WORDS})


REPORTS: dict[str, Callable[[], Draft]] = {
    **{name: partial(published, name) for name in NAMES},
    "zero 2019": lambda: zero(2019),
    "six digits": lambda: zero(2023).with_texts(_SIX),
    "3,000 characters": lambda: zero(2023).with_texts(_LONG),
}


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_is_found_and_comes_back(name: str, tmp_path: Path) -> None:
    draft = REPORTS[name]()
    complete = draft.report.complete
    data = write(signed(draft) if complete else draft, "pdf", as_draft=not complete)
    tables = [table for key in TABLES for table in printed_tables(draft, key)]
    wanted = {figure for table in tables for row in table.figures for figure in row}
    program = shutil.which("pdftotext")
    if program:
        (tmp_path / "a.pdf").write_bytes(data)
        command = [program, "-layout", str(tmp_path / "a.pdf"), "-"]
        done = subprocess.run(command, check=True, capture_output=True)
        assert wanted - {BLANK} <= set(done.stdout.decode().split())
    found = read_here(data, "a.pdf", "", None)
    again = found.draft(draft.year)
    for key in draft.section_keys:
        texts = dict(draft.entries(key).texts)
        texts.pop("agency.level", None)  # is not printed
        for path, text in texts.items():
            lines = "\n".join(filter(str.strip, text.split("\n")))
            assert again.entries(key).get(path) == lines, path
    assert found.dated == (DAY if complete else None)
    assert sum(len(page.find_tables()) for page in pages(data)) == len(TABLES)


@pytest.mark.parametrize(
    ("name", "count"), [("zero 2019", 4), ("six digits", 3), ("3,000 characters", 11)]
)
def test_a_report_takes_the_pages_it_needs(name: str, count: int) -> None:
    assert len(pages(write(signed(REPORTS[name]()), "pdf"))) == count
