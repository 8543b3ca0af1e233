"""Findings as they are shown: grouped by step, one line each, and one of them in detail."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tuiwizard.forms.balance import BALANCE
from tuiwizard.forms.common import Kind
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.short_label import short_label
from tuiwizard.report.draft import Draft, SectionState
from tuiwizard.report.excerpt import around
from tuiwizard.report.state import State
from tuiwizard.report.tally import column_balance, figures
from tuiwizard.rules.finding import Finding, Severity, by_weight
from tuiwizard.rules.registry import RULES
from tuiwizard.session import Session
from tuiwizard.session.view import on_one_line
from tuiwizard.words import Message, tr

MOST_FIGURES = 8
"""Cells whose figures a detail lists; what a whole table lacks is seen in the table."""

_TERMS = len(BALANCE.terms)
"""Cells of a column whose balance fails."""

_TITLES = {rule.code: Message(rule.title) for rule in RULES}


_COUNTED = (State.ERROR, State.BLANK, State.QUERY, State.ANSWERED, State.ADVICE)
"""What the numbers of `StepCounts` count, in the same order."""


class StepCounts(NamedTuple):
    """How many findings of each kind a step has; the worst first.

    Attributes:
        errors: What is wrong and has to be put right.
        missing: What is blank and has to be filled in.
        queries: What has to be put right or explained.
        explained: Queries that are explained.
        advice: What may be looked at.
    """

    errors: int = 0
    missing: int = 0
    queries: int = 0
    explained: int = 0
    advice: int = 0

    @property
    def blocking(self) -> int:
        """How many keep the report from being published."""
        return self.errors + self.queries + self.missing


def counts(draft: Draft, findings: Iterable[Finding]) -> dict[str, StepCounts]:
    """Return how many findings of each kind each section has, in the order of the form."""
    found = Counter((finding.section, state_of(draft, finding)) for finding in findings)
    return {
        key: StepCounts(*(found[key, state] for state in _COUNTED)) for key in draft.section_keys
    }


def is_missing(draft: Draft, finding: Finding) -> bool:
    """Return whether an error is that something is blank, and not that something is wrong."""
    return finding.severity is Severity.ERROR and not any(
        draft.entries(path.partition(".")[0]).get(path).strip() for path in finding.cells
    )


def state_of(draft: Draft, finding: Finding) -> State | None:
    """Return what a finding is stamped with; None where nothing was checked."""
    match finding.severity:
        case Severity.ERROR:
            return State.BLANK if is_missing(draft, finding) else State.ERROR
        case Severity.QUERY:
            return State.ANSWERED if finding.explained else State.QUERY
        case Severity.ADVICE:
            return State.ADVICE
        case Severity.UNCHECKED:
            return None


class StepFindings(NamedTuple):
    """The findings about a step, the most serious first."""

    step: str
    findings: tuple[Finding, ...]


class Overview(NamedTuple):
    """All findings about a draft.

    Attributes:
        steps: The steps that have any, in the order of the form.
        clean: The other steps.
        unchecked: What could not be checked: one for each reason, with how many rules it stopped.
    """

    steps: tuple[StepFindings, ...]
    clean: tuple[str, ...]
    unchecked: tuple[tuple[Finding, int], ...]

    @property
    def rules_unchecked(self) -> int:
        """How many rules had nothing to compare with."""
        return sum(number for _, number in self.unchecked)

    @property
    def listed(self) -> tuple[Finding, ...]:
        """The findings in the order in which they are shown."""
        return (
            *(finding for step in self.steps for finding in step.findings),
            *(finding for finding, _ in self.unchecked),
        )


def overview(draft: Draft, findings: Iterable[Finding]) -> Overview:
    """Return findings grouped by step; what could not be checked for one reason is one."""
    ordered = by_weight(findings, draft.section_keys)
    judged = [f for f in ordered if f.severity is not Severity.UNCHECKED]
    why = Counter(f.why_unchecked for f in ordered if f.severity is Severity.UNCHECKED)
    first: dict[object, Finding] = {}
    for finding in ordered:
        if finding.severity is Severity.UNCHECKED:
            first.setdefault(finding.why_unchecked, finding)
    by_step = {
        key: tuple(sorted((f for f in judged if f.section == key), key=lambda f: _rank(draft, f)))
        for key in draft.section_keys
    }
    return Overview(
        tuple(StepFindings(key, found) for key, found in by_step.items() if found),
        tuple(key for key, found in by_step.items() if not found),
        tuple((finding, why[finding.why_unchecked]) for finding in first.values()),
    )


def _rank(draft: Draft, finding: Finding) -> int:
    """Return where a finding comes among those of its step: wrong before blank."""
    state = state_of(draft, finding)
    return _COUNTED.index(state) if state is not None else len(_COUNTED)


class Problem(NamedTuple):
    """What is to be said of a cell where it stands.

    Attributes:
        state: What it is stamped with.
        words: What is wrong, and what to do.
        urgent: Whether it needs the person now: not what is blank in a step not yet begun.
    """

    state: State
    words: str
    urgent: bool


def problems(session: Session, key: str) -> dict[str, Problem]:
    """Return what is to be said of each cell of a section, the worst of each."""
    draft = session.draft
    begun = draft.progress(key).state is not SectionState.NOT_STARTED
    reasons = {violation.cells[0]: violation.reason for violation in draft.violations(key)}
    found: dict[str, Problem] = {}
    ordered = sorted(
        (f for f in session.findings() if f.section == key), key=lambda f: _rank(draft, f)
    )
    for finding in ordered:
        state = state_of(draft, finding)
        for path in finding.cells if state not in (None, State.ANSWERED) else ():
            if path not in found and state is not None:
                hard = finding.severity is Severity.ERROR and reasons.get(path)
                words = on_one_line(hard or finding.message)
                urgent = finding.blocks and (begun or state is not State.BLANK)
                found[path] = Problem(state, words, urgent)
    return found


class Wrong(NamedTuple):
    """Something on the page that has to be changed or explained.

    Attributes:
        place: The cell.
        words: The words in its text; empty where the cell as a whole is meant.
    """

    place: str
    words: str = ""


def wrong_places(session: Session) -> tuple[Wrong, ...]:
    """Return what is to be marked on the page: not what is only blank, which says so itself."""
    found = []
    for finding in session.findings():
        if finding.blocks and not is_missing(session.draft, finding):
            span = finding.span
            if span is not None:
                found.append(Wrong(span.path, session.text(span.path)[span.start : span.end]))
            else:
                found += [Wrong(path) for path in finding.cells if _is_short(session, path)]
    return tuple(found)


class FigureLine(NamedTuple):
    """A figure that a finding is about.

    Attributes:
        label: Whose it is.
        figure: As it is typed, or the sum.
        last: Last year's; empty where there is none.
        sum: Whether it adds up those above it.
    """

    label: str
    figure: str
    last: str = ""
    sum: bool = False


class Passage(NamedTuple):
    """The words of a text that a finding is about, with those around them."""

    before: str
    words: str
    after: str


class Detail(NamedTuple):
    """Everything there is to know of a finding.

    Attributes:
        title: What its rule asks.
        sentence: What is wrong, and what to do.
        figures: The figures of its cells; two groups where two sums should be equal.
        difference: By how much they differ; empty where that is not known.
        passage: The passage of a text it is about.
        fixes: What can be done about it at once, a line each.
        explanation: The reason that was given, or whether one may be.
    """

    title: str
    sentence: str
    figures: tuple[tuple[FigureLine, ...], ...]
    difference: str
    passage: Passage | None
    fixes: tuple[str, ...]
    explanation: str


def detail(session: Session, finding: Finding) -> Detail:
    """Return what there is to know of a finding."""
    both = finding.left is not None and finding.right is not None
    missing = is_missing(session.draft, finding)
    return Detail(
        str(_TITLES.get(finding.rule, finding.word)),
        on_one_line(finding.why_unchecked or finding.message),
        () if missing else _figures(session, finding),
        str(abs((finding.left or 0) - (finding.right or 0))) if both else "",
        _passage(session, finding),
        fixes(session, finding),
        _explanation(session, finding),
    )


def _figures(session: Session, finding: Finding) -> tuple[tuple[FigureLine, ...], ...]:
    balanced = _balanced(session, finding)
    if balanced:
        return balanced
    lines = tuple(_figure(session, path) for path in finding.cells if _is_short(session, path))
    return (lines[:MOST_FIGURES],) if lines else ()


def _is_short(session: Session, path: str) -> bool:
    """Return whether a cell holds a figure or a line, and no long text."""
    cell = cells_by_path(session.draft.edition, path.partition(".")[0]).get(path)
    return cell is not None and cell.kind is not Kind.TEXT


def _figure(session: Session, path: str) -> FigureLine:
    cell = cells_by_path(session.draft.edition, path.partition(".")[0])[path]
    value = session.case.this.value(path) if cell.computed else session.text(path)
    shown = "" if value is None else on_one_line(str(value))
    words = dict(cell.answers)
    figure = words.get(shown, shown) or tr("空")
    return FigureLine(short_label(cell), figure, session.last_year(path))


def _balanced(session: Session, finding: Finding) -> tuple[tuple[FigureLine, ...], ...]:
    """Return both sides of the balance that a column of a table fails; nothing for other rules."""
    draft, key = session.draft, finding.section
    if len(finding.cells) != _TERMS or finding.left is None:
        return ()
    known = figures(draft.edition, key, draft.entries(key))
    balance = column_balance(draft.edition, finding.cells[0], known)
    if balance is None or balance.left.total != finding.left:
        return ()
    figure_lines = (_figure(session, path) for path in finding.cells)
    rows, sides = (line._replace(label=_row(line.label)) for line in figure_lines), []
    for side in (balance.left, balance.right):
        terms = tuple(next(rows) for _ in side.terms)
        name = "＋".join(ordinal for ordinal, _ in side.terms)  # not said: printed
        sides.append((*terms, FigureLine(name, str(side.total), sum=True)))
    return tuple(sides)


def _row(label: str) -> str:
    """Return the label of a row without that of the column, which all of them share."""
    # "本年新收 · 自然人" -> "本年新收"
    return label.partition(" · ")[0]


def _passage(session: Session, finding: Finding) -> Passage | None:
    if finding.span is None:
        return None
    text, start, end = session.text(finding.span.path), finding.span.start, finding.span.end
    before, after = around(text, start, end)
    return Passage(*(on_one_line(part) for part in (before, text[start:end], after)))


def fixes(session: Session, finding: Finding) -> tuple[str, ...]:
    """Return what the program can put right about a finding, a line for each way."""
    span = finding.span
    if finding.fixes or span is None or not span.replacement:
        return tuple(on_one_line(way.words) for way in finding.fixes)
    wrong = on_one_line(session.text(span.path)[span.start : span.end])
    return (tr("把“{text}”改成“{put}”", text=wrong, put=span.replacement),)


def _explanation(session: Session, finding: Finding) -> str:
    """Return the reason that settles a query, or whether one is wanted."""
    given = session.reason_for(finding) if finding.explained else None
    if given is not None:
        by = on_one_line(given.by) or tr("未署名")
        return tr("{reason}（{by}）", reason=on_one_line(given.reason), by=by)
    match finding.severity:
        case Severity.ERROR:
            return tr("错误不能用说明代替，要改正")
        case Severity.QUERY:
            return tr("没有错就写明原因；不公布，随草稿给审核人看")
        case Severity.ADVICE:
            return tr("不妨碍公布")
        case Severity.UNCHECKED:
            return tr("有了可以对照的内容，自动再查")
