"""How a posted copy compares with its draft, in lines for a person."""

from collections.abc import Iterator
from itertools import groupby

from tuiwizard.posting.difference import Difference, Kind
from tuiwizard.posting.posted_copy import PostedCopy, Verdict
from tuiwizard.rendering.passages import Passage
from tuiwizard.report.stamp import STAMP
from tuiwizard.words import plural, tr

_CONTEXT = 20
"""Characters that are shown of the sentence before a passage."""


def copy_lines(copy: PostedCopy) -> Iterator[str]:
    """Yield the verdict on a copy, each cell and passage that differs, and what to know."""
    yield tr("{path}：{verdict}", path=copy.path, verdict=_verdict(copy))
    for kind, group in groupby(copy.differences, lambda one: (one.kind, one.title, one.row)):
        found = list(group)
        if kind[0] is Kind.MISSING and len(found) > 1:
            yield f"  {_missing_row(found)}"
        else:
            for difference in found:
                yield from (f"  {line}" for line in _lines(difference))
    yield from (f"  {note}" for note in copy.notes)


def _verdict(copy: PostedCopy) -> str:
    match copy.verdict:
        case Verdict.UNREADABLE:
            return copy.problem
        case Verdict.DRAFT:
            return tr("一致，但标着“{stamp}”，是草稿，不能公布", stamp=STAMP)
        case Verdict.EQUAL:
            return tr("一致")
        case Verdict.DIFFERENT:
            return plural("有 {n} 处不同", len(copy.differences))


def _missing_row(found: list[Difference]) -> str:
    """Return the line about cells of one row that are all missing."""
    return plural(
        "{title} {row}：没有这一行的 {n} 格，从 {path} 到 {last}",
        len(found),
        title=found[0].title,
        row=found[0].row,
        path=found[0].path,
        last=found[-1].path,
    )


def _lines(difference: Difference) -> Iterator[str]:
    match difference.kind:
        case Kind.STAMP:
            yield tr("草稿已经签发，这一份上面还标着“{stamp}”，请换成公布稿", stamp=STAMP)
        case Kind.EXTRA:
            yield tr("表格里多出“{text}”（{place}）", text=difference.copy, place=difference.place)
        case Kind.MISSING:
            yield tr(
                "{title} {label}（{path}）：草稿是 {draft}，这一份没有这一格",
                title=difference.title,
                label=difference.label,
                path=difference.path,
                draft=difference.draft,
            )
        case Kind.CELL:
            yield _cell(difference)
        case Kind.TEXT:
            yield tr(
                "{title} {label}（{path}）：",
                title=difference.title,
                label=difference.label,
                path=difference.path,
            )
            for passage in difference.passages:
                yield from (f"  {line}" for line in _passage(passage))


def _passage(passage: Passage) -> Iterator[str]:
    """Yield what the draft says and what was posted; of what only one says, behind what."""
    where = ""
    if not (passage.draft and passage.copy):
        before = tr("“{text}”后面", text=passage.after[-_CONTEXT:]) if passage.after else ""
        where = tr("（在{place}）", place=before or tr("开头"))
    if passage.draft:
        yield tr("- 草稿{where}：{text}", where=where, text=passage.draft)
    if passage.copy:
        yield tr("+ 公布{where}：{text}", where=where, text=passage.copy)


def _cell(difference: Difference) -> str:
    blank = tr("（空）")
    said = tr(
        "{name}（{path}）：草稿是 {draft}，公布的是 {copy}",
        name=f"{difference.title} {difference.label}".strip(),
        path=difference.path,
        draft=difference.draft or blank,
        copy=difference.copy or blank,
    )
    return tr("{said}（{place}）", said=said, place=difference.place) if difference.place else said
