"""Table 2, 主动公开政府信息情况: R202 to R205."""

from collections.abc import Iterator
from decimal import Decimal

from tuiwizard.forms.cover import label
from tuiwizard.forms.names import LEVELS
from tuiwizard.report.figures import Figures
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Fix, Severity
from tuiwizard.rules.rule import NotChecked, Observation, rule
from tuiwizard.words import Joined, Message

DOCUMENTS = ("proactive.rules", "proactive.normative_documents")
"""规章 and 规范性文件, on every edition of the form."""

BELOW_A_CITY = tuple(key for key, _ in LEVELS)[: [key for key, _ in LEVELS].index("city")]
"""Levels that cannot make 规章 (立法法第九十一条、第九十三条)."""

_UNITS = ("万元", "元")  # not said: typed

_TEN_THOUSAND = (Decimal(2_000), Decimal(50_000))
"""Ratios that look like a 万元 taken for a 元: ten thousand, and the growth of a year."""

_PER_PROJECT = (Decimal(100), Decimal(100_000_000))
"""元 that one purchase costs on average, from a stamp pad to a bridge."""


@rule("R202", Severity.QUERY, "新公开不多于总数和新制作", section="proactive")
def disclosed_within_total(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2019〕60号附表二：新公开的计入对外公开总数量，也出自新制作的。"""
    for row in DOCUMENTS:
        for larger in ("total_disclosed", "produced"):
            yield from _at_most(case, f"{row}.disclosed", f"{row}.{larger}")


@rule("R203", Severity.QUERY, "制发件数不多于现行有效件数", section="proactive")
def issued_within_in_force(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2021〕30号附表二：当年制发而没有废止的，到年底仍现行有效。"""
    for row in DOCUMENTS:
        yield from _at_most(case, f"{row}.issued", f"{row}.in_force")


def _at_most(case: Case, path: str, limit: str) -> Iterator[Observation | NotChecked]:
    """Compare a figure with the one it is part of; both may be absent from the form."""
    if not (case.this.has(path) and case.this.has(limit)):
        return
    part, whole = case.this.value(path), case.this.value(limit)
    if part is not None and whole is not None and part <= whole:
        return
    labels = case.this.label(path), case.this.label(limit)
    if part is None or whole is None:
        yield NotChecked(
            Message("“{first}”或“{second}”还没有填好", first=labels[0], second=labels[1])
        )
    else:
        yield Observation(
            (path, limit),
            Message(
                "“{first}”{part} 大于“{second}”{whole}，差 {difference}，"
                "请核对这两格；确实如此就写明原因",
                first=labels[0],
                part=part,
                second=labels[1],
                whole=whole,
                difference=part - whole,
            ),
            part,
            whole,
        )


@rule("R204", Severity.QUERY, "金额的单位", section="proactive")
def money_in_its_unit(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2021〕30号附表二：收费金额以万元计，容易误填成元。

    金额与上年相差约一万倍，或与采购项目数量相比低于每项 100 元、高于每项 1 亿元的，要核对。
    """
    if case.this.has("proactive.fees.amount"):
        yield from _against_last_year(case, "proactive.fees.amount", "万元")  # not said: typed
    if case.this.has("proactive.procurement.amount"):
        yield from _per_project(case)
        yield from _against_last_year(case, "proactive.procurement.amount", "")


def _against_last_year(case: Case, path: str, unit: str) -> Iterator[Observation | NotChecked]:
    """Compare an amount with last year's; without a unit only where both have the same."""
    # 128500万元 after 12.85万元 -> typed in 元
    now, label = case.this.value(path), case.this.label(path)
    if now is None or case.last is None:
        blank = Message("“{label}”还没有填好", label=label)
        yield NotChecked(blank if now is None else case.why_no_last)
        return
    if not case.last.has(path):
        yield NotChecked(
            Message(
                "上年年报用的是 {edition} 版表格，没有“{label}”",
                edition=case.last.draft.edition,
                label=label,
            )
        )
        return
    before = case.last.value(path)
    if before is None:
        yield NotChecked(Message("上年年报的“{label}”没有填好", label=label))
        return
    ratio = max(now, before) / min(now, before) if now and before else Decimal(1)
    same_unit = unit or _unit(case.this, path) == _unit(case.last, path)
    if same_unit and _TEN_THOUSAND[0] <= ratio <= _TEN_THOUSAND[1]:
        yield Observation(
            (path,),
            Message(
                "“{label}”{now}{unit}，上年是 {before}{unit}，相差约一万倍，请核对单位是元还是万元",
                label=label,
                now=now,
                unit=_worded(unit),
                before=before,
            ),
            now,
            before,
            fixes=(_in_the_other_unit(case.this, path, now, now > before),),
        )


def _in_the_other_unit(figures: Figures, path: str, now: int | Decimal, smaller: bool) -> Fix:
    """Return the way to put right an amount that was typed in the other unit."""
    # 128500 where 万元 is printed -> 12.85; 0.0025 -> 25
    amount = Decimal(now) / 10_000 if smaller else Decimal(now) * 10_000
    text = f"{amount.normalize():f}" + _unit(figures, path)
    return Fix(Message("改成 {amount}", amount=text), ((path, text),))


def _unit(figures: Figures, path: str) -> str:
    """Return the unit typed behind an amount, or nothing."""
    # "251000元" -> "元", "25.1" -> ""
    text = figures.text(path)
    return next((unit for unit in _UNITS if text.endswith(unit)), "")


def _worded(unit: str) -> Message | str:
    """Word the unit of an amount: `12万元`, in English `12 “万元”`."""
    return Message("{unit}", unit=unit) if unit else ""


def _per_project(case: Case) -> Iterator[Observation | NotChecked]:
    """Compare what was spent on purchases with their number."""
    # 12元 for 6 projects -> 2 元 each: typed in 万元
    path, projects = "proactive.procurement.amount", "proactive.procurement.projects"
    amount, count = case.this.value(path), case.this.value(projects)
    if amount is None or count is None:
        yield NotChecked(
            Message(
                "“{amount}”或“{projects}”还没有填好",
                amount=case.this.column(path),
                projects=case.this.column(projects),
            )
        )
        return
    unit = _unit(case.this, path)
    if not (amount and count and unit):
        return
    each = Decimal(amount) * (10_000 if unit == "万元" else 1) / count
    if not _PER_PROJECT[0] <= each <= _PER_PROJECT[1]:
        yield Observation(
            (path, projects),
            Message(
                "“{label}”{amount}{unit}，{count} 个项目平均每个 {each:,.0f} 元，"
                "请核对单位是元还是万元",
                label=case.this.label(path),
                amount=amount,
                unit=_worded(unit),
                count=count,
                each=each,
            ),
            amount,
            count,
        )


@rule("R205", Severity.QUERY, "能制定规章的机关", section="proactive", reads=("agency",))
def rules_by_who_may_make_them(case: Case) -> Iterator[Observation | NotChecked]:
    """《立法法》第九十一条、第九十三条：规章由国务院部门、省和设区的市、自治州的政府制定。

    几格规章都不是 0 的，是同一处差错，合成一条。
    """
    level = case.this.text("agency.level")
    if level not in dict(LEVELS):
        yield NotChecked(Message("“{label}”还没有选", label=label("level")))
    elif level in BELOW_A_CITY:
        filled = [path for path in _rule_cells(case.this) if case.this.value(path)]
        if filled:
            figures = (
                Message("“{label}”填了 {value}", label=case.this.label(path), value=figure)
                for path in filled
                if (figure := case.this.value(path)) is not None
            )
            yield Observation(
                (*filled, "agency.level"),
                Message(
                    "{figures}，而{level}没有规章制定权（应为 0），请核对；属于上级规章的填 0",
                    figures=Joined("、", figures),
                    level=dict(LEVELS)[level],
                ),
            )


def _rule_cells(figures: Figures) -> Iterator[str]:
    names = ("issued", "repealed", "in_force", "produced", "disclosed", "total_disclosed")
    return (p for p in (f"proactive.rules.{name}" for name in names) if figures.has(p))


RULES = (
    disclosed_within_total,
    issued_within_in_force,
    money_in_its_unit,
    rules_by_who_may_make_them,
)
