"""`pack` and `unpack`: a draft handed over, and gone on with in another place."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_moved import at_home, findings

DATA = {"previous": {"requests.received.business": "3", "requests.carried_out.business": "3"}}


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))


def test_handed_over_and_gone_on_with(run: Run, tmp_path: Path) -> None:
    home = at_home(tmp_path, DATA)
    done = run("pack", home, "--history")
    assert done.code == 0
    assert "now.toml、last.toml" in done.err
    packed = tmp_path / "now-移交.zip"
    assert run("pack", home).code == 2
    assert run("pack", home, "--force").code == 0
    there = tmp_path / "there"
    done = run("unpack", packed, "-o", there)
    assert (done.code, done.text) == (0, f"{there / 'now.toml'}\n")
    assert findings(run, there / "now.toml") == findings(run, home)
    done = run("unpack", packed, "-o", there)
    assert done.code == 2
    assert "没有解开" in done.sentence


def test_the_county_checks_it_as_an_arrival(run: Run, tmp_path: Path) -> None:
    home = at_home(tmp_path, DATA)
    packed = tmp_path / "received" / "a.zip"
    packed.parent.mkdir()
    assert run("pack", home, "-o", packed).code == 0
    assert findings(run, packed) == findings(run, home)
    assert "R901" in run("check", packed.parent).text


def test_what_did_not_go_along_is_said(run: Run, tmp_path: Path) -> None:
    home = at_home(tmp_path, DATA)
    (tmp_path / "last.toml").unlink()
    done = run("pack", home)
    assert done.code == 0
    assert "上年年报没有装进去" in done.err


def test_another_file_is_one_sentence(run: Run, tmp_path: Path) -> None:
    home = at_home(tmp_path, DATA)
    done = run("unpack", home)
    assert done.code == 2
    assert "不是 tuiwizard pack 做的移交文件" in done.sentence
