"""`tuiwizard new`: a blank draft, and never over another."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft


@pytest.mark.parametrize(("year", "edition"), [(2019, "2019"), (2020, "2019"), (2025, "2021")])
def test_a_new_draft_has_what_was_given(run: Run, tmp_path: Path, year: int, edition: str) -> None:
    path = tmp_path / "年报 2025.toml"
    done = run("new", path, "--agency", "甲县*局*", "--year", year, "--level", "county_department")
    assert done.code == 0
    assert done.out == b""
    assert done.sentence == f"已新建草稿 {path}"
    draft = store.load(path)
    assert draft == Draft.new(year, name="甲县*局*", level="county_department")
    assert draft.edition == edition


def test_the_level_may_wait(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    assert run("new", path, "--agency", "甲局", "--year", "2025").code == 0
    assert store.load(path) == Draft.new(2025, name="甲局")


def test_a_draft_is_not_overwritten_unless_asked(run: Run, complete: Path) -> None:
    before = complete.read_bytes()
    command = ("new", complete, "--agency", "甲局", "--year", "2025")
    done = run(*command)
    assert done.code == 2
    assert done.sentence == f"{complete}：已经有这个文件，请换一个文件名，或加 --force 覆盖"
    assert complete.read_bytes() == before
    assert run(*command, "--force").code == 0
    assert store.load(complete) == Draft.new(2025, name="甲局")


@pytest.mark.parametrize("year", ["2018", "0", "-1", "20255"])
def test_a_year_without_a_form_makes_no_file(run: Run, tmp_path: Path, year: str) -> None:
    path = tmp_path / "draft.toml"
    done = run("new", path, "--agency", "甲局", f"--year={year}")
    assert done.code == 2
    assert f"{year} 年" in done.sentence
    assert list(tmp_path.iterdir()) == []
