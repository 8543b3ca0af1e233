"""问题清单: what is to be put right in a report, as a page to send back to its office."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tuiwizard.county.desk_row import DeskRow, State, read_desk_row, stamp_of
from tuiwizard.county.inbox import QUESTIONS
from tuiwizard.county.received_file import read_file
from tuiwizard.drafts import files
from tuiwizard.errors import SaveError, TuiwizardError
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.rendering.escape import inline
from tuiwizard.report.draft import Draft
from tuiwizard.report.excerpt import sentence_at
from tuiwizard.rules.cross_report_finding import CrossReportFinding
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.words import printing, tr

_PARTS = (
    (Severity.ERROR, "必须改正", "不改正不能公布。"),
    (Severity.QUERY, "请核实", "核实后改正；没有错的，写明原因。"),
    (Severity.ADVICE, "建议", "不妨碍公布，请斟酌。"),
)

_CELLS = 6
"""Cells of one finding that are named; more of them say no more."""


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


def wanting(row: DeskRow) -> bool:
    """Return whether there is anything to send back."""
    return row.state is State.UNREADABLE or row.errors > 0 or row.queries > 0


def sheet_name(row: DeskRow) -> str:
    """Return the file name of a list of questions: 甲.toml -> 甲-问题清单.md."""
    stem = row.path.stem if row.path is not None else row.agency
    return f"{stem}-{QUESTIONS}.md"


def sheets(rows: Sequence[DeskRow], asker: Asker) -> Iterator[tuple[str, str]]:
    """Yield the lists of many rows by file name; rows without questions are left out."""
    taken: set[str] = set()
    for row in rows:
        if wanting(row):
            name, number = sheet_name(row), 2
            while name.casefold() in taken:  # the same file name in two folders
                name = sheet_name(row).replace(f"-{QUESTIONS}", f"-{number}-{QUESTIONS}")
                number += 1
            taken.add(name.casefold())
            yield name, sheet(row, asker)


def write_sheets(folder: Path, pages: Sequence[tuple[str, str]], *, force: bool = False) -> None:
    """Write lists into a folder, which is made if it is not there.

    Args:
        folder: Where to.
        pages: Names of files and what goes into them.
        force: Whether those that are there already are overwritten.

    Raises:
        SaveError: One is there already, and then none is written; or it cannot be written.
    """
    if not force:
        for name, _ in pages:
            files.refuse_to_overwrite(folder / name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(
            tr("{folder}：{reason}，问题清单没有写出来", folder=folder, reason=files.reason(error))
        ) from error
    for name, page in pages:
        files.write_text(folder / name, page)


def sheet(row: DeskRow, asker: Asker) -> str:
    """Return the list of one report as Markdown, in Chinese whatever language is spoken.

    Args:
        row: The report; it has a file, which is read once more for the sentences it quotes.
        asker: Who asks.
    """
    assert row.path is not None
    with printing():
        return "\n".join(_lines(row, row.path, asker))


def _lines(row: DeskRow, path: Path, asker: Asker) -> list[str]:
    lines = ["# 政府信息公开工作年度报告问题清单", "", *_head(row, path, asker)]
    if stamp_of(path) != row.stamp:  # it has changed since it was checked
        row = replace(read_desk_row(path), cross_findings=row.cross_findings)
    try:
        draft = read_file(path).draft
    except TuiwizardError as error:
        return [*lines, "## 文件读不出来", "", f"{inline(str(error))}。请重新报送。", ""]
    lines += _cross_findings(row.cross_findings)
    for severity, title, words in _PARTS:
        found = [f for f in row.findings if f.severity is severity and not f.explained]
        lines += _part(draft, found, title, words)
    return lines


def _head(row: DeskRow, path: Path, asker: Asker) -> list[str]:
    day = asker.today
    return [
        f"- 机关：{inline(row.agency)}",
        *([f"- 年度：{row.year} 年"] if row.year is not None else []),
        f"- 文件：{inline(path.name)}",
        f"- 核查日期：{day.year}年{day.month}月{day.day}日",
        f"- 请在 {inline(asker.until) or '＿＿月＿＿日'} 前改正或答复，"
        f"报 {inline(asker.office) or '＿＿＿＿＿＿＿＿'}",
        "",
    ]


def _cross_findings(found: Sequence[CrossReportFinding]) -> list[str]:
    """Word what concerns several reports: sent twice, copied, of another year."""
    if not found:
        return []
    lines = [f"## 和别的年报比较（{len(found)} 处）", ""]
    for number, one in enumerate(found, 1):
        lines += [f"{number}. {inline(str(one.message))}（{one.rule}）", ""]
    return lines


def _part(draft: Draft, found: Sequence[Finding], title: str, words: str) -> list[str]:
    """Word the findings of one weight, numbered, each with room for an answer to a query."""
    if not found:
        return []
    lines = [f"## {title}（{len(found)} 处）", "", words, ""]
    for number, finding in enumerate(found, 1):
        mark = f"{number}. "
        for line in _said(draft, finding):
            lines.append(mark + line if line else "")
            mark = " " * len(mark)
        lines.append("")
    return lines


def _said(draft: Draft, finding: Finding) -> Iterator[str]:
    """Yield what is wrong, where on the form, in which sentence, how to fix it, and the answer."""
    title = section_title(draft.edition, finding.section)
    yield f"**{inline(title)}**：{inline(str(finding.message))}（{finding.rule}）"
    labels = [_label(draft, path) for path in finding.cells]
    if labels:
        more = f" 等 {len(labels)} 格" if len(labels) > _CELLS else ""
        yield ""
        yield f"位置：{'；'.join(inline(label) for label in labels[:_CELLS])}{more}"
    span = finding.span
    if span is not None:
        text = draft.entries(span.path.partition(".")[0]).get(span.path)
        yield ""
        yield f"原句：{inline(sentence_at(text, span.start))}"
        if span.replacement:
            yield ""
            yield f"改法：把“{inline(text[span.start : span.end])}”改成“{inline(span.replacement)}”"
    for way in finding.fixes:
        yield ""
        yield f"改法：{inline(str(way.words))}"
    if finding.severity is Severity.QUERY:
        yield ""
        yield "答复："


def _label(draft: Draft, path: str) -> str:
    """Return the statutory label of a cell; a whole section is its title."""
    key = path.partition(".")[0]
    cell = cells_by_path(draft.edition, key).get(path)
    return cell.label if cell is not None else section_title(draft.edition, key)
