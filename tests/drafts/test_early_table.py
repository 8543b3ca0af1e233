"""Which drafts have a table before their models, and that it says what the models will say."""

from pathlib import Path

import pytest

from tests.published import committed
from tuiwizard.drafts import early_table, store
from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.layout import grid
from tuiwizard.report.draft import Draft

UNFINISHED = {"requests.received.business": "1,2x", "agency.name": "甲镇"}


@pytest.mark.parametrize("name", ["pingtan-2019", "pingtan-2021"])
def test_published_reports(tmp_path: Path, name: str) -> None:
    draft = committed(name).draft().with_texts({"requests.received.business": ""})
    path = tmp_path / "d.toml"
    store.save(path, draft)
    for key in section_keys(draft.edition, SectionKind.TABLE):
        table = early_table.read(path, key)
        assert table is not None
        assert table.texts == draft.entries(key).texts
        assert (table.agency, table.year) == (draft.agency_name, draft.year)
        assert table.grid == grid(draft.edition, key)


def test_a_cell_to_begin_in(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    store.save(path, Draft.new(2025).with_texts(UNFINISHED))
    table = early_table.read(path, "requests.carried_in.business")
    assert table is not None
    assert table.at == "requests.carried_in.business"
    assert table.texts == {"requests.received.business": "1,2x"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format = 1", "format = 2"),
        ("year = 2025", "year = 2018"),
        ("year = 2025", "year = true"),
        ('edition = "2021"', 'edition = "2019"'),
        ("year = 2025", "year = 2025\nother = 1"),
        ("year = 2025", "year = 2025\nunfinished = 1"),
        ("year = 2025", "year = 2025\nagency = 3"),
        ("[unfinished.requests]", "[unfinished.requests]\nwrong = 3"),
        ("[unfinished.requests]", "[unfinished.wrong]"),
        ('"received.business" = "1,2x"', '"received.business" = true'),
        ('name = "甲镇"', 'nome = "甲镇"'),
        ("[unfinished.requests]", "[review]\n[unfinished.requests]"),
        ("format = 1", "format = "),
    ],
)
def test_unusual_drafts(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "d.toml"
    store.save(path, Draft.new(2025).with_texts(UNFINISHED))
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert early_table.read(path, "requests") is None


def test_files_that_are_not_there_and_steps_that_are_no_tables(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    assert early_table.read(path, "requests") is None
    store.save(path, Draft.new(2025))
    assert early_table.read(path, "overview") is None
    assert early_table.read(path, "") is None
    assert early_table.read(path, "requests") is not None
    (tmp_path / ".d.toml.owner").touch()
    assert early_table.read(path, "requests") is None
