"""`--plain` and `--answers` on the command line: exit codes, and what goes where."""

import io
import sys
from pathlib import Path

import pytest

from tests import program
from tests.cli.conftest import Run
from tests.plain.script import answers_file
from tests.published import committed
from tuiwizard.drafts import store
from tuiwizard.plain.template import template


@pytest.fixture(autouse=True)
def a_state_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.toml"
    file.write_text(answers_file(committed("pingtan-2021"), "2026-01-12"), "utf-8")
    return file


def test_a_report_from_a_file(run: Run, tmp_path: Path, answers: Path) -> None:
    done = run(tmp_path / "draft.toml", "--answers", answers)
    assert (done.code, done.out) == (0, b"")
    assert "已签发" in done.err
    assert f"已输出 {tmp_path / 'report.md'}" in done.err
    assert "检查通过，已审核签发" in done.err


def test_what_blocks_is_data_and_the_rest_narration(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "some.toml"
    file.write_text('agency.name = "甲局"\nagency.level = "一"\n', "utf-8")
    done = run(tmp_path / "draft.toml", "--answers", file)
    assert done.code == 1
    assert "1. 没有填 基本情况：" in done.text
    assert f"{file} 的“agency.level”：" in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--answers", "a.toml"], "--answers 要和草稿一起给"),
        (["d.toml", "--answers", "a.toml", "--step", "agency"], "不能和 --step 一起用"),
        (["d.toml", "--answers", "没有.toml"], "没有.toml：没有这个文件"),
    ],
)
def test_wrong_use(run: Run, arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert says in done.sentence


def test_the_template_is_data(run: Run) -> None:
    done = run("schema", "--answers", "--edition", "2019")
    assert (done.code, done.text, done.err) == (0, template("2019"), "")
    assert run("schema", "--answers", "--edition", "2018").code == 2


class _Piped(io.TextIOWrapper):
    """Standard input that is a pipe."""


@pytest.mark.parametrize(("typed", "code"), [("7\n", 0), ("一\n", 1)])
def test_a_pipe_answers(
    run: Run, complete: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    monkeypatch.setattr(sys, "stdin", _Piped(io.BytesIO(typed.encode())))
    done = run(complete, "--plain", "--step", "appeals")
    assert done.code == code
    expected = (
        "7" if code == 0 else store.load(complete).entries("appeals").get("appeals.review.upheld")
    )
    assert store.load(complete).entries("appeals").get("appeals.review.upheld") == expected


def test_a_reviewer_line_by_line(run: Run, complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Piped(io.BytesIO(":意见 5 请核对\n".encode())))
    assert run("review", complete, "--plain").code == 1, "a remark that is open blocks"
    assert "审核意见没有处理：“请核对”" in run("check", complete).text
    sign_off = store.load(complete).sign_off
    assert sign_off is not None
    (remark,) = sign_off.remarks
    assert (remark.place, remark.text) == ("appeals", "请核对")


def test_neither_starts_the_screen(tmp_path: Path, answers: Path) -> None:
    probe = (
        "import sys; from tuiwizard.cli import main; code = main(sys.argv[1:]); "
        "sys.exit(code or 3 * bool({'textual', 'rich'} & set(sys.modules)))"
    )
    for arguments in (["--answers", str(answers)], ["--plain"]):
        done = program.run_python(probe, str(tmp_path / "draft.toml"), *arguments)
        assert done.returncode == 0, done.stderr.decode()
