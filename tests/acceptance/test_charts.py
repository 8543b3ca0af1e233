"""The pictures in a browser: every word is in its place, none on another, none cut off."""

import json
import re
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import HOSTILE
from tests.acceptance.programs import run, unfinished
from tests.county import generated
from tests.rendering import final
from tuiwizard.rendering import poster
from tuiwizard.rendering.charts import svg
from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.drawing import WIDTH
from tuiwizard.report import chart_data
from tuiwizard.report.chart import Bar, Chart
from tuiwizard.report.draft import Draft
from tuiwizard.report.stamp import STAMP

BROWSER = Path(__file__).with_name("pictures.cjs")
LONG = (
    "某某自治州某某土家族苗族自治县人力资源和社会保障局"
    "（行政审批服务局、退役军人事务局、综合行政执法局、乡村振兴局和数据管理局合署办公）"
)


@dataclass(frozen=True)
class Seen:
    """Every chart as a file, and what the browser saw of it."""

    folder: Path
    charts: dict[str, Chart]
    pictures: dict[str, Any]


@pytest.fixture(scope="module")
def seen(
    published: dict[str, Draft], tools: Path, tmp_path_factory: pytest.TempPathFactory
) -> Seen:
    folder = tmp_path_factory.mktemp("charts")
    charts = {f"outcomes-{name}": chart_data.outcomes(draft) for name, draft in published.items()}
    charts |= {f"applicants-{name}": chart_data.applicants(d) for name, d in published.items()}
    units = [generated.unit(number) for number in range(150)]
    known = [(chart_data.agency(unit), chart_data.received(unit)) for unit in units]
    by_year = {year: chart_data.received(generated.unit(1, year)) for year in range(2019, 2026)}
    charts |= {
        "empty": chart_data.outcomes(Draft.new(2025)),
        "units": chart_data.units(2025, [*known, (LONG, None)]),
        "years": chart_data.years(LONG, by_year | {2022: None}),
        "long": Chart("x", LONG * 2, (Bar(LONG * 2, 10**12), Bar("W" * 200, 1)), shares=True),
        "hostile": Chart("x", HOSTILE, (Bar(HOSTILE, 1), Bar("，" * 90, 2)), note=HOSTILE),
    }
    for name, draft in published.items():
        picture = final.poster(draft, as_draft=unfinished(draft))
        (folder / f"poster-{name}.svg").write_text(picture, "utf-8", newline="")
    for name, chart in charts.items():
        stamp = STAMP if name in ("empty", "hostile") else ""
        (folder / f"{name}.svg").write_text(svg(chart, stamp=stamp), "utf-8", newline="")
    found = json.loads(run("node", BROWSER, tools, folder, *sorted(folder.glob("*.svg"))))
    assert set(found) == {*charts, *(f"poster-{name}" for name in published)}
    return Seen(folder, charts, found)


def test_no_word_is_cut_off(seen: Seen) -> None:
    for name, found in seen.pictures.items():
        view = found["view"]
        assert found["boxes"], name
        for box in found["boxes"]:
            assert box["width"] > 0, (name, box)
            assert box["x"] >= 0, (name, box)
            assert box["y"] >= 0, (name, box)
            assert box["x"] + box["width"] <= view["width"], (name, box)
            assert box["y"] + box["height"] <= view["height"], (name, box)


def grounds(box: dict[str, Any]) -> bool:
    """Whether a box is what words stand on: a card of the poster, or the band of its title."""
    return bool(box["fill"] == poster.CARD or box["width"] == WIDTH)


def test_no_word_stands_on_another_or_on_a_bar(seen: Seen) -> None:
    """Boxes of lines one below the other may touch: they are as high as the face's tallest sign."""
    for name, found in seen.pictures.items():
        boxes = [b for b in found["boxes"] if not (b["tag"] == "rect" and grounds(b))]
        for one, other in combinations(boxes, 2):
            wide = min(one["x"] + one["width"], other["x"] + other["width"])
            high = min(one["y"] + one["height"], other["y"] + other["height"])
            across, down = wide - max(one["x"], other["x"]), high - max(one["y"], other["y"])
            assert across <= 0 or down <= 4, (name, one, other)


def test_boxes_see_what_overlaps(seen: Seen, tools: Path, tmp_path: Path) -> None:
    """Everything pushed onto the title: the measure is no empty one."""
    text = (seen.folder / "years.svg").read_text("utf-8")
    broken = tmp_path / "broken.svg"
    broken.write_text(re.sub(r"translate\([^)]*\)", "translate(0 20)", text), "utf-8")
    found = json.loads(run("node", BROWSER, tools, tmp_path, broken))
    worse = Seen(tmp_path, {}, {"broken": found["broken"]})
    with pytest.raises(AssertionError):
        test_no_word_stands_on_another_or_on_a_bar(worse)


def test_the_title_is_read_aloud(seen: Seen) -> None:
    for name, chart in seen.charts.items():
        title = " ".join(in_markup(chart.title).split())
        assert seen.pictures[name]["name"].startswith(title), name


def test_nothing_is_loaded_and_nothing_is_complained_of(seen: Seen) -> None:
    for name, found in seen.pictures.items():
        assert found["requests"] == [(seen.folder / f"{name}.svg").as_uri()], name
        assert found["told"] == [], name


def test_it_fits_a_phone_and_is_not_blown_up_on_a_desk(seen: Seen) -> None:
    for name, found in seen.pictures.items():
        assert found["widths"] == {"360": 360, "1280": found["view"]["width"]}, name
