"""Answers from a file: applied through the session, in the order of the form, nobody asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tuiwizard.drafts import files
from tuiwizard.errors import SaveError, YearError
from tuiwizard.forms.common import Kind, Problem
from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import edition_for
from tuiwizard.plain.answers import Answers, Output, Reason
from tuiwizard.plain.keeping import Keeper
from tuiwizard.plain.lines import Lines
from tuiwizard.plain.opening import open_draft
from tuiwizard.rendering.document import stamped
from tuiwizard.rendering.formats import format_of, write
from tuiwizard.report.entries import read_cell
from tuiwizard.report.sign_off import SIGNATORIES, SignOffStatus
from tuiwizard.rules.finding import Severity
from tuiwizard.session import Session, clock
from tuiwizard.session.opening import default_year
from tuiwizard.words import tr


@dataclass
class Applied:
    """What became of a file of answers.

    Attributes:
        session: The draft, saved.
        done: What was done, a sentence each.
        refused: What was not taken and why, a sentence each with its file and key.
    """

    session: Session
    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def blocking(self) -> int:
        """How many findings keep the report from being published."""
        return sum(finding.blocks for finding in self.session.findings())


def apply(path: Path, answers: Answers, lines: Lines, previous: Path | None = None) -> Applied:
    """Open a draft, give all answers, save it, and write the files that are asked for.

    Args:
        path: The draft, made if it is not there.
        answers: The answers.
        lines: Where to say what stands in the way of opening; nobody answers.
        previous: Last year's report, in place of the one that the answers name.

    Raises:
        TuiwizardError: The draft cannot be opened or saved, a file not be written, or a key of
            the answers is not known; then nothing was changed.
    """
    if not files.is_there(path):  # a wrong key must not leave an empty draft behind
        answers.check(edition_for(answers.wishes.year or default_year(clock.today(), path)))
    session = open_draft(path, lines)
    keeper = Keeper(session)
    try:
        answers.check(edition_for(answers.wishes.year or session.draft.year))
        applied = Applied(session)
        _fill(applied, answers, previous)
        _save(keeper)
        _sign_off(applied, answers)
        _save(keeper)
        for output in answers.wishes.outputs:
            _put_out(applied, answers, output)
    finally:
        session.remember(session.draft.section_keys[0])
        keeper.close()
        session.file.release()
    return applied


def _save(keeper: Keeper) -> None:
    keeper.save("publish", settled=True)
    if keeper.outcome.error is not None:
        raise SaveError(keeper.outcome.failure)


def _fill(applied: Applied, answers: Answers, previous: Path | None) -> None:
    session, wishes = applied.session, answers.wishes
    if wishes.year is not None:
        try:
            session.set_year(wishes.year)
        except YearError as error:
            applied.refused.append(tr("{file} 的“year”：{error}", file=answers.file, error=error))
            return
    if previous is None and wishes.previous:
        previous = answers.path(wishes.previous)
    if previous is not None:
        session.compare_with(previous)
    if wishes.offers:
        suggestions = session.suggestions().items()
        session.edit({p: t for p, t in suggestions if not session.text(p).strip()}, tr("带入上年"))
    for key in session.draft.section_keys:
        texts = dict(_texts(applied, answers, key))
        session.edit(texts)
    edition = session.draft.edition
    for group in wishes.zeros:
        session.fill_zeros(
            cell.path
            for cell in cells(edition, group.partition(".")[0])
            if cell.path == group or cell.path.startswith(f"{group}.")
        )
    for reason in wishes.explanations:
        _explain(applied, reason)


def _texts(applied: Applied, answers: Answers, key: str) -> Iterator[tuple[str, str]]:
    """The answers to the cells of a section that can be taken; the others are named."""
    for cell in cells(applied.session.draft.edition, key):
        if cell.path in answers.texts:
            text = answers.texts[cell.path]
            if cell.kind is Kind.TEXT:
                text = text.strip("\n")  # as TOML's long strings begin and end
            elif cell.kind is Kind.CHOICE:
                text = {words: value for value, words in cell.choices}.get(text, text)
            found = read_cell(cell, text) if text.strip() else None
            if isinstance(found, Problem):
                applied.refused.append(
                    tr(
                        "{file} 的“{path}”：{why}",
                        file=answers.file,
                        path=cell.path,
                        why=found.reason,
                    )
                )
            else:
                yield cell.path, text


def _explain(applied: Applied, reason: Reason) -> None:
    session = applied.session
    queries = [
        finding
        for finding in session.findings()
        if finding.severity is Severity.QUERY
        and finding.rule == reason.rule
        and (not reason.cells or tuple(reason.cells) == finding.cells)
    ]
    for finding in queries:
        given = session.reason_for(finding)
        if given is None or (given.reason, given.by) != (reason.reason, reason.by):
            session.explain(finding, reason.reason, reason.by)
    if not queries:
        applied.done.append(tr("没有 {rule} 这样的疑问，它的说明没有用上", rule=reason.rule))


def _sign_off(applied: Applied, answers: Answers) -> None:
    session, wished = applied.session, answers.wishes.review
    if wished.checked:
        session.check_items(wished.checked)
    for key, _ in SIGNATORIES:
        signatory = wished.signatory(key)
        if signatory.by.strip():
            session.set_signatory(key, signatory.by, signatory.on)
    for section, remark in wished.remarks.items():
        session.remark(section, remark)
    if wished.sign and session.sign_off_status is not SignOffStatus.SIGNED:
        obstacles = session.sign()
        if obstacles:
            applied.refused.append(tr("没有签发：{obstacles}", obstacles=tr("；").join(obstacles)))
        else:
            applied.done.append(tr("已签发"))


def _put_out(applied: Applied, answers: Answers, output: Output) -> None:
    """Write one file, unless it may not go out yet."""
    session = applied.session
    target = answers.path(output.path)
    if not output.as_draft and not session.publishable:
        reason = tr("；").join(session.obstacles) or str(session.sign_off_status)
        applied.refused.append(
            tr(
                "没有输出 {target}：{reason}；要输出草稿就写 as_draft = true",
                target=target,
                reason=reason,
            )
        )
        return
    target = stamped(target) if output.as_draft else target
    if not output.force:
        files.refuse_to_overwrite(target)
    to = output.to or format_of(output.path)
    files.write_bytes(target, write(session.draft, to, as_draft=output.as_draft))
    applied.done.append(tr("已输出 {target}", target=target))
