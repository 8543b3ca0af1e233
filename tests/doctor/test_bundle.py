"""The bundle tells what is wrong and nobody's name."""

import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.doctor.conftest import Computer
from tuiwizard import faults
from tuiwizard.doctor.bundle import FAULTS, Secrets, contents, packed, secrets
from tuiwizard.doctor.environment import Environment
from tuiwizard.doctor.examination import examine
from tuiwizard.doctor.folders import Folder, WriteTrial

WHO, MACHINE, OFFICE, DRAFT = "zhangsan", "pc-guanyuan", "官元镇人民政府", "本机关收到申请三件"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / WHO
    (folder / OFFICE).mkdir(parents=True)
    return folder


@pytest.fixture
def personal(computer: Computer, home: Path) -> Environment:
    """A computer that says in many places whose it is."""
    folders = (
        Folder("state_folder", "程序的文件夹", home / ".local" / "state"),
        Folder("current_folder", "当前文件夹", home / OFFICE),
    )
    trials = tuple(WriteTrial(folder, "没有写入权限") for folder in folders)
    names = {"USER": WHO, "HOSTNAME": f"{MACHINE}.gov.cn", "TERM": f"{WHO}-term"}
    return computer(variables=names, trials=trials)


@pytest.fixture
def state(home: Path) -> Path:
    """Reports of faults, and drafts beside them."""
    folder = home / "faults"
    try:
        raise ValueError(f"{DRAFT} {OFFICE} {home}")
    except ValueError as error:
        assert faults.write_report(error, folder, {"overview": "1 cells"})
    (folder / "draft.toml").write_text(DRAFT, "utf-8")
    (folder / "20260101T000000000000.txt").write_text(f"{home}/x {MACHINE} {WHO}", "utf-8")
    return folder


def unpacked(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_nothing_personal_is_in_it(personal: Environment, state: Path, home: Path) -> None:
    hide = secrets(personal, home, f"{MACHINE}.gov.cn")
    inside = unpacked(packed(contents(personal, examine(personal), state, hide)))
    whole = "\n".join([*inside, *inside.values()])
    for secret in (WHO, MACHINE, OFFICE, DRAFT, str(home), os.sep + WHO):
        assert secret not in whole
    assert "〈当前文件夹〉 不能保存：没有写入权限" in whole
    assert "〈主目录〉/x 〈电脑名〉 〈用户名〉" in whole
    assert "〈用户名〉-term" in whole


def test_what_helps_is_in_it(personal: Environment, state: Path, home: Path) -> None:
    inside = contents(personal, examine(personal), state, secrets(personal, home))
    reports = [name for name in inside if name.startswith("faults/")]
    assert [*inside][:2] == ["README.txt", "doctor.json"]
    assert len(reports) == 2
    assert any("ValueError" in inside[name] and "line" in inside[name] for name in reports)
    found = json.loads(inside["doctor.json"])
    assert {check["name"] for check in found["checks"]} >= {"python", "wide", "current_folder"}


def test_only_the_latest_reports(personal: Environment, tmp_path: Path, home: Path) -> None:
    for number in range(FAULTS + 5):
        (tmp_path / f"20260101T{number:012}.txt").write_text(str(number))
    (tmp_path / "20270101T000000000000.txt").mkdir()  # no report, though named like one
    inside = contents(personal, (), tmp_path, secrets(personal, home))
    assert [*inside.values()][2:] == [str(n) for n in range(6, FAULTS + 5)]


def test_without_reports(personal: Environment, tmp_path: Path, home: Path) -> None:
    for folder in (None, tmp_path / "nowhere"):
        inside = contents(personal, (), folder, secrets(personal, home))
        assert [*inside] == ["README.txt", "doctor.json"]


def test_the_same_contents_are_the_same_bytes() -> None:
    assert packed({"a": "甲"}) == packed({"a": "甲"})


names = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)


@given(before=st.sampled_from(["", "/", "，", " ", "@", "-"]), name=names)
def test_a_name_between_signs_is_hidden(before: str, name: str) -> None:
    hidden = Secrets({}, {name: "〈用户名〉"}).hidden(f"{before}{name}。")
    assert hidden == f"{before}〈用户名〉。"


def test_a_name_within_a_word_is_no_name() -> None:
    assert Secrets({}, {"li": "〈用户名〉"}).hidden("list Li-li 甲li乙") == (
        "list 〈用户名〉-〈用户名〉 甲〈用户名〉乙"
    )
