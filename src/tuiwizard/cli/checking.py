"""`tuiwizard check`: findings of many drafts as text or as one JSON object."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from tuiwizard.cli.output import emit_json, say, tell
from tuiwizard.county.folder import received_files
from tuiwizard.county.judged import Judged, judge
from tuiwizard.county.received import receive
from tuiwizard.drafts import last_year
from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.names import SECTIONS
from tuiwizard.importing import published
from tuiwizard.report.draft import Draft
from tuiwizard.report.passage import sentence_at
from tuiwizard.rules.explaining import reason_for
from tuiwizard.rules.finding import Finding, Place, Severity, by_weight

_WORDS = {
    Severity.ERROR: "错误",
    Severity.QUERY: "疑问",
    Severity.ADVICE: "建议",
    Severity.UNCHECKED: "未检查",
}


def check_files(paths: Iterable[Path], *, as_json: bool, previous: Path | None = None) -> int:
    """Check drafts, one bad file never stopping the rest.

    Args:
        paths: Draft files, and folders of them.
        as_json: Print one JSON object instead of text.
        previous: Last year's report; without it each draft's own is used.

    Returns:
        0: all publishable; 1: findings that block publishing; 2: a file could not be read.

    Raises:
        DraftError: Last year's report cannot be read.
    """
    last = last_year.read(previous, published)[0] if previous is not None else None
    checked: list[Judged] = []
    unreadable = False
    for path in received_files(paths):
        try:
            received = receive(path)
        except TuiwizardError as error:
            tell(str(error))
            unreadable = True
            continue
        checked.append(judge(received, last))
        if not as_json:
            _say(checked[-1])
    if as_json:
        emit_json(_object(checked))
    if unreadable:
        return 2
    return 0 if all(c.publishable for c in checked) else 1


def _say(checked: Judged) -> None:
    draft = checked.received.draft
    name = draft.report.agency.name if draft.report.agency else "（机关名称未填）"
    done = sum(draft.report.section(key) is not None for key in SECTIONS)
    say(f"{checked.received.path}：{name} {draft.year} 年，{_verdict(checked, done)}")
    listed = by_weight(checked.findings)
    for finding in listed:
        if finding.severity is not Severity.UNCHECKED:
            _say_finding(draft, finding)
    unchecked = [f for f in listed if f.severity is Severity.UNCHECKED]
    for reason in dict.fromkeys(f.why_unchecked for f in unchecked):
        rules = "、".join(f.rule for f in unchecked if f.why_unchecked == reason)
        say(f"  {_WORDS[Severity.UNCHECKED]} {rules}：{reason}")


def _say_finding(draft: Draft, finding: Finding) -> None:
    """What is wrong, where, in which sentence, and what cures it."""
    title = section_title(draft.edition, finding.section)
    say(f"  {_WORDS[finding.severity]} {finding.rule} {title}：{finding.message}")
    say(f"      在 {_places(finding.cells)}")
    if finding.place is not None:
        _say_place(draft, finding.place)
    reason = reason_for(finding, draft) if finding.explained else None
    if reason is not None:
        say(f"      已说明：{reason.reason}（{reason.by or '未署名'}）")


def _say_place(draft: Draft, place: Place) -> None:
    text = draft.entries(place.path.partition(".")[0]).get(place.path)
    say(f"      原句 {sentence_at(text, place.start)}")
    if place.put:
        say(f"      改法 把“{text[place.start : place.end]}”改成“{place.put}”")


def _verdict(checked: Judged, done: int) -> str:
    if checked.publishable:
        return "可以公布"
    if not checked.received.draft.report.complete:
        return f"未完成（{done}/{len(SECTIONS)} 部分）"
    return "还不能公布"


def _places(cells: tuple[str, ...]) -> str:
    shown = "、".join(cells[:4])
    return shown if len(cells) <= 4 else f"{shown} 等 {len(cells)} 格"


def _object(checked: list[Judged]) -> dict[str, Any]:
    severities = Counter(f.severity for c in checked for f in c.findings)
    return {
        "files": [_file(c) for c in checked],
        "summary": {
            "files": len(checked),
            "publishable": sum(c.publishable for c in checked),
            "errors": severities[Severity.ERROR],
            "queries": severities[Severity.QUERY],
            "advice": severities[Severity.ADVICE],
        },
    }


def _file(checked: Judged) -> dict[str, Any]:
    draft = checked.received.draft
    agency = draft.entries("agency").get("agency.name")
    sections = {
        key: "unfinished" if draft.report.section(key) is None else "complete" for key in SECTIONS
    }
    return {
        "path": str(checked.received.path),
        "agency": agency,
        "year": draft.year,
        "edition": draft.edition,
        "complete": draft.report.complete,
        "publishable": checked.publishable,
        "sections": sections,
        "findings": [finding_object(f) for f in checked.findings],
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """A finding as JSON output has it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "section": finding.section,
        "cells": list(finding.cells),
        "message": finding.message,
        "left": number(finding.left),
        "right": number(finding.right),
        "explained": finding.explained,
    }


def number(value: int | Decimal | None) -> int | float | None:
    """A figure as JSON output has it."""
    return float(value) if isinstance(value, Decimal) else value
