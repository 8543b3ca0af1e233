"""The passages of one text in another, against what a shingle is: every run of eight characters."""

from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.report.text_digest import SHINGLE, normalized, packed_digests
from tuiwizard.rules.text_overlap import overlap, overlap_with_digests

LETTERS = st.text("甲乙", max_size=40) | st.text("甲乙丙丁戊己庚辛", max_size=60)


def one_by_one(text: str, other: str) -> tuple[str, ...]:
    here, there = normalized(text), normalized(other)
    inside = [False] * len(here)
    for at in range(len(here) - SHINGLE + 1):
        if here[at : at + SHINGLE] in there:
            inside[at : at + SHINGLE] = [True] * SHINGLE
    marked = "".join(c if known else "\n" for c, known in zip(here, inside, strict=True))
    return tuple(sorted(marked.split(), key=len, reverse=True))


@given(LETTERS, LETTERS, LETTERS, LETTERS)
def test_every_shingle_that_is_in_the_other_text_is_found(
    first: str, second: str, third: str, fourth: str
) -> None:
    here = first + second + "子" + third
    there = fourth + third + "丑" + second + first
    if min(len(here), len(there)) < SHINGLE:
        return
    found = overlap(here, there)
    said = one_by_one(here, there)
    assert sum(map(len, found.passages)) == sum(map(len, said))
    assert found.share == sum(map(len, said)) / len(here)


def test_the_longest_passage_comes_first() -> None:
    found = overlap(
        "去年本机关收到申请5件，全部办结。今年另写", "本机关收到申请7件。去年全部办结。今年另写"
    )
    assert found.passages[0].startswith("本机关收到申请#件")
    assert [*found.passages] == sorted(found.passages, key=len, reverse=True)


@given(LETTERS | st.text(), LETTERS | st.text())
def test_digests_of_a_text_say_what_the_text_says(text: str, other: str) -> None:
    assert overlap_with_digests(text, packed_digests(other)) == overlap(text, other)
