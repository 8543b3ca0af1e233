"""Table 4, 行政复议、行政诉讼情况: R401 and R402."""

from collections.abc import Iterator
from functools import cache

from tuiwizard.forms.layout import cells
from tuiwizard.report.figures import Figures
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.requests import misprinted
from tuiwizard.rules.rule import NotChecked, Observation, rule
from tuiwizard.words import Message

ADVERSE = ("partly_granted", "refused", "unavailable", "not_processed")
"""Outcomes of table 3 that an applicant may appeal against."""


@rule("R401", Severity.ERROR, "原件印的总计等于各格之和", section="appeals")
def printed_totals(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2021〕30号附表四：总计是四种结果之和。

    只在从印好的年报录入时检查；在本程序里填的，总计由程序计算，不会错。
    """
    yield from misprinted(case, "appeals")


@rule(
    "R402", Severity.ADVICE, "有复议诉讼，就有过不利的答复", section="appeals", reads=("requests",)
)
def appeals_have_a_cause(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第五十一条：认为公开工作侵犯其合法权益的，可以申请行政复议、提起行政诉讼。

    今年和上年都没有部分公开、不予公开、无法提供、不予处理的，复议诉讼由何而来值得核对。
    """
    totals = tuple(c.path for c in cells(case.draft.edition, "appeals") if c.computed)
    cases = case.this.total(*totals)
    if cases == 0:
        return
    adverse = _adverse(case.this)
    numbers = {key: case.number(key) for key in ("requests", "appeals")}
    if cases is None or adverse is None:
        yield NotChecked(Message("表{requests}或表{appeals}没有填好", **numbers))
    elif not adverse and case.last is None:
        yield NotChecked(case.why_no_last)
    elif not adverse and case.last and _adverse(case.last) == 0:
        yield Observation(
            (*(path for path in totals if case.this.value(path)), "requests.outcomes.total.total"),
            Message(
                "表{appeals}有复议诉讼 {cases} 件，而今年和上年表{requests}都没有部分公开、"
                "不予公开、无法提供、不予处理的申请（0 件），请核对表{requests}和表{appeals}",
                cases=cases,
                **numbers,
            ),
            cases,
            0,
            brief=Message("有复议诉讼 {cases} 件，却没有不利的答复", cases=cases),
        )


def _adverse(figures: Figures) -> int | None:
    return figures.total(*_adverse_rows(figures.draft.edition))


@cache
def _adverse_rows(edition: str) -> tuple[str, ...]:
    paths = [cell.path for cell in cells(edition, "requests")]
    return tuple(p for p in paths if p.split(".")[2] in ADVERSE and p.endswith(".total"))


RULES = (printed_totals, appeals_have_a_cause)
