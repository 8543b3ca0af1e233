"""`diff`: two reports, or a parent and its children, as text and as JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.county import generated
from tests.strategies import complete_draft
from tuiwizard.drafts import store
from tuiwizard.forms.common import Kind
from tuiwizard.report.draft import Draft
from tuiwizard.report.table_diff import compare

CELL = "appeals.review.upheld"


def save(folder: Path, *drafts: Draft) -> list[Path]:
    paths = [folder / f"{number}.toml" for number in range(len(drafts))]
    for path, draft in zip(paths, drafts, strict=True):
        store.save(path, draft)
    return paths


def test_two_versions(run: Run, tmp_path: Path) -> None:
    before = complete_draft().with_texts({CELL: "4", "overview.text": "一。\n二。"})
    changes = {CELL: "5", "overview.text": "一。\n贰。", "appeals.review.other": ""}
    paths = save(tmp_path, before, before.with_texts(changes))
    done = run("diff", *paths)
    assert (done.code, done.err) == (0, "")
    assert done.text.splitlines() == [
        f"{paths[0]}（官元镇人民政府 2025 年） → {paths[1]}（官元镇人民政府 2025 年）：",
        "一、总体情况",
        "  正文：",
        "      一。",
        "    - 二。",
        "    + 贰。",
        "四、政府信息公开行政复议、行政诉讼情况",
        "  行政复议 · 结果维持：4 → 5（+1，+25.00%）",
        "  行政复议 · 其他结果：0 → （空）",
        "  行政复议 · 总计：4 → （空）",
    ]


def test_the_same_twice(run: Run, tmp_path: Path) -> None:
    (path,) = save(tmp_path, complete_draft())
    done = run("diff", path, path)
    assert done.code == 0
    assert done.text.endswith("没有不同\n")


def test_two_years_as_json(run: Run, tmp_path: Path) -> None:
    drafts = generated.unit(3, 2020), generated.unit(3, 2021)
    paths = save(tmp_path, *drafts)
    found = json.loads(run("diff", *paths, "--format", "json").text)
    assert [found[side]["edition"] for side in ("left", "right")] == ["2019", "2021"]
    assert [found[side]["path"] for side in ("left", "right")] == [str(path) for path in paths]
    changes = compare(*drafts)
    shown = [cell["path"] for one in found["sections"] for cell in (*one["cells"], *one["texts"])]
    assert sorted(shown) == sorted(change.path for change in changes)
    for one in found["sections"]:
        own = [change for change in changes if change.section == one["section"]]
        wanted = [change.path for change in own if change.kind is not Kind.TEXT]
        assert [cell["path"] for cell in one["cells"]] == wanted
    keys = [one["section"] for one in found["sections"]]
    assert keys == list(dict.fromkeys(change.section for change in changes))
    cells = {cell["path"]: cell for one in found["sections"] for cell in one["cells"]}
    assert cells["proactive.rules.produced"]["on"] == "left"
    assert cells["proactive.rules.in_force"]["on"] == "right"
    text = run("diff", *paths).text
    assert "只有前一份的表格有这一格" in text
    assert "只有后一份的表格有这一格" in text


def test_a_parent_and_its_children(run: Run, tmp_path: Path) -> None:
    units = generated.write(tmp_path / "units", 3)
    county = tmp_path / "units" / "county.toml"
    run("merge", *units, "-o", county, "--agency", "甲县")
    done = run("diff", county, "--children", tmp_path / "units")
    assert (done.code, done.text) == (0, f"{county}（甲县 2025 年），下级 3 份：没有不同\n")
    right = store.load(county)
    store.save(county, right.with_texts({CELL: "999"}))
    done = run("diff", county, "--children", *units, "--format", "json")
    found = json.loads(done.text)
    (finding,) = found["findings"]
    assert (done.code, finding["rule"], finding["cells"]) == (1, "R953", [CELL])
    assert (finding["left"], finding["right"]) == (999, int(right.entries("appeals").get(CELL)))
    assert len(found["children"]) == 3
    assert "1 处不同" in run("diff", county, "--children", *units).text


def test_children_that_cannot_be_added_up(run: Run, tmp_path: Path) -> None:
    units = generated.write(tmp_path / "units", 2)
    (parent,) = save(tmp_path, generated.unit(7))
    twice = run("diff", parent, "--children", *units, *generated.write(tmp_path / "twice", 1))
    assert twice.code == 1
    assert "R951" in twice.text
    (tmp_path / "units" / "bad.toml").write_bytes(b"\xff")
    store.save(tmp_path / "units" / "blank.toml", Draft.new(2025))
    done = run("diff", parent, "--children", tmp_path / "units")
    assert done.code == 2
    assert "bad.toml" in done.err
    assert "blank.toml：机关名称没有填" in done.err
    other = run("diff", parent, "--children", *generated.write(tmp_path / "other", 1, 2024))
    assert (other.code, other.out) == (2, b"")
    assert "请给出同一年度的" in other.sentence


@pytest.mark.parametrize("arguments", [("a",), ("a", "b", "--children", "c")])
def test_two_are_wanted(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("diff", *arguments)
    assert (done.code, done.sentence) == (2, "请给出要比较的两份年报，或一份年报和 --children")


def test_an_absent_file(run: Run, tmp_path: Path) -> None:
    (path,) = save(tmp_path, complete_draft())
    assert "没有这个文件" in run("diff", path, tmp_path / "absent.toml").sentence
