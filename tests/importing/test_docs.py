"""What docs/import.md says is read, is read so."""

import re

import pytest

from tests.published import ROOT
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.slots import read_slot
from tuiwizard.importing.sources import read_source

PAGE = (ROOT / "docs/import.md").read_text("utf-8")
EXAMPLES = {
    "1,288件": ("proactive.licensing.decisions", "1288"),
    "１２８８": ("proactive.licensing.decisions", "1288"),
    "22（其中修订 16 件）": ("proactive.rules.total_disclosed", "22"),
    "增1423": ("proactive.licensing.change", "1423"),
    "减3": ("proactive.licensing.change", "-3"),
    "--253": ("proactive.licensing.change", "-253"),
    "251000元": ("proactive.procurement.amount", "251000元"),
    "160.5964万元": ("proactive.procurement.amount", "160.5964万元"),
    "5.0": ("proactive.licensing.decisions", "5"),
    "12.00": ("proactive.licensing.decisions", "12"),
    "1.000": ("proactive.licensing.decisions", ""),
    "/": ("proactive.licensing.decisions", ""),
    "—": ("proactive.licensing.decisions", ""),
    "无": ("proactive.licensing.decisions", ""),
}


@pytest.mark.parametrize("printed", EXAMPLES)
def test_examples(printed: str) -> None:
    assert f"`{printed}`" in PAGE
    path, entry = EXAMPLES[printed]
    assert read_slot(cells_by_path("2019", "proactive")[path], printed).entry == entry


def test_refusals() -> None:
    assert "`5元` where the form asks for 万元" in PAGE
    cell = cells_by_path("2021", "proactive")["proactive.fees.amount"]
    assert read_slot(cell, "5元").unread
    assert "`396442278` for three cells" in PAGE
    found = extract(read_source("上一年项目数量\n行政许可\t396442278".encode()))
    assert (found.edition, found.printed) == ("2019", {})


def test_every_example_of_a_figure_is_tested() -> None:
    rows = re.findall(r"^\| (`.*?) \|", PAGE.partition("| printed | read |")[2], re.MULTILINE)
    shown = {text for row in rows for text in re.findall(r"`([^`]+)`", row)}
    assert shown - EXAMPLES.keys() == {"5元", "396442278"}
