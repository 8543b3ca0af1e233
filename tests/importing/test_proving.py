"""Figures that no label and no order gives to a cell, and what proves where they belong."""

import random
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layouts.sequences import DAMAGES, STYLES, Damage, balanced, example, table, whole
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.glued import ways
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.proving import adds_up
from tuiwizard.importing.reading_orders import orders
from tuiwizard.importing.sources import read_source

TITLE = "某局2025年政府信息公开工作年度报告\n"
TWO = f"{TITLE}二、主动公开政府信息情况\n"
THREE = f"{TITLE}三、收到和处理政府信息公开申请情况\n"
FOUR = f"{TITLE}四、政府信息公开行政复议、行政诉讼情况\n"
RECEIVED, CARRIED_IN = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"


def read(text: str, name: str = "a.txt") -> Imported:
    return extract(read_source(text.encode(), name))


def values(found: Imported) -> dict[str, list[object]]:
    """The figures that were read, row by row."""
    rows: dict[str, list[object]] = {}
    for path, cell in found.printed.items():
        if cell.value is not None:
            rows.setdefault(path.partition(".")[2].rpartition(".")[0], []).append(cell.value)
    return rows


def notes(found: Imported) -> str:
    return "\n".join(map(str, found.notes))


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: str(damage.__name__))
@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_read_where_it_is_not_printed(style: str, damage: Damage) -> None:
    """Labels here, figures there, one lost, damaged, exchanged or blank: read right, or not."""
    for seed in range(2):
        text, there = example(style, damage, random.Random(seed))
        _, report = example(style, whole, random.Random(seed))
        found = {p: str(c.value) for p, c in read(text).printed.items() if c.value is not None}
        assert found.items() <= there.items()
        if damage is whole:
            assert len(found) >= STYLES[style].recall * len(there)
        if not STYLES[style].labelled:  # nothing but the sums says where a figure belongs
            assert found.items() <= report.items()


def test_two_rows_at_the_edge_of_a_page() -> None:
    """Row after row; labels apart from some; two rows are in panels, left then right."""
    report = balanced(random.Random(1))
    labels, rows = table(report)
    one, other = rows[-2:]
    edge = [*one[:5], *other[:5], *one[5:], *other[5:]]
    apart = [label for label in labels[3:] if label != labels[8]]
    parts = [row for pair in zip(labels[:3], rows[:3], strict=True) for row in pair]
    items = [*parts, *rows[3:8], labels[8], *rows[8:12], apart, *rows[12:-2], edge]
    lines = (
        [item] if isinstance(item, str) else [i if isinstance(i, str) else i[1] for i in item]
        for item in items
    )
    found = read(THREE.replace("2025", str(report.year)) + "\n".join(t for ls in lines for t in ls))
    printed = {path: text for row in rows for path, text in row}
    read_as = {p: str(c.value) for p, c in found.printed.items() if c.value is not None}
    assert read_as == printed
    assert "按行依次读，其中几行按列或分左右两栏读，所有总计和勾稽关系都相符" in notes(found)


def test_a_line_may_hold_one_figure_or_two() -> None:
    lines = (RECEIVED, "13612 252", "0", "45", "128", "32 14069", CARRIED_IN)
    found = read(THREE + "\n".join((*lines, "535", "6 0", "1", "18", "0", "560")))
    assert values(found) == {
        "received": [13612, 252, 0, 45, 128, 32, 14069],
        "carried_in": [535, 6, 0, 1, 18, 0, 560],
    }
    assert found.printed["requests.received.total"].proof.startswith("行名后面的个数与格数相同")
    assert "第 4 行第 1 格：requests.received.natural_person 等 7 格是推定的：" in notes(found)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{RECEIVED}2000002", [2, 0, 0, 0, 0, 0, 2]),
        (f"{RECEIVED} 2000002", [2, 0, 0, 0, 0, 0, 2]),
        (f"{RECEIVED}2 00000 2", [2, 0, 0, 0, 0, 0, 2]),
        (f"{RECEIVED}2000003", None),
        (f"{RECEIVED}11100012", None),
        (f"{RECEIVED}200002", None),
        (f"{RECEIVED}200 0 0 0 2", None),
    ],
)
def test_digits_that_hang_together(line: str, expected: list[object] | None) -> None:
    found = read(f"{THREE}{line}\n")
    assert values(found).get("received") == expected
    assert ("没有录入" in notes(found)) == (expected is None)


def test_digits_of_a_row_without_a_total() -> None:
    """No number begins with 0, so 013 is three; 120 is three beside it, alone it is not."""
    found = read(f"{TWO}规章000\n行政规范性文件120\n行政许可7\n行政处罚16\n")
    assert values(found) == {
        "rules": [0, 0, 0],
        "normative_documents": [1, 2, 0],
        "licensing": [7],
        "penalties": [16],
    }
    alone = read(f"{TWO}规章111\n行政规范性文件120\n行政许可7\n")
    assert values(alone) == {}
    assert "没有录入：“规章111”" in notes(alone)
    assert values(read(f"{TWO}规章00\n行政规范性文件013\n")) == {}


def test_a_glued_table_is_proved_as_one() -> None:
    draw = random.Random(3)
    report = balanced(draw)
    while any(len(text or "") > 2 for text in report.figures.values()):
        report = balanced(draw)
    labels, rows = table(report)
    text = "\n".join(
        label + "".join(text for _, text in row) for label, row in zip(labels, rows, strict=True)
    )
    found = read(f"{THREE.replace('2025', str(report.year))}{text}\n")
    read_figures = {p: str(c.value) for p, c in found.printed.items()}
    assert read_figures in ({}, report.figures)


@pytest.mark.parametrize(
    "heads", ["申请人情况\n总计\n自然人\n", "申请人情况 | 总计 |\n自然人 | 其他 |\n"]
)
@pytest.mark.parametrize("first", [True, False])
def test_sums_say_whether_the_total_is_first(heads: str, first: bool) -> None:
    rows = ([1, 2, 3, 4, 5, 6, 21], [5, 0, 0, 0, 0, 0, 5], [0] * 7)
    labels = (RECEIVED, CARRIED_IN, "（一）予以公开")
    lines = [
        line
        for label, row in zip(labels, rows, strict=True)
        for line in (label, *([row[-1], *row[:-1]] if first else row))
    ]
    found = read(f"{THREE}{heads}" + "\n".join(map(str, lines)))
    assert {
        p: c.value for p, c in found.printed.items() if p.endswith(("natural_person", ".total"))
    } == {
        "requests.received.natural_person": 1,
        "requests.received.total": 21,
        "requests.carried_in.natural_person": 5,
        "requests.carried_in.total": 5,
        "requests.outcomes.granted.natural_person": 0,
        "requests.outcomes.granted.total": 0,
    }


def test_a_row_that_fits_neither_order_is_listed() -> None:
    figures = "\n".join("1234567")
    found = read(f"{THREE}总计\n自然人\n{RECEIVED}\n{figures}\n")
    assert values(found) == {}
    assert "表头的总计在最前面，与各数对不上，没有录入" in notes(found)


def test_headers_in_another_order_are_not_overruled() -> None:
    heads = "\t".join(
        (
            "",
            *reversed(
                ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
            ),
        )
    )
    found = read(f"{THREE}{heads}\n{RECEIVED}\t21\t6\t5\t4\t3\t2\t1\n")
    assert found.printed["requests.received.natural_person"].value == 1
    assert not found.printed["requests.received.natural_person"].proof


def test_labels_behind_their_figures() -> None:
    """What stands behind a label there is not its own; only what is in its line is."""
    heads = "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n"
    found = read(
        f"{TWO}{heads}0\n0\n0\n规章\n9\n7\n0\n行政规范性文件\n本年处理决定数量\n行政许可\n5\n"
    )
    assert values(found) == {"licensing": [5]}
    assert "“规章 9 7 0”" in notes(found)
    beside = read(f"{TWO}{heads}1 2 3\n规章\n行政规范性文件 4 5 6\n本年处理决定数量\n5\n行政许可\n")
    assert values(beside) == {"normative_documents": [4, 5, 6]}


def test_every_row_of_a_table_without_totals_in_its_number() -> None:
    lines = "规章\n0 32\n7\n行政规范性文件\n0\n0 8\n行政许可\n75\n行政处罚\n1\n"
    lines += "行政强制\n2\n行政事业性收费\n7.5\n"
    assert values(read(f"{TWO}{lines}"))["rules"] == [0, 32, 7]
    assert "rules" not in values(read(f"{TWO}{lines.replace('0 8', '8')}"))


def test_two_cells_in_one() -> None:
    """markitdown parts a PDF by the gaps that it sees, so that columns run into each other."""
    report = balanced(random.Random(1))
    labels, rows = table(report)
    lines = [
        f"| {label} | {a} {b} | {c} | {d} {e} | {f} {g} |"
        for label, ((_, a), (_, b), (_, c), (_, d), (_, e), (_, f), (_, g)) in zip(
            labels, rows, strict=True
        )
    ]
    found = read(f"{THREE.replace('2025', str(report.year))}" + "\n".join(lines))
    assert {p: str(c.value) for p, c in found.printed.items()} == report.figures
    short = "规章 | 12 34 | 5\n行政规范性文件 | 1 | 2 | 3\n行政许可 | 1\n行政处罚 | 1\n"
    alone = read(f"{TWO}{short}行政强制 | 2\n行政事业性收费 | 7.5\n")
    assert "rules" not in values(alone)


@pytest.mark.parametrize("swapped", [False, True])
def test_labels_that_the_edge_of_a_page_has_displaced(swapped: bool) -> None:
    """Two labels behind the table take the two rows without one, if they are in their order."""
    report = balanced(random.Random(1))
    labels, rows = table(report)
    lines = [
        line
        for number, (label, row) in enumerate(zip(labels, rows, strict=True))
        for line in (*([] if number in (4, 5) else [label]), *(text for _, text in row))
    ]
    apart = [labels[5], labels[4]] if swapped else labels[4:6]
    found = read(THREE.replace("2025", str(report.year)) + "\n".join([*lines, *apart]))
    values = {p: str(c.value) for p, c in found.printed.items()}
    assert (values == report.figures) == (not swapped)
    assert values.items() <= {p: t for p, t in report.figures.items() if t}.items()


def test_table_4_in_any_lines() -> None:
    figures = "0 92\n5\n67 164 4\n2812\n0 48 2864 0\n2 0\n15 17\n"
    found = read(f"{FOUR}行政复议\n行政诉讼\n{figures}")
    assert values(found)["review"] == [0, 92, 5, 67, 164]
    assert len(found.printed) == 15
    assert values(read(f"{FOUR}行政复议\n行政诉讼\n{figures.replace('164', '165')}")) == {}
    assert len(read(f"{FOUR}行政复议 行政诉讼\n100010000000000\n").printed) == 15


@given(st.lists(st.integers(0, 9999).map(str), min_size=1, max_size=4), st.integers(1, 8))
def test_ways_of_parting(texts: list[str], count: int) -> None:
    found = ways(texts, count)
    assert len(set(found)) == len(found)
    for way in found:
        assert "".join(way) == "".join(texts)
        assert len(way) == count
        assert all(number == "0" or number[0] != "0" for number in way)
    if count == len(texts):
        assert found == [tuple(texts)]


def test_ways_are_few_or_none() -> None:
    assert ways(["1200"], 3) == [("1", "20", "0"), ("12", "0", "0")]
    assert ways(["1"] * 3, 2) == ways(["1" * 17], 7) == ways(["1x"], 2) == ways([], 1) == []


@pytest.mark.parametrize(("height", "width"), [(1, 15), (3, 5), (25, 7)])
def test_each_order_fills_every_cell(height: int, width: int) -> None:
    for _, order in orders(height, width):
        assert sorted(order) == list(range(height * width))


def test_what_adds_up() -> None:
    row: Mapping[str, int] = {"appeals.review.upheld": 1, "appeals.review.total": 2}
    rest = {f"appeals.review.{name}": 0 for name in ("corrected", "other", "pending")}
    assert adds_up("2021", "appeals", row)  # not all parts are there
    assert not adds_up("2021", "appeals", {**row, **rest})
    assert adds_up("2021", "appeals", {**row, **rest, "appeals.review.total": 1})
