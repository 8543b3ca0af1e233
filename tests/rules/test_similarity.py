"""R954: texts that are alike are found among many, and only those."""

import random
from collections.abc import Sequence
from zlib import crc32

import pytest

from tests.county import generated
from tuiwizard.county.merge_input import MergeInput
from tuiwizard.report.text_digest import SHINGLE
from tuiwizard.rules.cross_report_finding import CrossReportFinding
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.report_ref import ReportRef
from tuiwizard.rules.similarity import (
    BINS,
    COMPARED,
    NOTHING,
    WORTH,
    in_common,
    near_duplicates,
    signature,
)
from tuiwizard.rules.wording import TOO_SIMILAR

PATH = "overview.text"


def found(texts: Sequence[str]) -> tuple[CrossReportFinding, ...]:
    refs = [ReportRef(f"{n}镇", f"{n}.toml", 2025, "2021", str(n)) for n in range(len(texts))]
    reports = [
        MergeInput(ref, signatures={PATH: signature(text)})
        for ref, text in zip(refs, texts, strict=True)
    ]
    return near_duplicates.findings(reports, lambda place, _: texts[place])


def text(number: int) -> str:
    return generated.unit(number).entries("overview").get(PATH)


TEXTS = [text(number) for number in range(60)]


def test_made_up_offices_are_not_alike() -> None:
    assert found(TEXTS) == ()


def test_a_copy_is_named_with_both_offices_and_what_they_share() -> None:
    (finding,) = found([*TEXTS, TEXTS[7]])
    assert (finding.rule, finding.severity) == ("R954", Severity.QUERY)
    assert finding.agencies == ("7镇", "60镇")
    assert finding.files == ("7.toml", "60.toml")
    assert finding.cells == (PATH,)
    assert "100%" in str(finding.message)
    assert TEXTS[7][:20] in str(finding.message)


def test_other_figures_and_spaces_do_not_make_another_text() -> None:
    other = TEXTS[7].replace("件", "件 ").replace("新收政府信息公开申请", "新收政府信息公开申请 9")
    assert [f.agencies for f in found([*TEXTS, other])] == [("7镇", "60镇")]


@pytest.mark.parametrize("kept", [50, 65, 85, 95])
def test_the_share_decides(kept: int) -> None:
    """A text of which a part was written anew; twenty of them, for signatures are drawn by lot."""
    for number in range(20):
        old, new = TEXTS[number], TEXTS[number + 20]
        cut = len(old) * kept // 100
        mixed = old[:cut] + new[cut:]
        alike_in_truth = in_common(mixed, old).share >= TOO_SIMILAR
        assert alike_in_truth == (kept > 80)
        pairs = [f.agencies for f in found([*TEXTS[:20], mixed])]
        assert pairs == ([(f"{number}镇", "20镇")] if alike_in_truth else [])


def test_scattered_changes_are_seen_through() -> None:
    chance = random.Random(7)
    for number in range(20):
        sentences = TEXTS[number].split("。")
        for place in chance.sample(range(len(sentences)), 2):
            sentences[place] = "这一句是另外写的"
        pairs = [f.agencies for f in found([*TEXTS[:20], "。".join(sentences)])]
        assert pairs == [(f"{number}镇", "20镇")]


def test_who_takes_a_part_into_a_long_text_has_not_copied_it() -> None:
    assert found([TEXTS[1], "".join(TEXTS[1:4])]) == ()


def test_short_texts_are_alike_by_necessity() -> None:
    assert signature("无" * (WORTH - 1)) == b""
    assert found(["无其他需要报告的事项。"] * 5) == ()
    assert len(signature("情况" * WORTH)) == 4 * BINS


def test_where_all_are_alike_each_is_named_once() -> None:
    many = 4 * COMPARED
    pairs = [finding.agencies for finding in found([TEXTS[0]] * many)]
    assert [last for _, last in pairs] == [f"{n}镇" for n in range(1, many)]


def test_a_sketch_is_the_same_in_every_process() -> None:
    """Workers draw them; Python's own hash would differ."""
    letters = "政府信息公开工作" * 20
    shingles = [letters[i : i + SHINGLE].encode("utf-16-le") for i in range(len(letters) - 7)]
    found = set(map(crc32, shingles))
    least = [min((n for n in found if n % BINS == b), default=NOTHING) for b in range(BINS)]
    assert signature(letters) == b"".join(n.to_bytes(4, "little") for n in least)
