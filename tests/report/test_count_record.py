"""What is kept of a count."""

from datetime import date

from tuiwizard.report.count_record import CountedRow, CountRecord, NamedFile, ledger_digest
from tuiwizard.report.digest import digest

ROW = CountedRow(
    sheet="台账",
    row=3,
    number="2024-001",
    applicant="business",
    came="received",
    went="outcomes.granted",
    appeals=("review.upheld",),
)


def record(*rows: CountedRow, appeals: tuple[str, ...] = ()) -> CountRecord:
    """A count of one file."""
    return CountRecord(
        year=2024,
        until=date(2024, 12, 31),
        on=date(2025, 1, 6),
        answers="0" * 64,
        files=(NamedFile(path="台账.xlsx", sha256="1" * 64),),
        appeals=appeals,
        rows=rows,
    )


def test_a_row_names_its_cells_and_itself() -> None:
    assert ROW.cells == (
        "requests.received.business",
        "requests.outcomes.granted.business",
        "appeals.review.upheld",
    )
    assert str(ROW.named) == "“台账”第 3 行（2024-001）"
    assert str(CountedRow(sheet="台账", row=4).named) == "“台账”第 4 行"
    assert CountedRow(sheet="台账", row=4, appeals=("review.other",)).cells == (
        "appeals.review.other",
    )


def test_cells_that_nothing_is_counted_in_are_zero_and_groups_that_are_not_told_are_absent() -> (
    None
):
    cells = record(ROW).by_cell
    assert cells["requests.received.business"] == (ROW,)
    assert cells["requests.received.research"] == ()
    assert not any(path.startswith("appeals.") for path in cells)
    assert not any(path.endswith(".total") for path in cells)
    told = record(ROW, appeals=("review",)).by_cell
    assert told["appeals.review.upheld"] == (ROW,)
    assert told["appeals.review.other"] == ()
    assert "appeals.litigation_direct.upheld" not in told


def test_a_cell_that_the_form_does_not_have_is_no_cell() -> None:
    odd = ROW.model_copy(update={"went": "outcomes.invented", "appeals": ()})
    assert sum(map(len, record(odd).by_cell.values())) == 1


def test_the_digest_of_a_ledger_is_that_of_its_file_or_of_its_files_in_order() -> None:
    one, other = "1" * 64, "2" * 64
    assert ledger_digest([one]) == one
    assert ledger_digest([one, other]) == digest(f"{one}\n{other}".encode())
    assert ledger_digest([one, other]) != ledger_digest([other, one])
    assert record().source.sha256 == one
