"""Last year's text with this year's figures, years and growth, and nothing else changed."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tuiwizard.lazy_patterns import lazily
from tuiwizard.report.figures import Figure
from tuiwizard.rules.case import Case
from tuiwizard.rules.narrative.bindings import Binding, bindings
from tuiwizard.rules.narrative.growth import DOWN, GROWTH, UP, growths
from tuiwizard.rules.narrative.numerals import from_chinese, numerals, spelled_like
from tuiwizard.rules.narrative.stray_years import stray_years
from tuiwizard.words import Message

_YEAR = lazily(r"(?<![\d〔\[])(?P<year>20\d\d|二[〇零][一二三四五六七八九〇零]{2})(?=\s*年)")
_QUOTED = lazily("《[^》]*》|“[^”]*”|〔[^〕]*〕")
_SENTENCE = lazily(r"[^。！？\n；]+")
# "较2023年增长", "与2023年相比": the year before the report's
_COMPARED = lazily(r"(?:[较比同与]|相比)\s*$")
# "截至2024年12月31日", "截至2024年底": the end of the report year
_AS_OF = lazily(r"截[至止]到?\s*$")
_YEAR_END = lazily(r"\s*年(?:\s*12\s*月\s*31\s*日|底|末)")
# "自2024年起", "2024年版": a year that stays what it was
_SINCE = lazily(r"(?:[自从由于]|始于|[较比与同和至到—-])\s*$")
_FIXED = lazily(r"\s*年(?:度?(?:起|以来|版)|初|[上下]半年)")
# "2025年，我镇将加强培训": the year behind the report's
_PLANNED = lazily("将|计划|打算|拟|下一步|力争|继续|进一步")
_DATED = lazily(r"\s*年\s*\d{1,2}\s*月")

_UNBOUND = Message("没有对上哪一格，还是上年的数")
_DIFFERS = Message("和上年的表对不上，没有换")
_BLANK = Message("今年的表还没有这个数")
_KEPT = Message("年份没有动")


class Passage(NamedTuple):
    """A number or a year of last year's text that a person should look at.

    Attributes:
        start: Its first character in the new text.
        end: The character behind it.
        before: What last year's text says there.
        why: Why it was not replaced; None where it was.
    """

    start: int
    end: int
    before: str
    why: Message | None = None


class BroughtForward(NamedTuple):
    """Last year's text made this year's.

    Attributes:
        text: The text.
        passages: What was replaced and what could not be, in order.
    """

    text: str
    passages: tuple[Passage, ...]

    @property
    def replaced(self) -> tuple[Passage, ...]:
        """The passages that were replaced."""
        return tuple(passage for passage in self.passages if passage.why is None)

    @property
    def left(self) -> tuple[Passage, ...]:
        """The passages that stand as last year."""
        return tuple(passage for passage in self.passages if passage.why is not None)


class _Edit(NamedTuple):
    """What shall stand for a passage of last year's text; `why` it stands as it is."""

    start: int
    end: int
    put: str
    why: Message | None = None


def bring_forward(text: str, last: Case, this: Case) -> BroughtForward:
    """Put this year's figures into a text of last year's report.

    A number is replaced only where last year's tables confirm what it counts.

    Args:
        text: The text.
        last: Last year's report.
        this: This year's report.
    """
    # "2024年收到申请7件。" -> "2025年收到申请9件。"
    bound = bindings(text, last)
    edits = [*_figures(text, bound, this), *_growth(text, bound, this), *_year_before(text, last)]
    edits += _years(text, last, this)
    edits += _unbound(text, [*edits, *(_Edit(b.start, b.stop, b.written) for b in bound)])
    new: list[str] = []
    passages: list[Passage] = []
    at = length = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start < at:
            continue
        new += [text[at : edit.start], edit.put]
        length += edit.start - at + len(edit.put)
        before = text[edit.start : edit.end]
        if edit.why is not None or edit.put != before:
            passages.append(Passage(length - len(edit.put), length, before, edit.why))
        at = edit.end
    return BroughtForward("".join((*new, text[at:])), tuple(passages))


def _figures(text: str, bound: Sequence[Binding], this: Case) -> Iterator[_Edit]:
    for one in bound:
        value = one.value_in(this.this)
        why = _DIFFERS if not one.agrees else _BLANK if value is None else None
        put = one.written
        if value is not None and one.agrees and value != one.value:
            put = _spelled(value, text, one)
        yield _Edit(one.start, one.end, put, why)


def _spelled(value: Figure, text: str, one: Binding) -> str:
    """Return a figure in the unit and the style of the number it replaces."""
    # 128500 for the 9.8 of "9.8万元" -> "12.85"
    in_ten_thousands = text[one.end : one.stop].strip() == "万元"
    plain = Decimal(value) / 10_000 if in_ten_thousands else Decimal(value)
    return spelled_like(plain.normalize(), one.written)


def _growth(text: str, bound: Sequence[Binding], this: Case) -> Iterator[_Edit]:
    """Growth said right behind a number: from last year's cell to this year's."""
    for one in bound:
        value, before, at = one.value_in(this.this), one.reading.value, one.stop
        while one.agrees and value is not None and before is not None:
            found = GROWTH.match(text, at)
            grown = found and found["way"] and _grown(found, one, value, before)
            if not found or not grown:
                break
            yield from _regrown(text, found, *grown)
            at = found.end()


def _year_before(text: str, last: Case) -> Iterator[_Edit]:
    # "收到申请7件（上年同期5件）" -> 上年同期7件
    for one in growths(text, last):
        before = one.binding.reading.value
        if not one.way and not one.percent and before is not None:
            yield _Edit(one.at, one.end, spelled_like(before, text[one.at : one.end]))


def _regrown(text: str, found: re.Match[str], way: str, put: str) -> Iterator[_Edit]:
    if put:
        yield _Edit(*found.span("way"), way)
        yield _Edit(*found.span("number"), put)
        return
    against = found.start("against")
    if text[against] in "较比":  # 与上年持平
        yield _Edit(against, against + 1, "与")
    yield _Edit(found.start("way"), found.end(), "持平")


def _grown(
    found: re.Match[str], one: Binding, value: Figure, before: Figure
) -> tuple[str, str] | None:
    """Return which way a figure went and by how much; no number where it stayed as it was."""
    # 增加2件 where 7 became 5 -> "减少", "2"; 增长40% where 5 became 7 -> "增长", "40"
    way, number, unit = found["way"], found["number"], found["unit"].replace("％", "%")
    by = Decimal(value) - Decimal(before)
    if unit == "%" and before:
        places = len(re.split("[.．]", number)[1]) if re.search("[.．]", number) else 0
        by = round(by * 100 / Decimal(before), places)
    elif unit == "%" or one.unit not in (unit, unit.removeprefix("万")):
        return None
    elif unit == "万元":
        by /= 10_000
    if not by:
        return way, ""
    turned = way in UP if by < 0 else way in DOWN
    put = f"{abs(by):f}" if unit == "%" else spelled_like(abs(by).normalize(), number)
    return (UP | DOWN)[way] if turned else way, put


def _years(text: str, last: Case, this: Case) -> Iterator[_Edit]:
    """Years of the report and those beside it, one further; titles and dates stay."""
    year = last.draft.year
    stray = {found.start for found in stray_years(text, this.draft.year) if found.year == year}
    for sentence in _SENTENCE.finditer(text):
        bare = _QUOTED.sub(lambda m: "　" * len(m[0]), sentence[0])
        for found in _YEAR.finditer(sentence[0]):
            start, end = (sentence.start() + at for at in found.span())
            said = _read_year(found["year"])
            if said < year - 1:
                continue
            quoted = bare[found.start()] == "　"
            moved = start in stray or (not quoted and _moves(bare, found, said - year))
            put = _year_like(said + this.draft.year - year, found["year"])
            yield _Edit(start, end, put) if moved else _Edit(start, end, found["year"], _KEPT)


def _moves(sentence: str, found: re.Match[str], beside: int) -> bool:
    """Whether a year means the report's, or one beside it, whatever year the report is of."""
    # "较2023年" -> True in a text on 2024, "2023年3月" -> False
    before, after = sentence[: found.start()], sentence[found.end() :]
    if beside == 0 and _AS_OF.search(before):
        return bool(_YEAR_END.match(after))
    if _DATED.match(after):
        return False
    if beside == 0:
        return not (_SINCE.search(before) or _FIXED.match(after))
    if beside == -1:
        return bool(_COMPARED.search(before))
    return beside == 1 and bool(_PLANNED.search(sentence))


def _read_year(said: str) -> int:
    return int(said) if said.isascii() else from_chinese(said)


def _year_like(year: int, original: str) -> str:
    # 2025 like "二〇二四" -> "二〇二五"
    if original.isascii():
        return str(year)
    zero = original[1]
    return str(year).translate(str.maketrans("0123456789", zero + "一二三四五六七八九"))


def _unbound(text: str, known: Sequence[_Edit]) -> Iterator[_Edit]:
    """Numbers with a unit that nothing is known of; of words like 统一部署 only those of 件."""
    start = 0
    for paragraph in text.split("\n"):
        for found in numerals(paragraph):
            first, end, stop = start + found.start, start + found.end, start + found.stop
            overlaps = any(edit.start < stop and first < edit.end for edit in known)
            digits = text[first].isdecimal() or found.unit in ("件", "起", "宗", "%")
            if found.unit and digits and not overlaps:
                yield _Edit(first, end, text[first:end], _UNBOUND)
        start += len(paragraph) + 1
