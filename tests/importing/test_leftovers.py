"""No loss is silent: what was printed among the tables and went into no cell is listed."""

import pytest

from tuiwizard.importing.extraction import extract
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.sources import read_source

TITLE = "某局2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
RULES = "规章 | 1 | 2 | 3\n"


def read(text: str, name: str = "a.txt") -> Imported:
    return extract(read_source((TITLE + text).encode(), name))


def listed(found: Imported) -> list[tuple[str, str]]:
    return [(one.text, str(one.place)) for one in found.unread]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RULES, []),
        (RULES + RULES, []),  # the same again is no loss
        (RULES + "规章 | 1 | 2 | 4\n", [("4", "第 4 行第 4 格")]),
        (RULES + "7\n", [("7", "第 4 行")]),
        (RULES + "7 8 9\n", [(n, f"第 4 行第 {i} 格") for i, n in enumerate("789", 1)]),
        (RULES + "规章000\n", [("规章000", "第 4 行")]),
        (RULES + "全年公开信息 345 条。\n", [("全年公开信息 345 条。", "第 4 行")]),
        (RULES + "行政规范性文件 | 5 | 6\n", [("5", "第 4 行第 2 格"), ("6", "第 4 行第 3 格")]),
        (RULES + "3.危及“三安全一稳定”\n2024年度\n类别 | 数据1 | 总计\n", []),
        (RULES + "五、存在的主要问题\n一是只有 3 条。\n", []),
    ],
)
def test_what_is_left(text: str, expected: list[tuple[str, str]]) -> None:
    found = read(text)
    assert listed(found) == expected
    said = "".join(map(str, found.notes))
    assert all(figure in said and place in said for figure, place in expected[:1])


def test_every_figure_of_a_long_run_is_said() -> None:
    figures = [str(n) for n in range(100, 140)]
    found = read(RULES + "\n".join(figures))
    assert [text for text, _ in listed(found)] == figures
    assert any(all(n in note.message for n in figures) for note in found.notes)


def test_rows_in_an_annex_without_a_heading() -> None:
    text = "五、存在的主要问题\n见附件。\n附件\n行政许可 | 5\n6 | 7\n行政处罚 | 8\n9 | 1\n"
    assert [text for text, _ in listed(read(text))] == ["6", "7"]


def test_rows_of_a_table_in_a_page() -> None:
    page = "<p>二、主动公开政府信息情况</p><table><tr><td>行政许可</td><td>5</td></tr>"
    page += "<tr><td rowspan=2>某项</td><td>6</td></tr><tr><td>7</td></tr></table>"
    page += "<p>五、存在的主要问题</p><table><tr><td>访问量</td><td>99</td></tr></table>"
    found = extract(read_source(page.encode(), "a.html"), year=2024)
    assert listed(found) == [("6", "第 1 个表格第 2 行第 2 列"), ("7", "第 1 个表格第 3 行第 2 列")]
