"""Comparisons with last year's report: R901 to R905."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tuiwizard.forms.common import Kind, SectionKind
from tuiwizard.forms.editions import section_keys, section_title
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells
from tuiwizard.forms.requests import row_name
from tuiwizard.report.figures import Figure, Figures
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.rule import TABLES, NotChecked, Remark, rule
from tuiwizard.words import Message

# 12 to 29 -> chance; 12 to 31 -> R904
NOTABLE = 30
"""Smaller figures double and halve by chance."""


def carried_in(last: Figures, _: Figures, path: str) -> int | None:
    """Return what 上年结转 should be: last year's 结转下年度 in the same column."""
    # requests.carried_in.business -> requests.carried_out.business of last year
    return last.total(path.replace(".carried_in.", ".carried_out."))


def in_force(last: Figures, this: Figures, path: str) -> int | None:
    """Return what 现行有效 should be: last year's, with this year's 制发 and without its 废止."""
    # 9 in force last year, 2 issued, 1 repealed -> 10
    row = path.rpartition(".")[0]
    before = last.total(path) if last.has(path) else None
    issued, repealed = this.total(f"{row}.issued"), this.total(f"{row}.repealed")
    if before is None or issued is None or repealed is None:
        return None
    return before + issued - repealed


def items(last: Figures, _: Figures, path: str) -> int | None:
    """Return what 上一年项目数量 should be: last year's with last year's change."""
    # 6 items last year with a change of -1 -> 5
    row = path.rpartition(".")[0]
    if not (last.has(path) and last.has(f"{row}.change")):
        return None
    return last.total(path, f"{row}.change")


class Following(NamedTuple):
    """Figures that follow from last year's report.

    Attributes:
        section: The key of their table.
        name: The row or the column that they are in.
        expected: What a cell should say by last year's report, this one, and its path.
        words: What that is, in front of the figure.
        advice: What to do where they differ.
    """

    section: str
    name: str
    expected: Callable[[Figures, Figures, str], int | None]
    words: Message
    advice: Message

    def cells(self, figures: Figures) -> list[Cell]:
        """Return the cells of the table that are in the row or the column."""
        every = cells(figures.draft.edition, self.section)
        return [cell for cell in every if self.name in cell.path.split(".")]


CARRIED_IN = Following(
    "requests",
    "carried_in",
    carried_in,
    Message("上年年报“{row}”是", row=row_name("carried_out")),
    Message("请核对；有撤回、更正等情况就写明原因"),
)
ITEMS = Following(
    "proactive",
    "items_last_year",
    items,
    Message("上年年报的上一年项目数量加增/减是"),
    Message("请核对；口径有变化就写明原因"),
)
IN_FORCE = Following(
    "proactive",
    "in_force",
    in_force,
    Message("上年现行有效加本年制发、减本年废止是"),
    Message("请核对；有失效、清理等情况就写明原因"),
)


def suggestions(case: Case) -> dict[str, str]:
    """Return the figures that follow from last year's report, as texts by cell path."""
    if case.last is None:
        return {}
    expected = {
        cell.path: following.expected(case.last, case.this, cell.path)
        for following in (CARRIED_IN, ITEMS, IN_FORCE)
        for cell in following.cells(case.this)
        if not cell.computed
    }
    return {path: str(n) for path, n in expected.items() if n is not None and n >= 0}


def _differences(case: Case, following: Following) -> Iterator[Remark | NotChecked]:
    """Yield figures that differ, and the first one that could not be compared."""
    listed = following.cells(case.this)
    if case.last is None:
        yield from (NotChecked(case.why_no_last) for _ in listed[:1])
        return
    told = differed = False
    for cell in listed:
        if cell.computed and differed:  # a slip is told once
            continue
        said = _difference(case, case.last, cell, following)
        if isinstance(said, Remark) or (said is not None and not told):
            yield said
        differed = differed or isinstance(said, Remark)
        told = told or isinstance(said, NotChecked)


def _difference(
    case: Case, last: Figures, cell: Cell, following: Following
) -> Remark | NotChecked | None:
    """Compare one figure with what follows; None where they are equal."""
    now, expected = case.this.value(cell.path), following.expected(last, case.this, cell.path)
    if now is None:
        return NotChecked(Message("“{label}”还没有填好", label=cell.label))
    if expected is None:
        return NotChecked(Message("上年年报里没有“{label}”要用的数，或没有填好", label=cell.label))
    if now == expected:
        return None
    message = Message(
        "“{label}”{now}，{words} {expected}，差 {difference}，{advice}",
        label=cell.label,
        now=now,
        words=following.words,
        expected=expected,
        difference=abs(now - expected),
        advice=following.advice,
    )
    return Remark((cell.path,), message, now, expected)


@rule("R901", Severity.QUERY, "上年结转等于上年的结转下年度", section="requests")
def carried_over(case: Case) -> Iterator[Remark | NotChecked]:
    """国办公开办函〔2021〕30号附表三：上年结转是上年年报“结转下年度继续办理”的数量，逐列相等。

    总计列只在各列都相等或无从比较时再说，一处差错不说两遍。
    """
    return _differences(case, CARRIED_IN)


@rule("R902", Severity.QUERY, "现行有效接得上上年", section="proactive")
def in_force_follows(case: Case) -> Iterator[Remark | NotChecked]:
    """国办公开办函〔2021〕30号附表二：现行有效件数 = 上年现行有效 + 本年制发 - 本年废止。

    自然失效、集中清理会使两边不等，写明原因就行。
    """
    return _differences(case, IN_FORCE)


@rule("R903", Severity.QUERY, "上一年项目数量接得上上年", section="proactive")
def items_follow(case: Case) -> Iterator[Remark | NotChecked]:
    """国办公开办函〔2019〕60号附表二：上一年项目数量 = 上年年报的上一年项目数量 + 本年增/减。"""
    return _differences(case, ITEMS)


@rule("R904", Severity.QUERY, "大起大落", section="requests", reads=TABLES)
def jumps(case: Case) -> Iterator[Remark | NotChecked]:
    """《条例》第六条：行政机关应当及时、准确地公开政府信息；翻番或减半的数值得核对。

    只看有一年达到 30 的数；总计只在它的各格都没有大起大落时再说。
    """
    last = case.last
    if last is None:
        yield NotChecked(case.why_no_last)
        return
    lacking = []
    for key in section_keys(case.draft.edition, SectionKind.TABLE):
        if any(case.this.value(cell.path) is None for cell in cells(case.draft.edition, key)):
            lacking.append(section_title(case.draft.edition, key))
        yield from _jumps(case, last, key)
    if lacking:
        yield NotChecked(Message("“{sections}”还没有填全", sections="”“".join(lacking)))


def jumped(now: Figure, before: Figure) -> bool:
    """Return whether a figure has more than doubled or halved, and is not too small to tell."""
    # 31 after 15 -> True, 30 after 15 -> False, 29 after 12 -> False
    return max(now, before) >= NOTABLE and max(now, before) > 2 * min(now, before)


def _jumps(case: Case, last: Figures, key: str) -> Iterator[Remark]:
    """Find the figures of a table that jumped, single cells before the totals over them."""
    seen: set[str] = set()
    every = [c for c in cells(case.draft.edition, key) if c.kind is not Kind.CHANGE]
    for cell in sorted(every, key=lambda cell: len(cell.parts)):
        now = case.this.value(cell.path)
        before = last.value(cell.path) if last.has(cell.path) else None
        if now is None or before is None or cell.units:
            continue  # 采购总金额 comes in different units: R204 looks at it
        if jumped(now, before) and not seen & set(cell.parts):
            seen |= {cell.path, *cell.parts}
            word = Message("增加到不止两倍") if now > before else Message("减少了一半以上")
            yield Remark(
                (cell.path,),
                Message(
                    "“{label}”{now}，上年 {before}，差 {difference}，{word}，"
                    "请核对；确实如此就写明原因",
                    label=cell.label,
                    now=now,
                    before=before,
                    difference=abs(now - before),
                    word=word,
                ),
                now,
                before,
            )


@rule("R905", Severity.QUERY, "机关名称和上年一样", section="agency")
def same_name(case: Case) -> Iterator[Remark | NotChecked]:
    """《条例》第四十九条：年报由同一机关逐年编制；机构改革更名的写明原因。"""
    if case.last is None:
        yield NotChecked(case.why_no_last)
        return
    now, before = case.this.text("agency.name").strip(), case.last.text("agency.name").strip()
    if not (now and before):
        yield NotChecked(Message("今年或上年年报没有填机关名称"))
    elif now != before:
        yield Remark(
            ("agency.name",),
            Message(
                "机关名称“{now}”和上年年报的“{before}”不同，请核对；更名的写明原因",
                now=now,
                before=before,
            ),
        )


RULES = (carried_over, in_force_follows, items_follow, jumps, same_name)
