"""Which figures are those of the ledger, told by the draft alone; and what the desk says of it."""

from dataclasses import replace
from pathlib import Path

from tests.report.test_count_record import ROW, record
from tuiwizard.county.desk_row import read_desk_row
from tuiwizard.drafts import store
from tuiwizard.report.counted_cells import counted_cells
from tuiwizard.report.draft import Draft
from tuiwizard.tui.widgets.desk_table import remarks_of

SOURCE = record(ROW, appeals=("review",)).source


def draft(**texts: str) -> Draft:
    counted = record(ROW, appeals=("review",)).by_cell
    told = {path: str(len(rows)) for path, rows in counted.items()}
    changed = {path.replace("__", "."): text for path, text in texts.items()}
    return replace(Draft.new(2024).with_texts(told | changed), ledger=SOURCE)


def test_a_draft_without_a_ledger_has_nothing_counted() -> None:
    assert counted_cells(Draft.new(2024)) is None


def test_a_figure_is_counted_where_it_is_the_one_of_the_ledger() -> None:
    found = counted_cells(
        draft(
            requests__received__business="2",
            requests__received__research="",
            appeals__litigation_direct__upheld="0",
        )
    )
    assert found is not None
    assert found.typed == ("requests.received.business", "appeals.litigation_direct.upheld")
    assert "requests.outcomes.granted.business" in found.counted
    assert "requests.received.natural_person" in found.counted
    assert "appeals.review.other" in found.counted
    assert "requests.received.research" not in (*found.counted, *found.typed)


def test_the_desk_says_which_figures_are_counted_and_names_no_row(tmp_path: Path) -> None:
    path = tmp_path / "甲.toml"
    store.create(path, draft(requests__received__business="2"))
    row = read_desk_row(path)
    assert row.counted == (
        "2025-01-06 从台账（11111111）数过：147 格照台账，1 格是填的：“本年新收 · 商业企业”"
    )
    assert remarks_of(row)[-1].text == f"= {row.counted}"
    assert "2024-001" not in path.read_text("utf-8")


def test_the_desk_names_a_few_of_many_typed_figures(tmp_path: Path) -> None:
    path = tmp_path / "甲.toml"
    store.create(path, draft())
    assert read_desk_row(path).counted.endswith("148 格照台账，没有另填的格")
    typed = {f"requests__received__{name}": "7" for name in ("natural_person", "research")}
    typed |= {f"requests__carried_in__{name}": "7" for name in ("natural_person", "research")}
    typed |= {f"requests__carried_out__{name}": "7" for name in ("natural_person", "research")}
    many = tmp_path / "乙.toml"
    store.create(many, draft(**typed))
    assert "6 格是填的" in read_desk_row(many).counted
    assert read_desk_row(many).counted.endswith("等")
