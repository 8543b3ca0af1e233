"""How well and how fast published reports are read, by style of printing.

Run with `make bench`. Times are ratios to a reference measured at the same moment; milliseconds
are printed for information.
"""

import os
import time
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from tests.benchmarks.conftest import Report as Bench
from tests.benchmarks.reference import references
from tests.layouts import pages, sequences
from tests.layouts.faults import FAULTS, balanced
from tests.layouts.report import Report, reports
from tests.layouts.styles import STYLES
from tests.layouts.test_layouts import read, unread, wrong
from tests.layouts.texts import flat
from tuiwizard import reader_process
from tuiwizard.forms.years import editions
from tuiwizard.importing import read_here, read_published
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.sources import read_source

SAMPLES = 40
SEQUENCES = 10
"""Tables of each style with each damage: 160,000 cells in all."""

RUNS = 15
PAGE, PORTAL = 7.0, 500.0
"""References allowed for a page and for 2 MB: 10 ms and 700 ms where one takes 1.4."""
CHILD = 1.15
"""What it may take to have a report read in a child process that is there, times here."""

GROWTH_KB = 8 * 1024
"""What 1,000 pages may add to memory: less than 9 KB each, so that none of them is kept."""


def samples(count: int) -> list[Report]:
    """Reports that differ from each other."""
    found: list[Report] = []

    @settings(
        max_examples=count, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(reports())
    def collect(report: Report) -> None:
        found.append(report)

    collect()
    return found


@pytest.mark.parametrize("name", STYLES)
def test_precision_and_recall(name: str) -> None:
    style = STYLES[name]
    right = missed = bad = 0
    for report in samples(SAMPLES):
        printed = report if style.blanks else report.without_blanks()
        found = read(style, printed)
        errors, lacking = len(wrong(found, printed)), len(unread(found, printed))
        figures = sum(figure is not None for figure in printed.figures.values())
        bad, missed, right = bad + errors, missed + lacking, right + figures - lacking - errors
        if not style.blanks:  # what is left out must not make the rest wrong
            bad += len(wrong(read(style, report), report))
    precision, recall = right / (right + bad), right / (right + missed)
    print(f"\n{name}: precision {precision:.4f}, recall {recall:.4f} of {right + missed} figures")
    assert precision == 1.0
    assert recall == 1.0


FAULTY = 12
"""Faulty reports of each kind and style: more than 100,000 cells in all."""


def test_no_fault_of_print_makes_a_cell_wrong() -> None:
    random, printed = Random(16), 0
    for name, style in STYLES.items():
        recall = {}
        for fault, made in FAULTS.items():
            right = missed = 0
            for i in range(FAULTY):
                report = made(balanced(editions()[i % len(editions())], random), random)
                found = read(style, report)
                assert wrong(found, report) == {}, (name, fault)
                missed += len(unread(found, report))
                right += sum(figure is not None for figure in report.figures.values())
            recall[fault] = f"{fault} {1 - missed / right:.3f}"
            printed += right
        print(f"{name}: read of what is printed: {', '.join(recall.values())}")
    print(f"{printed} cells, none wrong")
    assert printed > 100_000


@pytest.mark.parametrize("name", sequences.STYLES)
def test_sequences(name: str) -> None:
    """Labels here, figures there: 0 wrong in 100,000 cells, and how many are read.

    One figure is lost, printed twice, damaged or exchanged with another; zeros or totals are blank.
    """
    shares = []
    for damage in sequences.DAMAGES:
        right = wrong = there = 0
        for seed in range(SEQUENCES):
            draw = Random(f"{damage.__name__} {seed}")
            text, printed = sequences.example(name, damage, draw)
            found = extract(read_source(text.encode(), "a.txt")).printed
            values = {
                path: str(cell.value) for path, cell in found.items() if cell.value is not None
            }
            bad = values.items() - printed.items()
            wrong, right, there = (
                wrong + len(bad),
                right + len(values) - len(bad),
                there + len(printed),
            )
        shares.append(f"{damage.__name__} {right / there:.3f}")
        assert wrong == 0
        assert damage is not sequences.whole or right >= sequences.STYLES[name].recall * there
    print(f"\n{name}: {', '.join(shares)} of {SEQUENCES} tables each")


@pytest.mark.parametrize("name", ["word-html", "tabs-txt", "pdf-cells-txt", "mini-tables-md"])
def test_pages_per_second(name: str, report: Bench) -> None:
    style = STYLES[name]
    sources = [style.print(printed) for printed in samples(8)]
    turn = iter(range(10**6))

    def page() -> object:
        return extract(read_source(sources[next(turn) % len(sources)], style.name))

    page()
    size = max(map(len, sources)) // 1024
    report(f"a report read, {name} ({size} KB), references", references(page, RUNS * 4), PAGE)


def test_a_portal_page_of_2_mb(report: Bench) -> None:
    printed = samples(3)[-1]
    link = '<a href="/a/b/c.html" title="政府信息公开">关于某事项的通知公告</a>'
    item = f"<li>{link}<span>2023-01-01</span></li>"
    around = f"<ul>{item * (1_900_000 // len(item.encode()))}</ul>"
    page = f"<html><body><div>{around}</div><div>{pages.body(printed)}</div></body></html>".encode()
    assert len(page) > 1_850_000
    found = extract(read_source(page, "a.html"))
    assert (wrong(found, printed), unread(found, printed)) == ({}, {})
    taken = references(lambda: extract(read_source(page, "a.html")), 3)
    report("a portal page of 1.9 MB read, references", taken, PORTAL)


@pytest.mark.parametrize("name", ["word-html", "tabs-txt"])
def test_a_child_takes_hardly_longer(report: Bench, name: str) -> None:
    style = STYLES[name]
    sources = [style.print(printed) for printed in samples(8)]
    in_child = partial(reader_process.read, read_here)
    in_child(sources[0], style.name, "", None)
    (child,) = active_children()
    here = there = 0.0
    for _ in range(RUNS):
        start = time.process_time()
        for source in sources:
            read_here(source, style.name, "", None)
        middle, before = time.process_time(), _processor(child.pid)
        for source in sources:
            in_child(source, style.name, "", None)
        here += middle - start
        there += time.process_time() - middle + _processor(child.pid) - before
    report(f"a report read in a warm child, {name}, times here", there / here, CHILD)


def _processor(pid: int | None) -> float:
    """Seconds of work of another process."""
    return int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[0]) / 1e9


def test_a_thousand_pages_do_not_stay_in_memory(report: Bench) -> None:
    printed = samples(2)[-1].without_blanks()
    rows = ["\t".join(row) for key in ("proactive", "requests") for row in flat(printed, key)]

    def page(number: int) -> bytes:
        """A page like no other: what is remembered of one helps with none."""
        text = "".join(f"<p>第{number}份第{i}段的文字。</p>" for i in range(20))
        return f"<div>{pages.body(printed)}{text}<p>{rows[0]}</p></div>".encode()

    for number in range(600):
        read_published(page(number), "a.html")
    (child,) = active_children()
    before = [_kilobytes(pid) for pid in (child.pid, os.getpid())]
    for number in range(600, 1600):
        read_published(page(number), "a.html")
    after = [_kilobytes(pid) for pid in (child.pid, os.getpid())]
    for of, was, now in zip(("the child", "its parent"), before, after, strict=True):
        report(f"1,000 pages read one after another, KB more in {of}", now - was, GROWTH_KB)


def _kilobytes(pid: int | None) -> int:
    """The most memory that a process has had."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
