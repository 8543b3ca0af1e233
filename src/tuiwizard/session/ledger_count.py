"""A ledger being counted for a draft: its books, the answers about it, and what it makes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tuiwizard.drafts import count_file, files, paths
from tuiwizard.drafts.named_files import may_open
from tuiwizard.errors import SourceError
from tuiwizard.ledger.count_books import Counted, count_sheets, read_sheets, record_of
from tuiwizard.ledger.mapping import Mapping, RowAnswers, dump_mapping
from tuiwizard.ledger.request import Place, Question
from tuiwizard.ledger.sheets import SUFFIXES, Sheet
from tuiwizard.ledger.summary import summary_lines
from tuiwizard.ledger.years import year_to_report
from tuiwizard.report.count_record import CountedRow, CountRecord, NamedFile
from tuiwizard.report.draft import Draft
from tuiwizard.report.kept_count import KeptCount
from tuiwizard.session import Session, clock
from tuiwizard.session.calendar import calendar_of
from tuiwizard.session.map_file import mapping_of
from tuiwizard.words import tr

Progress = Callable[[str], None]

EXAMPLES = 2
"""Rows that a question names."""


def ledger_files(path: Path) -> tuple[Path, ...]:
    """Return the files of a ledger: the file, or those of a folder.

    Raises:
        SourceError: The folder has none.
    """
    if not path.is_dir():
        return (path,)
    found = sorted(
        each
        for each in path.iterdir()
        if each.suffix.lower() in SUFFIXES and not each.name.startswith(("~$", "."))
    )
    if not found:
        raise SourceError(tr("{path}：文件夹里没有台账文件", path=path))
    return tuple(found)


def books_of(session: Session) -> tuple[tuple[Path, ...], Path | None]:
    """Return the files of the ledger that the draft was counted from, and that of the answers.

    Both are empty where the rows beside the draft are not known, or are those of another count, and
    where they name files that nobody here has chosen.
    """
    record = session.case.kept.record
    if record is None or not all(may_open(session.path, file.path) for file in record.files):
        return (), None
    ledgers = tuple(paths.named_file(session.path, file.path) for file in record.files)
    answers = None
    if record.map is not None and may_open(session.path, record.map.path):
        answers = paths.named_file(session.path, record.map.path)
    return ledgers, answers if answers is not None and files.is_there(answers) else None


def counted_before(session: Session) -> str:
    """Return the first file of the ledger that was counted last; empty for none."""
    ledgers, _ = books_of(session)
    return str(ledgers[0]) if ledgers else ""


def year_of(ledgers: Sequence[Path], guess: int, progress: Progress) -> int:
    """Return the year that a report from a ledger is most likely about.

    Args:
        ledgers: Its files.
        guess: The year where nothing says it.
        progress: Is told what is being done.

    Raises:
        TuiwizardError: It cannot be read.
    """
    return year_to_report(read_sheets(count_file.read_books(ledgers), progress), guess)


@dataclass
class LedgerCount:
    """A ledger that is being counted.

    Attributes:
        session: The draft it is counted for.
        sources: The files, as the record names them.
        sheets: What is in them.
        mapping: The answers so far.
        map_file: The file they came from; None while there are none.
        counted: What the ledger makes with them.
    """

    session: Session
    sources: tuple[NamedFile, ...]
    sheets: tuple[Sheet, ...]
    mapping: Mapping
    map_file: Path | None
    counted: Counted

    @classmethod
    def read(
        cls,
        session: Session,
        ledgers: Sequence[Path],
        progress: Progress,
        map_file: Path | None = None,
    ) -> "LedgerCount":
        """Read a ledger and the answers that the office gave about it, and count.

        Args:
            session: The draft.
            ledgers: The files of the ledger.
            progress: Is told what is being done.
            map_file: The answers; if not given, those beside the draft, the ledger or last
                year's report.

        Raises:
            TuiwizardError: Something cannot be read, or has no table of requests.
        """
        books = count_file.read_books(ledgers)
        sources = count_file.named(session.path, ledgers, books)
        found = map_file or next(filter(files.is_there, _maps(session, ledgers)), None)
        mapping = mapping_of(found, session.draft.edition)
        sheets = read_sheets(books, progress)
        progress(tr("正在数"))
        counted = count_sheets(sheets, mapping, session.draft.year)
        return cls(session, sources, sheets, mapping, found, counted)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the ledger leaves open."""
        return self.counted.reading.questions

    @property
    def kept_map(self) -> Path:
        """The file that new answers are written to: beside the draft."""
        return self.session.path.with_name(count_file.MAP)

    def number(self, place: Place) -> str:
        """Return the register number of a row; empty for none."""
        return self.counted.reading.numbers.get(place, "")

    def named(self, place: Place) -> str:
        """Return a row for people: `“台账”第 3 行（2024-001）`."""
        row = CountedRow(sheet=place.sheet, row=place.row, number=self.number(place))
        return str(row.named)

    def examples(self, question: Question) -> str:
        """Return two of the rows that a question decides."""
        return tr("、").join(self.named(place) for place in question.rows[:EXAMPLES])

    def place_of(self, text: str) -> Place | None:
        """Return the row that a person names: `2月!5`, or its register number."""
        numbers = self.counted.reading.numbers
        typed = text.strip().replace("！", "!")  # not said: typed
        named = [place for place in numbers if str(place) == typed]
        named = named or [place for place, number in numbers.items() if number and number == typed]
        return named[0] if len(named) == 1 else None

    def answer(self, question: Question, answer: object, by: str) -> None:
        """Take an answer, and write it to the map file at once.

        Args:
            question: What it answers.
            answer: The answer: a text, or a day.
            by: Who gives it.

        Raises:
            SaveError: The map file could not be written.
        """
        now = clock.now()
        if question.word:
            self.mapping = self.mapping.with_word(
                question.kind, question.word, str(answer), by, now
            )
        else:
            place = question.rows[-1]
            field = "outcome" if answer == "open" else question.field
            given = RowAnswers.model_validate(
                {"year": self.session.draft.year, "number": self.number(place), field: answer}
            )
            self.mapping = self.mapping.with_row(place, given, by, now)
        self._write()

    def _write(self) -> None:
        """Write the answers; what a hand wrote before stays beside them."""
        text, file = dump_mapping(self.mapping), self.kept_map
        if files.is_there(file):
            before = files.text_of(files.read_bytes(file), file)
            backup = file.with_name(f"{file.name}.old")
            if not before.startswith(text.partition("\n")[0]) and not files.is_there(backup):
                files.write_text(backup, before)
        files.write_text(file, text)
        self.map_file = file

    def again(self, progress: Progress) -> bool:
        """Count with the answers that were given since; always true."""
        progress(tr("正在数"))
        self.counted = count_sheets(self.sheets, self.mapping, self.session.draft.year)
        return True

    def record(self) -> CountRecord:
        """Return what is kept of the count."""
        answers = count_file.named_answers(self.session.path, self.map_file)
        return record_of(self.counted, self.mapping, self.sources, answers, clock.today())

    def about(self) -> list[str]:
        """Say what became of the rows."""
        lines = list(summary_lines(self.counted.reading, self.counted.figures, calendar_of()))
        year = self.counted.figures.year
        if not self.questions and not any(
            request.received.year == year for request in self.counted.figures.counted
        ):
            lines.insert(0, tr("! 台账里没有 {year} 年收到的申请", year=year))
        return lines


def take(session: Session, record: CountRecord, paths: Sequence[str]) -> Draft:
    """Write the rows beside the draft, and return the draft with figures of theirs.

    Args:
        session: The draft.
        record: What was counted.
        paths: The cells that take the figure of the ledger.

    Raises:
        SaveError: The rows could not be written.
    """
    count_file.write(session.path, record)
    session.count = KeptCount(record, record, None, session.count.last)
    draft = session.draft.with_texts({path: str(len(record.by_cell[path])) for path in paths})
    return replace(draft, ledger=record.source)


def _maps(session: Session, ledgers: Sequence[Path]) -> Iterator[Path]:
    """Yield where the answers of an office may be, the likeliest first."""
    yield session.path.with_name(count_file.MAP)
    yield from (ledger.with_name(count_file.MAP) for ledger in ledgers)
    named = session.draft.previous.path if session.draft.previous is not None else ""
    if named and may_open(session.path, named):
        previous = paths.named_file(session.path, named)
        yield previous.with_name(count_file.MAP)
