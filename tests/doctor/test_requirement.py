"""Requirements are understood as the library for them (packaging) understands them."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import Requirement as Reference

from tuiwizard.doctor.requirement import parsed
from tuiwizard.doctor.versions import EXTRAS, OLDEST

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))[
    "project"
]
OURS = [
    *PROJECT["dependencies"],
    *(
        f"{line}; extra == '{extra}'"
        for extra, lines in PROJECT["optional-dependencies"].items()
        for line in lines
    ),
]

numbers = st.lists(st.integers(0, 30), min_size=1, max_size=4).map(
    lambda parts: ".".join(map(str, parts))
)
ranges = st.lists(
    st.tuples(st.sampled_from([">=", "<=", "==", "!=", "<", ">"]), numbers), max_size=3
).map(lambda parts: ",".join(sign + number for sign, number in parts))


@pytest.mark.parametrize("line", OURS)
@given(version=numbers)
def test_our_own_requirements(line: str, version: str) -> None:
    ours, reference = parsed(line), Reference(line)
    assert ours.name == reference.name.lower()
    assert ours.allows(version) == reference.specifier.contains(version)
    assert ours.extra == (line.partition("extra == '")[2].rstrip("'"))


@given(ranges=ranges, version=numbers)
def test_any_range(ranges: str, version: str) -> None:
    line = f"Some_Package {ranges}"
    assert parsed(line).allows(version) == Reference(line).specifier.contains(version)
    assert parsed(line).name == "some-package"


def test_the_oldest_python_is_that_of_the_project() -> None:
    assert PROJECT["requires-python"] == ">=" + ".".join(map(str, OLDEST))


def test_every_extra_is_known() -> None:
    assert set(EXTRAS) == set(PROJECT["optional-dependencies"])


@pytest.mark.parametrize("line", ["", "a ~= 1.0", "a >= 1; python_version > '3'", "a @ file:///b"])
def test_other_forms_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match="^" + (line and "a") + ".*$"):
        parsed(line)


def test_a_version_without_numbers_is_older_than_any() -> None:
    assert not parsed("a>=1").allows("unknown")
