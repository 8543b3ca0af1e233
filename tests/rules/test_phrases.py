"""Every phrase of the vocabulary by its example, and every denial."""

import pytest

from tuiwizard.report.draft import Draft
from tuiwizard.rules.case import Case
from tuiwizard.rules.narrative.bindings import bindings
from tuiwizard.rules.narrative.denials import DENIED, Denied, denials
from tuiwizard.rules.narrative.phrases import PHRASES, Phrase

BLANK = Case(Draft.new(2024).with_texts({"agency.name": "云溪市人民政府"}))
OLD = Case(Draft.new(2020).with_texts({"agency.name": "云溪市人民政府"}))


def read(sentence: str, case: Case) -> str:
    """What the numbers of a sentence name; the rows of a group by a star."""
    named: list[str] = []
    for binding in bindings(sentence, case):
        group = {p.rsplit(".", 2)[0] for p in binding.paths}
        whole = len(binding.paths) > 1 and len(group) == 1 and "outcomes" in binding.paths[0]
        named += (
            [f"{group.pop()}.*.{binding.paths[0].rpartition('.')[2]}"]
            if whole
            else [*binding.paths]
        )
    return " ".join(named)


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda p: p.example)
def test_a_phrase_reads_its_example(phrase: Phrase) -> None:
    assert read(phrase.example, BLANK) == phrase.reads


@pytest.mark.parametrize("denied", DENIED, ids=lambda d: d.example)
def test_a_denial_reads_its_example(denied: Denied) -> None:
    (found,) = denials(denied.example, 2024)
    assert (found.rows, found.columns) == (denied.rows, (denied.column,))
