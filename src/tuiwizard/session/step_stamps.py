"""How far each step has come, as the stamp it bears in the line of steps."""

from collections import Counter
from collections.abc import Iterable

from tuiwizard.report.draft import Draft, Progress, SectionState
from tuiwizard.report.remarks import open_remarks
from tuiwizard.report.sign_off import SignOffStatus
from tuiwizard.report.state import State, StepStamp, without_ordinal
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.session.view import step_name, steps


def step_stamps(
    draft: Draft, findings: Iterable[Finding], status: SignOffStatus
) -> tuple[StepStamp, ...]:
    """Return all steps of a draft.

    Args:
        draft: The draft.
        findings: What is found in it.
        status: How it stands with the sign-off.
    """
    queries = Counter(f.section for f in findings if f.blocks and f.severity is Severity.QUERY)
    stamps = []
    for step in steps(draft):
        name = without_ordinal(step_name(draft, step))
        if step == "publish":
            state = _last_step(draft, sum(queries.values()), status), 0
        elif open_remarks(draft, step):
            state = State.RETURNED, 0
        else:
            state = _of_section(draft.progress(step), queries[step])
        stamps.append(StepStamp(step, name, *state))
    return tuple(stamps)


def _of_section(progress: Progress, queries: int) -> tuple[State, int]:
    if progress.state is SectionState.WRONG:
        return State.ERROR, progress.wrong
    if queries:
        return State.QUERY, queries
    match progress.state:
        case SectionState.COMPLETE:
            return State.DONE, 0
        case SectionState.FILLING:
            return State.FILLING, progress.missing
        case _:
            return State.BLANK, 0


def _last_step(draft: Draft, queries: int, status: SignOffStatus) -> State:
    """Checking and publishing: signed, ready to be signed, or what keeps it from that."""
    if status is SignOffStatus.SIGNED:
        return State.SIGNED
    if draft.report.complete and not queries:
        return State.DONE
    begun = any(draft.progress(s).state is not SectionState.NOT_STARTED for s in draft.section_keys)
    return State.FILLING if begun else State.BLANK
