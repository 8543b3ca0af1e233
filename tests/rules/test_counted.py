"""R307: what is typed against what was counted, and the rows behind R901."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.report.test_count_record import record
from tests.strategies import complete_draft
from tuiwizard.report.count_record import CountedRow, CountRecord
from tuiwizard.report.draft import Draft
from tuiwizard.report.kept_count import KeptCount
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.rules.registry import Checker, check
from tuiwizard.words import Message

GRANTED = "requests.outcomes.granted.business"
HELD = "requests.outcomes.unavailable.not_held.business"
CARRIED = "requests.carried_in.business"


def row(number: int, went: str = "outcomes.granted", came: str = "received") -> CountedRow:
    """A request of a business in row number + 1."""
    return CountedRow.model_validate(
        {"sheet": "台账", "row": number + 1, "number": f"2024-{number:03}"}
        | {"applicant": "business", "came": came, "went": went, "received": date(2024, 3, 1)}
    )


def counted(*rows: CountedRow) -> tuple[Draft, CountRecord]:
    """A draft whose table 3 was taken from a count, and the count."""
    kept = record(*rows)
    texts = {path: str(len(found)) for path, found in kept.by_cell.items()}
    return replace(complete_draft(2024).with_texts(texts), ledger=kept.source), kept


def of(case: Case, rule: str = "R307") -> list[Finding]:
    return [finding for finding in check(case) if finding.rule == rule]


def test_nothing_is_said_where_the_figures_are_those_of_the_ledger() -> None:
    draft, kept = counted(row(1), row(2))
    assert of(Case(draft, count=KeptCount(kept, kept))) == []
    assert of(Case(complete_draft(2024))) == []


def test_a_figure_that_was_typed_over_names_both_figures_and_the_rows() -> None:
    draft, kept = counted(row(1), row(2))
    (found,) = of(Case(draft.with_texts({GRANTED: "3"}), count=KeptCount(kept, kept)))
    assert found.severity is Severity.QUERY
    assert (found.cells, found.left, found.right) == ((GRANTED,), 3, 2)
    assert str(found.message) == (
        "“予以公开 · 商业企业”填的是 3，从台账数的是 2"
        "（“台账”第 2 行（2024-001）、“台账”第 3 行（2024-002）），"
        "请核对；不照台账的，写明原因"
    )
    (fix,) = found.fixes
    assert fix.texts == ((GRANTED, "2"),)
    assert of(Case(draft.with_texts({GRANTED: ""}), count=KeptCount(kept, kept))) == []


def test_a_figure_without_rows_says_so_and_many_rows_are_counted() -> None:
    draft, kept = counted(*(row(n) for n in range(1, 8)))
    case = Case(draft.with_texts({GRANTED: "8", HELD: "1"}), count=KeptCount(kept, kept))
    many, none = sorted(of(case), key=lambda found: -int(found.left or 0))
    assert "“台账”第 6 行（2024-005） 等 7 行" in str(many.message)
    assert "从台账数的是 0，请核对" in str(none.message)


def test_a_row_that_changed_since_names_the_cells_that_no_longer_hold() -> None:
    draft, kept = counted(row(1), row(2))
    now = record(row(1), row(2, "outcomes.unavailable.not_held"))
    found = {finding.cells[0]: finding for finding in of(Case(draft, count=KeptCount(kept, now)))}
    assert found.keys() == {GRANTED, HELD}
    assert "填的是 2，台账数过以后有改动，现在是 1：少了 “台账”第 3 行（2024-002）" in str(
        found[GRANTED].message
    )
    assert "现在是 1：多了 “台账”第 3 行（2024-002）" in str(found[HELD].message)


def test_rows_that_only_moved_are_the_same_requests() -> None:
    draft, kept = counted(row(1))
    now = record(row(1).model_copy(update={"row": 9}))
    assert of(Case(draft, count=KeptCount(kept, now))) == []


def test_what_is_not_known_is_not_checked() -> None:
    draft, kept = counted(row(1))
    case = Case(draft, count=KeptCount(kept, None, Message("读不出来")))
    (said,) = of(case)
    assert (said.severity, str(said.why_unchecked)) == (Severity.UNCHECKED, "读不出来")
    wrong, unchecked = of(replace(case, draft=draft.with_texts({GRANTED: "3"})))
    assert {wrong.severity, unchecked.severity} == {Severity.QUERY, Severity.UNCHECKED}


def test_a_count_that_the_draft_does_not_remember_says_nothing_of_it() -> None:
    """As after undo, and after it was taken back."""
    draft, kept = counted(row(1))
    other = kept.source.model_copy(update={"sha256": "9" * 64})
    case = Case(replace(draft, ledger=other), count=KeptCount(kept, kept))
    (said,) = of(case)
    assert "请重新数台账" in str(said.message)
    assert of(replace(case, draft=replace(draft, ledger=None))) == []


def test_the_checker_looks_again_when_only_the_count_is_another() -> None:
    draft, kept = counted(row(1))
    checker = Checker()
    case = Case(draft, count=KeptCount(kept, kept))
    assert not any(f.rule == "R307" for f in checker.check(case))
    now = record(row(1, "carried_out"))
    changed = replace(case, count=KeptCount(kept, now))
    assert any(f.rule == "R307" for f in checker.check(changed))
    gone = replace(changed, draft=replace(draft, ledger=None))
    assert not any(f.rule == "R307" for f in checker.check(gone))


def carried(*, last: CountRecord | None, this: CountRecord | None) -> Iterator[str]:
    """What R901 says where 1 was carried in, and 2 were carried out last year."""
    draft = complete_draft(2024).with_texts({CARRIED: "1"})
    if this is not None:
        draft = replace(draft, ledger=this.source)
    before = complete_draft(2023).with_texts({CARRIED.replace("_in", "_out"): "2"})
    for finding in of(Case(draft, before, count=KeptCount(this, this, None, last)), "R901"):
        if "商业企业" in str(finding.message):
            yield str(finding.message)


def test_the_carried_rows_are_named() -> None:
    open_still = record(row(1, "carried_out"), row(2, "carried_out"))
    last = open_still.model_copy(update={"year": 2023})
    this = record(row(2, came="carried_in"), row(7, came="carried_in"))
    (plain,) = carried(last=None, this=this)
    (alone,) = carried(last=last, this=None)
    (both,) = carried(last=last, this=this)
    assert "台账" not in plain.partition("差")[2]
    assert (
        alone == plain + "；上年台账里结转的是 “台账”第 2 行（2024-001）、“台账”第 3 行（2024-002）"
    )
    assert both == plain + (
        "；上年结转下来、今年台账没有的是 “台账”第 2 行（2024-001），"
        "今年台账有、上年没有结转的是 “台账”第 8 行（2024-007）"
    )
    same = record(*(row(n, came="carried_in") for n in (1, 2)))
    assert list(carried(last=last, this=same)) == [plain]
    assert list(carried(last=record().model_copy(update={"year": 2023}), this=None)) == [plain]
