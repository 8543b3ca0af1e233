"""R954: narratives of two agencies that are the same, found among tens of thousands.

To compare every text with every other would take days. So each text is reduced to a signature
(MinHash, one permutation): the least of its shingles in each of `BINS` bins. Texts that share
many shingles agree in many bins. Only signatures that agree in two pairs of neighbouring bins are
compared, and only where they agree in many are the texts themselves, by `passages.shared`.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from struct import pack, unpack
from typing import Protocol
from zlib import crc32

from tuiwizard.report.text_digest import SHINGLE, normalized
from tuiwizard.rules.cross_report_finding import (
    CrossReportFinding,
    CrossReportRule,
    cross_report_rule,
)
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.report_ref import ReportRef
from tuiwizard.rules.text_overlap import Overlap, overlap
from tuiwizard.rules.wording import TOO_SIMILAR
from tuiwizard.words import Message

WORTH = 100
"""Shorter texts, such as 无 or that no fees were charged, may well be the same."""

BINS = 64
MEETINGS = 2
"""Pairs of neighbouring bins in which two texts agree before their signatures are compared.

One finds forty times as many that have nothing else in common. Where half of the shingles are
shared, two of the 32 pairs are missed once in a thousand times.
"""

WIDTH = 4
"""Bytes of a bin."""

COMPARED = 6
"""Texts of one bucket that a text is compared with: where all are similar, these will do."""

LIKELY = 0.25
"""The part of two signatures that must agree before the texts are read and compared.

Where 80 % of the letters are shared, half of the shingles are, give or take; offices that write
of the same things in the same words share a twentieth.
"""

NOTHING = 0xFFFFFFFF
"""A bin into which no shingle fell."""

_FORM = f"<{BINS}I"
_EMPTY = NOTHING.to_bytes(WIDTH, "little")

Signature = bytes
"""The least hash in each bin; empty for a text that is not worth comparing."""

TextOf = Callable[[int, str], str]
"""The text of a ref, by its place in the list and the path of the cell."""


class ComparedReport(Protocol):
    """A report with the signatures of its texts, by cell path."""

    @property
    def ref(self) -> ReportRef:
        """What identifies it."""

    @property
    def signatures(self) -> Mapping[str, Signature]:
        """The signatures of its texts; one that is not worth comparing is absent."""


def signature(text: str) -> Signature:
    """Return the signature of a text: the same on every machine and in every process."""
    letters = normalized(text)
    if len(letters) < WORTH:
        return b""
    least = [NOTHING] * BINS
    data = letters.encode("utf-16-le")
    for i in range(0, len(data) - 2 * SHINGLE + 1, 2):
        found = crc32(data[i : i + 2 * SHINGLE])
        if found < least[found % BINS]:
            least[found % BINS] = found
    return pack(_FORM, *least)


@cross_report_rule("R954", Severity.QUERY, "两个机关的正文没有雷同")
def near_duplicates(
    reports: Sequence[ComparedReport], text_of: TextOf
) -> Iterator[CrossReportFinding]:
    """《条例》第五十条：年报报告的是本机关的情况；两个机关同一部分八成以上相同的要改写。

    相同的是连续八个字以上、数字不计的文字，一百字以上的才比；每份只指出最像的一份。
    """
    paths = dict.fromkeys(path for report in reports for path in report.signatures)
    for path in paths:
        for here, there in _candidates([r.signatures.get(path, b"") for r in reports]):
            found = _closest(here, there, lambda number: text_of(number, path))  # noqa: B023 - used at once
            if found is not None:
                other, common = found
                yield _said(path, reports[here].ref, reports[other].ref, common)


def _candidates(signatures: Sequence[Signature]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each text with the few before it that may be similar, the likeliest first.

    One pair of bins after the other, for all of their buckets at once would fill the memory.
    """
    met: dict[int, array[int]] = {}
    for start in range(0, BINS * WIDTH, 2 * WIDTH):
        buckets: dict[bytes, list[int]] = {}
        for number, drawn in enumerate(signatures):
            pair = drawn[start : start + 2 * WIDTH]
            if not pair or _EMPTY in (pair[:WIDTH], pair[WIDTH:]):
                continue
            bucket = buckets.setdefault(pair, [])
            if bucket:
                met.setdefault(number, array("L")).extend(bucket)
            if len(bucket) < COMPARED:
                bucket.append(number)
    for number in sorted(met):
        often = (other for other, times in Counter(met[number]).items() if times >= MEETINGS)
        close = {other: agreement(signatures[number], signatures[other]) for other in often}
        likely = [other for other in close if close[other] >= LIKELY]
        if likely:
            yield number, tuple(sorted(likely, key=lambda n: (-close[n], n))[:COMPARED])


def agreement(one: Signature, other: Signature) -> float:
    """Return the share of bins that are equal, of those that are not empty in both."""
    # 32 of 64 bins equal, none empty -> 0.5
    pairs = zip(unpack(_FORM, one), unpack(_FORM, other), strict=True)
    same = [here for here, there in pairs if here == there]
    empty = same.count(NOTHING)
    return (len(same) - empty) / (BINS - empty)


def _closest(
    here: int, there: Iterable[int], text_of: Callable[[int], str]
) -> tuple[int, Overlap] | None:
    """Return which of some texts is most similar to this one, and what they share."""
    text = text_of(here)
    best: tuple[int, Overlap] | None = None
    for other in there:
        common = in_common(text, text_of(other))
        if common.share >= TOO_SIMILAR and (best is None or common.share > best[1].share):
            best = other, common
    return best


def in_common(text: str, other: str) -> Overlap:
    """Return the smaller of the two overlaps: a short text may be all of a part of a long one."""
    return min(overlap(text, other), overlap(other, text), key=lambda common: common.share)


def _said(path: str, here: ReportRef, there: ReportRef, common: Overlap) -> CrossReportFinding:
    return CrossReportFinding(
        (there.agency, here.agency),
        (there.file, here.file),
        Message(
            "“{agency}”和“{agency2}”的正文相同的有 {share:.0%}"
            "（不应达到 {most:.0%}），如{passages}，请退回核对、改写",
            agency=there.agency,
            agency2=here.agency,
            share=common.share,
            most=TOO_SIMILAR,
            passages=common.examples,
        ),
        (path,),
    )


RULES: tuple[CrossReportRule, ...] = (near_duplicates,)
