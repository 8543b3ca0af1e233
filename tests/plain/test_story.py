"""A report from nothing to Markdown, line by line and from a file, in this process."""

from pathlib import Path

import pytest

from tests.plain import script
from tests.plain.conftest import Person
from tests.published import REPORTS, committed
from tests.signing import signed
from tuiwizard.drafts import codec
from tuiwizard.plain.answers import read_answers
from tuiwizard.plain.unattended import apply
from tuiwizard.rendering.markdown import render


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("by_row", [False, True])
@pytest.mark.parametrize("name", REPORTS)
def test_answers_make_a_report_from_nothing(
    person: Person, name: str, by_row: bool, terminal: bool
) -> None:
    report = committed(name)
    typed = [*script.answers(report, by_row=by_row), *script.review()]
    done = person(*typed, terminal=terminal)
    assert done.code == 0, done.said[-600:]
    expected = signed(report.draft())
    assert done.path.read_bytes().decode() == codec.dumps(expected)
    assert done.path.with_suffix(".md").read_bytes().decode() == render(expected)


@pytest.mark.parametrize("name", REPORTS)
def test_a_file_of_answers_gives_the_same_bytes(draft_file: Path, name: str) -> None:
    report = committed(name)
    file = draft_file.with_name("answers.toml")
    file.write_text(script.answers_file(report, "2026-01-12"), "utf-8")
    for _ in range(2):  # a second time changes nothing
        out = draft_file.with_name("report.md")
        out.unlink(missing_ok=True)
        applied = apply(draft_file, read_answers(file))
        assert (applied.refused, applied.blocking) == ([], 0)
        expected = signed(report.draft())
        assert draft_file.read_bytes().decode() == codec.dumps(expected)
        assert out.read_bytes().decode() == render(expected)


def test_stopped_and_resumed_it_goes_on_with_the_first_open_question(person: Person) -> None:
    report = committed("pingtan-2021")
    every = [*script.answers(report), *script.review()]
    stops = (3, 8, 40, 41, 120, len(every) - 4)
    for start, stop in zip((0, *stops), (*stops, len(every)), strict=True):
        done = person(*every[start:stop])
        assert done.code == 0
    assert codec.dumps(done.draft) == codec.dumps(signed(report.draft()))
