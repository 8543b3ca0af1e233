"""Comparisons with last year's report: R901 to R906."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_keys, section_title
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells
from tuiwizard.forms.requests import row_name
from tuiwizard.forms.short_label import short_label
from tuiwizard.lazy_patterns import lazily
from tuiwizard.report.figures import Figure, Figures
from tuiwizard.rules.case import Case
from tuiwizard.rules.counted import carried_rows
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.rule import TABLES, NotChecked, Observation, rule
from tuiwizard.words import Joined, Message, Plural

# 9 to 29 -> chance; 9 to 31 -> R904
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

    def cells(self, figures: Figures) -> tuple[Cell, ...]:
        """Return the cells of the table that are in the row or the column."""
        return _cells_of(figures.draft.edition, self.section, self.name)


@cache
def _cells_of(edition: str, section: str, name: str) -> tuple[Cell, ...]:
    """Return the cells of a table that are in a row or a column."""
    return tuple(cell for cell in cells(edition, section) if name in cell.path.split("."))


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


def _differences(case: Case, following: Following) -> Iterator[Observation | NotChecked]:
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
        if isinstance(said, Observation) or (said is not None and not told):
            yield said
        differed = differed or isinstance(said, Observation)
        told = told or isinstance(said, NotChecked)


def _difference(
    case: Case, last: Figures, cell: Cell, following: Following
) -> Observation | NotChecked | None:
    """Compare one figure with what follows; None where they are equal."""
    now, expected = case.this.value(cell.path), following.expected(last, case.this, cell.path)
    if now is None:
        return NotChecked(Message("“{label}”还没有填好", label=short_label(cell)))
    if expected is None:
        return NotChecked(
            Message("上年年报里没有“{label}”要用的数，或没有填好", label=short_label(cell))
        )
    if now == expected:
        return None
    message = Message(
        "“{label}”{now}，{words} {expected}，差 {difference}，{advice}",
        label=short_label(cell),
        now=now,
        words=following.words,
        expected=expected,
        difference=abs(now - expected),
        advice=following.advice,
    )
    brief = Message(
        "“{label}”{now}，按上年应为 {expected}",
        label=short_label(cell),
        now=now,
        expected=expected,
    )
    return Observation((cell.path,), message, now, expected, brief=brief)


@rule("R901", Severity.QUERY, "上年结转等于上年的结转下年度", section="requests")
def carried_over(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2021〕30号附表三：上年结转是上年年报“结转下年度继续办理”的数量，逐列相等。

    总计列只在各列都相等或无从比较时再说，一处差错不说两遍。上年也从台账数过的，说出差在哪几行。
    """
    for said in _differences(case, CARRIED_IN):
        rows = carried_rows(case, said.cells[0]) if isinstance(said, Observation) else None
        if isinstance(said, Observation) and rows is not None:
            message = Message("{message}；{rows}", message=said.message, rows=rows)
            yield said._replace(message=message)
        else:
            yield said


@rule("R902", Severity.QUERY, "现行有效接得上上年", section="proactive")
def in_force_follows(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2021〕30号附表二：现行有效件数 = 上年现行有效 + 本年制发 - 本年废止。

    自然失效、集中清理会使两边不等，写明原因就行。
    """
    return _differences(case, IN_FORCE)


@rule("R903", Severity.QUERY, "上一年项目数量接得上上年", section="proactive")
def items_follow(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2019〕60号附表二：上一年项目数量 = 上年年报的上一年项目数量 + 本年增/减。"""
    return _differences(case, ITEMS)


@rule("R904", Severity.ADVICE, "大起大落", section="requests", reads=TABLES)
def jumps(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第六条：行政机关应当及时、准确地公开政府信息；成倍增减的主要数值得核对。

    看新收、结转下年度、办理结果各组、复议、诉讼、现行有效和处理决定数量。有一年达到 30，
    超过上年的三倍或不足三分之一的，每张表合成一条。
    """
    last = case.last
    if last is None:
        yield NotChecked(case.why_no_last)
        return
    lacking = []
    for key in section_keys(case.draft.edition, SectionKind.TABLE):
        if any(case.this.value(cell.path) is None for cell in cells(case.draft.edition, key)):
            lacking.append(section_title(case.draft.edition, key))
        found = [h for h in _headlines(case.draft.edition, key) if h.jumped(case.this, last)]
        if found:
            yield Observation(
                tuple(path for headline in found for path in headline.cells),
                Message(
                    "与上年相比大起大落：{figures}，请核对",
                    figures=Joined("、", (h.compared(case.this, last) for h in found)),
                ),
            )
    if lacking:
        yield NotChecked(Message("“{sections}”还没有填全", sections="”“".join(lacking)))


def jumped(now: Figure, before: Figure) -> bool:
    """Return whether a figure more than tripled or fell below a third, and is no small one."""
    # 46 after 15 -> True, 45 after 15 -> False, 29 after 1 -> False
    return max(now, before) >= NOTABLE and max(now, before) > 3 * min(now, before)


class Headline(NamedTuple):
    """A figure that a report is known by.

    Attributes:
        label: What a sentence calls it.
        cells: The cells that make it up.
    """

    label: str
    cells: tuple[str, ...]

    def jumped(self, this: Figures, last: Figures) -> bool:
        """Return whether it jumped; False where a report lacks it."""
        now, before = self._values(this, last)
        return now is not None and before is not None and jumped(now, before)

    def compared(self, this: Figures, last: Figures) -> Message:
        """Return both of its figures in words."""
        now, before = self._values(this, last)
        return Message("“{label}”{now}，上年 {before}", label=self.label, now=now, before=before)

    def _values(self, this: Figures, last: Figures) -> tuple[int | None, int | None]:
        has_both = all(last.has(path) for path in self.cells)
        return this.total(*self.cells), last.total(*self.cells) if has_both else None


@cache
def _headlines(edition: str, key: str) -> tuple[Headline, ...]:
    """Return the headline figures of a table."""
    every = [cell for cell in cells(edition, key) if not cell.units]
    if key == "proactive":
        named = [c for c in every if c.path.rpartition(".")[2] in _HEADLINES]
        return tuple(Headline(short_label(cell), (cell.path,)) for cell in named)
    groups: dict[str, list[str]] = {}
    for cell in every:
        if cell.computed and cell.path.endswith(".total") and cell.path not in _NO_HEADLINES:
            groups.setdefault(_headline(cell), []).append(cell.path)
    return tuple(Headline(label, tuple(paths)) for label, paths in groups.items())


def _headline(cell: Cell) -> str:
    """Return what the total of a row, a group of rows or a kind of appeal is called."""
    # （三）不予公开 · 1.属于国家秘密 -> 不予公开, which has no total of its own
    if not cell.row:
        return cell.column[0]
    return _NUMBERED.sub("", cell.row[1]) if len(cell.row) > 2 else short_label(cell).split(" ")[0]


_HEADLINES = ("in_force", "total_disclosed", "decisions")
_NO_HEADLINES = ("requests.carried_in.total", "requests.outcomes.total.total")
_NUMBERED = lazily(r"^（[一二三四五六七八九十]+）")


@rule("R905", Severity.QUERY, "机关名称和上年一样", section="agency")
def same_name(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第四十九条：年报由同一机关逐年编制；机构改革更名的写明原因。"""
    if case.last is None:
        yield NotChecked(case.why_no_last)
        return
    now, before = case.this.text("agency.name").strip(), case.last.text("agency.name").strip()
    if not (now and before):
        yield NotChecked(Message("今年或上年年报没有填机关名称"))
    elif now != before:
        yield Observation(
            ("agency.name",),
            Message(
                "机关名称“{now}”和上年年报的“{before}”不同，请核对；更名的写明原因",
                now=now,
                before=before,
            ),
        )


@rule("R906", Severity.QUERY, "表格没有照抄上年", section="requests", reads=TABLES)
def copied_table(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第五十条：年报报告的是本年度的情况，每张表都要填本年度的数。

    一张表逐格与上年相同、而且有数的，多半是照抄后没有改。只有三格以下的小数相同，不算。
    """
    if case.last is None:
        yield NotChecked(case.why_no_last)
        return
    for key in section_keys(case.draft.edition, SectionKind.TABLE):
        now, before = case.this.of_section(key), case.last.of_section(key)
        filled = [cell.path for cell in cells(case.draft.edition, key) if not cell.computed]
        if all(path in now and now[path] == before.get(path) for path in filled):
            figures = {path: now[path] for path in filled}
            if _is_telling(figures):
                yield _copied(case, key, [path for path, value in figures.items() if value])


def _is_telling(figures: Mapping[str, Figure | None]) -> bool:
    """Return whether figures are too many or too large to be the same in two years by chance."""
    # 4 in force and 1 received, 1 granted -> False; 34 received -> True
    of_the_year = [int(n) for p, n in figures.items() if n and p.rpartition(".")[2] not in _STOCKS]
    return len(of_the_year) >= 3 or any(n >= NOTABLE for n in of_the_year)


_STOCKS = ("in_force", "total_disclosed", "items_last_year")
"""Columns that rightly stay the same where nothing happened in the year."""


def _copied(case: Case, key: str, paths: list[str]) -> Observation:
    title = section_title(case.draft.edition, key)
    return Observation(
        tuple(paths),
        Plural(
            "“{title}”逐格与上年年报相同，有数的 {n} 格也一样，请换成本年度的数；"
            "确实相同就写明原因",
            len(paths),
            title=title,
        ),
    )


@rule("R907", Severity.QUERY, "选定的上年年报读得出来", section="agency")
def readable(case: Case) -> Iterator[Observation]:
    """《条例》第五十条：年报报告的是本年度的情况；与上年核对过的，才看得出照抄和接不上的数。

    草稿记着上年年报，却没有留下它的数，文件又读不出来或有了改动的，才有这一条：与上年的核对都
    没有做。
    """
    if case.draft.previous is not None and case.previous is None and case.no_previous is not None:
        yield Observation(
            ("agency.name",),
            Message(
                "{reason}；上年结转、现行有效、金额、机关名称，以及正文和各表有没有照抄，"
                "都没有和上年核对。请重新选定上年年报；确实没有的写明原因",
                reason=case.no_previous,
            ),
        )


@rule("R908", Severity.ADVICE, "上年年报选定后没有改动", section="agency")
def unchanged(case: Case) -> Iterator[Observation]:
    """《条例》第四十九条：年报逐年编制；核对用的上年年报应当是公布的那一份。

    草稿里留着选定时的数，一直按这些数核对；文件后来有改动的，在这里说一声。
    """
    if case.changed is not None:
        yield Observation(("agency.name",), case.changed)


RULES = (
    carried_over,
    in_force_follows,
    items_follow,
    jumps,
    same_name,
    copied_table,
    readable,
    unchanged,
)
