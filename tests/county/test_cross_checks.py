"""What the reports of a desk say of one another, and nothing of themselves alone."""

from dataclasses import replace
from pathlib import Path

from tests.county import generated, planted
from tests.growth import LINEAR, growth
from tests.sections import SECTIONS
from tuiwizard.county.cross_checks import cross_checked
from tuiwizard.county.desk import Desk, look
from tuiwizard.county.desk_row import DeskRow, State, read_desk_row
from tuiwizard.county.desk_totals import totals_of
from tuiwizard.county.expected import Expected
from tuiwizard.county.merge import merge
from tuiwizard.county.merge_input import read_merge_input
from tuiwizard.drafts import store


def desk_of(folder: Path, *expected: str) -> Desk:
    desk = Desk(folder, expected=tuple(map(Expected, expected)))
    return cross_checked(desk.updated(look(folder), map(read_desk_row, look(folder))))


def shared(desk: Desk) -> set[tuple[str, str]]:
    """The file and the rule of what units say together."""
    return {
        (unit.path.name, a.rule) for unit in desk.rows if unit.path for a in unit.cross_findings
    }


def test_what_is_planted_among_reports_is_named_and_nothing_else(tmp_path: Path) -> None:
    errors = planted.plant(generated.write(tmp_path, planted.NEEDED * 2))
    desk = desk_of(tmp_path)
    wanted = {(e.path.name, "R951") for e in errors if e.kind is planted.Kind.CROSS_REPORT}
    assert shared(desk) == wanted
    for error in errors:
        unit = desk.find(str(error.path))
        assert unit is not None
        if error.kind is planted.Kind.CROSS_REPORT:
            assert unit.errors == 1
        elif error.kind is planted.Kind.FINDING:
            assert error.rule in [f.rule for f in unit.findings]
        elif error.kind is planted.Kind.UNREADABLE:
            assert (unit.state, error.says in unit.trouble) == (State.UNREADABLE, True)
        else:
            assert unit.state is State.OTHER


def test_two_years_beside_each_other_are_no_mistake(tmp_path: Path) -> None:
    generated.write(tmp_path / "2024", 3, 2024)
    generated.write(tmp_path / "2025", 3, 2025)
    assert shared(desk_of(tmp_path)) == set()


def test_texts_that_are_alike_are_named_in_both(tmp_path: Path) -> None:
    one, other, _ = generated.write(tmp_path, 3)
    text = generated.unit(0).entries("overview").texts["overview.text"]
    store.save(other, generated.unit(1).with_texts({"overview.text": text}))
    desk = desk_of(tmp_path)
    assert shared(desk) == {(one.name, "R954"), (other.name, "R954")}
    for unit in desk.rows:
        own = replace(unit, cross_findings=())
        assert unit.queries == own.queries + len(unit.cross_findings)


def test_who_is_missing(tmp_path: Path) -> None:
    generated.write(tmp_path, 2)
    names = [generated.name(n) for n in range(4)]
    (tmp_path / f"{names[2]}.toml").write_text("坏", "utf-8")
    desk = desk_of(tmp_path, *names)
    assert [unit.agency for unit in desk.missing] == [names[3]]
    (missing,) = desk.missing
    assert (missing.state, missing.path, missing.changed) == (State.MISSING, None, None)
    assert [a.rule for a in missing.cross_findings] == ["R952"]
    assert desk.every[-1] is missing


def test_last_years_report_in_place_of_this_years(tmp_path: Path) -> None:
    generated.write(tmp_path, 2)
    (tmp_path / "旧.toml").write_text(generated.text(2, 2024), "utf-8")
    desk = desk_of(tmp_path, *map(generated.name, range(3)))
    assert [unit.agency for unit in desk.missing] == [generated.name(2)]
    assert shared(desk) == {("旧.toml", "R951")}


def test_nobody_has_sent_anything(tmp_path: Path) -> None:
    assert [unit.agency for unit in desk_of(tmp_path, "甲镇").missing] == ["甲镇"]


def test_the_sum_of_what_lies_beside_it_does_not_count_twice(tmp_path: Path) -> None:
    paths = generated.write(tmp_path, 2)
    before = totals_of(desk_of(tmp_path).rows, generated.YEAR)
    merged = merge(map(read_merge_input, paths), "甲县人民政府").draft
    assert merged is not None
    place = tmp_path / "汇总.toml"
    store.save(place, merged)
    desk = desk_of(tmp_path)
    whole = desk.find(str(place))
    assert whole is not None
    done = sum(merged.report.section(key) is not None for key in SECTIONS)
    assert (whole.adds_up, whole.words) == (True, f"汇总稿 {done}/{len(SECTIONS)}")
    assert shared(desk) == set()
    assert totals_of(desk.rows, generated.YEAR) == before
    for path in paths:
        path.unlink()
    seen = look(tmp_path)
    assert not cross_checked(desk.updated(seen, ())).rows[0].adds_up, "alone, it is a report as any"


def test_a_file_that_is_gone_again_is_not_compared(tmp_path: Path) -> None:
    paths = generated.write(tmp_path, 2)
    text = generated.unit(0).entries("overview").texts["overview.text"]
    store.save(paths[1], generated.unit(1).with_texts({"overview.text": text}))
    desk = Desk(tmp_path).updated(look(tmp_path), map(read_desk_row, paths))
    paths[0].unlink()
    assert shared(cross_checked(desk)) == set()


def test_a_unit_that_says_nothing_new_is_the_same_unit(tmp_path: Path) -> None:
    generated.write(tmp_path, 1)
    desk = desk_of(tmp_path)
    assert cross_checked(desk) == desk
    assert cross_checked(replace(desk, rows=())).rows == ()
    assert isinstance(desk.rows[0], DeskRow)


def test_ten_thousand_reports_take_ten_thousand_times_one(tmp_path: Path) -> None:
    generated.write(tmp_path, 1)
    (row,) = desk_of(tmp_path).rows
    merge_input = row.merge_input
    assert merge_input is not None

    def named(number: int) -> DeskRow:
        name, path = f"第{number}镇人民政府", tmp_path / f"{number}.toml"
        ref = merge_input.ref._replace(agency=name, file=str(path), sha256=str(number))
        if number % 20 == 1:
            return DeskRow(name, State.UNREADABLE, path)
        if number % 20 == 2:
            ref = ref._replace(units=(f"第{number + 1}镇人民政府",))
        report = replace(merge_input, ref=ref, signatures={})
        return replace(row, agency=name, path=path, merge_input=report)

    def desk(many: int) -> Desk:
        rows = tuple(named(number) for number in range(many))
        return Desk(tmp_path, rows, tuple(Expected(row.agency) for row in rows))

    checked = cross_checked(desk(100))
    assert sum(row.adds_up for row in checked.rows) == 5
    assert growth(cross_checked, desk, 1_000) < LINEAR
