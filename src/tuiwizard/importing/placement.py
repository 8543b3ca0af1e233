"""The figures of runs put into the cells of their rows; what found no cell stays by name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tuiwizard.forms.grid import Cell
from tuiwizard.importing import appeals
from tuiwizard.importing.alignment import (
    RowMatch,
    RowWidths,
    align,
    cells_anywhere,
    cells_of,
    differs,
    header_unit,
    heads_with_units,
)
from tuiwizard.importing.edition_detection import SourceEditions
from tuiwizard.importing.imported import Note
from tuiwizard.importing.lexicon import find_row, tables
from tuiwizard.importing.paste_plan import shortened
from tuiwizard.importing.row_labels import match_row
from tuiwizard.importing.runs import Run
from tuiwizard.importing.slots import Printed, Shape, read_slot, shape
from tuiwizard.importing.source_lines import Piece, Position, SourceLine
from tuiwizard.words import plural, tr


class Unread(NamedTuple):
    """A run whose figures found no cell.

    Attributes:
        run: The run.
        message: Why, as one sentence for people.
        cells: The cells of the row that it names; empty where it names none.
    """

    run: Run
    message: str
    cells: tuple[Cell, ...] = ()

    @property
    def note(self) -> Note:
        """The sentence, with the place of the first figure."""
        return Note(self.message, self.run.filled[0].place)


@dataclass
class Placement:
    """The cells read so far, and the runs that were not.

    Attributes:
        editions: The editions of the form that the source is printed on.
        printed: What is printed for each cell, by path.
        unread: The runs whose figures found no cell, in the order of the source.
    """

    editions: SourceEditions
    printed: dict[str, Printed] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    _notes: list[Note] = field(default_factory=list)
    _twice: set[str] = field(default_factory=set)
    _repeated: set[Position] = field(default_factory=set)

    @property
    def taken(self) -> set[Position]:
        """The places of all that went into a cell, or repeats what is in one."""
        return self._repeated.union(printed.place for printed in self.printed.values())

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was printed otherwise or not read, in the order of the source."""
        every = [*self._notes, *(unread.note for unread in self.unread)]
        return tuple(sorted(every, key=lambda note: note.place or Position()))

    def read(self, found: Sequence[Run]) -> None:
        """Put the figures of runs into cells, as far as each can belong to one only."""
        matches = list(self._matches(found))
        widths = RowWidths(matches)
        for match in matches:
            placed = align(match, widths)
            if placed is None:
                self._unplaced(match)
            else:
                self._repeated.update(piece.place for piece in match.run.repeats)
                heads = heads_with_units(match.run)
                for cell, piece in placed:
                    self.put(cell, piece, header_unit(cell, heads))
        for path in self._twice:
            both = self.printed[path]
            self.printed[path] = both._replace(value=None, entry="", unread=True)

    def _matches(self, found: Sequence[Run]) -> Iterator[RowMatch]:
        """The runs that name a row, with its cells; the others are noted where they matter."""
        before, whole = "", self.editions.whole
        for run in found:
            edition = self.editions.by_line[run.first]
            named = match_row(run, before)
            if named is None:
                match = appeals.match_table4(whole, run)
                if match is not None:
                    yield match
                elif _matters(run):
                    self._leave(run, tr("这些数的行名认不出，没有录入：“{run}”", run=_shown(run)))
                continue
            if named.above and not run.in_row and cells_of(edition or whole, named.above):
                self._leave(
                    run, tr("上一行没有数，分不清“{run}”是哪一行的，没有录入", run=_shown(run))
                )
                continue
            before = named.path
            if not edition and differs(named.path):
                message = tr("“{run}”上面的栏目名分属不同版的表格，没有录入", run=_shown(run))
                self._leave(run, message)
                continue
            cells = cells_anywhere(edition or whole, named.path)
            if run.filled and cells_of(edition or whole, named.path) is None:
                self._notes.append(Note(self._of_another_form(run), run.filled[0].place))
            yield RowMatch(run, cells)

    def _of_another_form(self, run: Run) -> str:
        return tr(
            "{edition} 版表格没有“{run}”这一行，数没有录入",
            edition=self.editions.by_line[run.first] or self.editions.whole,
            run=_shown(run),
        )

    def _unplaced(self, match: RowMatch) -> None:
        run, label = match.run, _row_label(match)
        self._leave(
            run,
            plural(
                "“{label}”应有 {n} 格，印出的是“{run}”，分不清哪个数属于哪一格，没有录入",
                len(match.cells),
                label=label,
                run=_shown(run),
            ),
            match.cells,
        )

    def put(self, cell: Cell, piece: Piece, unit: str = "") -> None:
        """Keep what is printed for a cell; what is printed twice and differs counts as unread.

        Args:
            cell: The cell.
            piece: What is printed for it.
            unit: The unit that the column's header prints, if it prints one.
        """
        new = read_slot(cell, piece.text, unit, piece.place)
        old = self.printed.get(cell.path)
        if old is not None and shape(old.text) is not Shape.BLANK:
            if shape(new.text) is Shape.BLANK or old.value == new.value:
                self._repeated.add(piece.place)
            else:
                self._twice.add(cell.path)
                message = tr(
                    "“{label}”印了两次，{place}是“{text}”，这里是“{again}”",
                    label=cell.label,
                    place=old.place,
                    text=old.text,
                    again=new.text,
                )
                self._notes.append(Note(tr("{message}，没有录入", message=message), piece.place))
            return
        self.printed[cell.path] = new
        if new.note and shape(piece.text) is not Shape.MARK:
            self._notes.append(
                Note(tr("“{label}”：{note}", label=cell.label, note=new.note), piece.place)
            )

    def is_read(self, cells: Iterable[Cell]) -> bool:
        """Whether all of these cells were found and read."""
        found = [self.printed.get(cell.path) for cell in cells]
        return all(printed is not None and not printed.unread for printed in found)

    def agrees(self, placed: Iterable[tuple[Cell, Piece]]) -> bool:
        """Whether just this was read for these cells."""
        found = ((self.printed.get(cell.path), piece) for cell, piece in placed)
        return all(
            printed and (printed.text, printed.place) == (p.text, p.place) for printed, p in found
        )

    def is_disputed(self, key: str, lines: Iterable[SourceLine]) -> bool:
        """Whether a cell of a table was read first elsewhere, and otherwise than in its lines."""
        own = {piece.place for line in lines for piece in line.pieces}
        twice = (path for path in self._twice if path.startswith(f"{key}."))
        return any(self.printed[path].place not in own for path in twice)

    def forget(self, key: str) -> None:
        """Forget what was read of a section."""
        own = [path for path in self.printed if path.startswith(f"{key}.")]
        for path in own:
            del self.printed[path]

    def prove(self, placed: Sequence[tuple[Cell, Piece]], reason: str) -> None:
        """Keep what was proved to be printed for cells, in place of what was read there before.

        Args:
            placed: The cells, with what is printed for them.
            reason: What proves it.
        """
        places = {piece.place for _, piece in placed}
        self.unread = [
            u for u in self.unread if not places.issuperset(s.place for s in u.run.filled)
        ]
        self._notes = [note for note in self._notes if note.place not in places]
        for cell, piece in placed:
            self.printed[cell.path] = read_slot(cell, piece.text, "", piece.place)._replace(
                proof=reason
            )
        (first, piece), *_ = placed
        message = plural(
            "{path} 等 {n} 格是推定的：{reason}", len(placed), path=first.path, reason=reason
        )
        self._notes.append(Note(message, piece.place))

    def withdraw(self, cells: tuple[Cell, ...], why: str) -> None:
        """Take back what was read for a row, and say why it is not certain."""
        taken = [self.printed.pop(cell.path) for cell in cells if cell.path in self.printed]
        slots = tuple(Piece(printed.text, printed.place) for printed in taken)
        label = cells[0].row[-1]
        run = Run((), slots, 0, cells[0].path.partition(".")[0], {}, in_row=False)
        shown = shortened([label, *(slot.text for slot in run.filled)])
        self._leave(run, tr("{why}，没有录入：“{run}”", why=why, run=shown), cells)

    def _leave(self, run: Run, message: str, cells: tuple[Cell, ...] = ()) -> None:
        if run.filled:
            self.unread.append(Unread(run, message, cells))


def _matters(run: Run) -> bool:
    """Whether figures without a row may be some of the form's."""
    here = bool(run.table) or run.section in tables()
    return (here and len(run.filled) > 1) or any(find_row(t.text) for t in run.texts[-2:])


def _row_label(match: RowMatch) -> str:
    cell = match.cells[0]
    return cell.row[-1] if cell.row else cell.column[0]


def _shown(run: Run) -> str:
    return shortened([*(t.text for t in run.texts[-1:]), *(s.text for s in run.filled)])
