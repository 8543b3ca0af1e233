"""Whatever is given as a draft: one sentence, exit code 2, nothing touched."""

import json
import os
from pathlib import Path

import pytest

from tests import hostile, program
from tests.bad_drafts import BAD, GOOD, BadDraft
from tests.cli.conftest import Run
from tests.layouts import pages
from tests.layouts.report import Report
from tests.published import committed
from tests.untouched import contents
from tuiwizard.county.desk import look
from tuiwizard.county.desk_row import State, read_desk_row
from tuiwizard.report.safety import printable

TOO_LONG = "长" * 200 + ".toml"
NOWHERE = "/proc/tuiwizard/out.md"
"""A folder in which nobody can write, not even root."""
HOSTILE = "\x1b[31m红\x07\u202egpj\u2066\x9b2J\r\n\t<b>.toml"

COMMANDS: dict[str, tuple[str, ...]] = {
    "check": (),
    "check-json": ("--format", "json"),
    "render": (),
    "as-draft": ("--as-draft",),
}


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
@pytest.mark.parametrize("command", COMMANDS)
def test_one_sentence_and_nothing_touched(
    run: Run, tmp_path: Path, command: str, bad: BadDraft
) -> None:
    path = bad.make(tmp_path / "draft.toml")
    before = contents(tmp_path)
    name = "check" if command.startswith("check") else "render"
    done = run(name, path, *COMMANDS[command])
    assert done.code == 2
    assert done.sentence.startswith(str(path))
    assert bad.says in done.sentence
    assert contents(tmp_path) == before
    if command == "check-json":
        assert json.loads(done.out)["files"] == []
    else:
        assert done.out == b""


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_draft_leaves_no_output(run: Run, tmp_path: Path, bad: BadDraft) -> None:
    path, target = bad.make(tmp_path / "draft.toml"), tmp_path / "out.md"
    assert run("render", path, "-o", target, "--force").code == 2
    assert not target.exists()


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_new_does_not_overwrite_what_is_no_draft(run: Run, tmp_path: Path, bad: BadDraft) -> None:
    path = bad.make(tmp_path / "draft.toml")
    before = contents(tmp_path)
    assert run("new", path, "--agency", "甲局", "--year", "2025").code == 2
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("check",), "读不出来"),
        (("render",), "读不出来"),
        (("new", "--agency", "甲局", "--year", "2025"), "文件名太长"),
    ],
)
def test_a_name_no_disk_can_hold(
    run: Run, tmp_path: Path, command: tuple[str, ...], says: str
) -> None:
    done = run(*command, tmp_path / TOO_LONG)
    assert done.code == 2
    assert says in done.sentence


def test_a_name_no_disk_can_hold_for_the_output(run: Run, complete: Path, tmp_path: Path) -> None:
    done = run("render", complete, "-o", (tmp_path / TOO_LONG).with_suffix(".md"))
    assert done.code == 2
    assert "文件名太长" in done.sentence


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_an_output_that_cannot_be_written(
    run: Run, complete: Path, tmp_path: Path, force: tuple[str, ...]
) -> None:
    for target, why in (
        (Path(NOWHERE), "所在的文件夹不存在"),
        (complete / "out.md", "所在的文件夹不存在"),
        (tmp_path / "missing" / "out.md", "所在的文件夹不存在"),
    ):
        done = run("render", complete, "-o", target, *force)
        assert done.code == 2
        assert done.sentence == f"{target}：{why}，没有保存，原来的文件没有改动"


def test_an_output_that_is_a_folder(run: Run, complete: Path, tmp_path: Path) -> None:
    before = contents(tmp_path)
    done = run("render", complete, "-o", tmp_path, "--force")
    assert done.code == 2
    assert "这是一个文件夹" in done.sentence
    assert contents(tmp_path) == before


def test_a_new_draft_where_nobody_can_write(run: Run) -> None:
    done = run("new", NOWHERE, "--agency", "甲局", "--year", "2025")
    assert done.code == 2
    assert done.sentence.startswith(NOWHERE)


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_a_read_only_folder(run: Run, complete: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    inside = locked / "draft.toml"
    inside.write_text(GOOD, encoding="utf-8")
    locked.chmod(0o500)
    try:
        done = run("render", complete, "-o", locked / "out.md")
        assert done.code == 2
        assert "没有写入权限" in done.sentence
        assert run("check", inside).code == 0
        locked.chmod(0o000)
        assert run("check", inside).code == 2
        assert run("render", inside).code == 2
        assert run("new", inside, "--agency", "甲局", "--year", "2025").code == 2
    finally:
        locked.chmod(0o700)


# Hostile names


@pytest.mark.parametrize("form", ["text", "json"])
def test_hostile_names_of_files_and_offices_do_not_reach_the_terminal(
    run: Run, tmp_path: Path, form: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / HOSTILE.replace("/", "")
    path.write_text(GOOD.replace('name = "甲', 'name = "甲\\u001b[2J\\u202e'), encoding="utf-8")
    (folder / "bad\x1b[2J.toml").write_text("x", encoding="utf-8")
    done = run("check", folder, "--format", form)
    assert done.code == 2
    for text in (done.text, done.err):
        assert text == printable(text)
    if form == "json":
        (file,) = json.loads(done.text)["files"]
        assert file["path"] == str(path)
        assert file["agency"].startswith("甲\x1b[2J\u202e")


@pytest.mark.parametrize("name", ["\x1b]0;x\x07.toml", "\u202egpj.toml", "a\nb.toml", "a\rb.toml"])
def test_hostile_names_in_sentences(run: Run, tmp_path: Path, name: str) -> None:
    complaints = [
        run("check", tmp_path / name),
        run("render", tmp_path / name),
        run("new", tmp_path / name / "x", "--agency", "甲", "--year", "2025"),
        run("new", tmp_path / "x", "--agency", "甲", "--year", name),
        run("check", "x", f"--{name}"),
        run("schema", "--edition", name),
    ]
    for done in complaints:
        assert done.code == 2
        assert done.sentence == printable(done.sentence)


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.toml")
    done = program.run("check", path)
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1
    Path(path).write_text(GOOD, encoding="utf-8")
    for form in ("text", "json"):
        done = program.run("check", path, "--format", form)
        assert done.returncode == 0, done.stderr.decode()
        assert "甲县乙镇人民政府" in done.stdout.decode()


@pytest.fixture
def hostile_folder(tmp_path: Path) -> Path:
    """A county's folder with a good report among files made to hang or swell the program."""
    folder = tmp_path / "county"
    folder.mkdir()
    for name in (*FOUND_BAD, "deep.pdf"):
        data = hostile.FILES.get(name) or hostile.BOOKS.get(name, lambda: b"%PDF-" + b"[" * 10**6)()
        (folder / name).write_bytes(data)
    published = committed("pingtan-2021")
    page = Report(published.edition, published.year, "甲局", published.printed)
    (folder / "good.html").write_text(pages.body(page), "utf-8")
    (folder / "z.html").write_text(pages.body(page), "utf-8")
    return folder


FOUND_BAD = (
    *("dashes.txt", "entities.docx", "widths.pdf", "bomb.docx", "letters.mht", "groups.rtf"),
    *("archive.zip", "cells.ods", "two corners.xlsx", "range.pdf"),
)
GOOD_PAGES = ["good.html", "z.html"]


def test_files_that_would_hang_or_swell_it_cost_only_themselves(
    run: Run, hostile_folder: Path
) -> None:
    done = run("check", hostile_folder, "--format", "json")
    assert done.code == 2
    assert [Path(file["path"]).name for file in json.loads(done.out)["files"]] == GOOD_PAGES
    assert "widths.pdf：读它要用的内存太多" in done.err
    assert "entities.docx：DOCX 文件里有外部定义" in done.err
    assert len(done.err.splitlines()) < len(FOUND_BAD) + 5


def test_nor_do_they_keep_the_others_from_being_imported(
    run: Run, hostile_folder: Path, tmp_path: Path
) -> None:
    done = run("import", hostile_folder, "-o", tmp_path / "drafts")
    assert done.code == 2
    assert {path.stem for path in (tmp_path / "drafts").iterdir()} >= {"good", "z"}
    assert "widths.pdf：读它要用的内存太多" in done.err


def test_nor_from_being_on_the_desk(hostile_folder: Path) -> None:
    rows = {path.name: read_desk_row(path) for path in look(hostile_folder)}
    assert {name for name, row in rows.items() if row.state is State.PUBLISHED} == {*GOOD_PAGES}
    assert rows["widths.pdf"].state is State.UNREADABLE
    assert all("\n" not in row.trouble for row in rows.values())
    assert len(rows) == len(FOUND_BAD) + len(GOOD_PAGES) + 1
