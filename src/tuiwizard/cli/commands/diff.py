"""`tuiwizard diff`: two reports compared, or a parent's with the sum of its children."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from tuiwizard.cli.findings import number
from tuiwizard.cli.grammar import Parser, with_format
from tuiwizard.cli.merge_inputs import chosen, given_tasks, read_merge_inputs
from tuiwizard.cli.merge_report import cross_finding_object
from tuiwizard.cli.output import emit_json, say, tell
from tuiwizard.county.checked_report import check_report
from tuiwizard.county.let_in import EVERYBODY
from tuiwizard.county.merge import merge
from tuiwizard.county.merge_input import merge_input_of
from tuiwizard.county.parent_check import against_children
from tuiwizard.county.received_file import ReceivedFile, read_file
from tuiwizard.errors import CommandError
from tuiwizard.forms.common import Kind
from tuiwizard.report.table_diff import BOTH, LEFT, CellChange, compare
from tuiwizard.rules.finding import Severity
from tuiwizard.words import plural, tr


def add_arguments(parser: Parser) -> None:
    """Add the two reports, or one and its children."""
    parser.add_argument("left", metavar="A", type=Path, help=tr("草稿或已公布的年报"))
    parser.add_argument("right", metavar="B", nargs="?", type=Path, help=tr("和 A 比的另一份"))
    parser.add_argument(
        "--children",
        metavar="FILE|FOLDER",
        nargs="+",
        type=Path,
        help=tr("代替 B：A 是上级的年报，和这些年报之和逐格核对"),
    )
    with_format(parser)


def run(options: Namespace) -> int:
    """Compare two reports, or one with the sum of others.

    Raises:
        CommandError: Both are asked for, or neither.
    """
    as_json = options.format == "json"
    if (options.right is None) == (options.children is None):
        raise CommandError(tr("请给出要比较的两份年报，或一份年报和 --children"))
    if options.children is not None:
        return compare_with_children(options.left, options.children, as_json=as_json)
    return compare_two(options.left, options.right, as_json=as_json)


def compare_two(left: Path, right: Path, *, as_json: bool) -> int:
    """Say where two reports differ.

    Args:
        left: A draft or a published report; what differences are counted from.
        right: Another.
        as_json: Print one JSON object instead of text.

    Returns:
        0: compared, whether they differ or not.

    Raises:
        TuiwizardError: One of them cannot be read.
    """
    here, there = read_file(left), read_file(right)
    found = _by_section(compare(here.draft, there.draft))
    if as_json:
        sections = [_section_object(changes) for changes in found]
        emit_json({"left": _side(here), "right": _side(there), "sections": sections})
        return 0
    say(
        tr(
            "{here} → {there}：{verdict}",
            here=_whose(here),
            there=_whose(there),
            verdict="" if found else tr("没有不同"),
        )
    )
    for changes in found:
        say(changes[0].title)
        for change in changes:
            for line in _lines(change):
                say(f"  {line}")
    return 0


def _by_section(changes: Iterable[CellChange]) -> list[list[CellChange]]:
    """Return the changes of each section, texts behind the other cells."""
    groups = groupby(changes, lambda change: change.section)
    return [sorted(group, key=lambda change: change.kind is Kind.TEXT) for _, group in groups]


def compare_with_children(parent: Path, children: Sequence[Path], *, as_json: bool) -> int:
    """Say where a report differs from the sum of others (R953), whatever state they are in.

    Returns:
        0: no cell differs; 1: some do, or the others cannot be added up; 2: one of them could
        not be read.

    Raises:
        TuiwizardError: The parent's report cannot be read, or is of another year.
    """
    file = read_file(parent)
    ref = merge_input_of(check_report(file)).ref
    unreadable: dict[str, str] = {}
    reports = chosen(read_merge_inputs(given_tasks(children, (parent,)), unreadable), children, [])
    merged = merge(reports, "", let_in=EVERYBODY)
    found = merged.refused
    if merged.draft is not None:
        if merged.draft.year != file.draft.year:
            raise CommandError(
                tr(
                    "{parent} 是 {year} 年的，下级的年报是 {year2} 年的，请给出同一年度的",
                    parent=parent,
                    year=file.draft.year,
                    year2=merged.draft.year,
                )
            )
        found = against_children(file.draft, ref, merged.draft)
    for sentence in unreadable.values():
        tell(sentence)
    for report in merged.left_out:
        tell(tr("没有计入 {file}：{why_not}", file=report.ref.file, why_not=report.why_not or ""))
    blocking = [finding for finding in found if finding.severity is not Severity.UNCHECKED]
    if as_json:
        counted = [report.ref.file for report in merged.added]
        findings = [cross_finding_object(finding) for finding in found]
        emit_json({"parent": _side(file), "children": counted, "findings": findings})
    else:
        differ = plural("{n} 处不同", len(blocking)) if blocking else tr("没有不同")
        say(
            plural(
                "{received}，下级 {n} 份：{differ}",
                len(merged.added),
                received=_whose(file),
                differ=differ,
            )
        )
        for finding in found:
            say(f"  {finding.rule} {finding.message}")
    if unreadable:
        return 2
    return 1 if blocking or merged.draft is None else 0


def _whose(file: ReceivedFile) -> str:
    name = file.draft.agency_name or tr("机关名称未填")
    return tr("{path}（{name} {year} 年）", path=file.path, name=name, year=file.draft.year)


def _side(file: ReceivedFile) -> dict[str, Any]:
    draft = file.draft
    return {
        "path": str(file.path),
        "agency": draft.agency_name,
        "year": draft.year,
        "edition": draft.edition,
    }


def _lines(change: CellChange) -> Iterator[str]:
    if change.kind is Kind.TEXT:
        yield tr("{label}：", label=change.label)
        yield from (f"  {mark} {line}" for mark, line in change.paragraphs())
    else:
        yield tr("{label}：{change}", label=change.label, change=_figures(change))


def _figures(change: CellChange) -> str:
    if change.on != BOTH:
        form = tr("前") if change.on == LEFT else tr("后")
        return tr(
            "{left}，只有{form}一份的表格有这一格",
            left=change.left or change.right or tr("（空）"),
            form=form,
        )
    blank = tr("（空）")
    said = f"{change.left or blank} → {change.right or blank}"
    if change.difference is None:
        return said
    exact = change.difference
    difference = f"{exact:+f}" if isinstance(exact, Decimal) else f"{exact:+}"
    ratio = tr("，{ratio:+.2%}", ratio=change.ratio - 1) if change.ratio is not None else ""
    return tr("{said}（{difference}{ratio}）", said=said, difference=difference, ratio=ratio)


def _section_object(changes: list[CellChange]) -> dict[str, Any]:
    return {
        "section": changes[0].section,
        "title": changes[0].title,
        "cells": [_cell_object(change) for change in changes if change.kind is not Kind.TEXT],
        "texts": [_text_object(change) for change in changes if change.kind is Kind.TEXT],
    }


def _cell_object(change: CellChange) -> dict[str, Any]:
    return {
        "path": change.path,
        "label": change.label,
        "left": change.left,
        "right": change.right,
        "on": change.on,
        "difference": number(change.difference),
        "ratio": number(change.ratio),
        "computed": change.computed,
    }


def _text_object(change: CellChange) -> dict[str, Any]:
    lines = [{"change": mark, "text": line} for mark, line in change.paragraphs()]
    return {"path": change.path, "label": change.label, "on": change.on, "lines": lines}
