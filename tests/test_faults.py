"""The report of a fault says where, never what."""

from pathlib import Path

import pytest

from tuiwizard import faults


def fault() -> BaseException:
    try:
        try:
            raise KeyError("甲局的秘密")
        except KeyError as error:
            raise ValueError("乙的电话") from error
    except ValueError as error:
        return error


def test_a_report_has_versions_calls_and_sizes_and_no_words(tmp_path: Path) -> None:
    report = faults.write_report(fault(), tmp_path / "faults", {"overview": "3 cells"})
    assert report is not None
    words = report.read_text("utf-8")
    assert "tuiwizard " in words and "python 3" in words and "overview 3 cells" in words
    assert "ValueError\n  " in words and "after\nKeyError\n  " in words and "fault line" in words
    assert "秘密" not in words and "电话" not in words and str(tmp_path) not in words


def test_a_report_that_cannot_be_written_is_not_missed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert faults.write_report(fault(), tmp_path / "file") is None
    assert faults.sentence(fault(), "已保存").endswith("，已保存；请把这一行告诉开发者")
    said = faults.sentence(fault(), "已保存", tmp_path / "a.txt")
    assert said.endswith(f"，已保存；请把 {tmp_path / 'a.txt'} 发给开发者")


def test_a_package_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "_PACKAGES", ("no-such-package",))
    report = faults.write_report(fault(), tmp_path)
    assert report is not None and "no-such-package -" in report.read_text("utf-8")
