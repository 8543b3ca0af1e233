"""One module more, and the new column and row are in everything the program does."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importing.test_own_outputs import OUTPUTS, figures, read_back
from tests.rendering.final import docx, html, markdown
from tests.signing import signed
from tests.strategies import finished
from tests.tui.conftest import SMALL, Desk
from tuiwizard.cli import main
from tuiwizard.drafts import codec, store
from tuiwizard.forms.layout import cells_by_path, grid
from tuiwizard.forms.years import edition_for, editions
from tuiwizard.importing.docx import read as read_docx
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import value_at
from tuiwizard.rules.registry import check
from tuiwizard.session import Session
from tuiwizard.tui.app import WizardApp

COLUMN, ROW = "个体工商户", "9.属于已移交档案"
NEW = "requests.outcomes.refused.archived.sole_trader"


def test_it_begins_with_its_year() -> None:
    assert editions() == ("2019", "2021", "2027")
    assert (edition_for(2026), edition_for(2027)) == ("2021", "2027")


def test_the_table_has_one_more_column_and_one_more_row() -> None:
    (before,), (now,) = (grid(edition, "requests").bands for edition in ("2021", "2027"))
    rows = [row.labels[-1] for row in before.rows]
    assert [row.labels[-1] for row in now.rows if row.labels[-1] not in rows] == [ROW]
    assert [c.labels[-1] for c in now.columns if c.path == "sole_trader"] == [COLUMN]
    assert (len(now.rows), len(now.columns)) == (len(before.rows) + 1, len(before.columns) + 1)


def test_totals_add_it_up(draft: Draft) -> None:
    section = draft.report.section("requests")
    assert section is not None
    total = cells_by_path("2027", "requests")["requests.outcomes.total.total"]
    assert NEW in total.parts
    assert value_at(section, total.path) == sum(value_at(section, p) for p in total.parts)


def test_the_new_column_has_to_balance(draft: Draft) -> None:
    off = draft.with_texts({NEW: "1000"})
    (violation,) = off.violations("requests")
    assert (violation.rule, COLUMN in str(violation.message)) == ("R301", True)


def test_it_is_printed_in_every_format(draft: Draft) -> None:
    """That the figures stand under them is what reading back shows."""
    in_docx = "\n".join(p.text for line in read_docx(docx(draft)) for p in line.pieces)
    for text in (markdown(draft), html(draft), in_docx):
        assert ROW in text.replace("\\", "")
        assert COLUMN in text


@pytest.mark.parametrize("output", OUTPUTS)
def test_what_was_put_out_is_read_back(draft: Draft, output: str) -> None:
    found = read_back(draft, output)
    assert (found.year, found.edition, found.missing) == (2027, "2027", ())
    assert {p: str(printed.value) for p, printed in found.printed.items()} == {
        p: str(getattr(value, "number", value)) for p, value in figures(draft).items()
    }


@given(st.data())
@settings(max_examples=5)
def test_a_draft_comes_back(data: st.DataObject) -> None:
    texts = data.draw(finished("2027", "requests"))
    draft = Draft.new(2027).with_texts(texts)
    assert draft.report.section("requests") is not None
    assert codec.loads(codec.dumps(draft)) == draft


def test_schema_and_checks_know_it(
    draft: Draft, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["schema", "--edition", "2027"]) == 0
    row = json.loads(capsysbinary.readouterr().out)["$defs"]["Applicants"]
    assert row["properties"]["sole_trader"]["title"] == COLUMN
    path = tmp_path / "2027.toml"
    store.create(path, signed(draft))
    assert main(["check", str(path), "--format", "json"]) in (0, 1)
    (one,) = json.loads(capsysbinary.readouterr().out)["files"]
    assert (one["edition"], one["complete"]) == ("2027", True)
    assert not [f for f in one["findings"] if f["severity"] == "error"]


def test_what_it_carries_over_is_compared_column_by_column(draft: Draft) -> None:
    from tuiwizard.rules.case import Case

    last = draft.with_entries("requests", draft.entries("requests"))
    this = draft.with_year(2028).with_texts({"requests.carried_in.sole_trader": "777"})
    found = [f for f in check(Case(this, last)) if f.rule == "R901"]
    assert ["requests.carried_in.sole_trader"] in [list(f.cells[:1]) for f in found]


async def test_the_wizard_shows_and_fills_it(draft: Draft, tmp_path: Path) -> None:
    session = Session.create(tmp_path / "2027.toml", draft)
    app = WizardApp(session, step="requests")
    async with app.run_test(size=SMALL) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        await desk.to(NEW)
        await desk.press("1", "2", "enter")
        assert desk.session.text(NEW) == "12"
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert COLUMN in shown
