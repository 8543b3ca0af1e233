"""What the form asks for, found in the lines of a source."""

from collections.abc import Iterator, Mapping, Sequence

from tuiwizard.errors import YearError
from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import edition_for
from tuiwizard.importing.draft_stamp import stamp_lines
from tuiwizard.importing.edition_detection import SourceEditions, editions_of
from tuiwizard.importing.headings import headings, marks_in
from tuiwizard.importing.imported import Imported, Note
from tuiwizard.importing.leftovers import leftovers, notes_of
from tuiwizard.importing.lexicon import tables
from tuiwizard.importing.narrative import opening_of, opening_start, texts_of
from tuiwizard.importing.placement import Placement
from tuiwizard.importing.runs import runs
from tuiwizard.importing.second_reading import read_again
from tuiwizard.importing.second_report import second_report
from tuiwizard.importing.slots import Printed, Shape, shape
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.importing.title import cover, year_in
from tuiwizard.report.stamp import STAMP
from tuiwizard.words import tr

MAX_TEXT = 50_000
"""Characters of a section; the longest have 10,000, and each is read by many rules."""


def extract(
    lines: Sequence[SourceLine], *, agency: str = "", year: int | None = None, name: str = ""
) -> Imported:
    """Read a report from the lines of a source.

    Args:
        lines: The source.
        agency: The office's name, where it is known better than the source says.
        year: The report year, likewise.
        name: The name of its file, which may say the year where nothing else does.
    """
    stamped = stamp_lines(lines)
    lines = [line for number, line in enumerate(lines) if number not in stamped]
    marks = marks_in(lines)
    end = second_report(lines, marks)
    another = lines[end] if end is not None else None
    lines = lines[:end]
    found = headings(mark for mark in marks if mark.line < len(lines))
    first = opening_of(lines, found)
    tables_at = (n for n, key in sorted(found.items()) if key in tables())
    head = cover(lines, first, next(tables_at, first))
    unsaid = year is None and head.year is None
    year = next((y for y in (year, head.year) if y is not None), year_in(name))
    editions = editions_of(lines, year)
    edition = editions.whole
    table = Placement(editions)
    table.read(list(runs(lines, found)))
    read_again(lines, found, table)
    left = leftovers(lines, found, table)
    start = opening_start(lines, first) if head.end is None else head.end
    texts, dated = texts_of(edition, lines, found, start, agency or head.agency)
    endless = [path for path, text in texts.items() if len(text) > MAX_TEXT]
    missing = tuple(
        cell.path
        for key in tables(edition)
        for cell in cells(edition, key)
        if cell.path not in table.printed or table.printed[cell.path].unread
    )
    notes = (
        *_draft(bool(stamped)),
        *_another(another),
        *_of_name(year if unsaid else None, name),
        *_mismatch(editions, year),
        *table.notes,
        *notes_of(left, table),
        *_without_figure(table.printed),
        *(_endless(path, len(texts.pop(path))) for path in endless),
    )
    return Imported(
        agency or head.agency,
        year,
        edition,
        table.printed,
        texts,
        notes,
        missing,
        tuple(left),
        bool(stamped),
        dated=dated,
    )


def _draft(stamped: bool) -> Iterator[Note]:
    if stamped:
        yield Note(tr("上面标着“{stamp}”，是草稿，不是公布的年报", stamp=STAMP))


def _another(title: SourceLine | None) -> Iterator[Note]:
    if title is not None:
        message = tr("从“{title}”起是另一份年报，没有读，请分开读", title=title.text)
        yield Note(message, title.pieces[0].place)


def _of_name(year: int | None, name: str) -> Iterator[Note]:
    if year is not None:
        message = tr("里面没有印年度，{year} 年是从文件名“{name}”读出的", year=year, name=name)
        yield Note(message)


def _endless(path: str, length: int) -> Note:
    return Note(tr("{path} 有 {n} 字，不像年报的正文，没有录入", path=path, n=length))


def _mismatch(editions: SourceEditions, year: int | None) -> Iterator[Note]:
    """Say that the year is missing, that the form is not that of the year, or that it is mixed."""
    if year is None:
        yield Note(tr("没有读到年度，请用 --year 指定"))
    else:
        try:
            right = edition_for(year)
        except YearError as error:
            yield Note(str(error))
        else:
            if right != editions.whole:
                yield Note(
                    tr(
                        "{year} 年的年报应当用 {right} 版表格，这份用的是 {edition} 版",
                        year=year,
                        right=right,
                        edition=editions.whole,
                    )
                )
    if editions.mixed:
        bands = (
            tr("{place}起是 {edition} 版", place=place, edition=edition)
            for edition, place in editions.bands
        )
        yield Note(tr("表格混用了几版，逐栏按各栏的栏目名读：{bands}", bands=tr("，").join(bands)))


def _without_figure(printed: Mapping[str, Printed]) -> Iterator[Note]:
    """What stands where there is no figure: a blank is not a stroke, and neither is 0."""
    by_text: dict[str, list[str]] = {}
    for path, cell in printed.items():
        if shape(cell.text) in (Shape.MARK, Shape.BLANK):
            by_text.setdefault(cell.text.strip(), []).append(path)
    for text, paths in by_text.items():
        what = tr("印作“{text}”，不是数字", text=text) if text else tr("是空的")
        yield Note(tr("{path} 等 {n} 格{what}，没有录入", path=paths[0], n=len(paths), what=what))
