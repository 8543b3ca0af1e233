"""Whatever a reader is given: only the program's own errors come out, and no made-up figure."""

import contextlib
import io
import re
import zipfile
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.importing.test_readers import W, packed, pdf
from tests.layouts.report import TABLES, Report
from tests.layouts.styles import STYLES
from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.layout import cells
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.html import read as read_html
from tuiwizard.importing.markdown import read as read_markdown
from tuiwizard.importing.sources import read_source
from tuiwizard.importing.text import read as read_text

LABELS = sorted(
    {
        label
        for edition in ("2019", "2021")
        for key in TABLES
        for cell in cells(edition, key)
        for label in (*cell.row, *cell.column)
    }
)
pieces = st.one_of(
    st.sampled_from(LABELS),
    st.sampled_from(
        (
            *("0", "1 2", "１２", "3件", "/", "无", "", "\n", "\t", "|", "  ", "- 1 -", "\f", ","),
            *(
                "一、总体情况",
                "四、政府信息公开行政复议、行政诉讼情况",
                "甲局2023年政府信息公开工作年度报告",
            ),
            *(
                "<table>",
                "<tr>",
                "<td>",
                "<td colspan=9>",
                "<td rowspan=99>",
                "</table>",
                "<p>",
                "&nbsp;",
            ),
            *("---", "#", "| --- |", "```", "<br>", "**", "附件：", '"'),
        )
    ),
    st.text(max_size=8),
)
documents = st.lists(pieces, max_size=60).map("".join)


@given(documents)
def test_any_text(text: str) -> None:
    for reader in (read_text, read_markdown, read_html):
        with contextlib.suppress(TuiwizardError):
            found = extract(reader(text))
            assert all(
                printed.value is None or _is_there(text, printed.text)
                for printed in found.printed.values()
            )


def _is_there(text: str, figure: str) -> bool:
    """Whether every digit of a figure is printed in the source."""
    return set(re.findall(r"\d", figure)) <= set(text)


@given(st.binary(max_size=300), st.sampled_from(("", "a.md", "a.html", "a.txt", "a.csv")))
@example(b"%PDF-", "")
@example(b"PK\x03\x04", "")
@example(b"\xff\xfe", "")
@example(b"\x00" * 9, "")
@example(b"\x1c", "")
@example("<p>\ud800</p>".encode("utf-8", "surrogatepass"), "a.html")
def test_any_bytes(data: bytes, name: str) -> None:
    with contextlib.suppress(TuiwizardError):
        extract(read_source(data, name))


@given(st.binary(max_size=200))
def test_any_pdf(data: bytes) -> None:
    for source in (b"%PDF-1.4\n" + data, pdf(data), pdf(data, "")):
        with contextlib.suppress(TuiwizardError):
            extract(read_source(source))


tags = st.sampled_from(
    (
        *("<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>"),
        *("<w:r><w:t>", "</w:t></w:r>", "<w:tcPr>", "</w:tcPr>", '<w:gridSpan w:val="2"/>'),
        *(
            '<w:vMerge w:val="restart"/>',
            "<w:vMerge/>",
            '<w:gridSpan w:val="-1"/>',
            "1",
            "行政许可",
        ),
    )
)


@given(st.lists(tags, max_size=30).map("".join), st.binary(max_size=60))
def test_any_docx(body: str, rest: bytes) -> None:
    xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
    for part in (xml, rest, xml[: len(rest)] + rest):
        data = packed({"word/document.xml": part})
        for source in (data, data[: len(data) - len(rest)], data.replace(b"word", rest[:4])):
            with contextlib.suppress(TuiwizardError):
                extract(read_source(source))


def test_a_docx_in_a_way_of_packing_that_python_lacks() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", b"<d/>")
    data = out.getvalue().replace(b"\x00\x00\x00\x00\x21\x00", b"\x00\x00\x63\x00\x21\x00")
    with pytest.raises(TuiwizardError):
        read_source(data)


@pytest.mark.parametrize("name", [n for n, style in STYLES.items() if style.name.endswith("txt")])
@given(st.data())
def test_damage_costs_figures_but_makes_none_up(name: str, data: st.DataObject) -> None:
    """A report with lines lost or characters cut: what is still read stands in it as it was.

    A row that only another edition has, as （六）其他处理 once its first row is lost, goes into no
    cell of this one.
    """
    paths = [cell.path for key in TABLES for cell in cells("2021", key)]
    numbers = {path: str(1000 + i) for i, path in enumerate(paths)}
    style = STYLES[name]
    text = style.print(Report("2021", 2023, "甲局", numbers)).decode()
    lines = text.split("\n")
    filled = [i for i, line in enumerate(lines) if line.strip(" |")]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.sampled_from(filled))
        kept = data.draw(st.integers(0, len(lines[at]))) if data.draw(st.booleans()) else 0
        lines[at] = lines[at][:kept]
    lost = [rank for rank, i in enumerate(filled) if not lines[i].strip(" |")]
    # A figure lost with the label behind it: the next figure then stands behind a wrong label,
    # and nothing shows it.
    assume(all(second - first > 1 for first, second in pairwise(lost)) and any(lines))
    found = extract(read_source("\n".join(lines).encode(), style.name))
    wrong = {
        path: (printed.value, numbers.get(path))
        for path, printed in found.printed.items()
        if path in numbers and printed.value is not None and str(printed.value) != numbers[path]
    }
    cut = {path for path, (value, _) in wrong.items() if len(str(value)) < 4}
    assert wrong.keys() <= cut  # a figure cut short is a figure
