"""`tuiwizard doctor` as people and programs call it."""

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.program import environment
from tuiwizard import __version__
from tuiwizard.doctor.check import State

NAMES = [
    "program", "python", "packages", "office", "pdf", "print", "web", "terminal", "size", "utf8",
    "locale", "wide", "ambiguous", "lines", "colours", "paste", "clipboard", "keyboard",
    "state_folder", "current_folder", "temporary_folder",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _a_place_of_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / ".state"))
    monkeypatch.chdir(tmp_path)


def test_text(run: Run) -> None:
    done = run("doctor")
    assert (done.code, done.err) == (0, "")
    lines = done.text.splitlines()
    found = [line for line in lines if not line.startswith("      办法：")]
    assert len(found) == len(NAMES) + 1
    assert all(line.split("  ")[0] in ("正常", "留意", "不行", "不明") for line in found[:-1])
    assert lines[-1].startswith("共 正常 ")


def test_json(run: Run) -> None:
    done = run("doctor", "--format", "json")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.text)
    assert [*found] == ["tuiwizard", "python", "system", "packages", "checks", "summary"]
    assert found["tuiwizard"] == __version__
    assert [check["name"] for check in found["checks"]] == NAMES
    for check in found["checks"]:
        assert [*check] == ["name", "title", "state", "found", "cure"]
    states = [check["state"] for check in found["checks"]]
    assert found["summary"] == {state.value: states.count(state.value) for state in State}


def test_the_object_is_the_documented_one(run: Run) -> None:
    page = (Path(__file__).parents[2] / "docs" / "doctor.md").read_text("utf-8")
    shown = json.loads(page.partition("```json\n")[2].partition("```")[0])
    found = json.loads(run("doctor", "--format", "json").text)
    assert [*shown] == [*found]
    assert [*shown["checks"][0]] == [*found["checks"][0]]
    assert [*shown["summary"]] == [*found["summary"]]
    assert (
        re.findall(r"`(\w+)`", page.partition("`name` 不随版本改变")[2].partition("。")[0]) == NAMES
    )


def test_something_bad_is_exit_code_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", "/proc/self/nowhere")
    done = run("doctor")
    assert done.code == 1
    assert "不行  程序的文件夹：/proc/self/nowhere 不能保存" in done.text


def test_the_bundle_and_what_is_in_it(run: Run, tmp_path: Path) -> None:
    done = run("doctor", "--bundle", "诊断.zip")
    assert done.code == 0
    assert done.sentence == (
        "已写好诊断包 诊断.zip，里面是 README.txt、doctor.json，发出去之前可以打开看看"
    )
    with zipfile.ZipFile(tmp_path / "诊断.zip") as archive:
        assert archive.namelist() == ["README.txt", "doctor.json"]
        assert str(tmp_path) not in archive.read("doctor.json").decode()


def test_a_bundle_that_is_there_is_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("甲")
    done = run("doctor", "--bundle", "a.zip")
    assert (done.code, done.out) == (2, b"")
    assert "已经有这个文件" in done.sentence
    assert (tmp_path / "a.zip").read_text() == "甲"
    assert run("doctor", "--bundle", "a.zip", "--force").code == 0
    assert zipfile.is_zipfile(tmp_path / "a.zip")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has nothing but itself."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=False)
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def test_where_nothing_is_installed(bare: Path, tmp_path: Path) -> None:
    def say(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [str(bare), "-m", "tuiwizard", *arguments]
        return subprocess.run(
            command, env=environment(), cwd=tmp_path, capture_output=True, check=False, timeout=60
        )

    done = say("doctor", "--bundle", "a.zip")
    assert done.returncode == 1
    assert "不行  依赖的程序包：没有安装 pydantic-core" in done.stdout.decode()
    assert zipfile.is_zipfile(tmp_path / "a.zip")
    done = say("check", "a.toml")
    assert (done.returncode, done.stdout) == (2, b"")
    (sentence,) = done.stderr.decode().splitlines()
    assert sentence.startswith("程序没有装好，缺少 ")
    assert "tuiwizard doctor" in sentence


def test_a_missing_package_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tuiwizard.cli.commands.history", None)
    done = run("history", "a.toml")
    assert (done.code, done.out) == (2, b"")
    assert done.sentence.startswith("程序没有装好，缺少 tuiwizard.cli.commands.history，")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folder of a program")
def test_where_there_is_no_folder_and_no_keyboard(tmp_path: Path) -> None:
    command = f'mkdir gone; cd gone; rmdir ../gone; exec "{sys.executable}" -m tuiwizard doctor <&-'
    done = subprocess.run(
        ["sh", "-c", command],
        env=environment(TUIWIZARD_STATE=str(tmp_path)),
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert "不行  当前文件夹：. 不能保存：所在的文件夹不存在" in done.stdout.decode()
