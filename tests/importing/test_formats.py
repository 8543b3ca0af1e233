"""Every format says of a report what its Markdown says."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.hostile import workbook, zipped
from tests.importing import written
from tests.published import committed
from tests.signing import signed
from tuiwizard.errors import NoReport, OverLimits, SourceError, TuiwizardError
from tuiwizard.importing import open_document, read_here, read_published, rtf, word97
from tuiwizard.importing.containers import OLE
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.importing.sources import read_source
from tuiwizard.rendering.formats import write
from tuiwizard.rendering.style import Style

OFFICE = shutil.which("soffice")
OFFICE_CHECK = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
_ODT = "application/vnd.oasis.opendocument.text"
NAMES = ("guanyuan-2019", "pingtan-2021")


def page(name: str) -> bytes:
    content = write(signed(committed(name).draft()), "html")
    return content if isinstance(content, bytes) else content.encode()


def here(data: bytes, name: str) -> Imported:
    return read_here(data, name, "", None)


def same(found: Imported, name: str) -> None:
    content = write(signed(committed(name).draft()), "markdown")
    right = here(content if isinstance(content, bytes) else content.encode(), "a.md")
    assert len(right.printed) > 150
    assert {p: c.value for p, c in found.printed.items()} == {
        p: c.value for p, c in right.printed.items()
    }
    assert (found.agency, found.year, found.edition) == (right.agency, right.year, right.edition)
    assert found.texts == right.texts
    assert (found.notes, found.missing) == (right.notes, right.missing)


@pytest.mark.parametrize("file", written.WRITERS)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_is_read(name: str, file: str) -> None:
    same(here(written.WRITERS[file](page(name)), file), name)


@pytest.mark.parametrize("file", written.WRITERS)
def test_the_bytes_count_and_not_the_name(file: str) -> None:
    data = written.WRITERS[file](page(NAMES[1]))
    for other in ("", "a.docx", "a.xls"):
        same(here(data, other), NAMES[1])


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report as LibreOffice converts it."""
    folder = tmp_path_factory.mktemp("office")
    # A heading that leads a paragraph gets a line of its own in LibreOffice 7.4.
    style = Style(subheads="alone")
    content = write(signed(committed(NAMES[1]).draft()), "docx", style=style)
    assert isinstance(content, bytes)
    (folder / "a.docx").write_bytes(content)
    (folder / "b.xlsx").write_bytes(written.xlsx(page(NAMES[1])))
    for to, file in [("odt", "a.docx"), ("rtf", "a.docx"), ("doc", "a.docx"),
                     ("xls", "b.xlsx"), ("ods", "b.xlsx")]:  # fmt: skip
        command = [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--headless", "--convert-to", to, "--outdir", str(folder), str(folder / file)]
        subprocess.run(command, check=True, capture_output=True, timeout=200)
    return folder


@OFFICE_CHECK
@pytest.mark.parametrize("file", ["a.odt", "a.rtf", "b.xls", "b.ods"])
def test_what_libreoffice_writes_is_read(converted: Path, file: str) -> None:
    if not (converted / file).exists():
        pytest.skip("LibreOffice is here without Calc")
    same(here((converted / file).read_bytes(), file), NAMES[1])


@OFFICE_CHECK
def test_a_document_of_old_word_is_converted(converted: Path) -> None:
    data = (converted / "a.doc").read_bytes()
    same(read_published(data, "a.wps"), NAMES[1])


@pytest.mark.parametrize("name", ["a.doc", "a.wps"])
def test_without_libreoffice_it_is_said_what_to_do(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(word97, "_NAMES", ())
    monkeypatch.setattr(word97, "_PLACES", ())
    for read in (read_published, lambda *given: here(*given)):
        with pytest.raises(SourceError, match="旧格式的 DOC 或 WPS 文件，请用 Word 或 WPS 打开"):
            read(_OLD, name)


_OLD = OLE + "WordDocument\0".encode("utf-16-le")


def _program(folder: Path, script: str) -> tuple[str]:
    path = folder / "office"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return (str(path),)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")
def test_a_conversion_ends_with_all_it_has_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = tmp_path / "pid"
    script = f"sleep 100 &\necho $! > {said}\nsleep 100"
    monkeypatch.setattr(word97, "_NAMES", _program(tmp_path, script))
    monkeypatch.setattr(word97, "WALL", 1)
    with pytest.raises(OverLimits, match="太久"):
        read_published(_OLD, "a.doc")
    pid = int(said.read_text())
    for _ in range(100):
        if _is_gone(pid):
            return
        time.sleep(0.05)
    pytest.fail("what LibreOffice has started goes on")


def _is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")
def test_a_conversion_that_makes_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(word97, "_NAMES", _program(tmp_path, "exit 0"))
    with pytest.raises(SourceError, match="LibreOffice 读不出"):
        read_published(_OLD, "a.doc")


NAMED = {
    "picture": (b"\x89PNG\r\n\x1a\n", "这是图片"),
    "photograph": (b"\xff\xd8\xff\xe0", "这是图片"),
    "bitmap": (b"BM\1\2\3\4\0\0\0\0", "这是图片"),
    "webp": (b"RIFF\1\2\3\4WEBPVP8 ", "这是图片"),
    "heic": (b"\0\0\0\x18ftypheic", "这是图片"),
    "rar": (b"Rar!\x1a\x07\0", "这是 RAR 或 7z 压缩包"),
    "ofd": (zipped({"OFD.xml": "x", "Doc_0/Document.xml": "x"}), "这是 OFD 版式文件"),
    "slides": (zipped({"ppt/presentation.xml": "x"}), "这是演示文稿"),
    "locked": (OLE + "EncryptedPackage\0".encode("utf-16-le"), "加了密码"),
    "nothing": (zipped({"a.bin": "x"}), "压缩包里没有年报的文件"),
    "two": (zipped({"a.html": "x", "b/a.docx": "x"}), "压缩包里有 2 份文件"),
    "packed twice": (zipped({"a.zip": zipped({"a.html": "x"})}), "压缩包里没有年报的文件"),
    "old in a zip": (zipped({"a.doc": _OLD}), "压缩包里的 a.doc：这是旧格式的 DOC"),
    "empty in a zip": (zipped({"a.html": ""}), "压缩包里的 a.html：文件是空的"),
    "no zip": (b"PK\x03\x04 and no more", "压缩包已损坏"),
    "no workbook": (zipped({"xl/workbook.xml": "x"}), "表格文件读不出来"),
    "no old workbook": (OLE + "Workbook\0".encode("utf-16-le"), "表格文件读不出来"),
    "no body": (zipped({"mimetype": f"{_ODT}", "content.xml": "<a/>"}), "ODF 文件已损坏"),
    "no page": (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", "没有网页"),
}


@pytest.mark.parametrize("name", ["", "a.docx", "a.pdf", "a.txt"])
@pytest.mark.parametrize("what", NAMED)
def test_what_cannot_be_read_is_named_for_what_it_is(what: str, name: str) -> None:
    data, says = NAMED[what]
    if what == "no zip" and name == "a.docx":
        says = "DOCX 文件已损坏"
    with pytest.raises(SourceError, match=says) as caught:
        here(data, name)
    assert "\n" not in str(caught.value)
    if "表格" in says:
        assert "DOCX" not in str(caught.value)


def test_a_zip_with_a_password_is_said() -> None:
    data = bytearray(zipped({"a.html": "x"}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    with pytest.raises(SourceError, match="压缩包加了密码"):
        here(bytes(data), "a.zip")


def test_a_sheet_of_more_rows_than_a_report_is_none() -> None:
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
    rows = "".join(row.format(n) for n in range(1, 2_100))
    with pytest.raises(NoReport, match="2000 行"):
        here(workbook(f"<sheetData>{rows}</sheetData>"), "a.xlsx")


def texts(lines: list[SourceLine]) -> list[list[str]]:
    return [[piece.text for piece in line.pieces] for line in lines]


RTF = {
    r"\ansicpg950 \'a4\'a4\par": [["中"]],
    r"caf\'e9": [["café"]],
    r"\ansicpg936 a\{b\}\~c\_d\-\par": [["a{b} c-d"]],
    r"a\tab b\line c\par d": [["a b"], ["c"], ["d"]],
    r"\u-10179?\u-8704?\par": [["😀"]],
    r"\uc2\u20013 xy{\uc0\u22269}z\par": [["中国z"]],
    r"12\super 1\nosupersub  5\super 2\plain x\par": [["12^1 5^2x"]],
    r"a{\strike b}{\v c}\strike d\strike0 e\v f\plain g\par": [["aeg"]],
    r"{\footnote 1}{\pict\bin3 }}}x}{\*\unknown 2}a\par": [["a"]],
    r"\trowd\cellx10\pard\intbl a\par b\cell\row\pard c\par": [["a\nb"], ["c"]],
    r"\trowd\cellx10 a\cell b\cell\row": [["a", "b"]],
    r"\trowd\cellx10\cellx20 a\cell b\cell\row\trowd\cellx21 c\cell\row": [["a", "b"], ["c"]],
    r"}}a\par": [["a"]],
    "a\\": [["a}"]],
}


@pytest.mark.parametrize("source", RTF)
def test_rtf_is_read_as_it_is_shown(source: str) -> None:
    assert texts(rtf.read(b"{\\rtf1 " + source.encode() + b"}")) == RTF[source]


P, C = "<text:p>{}</text:p>", "<table:table-cell>{}</table:table-cell>"
ROW = "<table:table><table:table-row>{}</table:table-row></table:table>"
STYLES = (
    '<style:style style:name="up"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="no"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style><style:style style:name="it"/>'
)
ODT = {
    "<text:h>一</text:h><office:forms>x</office:forms><text:p>a<text:s text:c='2'/>b</text:p>": [
        ["一"],
        ["a  b"],
    ],
    P.format("a<text:tab/>b<text:line-break/>c<!-- d -->e<text:note>f</text:note>"): [
        ["a b"],
        ["ce"],
    ],
    P.format('12<text:span text:style-name="up">1</text:span>'): [["12^1"]],
    P.format('1<text:span text:style-name="no">2</text:span>'
             '<text:span text:style-name="it">3</text:span>'): [["13"]],
    ROW.format(C.format(P.format("a") + ROW.format(C.format(P.format("b")) * 2))): [
        ["a"],
        ["b", "b"],
    ],
    "<table:table><table:table-row table:visibility='collapse'>" + C.format(P.format("9"))
    + "</table:table-row><table:table-header-rows><table:table-row>"
    + C.format(P.format("a") + P.format("b")) + C.format("") + C.format(P.format("5"))
    + "</table:table-row></table:table-header-rows></table:table>": [["a\nb", "", "5"]],
}  # fmt: skip


@pytest.mark.parametrize("content", ODT)
def test_open_documents_are_read_as_they_are_shown(content: str) -> None:
    found = open_document.read(written.odf(content, "text", STYLES))
    assert texts(found) == ODT[content]


def test_a_sheet_need_not_begin_at_its_corner() -> None:
    """Its labels are those of a table, whose heading it lacks."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C3"], sheet["D3"], sheet["E3"] = "规章", 5, 1.5
    sheet["C4"], sheet["E4"] = "行政规范性文件", "x"
    sheet["C5"] = "行政许可"
    sheet["C6"] = "甲。\n乙。"
    sheet["C8"], sheet["D8"] = "a", True
    file = io.BytesIO()
    book.save(file)
    assert texts(read_source(file.getvalue())) == [
        ["二、主动公开政府信息情况"],
        ["", "", "规章", "5", "1.5"],
        ["", "", "行政规范性文件", "", "x"],
        ["", "", "行政许可", "", ""],
        ["甲。"],
        ["乙。"],
        ["", "", "a", "True"],
    ]


some = st.lists(
    st.sampled_from([*RTF, "\\cell", "\\row", "\\trowd", "\\cellx5", "\\clvmrg", "{", "}", "5"])
).map("".join)


@given(some, st.binary(max_size=40))
def test_any_rtf(source: str, rest: bytes) -> None:
    with contextlib.suppress(TuiwizardError):
        extract(read_source(b"{\\rtf1" + source.encode() + rest))


@given(st.sampled_from([*written.WRITERS]), st.integers(0, 10**6), st.binary(max_size=4))
def test_any_file_that_is_damaged(name: str, at: int, other: bytes) -> None:
    data = _WRITTEN.setdefault(name, written.WRITERS[name](page(NAMES[1])))
    at %= len(data)
    with contextlib.suppress(TuiwizardError):
        extract(read_source(data[:at] + other + data[at + len(other) :], name))


_WRITTEN: dict[str, bytes] = {}
