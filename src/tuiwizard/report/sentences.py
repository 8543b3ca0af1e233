"""Sentences that the tables support, for the narrative: 插入数据句."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tuiwizard.forms.appeals import Appeals, Results
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import grid
from tuiwizard.forms.requests import CommonRequests, row_name
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import value_at
from tuiwizard.report.figures import Figure, Figures

_TABLES = ("proactive", "requests", "appeals")
_FEES = ("fee_notices", "fees_charged", "fees_received")
_DONE = {
    "issued": "制发{row}{n}件",
    "repealed": "废止{n}件",
    "in_force": "现行有效{n}件",
    "produced": "新制作{row}{n}件",
    "disclosed": "新公开{n}件",
    "total_disclosed": "对外公开共{n}件",
    "decisions": "作出{row}决定{n}件",
    "fees.amount": "收取{row}{n}万元",
}
"""What the columns of table 2 count, by the end of their paths; others are not for a sentence."""

_NUMBERING = re.compile(r"^[（(][一二三四五六七八九十]+[）)]|（.*）$")


def data_sentences(draft: Draft) -> tuple[str, ...]:
    """Return what the finished tables say, a sentence each.

    Args:
        draft: The draft; tables that are not finished say nothing.
    """
    return (*_requests(draft), *_appeals(draft), *_proactive(draft), *_fees(draft))


def unfinished_tables(draft: Draft) -> tuple[str, ...]:
    """Return the headings of the tables that are not finished yet."""
    missing = (key for key in _TABLES if draft.report.section(key) is None)
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
        reviews = _results(section.review)
        suits = _results(section.litigation_direct, section.litigation_after_review)
        yield (
            f"{draft.year}年，因政府信息公开工作被申请行政复议{reviews}，被提起行政诉讼{suits}。"
        )


def _results(*rows: Results) -> str:
    # 3 upheld and 1 corrected -> "4件（维持3件、纠正1件）"
    counts = {
        str(field.title).removeprefix("结果"): sum(getattr(row, name) for row in rows)
        for name, field in Results.model_fields.items()
    }
    results = "、".join(f"{name}{n}件" for name, n in counts.items() if n)
    return f"{sum(counts.values())}件" + (f"（{results}）" if results else "")


def _proactive(draft: Draft) -> Iterator[str]:
    """The rows of table 2 in which anything was counted; none of them, no sentence."""
    section = draft.report.section("proactive")
    if section is None:
        return
    rows: list[str] = []
    for band in grid(draft.edition, "proactive").bands:
        for cells in band.cells:
            said = [
                (value_at(section, cell.path), words)
                for cell in cells
                for end, words in _DONE.items()
                if cell.path.endswith(f".{end}")
            ]
            if any(n for n, _ in said):
                row = cells[0].row[-1]
                rows.append("，".join(words.format(row=row, n=_plain(n)) for n, words in said))
    if rows:
        yield f"{draft.year}年，{'；'.join(rows)}。"


def _fees(draft: Draft) -> Iterator[str]:
    """The fees of section 6, where its edition of the form asks for them and all are known."""
    figures = Figures(draft)
    values = [figures.value(f"other_matters.{name}") for name in _FEES]
    notices, charged, received = values
    if notices is None or charged is None or received is None:
        return
    if any(values):
        yield (
            f"{draft.year}年，发出信息处理费收费通知{notices}件，"
            f"总金额{_plain(charged)}元，实际收取{_plain(received)}元。"
        )
    else:
        yield f"{draft.year}年，未收取信息处理费。"


def _plain(figure: Figure) -> str:
    # Decimal("1E+3") -> "1000"
    return f"{figure:f}" if isinstance(figure, Decimal) else str(figure)
