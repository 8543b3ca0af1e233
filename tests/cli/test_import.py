"""`tuiwizard import`: what other programs read from it, and what people read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import program
from tests.cli.conftest import Run
from tests.importing.test_corpus import NAMES, figure, load
from tests.published import committed
from tests.rendering.final import markdown as render
from tests.rules.test_corpus import FAILING, PLACES
from tests.sections import SECTIONS
from tests.untouched import contents
from tuiwizard.drafts import store

KEYS = [
    *("agency", "year", "edition", "cells", "totals", "texts"),
    *("unread", "notes", "findings", "proved"),
]


@pytest.mark.parametrize("name", NAMES)
def test_the_command_says_the_same(corpus: Path, name: str, run: Run) -> None:
    data = load(corpus, name)
    done = run("import", corpus / f"{name}{NAMES[name]}", "--format", "json")
    said = json.loads(done.text)
    assert done.err == ""
    printed = {p: None if v is None else float(str(figure(v))) for p, v in data["printed"].items()}
    figures = {**said["cells"], **said["totals"]}
    assert {path: figures[path] for path in printed} == printed
    assert not any(figures[path] for path in figures.keys() - printed.keys())
    relations = [FAILING.fullmatch(line) for line in data["failing"]]
    expected = {(PLACES[f["what"]], int(f["total"]), int(f["sum"])) for f in relations if f}
    assert len(expected) == len(relations)
    assert {(f["cells"][0], f["left"], f["right"]) for f in said["findings"]} == expected
    assert done.code == (1 if expected else 0)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A complete report of 2021 as this program posts it."""
    path = tmp_path / "page.md"
    path.write_text(render(committed("pingtan-2021").draft()), "utf-8")
    return path


def test_a_page_of_our_own_comes_back_as_the_draft(run: Run, tmp_path: Path, page: Path) -> None:
    target = tmp_path / "draft.toml"
    done = run("import", page, "-o", target)
    assert done.code == 0
    assert done.sentence == f"已写入草稿 {target}"
    before = committed("pingtan-2021").draft()
    text = before.entries("overview").get("overview.text").replace("\n\n", "\n")
    typed = before.with_texts({"agency.level": "", "overview.text": text})  # neither is printed
    after = store.load(target)
    assert [after.entries(key) for key in SECTIONS] == [typed.entries(key) for key in SECTIONS]


def test_nothing_is_written_without_a_target(run: Run, tmp_path: Path, page: Path) -> None:
    before = contents(tmp_path)
    done = run("import", page)
    assert (done.code, done.err) == (0, "")
    first = done.text.splitlines()[0]
    assert first == f"{page}：甲县乙镇人民政府 2021 年，2021 版表格，三张表 200 格，读到 200 格"
    assert contents(tmp_path) == before


def test_a_draft_that_is_there_is_kept(run: Run, tmp_path: Path, page: Path) -> None:
    target = tmp_path / "draft.toml"
    target.write_text("mine", "utf-8")
    done = run("import", page, "-o", target)
    assert done.code == 2
    assert "已经有这个文件" in done.sentence
    assert target.read_text("utf-8") == "mine"
    assert run("import", page, "-o", target, "--force").code == 0
    assert store.load(target).year == 2021


def test_json_has_every_cell_of_the_form(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("甲局2023年政府信息公开工作年度报告\n行政许可\t5\n行政处罚\t/\n", "utf-8")
    done = run("import", page, "--format", "json")
    said = json.loads(done.text)
    assert done.code == 1
    assert list(said) == KEYS
    assert (said["agency"], said["year"], said["edition"]) == ("甲局", 2023, "2021")
    assert len(said["cells"]) == 10 + 25 * 6 - 6 + 12
    assert {path: n for path, n in said["cells"].items() if n is not None} == {
        "proactive.licensing.decisions": 5
    }
    assert said["totals"] == {}
    assert any("印作“/”" in note for note in said["notes"])
    assert said["findings"] == []


def test_what_is_missing_and_wrong_has_its_place(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "甲局2023年政府信息公开工作年度报告\n规章\t123\n"
        "四、政府信息公开行政复议、行政诉讼情况\n1\t0\t0\t0\t2\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n",
        "utf-8",
    )
    lines = run("import", page).text.splitlines()
    at = next(i for i, line in enumerate(lines) if "R401" in line)
    assert "印的是 2，各格相加是 1" in lines[at]
    assert lines[at + 1] == "      在 appeals.review.total（第 4 行第 5 格）"
    assert "  缺 “规章”：proactive.rules.issued 等 3 格" in lines
    note = "“规章”应有 3 格，印出的是“规章 123”，分不清哪个数属于哪一格，没有录入"
    assert f"  注意 第 2 行第 2 格：{note}" in lines


@pytest.mark.parametrize("name", ["guanyuan-2019", "pingtan-2021"])
def test_a_draft_is_a_source_too(run: Run, tmp_path: Path, name: str) -> None:
    source, target = tmp_path / "a.toml", tmp_path / "b.toml"
    draft = committed(name).draft()
    store.save(source, draft)
    done = run("import", source, "-o", target, "--format", "json")
    assert done.code == 0
    assert store.load(target) == draft
    assert json.loads(done.text)["totals"] == {}


def test_agency_and_year_may_be_given(run: Run, tmp_path: Path) -> None:
    page, target = tmp_path / "page.txt", tmp_path / "draft.toml"
    page.write_text("行政许可\t5\n本年处理决定数量\n", "utf-8")
    done = run("import", page, "-o", target)
    assert done.code == 2
    assert done.sentence == "没有读到年度，不能写草稿，请用 --year 指定"
    assert not target.exists()
    run("import", page, "-o", target, "--agency", "乙局", "--year", "2022")
    draft = store.load(target)
    assert (draft.year, draft.agency_name) == (2022, "乙局")
    assert draft.entries("proactive").texts == {"proactive.licensing.decisions": "5"}


def test_the_wrong_form_is_reported_and_what_it_lacks_is_named(run: Run, tmp_path: Path) -> None:
    page, target = tmp_path / "page.txt", tmp_path / "draft.toml"
    page.write_text(
        "甲局2022年政府信息公开工作年度报告\n政府集中采购\t4\t5万元\n上一年项目数量\n"
        "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n",
        "utf-8",
    )
    said = json.loads(run("import", page, "-o", target, "--format", "json").text)
    assert (said["edition"], said["year"]) == ("2019", 2022)
    assert "2022 年的年报应当用 2021 版表格，这份用的是 2019 版" in said["notes"]
    assert any(note.startswith("有 2 格在这一年的表格里没有位置") for note in said["notes"])
    draft = store.load(target)
    assert draft.edition == "2021"
    assert draft.entries("requests").get("requests.received.natural_person") == "1"
    assert not draft.entries("proactive")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "文件是空的"),
        ("a.bin", bytes(range(256)) * 40, "这不是文本"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"x" * 100, "另存为 DOCX 再读"),
        ("a.docx", b"PK\x03\x04" + b"x" * 100, "DOCX 文件已损坏"),
        ("a.toml", b"format = 1", "a.toml"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    run: Run, tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    done = run("import", path)
    assert (done.code, done.out) == (2, b"")
    assert done.sentence.startswith(str(path))
    assert says in done.sentence


def test_a_file_that_is_none(run: Run, tmp_path: Path, empty_folder: Path) -> None:
    assert "没有这个文件" in run("import", tmp_path / "none.html").sentence
    assert "文件夹里没有公布的年报" in run("import", empty_folder).sentence
    assert "读不出来" in run("import", tmp_path / ("长" * 300)).sentence
    assert "只编制 2019 年及以后" in run("import", tmp_path / "x", "--year", "2018").sentence


PROBE = """
import sys
from tuiwizard.cli import main
main(sys.argv[1:])
heavy = {"lxml", "pdfplumber", "markdown_it", "tuiwizard.importing.extraction", "textual"}
heavy |= {"multiprocessing"}  # files from elsewhere are read in a child
print(*sorted(heavy & {*sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("command", "loaded"),
    [
        (("check", "a.toml"), ""),
        (("import", "a.toml"), ""),
        (("import", "a.txt"), "multiprocessing"),
        (("import", "a.html"), "multiprocessing"),
    ],
)
def test_only_what_a_source_needs_is_loaded(
    tmp_path: Path, command: tuple[str, str], loaded: str
) -> None:
    store.save(tmp_path / "a.toml", committed("pingtan-2021").draft())
    (tmp_path / "a.txt").write_text("行政许可\t5", "utf-8")
    (tmp_path / "a.html").write_text("<p>行政许可</p>", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *command],
        cwd=tmp_path,
        env=program.environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr.strip() == loaded
