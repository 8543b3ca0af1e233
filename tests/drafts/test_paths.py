"""Other files as a draft names them."""

import os
from pathlib import Path

import pytest

from tuiwizard.drafts.paths import draft_path, named_file, named_from, resolver


def test_a_file_below_moves_with_the_draft(tmp_path: Path) -> None:
    draft, other = tmp_path / "county.toml", tmp_path / "units" / "1.toml"
    assert named_from(draft)(other) == "units/1.toml"
    assert named_file(draft, "units/1.toml") == other


def test_a_file_elsewhere_is_named_in_full(tmp_path: Path) -> None:
    draft, other = tmp_path / "sum" / "county.toml", tmp_path / "1.toml"
    assert named_from(draft)(other) == str(other.resolve())
    assert named_file(draft, str(other)) == other


@pytest.mark.skipif(os.name == "nt", reason="links need a permission on Windows")
def test_links_are_resolved_as_a_path_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "1.toml").touch()
    (tmp_path / "folder").symlink_to(real)
    (real / "file.toml").symlink_to(real / "1.toml")
    monkeypatch.chdir(real)
    resolve = resolver()
    names = (
        "folder/1.toml",
        "folder/file.toml",
        "real/new.toml",
        "folder/..",
        "folder/x/../y",
        ".",
    )
    for path in (*(tmp_path / name for name in names), Path("1.toml"), Path(), Path("..")):
        assert resolve(path) == path.resolve()
    assert resolve(tmp_path / "folder" / "file.toml") == real.resolve() / "1.toml"


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("甲局", "甲局.toml"),
        ("a/report.v2", "a/report.v2.toml"),
        ("a.toml", "a.toml"),
        ("A.TOML", "A.TOML"),
        (".", "."),
    ],
)
def test_a_new_draft_is_named_so_that_folders_show_it(typed: str, path: str) -> None:
    assert draft_path(Path(typed)) == Path(path)
