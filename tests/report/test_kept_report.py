"""Last year's report as a draft carries it along."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sections import SECTIONS
from tests.strategies import complete_draft, drafts, inputs, section_texts
from tuiwizard.drafts import codec
from tuiwizard.errors import DraftContent
from tuiwizard.forms.layout import narratives
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures, figure_cells
from tuiwizard.report.kept_report import keep, kept_cells, kept_report
from tuiwizard.rules.case import Case
from tuiwizard.rules.registry import check

SHA = "0" * 64


@given(drafts())
def test_every_cell_but_texts_comes_back_as_it_was(last: Draft) -> None:
    kept = keep(last, "2024.toml", SHA)
    read = codec.loads(codec.dumps(replace(Draft.new(2025), previous=kept))).previous
    assert read == kept
    back = kept_report(read)
    assert back is not None
    before, after = Figures(last), Figures(back)
    assert back.edition == last.edition
    for path in kept_cells(last.edition):
        assert after.text(path) == before.text(path)
    for cell in figure_cells(last.edition):
        assert after.value(cell.path) == before.value(cell.path)
    assert not any(after.text(cell.path) for cell in narratives(last.edition))


def filled(data: Any, year: int) -> Draft:
    """Some report of a year."""
    draft = Draft.new(year)
    for key in SECTIONS:
        draft = draft.with_texts(data.draw(section_texts(draft.edition, key)))
    return draft


@settings(max_examples=40)
@given(st.sampled_from((2020, 2021, 2025)), st.data())
def test_what_was_kept_gives_the_findings_of_the_report_itself(year: int, data: Any) -> None:
    last, this = filled(data, year - 1), filled(data, year)
    for key in data.draw(st.lists(st.sampled_from(SECTIONS), max_size=4)):  # copied, and gone on
        own = set(inputs(this.edition, key))
        copied = {p: text for p, text in last.entries(key).texts.items() if p in own}
        long = {p: text * 9 + data.draw(st.text()) for p, text in copied.items() if "text" in p}
        this = this.with_texts({**copied, **long})
    kept = keep(last, "last.toml", SHA)
    carried = Case(this, kept_report(kept), last_digests=kept.texts)
    assert check(carried) == check(Case(this, last))


def test_a_plain_report_keeps_little() -> None:
    last = complete_draft(2024).with_texts(
        {
            "requests.received.business": "12",
            "requests.carried_out.business": "12",
            "proactive.fees.amount": "1.50",
            "agency.introduction": "根据条例编制。",
        }
    )
    kept = keep(last, "2024.toml", SHA)
    assert {p: said for p, said in kept.cells.items() if "contact" not in p} == {
        "agency.name": "官元镇人民政府",
        "agency.level": "township",
        "requests.received.business": 12,
        "requests.carried_out.business": 12,
        "proactive.fees.amount": "1.50",
    }
    assert kept.blank == []


def test_tables_that_were_blank_are_one_word() -> None:
    last = Draft.new(2024).with_texts({"requests.received.business": "0"})
    blank = keep(last, "2024.toml", SHA).blank
    assert {"proactive", "appeals"} <= {*blank}
    assert "requests.carried_in.business" in blank
    assert "requests.received.business" not in blank


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("year = 1900", "previous.year"),
        ('year = 2024\ncells = {"requests.x" = 1}', "previous.cells.requests.x"),
        ('year = 2024\nblank = ["request"]', "previous.request"),
        ('year = 2024\ncells = {"agency.name" = 1.5}', "previous.cells.agency.name"),
        ('year = 2024\ntexts = {"overview.text" = "不是"}', "previous.texts.overview.text"),
    ],
)
def test_what_no_report_says_is_refused(line: str, key: str) -> None:
    text = f'format = 1\nyear = 2025\n[previous]\npath = "a.toml"\nsha256 = "{SHA}"\n{line}\n'
    with pytest.raises(DraftContent) as refused:
        codec.loads(text)
    assert refused.value.key == key


def test_nothing_kept_is_no_report() -> None:
    kept = keep(complete_draft(2024), "2024.toml", SHA)
    assert kept_report(kept.model_copy(update={"year": None})) is None
