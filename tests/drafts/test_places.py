"""Other files as a draft names them."""

from pathlib import Path

from tuiwizard.drafts.places import named_file, named_from


def test_a_file_below_moves_with_the_draft(tmp_path: Path) -> None:
    draft, other = tmp_path / "county.toml", tmp_path / "units" / "1.toml"
    assert named_from(draft, other) == "units/1.toml"
    assert named_file(draft, "units/1.toml") == other


def test_a_file_elsewhere_is_named_in_full(tmp_path: Path) -> None:
    draft, other = tmp_path / "sum" / "county.toml", tmp_path / "1.toml"
    assert named_from(draft, other) == str(other.resolve())
    assert named_file(draft, str(other)) == other
