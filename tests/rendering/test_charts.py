"""SVG: well-formed, harmless, the same bytes, and no word that is lost."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.rendering.charts import svg
from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.drawing import MARGIN, WIDTH
from tuiwizard.rendering.text_width import ems, wrapped
from tuiwizard.report.chart import Bar, Chart

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script>&\"'<b>\x1b[0m\u202e\ufffe]]>"
LONG = "某某自治州某某自治县人力资源和社会保障局（行政审批服务局、退役军人事务局）" * 3

CHARTS = {
    "shares": Chart("a", "题", (Bar("甲", 2), Bar("乙", 0)), shares=True, note="缺丙"),
    "rest": Chart("a", "题", (Bar("甲", 2), Bar("其余 3 家", 90, rest=True)), shares=True),
    "unknown": Chart("a", "题", (Bar("甲", None), Bar("乙", 1))),
    "empty": Chart("a", "题", empty="0 件"),
    "hostile": Chart("a", HOSTILE, (Bar(HOSTILE, 1),), note=HOSTILE, unit=HOSTILE),
    "long": Chart("a", LONG, (Bar(LONG, 10**9), Bar("A" * 400, 1)), shares=True, note=LONG),
}

every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


def tree(chart: Chart, stamp: str = "") -> ET.Element:
    return ET.fromstring(svg(chart, stamp=stamp))


def said(element: ET.Element, tag: str) -> list[str]:
    """The texts of elements, without those of titles in them."""
    found = element.iter(f"{NS}{tag}")
    return ["".join([e.text or "", *(child.tail or "" for child in e)]) for e in found]


@every_chart
def test_a_screen_reader_is_read_everything(chart: Chart) -> None:
    root = tree(chart)
    assert root.get("role") == "img"
    title, desc = root[0], root[1]
    assert (title.tag, desc.tag) == (f"{NS}title", f"{NS}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == in_markup(chart.title)
    assert desc.text == in_markup(chart.description)


@every_chart
def test_nothing_runs_and_nothing_is_loaded(chart: Chart) -> None:
    allowed = {f"{NS}{tag}" for tag in ("svg", "title", "desc", "rect", "g", "text")}
    for element in tree(chart).iter():
        assert element.tag in allowed
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]
        assert "url(" not in str(element.attrib)


@every_chart
def test_the_same_bytes_every_time(chart: Chart) -> None:
    assert svg(chart) == svg(Chart(**chart._asdict()))


@every_chart
def test_everything_stays_in_the_picture(chart: Chart) -> None:
    root = tree(chart)
    width, height = (float(root.get(name, "")) for name in ("width", "height"))
    assert root.get("viewBox") == f"0 0 {width:.0f} {height:.0f}"
    for group in root.iter(f"{NS}g"):
        top = float(re.findall(r"[\d.]+", group.get("transform", ""))[1])
        for e in group:
            bottom = float(e.get("y", "")) + float(e.get("height", 0))
            assert 0 < top + bottom < height
            assert float(e.get("x", "")) + float(e.get("width", 0)) <= width - MARGIN
    assert width == WIDTH


def test_each_bar_has_its_words_and_its_length() -> None:
    root = tree(CHARTS["shares"])
    assert said(root, "text") == [
        "题",
        "共 2 件",
        "甲",
        "2 件（100.0%）",
        "乙",
        "0 件（0.0%）",
        "缺丙。",
    ]
    assert len(list(root.iter(f"{NS}rect"))) == 1 + 1  # the ground, and the one bar that is not 0


def test_one_colour_does_for_all_bars() -> None:
    bars = tuple(Bar(str(n), n) for n in range(1, 9))
    fills = [e.get("fill") for e in tree(Chart("a", "题", bars)).iter(f"{NS}rect")][1:]
    assert len(fills) == 8
    assert len(set(fills)) == 1


def test_a_draft_says_so_above_everything_and_aloud() -> None:
    root = tree(CHARTS["shares"], "草稿（未经审核）")
    assert said(root, "text")[0] == "草稿（未经审核）"
    assert (root[1].text or "").startswith("草稿（未经审核）。共 2 件")


def test_a_name_that_is_cut_is_whole_in_its_title() -> None:
    root = tree(CHARTS["long"])
    cut = [text for text in root.iter(f"{NS}text") if text.find(f"{NS}title") is not None]
    whole = {text[0].text for text in cut}
    assert whole >= {LONG, "A" * 400}
    assert said(root, "text")[0] in LONG


def test_no_line_ends_behind_what_opens_or_begins_with_what_closes() -> None:
    for width in range(8, 40):
        lines = wrapped(LONG, width, 99)
        assert len(lines) > 1
        assert not [line for line in lines if line[-1] in "（" or line[0] in "）、"], (width, lines)


TEXTS = st.text(max_size=80) | st.text("甲，。A\u0301", max_size=80)


@given(TEXTS, st.integers(2, 30), st.integers(1, 5))
def test_lines_are_not_too_wide_and_lose_nothing_unsaid(text: str, width: int, most: int) -> None:
    lines = wrapped(text, width, most)
    assert len(lines) <= most
    assert all(ems(line) <= width for line in lines)
    joined = "".join(lines)
    assert joined == text or (joined.endswith("…") and text.startswith(joined[:-1]))
