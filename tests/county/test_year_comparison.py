"""A report beside the one of the year before: the remembered one, or one of the folder."""

from pathlib import Path

import pytest

from tests.county import generated
from tuiwizard.county.desk import Desk, look
from tuiwizard.county.desk_row import DeskRow, read_desk_row
from tuiwizard.county.year_comparison import compare_years, much
from tuiwizard.drafts import last_year, store
from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.layout import cells
from tuiwizard.report.draft import Draft
from tuiwizard.report.table_diff import CellChange

PATH = "requests.received.natural_person"
TABLES = ("proactive", "requests", "appeals")


def first(folder: Path) -> tuple[Desk, DeskRow]:
    seen = look(folder)
    desk = Desk(folder).updated(seen, map(read_desk_row, seen))
    return desk, desk.rows[0]


def figures(draft: Draft) -> dict[str, str]:
    every = (cell for key in TABLES for cell in cells(draft.edition, key) if not cell.computed)
    return {cell.path: draft.entries(cell.path.partition(".")[0]).get(cell.path) for cell in every}


def test_the_report_beside_it(tmp_path: Path) -> None:
    this, before = generated.unit(0), generated.unit(0, 2024)
    store.save(tmp_path / "1.toml", this)
    store.save(tmp_path / "2.toml", before)
    found = compare_years(*first(tmp_path))
    assert (found.before, found.source) == (2024, "2.toml")
    typed = {c.path: (c.left, c.right) for c in found.changes if not c.computed}
    now, then = figures(this), figures(before)
    wanted = {path: (then[path], now[path]) for path in now if then[path] != now[path]}
    assert {path: pair for path, pair in typed.items() if path in now} == wanted


def test_the_remembered_one_comes_first(tmp_path: Path) -> None:
    kept = tmp_path / "old" / "去年.md"
    kept.parent.mkdir()
    other = tmp_path / "old" / "去年.toml"
    store.save(other, generated.unit(0, 2024).with_texts({PATH: "77"}))
    path = tmp_path / "1.toml"
    draft, _ = last_year.remember(generated.unit(0), path, other)
    store.save(path, draft)
    store.save(tmp_path / "2.toml", generated.unit(0, 2024))
    found = compare_years(*first(tmp_path))
    assert found.source == "old/去年.toml"
    assert {c.path: c.left for c in found.changes}[PATH] == "77"


def test_there_is_none(tmp_path: Path) -> None:
    generated.write(tmp_path, 1)
    with pytest.raises(TuiwizardError, match="2024 年的也放进这个文件夹"):
        compare_years(*first(tmp_path))


def test_what_changed_much_comes_first(tmp_path: Path) -> None:
    store.save(tmp_path / "1.toml", generated.unit(0).with_texts({"appeals.review.upheld": "300"}))
    store.save(tmp_path / "2.toml", generated.unit(0, 2024))
    marks = [much(change) for change in compare_years(*first(tmp_path)).changes]
    assert marks[0]
    assert marks == sorted(marks, reverse=True)


@pytest.mark.parametrize(
    ("left", "right", "jumps"),
    [
        ("30", "91", True), ("30", "90", False), ("30", "61", False), ("91", "30", True),
        ("90", "30", False), ("0", "30", True), ("1", "29", False),
        ("", "90", False), ("12元", "90元", False),
    ],
)  # fmt: skip
def test_tripled_or_fallen_below_a_third_as_r904_has_it(left: str, right: str, jumps: bool) -> None:
    assert much(CellChange("a", "甲", left, right)) is jumps
