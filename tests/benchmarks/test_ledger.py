"""A thousand made-up ledgers against SQL, and the speed of a large one against bare openpyxl."""

import os
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from tests.ledger.books import ledger
from tests.ledger.checking import differences
from tests.ledger.made_up import YEAR, made_up

LEDGERS = 1000
ROWS = 20_000

_BARE = """
import sys
from openpyxl import load_workbook
print(sum(len(row) for row in load_workbook(sys.argv[1]).active.iter_rows(values_only=True)))
"""


def test_a_thousand_ledgers_are_counted_as_sql_counts_them() -> None:
    wrong = {}
    for seed in range(LEDGERS):
        until = date(YEAR, 12, 31) if seed % 3 else date(YEAR, 6, 30)
        if found := differences(made_up(seed), until):
            wrong[seed] = found
    print(f"{LEDGERS} ledgers, {len(wrong)} wrong")
    assert wrong == {}


def test_a_large_ledger_is_counted_nearly_as_fast_as_it_is_read(tmp_path: Path) -> None:
    book = tmp_path / "台账.xlsx"
    start = date(YEAR, 1, 1)
    days = [start + timedelta(n % 360) for n in range(ROWS)]
    book.write_bytes(
        ledger(
            *(
                (f"{YEAR}{n:06}", f"甲{n}", "公民", day, "予以公开", day + timedelta(5))
                for n, day in enumerate(days)
            )
        )
    )
    counting = "-m", "tuiwizard", "count", book, "--year", str(YEAR)
    bare = min(_cost("-c", _BARE, book)[0] for _ in range(3))
    ours, memory = map(min, zip(*(_cost(*counting) for _ in range(3)), strict=True))
    print(f"count {ours:.2f} s, bare openpyxl {bare:.2f} s: {ours / bare:.2f} times, {memory} MB")
    assert ours < 1.5 * bare
    assert memory < 200


def _cost(*arguments: str | Path) -> tuple[float, float]:
    """Run Python and return the seconds and the megabytes that it took."""
    begun = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.perf_counter() - begun, used.ru_maxrss // 1024
