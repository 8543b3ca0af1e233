"""The narrative engine on labelled sentences."""

from collections import Counter

from tests.rules.sentences import score, sentences

KINDS = {
    *("right", "wrong", "ambiguous", "otheryear", "denial", "chain", "applicant", "percent"),
    *("chinese", "fullwidth", "spaces", "plan", "part", "about", "notable"),
}


def test_the_set_is_large_and_mixed() -> None:
    labelled = sentences("sentences.toml")
    assert len(labelled) >= 150
    assert len({s.text for s in labelled}) == len(labelled)
    assert {s.kind for s in labelled} == KINDS
    assert sum(bool(s.wrong) for s in labelled) >= 50
    assert all(w in s.text for s in labelled for w in s.wrong)


def test_it_is_almost_always_right_and_misses_little() -> None:
    found = score(sentences("sentences.toml"))
    assert found.precision >= 0.98, found.alarms
    assert found.recall >= 0.90, found.misses


def test_the_second_set_came_out_as_recorded() -> None:
    """50 sentences written after the engine: at first scoring 34 hits, 1 miss, no alarm.

    Today: 33 hits, no miss, no alarm. Two of the 35 passages that are wrong in it are shares of
    a number that is wrong itself: one fault is one finding, so they are labelled right.

    A number here that gets worse is a regression; one that gets better by tuning on this set
    is worth nothing.
    """
    labelled = sentences("sentences_second.toml")
    assert len(labelled) == 50
    assert Counter(len(s.wrong) > 0 for s in labelled)[True] >= 15
    found = score(labelled)
    assert (found.hits, len(found.misses), len(found.alarms)) == (33, 0, 0)
