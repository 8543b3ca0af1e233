"""What the form asks for, found in the lines of a source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tuiwizard.errors import YearError
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import edition_for
from tuiwizard.importing import appeals
from tuiwizard.importing.alignment import (
    RowMatch,
    RowWidths,
    align,
    cells_anywhere,
    cells_of,
    header_unit,
)
from tuiwizard.importing.edition_detection import detect_edition
from tuiwizard.importing.headings import headings
from tuiwizard.importing.imported import Imported, Note
from tuiwizard.importing.lexicon import find_row, tables
from tuiwizard.importing.narrative import opening_of, texts_of
from tuiwizard.importing.paste_plan import shortened
from tuiwizard.importing.row_labels import match_row
from tuiwizard.importing.runs import Run, runs
from tuiwizard.importing.slots import Printed, Shape, read_slot, shape
from tuiwizard.importing.source_lines import Piece, SourceLine
from tuiwizard.importing.title import cover, titles
from tuiwizard.words import plural, tr


def extract(lines: Sequence[SourceLine], *, agency: str = "", year: int | None = None) -> Imported:
    """Read a report from the lines of a source.

    Args:
        lines: The source.
        agency: The office's name, where it is known better than the source says.
        year: The report year, likewise.
    """
    found = headings(lines)
    first = opening_of(lines, found)
    named, printed_year = cover(lines, first)
    year = year if year is not None else printed_year
    edition = detect_edition(lines, year)
    table = _Table(edition)
    table.read(list(runs(lines, found)))
    texts = texts_of(edition, lines, found, _behind_title(lines, first))
    missing = tuple(
        cell.path
        for key in tables(edition)
        for cell in cells(edition, key)
        if cell.path not in table.printed or table.printed[cell.path].unread
    )
    notes = (*_mismatch(edition, year), *table.notes, *_without_figure(table.printed))
    return Imported(agency or named, year, edition, table.printed, texts, notes, missing)


def _behind_title(lines: Sequence[SourceLine], first: int) -> int:
    """The line behind the title: what stands above it is not the report's."""
    return next((i + 1 for i in range(first - 1, -1, -1) if list(titles(lines, i))), first)


def _mismatch(edition: str, year: int | None) -> Iterator[Note]:
    """Say that the year is missing, or that the form is not that of the year."""
    if year is None:
        yield Note(tr("没有读到年度，请用 --year 指定"))
        return
    try:
        right = edition_for(year)
    except YearError as error:
        yield Note(str(error))
        return
    if right != edition:
        yield Note(
            tr(
                "{year} 年的年报应当用 {right} 版表格，这份用的是 {edition} 版",
                year=year,
                right=right,
                edition=edition,
            )
        )


@dataclass
class _Table:
    """The cells read so far."""

    edition: str
    printed: dict[str, Printed] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    _twice: set[str] = field(default_factory=set)

    def read(self, found: Sequence[Run]) -> None:
        matches = list(self._matches(found))
        widths = RowWidths(matches)
        for match in matches:
            placed = align(match, widths)
            if placed is None:
                self._unplaced(match)
            else:
                for cell, piece in placed:
                    self._put(match, cell, piece)
        for path in self._twice:
            both = self.printed[path]
            self.printed[path] = both._replace(value=None, entry="", unread=True)

    def _matches(self, found: Sequence[Run]) -> Iterator[RowMatch]:
        """The runs that name a row, with its cells; the others are noted where they matter."""
        before = ""
        for run in found:
            named = match_row(run, before)
            if named is None:
                match = appeals.match_table4(self.edition, run)
                if match is not None:
                    yield match
                elif _matters(run):
                    self.note(run, tr("这些数的行名认不出，没有录入：“{run}”", run=_shown(run)))
                continue
            if named.above and not run.in_row and cells_of(self.edition, named.above):
                self.note(
                    run, tr("上一行没有数，分不清“{run}”是哪一行的，没有录入", run=_shown(run))
                )
                continue
            before = named.path
            if run.filled and cells_of(self.edition, named.path) is None:
                self.note(
                    run,
                    tr(
                        "{edition} 版表格没有“{run}”这一行，数没有录入",
                        edition=self.edition,
                        run=_shown(run),
                    ),
                )
            yield RowMatch(run, cells_anywhere(self.edition, named.path))

    def _unplaced(self, match: RowMatch) -> None:
        run, label = match.run, _row_label(match)
        if not run.filled:
            return
        self.note(
            run,
            plural(
                "“{label}”应有 {n} 格，印出的是“{run}”，分不清哪个数属于哪一格，没有录入",
                len(match.cells),
                label=label,
                run=_shown(run),
            ),
        )

    def _put(self, match: RowMatch, cell: Cell, piece: Piece) -> None:
        """Keep what is printed for a cell; what is printed twice and differs counts as unread."""
        new = read_slot(cell, piece.text, header_unit(match, cell))._replace(place=piece.place)
        old = self.printed.get(cell.path)
        if old is not None and shape(old.text) is not Shape.BLANK:
            if shape(new.text) is not Shape.BLANK and old.value != new.value:
                self._twice.add(cell.path)
                message = tr(
                    "“{label}”印了两次，{place}是“{text}”，这里是“{again}”",
                    label=cell.label,
                    place=old.place,
                    text=old.text,
                    again=new.text,
                )
                self.notes.append(Note(tr("{message}，没有录入", message=message), piece.place))
            return
        self.printed[cell.path] = new
        if new.note and shape(piece.text) is not Shape.MARK:
            self.notes.append(
                Note(tr("“{label}”：{note}", label=cell.label, note=new.note), piece.place)
            )

    def note(self, run: Run, message: str) -> None:
        """Say something about a run, with the place of its first figure."""
        self.notes.append(Note(message, run.filled[0].place if run.filled else None))


def _matters(run: Run) -> bool:
    """Whether figures without a row may be some of the form's."""
    here = bool(run.table) or run.section in tables()
    return (here and len(run.filled) > 1) or any(find_row(t.text) for t in run.texts[-2:])


def _row_label(match: RowMatch) -> str:
    cell = match.cells[0]
    return cell.row[-1] if cell.row else cell.column[0]


def _shown(run: Run) -> str:
    return shortened([*(t.text for t in run.texts[-1:]), *(s.text for s in run.filled[:16])])


def _without_figure(printed: Mapping[str, Printed]) -> Iterator[Note]:
    """What stands where there is no figure: a blank is not a stroke, and neither is 0."""
    by_text: dict[str, list[str]] = {}
    for path, cell in printed.items():
        if shape(cell.text) in (Shape.MARK, Shape.BLANK):
            by_text.setdefault(cell.text.strip(), []).append(path)
    for text, paths in by_text.items():
        what = tr("印作“{text}”，不是数字", text=text) if text else tr("是空的")
        yield Note(tr("{path} 等 {n} 格{what}，没有录入", path=paths[0], n=len(paths), what=what))
