"""Line by line: a draft put into one file, and one that is opened."""

from pathlib import Path

from tests.cli.test_moved import at_home
from tests.plain.conftest import Person

DATA = {"previous": {"problems.text": "上年的问题写在这里。"}}


def test_packed_and_opened(person: Person, draft_file: Path, tmp_path: Path) -> None:
    at_home(tmp_path, DATA).replace(draft_file)
    packed = tmp_path / "draft-移交.zip"
    assert f"已装进 {packed}：draft.toml、last.toml" in person(":移交", "", "").said
    assert packed.exists()
    before = packed.read_bytes()
    assert "要覆盖吗？" in person(":移交", "", "", "1", ":离开").said
    assert packed.read_bytes() == before
    assert "文件夹不存在" in person(":移交", "", "没有/a.zip").said
    there = tmp_path / "other.zip"
    packed.replace(there)
    opened = person(":上年正文", path=there, step="problems")
    assert f"草稿在 {tmp_path / 'other' / 'draft.toml'}" in opened.said
    assert "上年的问题写在这里。" in opened.said
