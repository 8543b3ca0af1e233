"""What the checks say of one report: as lines of text, and as JSON."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tuiwizard.county.checked_report import CheckedReport
from tuiwizard.county.figure_faults import FigureFaults
from tuiwizard.forms.editions import section_title
from tuiwizard.proof import Proof
from tuiwizard.report.draft import Draft
from tuiwizard.report.excerpt import sentence_at
from tuiwizard.report.sign_off import SignOffStatus, sign_off_status
from tuiwizard.rules.explanations import reason_for
from tuiwizard.rules.finding import Finding, Severity, TextSpan, by_weight
from tuiwizard.words import tr


def lines(checked: CheckedReport) -> Iterator[str]:
    """Yield a report and its findings, the heaviest first, for people."""
    draft = checked.file.draft
    name = draft.agency_name or tr("（机关名称未填）")
    yield tr(
        "{path}：{name} {year} 年，{verdict}",
        path=checked.file.path,
        name=name,
        year=draft.year,
        verdict=_verdict(checked),
    )
    if checked.proof is not None:
        yield tr("  {words}", words=checked.proof.words)
    listed = by_weight(checked.findings, draft.section_keys)
    for finding in listed:
        if finding.severity is not Severity.UNCHECKED:
            yield from _finding(draft, finding)
    unchecked = [f for f in listed if f.severity is Severity.UNCHECKED]
    for reason in dict.fromkeys(f.why_unchecked for f in unchecked):
        rules = tr("、").join(f.rule for f in unchecked if f.why_unchecked == reason)
        yield tr(
            "  未检查 {rules}：{reason}",
            rules=rules,
            reason=reason,
        )


def _verdict(checked: CheckedReport) -> str:
    if checked.publishable:
        signed = (
            checked.file.published or sign_off_status(checked.file.draft) is SignOffStatus.SIGNED
        )
        return tr("可以公布") if signed else tr("可以公布，还没有审核签发")
    if checked.unfinished:
        n = len(checked.file.draft.section_keys)
        done = n - len(checked.unfinished)
        return tr("未完成（{done}/{n} 部分）", done=done, n=n)
    return tr("还不能公布")


def _finding(draft: Draft, finding: Finding) -> Iterator[str]:
    """Yield what is wrong, where, in which sentence, and how to fix it."""
    title = section_title(draft.edition, finding.section)
    yield tr(
        "  {severity} {rule} {title}：{message}",
        severity=finding.severity.word,
        rule=finding.rule,
        title=title,
        message=finding.message,
    )
    yield tr("      在 {places}", places=_places(finding.cells))
    if finding.span is not None:
        yield from _passage(draft, finding.span)
    for way in finding.fixes:
        yield tr("      改法 {words}", words=way.words)
    reason = reason_for(finding, draft) if finding.explained else None
    if reason is not None:
        yield tr(
            "      已说明：{reason}（{by}）", reason=reason.reason, by=reason.by or tr("未署名")
        )


def _passage(draft: Draft, span: TextSpan) -> Iterator[str]:
    text = draft.entries(span.path.partition(".")[0]).get(span.path)
    yield tr("      原句 {text}", text=sentence_at(text, span.start))
    if span.replacement:
        yield tr(
            "      改法 把“{text}”改成“{put}”",
            text=text[span.start : span.end],
            put=span.replacement,
        )


def _places(cells: tuple[str, ...]) -> str:
    shown = tr("、").join(cells[:4])
    return shown if len(cells) <= 4 else tr("{shown} 等 {n} 格", shown=shown, n=len(cells))


def report_object(checked: CheckedReport, faults: FigureFaults) -> dict[str, Any]:
    """Return a report and its findings as JSON output has them.

    Args:
        checked: The report.
        faults: What keeps its figures out of a sum.
    """
    draft = checked.file.draft
    sections = {
        key: "unfinished" if key in checked.unfinished else "complete" for key in draft.section_keys
    }
    return {
        "path": str(checked.file.path),
        "agency": draft.agency_name,
        "year": draft.year,
        "edition": draft.edition,
        "complete": not checked.unfinished,
        "publishable": checked.publishable,
        "counted": faults.why_not is None,
        "sections": sections,
        **proof_object(checked.proof),
        "findings": [finding_object(f) for f in checked.findings],
    }


def proof_object(proof: Proof | None) -> dict[str, Any]:
    """Return what is known of who signed as JSON output has it; nothing where nobody asks."""
    if proof is None:
        return {}
    return {
        "signature": {
            "standing": proof.standing.value,
            "signers": list(proof.signers),
            "key": proof.key,
            "message": proof.words,
        }
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON output has it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "section": finding.section,
        "cells": list(finding.cells),
        "message": str(finding.message),
        "left": number(finding.left),
        "right": number(finding.right),
        "explained": finding.explained,
    }


def number(value: int | Decimal | None) -> int | float | None:
    """Return a figure as JSON output has it."""
    return float(value) if isinstance(value, Decimal) else value
