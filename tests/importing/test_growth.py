"""No source makes its reader work for more than its size: worst cases, four times as large."""

import contextlib
from collections.abc import Callable
from functools import partial

import pytest

from tests.growth import LINEAR, growth
from tuiwizard.errors import SourceError
from tuiwizard.importing.alignment import starts
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.sources import read_source
from tuiwizard.report.labels import fold, without_remark

TITLE = "2024年甲县政府信息公开工作年度报告\n一、总体情况\n"
THREE = "2024年甲县政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
LABEL = "一、本年新收政府信息公开申请数量"

TEXTS: dict[str, Callable[[int], str]] = {
    "a line of dashes that is no rule": lambda n: "|" + "-" * n + "x",
    "a line of dashes": lambda n: "|" + "-" * n,
    "dashes between pipes": lambda n: "| --- " * (n // 6) + "x",
    "tags that do not end": lambda n: "<p" * (n // 2),
    "annexes below a text": lambda n: TITLE + "附件：\n" * (n // 4),
    "lines that a page has broken": lambda n: TITLE + ("收到申请" * 12 + "\n") * (n // 49),
    "brackets in brackets": lambda n: "规章 " + "[" * (n // 2) + "]" * (n // 2) + "x 5 6\n",
    "blank cells, one a line": lambda n: "规章 |\n" + " |\n" * (n // 3) + "5 |\n",
    "a sentence without an end": lambda n: TITLE + "现将甲局2024年" * (n // 9),
    "years": lambda n: TITLE + "2024年在甲" * (n // 7) + "\n" + "规章" * 9,
    "glosses": lambda n: TITLE + "规(guī" * (n // 5),
    "heads and rows": lambda n: TITLE + "信息内容 | 本年制发件数\n规章 | 1\n" * (n // 24),
    "tables in html that do not end": lambda n: "<table>\n\n" * (n // 9),
    "figures without labels": lambda n: THREE + "12 0\n" * (n // 5),
    "labels, then figures": lambda n: THREE + f"{LABEL}\n" * (n // 36) + "1\n" * (n // 4),
    "digits that hang together": lambda n: THREE + f"{LABEL}{'1' * 16}\n" * (n // 33),
    "titles": lambda n: TITLE * (n // len(TITLE)),
}

PAGES: dict[str, Callable[[int], str]] = {
    "deep elements": lambda n: "<span>" * (n // 6) + "x",
    "blocks below many elements": lambda n: "<span>" * 200 + "<b>x</b>" * (n // 8) + "<p>a",
    "tables in tables": lambda n: "<table><tr><td>" * 60 + "<b>x</b>" * (n // 8),
    "labels deep in a page": lambda n: "<div>" * 150 + "<p>规章</p>" * (n // 9),
    "cells over many columns": lambda n: "<table>" + "<tr><td colspan=1000>5" * (n // 22),
}


def _read(text: str, name: str) -> None:
    with contextlib.suppress(SourceError):  # too long: said in time
        extract(read_source(text.encode(), name))


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_takes_no_more_than_its_length(text: Callable[[int], str], name: str) -> None:
    _read(TITLE, name)  # the labels of the form are read once
    assert growth(partial(_read, name=name), text, 4_000) <= LINEAR


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_takes_no_more_than_its_length(page: Callable[[int], str]) -> None:
    _read("<html><p>甲", "a.html")
    assert growth(partial(_read, name="a.html"), lambda n: f"<html>{page(n)}", 16_000) <= LINEAR


def test_where_figures_begin_is_found_in_one_look() -> None:
    blanks = ["", "5", "", "7"]
    assert starts([(blanks, 3)]) == [1]
    assert starts([(["", "", "5", "", "7"], 3)]) == [2]
    assert starts([(["", "5", ""], 2)]) == [0, 1]
    assert starts([(["5", "", "", "7"], 3)]) == []
    assert growth(lambda text: starts([(text.split(","), 3)]), lambda n: "," * n, 10_000) <= LINEAR


def test_a_remark_behind_a_label_is_taken_off() -> None:
    label = "部分公开（区分处理的，只计这一情形）"
    assert fold(without_remark(label)) == fold("部分公开")
    assert without_remark("规章[甲[乙]") == "规章"
