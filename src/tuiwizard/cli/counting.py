"""What was counted from a ledger, for programs and for people; never a word of a person."""

from collections.abc import Iterator
from typing import Any

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.ledger.counting import Count
from tuiwizard.ledger.deadlines import overdue
from tuiwizard.ledger.reading import Reading
from tuiwizard.ledger.request import Question
from tuiwizard.ledger.sentences import counted_sentences
from tuiwizard.ledger.summary import summary_lines
from tuiwizard.ledger.working_days import WorkingDays
from tuiwizard.words import plural, tr


def count_object(
    reading: Reading, counted: Count, calendar: WorkingDays | None = None
) -> dict[str, Any]:
    """Return what was counted as JSON output has it; no cells while questions are open."""
    open_still = bool(reading.questions)
    late, unknown = overdue(counted.counted, counted.until, calendar)
    aside = (*reading.set_aside, *counted.not_counted)
    return {
        "year": counted.year,
        "until": str(counted.until),
        "edition": counted.edition,
        "cells": {} if open_still else counted.cells(),
        "rows": {}
        if open_still
        else {path: [list(row) for row in rows] for path, rows in counted.rows.items() if rows},
        "not_counted": [[*each.place, each.reason] for each in aside],
        "questions": [question.json() for question in reading.questions],
        "sentences": [] if open_still else list(counted_sentences(counted)),
        "overdue": [each.json() for each in late],
        "years_without_calendar": sorted(unknown),
        "sheets_without_table": list(reading.unread),
        "summary": {
            "rows": reading.rows,
            "counted": len(counted.counted),
            "not_counted": len(aside),
            "asked": reading.rows - len(counted.counted) - len(aside),
            "hidden": reading.hidden,
        },
    }


def count_lines(
    reading: Reading, counted: Count, calendar: WorkingDays | None = None
) -> Iterator[str]:
    """Yield what was counted for people: the questions, or the figures that are not zero."""
    if reading.questions:
        yield plural("台账里还有 {n} 处要回答，写进对照文件再数：", len(reading.questions))
        yield from (f"  {_question(question)}" for question in reading.questions)
    else:
        yield from _figures(counted)
        yield tr("正文可以用的句子，从台账数出：")
        yield from (f"  {sentence}" for sentence in counted_sentences(counted))
    yield from summary_lines(reading, counted, calendar)


def _figures(counted: Count) -> Iterator[str]:
    cells = counted.cells()
    for section in ("requests", "appeals"):
        for path, cell in cells_by_path(counted.edition, section).items():
            if cells.get(path):
                yield tr("{label}：{n}", label=cell.label, n=cells[path])


def _question(question: Question) -> str:
    where = tr("、").join(str(place) for place in question.rows[:2])
    rows = plural("{n} 行，如 {where}", len(question.rows), where=where)
    proposed = tr("，建议 {answer}", answer=question.proposed) if question.proposed else ""
    if question.word:
        key = f"[words.{question.kind}] “{question.word}”"
        return tr("{key}：{rows}{proposed}", key=key, rows=rows, proposed=proposed)
    return tr(
        "[rows.“{row}”] {field}：{problem}{proposed}",
        row=question.rows[-1],
        field=question.field,
        problem=question.problem,
        proposed=proposed,
    )


def explain_lines(counted: Count, path: str) -> Iterator[str]:
    """Yield the rows behind a cell, with their days and outcome."""
    by_place = {request.place: request for request in counted.counted}
    rows = counted.rows_of(path) if path in counted.cells() else ()
    yield plural("{path}：{n} 行", len(rows), path=path)
    for place in rows:
        request = by_place.get(place)
        if request is None:  # a review or suit of a request of another year
            yield f"  {place}"
            continue
        days = f"{request.received} → {request.closed or '…'}"
        yield f"  {place}  {request.number}  {days}  {request.outcome}".rstrip()
