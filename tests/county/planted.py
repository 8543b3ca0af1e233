"""Known errors put among generated reports, and where each has to be named.

What is planted in one report is all that is wrong with it, so that a test can ask for every
planted error at its place and for nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from tests.county import generated
from tests.signing import signed
from tuiwizard.drafts import store
from tuiwizard.rendering.formats import FORMATS, write


class Kind(Enum):
    """How an error shows."""

    FINDING = "a finding of this rule about these cells"
    CROSS_REPORT = "what only many reports together can show: R951"
    UNREADABLE = "a sentence that names the file and says this"
    OTHER = "not a report, and said to be none"


class Planted(NamedTuple):
    """One error.

    Attributes:
        path: The file it is in.
        kind: How it shows.
        rule: The code of the rule that names it, of a finding.
        cells: The cells that the finding names.
        says: Words of the sentence.
    """

    path: Path
    kind: Kind
    rule: str = ""
    cells: tuple[str, ...] = ()
    says: str = ""


NEEDED = 14
"""How many drafts planting takes."""


def plant(paths: Sequence[Path], year: int = generated.YEAR) -> list[Planted]:
    """Put every kind of error among the drafts that `generated.write` wrote.

    Args:
        paths: Their files, in order and in one folder; `NEEDED` of them, spread evenly, are
            changed or take another form, and a few files are added.
        year: Their report year.

    Returns:
        The errors. A page and a Word file without any are among the reports and not among the
        errors; of two reports of one office and year, each is one.
    """
    step = len(paths) // NEEDED
    numbers = range(0, step * NEEDED, step)
    at = {number: paths[number] for number in numbers}
    turn = iter(numbers)
    found: list[Planted] = []
    for change in (_one_blank, _blank_row, _unbalanced):
        found += change(at, next(turn), year)
    for damage in (_damaged_toml, _gbk, _binary, _wrong_edition):
        found += damage(at, next(turn))
    _published(at[number := next(turn)], number, year, "html")
    _published(at[number := next(turn)], number, year, "docx")
    found += _contradicting_page(at[number := next(turn)], number, year)
    found += _damaged_word(at[number := next(turn)], number, year)
    found += _duplicate(at[next(turn)])
    found += _of_another_year(at, next(turn), year - 1)
    found += _of_another_year(at, next(turn), 2020)
    notes = paths[0].with_name("README.md")
    notes.write_text("# 说明\n\n各单位的年报放在这个文件夹里。\n", "utf-8")
    return [*found, Planted(notes, Kind.OTHER)]


_Files = dict[int, Path]


def _change(at: _Files, number: int, year: int, texts: dict[str, str]) -> None:
    store.save(at[number], generated.unit(number, year).with_texts(texts))


def _one_blank(at: _Files, number: int, year: int) -> Iterator[Planted]:
    cell = "appeals.review.pending"
    _change(at, number, year, {cell: ""})
    yield Planted(at[number], Kind.FINDING, "R002", (cell,))


def _blank_row(at: _Files, number: int, year: int) -> Iterator[Planted]:
    row = "requests.outcomes.unavailable.not_held"
    cells = tuple(f"{row}.{column}" for column in generated.COLUMNS)
    _change(at, number, year, dict.fromkeys(cells, ""))
    yield Planted(at[number], Kind.FINDING, "R002", cells)


def _unbalanced(at: _Files, number: int, year: int) -> Iterator[Planted]:
    column = generated.COLUMNS[1]
    cell = f"requests.carried_out.{column}"
    before = generated.unit(number, year).entries("requests").get(cell)
    _change(at, number, year, {cell: str(int(before) + 3)})
    rows = ("received", "carried_in", "outcomes.total", "carried_out")
    cells = tuple(f"requests.{row}.{column}" for row in rows)
    yield Planted(at[number], Kind.FINDING, "R301", cells)


def _damaged_toml(at: _Files, number: int) -> Iterator[Planted]:
    whole = at[number].read_text("utf-8")
    at[number].write_text(whole.replace("= 0", "= O", 1), "utf-8")
    line = whole[: whole.index("= 0")].count("\n") + 1
    yield Planted(at[number], Kind.UNREADABLE, says=f"第 {line} 行")


def _gbk(at: _Files, number: int) -> Iterator[Planted]:
    at[number].write_bytes(at[number].read_text("utf-8").encode("gbk"))
    yield Planted(at[number], Kind.UNREADABLE, says="GBK")


def _binary(at: _Files, number: int) -> Iterator[Planted]:
    at[number].write_bytes(bytes(range(256)) * 8)
    yield Planted(at[number], Kind.UNREADABLE, says="不是文本文件")


def _wrong_edition(at: _Files, number: int) -> Iterator[Planted]:
    whole = at[number].read_text("utf-8")
    at[number].write_text(re.sub('edition = ".*"', 'edition = "1999"', whole), "utf-8")
    yield Planted(at[number], Kind.UNREADABLE, says="edition")


def _published(path: Path, number: int, year: int, to: str) -> Path:
    """The report as it was published, in place of its draft."""
    path.unlink()
    page = path.with_suffix(FORMATS[to].suffix)
    page.write_bytes(write(signed(generated.unit(number, year)), to))
    return page


def _contradicting_page(path: Path, number: int, year: int) -> Iterator[Planted]:
    """A page whose last figure under （七）总计 is one more than the sum."""
    page = _published(path, number, year, "html")
    head, label, tail = page.read_text("utf-8").partition("（七）总计")
    row, end, rest = tail.partition("</td></tr>")
    before, mark, figure = row.rpartition(">")
    raised = f"{before}{mark}{int(figure) + 1}"
    page.write_text(f"{head}{label}{raised}{end}{rest}", "utf-8")
    yield Planted(page, Kind.FINDING, "R302", ("requests.outcomes.total.total",))


def _damaged_word(path: Path, number: int, year: int) -> Iterator[Planted]:
    file = _published(path, number, year, "docx")
    file.write_bytes(file.read_bytes()[:2000])
    yield Planted(file, Kind.UNREADABLE, says="DOCX")


def _duplicate(path: Path) -> Iterator[Planted]:
    """The same report sent twice."""
    again = path.with_name(f"{path.stem}（重报）.toml")
    again.write_bytes(path.read_bytes())
    yield from (Planted(file, Kind.CROSS_REPORT, "R951") for file in (path, again))


def _of_another_year(at: _Files, number: int, year: int) -> Iterator[Planted]:
    at[number].write_text(generated.text(number, year), "utf-8", newline="\n")
    yield Planted(at[number], Kind.CROSS_REPORT, "R951", says=str(year))
