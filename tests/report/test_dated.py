"""The day that is printed under a report."""

from dataclasses import replace
from datetime import date

import pytest

from tests.published import committed
from tests.signing import DAY, signed
from tuiwizard.drafts.codec import dumps, loads
from tuiwizard.errors import DraftError
from tuiwizard.report.days import in_chinese
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import SignOffStatus, dated, day_of, sign_off_status

OTHER = date(2026, 1, 5)


def draft() -> Draft:
    return committed("pingtan-2021").draft()


def test_it_is_that_of_who_signed_until_another_is_given() -> None:
    assert day_of(draft()) is None
    assert day_of(signed(draft())) == DAY
    assert day_of(dated(signed(draft()), OTHER)) == OTHER


def test_that_of_who_signed_is_kept_once() -> None:
    assert dated(signed(draft()), DAY).dated is None
    assert dated(dated(signed(draft()), OTHER), None) == signed(draft())


def test_it_is_printed_and_so_it_is_signed() -> None:
    assert sign_off_status(dated(signed(draft()), OTHER)) is SignOffStatus.VOID


def test_a_draft_file_remembers_it() -> None:
    kept = dated(draft(), OTHER)
    assert "\ndated = 2026-01-05\n" in dumps(kept)
    assert loads(dumps(kept)) == kept
    assert "dated" not in dumps(draft())


@pytest.mark.parametrize("value", ['"2026-01-05"', "2026-01-05T10:00:00", "5"])
def test_what_is_no_day_is_refused(value: str) -> None:
    text = dumps(draft()).replace("year = 2021\n", f"year = 2021\ndated = {value}\n")
    with pytest.raises(DraftError, match="应当是日期"):
        loads(text)


def test_it_is_written_without_noughts() -> None:
    assert in_chinese(OTHER) == "2026年1月5日"
    assert replace(draft(), dated=OTHER) != draft()
