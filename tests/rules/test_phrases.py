"""Every phrase of the vocabulary by its example, and every denial."""

import pytest

from tuiwizard.report.draft import Draft
from tuiwizard.rules.case import Case
from tuiwizard.rules.narrative.bindings import Binding, bindings
from tuiwizard.rules.narrative.denials import DENIED, Denied, denials
from tuiwizard.rules.narrative.phrases import PHRASES, Phrase

BLANK = Case(Draft.new(2024).with_texts({"agency.name": "云溪市人民政府"}))
OLD = Case(Draft.new(2020).with_texts({"agency.name": "云溪市人民政府"}))


def named(binding: Binding) -> str:
    """What a number names; the rows of a group by a star."""
    # the rows under （三）不予公开 -> "requests.outcomes.refused.*.total"
    group = {p.rsplit(".", 2)[0] for p in binding.paths}
    if len(binding.paths) > 1 and len(group) == 1 and "outcomes" in binding.paths[0]:
        return f"{group.pop()}.*.{binding.paths[0].rpartition('.')[2]}"
    return " ".join(binding.paths)


def read(sentence: str, case: Case) -> str:
    """What the numbers of a sentence name."""
    return " ".join(named(binding) for binding in bindings(sentence, case))


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda p: p.example)
def test_a_phrase_reads_its_example(phrase: Phrase) -> None:
    assert read(phrase.example, BLANK) == phrase.reads


@pytest.mark.parametrize("denied", DENIED, ids=lambda d: d.example)
def test_a_denial_reads_its_example(denied: Denied) -> None:
    (found,) = denials(denied.example, 2024)
    assert (found.rows, found.columns) == (denied.rows, (denied.column,))
