"""Published reports, wild ones, minimal cases: nothing wrong, invented or lost without a word."""

from pathlib import Path

import pytest

from tests.importing.distinct import made_distinct
from tests.importing.scoring import Score, Source, main, read, score, sources_in
from tuiwizard.importing.imported import Imported

PARTS = (".", "wild", "../cases/import")


def every(corpus: Path) -> list[Source]:
    folders = [corpus / part for part in PARTS]
    return [source for folder in folders if folder.is_dir() for source in sources_in(folder)]


@pytest.mark.parametrize("distinct", [False, True])
def test_nothing_is_wrong_invented_or_silently_lost(corpus: Path, distinct: bool) -> None:
    total = Score()
    told_apart = 0
    for source in every(corpus):
        printed = made_distinct(source) if distinct else source
        if printed is not None:
            one = score(read(printed), printed)
            assert (one.wrong, one.invented, one.silent) == (0, 0, 0), source.name
            total += one
            told_apart += 1
    assert total.right >= 0.99 * (total.right + total.missing)
    assert total.years >= 0.95 * total.sources
    assert told_apart >= 0.9 * len(every(corpus))


def test_distinct_figures_are_distinct_and_add_up(corpus: Path) -> None:
    (source,) = (s for s in sources_in(corpus) if s.name == "huaian-2024.txt")
    printed = made_distinct(source)
    assert printed is not None
    figures = {p: n for p, n in printed.figures.items() if n is not None}
    assert len(set(figures.values())) == len(figures) == len(source.figures)
    row = [figures[f"requests.received.{c}"] for c in ("natural_person", "business", "research")]
    assert sum(row) < figures["requests.received.total"]
    assert (
        sum(
            n for p, n in figures.items() if p.startswith("requests.received.") and "total" not in p
        )
        == (figures["requests.received.total"])
    )


def test_what_counts_as_what() -> None:
    truth = {"year": 2024, "agency": "甲局", "printed": {"a": 1, "b": 2, "c": None, "d": 3}}
    found = read(Source("a.txt", "甲局2024年政府信息公开工作年度报告\n行政许可 | 5".encode(), {}))
    path = "proactive.licensing.decisions"
    one = score(found, Source("a.txt", b"", {**truth, "printed": {path: 6, "b": 2}}))
    assert one == Score(missing=1, wrong=1, silent=1, sources=1, years=1, agencies=1)
    one = score(found, Source("a.txt", b"", {**truth, "printed": {path: None}}))
    assert one.invented == 1
    assert score(Imported("", None, "2021"), Source("a", b"", truth)).missing == 3


def test_the_script(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(corpus / "wild"), "--distinct"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("all ")
