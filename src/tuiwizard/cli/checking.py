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
from tuiwizard.words import tr

_WORDS = {
    Severity.ERROR: tr("错误"),
    Severity.QUERY: tr("疑问"),
    Severity.ADVICE: tr("建议"),
    Severity.UNCHECKED: tr("未检查"),
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
    name = draft.report.agency.name if draft.report.agency else tr("（机关名称未填）")
    done = sum(draft.report.section(key) is not None for key in SECTIONS)
    say(
        tr(
            "{path}：{name} {year} 年，{verdict}",
            path=checked.received.path,
            name=name,
            year=draft.year,
            verdict=_verdict(checked, done),
        )
    )
    listed = by_weight(checked.findings)
    for finding in listed:
        if finding.severity is not Severity.UNCHECKED:
            _say_finding(draft, finding)
    unchecked = [f for f in listed if f.severity is Severity.UNCHECKED]
    for reason in dict.fromkeys(f.why_unchecked for f in unchecked):
        rules = tr("、").join(f.rule for f in unchecked if f.why_unchecked == reason)
        say(
            tr(
                "  {severity} {rules}：{reason}",
                severity=_WORDS[Severity.UNCHECKED],
                rules=rules,
                reason=reason,
            )
        )


def _say_finding(draft: Draft, finding: Finding) -> None:
    """What is wrong, where, in which sentence, and what cures it."""
    title = section_title(draft.edition, finding.section)
    say(
        tr(
            "  {severity} {rule} {title}：{message}",
            severity=_WORDS[finding.severity],
            rule=finding.rule,
            title=title,
            message=finding.message,
        )
    )
    say(tr("      在 {places}", places=_places(finding.cells)))
    if finding.place is not None:
        _say_place(draft, finding.place)
    reason = reason_for(finding, draft) if finding.explained else None
    if reason is not None:
        say(
            tr("      已说明：{reason}（{by}）", reason=reason.reason, by=reason.by or tr("未署名"))
        )


def _say_place(draft: Draft, place: Place) -> None:
    text = draft.entries(place.path.partition(".")[0]).get(place.path)
    say(tr("      原句 {text}", text=sentence_at(text, place.start)))
    if place.put:
        say(
            tr(
                "      改法 把“{text}”改成“{put}”",
                text=text[place.start : place.end],
                put=place.put,
            )
        )


def _verdict(checked: Judged, done: int) -> str:
    if checked.publishable:
        return tr("可以公布")
    if not checked.received.draft.report.complete:
        return tr("未完成（{done}/{n} 部分）", done=done, n=len(SECTIONS))
    return tr("还不能公布")


def _places(cells: tuple[str, ...]) -> str:
    shown = tr("、").join(cells[:4])
    return shown if len(cells) <= 4 else tr("{shown} 等 {n} 格", shown=shown, n=len(cells))


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
