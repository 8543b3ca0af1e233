"""Sentences that the tables support, for the narrative: 插入数据句."""

import re
from collections.abc import Iterator

from tuiwizard.forms.appeals import Appeals
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import grid
from tuiwizard.forms.requests import CommonRequests, row_name
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import value_at

_NUMBERING = re.compile(r"^[（(][一二三四五六七八九十]+[）)]|（.*）$")


def data_sentences(draft: Draft) -> tuple[str, ...]:
    """Return what the finished tables say, a sentence each.

    Args:
        draft: The draft; tables that are not finished say nothing.
    """
    return (*_requests(draft), *_appeals(draft))


def unfinished_tables(draft: Draft) -> tuple[str, ...]:
    """Return the headings of the tables that are not finished yet."""
    missing = (key for key in ("requests", "appeals") if draft.report.section(key) is None)
    return tuple(section_title(draft.edition, key) for key in missing)


def _requests(draft: Draft) -> Iterator[str]:
    section = draft.report.section("requests")
    if isinstance(section, CommonRequests):
        left_over = row_name("carried_out")
        outcomes = "、".join(f"{name}{n}件" for name, n in _outcomes(draft) if n)
        yield (
            f"{draft.year}年，新收政府信息公开申请{section.received.total}件，"
            f"上年结转{section.carried_in.total}件；"
            f"本年度办理{section.outcomes.total.total}件"
            + (f"，其中{outcomes}" if outcomes else "")
            + f"；{left_over}{section.carried_out.total}件。"
        )


def _outcomes(draft: Draft) -> Iterator[tuple[str, int]]:
    """Yield the short names of （一） to （六） and their numbers of requests (件)."""
    section = draft.report.section("requests")
    counts: dict[str, int] = {}
    for band in grid(draft.edition, "requests").bands:
        for header, cells in zip(band.rows, band.cells, strict=True):
            own = [cell for cell in cells if not all(c.computed for c in cells)]
            if section is not None and own and header.path.startswith("outcomes."):
                name = _NUMBERING.sub("", _NUMBERING.sub("", header.labels[1]))
                counts[name] = counts.get(name, 0) + value_at(section, cells[-1].path)
    yield from counts.items()


def _appeals(draft: Draft) -> Iterator[str]:
    section = draft.report.section("appeals")
    if isinstance(section, Appeals):
        suits = section.litigation_direct.total + section.litigation_after_review.total
        yield (
            f"{draft.year}年，因政府信息公开工作被申请行政复议{section.review.total}件，"
            f"被提起行政诉讼{suits}件。"
        )
