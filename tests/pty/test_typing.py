"""Typing as slow lines, pastes and input methods deliver it: much of it in one write."""

from pathlib import Path

import pytest

from tests.pty.clerk import wait_for_step
from tests.pty.conftest import NewDraft
from tests.pty.terminal import Key, Terminal
from tests.sections import STEPS
from tuiwizard.drafts import store
from tuiwizard.forms.names import LEVELS
from tuiwizard.report.draft import Draft

pytestmark = pytest.mark.pty

COMMITS = (
    "件",
    "政府信息",
    "依申请公开",
    "本年度共收到公民法人和其他组织提出的政府信息公开申请十二件已",
)
"""What an input method hands over at once: 1, 4, 5 and many characters."""


def saved(path: Path, cell: str) -> str:
    return store.load(path).entries(cell.partition(".")[0]).get(cell)


def test_the_commits_are_of_the_lengths_that_matter() -> None:
    assert [len(text) for text in COMMITS] == [1, 4, 5, 30]


# Bursts


def test_figures_and_movements_in_one_write_take_effect_in_order(new_draft: NewDraft) -> None:
    path = new_draft()
    with Terminal(path, "--step", "proactive", folder=path.parent) as terminal:
        wait_for_step(terminal, "proactive")
        terminal.send(
            *("5", Key.DOWN, "3", Key.RIGHT, "4", Key.UP, "6", Key.TAB, "７８", Key.ENTER),
            *("1", "2", Key.BACKSPACE, Key.CTRL_N, "2", Key.CTRL_B),
        )
        terminal.wait_for("[3")
        assert terminal.leave() == 0
    expected = {
        "rules.issued": "5",
        "rules.repealed": "6",
        "rules.in_force": "78",
        "normative_documents.issued": "3",
        "normative_documents.repealed": "4",
        "normative_documents.in_force": "1",
    }
    assert {cell: saved(path, f"proactive.{cell}") for cell in expected} == expected
    assert saved(path, "requests.received.natural_person") == "2"


def test_a_figure_typed_before_zeros_are_filled_in_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    store.save(path, Draft.new(2021))
    with Terminal(path, "--step", "appeals", folder=tmp_path) as terminal:
        wait_for_step(terminal, "appeals")
        terminal.send("3", Key.F5, Key.TAB, "4", Key.CTRL_Q)
        assert terminal.wait_for_end() == 0
    assert saved(path, "appeals.review.upheld") == "3"
    assert saved(path, "appeals.review.corrected") == "4"
    assert store.load(path).report.section("appeals") is not None


def test_text_arrows_and_enter_in_one_write_take_effect_in_order(new_draft: NewDraft) -> None:
    path = new_draft(overview__text="")
    with Terminal(path, "--step", "overview", folder=path.parent) as terminal:
        wait_for_step(terminal, "overview")
        terminal.send(
            "甲乙丁", Key.LEFT, "丙", Key.END, Key.ENTER, "戊", Key.HOME, "己", Key.CTRL_N
        )
        wait_for_step(terminal, "proactive")
        assert terminal.leave() == 0
    assert saved(path, "overview.text") == "甲乙丙丁\n己戊"


def test_fields_in_one_write_take_effect_in_order(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    store.save(path, Draft.new(2021))
    with Terminal(path, folder=tmp_path) as terminal:
        wait_for_step(terminal, "agency")
        terminal.send("2019", Key.ENTER, "甲局", Key.TAB, Key.TAB, "中心路", Key.TAB, "710000")
        terminal.send(Key.CTRL_N, Key.ENTER)
        wait_for_step(terminal, "overview")
        assert terminal.leave() == 0
    assert store.load(path).year == 2019
    assert saved(path, "agency.name") == "甲局"
    assert saved(path, "agency.contact.address") == "中心路"
    assert saved(path, "agency.contact.postcode") == "710000"


def test_a_choice_made_in_one_write_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    store.save(path, Draft.new(2021))
    with Terminal(path, folder=tmp_path) as terminal:
        wait_for_step(terminal, "agency")
        terminal.send(Key.TAB, Key.TAB, Key.ENTER, Key.DOWN, Key.ENTER, Key.CTRL_S)
        assert terminal.leave() == 0
    assert saved(path, "agency.level") == LEVELS[1][0]


def test_a_whole_way_through_in_one_write(new_draft: NewDraft) -> None:
    path = new_draft()
    with Terminal(path, folder=path.parent) as terminal:
        wait_for_step(terminal, "agency")
        terminal.send(Key.CTRL_N * 7)
        wait_for_step(terminal, STEPS[-1])
        terminal.wait_for("检查通过")
        terminal.send(Key.CTRL_B * 7, "2022", Key.ENTER, Key.CTRL_Q)
        assert terminal.wait_for_end() == 0
    assert store.load(path).year == 2022


def test_undo_and_redo_reach_the_text_being_edited(new_draft: NewDraft) -> None:
    path = new_draft(overview__text="")
    with Terminal(path, "--step", "overview", folder=path.parent) as terminal:
        wait_for_step(terminal, "overview")
        terminal.send("甲乙丙")
        terminal.wait_for("3 字", "甲乙丙")
        terminal.send(Key.CTRL_Z)
        terminal.wait_for("0 字", gone="甲乙丙")
        terminal.send(Key.CTRL_Y)
        terminal.wait_for("3 字", "甲乙丙")
        terminal.send("丁", Key.CTRL_Q)
        assert terminal.wait_for_end() == 0
    assert saved(path, "overview.text") == "甲乙丙丁"


# Input methods


@pytest.mark.parametrize(
    ("step", "cell", "way"),
    [
        ("overview", "overview.text", ()),
        ("agency", "agency.name", (Key.TAB,)),
        ("requests", "requests.received.natural_person", ()),
    ],
    ids=["narrative", "field", "grid"],
)
def test_commits_arrive_whole_and_the_cursor_stands_behind_them(
    tmp_path: Path, step: str, cell: str, way: tuple[Key, ...]
) -> None:
    path = tmp_path / "draft.toml"
    store.save(path, Draft.new(2021))
    with Terminal(path, "--step", step, folder=tmp_path) as terminal:
        wait_for_step(terminal, step)
        terminal.send(*way)
        for text in COMMITS:
            terminal.send(text)
            terminal.wait_until(lambda t=text: terminal.before_cursor.endswith(t[-3:]), f"{text}|")  # type: ignore[misc]
        assert terminal.leave() == 0
    assert saved(path, cell) == "".join(COMMITS)


@pytest.mark.parametrize(
    ("step", "way", "before"),
    [
        ("overview", (), "▌     "),
        ("agency", (Key.TAB,), 4 * " "),
        ("requests", (), " 一、本年新收政府信息公开申请数量" + 22 * " " + "_"),
    ],
    ids=["narrative", "field", "grid"],
)
def test_the_cursor_waits_at_the_insertion_point_before_anything_is_typed(
    tmp_path: Path, step: str, way: tuple[Key, ...], before: str
) -> None:
    """An input method opens its candidates there when the first letter is composed."""
    path = tmp_path / "draft.toml"
    store.save(path, Draft.new(2021))
    with Terminal(path, "--step", step, folder=tmp_path) as terminal:
        wait_for_step(terminal, step)
        terminal.send(*way)
        terminal.wait_until(lambda: terminal.before_cursor == before, f"{before}|")


@pytest.mark.parametrize(
    ("step", "way"),
    [("overview", ()), ("agency", (Key.TAB,)), ("requests", (Key.F2,))],
    ids=["narrative", "field", "grid"],
)
def test_the_cursor_moves_with_the_insertion_point(
    tmp_path: Path, step: str, way: tuple[Key, ...]
) -> None:
    path = tmp_path / "draft.toml"
    store.save(path, Draft.new(2021))
    with Terminal(path, "--step", step, folder=tmp_path) as terminal:
        wait_for_step(terminal, step)
        terminal.send(*way, "一二三")
        terminal.wait_until(lambda: terminal.before_cursor.endswith("一二三"), "一二三|")
        terminal.send(Key.LEFT)
        terminal.wait_until(lambda: terminal.before_cursor.endswith("一二"), "一二|三")
        terminal.send("四五六七")
        terminal.wait_until(lambda: terminal.before_cursor.endswith("六七"), "一二四五六七|三")
        assert "三" not in terminal.before_cursor
        terminal.send(Key.BACKSPACE)
        terminal.wait_until(lambda: terminal.before_cursor.endswith("五六"), "一二四五六|三")
