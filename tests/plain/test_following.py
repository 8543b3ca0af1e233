"""Line by line: last year's text brought forward, and a text that follows its tables."""

from pathlib import Path

import pytest

from tests.plain.conftest import Person
from tests.rules.test_brought_forward import NEW, OLD, report
from tests.test_session_following import LAST, OVERVIEW, THIS
from tuiwizard.drafts import store

WRONG = "收到政府信息公开申请9件。\n作出行政许可决定98件。"


@pytest.fixture
def last(tmp_path: Path) -> Path:
    path = tmp_path / "last.toml"
    store.save(path, report(2024, {**OLD, OVERVIEW: LAST}))
    return path


@pytest.mark.parametrize("command", [":上年正文 全部", ":yt all"])
def test_all_of_last_years_text(person: Person, last: Path, command: str) -> None:
    typed = (command, "", ":下一处", ":nx", ":nx", ":nx", ":nx", ":c 全部")
    done = person(*typed, draft=report(2025, NEW), step="overview", previous=last)
    assert done.text(OVERVIEW) == THIS
    assert "申请7 → 5件" in done.said
    assert "已带入，:下一处 一处一处看，:撤销 可以撤销" in done.said
    assert "“5”上年写的是“7”；还有 2 处没有看" in done.said
    assert "“300”没有换：没有对上哪一格，还是上年的数；还有 1 处没有看" in done.said
    assert "带入的都看过了" in done.said


def test_a_script_replaces_no_text_that_was_written(person: Person, last: Path) -> None:
    draft = report(2025, {**NEW, OVERVIEW: "写过的。"})
    done = person(":yt 全部", draft=draft, step="overview", previous=last, terminal=False)
    assert done.text(OVERVIEW) == "写过的。"


@pytest.mark.parametrize("command", [":正文随表 全部", ":mm all"])
@pytest.mark.parametrize("step", ["overview", "requests", "publish"])
def test_the_text_follows_the_tables(person: Person, command: str, step: str) -> None:
    draft = report(2025, {**NEW, OVERVIEW: WRONG})
    done = person(command, draft=draft, step=step)
    assert done.text(OVERVIEW) == WRONG.replace("98", "15").replace("9", "5")
    assert "已改 2 处，:撤销 可以撤销" in done.said
    undone = person(command, ":撤销", draft=draft, step=step)
    assert undone.text(OVERVIEW) == WRONG
    again = person(command, command, draft=draft, step=step)
    assert "正文没有要随表改的" in again.said


def test_some_of_it_by_number(person: Person) -> None:
    draft = report(2025, {**NEW, OVERVIEW: WRONG})
    done = person(":mm", "2", "1", draft=draft, step="overview")
    assert "1. 改选中的 2 处\n2. [x] 一、总体情况：收到政府信息公开申请9 → 5件。" in done.said
    assert done.text(OVERVIEW) == WRONG.replace("98", "15")


def test_the_check_says_what_could_follow(person: Person) -> None:
    said = person(":c 全部", draft=report(2025, {**NEW, OVERVIEW: WRONG}), step="overview").said
    assert "正文有 2 处可以照表改，:正文随表 一起改。" in said
