"""Every command that the documents show is one that the program takes, and runs if it can."""

import io
import re
import shlex
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from tests.cli.conftest import Run
from tests.county import generated
from tests.ledger.books import HEADER, workbook
from tests.published import ROOT, committed
from tests.signing import signed
from tests.test_docs import DOCUMENTS, fenced
from tuiwizard.cli.registry import chosen
from tuiwizard.county.merge import merge
from tuiwizard.county.merge_input import read_merge_input
from tuiwizard.drafts import history, store
from tuiwizard.drafts.handover import pack
from tuiwizard.rendering.formats import parted, write
from tuiwizard.report.draft import Correction

SCREENS = ("", "review", "desk", "serve")
"""What needs a terminal or a browser is only parsed; tests/pty and tests/acceptance run it."""

SHOWN = sorted(
    {
        (document.relative_to(ROOT).as_posix(), line.partition("  #")[0].strip())
        for document in DOCUMENTS
        for language in ("sh", "console")
        for block in fenced(document, language)
        for line in block.splitlines()
        if line.startswith("tuiwizard")
    }
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the documents speak of: drafts with a past, and a page of last year."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    report = signed(committed("pingtan-2021").draft())
    correction = replace(report, corrections=(Correction(report),))
    for name in ("draft.toml", "2025.toml", "2024.toml"):
        path = tmp_path / name
        store.create(path, correction if name == "2025.toml" else report)
        history.keep(path, path.read_bytes(), history.REPLACED)
    for name in ("report.html", "2024.html", "report.docx", "report.txt"):
        to = "docx" if name.endswith("docx") else "html"
        (tmp_path / name).write_bytes(write(report, to))
    units = generated.write(tmp_path / "收到的", 3)
    for name in ("收到", "received"):
        shutil.copytree(tmp_path / "收到的", tmp_path / name)
    generated.write(tmp_path, 1, first=7)[0].rename("晚到的.toml")
    (tmp_path / "名单.csv").write_text("机关\n甲局\n", "utf-8")
    merged = merge(map(read_merge_input, units), "甲县人民政府", level="county").draft
    assert merged is not None
    store.create(tmp_path / "县.toml", merged)
    row = ("1", "甲", "公民", "2024-03-01", "公开", "2024-03-08")
    (tmp_path / "台账.xlsx").write_bytes(workbook({"2024年台账": [HEADER, row]}))
    (tmp_path / "台账.toml").write_text("format = 1\n", "utf-8")
    template = openpyxl.Workbook()
    template.worksheets[0].title = "表三"
    place = DefinedName("requests.received.total", attr_text="表三!$C$5")
    template.defined_names[place.name] = place
    template.save(tmp_path / "模板.xlsx")
    (tmp_path / "对照.csv").write_text("表三!C5,requests.received.total\n", "utf-8")
    return tmp_path


def arguments(command: str) -> tuple[list[str], str]:
    """What stands behind the program's name, and the file the shell hands it as its input."""
    command, _, source = re.sub(r"\s+>\s*\S+$", "", command).partition(" < ")
    words = shlex.split(command)
    assert words[0] == "tuiwizard"
    return words[1:], source


@pytest.mark.parametrize(("document", "command"), SHOWN)
def test_commands_of_the_documents(
    document: str, command: str, office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, source = arguments(command)
    named, rest = chosen(words)
    named.parser().parse_args(rest)
    if named.name in SCREENS:
        return
    if source:
        content = io.BytesIO((office / source).read_bytes())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(content, "utf-8"))
    if named.name == "unpack":
        (office / words[1]).write_bytes(pack(office / "2025.toml").data)
    written = words[words.index("-o") + 1] if "-o" in words else None
    for name in (written, words[1] if words[0] == "new" else None):
        if name and (office / name).is_file() and words[0] != "merge":  # it adds to what is there
            (office / name).unlink()
    done = run(*words)
    assert done.code in (0, 1), (document, done.err)
    assert written is None or written == "-" or list(office.glob(f"{parted(written)[0]}*"))
