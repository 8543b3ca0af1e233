"""问题清单: what is to be put right in a report, as a page to send back to its office."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tuiwizard.county.desk_row import DeskRow, read_desk_row, stamp_of
from tuiwizard.county.inbox import is_opened
from tuiwizard.county.received_file import read_file
from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.rendering.document import Chapter, Document
from tuiwizard.rendering.escape import inline
from tuiwizard.report.days import in_chinese
from tuiwizard.report.draft import Draft
from tuiwizard.report.excerpt import sentence_at
from tuiwizard.rules.cross_report_finding import CrossReportFinding
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.words import printing

TITLE = "政府信息公开工作年度报告问题清单"

ANSWER = "答复："
"""What stands under a query; the office writes behind it."""

_PARTS = (
    (Severity.ERROR, "必须改正", "不改正不能公布。"),
    (Severity.QUERY, "请核实", "核实后改正；没有错的，写明原因。"),
    (Severity.ADVICE, "建议", "不妨碍公布，请斟酌。"),
)

_CELLS = 6
"""Cells of one finding that are named; more of them say no more."""

_ROOM = "　"
"""A paragraph with room to write in."""


@dataclass(frozen=True)
class Asker:
    """Who asks, and what for.

    Attributes:
        office: Whom to answer, as it is to be printed; empty leaves room for it.
        until: Until when, as it is to be printed; empty leaves room for it.
        today: The day of the list.
    """

    office: str
    until: str
    today: date


class Question(NamedTuple):
    """One thing to put right.

    Attributes:
        section: The section it is in; empty where it is between reports.
        said: What is wrong, with the rule.
        lines: Where, in which sentence, how to cure it, and room for an answer.
    """

    section: str
    said: str
    lines: tuple[str, ...] = ()


class Part(NamedTuple):
    """Questions of one weight: their heading, what is asked of the office, and the questions."""

    title: str
    words: str = ""
    questions: tuple[Question, ...] = ()


class QuerySheet(NamedTuple):
    """All that goes back to an office, before it takes a format.

    Attributes:
        head: Whose report it is, and whom to answer until when, a line each.
        parts: The questions.
    """

    head: tuple[str, ...]
    parts: tuple[Part, ...]


def query_sheet(row: DeskRow, asker: Asker) -> QuerySheet:
    """Return the list of one report, in Chinese whatever language is spoken.

    Args:
        row: The report; it has a file, which is read once more for the sentences it quotes.
        asker: Who asks.
    """
    assert row.path is not None
    with printing():
        return QuerySheet(tuple(_head(row, row.path, asker)), tuple(_parts(row, row.path)))


def as_markdown(sheet: QuerySheet) -> str:
    """Return a list as Markdown."""
    return "\n".join(_markdown(sheet))


def as_document(sheet: QuerySheet, asker: Asker) -> Document:
    """Return a list as it is printed."""
    chapters = (
        Chapter(f"{ordinal}、{part.title}", tuple(_paragraphs(part)))
        for ordinal, part in zip("一二三四", sheet.parts, strict=False)
    )
    return Document(
        title=TITLE,
        stamp="",
        shortfall="",
        opening=sheet.head,
        chapters=tuple(chapters),
        agency=asker.office,
        identifier="",
    )


def _markdown(sheet: QuerySheet) -> Iterator[str]:
    yield from (f"# {TITLE}", "", *(f"- {inline(line)}" for line in sheet.head), "")
    for part in sheet.parts:
        yield from (f"## {part.title}", "")
        if part.words:
            yield from (inline(part.words), "")
        for number, asked in enumerate(part.questions, 1):
            mark = f"{number}. "
            lead = f"**{inline(asked.section)}**：" if asked.section else ""
            yield f"{mark}{lead}{inline(asked.said)}"
            for line in asked.lines:
                yield from ("", f"{' ' * len(mark)}{inline(line)}")
            yield ""


def _paragraphs(part: Part) -> Iterator[str]:
    if part.words:
        yield part.words
    for number, asked in enumerate(part.questions, 1):
        lead = f"{asked.section}：" if asked.section else ""
        yield f"{number}．{lead}{asked.said}"
        for line in asked.lines:
            yield line
            if line == ANSWER:
                yield _ROOM


def _head(row: DeskRow, path: Path, asker: Asker) -> Iterator[str]:
    yield f"机关：{row.agency}"
    if row.year is not None:
        yield f"年度：{row.year} 年"
    yield f"文件：{path.name}"
    yield f"核查日期：{in_chinese(asker.today)}"
    until, office = asker.until or "＿＿月＿＿日", asker.office or "＿＿＿＿＿＿＿＿"
    yield f"请在 {until} 前改正或答复，报 {office}"


def _parts(row: DeskRow, path: Path) -> Iterator[Part]:
    if stamp_of(path) != row.stamp:  # it has changed since it was checked
        row = replace(read_desk_row(path), cross_findings=row.cross_findings)
    if not is_opened(path):
        yield Part("文件读不出来", f"{row.trouble}。请重新报送。")
        return
    try:
        draft = read_file(path).draft
    except TuiwizardError as error:
        yield Part("文件读不出来", f"{error}。请重新报送。")
        return
    yield from _between_reports(row.cross_findings)
    for severity, title, words in _PARTS:
        found = [f for f in row.findings if f.severity is severity and not f.explained]
        if found:
            asked = tuple(_question(draft, finding) for finding in found)
            yield Part(f"{title}（{len(found)} 处）", words, asked)


def _between_reports(found: Sequence[CrossReportFinding]) -> Iterator[Part]:
    """Word what concerns several reports: sent twice, copied, of another year."""
    if found:
        asked = tuple(Question("", f"{one.message}（{one.rule}）") for one in found)
        yield Part(f"和别的年报比较（{len(found)} 处）", "", asked)


def _question(draft: Draft, finding: Finding) -> Question:
    """Return what is wrong, with what helps to put it right."""
    return Question(
        section_title(draft.edition, finding.section),
        f"{finding.message}（{finding.rule}）",
        tuple(_lines(draft, finding)),
    )


def _lines(draft: Draft, finding: Finding) -> Iterator[str]:
    """Yield where it is on the form, in which sentence, how to cure it, and room for an answer."""
    labels = [_label(draft, path) for path in finding.cells]
    if labels:
        more = f" 等 {len(labels)} 格" if len(labels) > _CELLS else ""
        yield f"位置：{'；'.join(labels[:_CELLS])}{more}"
    span = finding.span
    if span is not None:
        text = draft.entries(span.path.partition(".")[0]).get(span.path)
        yield f"原句：{sentence_at(text, span.start)}"
        if span.replacement:
            yield f"改法：把“{text[span.start : span.end]}”改成“{span.replacement}”"
    for way in finding.fixes:
        yield f"改法：{way.words}"
    if finding.severity is Severity.QUERY:
        yield ANSWER


def _label(draft: Draft, path: str) -> str:
    """Return the statutory label of a cell; a whole section is its title."""
    key = path.partition(".")[0]
    cell = cells_by_path(draft.edition, key).get(path)
    return cell.label if cell is not None else section_title(draft.edition, key)
