"""Lays the made-up edition into the program, before anything has looked for editions."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from tuiwizard import forms

FOLDER = Path(mkdtemp(prefix="tuiwizard-edition-"))


def pytest_configure() -> None:
    shutil.copy(Path(__file__).with_name("y2027.py"), FOLDER)
    forms.__path__.append(str(FOLDER))


def pytest_unconfigure() -> None:
    shutil.rmtree(FOLDER)
