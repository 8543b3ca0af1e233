"""`tuiwizard count`: exit codes, JSON, drafts, and that nobody is named anywhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.ledger.books import ledger
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft

RUNS: list[Run] = []
"""How a command is run in the test of now."""


@pytest.fixture(autouse=True)
def in_this_process(run: Run) -> None:
    RUNS[:] = [run]


PERSON = ("标记姓名", "13900001234", "110101190001010011", "标记住址", "标记内容")
HEADER = (
    "编号",
    "申请人",
    "身份证号",
    "联系电话",
    "申请人类型",
    "收到日期",
    "办理结果",
    "答复日期",
    "备注",
)


def row(number: str, kind: str, received: str, outcome: str, closed: str | None) -> list[Any]:
    return [number, PERSON[0], PERSON[2], PERSON[1], kind, received, outcome, closed, PERSON[3]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "台账2024.xlsx"
    rows = (
        row("2023-001", "公民", "2023-12-20", "公开", "2024-01-08"),
        row("2024-001", "公民", "2024-03-01", "公开", "2024-03-08"),
        row("2024-002", "企业", "2024-12-20", "国家秘密", "2025-01-08"),
    )
    path.write_bytes(ledger(*rows, header=HEADER))
    return path


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """Names stand where they do not belong, and every value is one that is asked for."""
    path = tmp_path / "乱.xlsx"
    rows = [
        row(PERSON[1], PERSON[0], "2024-03-01", f"已答复{PERSON[0]}", "2024-03-08"),
        row(PERSON[2], PERSON[3], PERSON[4], PERSON[4], PERSON[3]),
        row("2024-003", "公民", "2024-03-01", f"交{PERSON[3]}收", "2024-02-08"),
        row("2024-003", "公民", "2024-03-01", f"依据第十四条，告知{PERSON[0]}", "2024-03-09"),
        [PERSON[0], PERSON[0], None, None, None, None, None, None, None],
    ]
    path.write_bytes(ledger(*rows, header=HEADER))
    return path


def count(*arguments: str | Path) -> tuple[int, str, str]:
    done = RUNS[0]("count", *arguments)
    return done.code, done.out.decode(), done.err


NOT_ASSUMED = "台账没有{}的日期栏，都按没有算"


@pytest.mark.parametrize(
    ("columns", "missing"),
    [
        ((), "延期、补正、征求第三方"),
        (("延期告知日期",), "补正、征求第三方"),
        (("延期告知日期", "补正通知日期", "征求第三方日期"), ""),
    ],
)
def test_what_a_ledger_has_no_column_for_is_said(
    book: Path, columns: tuple[str, ...], missing: str
) -> None:
    rows = [
        [*row("2024-001", "公民", "2024-03-01", "公开", "2024-03-08"), *(None for _ in columns)]
    ]
    book.write_bytes(ledger(*rows, header=(*HEADER, *columns)))
    code, out, _ = count(book, "--year", "2024")
    assert code == 0
    assert (NOT_ASSUMED.format(missing) in out.splitlines()) is bool(missing)
    assert ("都按没有算" in out) is bool(missing)
    assert "都按没有算" not in count(book, "--year", "2024", "--format", "json")[1]


def test_json(book: Path) -> None:
    code, out, _ = count(book, "--year", "2024", "--format", "json")
    said = json.loads(out)
    assert code == 0
    assert (said["year"], said["until"], said["edition"]) == (2024, "2024-12-31", "2021")
    assert len(said["cells"]) == 175
    assert {path: n for path, n in said["cells"].items() if n and "total" not in path} == {
        "requests.received.natural_person": 1,
        "requests.received.business": 1,
        "requests.carried_in.natural_person": 1,
        "requests.outcomes.granted.natural_person": 2,
        "requests.carried_out.business": 1,
    }
    assert said["rows"]["requests.outcomes.granted.natural_person"] == [["台账", 2], ["台账", 3]]
    assert said["summary"] == {"rows": 3, "counted": 3, "not_counted": 0, "asked": 0, "hidden": 0}


def test_text_explains_a_cell_and_reads_the_year_off_the_file(book: Path) -> None:
    code, out, _ = count(book, "--explain", "requests.outcomes.granted.total")
    assert code == 0
    assert "requests.outcomes.granted.total：2 行" in out
    assert "台账!3  2024-001  2024-03-01 → 2024-03-08  granted" in out


def test_until(book: Path) -> None:
    said = json.loads(count(book, "--year", "2024", "--until", "2024-01-05", "--format", "json")[1])
    assert said["cells"]["requests.carried_out.natural_person"] == 1
    assert [each[2] for each in said["not_counted"]] == ["received_after", "received_after"]


def test_a_draft_is_written_or_filled_in(book: Path, tmp_path: Path) -> None:
    draft = tmp_path / "年报.toml"
    assert count(book, "--year", "2024", "-o", draft)[0] == 0
    assert store.load(draft).entries("requests").get("requests.received.business") == "1"
    texts = {"overview.text": "正文", "requests.received.business": "9"}
    store.save(draft, Draft.new(2024, name="甲县乙镇人民政府").with_texts(texts))
    assert count(book, "--year", "2024", "-o", draft)[0] == 0
    again = store.load(draft)
    assert again.entries("requests").get("requests.received.business") == "1"
    assert (again.agency_name, again.entries("overview").get("overview.text")) == (
        "甲县乙镇人民政府",
        "正文",
    )


def test_a_row_that_changes_after_the_count_is_found_by_check(book: Path, tmp_path: Path) -> None:
    """The rows are beside the draft; `check` says which cell no longer holds."""
    draft = tmp_path / "年报.toml"
    assert count(book, "--year", "2024", "-o", draft)[0] == 0
    assert (tmp_path / "年报.ledger.toml").exists()

    def said() -> dict[str, str]:
        (report,) = json.loads(RUNS[0]("check", draft, "--format", "json").out)["files"]
        found = [each for each in report["findings"] if each["rule"] == "R307"]
        return {" ".join(each["cells"]): each["message"] for each in found}

    assert said() == {}
    changed = row("2024-001", "公民", "2024-03-01", "国家秘密", "2024-03-08")
    others = (
        row("2023-001", "公民", "2023-12-20", "公开", "2024-01-08"),
        row("2024-002", "企业", "2024-12-20", "国家秘密", "2025-01-08"),
    )
    book.write_bytes(ledger(others[0], changed, others[1], header=HEADER))
    found = said()
    assert found.keys() == {
        "requests.outcomes.granted.natural_person",
        "requests.outcomes.refused.state_secret.natural_person",
    }
    granted = found["requests.outcomes.granted.natural_person"]
    assert "填的是 2，台账数过以后有改动，现在是 1：少了 “台账”第 3 行（2024-001）" in granted
    book.unlink()
    (why,) = said().values()
    assert "没有这个文件" in why


def test_open_questions_write_nothing(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger(row("1", "公民", "2024-03-01", "撤回", "2024-03-08"), header=HEADER))
    draft = tmp_path / "年报.toml"
    code, out, _ = count(path, "--year", "2024", "-o", draft, "--format", "json")
    said = json.loads(out)
    assert (code, said["cells"], draft.exists()) == (1, {}, False)
    (question,) = said["questions"]
    assert question == {
        "kind": "outcome", "word": "撤回", "rows": [["台账", 2]], "proposed": "other.other",
    }  # fmt: skip
    answers = tmp_path / "台账.toml"
    answers.write_text('format = 1\n[words.outcome]\n"撤回" = "other.other"\n', "utf-8")
    assert count(path, "--year", "2024", "-o", draft, "--map", answers)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--until", "2023-06-30"), "--until 要在 2024 年之内"),
        (("--explain", "requests.nothing"), "没有“requests.nothing”这一格"),
        (("--map", "没有.toml"), "没有这个文件"),
    ],
)
def test_what_cannot_be_done_is_said(book: Path, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = count(book, "--year", "2024", *arguments)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("output_format", ["text", "json"])
def test_nobody_is_named(
    book: Path,
    messy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    output_format: str,
) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    given = {book, messy}
    said = ""
    for path in (book, messy):
        explain = "requests.received.total"
        _, out, err = count(
            path, "--year", "2024", "--format", output_format, "--explain", explain,
            "-o", tmp_path / f"{path.stem}.toml",
        )  # fmt: skip
        said += out + err
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path not in given]
    said += "".join(path.read_text("utf-8", "replace") for path in written)
    assert written
    assert [word for word in PERSON if word in said] == []
