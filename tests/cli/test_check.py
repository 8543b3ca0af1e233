"""`tuiwizard check`: what other programs read from it does not move."""

import io
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.published import committed
from tests.sections import SECTIONS
from tuiwizard.county import checked_report
from tuiwizard.drafts import store
from tuiwizard.rendering.formats import write
from tuiwizard.report.draft import Draft
from tuiwizard.rules.finding import Finding, Severity

FILE_KEYS = [
    *(
        "path",
        "agency",
        "year",
        "edition",
        "complete",
        "publishable",
        "counted",
        "sections",
        "findings",
    )
]
FINDING_KEYS = ["rule", "severity", "section", "cells", "message", "left", "right", "explained"]
SUMMARY_KEYS = ["files", "publishable", "errors", "queries", "advice"]


def parsed(text: str) -> dict[str, Any]:
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


def test_a_complete_report_passes(run: Run, complete: Path, draft: Draft) -> None:
    done = run("check", complete)
    assert done.code == 0
    assert done.err == ""
    first, *rest = done.text.splitlines()
    assert first == f"{complete}：甲县乙镇人民政府 {draft.year} 年，可以公布"
    assert not [line for line in rest if line.startswith(("  错误", "  疑问"))]


def test_an_unfinished_report_lists_its_findings(run: Run, unbalanced: Path) -> None:
    done = run("check", unbalanced)
    lines = done.text.splitlines()
    assert done.code == 1
    assert done.err == ""
    assert lines[0] == f"{unbalanced}：甲县乙镇人民政府 2021 年，未完成（5/7 部分）"
    assert lines[1].startswith("  错误 R301 三、")
    assert lines[2].startswith("      在 requests.received.business、requests.")
    assert lines[3].startswith("  错误 R003 四、")
    assert lines[4] == "      在 appeals.review.upheld"
    assert not [line for line in lines[5:] if line.startswith(("  错误", "  疑问"))]
    assert lines[-1].startswith("  未检查 ")


def test_json_of_a_complete_report(run: Run, complete: Path, draft: Draft) -> None:
    done = run("check", complete, "--format", "json")
    assert done.code == 0
    assert done.err == ""
    found = parsed(done.text)
    (file,) = found["files"]
    assert {f["severity"] for f in file.pop("findings")} <= {"advice", "unchecked"}
    assert file == {
        "path": str(complete),
        "agency": "甲县乙镇人民政府",
        "year": draft.year,
        "edition": draft.edition,
        "complete": True,
        "counted": True,
        "publishable": True,
        "sections": dict.fromkeys(SECTIONS, "complete"),
    }
    assert list(found["summary"].values())[:4] == [1, 1, 0, 0]


def test_json_of_an_unfinished_report(run: Run, unbalanced: Path) -> None:
    done = run("check", "--format=json", unbalanced)
    assert done.code == 1
    assert done.text.endswith("}\n")
    found = parsed(done.text)
    (file,) = found["files"]
    figure, balance = (f for f in file["findings"] if f["severity"] == "error")
    assert list(found) == ["files", "summary"]
    assert list(file) == FILE_KEYS
    assert list(balance) == list(figure) == FINDING_KEYS
    assert list(file["sections"]) == list(SECTIONS)
    assert not file["complete"]
    assert not file["publishable"]
    assert {k for k, v in file["sections"].items() if v == "unfinished"} == {"requests", "appeals"}
    assert (balance["rule"], balance["severity"], balance["section"]) == (
        *("R301", "error", "requests"),
    )
    assert balance["right"] - balance["left"] == 1
    assert "requests.received.business" in balance["cells"]
    assert balance["explained"] is False
    assert figure["cells"] == ["appeals.review.upheld"]
    assert figure["left"] is figure["right"] is None
    assert list(found["summary"]) == SUMMARY_KEYS
    assert list(found["summary"].values())[:4] == [1, 0, 2, 0]


def test_json_is_utf8_whatever_the_locale_and_keeps_chinese_readable(
    run: Run, unbalanced: Path
) -> None:
    out = run("check", unbalanced, "--format", "json").out
    assert "甲县乙镇人民政府".encode() in out


def test_an_empty_draft_is_told_in_a_few_lines(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    store.save(path, Draft.new(2021))
    done = run("check", path)
    lines = done.text.splitlines()
    assert done.code == 1
    assert lines[0] == f"{path}：（机关名称未填） 2021 年，未完成（0/7 部分）"
    assert any("还有 144 格没有填" in line for line in lines)
    assert any(line.endswith(" 等 144 格") for line in lines)
    (file,) = parsed(run("check", path, "--format", "json").text)["files"]
    assert file["agency"] == ""


# Many files


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A folder of reports, in folders, with a bad one among them."""
    folder = tmp_path / "county"
    for name, place in (("guanyuan-2019", "乙镇"), ("pingtan-2021", "丙镇")):
        (folder / place).mkdir(parents=True)
        store.save(folder / place / "draft.toml", committed(name).draft())
    (folder / "notes.txt").write_text("not a draft", encoding="utf-8")
    return folder


def test_a_folder_is_searched_for_drafts(run: Run, county: Path) -> None:
    done = run("check", county)
    assert done.code == 0
    heads = [line for line in done.text.splitlines() if not line.startswith(" ")]
    assert [line.partition("：")[0] for line in heads] == [
        str(path) for path in sorted(county.rglob("*.toml"))
    ]


def test_one_bad_file_never_stops_the_rest(run: Run, county: Path, unbalanced: Path) -> None:
    bad, missing = county / "a.toml", county / "missing.toml"
    bad.write_text("year 2021\n", encoding="utf-8")
    done = run("check", missing, county, unbalanced, "--format", "json")
    assert done.code == 2
    first, second, other, end, again, counted = done.err.splitlines()
    assert counted == f"数可以计入汇总的有 2 份；没有计入：{unbalanced}"
    assert again.startswith("错误 R951：")
    assert str(unbalanced) in again
    assert str(missing) in first
    assert str(bad) in second
    assert other == f"{county / 'notes.txt'}不是年报（没有找到年报的表格），没有检查"
    assert end == f"共 6 个文件，2 个没能检查：{missing}、{bad}"
    found = parsed(done.text)
    assert [Path(file["path"]).name for file in found["files"]] == [
        *("draft.toml", "draft.toml", "unbalanced.toml"),
    ]
    assert list(found["summary"].values())[:4] == [3, 2, 2, 0]


def test_a_file_given_twice_is_one_report(run: Run, county: Path) -> None:
    done = run("check", county, county)
    assert (done.code, "R951" in done.err) == (0, False)


def test_the_text_goes_on_after_a_bad_file_too(run: Run, county: Path) -> None:
    (county / "a.toml").write_bytes(b"")
    done = run("check", county)
    assert done.code == 2
    assert len([line for line in done.text.splitlines() if not line.startswith(" ")]) == 2
    assert "空的" in done.err.splitlines()[0]


def test_findings_of_one_file_make_the_exit_code_of_all(
    run: Run, county: Path, unbalanced: Path
) -> None:
    assert run("check", unbalanced, county).code == 1


def test_what_is_no_report_is_an_error_where_it_is_asked_for(run: Run, county: Path) -> None:
    done = run("check", county / "notes.txt")
    assert (done.code, done.out) == (2, b"")
    assert done.sentence == f"{county / 'notes.txt'}：没有找到年报的表格，这不是年报"


def test_a_folder_without_drafts_does_not_pass(run: Run, empty_folder: Path) -> None:
    done = run("check", empty_folder)
    assert done.code == 2
    assert done.sentence == f"{empty_folder}：文件夹里没有 .toml 草稿，也没有公布的年报"


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_folder_without_drafts_does_not_stop_the_rest(
    run: Run, empty_folder: Path, unbalanced: Path, form: str
) -> None:
    done = run("check", empty_folder, unbalanced, "--format", form)
    assert done.code == 2
    assert done.err.splitlines()[1] == f"共 2 个文件，1 个没能检查：{empty_folder}"
    assert str(unbalanced) in done.text


# What only rules to come will find


def finding(severity: Severity, *, explained: bool = False, left: object = None) -> Finding:
    return Finding("R9", severity, "overview", ("overview.text",), "甲", left, None, explained)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "code", "verdict", "counts"),
    [
        (finding(Severity.QUERY), 1, "还不能公布", [1, 0, 0, 1, 0]),
        (finding(Severity.QUERY, explained=True), 0, "可以公布", [1, 1, 0, 1, 0]),
        (finding(Severity.ADVICE), 0, "可以公布", [1, 1, 0, 0, 1]),
        (finding(Severity.UNCHECKED), 0, "可以公布", [1, 1, 0, 0, 0]),
    ],
)
def test_severities_weigh_as_the_contract_says(
    run: Run,
    complete: Path,
    monkeypatch: pytest.MonkeyPatch,
    found: Finding,
    code: int,
    verdict: str,
    counts: list[int],
) -> None:
    monkeypatch.setattr(checked_report, "check", lambda _: (found,))
    done = run("check", complete)
    assert done.code == code
    assert done.text.splitlines()[0].endswith(f"，{verdict}")
    summary = parsed(run("check", complete, "--format", "json").text)["summary"]
    assert list(summary.values()) == counts


def test_sides_of_a_relation_are_numbers(
    run: Run, complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = finding(Severity.ADVICE, left=Decimal("12.50"))
    monkeypatch.setattr(checked_report, "check", lambda _: (found,))
    (file,) = parsed(run("check", complete, "--format", "json").text)["files"]
    assert file["findings"][0]["left"] == 12.5


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("a.toml", lambda path: path.read_bytes()),
        ("a.toml", lambda path: b"# by hand\n\n" + path.read_bytes()),
        ("a.html", lambda path: path.read_bytes()),
        ("a.xlsx", lambda path: path.read_bytes()),
    ],
)
def test_a_report_through_a_pipe_is_that_in_its_file(
    run: Run,
    draft: Draft,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    read: Callable[[Path], bytes],
) -> None:
    path = tmp_path / name
    if name.endswith(".toml"):
        store.save(path, draft)
    else:
        path.write_bytes(write(draft, path.suffix[1:]))
    by_name = run("check", path, "--format", "json")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(read(path))))
    piped = run("check", "-", "--format", "json")
    assert piped.code == by_name.code
    (one,), (other,) = (json.loads(done.out)["files"] for done in (by_name, piped))
    assert other.pop("path") == "-"
    assert one.pop("path") == str(path)
    assert other == one


@pytest.mark.parametrize(
    "data", [b"", b"\n", "会议记录\n".encode(), b"format = 2\n", b"year = 1\n"]
)
def test_what_is_no_report_in_a_pipe_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    done = run("check", "-")
    assert done.code == 2
    assert done.sentence.startswith(("-：", "- 的"))
