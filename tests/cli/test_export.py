"""`tuiwizard export`: one table of many reports, and nothing half done."""

import csv
import errno
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests import program
from tests.cli.conftest import Run
from tests.county import generated
from tests.untouched import contents
from tuiwizard.county.export_columns import columns, schema
from tuiwizard.county.export_csv import BOM
from tuiwizard.county.export_xlsx import SHEET


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports on one edition of the form."""
    received = tmp_path / "收到"
    generated.write(received, 3)
    return received


def header(data: bytes) -> list[str]:
    return next(csv.reader(io.StringIO(data.decode())))


def test_a_file_has_a_bom_and_a_pipe_has_none(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "年报.csv"
    done = run("export", folder, "-o", target)
    assert (done.code, done.out) == (0, b"")
    assert done.sentence == f"已导出 3 份年报到 {target}"
    for command in (("export", folder), ("export", folder, "-o", "-", "--to", "csv")):
        piped = run(*command)
        assert (piped.code, piped.err) == (0, "")
        assert target.read_bytes() == BOM.encode() + piped.out
    assert header(piped.out) == [c.name for c in columns("2021")]


def test_files_and_folders_in_the_order_they_are_given(run: Run, folder: Path) -> None:
    first, second, third = sorted(folder.iterdir())
    rows = list(csv.DictReader(io.StringIO(run("export", third, first).text)))
    assert [row["path"] for row in rows] == [str(third), str(first)]
    rows = list(csv.DictReader(io.StringIO(run("export", folder).text)))
    assert [row["path"] for row in rows] == [str(first), str(second), str(third)]
    assert [row["agency"] for row in rows] == [generated.name(n) for n in range(3)]


def test_another_edition_brings_its_columns(run: Run, folder: Path) -> None:
    generated.write(folder / "2020", 1, 2020)
    assert header(run("export", folder).out) == [c.name for c in columns("2019", "2021")]
    assert header(run("export", folder / "2020").out) == [c.name for c in columns("2019")]


def test_a_workbook_by_its_name_and_by_word(run: Run, folder: Path, tmp_path: Path) -> None:
    by_name, by_word = tmp_path / "a.XLSX", tmp_path / "b"
    assert run("export", folder, "-o", by_name).code == 0
    assert run("export", folder, "-o", by_word, "--to", "xlsx").code == 0
    piped = run("export", folder, "--to", "xlsx")
    by_pipe = tmp_path / "c.xlsx"
    by_pipe.write_bytes(piped.out)
    by_word.rename(tmp_path / "b.xlsx")
    for path in (by_name, tmp_path / "b.xlsx", by_pipe):
        assert openpyxl.load_workbook(path)[SHEET].max_row == 4


def test_what_cannot_be_read_is_named_and_the_rest_written(run: Run, folder: Path) -> None:
    bad = [folder / "00000-.toml", folder / "absent.toml"]
    bad[0].write_text("= 1", "utf-8")
    done = run("export", folder, bad[1])
    assert done.code == 2
    assert [sum(str(path) in line for line in done.err.splitlines()) for path in bad] == [2, 2]
    assert len(done.text.splitlines()) == 1 + 3


def test_what_is_no_report_is_an_error_only_where_it_was_meant(run: Run, folder: Path) -> None:
    notes = folder / "notes.md"
    notes.write_text("# 会议记录\n\n没有年报。\n", "utf-8")
    for command, code in ((("export", folder), 0), (("export", folder, notes), 2)):
        done = run(*command)
        assert done.code == code
        assert str(notes) in done.err
        assert len(done.text.splitlines()) == 1 + 3


def test_nothing_to_write_is_said(run: Run, folder: Path, tmp_path: Path) -> None:
    before = contents(tmp_path)
    done = run("export", folder / "absent.toml", "-o", tmp_path / "a.csv")
    assert (done.code, done.out) == (2, b"")
    assert done.err.splitlines()[-1] == "没有一份年报读得出来，什么都没有导出"
    assert contents(tmp_path) == before


def test_what_is_there_is_kept_unless_forced(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "年报.csv"
    target.write_text("mine", "utf-8")
    done = run("export", folder, "-o", target)
    assert done.code == 2
    assert "--force" in done.sentence
    assert target.read_text("utf-8") == "mine"
    assert run("export", folder, "-o", target, "--force").code == 0
    assert target.read_bytes().startswith(BOM.encode())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "缺少参数 FILE|FOLDER"),
        (("收到", "-o", "out.txt"), "out.txt：看不出要导出成什么"),
        (("收到", "-o", "out"), "out：看不出要导出成什么"),
        (("收到", "--to", "json"), "--to 不能是"),
        (("收到", "--edition", "2021"), "--edition 只和 --schema 一起用"),
        (("收到", "--schema"), "--schema 只把各列输出到标准输出"),
        (("--schema", "-o", "a.csv"), "--schema 只把各列输出到标准输出"),
        (("--schema", "--to", "csv"), "--schema 只把各列输出到标准输出"),
        (("--schema", "--edition", "1999"), "没有“1999”版表格"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    run: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(folder.parent)
    before = contents(folder.parent)
    done = run("export", *arguments)
    assert (done.code, done.out) == (2, b"")
    assert words in done.sentence
    assert contents(folder.parent) == before


def test_the_schema(run: Run) -> None:
    assert json.loads(run("export", "--schema").out) == schema()
    assert json.loads(run("export", "--schema", "--edition", "2019").out) == schema("2019")


def test_a_workbook_is_not_thrown_at_a_terminal(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuiwizard.cli.output.on_terminal", lambda _: True)
    done = run("export", folder, "--to", "xlsx")
    assert (done.code, done.out) == (2, b"")
    assert "-o" in done.sentence


def test_without_the_extra_it_says_how_to_get_it(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    done = run("export", folder, "-o", tmp_path / "a.xlsx")
    assert (done.code, done.out) == (2, b"")
    assert "pip install 'tuiwizard[office]'" in done.sentence
    assert not (tmp_path / "a.xlsx").exists()


def test_a_module_missing_elsewhere_is_named_for_what_it_is(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] == "openpyxl"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mimetypes", None)  # openpyxl cannot do without it
    done = run("export", folder, "-o", tmp_path / "a.xlsx")
    assert (done.code, done.out) == (2, b"")
    assert "缺少 mimetypes" in done.sentence
    assert "pip install" not in done.err


def test_a_full_disk_is_said(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr("tuiwizard.county.export_rows.pickle.dump", full)
    done = run("export", folder, "-o", tmp_path / "a.csv")
    assert (done.code, done.sentence) == (2, "临时文件：磁盘已满，没有导出")
    assert not (tmp_path / "a.csv").exists()


def test_csv_loads_nothing_of_the_workbooks(folder: Path) -> None:
    code = (
        "import sys\n"
        "from tuiwizard.cli import main\n"
        f"code = main(['export', {str(folder)!r}])\n"
        "heavy = {'openpyxl', 'lxml', 'textual'} & set(sys.modules)\n"
        "sys.exit(code or ' '.join(heavy) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_pipe_is_utf8_whatever_the_locale(run: Run, folder: Path) -> None:
    expected = run("export", folder).out
    done = program.run("export", folder, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout) == (0, expected)
