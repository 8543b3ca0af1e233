"""A published report as `tuiwizard import` reads it: figures, texts, findings, and a draft."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tuiwizard.cli.findings import finding_object, number
from tuiwizard.drafts import files, store
from tuiwizard.errors import CommandError, SourceError
from tuiwizard.forms.common import Kind
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import edition_for
from tuiwizard.importing import read_published
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.lexicon import tables
from tuiwizard.importing.slots import Printed
from tuiwizard.importing.source_lines import Position
from tuiwizard.importing.sources import MAX_BYTES
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.rules.registry import RULES
from tuiwizard.words import numeral, plural, tr

CONTRADICTIONS = frozenset(("R201", "R301", "R302", "R304", "R305", "R401"))
"""The rules by which a printed report contradicts itself; `check` runs all the others."""


@dataclass(frozen=True)
class CheckedImport:
    """What was read, and what the rules say of it."""

    imported: Imported
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether everything was read, and nothing contradicts itself."""
        return not (self.imported.missing or any(f.blocks for f in self.findings))


def read_report(source: str, agency: str = "", year: int | None = None) -> CheckedImport:
    """Read a published report, and let the rules look at it.

    Args:
        source: The file, or `-` for text on stdin.
        agency: The office's name, if the source does not print it or not in full.
        year: The report year, if the source does not print it.

    Raises:
        TuiwizardError: The source cannot be read.
    """
    return _checked(_imported(source, agency, year))


def _imported(source: str, agency: str, year: int | None) -> Imported:
    if source.lower().endswith(".toml"):
        return _from_draft(store.load(Path(source)), agency, year)
    try:
        return read_published(_bytes(source), source, agency=agency, year=year)
    except SourceError as error:
        raise SourceError(tr("{source}：{error}", source=source, error=error)) from error.__cause__


def _bytes(source: str) -> bytes:
    """All of a source of bearable size."""
    if source == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    return files.read_at_most(MAX_BYTES + 1, Path(source), tr("年报的文件"))


def _from_draft(draft: Draft, agency: str, year: int | None) -> Imported:
    """A draft of this program as an imported report: its figures are as printed."""
    texts = {p: t for key in draft.section_keys for p, t in draft.entries(key).texts.items()}
    figures = Figures(draft)
    printed = {
        cell.path: Printed(texts[cell.path], figures.value(cell.path), texts[cell.path], Position())
        for cell in _table_cells(draft.edition)
        if cell.path in texts
    }
    rest = {p: t for p, t in texts.items() if p not in printed}
    missing = tuple(c.path for c in _table_cells(draft.edition) if c.path not in printed)
    name = agency or texts.get("agency.name", "")
    return Imported(name, year or draft.year, draft.edition, printed, rest, (), missing)


def _table_cells(edition: str) -> Iterator[Cell]:
    return (c for key in tables(edition) for c in cells(edition, key) if not c.computed)


def _checked(imported: Imported) -> CheckedImport:
    """What the rules say of the figures, on the form that was used, whatever its year."""
    year = imported.year
    own = year if year is not None and edition_for(year) == imported.edition else None
    draft = imported.draft(own or int(imported.edition))
    case = Case(draft, printed=imported.totals)
    found = [f for rule in RULES if rule.code in CONTRADICTIONS for f in rule.findings(case)]
    lost = imported.lost_note(year) if year is not None else ""
    notes = [*map(str, imported.notes), *_unchecked(found), *filter(None, [lost])]
    findings = tuple(f for f in found if f.severity is not Severity.UNCHECKED)
    return CheckedImport(imported, findings, tuple(notes))


def _unchecked(found: Iterable[Finding]) -> Iterator[str]:
    """What could not be compared, one sentence for each rule."""
    by_rule: dict[str, list[str]] = {}
    for finding in found:
        if finding.severity is Severity.UNCHECKED:
            by_rule.setdefault(finding.rule, []).append(str(finding.message))
    for rule, messages in by_rule.items():
        more = tr("（这样的共 {n} 处）", n=len(messages)) if len(messages) > 1 else ""
        yield f"{rule} {messages[0]}{more}"


def write_draft(imported: Imported, output: Path, *, force: bool) -> None:
    """Write what was read as a draft.

    Raises:
        CommandError: The year is not known.
        SaveError: It could not be written, or is there already.
    """
    if imported.year is None:
        raise CommandError(tr("没有读到年度，不能写草稿，请用 --year 指定"))
    store.create(output, imported.draft(imported.year), force=force)


def report_object(checked: CheckedImport) -> dict[str, Any]:
    """What was read, as JSON output has it."""
    imported = checked.imported
    shown: dict[str, int | float | None] = dict.fromkeys(
        cell.path for cell in _table_cells(imported.edition)
    )
    for path, printed in imported.printed.items():
        if path not in imported.totals:
            shown[path] = number(printed.value)
    proved = {path: printed.proof for path, printed in imported.printed.items() if printed.proof}
    return {
        "agency": imported.agency,
        "year": imported.year,
        "edition": imported.edition,
        "cells": shown,
        "totals": {path: number(value) for path, value in imported.totals.items()},
        "texts": dict(_narratives(imported)),
        "unread": [{"text": one.text, "place": str(one.place)} for one in imported.unread],
        "notes": list(checked.notes),
        "findings": [finding_object(finding) for finding in checked.findings],
        "proved": proved,
    }


def _narratives(imported: Imported) -> Iterator[tuple[str, str]]:
    """The texts by section."""
    for key in section_keys(imported.edition):
        for cell in cells(imported.edition, key):
            if cell.kind is Kind.TEXT and cell.path in imported.texts:
                yield key, imported.texts[cell.path]


def report_lines(source: str, checked: CheckedImport) -> Iterator[str]:
    """What was read, and what is missing and wrong and where, for people."""
    imported = checked.imported
    year = tr("{year} 年", year=imported.year) if imported.year is not None else tr("年度未知")
    every = sum(len(cells(imported.edition, key)) for key in tables(imported.edition))
    read = every - len(imported.missing)
    name = imported.agency or tr("机关名称未知")
    yield tr(
        "{source}：{name} {year}，{edition} 版表格，{tables}张表 {every} 格，读到 {read} 格",
        source=source,
        name=name,
        year=year,
        edition=imported.edition,
        tables=numeral(len(tables(imported.edition))),
        every=every,
        read=read,
    )
    for finding in checked.findings:
        yield tr("  矛盾 {rule} {message}", rule=finding.rule, message=finding.message)
        yield tr("      在 {places}", places=_places(imported, finding.cells))
    for what in _missing(imported):
        yield tr("  缺 {what}", what=what)
    for note in checked.notes:
        yield tr("  注意 {note}", note=note)
    for path, text in imported.texts.items():
        yield plural("  正文 {path}：{n} 字", len(text), path=path)


def _places(imported: Imported, paths: Iterable[str]) -> str:
    """Cells with where they stand in the source."""
    said = (
        tr("{path}（{place}）", path=path, place=imported.printed[path].place)
        if path in imported.printed
        else path
        for path in paths
    )
    return tr("、").join(said)


def _missing(imported: Imported) -> Iterator[str]:
    """What was not read, row by row."""
    missing = set(imported.missing)
    rows: dict[tuple[str, ...], list[Cell]] = {}
    for key in tables(imported.edition):
        for cell in cells(imported.edition, key):
            if cell.path in missing:
                rows.setdefault(cell.row or cell.column[:1], []).append(cell)
    for labels, found in rows.items():
        paths = (
            found[0].path
            if len(found) == 1
            else tr("{path} 等 {n} 格", path=found[0].path, n=len(found))
        )
        yield tr("“{label}”：{paths}", label=labels[-1], paths=paths)
