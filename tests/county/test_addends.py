"""Each figure of a sum is what its reports have added, whoever asks and whenever."""

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.county import generated
from tests.county.sums import exported, sums
from tests.county.units import unit
from tests.program import run
from tuiwizard.county.addends import (
    Addend,
    addends,
    behind,
    changed_by_hand,
    figures_of,
    kept,
    parts,
    summed,
)
from tuiwizard.county.cell_trace import lines, trace
from tuiwizard.county.let_in import EVERYBODY
from tuiwizard.county.merge import merge
from tuiwizard.county.merge_input import Figure, typed_figure_cells
from tuiwizard.drafts import store
from tuiwizard.errors import SourceError
from tuiwizard.forms.common import Kind
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures, figure_cells
from tuiwizard.report.metadata import Source
from tuiwizard.report.numbers import Money
from tuiwizard.rules.registry import check

RECEIVED = "requests.received.natural_person"
CARRIED = "requests.carried_out.natural_person"


def source(figures: str) -> Source:
    return Source(
        agency="甲", path="甲.toml", sha256="0" * 64, year=generated.YEAR, figures=figures
    )


def added(draft: Draft) -> tuple[Addend, ...]:
    found = addends(draft)
    assert found is not None
    return found


def county(*drafts: Draft) -> Draft:
    merged = merge([unit(draft) for draft in drafts], "甲县", let_in=EVERYBODY).draft
    assert merged is not None
    return merged


COUNTS = [n for n, cell in enumerate(typed_figure_cells("2021")) if cell.kind is Kind.COUNT]
MONEY = [n for n, cell in enumerate(typed_figure_cells("2021")) if cell.unit_path]
amounts = st.decimals(0, 10**9, places=2)


@given(
    counts=st.dictionaries(st.sampled_from(COUNTS), st.none() | st.integers(0, 10**8), max_size=8),
    money=st.none() | st.builds(Money, amounts, st.sampled_from(("", "元", "万元"))),
)
def test_figures_are_read_as_they_were_written(
    counts: dict[int, int | None], money: Money | None
) -> None:
    figures: list[Figure | None] = [0] * len(typed_figure_cells("2021"))
    for place, count in counts.items():
        figures[place] = count
    for place in MONEY:
        figures[place] = money
    assert figures_of(source(kept(figures)), "2021") == tuple(figures)


@pytest.mark.parametrize("line", ["", "5", "0*200", f"0*{'9' * 5000}", "x*3 * 7", "0*999999999999"])
def test_a_line_that_was_changed_is_none(line: str) -> None:
    assert figures_of(source(line), "2021") is None


def test_a_figure_that_was_changed_into_words_is_a_blank() -> None:
    line = kept([None] * len(typed_figure_cells("2021"))).replace("-", "甲", 1)
    figures = figures_of(source(line), "2021")
    assert figures is not None
    assert set(figures) == {None}


@pytest.mark.parametrize("year", [2020, generated.YEAR])
def test_the_parts_of_each_cell_add_up_to_it_and_to_what_sql_says(
    tmp_path: Path, year: int
) -> None:
    generated.write(tmp_path / "收到", 40, year)
    edition = generated.unit(0, year).edition
    expected = sums(exported(tmp_path / "sql", tmp_path / "收到", edition=edition))
    done = run("merge", tmp_path / "收到", "-o", tmp_path / "县.toml", "--agency", "甲县")
    assert done.returncode == 0
    draft = store.load(tmp_path / "县.toml")
    for cell in figure_cells(draft.edition):
        texts = [part.text for part in parts(added(draft), draft.edition, cell.path)]
        if expected[cell.path] is None or cell.unit_path:
            continue
        assert sum(map(Decimal, texts)) == expected[cell.path], cell.path
        assert summed(added(draft), draft.edition, cell.path) == Figures(draft).value(cell.path)


def test_any_order_and_two_stages_keep_the_same(tmp_path: Path) -> None:
    generated.write(tmp_path / "收到", 12)
    paths = sorted((tmp_path / "收到").iterdir())
    who = ("--agency", "甲县", "--level", "county")
    made = []
    for seed in (0, 1):
        shuffled = random.Random(seed).sample(paths, len(paths))
        assert run("merge", *shuffled, "-o", tmp_path / "县.toml", "--force", *who).returncode == 0
        made.append((tmp_path / "县.toml").read_bytes())
        (tmp_path / "县.toml").unlink()
    assert made[0] == made[1]
    for name, half in (("东", paths[:6]), ("西", paths[6:])):
        run("merge", *half, "-o", tmp_path / f"{name}.toml", "--agency", f"{name}片")
    halves = (tmp_path / "东.toml", tmp_path / "西.toml")
    assert run("merge", *halves, "-o", tmp_path / "县.toml", *who, "--include-unfinished")
    staged = store.load(tmp_path / "县.toml")
    once = store.loads(made[0], tmp_path / "县.toml")
    for cell in typed_figure_cells(once.edition):
        assert Figures(staged).text(cell.path) == Figures(once).text(cell.path)
    (east, west) = parts(added(staged), staged.edition, RECEIVED)
    assert (len(east.source.units), len(west.source.units)) == (6, 6)


def test_late_and_replaced_reports_make_what_all_at_once_make(tmp_path: Path) -> None:
    folder, sum_ = tmp_path / "收到", tmp_path / "县.toml"
    generated.write(folder, 8)
    paths = sorted(folder.iterdir())
    who = ("--agency", "甲县")
    final = store.load(paths[0])
    store.save(paths[0], generated.unit(50).with_texts({"agency.name": final.agency_name}))
    assert run("merge", *paths[:5], "-o", sum_, *who).returncode == 0
    store.save(paths[0], final)
    assert run("merge", *paths[5:], "-o", sum_, "--update").returncode == 0
    late = sum_.read_bytes()
    sum_.unlink()
    assert run("merge", folder, "-o", sum_, *who).returncode == 0
    assert sum_.read_bytes() == late


def test_exactly_the_cells_that_were_changed_are_named_when_a_report_has_changed_too(
    tmp_path: Path,
) -> None:
    folder, sum_ = tmp_path / "收到", tmp_path / "县.toml"
    generated.write(folder, 5)
    assert run("merge", folder, "-o", sum_, "--agency", "甲县").returncode == 0
    draft = store.load(sum_)
    more = str(int(Figures(draft).text(RECEIVED)) + 3)
    store.save(sum_, draft.with_texts({RECEIVED: more}))
    first = next(iter(sorted(folder.iterdir())))
    store.save(first, generated.unit(77).with_texts({"agency.name": store.load(first).agency_name}))
    assert changed_by_hand(store.load(sum_), added(store.load(sum_))) == (RECEIVED,)
    done = run("merge", "-o", sum_, "--update")
    assert done.returncode == 1
    assert done.stderr.decode().count("“") == 1, "one cell is named"
    assert run("merge", "-o", sum_, "--update", "--force").returncode == 0
    assert changed_by_hand(store.load(sum_), added(store.load(sum_))) == ()


def test_a_cell_is_told() -> None:
    one, two, three = (generated.unit(n) for n in range(3))
    zero = three.with_texts({RECEIVED: "0"})
    draft = county(one, two, zero)
    found = trace(draft, RECEIVED)
    said = [*lines(found)]
    figures = sorted((int(Figures(d).text(RECEIVED)) for d in (one, two)), reverse=True)
    assert [int(line.split()[0]) for line in said[:2]] == figures
    assert said[2:] == ["另有 1 个单位是 0"]
    assert not found.by_hand
    changed = trace(draft.with_texts({RECEIVED: "1"}), RECEIVED)
    assert changed.by_hand
    assert f"汇总以后手改过：各单位之和是 {sum(figures)}" in [*lines(changed)]


def test_who_is_off_where_the_sum_is() -> None:
    good, bad = generated.unit(1), generated.unit(2)
    wrong = bad.with_texts({CARRIED: str(int(Figures(bad).text(CARRIED) or 0) + 3)})
    merged = county(good, wrong)
    finding = next(f for f in check(merged) if f.rule == "R301")
    (blamed,) = behind(merged, added(merged), finding)
    assert blamed.source.agency == wrong.agency_name
    assert "差 3" in str(blamed.finding.message)
    said = [*lines(trace(merged, finding.cells[0], [finding]))]
    assert any(line.startswith(f"  {wrong.agency_name}也是") for line in said)
    other = finding._replace(rule="R999")
    assert "  各单位自己的表里没有这个问题" in [*lines(trace(merged, finding.cells[0], [other]))]


def test_what_has_no_parts_is_told() -> None:
    draft = county(generated.unit(1), generated.unit(2))
    nothing = {"figures": ""}
    older = replace(draft, sources=tuple(s.model_copy(update=nothing) for s in draft.sources))
    for what, path, words in (
        (generated.unit(1), RECEIVED, "这不是汇总稿"),
        (draft, "overview.text", "没有“overview.text”这一格数"),
        (draft, "甲", "没有“甲”这一格数"),
        (older, RECEIVED, "没有记下各单位的数"),
    ):
        with pytest.raises(SourceError, match=words):
            trace(what, path)
