"""The questions in their order, and the way from one to another."""

from functools import cache

from tuiwizard.drafts.recents import recent_for
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.plain.asking import questions_of
from tuiwizard.plain.publishing import PLACE, publish_questions
from tuiwizard.plain.question import Question
from tuiwizard.report.draft import Draft, SectionState
from tuiwizard.report.labels import normal
from tuiwizard.session import Session
from tuiwizard.session.view import YEAR, step_name, steps


@cache
def questions(edition: str) -> dict[str, Question]:
    """All questions by their paths, in the order in which they are asked."""
    cells = (question for key in section_keys(edition) for question in questions_of(edition, key))
    return {question.path: question for question in (*cells, *publish_questions())}


def first_of(edition: str, step: str) -> str:
    """The first question of a step."""
    return next(path for path, asked in questions(edition).items() if asked.step == step)


def beside(edition: str, path: str, by: int) -> str:
    """The question before or behind another; empty beyond the ends."""
    order = list(questions(edition))
    at = order.index(path) + by
    return order[at] if 0 <= at < len(order) else ""


def first_open(session: Session) -> str:
    """The first question that lacks an answer, or has a wrong one."""
    draft = session.draft
    if draft.progress("agency").state is SectionState.NOT_STARTED:
        return YEAR
    violations = [violation for key in draft.section_keys for violation in draft.violations(key)]
    wanted = {path for violation in violations for path in violation.cells[:1]}
    every = questions(draft.edition)
    opened = (path for path, asked in every.items() if path in wanted or asked.open(session))
    return next(opened, PLACE)


def resume(session: Session) -> str:
    """Where to go on: where the person was, unless something is open before it."""
    recent = recent_for(session.path)
    order = list(questions(session.draft.edition))
    opened = first_open(session)
    left = recent.at if recent is not None and recent.at in order else opened
    return min(opened, left, key=order.index)


def found(draft: Draft, words: str) -> str:
    """The question that somebody names: a step's number, name or key, a path, or a row.

    Returns:
        Its path; empty if there is none.
    """
    wanted = words.strip()
    every = questions(draft.edition)
    if wanted in every:
        return wanted
    names_of = {
        step: (str(n), step, step_name(draft, step)) for n, step in enumerate(steps(draft), 1)
    }
    for step, names in names_of.items():
        if wanted in names:
            return first_of(draft.edition, step)
    known = normal(wanted)
    for step, names in names_of.items():
        if len(known) > 1 and known in normal(names[-1]):
            return first_of(draft.edition, step)
    return _row(draft, known) if len(known) > 1 else ""


def _row(draft: Draft, known: str) -> str:
    """The first cell whose row or column, or whose path, holds some words."""
    for key in draft.section_keys:
        for path, cell in cells_by_path(draft.edition, key).items():
            named = known in normal("".join((*cell.row, *cell.column))) or known in normal(path)
            if named and not cell.computed:
                return path
    return ""
