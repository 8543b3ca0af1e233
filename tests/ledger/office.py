"""An office's ledger for the conversations: words of its own, a row that does not say its day."""

from datetime import date
from pathlib import Path

from tests.ledger.books import ledger

PERSON = "标记姓名"
HEADER = ("编号", "申请人", "申请人类型", "收到日期", "办理结果", "答复日期", "行政复议结果")
ROWS: list[tuple[str | date | None, ...]] = [
    ("2023-09", PERSON, "自然人", date(2023, 12, 20), "予以公开", date(2024, 1, 5), None),
    ("2024-01", PERSON, "商业企业", date(2024, 3, 1), "予以公开", date(2024, 3, 9), "维持"),
    ("2024-02", PERSON, "自然人", date(2024, 4, 1), "信息不存在", date(2024, 4, 9), None),
    ("2024-03", PERSON, "自然人", date(2024, 5, 1), "信息不存在", date(2024, 5, 9), None),
    ("2024-04", PERSON, "其他组织", date(2024, 6, 1), "予以公开", None, None),
    ("2024-05", PERSON, "自然人", date(2024, 12, 20), None, None, None),
]

NOT_HELD = "requests.outcomes.unavailable.not_held.natural_person"
GRANTED = "requests.outcomes.granted.natural_person"
RECEIVED = "requests.received.natural_person"


def write_ledger(path: Path, changes: dict[str, str] | None = None, year: int = 2024) -> None:
    """Write the ledger, some requests of it with another outcome.

    Args:
        path: The workbook.
        changes: Outcomes by register number.
        year: The year of its requests, and the one before.
    """
    rows = [[*row[:4], (changes or {}).get(str(row[0]), row[4]), *row[5:]] for row in ROWS]
    for row in rows:
        for at, cell in enumerate(row):
            if isinstance(cell, date):
                row[at] = cell.replace(year=cell.year - 2024 + year)
    path.write_bytes(ledger(*rows, header=HEADER))
