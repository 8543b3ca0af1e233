"""What the doctor says the program needs is what the project says."""

import tomllib
from pathlib import Path

from tuiwizard.doctor.versions import EXTRAS, OLDEST

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))[
    "project"
]


def test_the_oldest_python_is_that_of_the_project() -> None:
    assert PROJECT["requires-python"] == ">=" + ".".join(map(str, OLDEST))


def test_every_extra_is_known() -> None:
    assert {*EXTRAS, "scale"} == set(PROJECT["optional-dependencies"])
