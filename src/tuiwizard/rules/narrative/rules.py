"""The narrative against the tables: R701, R702 and R704."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.lazy_patterns import lazily
from tuiwizard.report.figures import Figure, Figures
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity, TextSpan
from tuiwizard.rules.narrative.bindings import Binding, bindings
from tuiwizard.rules.narrative.claims import Claim, claims
from tuiwizard.rules.narrative.denials import denials
from tuiwizard.rules.narrative.numerals import spelled_like
from tuiwizard.rules.narrative.readings import (
    contradicted,
    reading,
    readings,
    share,
    share_is_possible,
)
from tuiwizard.rules.rule import EVERY, NotChecked, Observation, rule
from tuiwizard.words import Message, Plural


@rule("R701", Severity.QUERY, "正文的数字和表一致", section="overview", reads=EVERY)
def numbers_agree(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第六条：行政机关应当及时、准确地公开政府信息，文字和表格说的是同一个数。

    正文里的数字按前后的字眼对到表里的格；只要合得上任何一种说得通的读法，就不算错。
    """
    unread = 0
    for path, text in case.narratives.items():
        for binding in bindings(text, case):
            if binding.blank:
                unread += not _stated_fees(path, binding.paths)
            elif not binding.agrees:
                yield _disagrees(case, path, binding)
    if unread:
        yield NotChecked(Plural("正文里有 {n} 个数字要和表对照，而表还没有填全", unread))


def _stated_fees(path: str, cells: Sequence[str]) -> bool:
    """The fees of section 6 are blank: its text states them, and nothing contradicts it."""
    return path == "other_matters.text" and all(c.startswith("other_matters.") for c in cells)


def _disagrees(case: Case, path: str, found: Binding) -> Observation:
    """Word a number that contradicts the table, in the unit and the style it is written in."""
    # "收到申请99件" where table 3 says 70 -> change 99 to 70
    text, value = case.this.text(path), found.reading.value or 0
    unit = Message("元") if found.unit == "元" else ""
    in_ten_thousands = text[found.end : found.stop].strip() == "万元"
    put = spelled_like(Decimal(value) / 10_000 if in_ten_thousands else value, found.written)
    return Observation(
        (path, *found.paths),
        Message(
            "正文“{quoted}”与表不符："
            "{cells}是 {value}{unit}，"
            "差 {difference}{unit}，"
            "请把正文改成 {put}，或核对表格",
            quoted=quoted(text, found.clause, found.stop),
            cells=named(case.this, found.paths),
            value=_plain(value),
            unit=unit,
            difference=_plain(abs(found.value - value)),
            put=put,
        ),
        _plain(found.value),
        _plain(value),
        TextSpan(path, found.start, found.end, put),
    )


def _plain(value: Figure) -> Figure:
    """A whole amount without its decimals: 1285000.0 is 1285000."""
    return int(value) if value == int(value) else value


def quoted(text: str, clause: tuple[int, int], stop: int) -> str:
    """Return the clause of a number that ends before `stop`, to the end of the clause."""
    # "全年收到申请7件，办结5件。" -> 7: "全年收到申请7件"
    start, end = clause
    if stop - start > _QUOTED:
        return f"…{text[stop - _QUOTED : end]}"
    return text[start:end].strip("（( ")


_QUOTED = 30
"""Characters of a clause that are quoted before the end of its number."""


def named(figures: Figures, paths: tuple[str, ...]) -> Message | str:
    """Name cells by their labels, several by their rows; short, for the figures follow."""
    # two rows -> “予以公开”“部分公开”之和; the rows of a group -> “不予公开”之和
    if len(paths) == 1:
        return f"“{figures.label(paths[0])}”"
    groups = dict.fromkeys(_group(figures, path) for path in paths)
    if len("".join(groups)) > _LONGEST:
        return Message("各格之和")
    return Message("{groups}之和", groups="".join(f"“{group}”" for group in groups))


_LONGEST = 12
"""Characters of the names of rows that are added up, together."""
_NUMBERING = lazily(r"^(?:[一二三四五六七八九十]、|（[^）]+）|\d+\.)|（[^）]{3,}）")


def _group(figures: Figures, path: str) -> str:
    """Return the row of a cell, or its group: 一、本年新收政府信息公开申请数量 -> 本年新收."""
    cell = cells_by_path(figures.draft.edition, path.partition(".")[0])[path]
    label = (*cell.row[:2][-1:], *cell.column[:1])[0]
    return _NUMBERING.sub("", label).removesuffix("政府信息公开申请数量")


@rule("R702", Severity.QUERY, "正文没有否认表里的数", section="overview", reads=EVERY)
def denials_agree(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第六条：行政机关应当及时、准确地公开政府信息；“未收到”“全部办结”也是数。"""
    unread = 0
    for path, text in case.narratives.items():
        told: set[tuple[str, ...]] = set()
        for said in denials(text, case.draft.year, case.this.text("agency.name")):
            counted = reading(said.rows, said.columns, case.this)
            if counted.value is None:
                unread += not _stated_fees(path, counted.cells)
            elif counted.value and counted.cells not in told:
                told.add(counted.cells)
                yield Observation(
                    (path, *counted.cells),
                    Message(
                        "正文说“{text}”，而{cells}是 {value}（应为 0），请改正文或核对表格",
                        text=text[said.start : said.end],
                        cells=named(case.this, counted.cells),
                        value=counted.value,
                    ),
                    0,
                    counted.value,
                    TextSpan(path, said.start, said.end),
                )
    if unread:
        yield NotChecked(Plural("正文里有 {n} 处说没有或全部办结，而表还没有填全", unread))


@rule("R704", Severity.ADVICE, "正文的百分比", section="overview", reads=EVERY)
def shares_agree(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第六条：行政机关应当及时、准确地公开政府信息，百分比也要算对。"""
    unread, name = 0, case.this.text("agency.name")
    for path, text in case.narratives.items():
        for offset, claim in claims(text, case.draft.year, name):
            if claim.numeral.unit != "%" or (claim.of and contradicted(claim.of, case.this)):
                continue  # R701 tells of the number that it is a share of
            possible = share_is_possible(claim, case.this)
            if possible is None:
                unread += 1
            elif not possible:
                yield _another_share(case, path, offset, claim)
    if unread:
        yield NotChecked(Plural("正文里有 {n} 个百分比要和表对照，而表还没有填全", unread))


def _another_share(case: Case, path: str, offset: int, claim: Claim) -> Observation:
    """Word a percentage that the tables contradict."""
    number, text, right = claim.numeral, case.this.text(path), share(claim, case.this)
    clause = offset + claim.start, offset + claim.end
    return Observation(
        (path, *next(readings(claim, case.this)).cells),
        Message(
            "正文“{quoted}”与表不符：按表计算是 {right}%，差 {difference} 个百分点，请重新计算",
            quoted=quoted(text, clause, offset + number.stop),
            right=right,
            difference=abs(right - number.value),
        ),
        number.value,
        right,
        TextSpan(path, offset + number.start, offset + number.end, str(right)),
    )


RULES = (numbers_agree, denials_agree, shares_agree)
