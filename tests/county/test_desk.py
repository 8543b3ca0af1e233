"""A desk without a screen: sorted and filtered, and always as its folder is."""

import os
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.county import generated
from tests.published import committed
from tests.signing import signed
from tuiwizard.county import desk_row
from tuiwizard.county.desk import (
    FROM_THE_TOP,
    OPEN,
    Column,
    Desk,
    RowFilter,
    look,
    states_of,
)
from tuiwizard.county.desk_row import DeskRow, Stamp, State, read_desk_row
from tuiwizard.county.desk_totals import totals_of, totals_words
from tuiwizard.county.exchange import NOTHING, Deed, Entry, Exchange
from tuiwizard.drafts import store
from tuiwizard.forms.editions import section_keys
from tuiwizard.rendering.formats import FORMATS, write
from tuiwizard.rules.cross_report_finding import CrossReportFinding
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.words import Message

ASKED = Entry(Deed.ASKED, datetime(2026, 1, 12, tzinfo=UTC), "甲")
EXCHANGES = (
    NOTHING,
    Exchange((ASKED,), last=ASKED),
    Exchange((ASKED,), last=ASKED, still=1),
    Exchange((ASKED,), last=ASKED, still=1, new=True),
    Exchange((ASKED, ASKED._replace(deed=Deed.ANSWERED)), last=ASKED, still=1),
)
COUNTS = st.none() | st.integers(0, 500)
FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(["R002", "R301", "R904"]),
    severity=st.sampled_from(Severity),
    section=st.just("requests"),
    cells=st.just(()),
    message=st.just("甲：乙"),
)


@st.composite
def units(draw: st.DrawFn) -> tuple[DeskRow, ...]:
    """Units of a folder, each in a file of its own."""
    names = draw(st.lists(st.text("甲乙丙县镇", min_size=1, max_size=4), max_size=12))
    return tuple(
        DeskRow(
            name,
            draw(st.sampled_from([s for s in State if s is not State.MISSING])),
            Path(f"{number}.toml"),
            Stamp(draw(st.integers(1, 9)), 1),
            year=draw(st.none() | st.integers(2019, 2025)),
            findings=tuple(draw(st.lists(FINDINGS, max_size=4))),
            received=draw(COUNTS),
            carried_out=draw(COUNTS),
            exchange=draw(st.sampled_from(EXCHANGES)),
        )
        for number, name in enumerate(names)
    )


def value(unit: DeskRow, column: Column) -> object:
    """What a unit shows in a column, found another way than the desk does."""
    if column is Column.STATE:
        return [str(state) for state in State].index(unit.state)
    if column is Column.CHANGED:
        return unit.stamp.changed
    if column in (Column.ERRORS, Column.QUERIES):
        wanted = Severity.ERROR if column is Column.ERRORS else Severity.QUERY
        open_ = (f for f in unit.findings if column is Column.ERRORS or not f.explained)
        found = [f for f in open_ if f.severity is wanted]
        return len(found) if unit.year is not None else None
    if column is Column.EXCHANGE:
        turns = ("新稿", "答复", "已退", "办结")
        standing = str(unit.exchange.standing)
        return turns.index(standing) if standing else None
    return getattr(unit, column.name.lower())


@given(units(), st.sampled_from(Column), st.booleans())
def test_sorting_keeps_every_unit_and_orders_what_has_a_value(
    listed: tuple[DeskRow, ...], column: Column, reverse: bool
) -> None:
    shown = Desk(Path(), listed).shown(RowFilter(column=column, reverse=reverse))
    assert sorted(map(id, shown)) == sorted(map(id, listed))
    values = [value(unit, column) for unit in shown]
    known = [v for v in values if v is not None]
    assert values == known + [None] * (len(values) - len(known)), "what has no value comes last"
    falls = (column in FROM_THE_TOP) is not reverse
    assert known == sorted(known, reverse=falls)  # type: ignore[type-var]
    for one, other in pairwise(shown):
        if value(one, column) == value(other, column):
            assert listed.index(one) < listed.index(other), "equal ones stay in order"


@given(units(), st.lists(st.sampled_from(["甲", "乙", "镇", "R301", "r002", "已公布"]), max_size=2))
def test_every_word_has_to_be_there(listed: tuple[DeskRow, ...], words: list[str]) -> None:
    shown = Desk(Path(), listed).shown(RowFilter(text=" ".join(words)))
    for unit in listed:
        said = f"{unit.agency} {unit.path} {unit.state} {[f.rule for f in unit.findings]}".lower()
        assert (unit in shown) is all(word.lower() in said for word in words)


@given(units(), st.frozensets(st.sampled_from(State)), st.none() | st.integers(2019, 2025))
def test_states_and_years(
    listed: tuple[DeskRow, ...], states: frozenset[State], year: int | None
) -> None:
    for unit in Desk(Path(), listed).shown(RowFilter(states=states, year=year)):
        assert not states or unit.state in states
        assert year is None or unit.year in (None, year)


def test_the_third_time_a_column_sorts_no_more() -> None:
    once = RowFilter(text="甲").sorted_by(Column.ERRORS)
    assert (once.column, once.reverse) == (Column.ERRORS, False)
    assert once.sorted_by(Column.YEAR) == RowFilter(text="甲", column=Column.YEAR)
    twice = once.sorted_by(Column.ERRORS)
    assert twice.reverse
    assert twice.sorted_by(Column.ERRORS) == RowFilter(text="甲")
    assert once.active
    assert not once.cleared().active


@given(units(), st.integers(2019, 2025))
def test_totals_are_of_one_year_and_count_each_office_once(
    listed: tuple[DeskRow, ...], year: int
) -> None:
    found = totals_of(listed, year)
    latest: dict[str, DeskRow] = {}
    for unit in sorted((u for u in listed if u.year == year), key=lambda u: u.stamp.changed):
        latest[unit.agency] = unit
    assert (found.reports, found.received, found.carried_out) == (
        len(latest),
        sum(unit.received or 0 for unit in latest.values()),
        sum(unit.carried_out or 0 for unit in latest.values()),
    )
    assert found.reports + found.doubles == sum(unit.year == year for unit in listed)
    assert ("重复，不算" in totals_words(found)) is (found.doubles > 0)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("severity", Severity)
def test_what_has_an_error_is_never_ready(state: State, severity: Severity) -> None:
    shared = CrossReportFinding((), (), Message("甲"), rule="R951", severity=severity)
    row = DeskRow("甲", state, Path("甲.toml"), cross_findings=(shared,))
    assert not (row.errors and row.state in (State.READY, State.SIGNED))
    held_back = row.errors and state in (State.READY, State.SIGNED)
    assert row.state is (State.BLOCKED if held_back else state)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    generated.write(tmp_path, 3)
    return tmp_path


def desk_of(folder: Path) -> Desk:
    return Desk(folder).updated(look(folder), map(read_desk_row, look(folder)))


def test_a_folder_is_listed_as_it_is(folder: Path) -> None:
    store.save(folder / "00001.toml", generated.unit(7).with_texts({"appeals.review.upheld": ""}))
    (folder / "坏.toml").write_text("= 1", "utf-8")
    (folder / "说明.md").write_text("# 说明\n", "utf-8")
    desk = desk_of(folder)
    assert [unit.path for unit in desk.rows] == list(look(folder))
    by_name = {unit.agency: unit for unit in desk.rows}
    plain = by_name[generated.name(0)]
    assert (plain.state, plain.year, plain.errors, plain.queries) == (State.READY, 2025, 0, 0)
    texts = generated.unit(0).entries("requests").texts
    received = sum(int(texts[f"requests.received.{c}"]) for c in generated.COLUMNS)
    carried = sum(int(texts[f"requests.carried_out.{c}"]) for c in generated.COLUMNS)
    assert (plain.received, plain.carried_out) == (received, carried)
    unfinished = by_name[generated.name(7)]
    assert (unfinished.state, unfinished.words) == (State.UNFINISHED, "未填完 6/7")
    assert (unfinished.errors, unfinished.findings[0].rule) == (1, "R002")
    bad = by_name["坏"]
    assert (bad.state, bad.read, bad.received) == (State.UNREADABLE, False, None)
    assert "坏.toml" in bad.trouble
    assert by_name["说明"].state is State.OTHER
    assert {unit.agency for unit in desk.shown(RowFilter(states=OPEN))} == {"坏", generated.name(7)}


def test_only_what_has_changed_is_read_again(folder: Path) -> None:
    desk = desk_of(folder)
    first, second, third = look(folder)
    assert desk.changes(look(folder)) == []
    second.write_text(generated.text(9), "utf-8")
    third.unlink()
    new = folder / "00009.toml"
    new.write_text(generated.text(5), "utf-8")
    seen = look(folder)
    assert desk.changes(seen) == [second, new]
    gone = desk.updated(seen, ())
    assert [unit.path for unit in gone.rows] == [first, second], "what is not read stays as it was"
    now = gone.updated(seen, map(read_desk_row, [second, new]))
    assert [unit.agency for unit in now.rows] == [generated.name(n) for n in (0, 9, 5)]
    assert now.find(str(first)) is desk.rows[0]
    assert now.find(str(third)) is None


def test_it_is_known_when_a_file_was_changed_before_it_is_read(folder: Path) -> None:
    desk = Desk(folder).updated(look(folder), ())
    first, *rest = desk.unread
    assert {row.path: row.stamp for row in desk.unread} == look(folder)
    assert first.path is not None
    os.utime(first.path, ns=(1, 1))
    later = desk.updated(look(folder), ())
    assert later.unread[0].stamp.changed == 1
    assert all(now is before for now, before in zip(later.unread[1:], rest, strict=True))
    by_time = later.shown(RowFilter(column=Column.CHANGED, reverse=True))
    assert by_time[0].path == first.path


def test_an_empty_folder_is_an_empty_desk(tmp_path: Path) -> None:
    assert look(tmp_path) == {}
    assert desk_of(tmp_path).shown(RowFilter()) == ()
    assert totals_words(totals_of((), None)) == "0 份 · 新收 0 件 · 结转 0 件"
    assert states_of(()) == ""


def test_what_is_no_report_is_not_looked_at(folder: Path) -> None:
    before = list(look(folder))
    for name in ("~$甲镇.docx", "._甲.toml", "甲镇-问题清单.md"):
        (folder / name).write_text("x", "utf-8")
    assert list(look(folder)) == before


def test_the_year_before_is_found_by_the_office(folder: Path) -> None:
    before = folder / "去年.toml"
    before.write_text(generated.text(1, 2024), "utf-8")
    desk = desk_of(folder)
    this = next(
        unit for unit in desk.rows if unit.agency == generated.name(1) and unit.year == 2025
    )
    other = next(unit for unit in desk.rows if unit.agency == generated.name(0))
    assert desk.last_year_of(this) == before
    assert desk.last_year_of(other) is None
    assert desk.last_year_of(DeskRow("甲", State.MISSING)) is None
    assert desk.years == (2025, 2024)


def test_a_file_the_program_stumbles_over_is_listed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise ZeroDivisionError("甲乙")

    monkeypatch.setattr(desk_row, "read_file", broken)
    units = desk_of(folder).rows
    assert [unit.state for unit in units] == [State.UNREADABLE] * 3
    assert "ZeroDivisionError" in units[0].trouble
    assert "甲乙" not in units[0].trouble, "what stands in a file is not repeated"


@pytest.mark.parametrize(
    ("years", "year"),
    [
        ([], None),
        ([None], None),
        ([2024], 2024),
        ([2024, 2025], 2025),
        ([2024, 2024, 2025], 2024),  # one report of 2025 came early, or has a slip
        ([2024, 2024, 2025, 2025, None, None], 2025),
        ([2023, 2023, 2023, 2024, 2024, 2025], 2024),
    ],
)
def test_the_year_that_is_collected(years: list[int | None], year: int | None) -> None:
    units = tuple(DeskRow(str(n), State.READY, year=y) for n, y in enumerate(years))
    assert Desk(Path(), units).year == year


@pytest.mark.parametrize("changed", [2**80, -(2**80)])
def test_a_time_that_is_none(changed: int) -> None:
    assert DeskRow("甲", State.READY, Path("甲.toml"), Stamp(changed, 1)).changed is None


@pytest.mark.parametrize("to", ["markdown", "html", "docx"])
def test_a_draft_in_any_format_is_none_that_was_published(tmp_path: Path, to: str) -> None:
    draft = committed("pingtan-2021").draft()
    for name, as_draft in (("甲", True), ("乙", False)):
        data = write(draft if as_draft else signed(draft), to, as_draft=as_draft)
        (tmp_path / name).with_suffix(FORMATS[to].suffix).write_bytes(
            data if isinstance(data, bytes) else data.encode()
        )
    stamped, posted = (read_desk_row(path) for path in sorted(look(tmp_path), reverse=True))
    assert posted.state is State.PUBLISHED
    assert stamped.state is not State.PUBLISHED
    assert stamped.done == len(section_keys("2021"))
