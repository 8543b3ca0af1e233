"""What one run of `tuiwizard merge` has found, in words and as the object JSON output has."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tuiwizard.cli.accounts import Accounts
from tuiwizard.cli.findings import number
from tuiwizard.cli.merge_inputs import Replaced
from tuiwizard.county.expected import Attendance
from tuiwizard.county.let_in import let_in_words
from tuiwizard.county.merge import MergeResult
from tuiwizard.rules.cross_report_finding import CrossReportFinding
from tuiwizard.words import tr


class MergeReport(NamedTuple):
    """What was found, and what is to be written.

    Attributes:
        result: What came of adding up.
        unreadable: Files that could not be read, and why.
        attendance: Who is missing, if a list was given.
        alike: Texts that are alike (R954).
        unmatched: Names to include that no report has.
        accounts: What became of every file; None where nobody asks.
        replaced: Reports in place of which others were kept at the desk; said as they are read.
    """

    result: MergeResult
    unreadable: Mapping[str, str]
    attendance: Attendance
    alike: tuple[CrossReportFinding, ...]
    unmatched: tuple[str, ...] = ()
    accounts: Accounts | None = None
    replaced: tuple[Replaced, ...] = ()


def narration(report: MergeReport) -> Iterator[str]:
    """Yield what a person has to know, one sentence each."""
    yield from report.unreadable.values()
    if report.accounts is not None:
        yield from report.accounts.lines(report.attendance)
    for unit in report.result.left_out:
        yield tr(
            "没有计入 {file}（{agency}）：{why_not}",
            file=unit.ref.file,
            agency=unit.ref.agency or tr("机关名称未填"),
            why_not=unit.why_not or "",
        )
    for name in report.unmatched:
        yield tr("--include {name}：收到的里面没有这个机关，也没有这个文件", name=name)
    yield from map(let_in_words, report.result.let_in)
    yield from _beside(report.result)
    yield from (
        tr("不能汇总：{message}", message=finding.message) for finding in report.result.refused
    )
    yield from (tr("没有写草稿：{reason}", reason=reason) for reason in report.result.unsettled)
    if report.result.draft is not None:
        yield from report.result.notes
    yield from (f"{f.rule} {f.message}" for f in (*report.attendance.missing, *report.alike))
    yield from (tr("“{name}”不在名单上", name=name) for name in report.attendance.strangers)
    if not report.result.added:
        yield tr("没有一份可以加在一起，没有写草稿")


def _beside(result: MergeResult) -> Iterator[str]:
    """Yield what is wrong beside the figures of what was added; it blocks no sum."""
    for unit in result.added:
        if unit.beside is not None:
            yield tr(
                "已计入 {file}（{agency}），数以外还{beside}，不影响加总",
                file=unit.ref.file,
                agency=unit.ref.agency,
                beside=unit.beside,
            )


def as_object(output: Path, report: MergeReport) -> dict[str, Any]:
    """Return the one object of `--format json`; docs/county.md lists its keys."""
    draft, merged = report.result.draft, report.result
    sources = draft.sources if draft is not None else ()
    found = (*merged.refused, *report.attendance.missing, *report.alike)
    return {
        "draft": str(output) if draft is not None else None,
        "agency": draft.agency_name if draft else None,
        "year": draft.year if draft else None,
        "edition": draft.edition if draft else None,
        "sources": [source.model_dump() for source in sources],
        "left_out": [
            {"path": u.ref.file, "agency": u.ref.agency, "reason": str(u.why_not or "")}
            for u in merged.left_out
        ],
        "replaced": [
            {"path": ref.file, "agency": ref.agency, "kept": kept} for ref, kept in report.replaced
        ],
        "let_in": [
            {
                "path": u.ref.file,
                "agency": u.ref.agency,
                "reason": str(u.why_not),
                "cells": list(u.off),
            }
            for u in merged.let_in
        ],
        "beside": [
            {"path": u.ref.file, "agency": u.ref.agency, "findings": str(u.beside)}
            for u in merged.added
            if u.beside is not None
        ],
        **_account_objects(report),
        "unmatched": list(report.unmatched),
        "unreadable": [{"path": p, "reason": reason} for p, reason in report.unreadable.items()],
        "refused": list(report.result.unsettled),
        "by_hand": list(report.result.by_hand),
        "notes": list(report.result.notes),
        "findings": [cross_finding_object(finding) for finding in found],
        "strangers": list(report.attendance.strangers),
        "summary": {
            "files": len(report.result.reports) + len(report.unreadable),
            "added": len(sources),
            "left_out": len(merged.left_out),
            "unreadable": len(report.unreadable),
            "missing": len(report.attendance.missing),
        },
    }


def _account_objects(report: MergeReport) -> dict[str, Any]:
    if report.accounts is None:
        return {}
    counted = frozenset(unit.path for unit in report.result.added)
    return {"account": report.accounts.objects(report.attendance, counted)}


def cross_finding_object(finding: CrossReportFinding) -> dict[str, Any]:
    """Return a finding among reports as JSON output has it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "agencies": list(finding.agencies),
        "files": list(finding.files),
        "cells": list(finding.cells),
        "message": str(finding.message),
        "left": number(finding.left),
        "right": number(finding.right),
    }
