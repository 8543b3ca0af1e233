"""How well the narrative engine reads sentences of a grammar whose true reading is known."""

import pytest

from tests.benchmarks.grammar import NAME, YEAR, Made, sentences
from tests.rules.test_phrases import named
from tuiwizard.report.draft import Draft
from tuiwizard.rules.case import Case
from tuiwizard.rules.narrative.bindings import bindings
from tuiwizard.rules.narrative.numerals import numerals

COUNT = 2000


def score(made: list[Made]) -> tuple[int, list[str], list[str]]:
    """Return how many numbers were read right, and which were missed and read wrongly."""
    case = Case(Draft.new(YEAR).with_texts({"agency.name": NAME}))
    hits = 0
    missed: list[str] = []
    wrong: list[str] = []
    for one in made:
        found = {b.start: named(b) for b in bindings(one.text, case)}
        # "2024年" is no number, a duration is one
        listed = [n for n in numerals(one.text) if n.unit or one.text[n.end : n.end + 1] != "年"]
        for number, reads in zip(listed, one.reads, strict=True):
            read = found.get(number.start, "")
            where = f"{one.text} {number.value}: {read or '-'} for {reads or '-'}"
            if read == reads:
                hits += bool(reads)
            else:
                (wrong if read else missed).append(where)
    return hits, missed, wrong


@pytest.mark.parametrize("half", [None, 0, 1])
def test_sentences_of_the_grammar(half: int | None) -> None:
    hits, missed, wrong = score(sentences(COUNT, 15, half))
    recall = hits / (hits + len(missed))
    print(f"\ngrammar, half {half}: {hits} read, {len(missed)} missed, {len(wrong)} wrong")
    for line in missed[:20]:
        print(f"  missed {line}")
    assert wrong == []
    assert recall >= 0.95
