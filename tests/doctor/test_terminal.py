"""Terminals of every kind, and what is said of them."""

from typing import Any

import pytest
from rich.cells import cell_len

from tests.doctor.conftest import WIDTHS, Computer
from tuiwizard.doctor import terminal
from tuiwizard.doctor.check import State
from tuiwizard.doctor.examination import examine
from tuiwizard.doctor.terminal_query import AMBIGUOUS, LINES, SAMPLES, WIDE, TerminalAnswers

OK, WARN, BAD, UNKNOWN = State


def test_the_widths_wanted_are_those_the_screen_is_laid_out_for() -> None:
    assert {character: cell_len(character) for character in SAMPLES} == WIDTHS


@pytest.mark.parametrize(
    ("variables", "changes", "state", "says"),
    [
        ({}, {}, OK, "xterm-256color"),
        ({"SSH_CONNECTION": "1 2 3 4"}, {}, OK, "经过 SSH"),
        ({"TMUX": "/tmp/x", "TERM": "tmux-256color"}, {}, OK, "经过 tmux"),
        ({"STY": "1.x", "TERM": "screen"}, {}, OK, "经过 screen"),
        ({"TMUX": "/tmp/x"}, {}, WARN, "TERM 不是它们的"),
        ({"TERM": "linux"}, {}, BAD, "没有汉字字形"),
        ({"TERM": "linux", "TUIWIZARD_CONSOLE": "1"}, {}, OK, "linux"),
        ({"TERM": "dumb"}, {}, BAD, "TERM 是“dumb”"),
        ({"TERM": ""}, {}, BAD, "TERM 是“”"),
        ({"TERM": ""}, {"platform": "win32"}, OK, "Windows 控制台"),
        ({"TERM": "", "WT_SESSION": "1"}, {"platform": "win32"}, OK, "Windows Terminal"),
        ({}, {"terminal": False}, UNKNOWN, "不在终端里"),
    ],
)
def test_kind(
    computer: Computer, variables: dict[str, str], changes: dict[str, Any], state: State, says: str
) -> None:
    check = terminal.kind(computer(variables=variables, **changes))
    assert check.state is state
    assert says in check.found
    assert bool(check.cure) == (state is not OK)


@pytest.mark.parametrize(
    ("size", "state"),
    [((80, 24), OK), ((200, 60), OK), ((79, 24), WARN), ((80, 23), WARN), (None, UNKNOWN)],
)
def test_size(computer: Computer, size: tuple[int, int] | None, state: State) -> None:
    check = terminal.size(computer(size=size))
    assert check.state is state
    if size:
        assert check.found.startswith(f"{size[0]} 列 {size[1]} 行")


@pytest.mark.parametrize(
    ("look", "characters", "wrong"),
    [
        (terminal.wide, WIDE, BAD),
        (terminal.ambiguous, AMBIGUOUS, WARN),
        (terminal.lines, LINES, WARN),
    ],
    ids=["wide", "ambiguous", "lines"],
)
def test_widths(computer: Computer, look: Any, characters: str, wrong: State) -> None:
    assert look(computer()).state is OK
    for character in characters:
        odd = WIDTHS | {character: WIDTHS[character] + 1}
        check = look(computer(answers=TerminalAnswers(odd)))
        assert check.state is wrong
        assert check.found.startswith(f"{character} 占 {odd[character]} 列")
        assert check.cure
    for character in set(SAMPLES) - set(characters):
        other = TerminalAnswers(WIDTHS | {character: 5})
        assert look(computer(answers=other)).state is OK
    silent = look(computer(answers=TerminalAnswers(silence="它不回答")))
    assert (silent.state, silent.found) == (UNKNOWN, "没有查：它不回答")
    inside = look(computer(variables={"TMUX": "/tmp/x"}))
    assert "问的是 tmux" in inside.found


@pytest.mark.parametrize(
    ("variables", "changes", "state", "says"),
    [
        ({}, {}, OK, "真彩色"),
        ({"NO_COLOR": "1"}, {}, OK, "NO_COLOR"),
        ({"COLORTERM": ""}, {}, OK, "256 色"),
        ({"COLORTERM": "", "TERM": "xterm-direct"}, {}, OK, "真彩色"),
        ({"COLORTERM": "", "TERM": "xterm"}, {}, WARN, "16 色"),
        ({"COLORTERM": "", "TERM": "", "WT_SESSION": "1"}, {"platform": "win32"}, OK, "真彩色"),
        ({"COLORTERM": "", "TERM": ""}, {"platform": "win32"}, UNKNOWN, "看不出"),
    ],
)
def test_colours(
    computer: Computer, variables: dict[str, str], changes: dict[str, Any], state: State, says: str
) -> None:
    check = terminal.colours(computer(variables=variables, **changes))
    assert check.state is state
    assert says in check.found
    assert bool(check.cure) == (state is WARN)


@pytest.mark.parametrize(("known", "state"), [(True, OK), (False, WARN), (None, UNKNOWN)])
def test_paste(computer: Computer, known: bool | None, state: State) -> None:
    check = terminal.paste(computer(answers=TerminalAnswers(WIDTHS, known)))
    assert check.state is state
    assert bool(check.cure) == (state is not OK)


@pytest.mark.parametrize(
    ("variables", "state", "says"),
    [
        ({}, UNKNOWN, "不知道"),
        ({"KITTY_WINDOW_ID": "1"}, OK, "OSC 52"),
        ({"WT_SESSION": "1"}, OK, "OSC 52"),
        ({"VTE_VERSION": "7200"}, WARN, "GNOME"),
        ({"STY": "1.x"}, WARN, "screen"),
        ({"TMUX": "/tmp/x", "KITTY_WINDOW_ID": "1"}, UNKNOWN, "tmux"),
    ],
)
def test_clipboard(computer: Computer, variables: dict[str, str], state: State, says: str) -> None:
    check = terminal.clipboard(computer(variables=variables))
    assert check.state is state
    assert says in check.found
    assert bool(check.cure) == (state is not OK)


@pytest.mark.parametrize(
    ("variables", "state", "says"),
    [
        ({}, UNKNOWN, "F1"),
        ({"TMUX": "/tmp/x"}, WARN, "Ctrl+B"),
        ({"STY": "1.x"}, WARN, "Ctrl+A"),
        ({"TERM_PROGRAM": "vscode"}, WARN, "Ctrl+P"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, WARN, "fn"),
    ],
)
def test_keyboard(computer: Computer, variables: dict[str, str], state: State, says: str) -> None:
    check = terminal.keyboard(computer(variables=variables))
    assert check.state is state
    assert says in check.found
    assert check.cure
    assert "按下的键" not in check.found
    typing = terminal.keyboard(
        computer(variables=variables, answers=TerminalAnswers(WIDTHS, typed=3))
    )
    assert typing.state is state
    assert "按下的键没有执行" in typing.found


def test_without_a_terminal_nothing_is_said_of_one(computer: Computer) -> None:
    bare = {"terminal": False, "size": None, "answers": TerminalAnswers(silence="这里没有终端")}
    checks = {check.name: check for check in examine(computer(**bare, variables={"COLORTERM": ""}))}
    for name in ("size", "wide", "ambiguous", "lines", "paste", "clipboard", "keyboard"):
        assert checks[name].state is UNKNOWN
        assert checks[name].found == "没有查：这里没有终端"
        assert not checks[name].cure


def test_every_check_has_a_name_of_its_own_and_says_one_sentence(computer: Computer) -> None:
    checks = examine(computer())
    assert len({check.name for check in checks}) == len(checks)
    for check in checks:
        assert check.found
        assert not check.found.endswith("。")
        assert not check.cure.endswith("。")
