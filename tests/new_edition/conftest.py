"""Lays the made-up edition into the program, before anything has looked for editions."""

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest

from tuiwizard import forms

if TYPE_CHECKING:
    from tuiwizard.report.draft import Draft

FOLDER = Path(mkdtemp(prefix="tuiwizard-edition-"))


def pytest_configure() -> None:
    shutil.copy(Path(__file__).with_name("y2027.py"), FOLDER)
    forms.__path__.append(str(FOLDER))


def pytest_unconfigure() -> None:
    shutil.rmtree(FOLDER)


@pytest.fixture(scope="session")
def draft() -> "Draft":
    """A report of 2027 whose figures are all different where they may be."""
    from tuiwizard.forms.editions import section_keys
    from tuiwizard.forms.layout import cells
    from tuiwizard.report.draft import Draft

    texts: dict[str, str] = {}
    for key in section_keys("2027"):
        for number, cell in enumerate(c for c in cells("2027", key) if not c.computed):
            texts[cell.path] = "甲乙丙。" if cell.kind in ("line", "text") else str(number)
    texts |= {"agency.name": "甲局", "agency.level": "township", "other_matters.fees_received": "0"}
    for kind in (c.path.rpartition(".")[2] for c in cells("2027", "requests") if not c.computed):
        own = [p for p in texts if p.startswith("requests.") and p.endswith(f".{kind}")]
        outcomes = sum(int(texts[p]) for p in own if ".outcomes." in p)
        texts[f"requests.received.{kind}"] = str(outcomes)
        texts[f"requests.carried_out.{kind}"] = texts[f"requests.carried_in.{kind}"]
    made = Draft.new(2027).with_texts(texts)
    assert made.report.complete
    return made
