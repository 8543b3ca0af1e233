"""`tuiwizard import` over many sources: each as for one, its draft in a folder."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import many
from tests.cli.conftest import Run
from tests.county import generated
from tests.program import environment
from tests.signing import signed
from tuiwizard.drafts import store
from tuiwizard.rendering.formats import FORMATS, write


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Six published reports in three formats, and what is none."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(6):
        to = [*FORMATS][number % 3]
        page = folder / f"{generated.name(number)}{FORMATS[to].suffix}"
        page.write_bytes(write(signed(generated.unit(number)), to))
    (folder / "README.md").write_text("# 说明\n\n各单位的年报。\n", "utf-8")
    return folder


def sources(pages: Path) -> list[Path]:
    return sorted(path for path in pages.iterdir() if path.name != "README.md")


def test_a_folder_becomes_a_folder_of_drafts(run: Run, pages: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "drafts"
    done = run("import", pages, "-o", target)
    others, written = done.err.splitlines()
    assert done.code == 0
    assert others == f"{pages / 'README.md'}不是年报（没有找到年报的表格），没有读"
    assert written == f"已写入 6 份草稿到 {target}"
    assert {path.stem for path in target.iterdir()} == {generated.name(n) for n in range(6)}
    for number in range(6):
        draft = store.load(target / f"{generated.name(number)}.toml")
        assert draft.report.section("requests") == generated.unit(number).report.section("requests")


@pytest.mark.parametrize("form", ["text", "json"])
def test_each_as_for_one(run: Run, pages: Path, form: str) -> None:
    whole = run("import", *sources(pages), "--format", form)
    parts = [run("import", path, "--format", form) for path in sources(pages)]
    assert whole.code == max(part.code for part in parts) == 0
    if form == "text":
        assert whole.out == b"".join(part.out for part in parts)
        return
    said = json.loads(whole.text)
    assert [
        {k: v for k, v in file.items() if k not in ("path", "draft")} for file in said["files"]
    ] == [json.loads(part.text) for part in parts]
    assert [file["path"] for file in said["files"]] == [str(path) for path in sources(pages)]
    assert {file["draft"] for file in said["files"]} == {None}
    assert said["summary"] == {"files": 6, "agreeing": 6, "written": 0}


def test_the_same_whoever_does_the_work(run: Run, pages: Path, tmp_path: Path) -> None:
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    command = [sys.executable, many.__file__, "import", str(pages), "-o", str(theirs)]
    done = subprocess.run(command, env=environment(), capture_output=True, check=False, timeout=120)
    here = run("import", pages, "-o", ours)
    assert (done.returncode, done.stdout) == (here.code, here.out)
    assert {p.name: p.read_bytes() for p in theirs.iterdir()} == {
        p.name: p.read_bytes() for p in ours.iterdir()
    }


def test_drafts_of_one_name_are_told_apart(run: Run, pages: Path, tmp_path: Path) -> None:
    first, second, third = sources(pages)[:3]
    same = [path.with_name(f"{name}{path.suffix}") for path, name in
            ((first, "年报A"), (second, "年报a"), (third, "年报A-2"))]  # fmt: skip
    for path, other in zip((first, second, third), same, strict=True):
        path.rename(other)
    target = tmp_path / "drafts"
    said = json.loads(run("import", *same, "-o", target, "--format", "json").text)
    assert [Path(file["draft"]).name for file in said["files"]] == [
        "年报A.toml", "年报a-2.toml", "年报A-2-2.toml",
    ]  # fmt: skip
    assert said["summary"]["written"] == len(list(target.iterdir())) == 3


def test_one_bad_source_never_stops_the_rest(run: Run, pages: Path, tmp_path: Path) -> None:
    target = tmp_path / "drafts"
    bad, missing = pages / "damaged.docx", tmp_path / "none.html"
    bad.write_bytes(b"PK\x03\x04" + b"x" * 100)
    (target := tmp_path / "drafts").mkdir()
    mine = target / f"{generated.name(0)}.toml"
    mine.write_text("mine", "utf-8")
    done = run("import", pages, missing, "-o", target)
    lines = done.err.splitlines()
    assert done.code == 2
    assert sum(line.startswith(f"{bad}：") and "DOCX 文件已损坏" in line for line in lines) == 1
    assert sum(line.startswith(f"{missing}：没有这个文件") for line in lines) == 1
    assert sum("已经有这个文件" in line for line in lines) == 1
    assert lines[-2].startswith("共 9 个文件，3 个没能读：")
    assert lines[-1] == f"已写入 5 份草稿到 {target}"
    assert mine.read_text("utf-8") == "mine"
    again = run("import", pages, "-o", target, "--force")
    assert again.err.splitlines()[-1] == f"已写入 6 份草稿到 {target}"
    assert store.load(mine).year == generated.YEAR


def test_what_cannot_be_done_for_many(run: Run, pages: Path, tmp_path: Path) -> None:
    assert "只能用于一份" in run("import", pages, "--agency", "甲局").sentence
    assert "标准输入只能单独读" in run("import", "-", pages).sentence
    assert "只编制 2019 年及以后" in run("import", pages, "--year", "2018").sentence
    (tmp_path / "file").write_text("")
    done = run("import", pages, "-o", tmp_path / "file")
    assert (done.code, done.out) == (2, b"")
    assert done.sentence.startswith(f"{tmp_path / 'file'}：")


def test_a_year_that_is_not_printed(run: Run, tmp_path: Path) -> None:
    pages = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for page in pages:
        page.write_text("行政许可\t5\n本年处理决定数量\n", "utf-8")
    done = run("import", *pages, "-o", tmp_path / "drafts")
    assert done.code == 2
    assert done.err.splitlines()[0] == f"{pages[0]}：没有读到年度，不能写草稿，请用 --year 指定"
    assert run("import", *pages, "-o", tmp_path / "drafts", "--year", "2022").code == 1
    assert {store.load(path).year for path in (tmp_path / "drafts").iterdir()} == {2022}
