"""Patterns that are tried only where they can match find what they would find anywhere."""

import re
from collections.abc import Iterator
from types import ModuleType
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.phrase_index import alternatives
from tuiwizard.rules import never_right, privacy, wording
from tuiwizard.rules.narrative import claims, clauses, denials, numerals, self_names
from tuiwizard.rules.narrative.denials import DENIED, Denied
from tuiwizard.rules.narrative.phrases import PHRASES, Phrase
from tuiwizard.rules.patterns import GuardedPattern, SparsePattern

Looked = TypeVar("Looked", GuardedPattern, SparsePattern)
MODULES = (claims, clauses, denials, never_right, numerals, privacy, self_names, wording)
TEXTS = st.text(
    "XxＸ×_待补充〔〕（ ）\u3000件年月日0123456789.,%％一二十百千万亿零元约份条第公开T\n"
)


def every(kind: type[Looked], value: object = MODULES) -> Iterator[Looked]:
    """The patterns of a kind in modules, also those in tuples."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, ModuleType):
        for inside in vars(value).values():
            if isinstance(inside, (tuple, kind)):
                yield from every(kind, inside)
    elif isinstance(value, tuple):
        for inside in value:
            yield from every(kind, inside)


@pytest.mark.parametrize("guarded", every(GuardedPattern), ids=lambda g: g.pattern[:20])
@given(data=st.data())
def test_a_match_has_one_of_the_words(guarded: GuardedPattern, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(guarded.pattern))
    plain = re.compile(guarded.pattern)
    spans = [found.span() for found in plain.finditer(text)]
    assert [found.span() for found in guarded.finditer(text)] == spans
    first = guarded.search(text)
    assert (first and first.span()) == (spans[0] if spans else None)


@pytest.mark.parametrize("denied", DENIED, ids=lambda d: d.example[:20])
@given(data=st.data())
def test_what_is_denied_never_lacks_its_word(denied: Denied, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(denied.pattern))
    found = re.search(denied.pattern, text)
    assert found is not None
    assert found[denied.group] is None or denied.word in found[0]


def test_a_text_without_the_words_is_not_searched() -> None:
    broken = GuardedPattern("(", "秘密")
    assert broken.search("保密") is None
    with pytest.raises(re.error):
        broken.search("秘密")


@pytest.mark.parametrize("sparse", every(SparsePattern), ids=lambda s: s.pattern.pattern[:20])
@given(text=TEXTS)
def test_matches_begin_with_the_characters_given(sparse: SparsePattern, text: str) -> None:
    found = [one.span() for one in sparse.finditer(text)]
    assert found == [one.span() for one in sparse.pattern.finditer(text)]


def test_the_modules_have_patterns_of_both_kinds() -> None:
    assert len(list(every(GuardedPattern))) > 20
    assert len(list(every(SparsePattern))) == 1


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda p: p.pattern[:20])
@given(data=st.data())
def test_the_alternatives_of_a_phrase(phrase: Phrase, data: st.DataObject) -> None:
    written = list(alternatives(phrase.pattern))
    assert "|".join(pattern for pattern, _ in written) == phrase.pattern
    pattern, characters = data.draw(st.sampled_from(written))
    for found in re.finditer(pattern, data.draw(st.from_regex(pattern))):
        assert found[0][0] in characters or found[0][0].isdecimal()
