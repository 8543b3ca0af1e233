"""`tuiwizard ledger`: open requests as text, JSON and a calendar; nobody is named."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ledger.books import ledger
from tuiwizard.cli.commands import ledger as command
from tuiwizard.ledger.due import Due


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "台账2024.xlsx"
    rows = (
        ("2024-001", "标记姓名", "公民", "2024-03-01", "公开", "2024-05-20"),
        ("2024-002", "标记姓名", "公民", "2024-04-07", None, None),
        ("2024-003", "标记姓名", "公民", "2024-05-27", "办理中", None),
        ("2024-004", "标记姓名", "公民", "2024-06-11", None, None),
        ("2024-005", "标记姓名", "公民", "某日", None, None),
    )
    path.write_bytes(ledger(*rows))
    return path


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))


def test_text_for_the_group(run: Run, book: Path) -> None:
    done = run("ledger", book, "--as-of", "2024-06-20")
    assert (done.code, done.err) == (0, "")
    assert done.text.splitlines() == [
        "依申请公开待答复 3 件（截至 2024-06-20）",
        "已超期 1 件：",
        "  2024-002  2024-05-07 到期，已超 32 个工作日（2024-04-07 收到，从次日起 20 个工作日）",
        "5 个工作日内到期 1 件：",
        "  2024-003  2024-06-25 到期，还有 3 个工作日（2024-05-27 收到，从次日起 20 个工作日）",
        "以后到期 1 件：",
        "  2024-004  2024-07-09 到期，还有 13 个工作日（2024-06-11 收到，从次日起 20 个工作日）",
        "今年答复晚了 1 件：",
        "  2024-001  2024-03-29 到期，2024-05-20 答复，晚 34 个工作日",
        "有 1 行的日期读不出来，没有列：台账!6",
        "台账没有延期、补正、征求第三方的日期栏，都按没有算",
    ]


def test_a_terminal_gets_a_table_unless_a_format_is_named(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[int, bool]] = []

    def start(found: Due, *, ascii_only: bool) -> int:
        shown.append((found.open_now, ascii_only))
        return 0

    monkeypatch.setattr(command, "can_draw", lambda: True)
    monkeypatch.setattr(command, "start_due", start)
    arguments = "ledger", book, "--as-of", "2024-06-20", "--ascii"
    assert run(*arguments).text == ""
    assert shown == [(3, True)]
    assert run(*arguments, "--format", "text").text.startswith("依申请公开待答复 3 件")
    assert len(shown) == 1


def test_a_request_whose_clock_stands_has_no_last_day(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "台账.xlsx"
    header = ("编号", "申请人类型", "收到日期", "办理结果", "答复日期", "补正通知日期")
    book.write_bytes(
        ledger(("2024-1", "公民", "2024-05-20", None, None, "2024-05-22"), header=header)
    )
    said = run("ledger", book, "--as-of", "2024-06-20").text
    assert "现在不计时 1 件：\n  2024-1  2024-05-20 收到，2024-05-22 通知补正" in said


def test_data_and_calendar(run: Run, book: Path) -> None:
    found = json.loads(run("ledger", book, "--as-of", "2024-06-20", "--format", "json").out)
    assert [each["number"] for each in found["open"]] == ["2024-002", "2024-003", "2024-004"]
    assert found["open"][0]["state"] == "late"
    assert found["unread"] == [["台账", 6]]
    calendar = run("ledger", book, "--as-of", "2024-06-20", "--format", "ics")
    assert calendar.out.count(b"BEGIN:VEVENT\r\n") == 3
    assert "标记姓名" not in calendar.text + json.dumps(found, ensure_ascii=False)


def test_a_year_that_is_not_known_is_said_and_can_be_written_down(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "台账.xlsx"
    book.write_bytes(ledger(("2090-1", "甲", "公民", "2090-01-04", None, None)))
    arguments = "ledger", book, "--as-of", "2090-01-10"
    assert "2090-1：不知道 2090 年的调休" in run(*arguments).text
    own = tmp_path / "state" / "calendar.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text("[2090]\nholidays = [2090-01-10]\n", "utf-8")
    assert "2090-1  2090-02-02 到期" in run(*arguments).text
    own.write_text("[2090]\nholidays = [2089-01-10]\n", "utf-8")
    done = run(*arguments)
    assert (done.code, done.text) == (2, "")
    assert "2089-01-10" in done.err


def test_what_cannot_be_looked_at_is_refused(run: Run, book: Path, tmp_path: Path) -> None:
    assert run("ledger", book, "--soon", "-1").code == 2
    assert run("ledger", tmp_path / "没有.xlsx").code == 2
    answers = tmp_path / "台账.toml"
    answers.write_text('format = 1\nrows."台账!6".received = 2024-06-19\n', "utf-8")
    assert "2024-005" in run("ledger", book, "--as-of", "2024-06-20", "--map", answers).text
