"""Encodings and locales."""

from typing import Any

import pytest

from tests.doctor.conftest import Computer
from tuiwizard.doctor import encoding
from tuiwizard.doctor.check import State

OK, WARN, BAD, UNKNOWN = State


@pytest.mark.parametrize(
    ("name", "platform", "state", "cure"),
    [
        ("utf-8", "linux", OK, ""),
        ("UTF8", "win32", OK, ""),
        ("cp936", "win32", WARN, "chcp 65001"),
        ("gb18030", "linux", WARN, "LANG=C.UTF-8"),
        ("ascii", "linux", BAD, "LANG=C.UTF-8"),
        ("latin-1", "linux", BAD, "LANG=C.UTF-8"),
        ("cp1252", "win32", BAD, "chcp 65001"),
        ("", "linux", UNKNOWN, ""),
    ],
)
def test_utf8(computer: Computer, name: str, platform: str, state: State, cure: str) -> None:
    check = encoding.utf8(computer(encoding=name, platform=platform))
    assert check.state is state
    assert cure in check.cure
    assert bool(check.cure) == bool(cure)


@pytest.mark.parametrize(
    ("variables", "changes", "state", "says"),
    [
        ({}, {}, OK, "zh_CN.UTF-8"),
        ({"LC_ALL": "C.utf8"}, {}, OK, "C.utf8"),
        ({"LC_ALL": "C"}, {}, WARN, "“C”"),
        ({"LANG": ""}, {}, WARN, "没有区域设置"),
        ({"LANG": ""}, {"platform": "win32"}, OK, "按系统的设置"),
        ({}, {"locale_works": False}, WARN, "系统里没有要用的区域设置 zh_CN.UTF-8"),
    ],
)
def test_locale(
    computer: Computer, variables: dict[str, str], changes: dict[str, Any], state: State, says: str
) -> None:
    check = encoding.locale(computer(variables=variables, **changes))
    assert check.state is state
    assert says in check.found
    assert bool(check.cure) == (state is not OK)
