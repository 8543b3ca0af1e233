"""`tuiwizard config`: where the settings are and what holds; and faults, after any command."""

import json
import re
import stat
from pathlib import Path

import pytest

from tests import program
from tests.cli.conftest import Run
from tuiwizard import settings
from tuiwizard.drafts import store
from tuiwizard.drafts.agency_memory import remember_agency
from tuiwizard.drafts.chosen_theme import remember_theme
from tuiwizard.report.draft import Draft


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    state = tmp_path / "config"
    monkeypatch.setenv("TUIWIZARD_STATE", str(state))
    monkeypatch.delenv("TUIWIZARD_ALLOWED_SIGNERS", raising=False)
    monkeypatch.delenv("TUIWIZARD_THEME", raising=False)
    return state


def write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "settings.toml"
    path.write_text(text, "utf-8")
    return path


def test_all_is_shown_where_nothing_is_settled(run: Run, folder: Path) -> None:
    done = run("config")
    assert (done.code, done.err) == (0, "")
    assert done.text.splitlines() == [
        f"设置文件：{folder / 'settings.toml'}（还没有；tuiwizard config --init 写一个来改）",
        "配色（theme）：没有定过",
        "语言（language）：zh，环境变量里的",
        "本机关的名称（agency）：没有定过",
        "输出的格式（formats）：markdown，没有定过",
        "填报人（signers.filled）：没有定过",
        "审核人（signers.reviewed）：没有定过",
        "签发人（signers.signed）：没有定过",
        f"程序记住的：{folder}（没有）",
        f"允许签名的名单：{folder / 'allowed_signers'}（没有）",
        f"自己的放假安排：{folder / 'calendar.toml'}（没有）",
    ]


def test_each_value_says_where_it_comes_from(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_theme("light")
    remember_agency("甲局", signers={"filled": "张三", "signed": "王五"}, formats=("docx",))
    path = write(folder, 'language = "zh"\nformats = ["pdf", "html"]\nsigners.signed = "赵六"\n')
    (folder / "calendar.toml").write_text("")
    monkeypatch.setenv("TUIWIZARD_ALLOWED_SIGNERS", "/名单")
    done = run("config", "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == {
        "path": str(path),
        "exists": True,
        "settings": {
            "theme": {"value": "light", "origin": "remembered"},
            "language": {"value": "zh", "origin": "settings"},
            "agency": {"value": "甲局", "origin": "remembered"},
            "formats": {"value": ["pdf", "html"], "origin": "settings"},
            "signers.filled": {"value": "张三", "origin": "remembered"},
            "signers.reviewed": {"value": "", "origin": "default"},
            "signers.signed": {"value": "赵六", "origin": "settings"},
        },
        "faults": [],
        "state_folder": str(folder),
        "allowed_signers": "/名单",
        "calendar": str(folder / "calendar.toml"),
    }
    assert "输出的格式（formats）：pdf、html，设置文件里写的" in run("config").text


def test_a_fault_is_said_and_the_rest_holds(run: Run, folder: Path) -> None:
    path = write(folder, 'agency = "甲局"\ntheme = "drak"\n')
    said = "不能是“drak”，可以写 dark、light、contrast"
    done = run("config")
    assert done.code == 2
    assert done.sentence == f"{path} 第 2 行 的“theme”：{said}"
    assert "本机关的名称（agency）：甲局，设置文件里写的" in done.text
    faults = json.loads(run("config", "--format", "json").out)["faults"]
    assert faults == [{"line": 2, "key": "theme", "message": said}]


def test_other_commands_do_their_work_and_say_it_behind(
    run: Run, folder: Path, complete: Path
) -> None:
    before = run("check", complete)
    path = write(folder, "theme = dark\n")
    after = run("check", complete)
    assert (after.code, after.out) == (before.code, before.out)
    assert after.err.startswith(before.err)
    assert f"{path} 第 1 行：" in after.err


def test_a_file_to_start_from_settles_nothing_until_it_is_changed(run: Run, folder: Path) -> None:
    path = folder / "settings.toml"
    done = run("config", "--init")
    assert (done.code, done.out) == (0, b"")
    assert done.sentence == f"已写好 {path}，用记事本之类的编辑器改它"
    assert stat.S_IMODE(path.stat().st_mode) in (0o600, 0o666)
    assert settings.read() == settings.Read(settings.Settings())
    again = run("config", "--init")
    assert (again.code, again.sentence) == (2, f"{path}：已经有设置文件，直接改它就行")
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^# (?=\w+ = |\[)", "", text), "utf-8")
    changed = settings.read()
    assert changed.faults == ()
    assert {*changed.settings.model_fields_set} == {*settings.Settings.model_fields}
    assert {*changed.settings.signers.model_fields_set} == {*settings.Signers.model_fields}


def test_where_no_file_can_be_written_it_says_why(run: Run, folder: Path) -> None:
    folder.write_text("")
    done = run("config", "--init")
    assert done.code == 2
    assert str(folder / "settings.toml") in done.sentence


def test_the_language_of_the_settings_is_spoken_unless_another_is_asked_for(folder: Path) -> None:
    write(folder, 'language = "en"\n')
    settled = program.run("config", TUIWIZARD_LANG="")
    assert b"language (language): en, written in the settings" in settled.stdout
    asked = program.run("config", TUIWIZARD_LANG="zh").stdout.decode()
    assert "语言（language）：zh，环境变量里的" in asked
    told = program.run("config", "--lang", "zh", TUIWIZARD_LANG="").stdout.decode()
    assert "语言（language）：zh，命令里给的" in told


def test_the_language_of_the_system_is_said_to_be_so(folder: Path) -> None:
    write(folder, 'language = "de"\n')
    done = program.run(
        "config", TUIWIZARD_LANG="", LANG="", LC_ALL="", LC_MESSAGES="", PYTHONUTF8="1"
    )
    assert "语言（language）：zh，没有定过" in done.stdout.decode()
    assert "可以写 zh、en" in done.stderr.decode()


def test_the_draft_of_a_script_is_the_same_on_every_computer(folder: Path, tmp_path: Path) -> None:
    write(folder, 'agency = "甲局"\n')
    path = tmp_path / "2025.toml"
    program.run(path, "--plain")
    assert store.load(path) == Draft.new(2025)
