"""Sixty files as January brings them: the desk, `check`, `merge` and the list say the same."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.county import generated
from tests.county.arrivals import (
    MISSING,
    STRANGER,
    YEAR,
    Arrival,
    arrivals,
    offices,
    write_all,
)
from tuiwizard.cli import main
from tuiwizard.county.cross_checks import cross_checked
from tuiwizard.county.desk import Desk, look
from tuiwizard.county.desk_merge import add_up
from tuiwizard.county.desk_row import State, read_desk_row
from tuiwizard.county.expected import read_list
from tuiwizard.county.file_account import Account
from tuiwizard.county.let_in import is_counted
from tuiwizard.county.remerge import Options
from tuiwizard.drafts import store
from tuiwizard.importing import word97

AGENCY = "甲县人民政府"

Said = dict[Path, tuple[str, bool, str | None]]
"""What is said of each file: what became of it, whether it is counted, and whose it is."""


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The folder of what came in, and the list."""
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(word97, "_program", lambda: None)
    listed = tmp_path / "名单.csv"
    listed.write_text("\n".join(["机关名称", *filter(None, offices(arrivals()))]), "utf-8")
    return tmp_path / "收到的", listed


def said_in(objects: list[dict[str, Any]]) -> Said:
    return {Path(one["path"]): (one["account"], one["counted"], one["agency"]) for one in objects}


def at_the_desk(desk: Desk) -> Said:
    return {
        row.path: (
            row.account.value,
            row.account is Account.READ
            and row.merge_input is not None
            and is_counted(row.merge_input),
            None if row.agency == row.path.stem else row.agency,
        )
        for row in desk.rows
        if row.path is not None
    }


def truth(written: dict[Path, Arrival]) -> Said:
    return {
        path: (one.account.value, one.counted, one.office or None) for path, one in written.items()
    }


def objects_of(capfdbinary: pytest.CaptureFixture[bytes], *arguments: object) -> dict[str, Any]:
    main([*map(str, arguments), "--format", "json"])
    found: dict[str, Any] = json.loads(capfdbinary.readouterr().out)
    return found


def test_everything_that_collects_says_the_same_of_every_file(
    county: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder, listed = county
    files = arrivals()
    assert len(files) == 60
    assert {one.account for one in files} == set(Account)
    written = write_all(folder, files)
    right = truth(written)

    seen = look(folder)
    desk = Desk(folder, expected=read_list(listed), wanted=YEAR)
    desk = cross_checked(desk.updated(seen, map(read_desk_row, seen)))
    assert at_the_desk(desk) == right
    waiting = [row for row in desk.rows if row.state is State.CONVERT]
    assert {row.words for row in waiting} == {"要先转换"}
    assert {row.words for row in desk.rows if row.year == YEAR - 1} == {"别的年度"}
    assert cross_checked(desk.updated(seen, ())) == desk

    collected = ("--expect", listed, "--year", YEAR)
    checked = objects_of(capfdbinary, "check", folder, *collected)
    assert said_in(checked["account"]) == right
    assert {Path(f["path"]): f["counted"] for f in checked["files"]} == {
        path: counted for path, (account, counted, _) in right.items() if account == "read"
    }

    output = folder.parent / "县.toml"
    merged = objects_of(capfdbinary, "merge", folder, "-o", output, "--agency", AGENCY, *collected)
    assert said_in(merged["account"]) == right
    assert {one["agency"] for one in merged["sources"]} == {
        office for _, counted, office in right.values() if counted
    }

    # Whose report of another year, or other paper, has come has not reported.
    late = {one.office for one in files if one.account is Account.OTHER_YEAR}
    missing = {*MISSING, *late}
    assert {row.agency for row in desk.missing} == missing
    assert set(checked["missing"]) == missing
    r952 = [one["agencies"] for one in merged["findings"] if one["rule"] == "R952"]
    assert {agency for (agency,) in r952} == missing
    assert merged["strangers"] == [generated.name(STRANGER)]

    by_desk = add_up(desk, YEAR, folder.parent / "台.toml", Options(agency=AGENCY)).draft
    assert by_desk is not None
    assert by_desk.report == store.load(output).report
    assert by_desk.summed == store.load(output).summed


def test_two_versions_are_named_by_all(
    county: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder, listed = county
    paths = generated.write(folder, 3)
    again = folder / "重报.toml"
    store.save(again, generated.unit(1).with_texts({"overview.text": "重报。"}))
    twice = {str(paths[1]), str(again)}
    seen = look(folder)
    desk = cross_checked(Desk(folder).updated(seen, map(read_desk_row, seen)))
    assert {
        str(row.path)
        for row in desk.rows
        if any(one.rule == "R951" and set(one.files) == twice for one in row.cross_findings)
    } == twice
    collected = (folder, "--expect", listed, "--year", YEAR)
    assert main(["check", *map(str, collected)]) == 1
    said = capfdbinary.readouterr().err.decode()
    assert "错误 R951：" in said
    assert all(path in said for path in twice)
    output = folder.parent / "县.toml"
    merged = objects_of(capfdbinary, "merge", *collected, "-o", output, "--agency", AGENCY)
    (finding,) = (one for one in merged["findings"] if one["rule"] == "R951")
    assert set(finding["files"]) == twice
    assert merged["draft"] is None


def test_a_file_that_waits_is_never_missing(
    county: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """It is named with what to do; once it is read, nothing of that is said."""
    folder, _ = county
    folder.mkdir()
    office = generated.name(0)
    listed = folder / "名单.csv"
    listed.write_text(office, "utf-8")
    (folder / f"{office}.jpg").write_bytes(b"\xff\xd8\xff")
    generated.write(folder, 1, first=1)
    output = folder.parent / "县.toml"
    command = ["merge", str(folder), "-o", str(output), "--agency", AGENCY]
    assert main([*command, "--expect", str(listed)]) == 1
    said = capfdbinary.readouterr().err.decode()
    assert f"“{office}”的文件来了，要先转换（JPG）：{folder / office}.jpg" in said
    assert "R952" not in said
    assert "这是图片" in said
    assert "名单.csv" not in said
    generated.write(folder, 1)
    assert main([*command, "--expect", str(listed), "--force"]) == 0
    assert "的文件来了" not in capfdbinary.readouterr().err.decode()


def test_a_sum_of_another_year_is_left_alone(
    county: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder, _ = county
    generated.write(folder, 2)
    output = folder.parent / "县.toml"
    assert main(["merge", str(folder), "-o", str(output), "--agency", AGENCY]) == 0
    before = output.read_bytes()
    assert main(["merge", str(folder), "-o", str(output), "--year", "2024"]) == 2
    assert "是 2025 年的汇总稿，--year 却是 2024" in capfdbinary.readouterr().err.decode()
    assert output.read_bytes() == before
