"""`publish`: all files of a kit, or none; each is equal to the draft."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tuiwizard.posting.names import POSTING_LIST
from tuiwizard.rendering import docx
from tuiwizard.rendering.formats import ALL_FORMATS, FORMATS


def test_everything_is_written_and_equal_to_the_draft(run: Run, complete: Path) -> None:
    done = run("publish", complete)
    folder = complete.with_name("complete-公布")
    names = [f"complete{to.suffix}" for to in ALL_FORMATS.values()]
    assert (done.code, done.out) == (0, b"")
    assert done.err.splitlines() == [f"已输出 {folder / name}" for name in (*names, POSTING_LIST)]
    assert sorted(p.name for p in folder.iterdir()) == sorted((*names, POSTING_LIST))
    verified = run("verify", complete, folder)
    assert (verified.code, verified.text.count("：一致\n")) == (0, len(FORMATS))


def test_formats_and_folder_are_chosen(run: Run, complete: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    done = run(
        "publish", complete, "-o", folder, "--to", "html", "markdown", "--date", "2026-01-20"
    )
    assert done.code == 0
    assert {p.name for p in folder.iterdir()} == {"complete.md", "complete.html", POSTING_LIST}
    assert "公布日期 2026-01-20" in (folder / POSTING_LIST).read_text("utf-8")


def test_nothing_is_written_where_something_is_in_the_way(
    run: Run, complete: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "complete.html").write_text("old")
    chosen = ("publish", complete, "-o", folder, "--to", "markdown", "html")
    assert "complete.html：已经有这个文件" in run(*chosen).sentence
    assert [p.name for p in folder.iterdir()] == ["complete.html"]
    assert run(*chosen, "--force").code == 0
    assert (folder / "complete.html").read_text("utf-8").startswith("<!DOCTYPE")
    (folder / "complete.md").unlink()
    (folder / "complete.md").mkdir()
    before = (folder / POSTING_LIST).read_bytes()
    (folder / "complete.html").write_text("old")
    done = run(*chosen, "--force")
    assert (done.code, "没有保存" in done.sentence) == (2, True)
    assert (folder / "complete.html").read_text() == "old"
    assert (folder / POSTING_LIST).read_bytes() == before


def test_what_must_not_be_posted_is_not(run: Run, unbalanced: Path, complete: Path) -> None:
    done = run("publish", unbalanced)
    assert (done.code, "不能生成公布稿" in done.sentence) == (1, True)
    assert not unbalanced.with_name("unbalanced-公布").exists()
    assert run("publish", unbalanced, "--as-draft", "--to", "markdown").code == 0
    names = {p.name for p in unbalanced.with_name("unbalanced-公布").iterdir()}
    assert names == {"unbalanced-草稿（未经审核）.md", POSTING_LIST}
    assert run("publish", complete, "--to", "xyz").code == 2


def test_a_missing_extra_leaves_nothing_behind_where_the_format_was_named(
    run: Run, complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(*_: object, **__: object) -> bytes:
        raise ModuleNotFoundError("No module named 'docx'", name="docx")

    monkeypatch.setattr(docx, "render", render)
    folder = complete.with_name("complete-公布")
    done = run("publish", complete, "--to", "html", "docx")
    assert (done.code, "需要附加包" in done.sentence) == (2, True)
    assert not folder.exists()
    done = run("publish", complete)
    assert (done.code, "需要附加包" in done.err.splitlines()[-1]) == (0, True)
    assert not (folder / "complete.docx").exists()
    assert ".docx" not in (folder / POSTING_LIST).read_text("utf-8")
