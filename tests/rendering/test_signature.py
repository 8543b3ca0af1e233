"""The signature block: who reports, on which day, where it stands in each format."""

import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from tests.published import committed
from tests.rendering.test_pdf import LINE, MM, pages
from tests.rendering.test_pdf import pytestmark as needs_fonts
from tests.signing import signed
from tuiwizard.importing import read_here
from tuiwizard.rendering.formats import FORMATS, write
from tuiwizard.rendering.signature import Signature, signature_of
from tuiwizard.rendering.style import PLAIN
from tuiwizard.report.draft import Draft

pytestmark = needs_fonts
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ASKED, REFUSED = PLAIN._replace(signature=True), PLAIN._replace(signature=False)
SIGNABLE = [to for to, known in FORMATS.items() if "signature" in known.understands]
LONG_NAME = "甲壮族自治区乙瑶族自治县农业农村和水务局"


def report(**texts: str) -> Draft:
    paths = {path.replace("__", "."): text for path, text in texts.items()}
    return committed("pingtan-2021").draft().with_texts(paths)


def test_the_day_is_that_of_who_signed_unless_another_is_given() -> None:
    draft = signed(report())
    assert signature_of(draft, PLAIN) is None
    assert signature_of(draft, ASKED) == Signature("甲县乙镇人民政府", "2026年1月12日")
    asked = ASKED._replace(day=date(2026, 1, 5))
    assert signature_of(draft, asked) == Signature("甲县乙镇人民政府", "2026年1月5日")
    assert signature_of(Draft.new(2021), ASKED) == Signature("〔机关名称〕", "　　年　　月　　日")


@pytest.mark.parametrize("to", SIGNABLE)
def test_it_is_printed_by_itself_where_paper_is_meant_and_elsewhere_if_asked_for(to: str) -> None:
    draft = signed(report())
    assert (write(draft, to) == write(draft, to, style=ASKED)) is FORMATS[to].signed
    assert (write(draft, to) == write(draft, to, style=REFUSED)) is not FORMATS[to].signed


@pytest.mark.parametrize("to", SIGNABLE)
@pytest.mark.parametrize("name", ["甲县乙镇人民政府", LONG_NAME, "丙丁"])
@pytest.mark.parametrize("as_draft", [False, True])
def test_it_is_no_text_when_the_file_is_read_back(to: str, name: str, as_draft: bool) -> None:
    draft = report(agency__name=name)
    draft = draft if as_draft else signed(draft)
    file = f"a{FORMATS[to].suffix}"
    found = read_here(write(draft, to, style=ASKED, as_draft=as_draft), file, "", None)
    without = read_here(write(draft, to, style=REFUSED, as_draft=as_draft), file, "", None)
    assert found.texts == without.texts
    assert found.texts["other_matters.text"] == "无。"
    assert found.dated == (None if as_draft else date(2026, 1, 12))
    assert without.dated is None
    assert found.draft(2021).dated == found.dated


@pytest.mark.parametrize("name", ["甲县乙镇人民政府", LONG_NAME, "丙丁"])
def test_the_agency_is_centred_over_the_date_with_room_for_the_seal(name: str) -> None:
    page = pages(write(signed(report(agency__name=name)), "pdf"))[-1]
    lines = [line for line in page.extract_text_lines() if line["top"] < (297 - 35) * MM]
    text, agency, day = lines[-3:]
    assert (agency["text"], day["text"]) == (name, "2026年1月12日")
    middles = [(line["x0"] + line["x1"]) / 2 for line in (agency, day)]
    assert middles[0] == pytest.approx(middles[1], abs=1)
    assert day["x1"] <= (210 - 26) * MM - 3 * 16
    assert agency["top"] - text["top"] == pytest.approx(3 * LINE, abs=1)


@pytest.mark.parametrize("lines", range(1, 22))
def test_it_is_never_alone_on_a_page(lines: int) -> None:
    draft = report(other_matters__text="\n".join(["一行。"] * lines))
    last = pages(write(signed(draft), "pdf"))[-1]
    assert re.search(r"实际收取的总金额：\d.*\n.*人民政府\n2026年1月12日", last.extract_text())


def test_a_long_last_paragraph_is_not_moved_as_a_whole() -> None:
    draft = report(other_matters__text="一行。").with_texts(
        {f"other_matters.{key}": "" for key in ("fee_notices", "fees_charged", "fees_received")}
    )
    long = draft.with_texts({"other_matters.text": "一句较长的话。" * 100})
    short, whole = (
        pages(write(d, "pdf", as_draft=True))[-2 if d is long else -1] for d in (draft, long)
    )
    assert "人民政府" in short.extract_text()
    assert "六、其他需要报告的事项" in whole.extract_text()


def test_word_keeps_it_with_the_last_paragraph() -> None:
    archive = zipfile.ZipFile(io.BytesIO(write(signed(report()), "docx")))
    (body,) = ElementTree.fromstring(archive.read("word/document.xml"))
    *_, text, agency, day, _ = list(body)
    for paragraph in (text, agency):
        assert paragraph.find(f"{W}pPr/{W}keepNext") is not None
    assert "".join(day.itertext()) == "2026年1月12日"
    left = {p.find(f"{W}pPr/{W}ind").attrib[f"{W}left"] for p in (agency, day)}  # type: ignore[union-attr]
    assert len(left) == 1
