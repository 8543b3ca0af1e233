"""Python, the program and its packages, well and ill."""

import sys
from typing import Any

import pytest

from tests.doctor.conftest import GOOD, Computer
from tuiwizard import __version__
from tuiwizard.doctor import versions
from tuiwizard.doctor.check import State
from tuiwizard.doctor.environment import BENEATH

WITHOUT: dict[str, Any] = {"requirements": None, "versions": {}}
SOURCE: dict[str, Any] = {**WITHOUT, "versions": dict.fromkeys(BENEATH, "1")}


@pytest.mark.parametrize(
    ("version", "state"), [((3, 11, 0), State.OK), ((3, 14, 1), State.OK), ((3, 10, 9), State.BAD)]
)
def test_python(computer: Computer, version: tuple[int, int, int], state: State) -> None:
    check = versions.python(computer(python=version))
    assert check.state is state
    assert ".".join(map(str, version)) in check.found
    assert ("3.11" in check.cure) == (state is State.BAD)


def test_the_program_says_which_it_is(computer: Computer) -> None:
    assert versions.program(computer()).found == f"tuiwizard {__version__}"
    assert "没有安装记录" in versions.program(computer(**WITHOUT)).found


@pytest.mark.parametrize(
    ("changes", "state", "says"),
    [
        ({}, State.OK, "pydantic 2.14.3、textual 8.2.8"),
        ({"versions": {"pydantic": "2.14.3"}}, State.BAD, "没有安装 textual"),
        (
            {"versions": {**GOOD["versions"], "textual": "9.0"}},
            State.BAD,
            "textual 是 9.0，要 <9、>=6",
        ),
        ({"broken": {"pydantic_core": "ImportError"}}, State.BAD, "pydantic_core 装不进"),
        (SOURCE, State.UNKNOWN, "没有安装记录"),
        (WITHOUT, State.BAD, "没有安装 pydantic-core；没有安装 rich"),
    ],
    ids=["all there", "missing", "too new", "broken", "from source", "nothing"],
)
def test_packages(computer: Computer, changes: dict[str, Any], state: State, says: str) -> None:
    check = versions.packages(computer(**changes))
    assert check.state is state
    assert says in check.found
    assert bool(check.cure) == (state is not State.OK)


@pytest.mark.parametrize(
    ("needed", "version", "state"),
    [
        ("textual>=6.0,<9", "6", State.OK),
        ("textual>=6.0,<9", "8.2.8", State.OK),
        ("textual>=6.0,<9", "5.9", State.BAD),
        ("textual>=6.0,<9", "9.0.1", State.BAD),
        ("textual>=6.0", "7.0.0rc1", State.OK),
        ("textual!=7.1", "7.1.0", State.BAD),
        ("textual>=6.0", "unknown", State.BAD),
    ],
)
def test_ranges(computer: Computer, needed: str, version: str, state: State) -> None:
    check = versions.packages(computer(requirements=(needed,), versions={"textual": version}))
    assert check.state is state


def test_without_packaging_it_says_so(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "packaging.requirements", None)
    check = versions.packages(computer())
    assert (check.state, check.found) == (State.BAD, "没有安装 packaging")
    assert versions.extra(computer(), "office").state is State.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "state", "says"),
    [
        ({}, State.OK, "已安装"),
        ({"versions": {}}, State.WARN, "没有安装 lxml，因此DOCX"),
        ({"broken": {"lxml.etree": "OSError"}}, State.WARN, "lxml.etree 装不进"),
        (WITHOUT, State.UNKNOWN, "没有安装记录"),
    ],
    ids=["there", "missing", "broken", "from source"],
)
def test_extras(computer: Computer, changes: dict[str, Any], state: State, says: str) -> None:
    office = versions.extra(computer(**changes), "office")
    assert office.state is state
    assert says in office.found
    assert bool(office.cure) == (state is not State.OK)
