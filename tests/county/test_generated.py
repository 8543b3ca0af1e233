"""The generator keeps its promises, or every test that builds on it would prove nothing."""

from pathlib import Path

import pytest

from tests.county import generated
from tests.county.planted import Kind, plant
from tuiwizard.county.checked_report import check_report
from tuiwizard.county.received_file import read_file
from tuiwizard.errors import TuiwizardError
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.registry import check
from tuiwizard.rules.text_overlap import overlap

SOME = range(0, 40_000, 997)


@pytest.mark.parametrize("year", [2019, 2020, 2021, generated.YEAR])
def test_nothing_is_wrong_with_any(year: int) -> None:
    for number in SOME:
        draft = generated.unit(number, year)
        last = generated.unit(number, year - 1) if year > 2019 else None
        found = check(Case(draft, last))
        assert draft.report.complete, number
        assert {f.severity for f in found} <= {Severity.UNCHECKED}, (number, found)


def test_no_two_are_alike() -> None:
    assert len({generated.name(number) for number in range(50_000)}) == 50_000
    drafts = [generated.unit(number) for number in SOME]
    for key in ("overview", "problems"):
        texts = [draft.entries(key).get(f"{key}.text") for draft in drafts]
        assert max(overlap(a, b).share for a in texts for b in texts if a is not b) < 0.6
    assert len({draft.report.section("requests") for draft in drafts}) == len(drafts)


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    first, *_ = generated.write(tmp_path / "a", 2)
    (again,) = generated.write(tmp_path / "b", 1)
    assert first.read_bytes() == again.read_bytes()
    assert first.name == again.name


def test_what_is_planted_shows_and_nothing_else(tmp_path: Path) -> None:
    """File by file; R951, of files together, cannot show here."""
    planted = plant(generated.write(tmp_path, 30))
    expected = {(p.path, p.rule, p.cells) for p in planted if p.kind is Kind.FINDING}
    refused = {p.path: p for p in planted if p.kind in (Kind.UNREADABLE, Kind.OTHER)}
    found = set()
    for path in sorted(tmp_path.iterdir()):
        try:
            findings = check_report(read_file(path)).findings
        except TuiwizardError as error:
            assert refused.pop(path).says in str(error)
            assert path.name in str(error)
        else:
            found |= {(path, f.rule, f.cells) for f in findings if f.blocks}
    assert found == expected
    assert not refused
    assert {p.rule for p in planted if p.kind is Kind.CROSS_REPORT} == {"R951"}
