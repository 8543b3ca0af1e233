"""The report on one page: every figure, for every eye, on a phone, and as text."""

import io
import re
from collections import Counter
from itertools import combinations
from xml.etree import ElementTree as ET

import pdfplumber
import pytest
import typst
from PIL import Image

from tests.published import REPORTS, TABLES, committed
from tests.rendering import final
from tests.signing import signed
from tuiwizard.errors import CommandError, NotPublishable
from tuiwizard.forms.balance import BALANCE
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import cells
from tuiwizard.rendering import picture_file, poster
from tuiwizard.rendering.charts import BAR
from tuiwizard.rendering.drawing import GROUND, MARGIN, WIDTH
from tuiwizard.rendering.formats import write
from tuiwizard.rendering.tables import printed_cells
from tuiwizard.rendering.text_width import ems
from tuiwizard.report import chart_data
from tuiwizard.report.content_identifier import digest_in
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import posted_digest
from tuiwizard.report.stamp import STAMP

NS = "{http://www.w3.org/2000/svg}"
PHONE = 360
LONG = "某某自治州某某土家族苗族自治县人力资源和社会保障局（行政审批服务局、数据管理局）"


def filled(year: int, figure: str) -> Draft:
    """A report with one figure in every cell that a person fills in."""
    every = {
        cell.path: figure
        for key in TABLES
        for cell in cells(Draft.new(year).edition, key)
        if not cell.computed
    }
    return Draft.new(year).with_texts({**every, "agency.name": LONG})


DRAFTS = {
    **{name: committed(name).draft() for name in REPORTS},
    "zero-2019": filled(2020, "0"),
    "zero-2021": filled(2025, "0"),
    "six-2019": filled(2020, "999999"),
    "six-2021": filled(2025, "999999"),
    "new": Draft.new(2025),
}
every_poster = pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)


def tree(draft: Draft) -> ET.Element:
    return ET.fromstring(poster.render(draft, as_draft=True))


def words(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{NS}text")]


@every_poster
def test_every_figure_of_the_tables_is_there(draft: Draft) -> None:
    shown = Counter(words(tree(draft)))
    for key in ("proactive", "appeals"):
        figures = Counter(printed_cells(draft, key).values())
        assert not figures - shown
        assert section_title(draft.edition, key) in "".join(shown)
    for chart in (chart_data.outcomes(draft), chart_data.applicants(draft)):
        assert not Counter(chart.figure(bar) for bar in chart.bars) - shown
    for term in BALANCE.terms:
        printed = printed_cells(draft, "requests")[f"requests.{term.path}.total"]
        assert f"{printed} 件" in shown or "没有填全" in shown


@every_poster
def test_a_screen_reader_is_read_every_figure(draft: Draft) -> None:
    root = tree(draft)
    assert root.get("role") == "img"
    title, said = root[0], root[1]
    assert title.text == draft.report.title_for(draft.agency_name)
    assert (said.text or "").startswith(STAMP)
    for key in ("proactive", "appeals"):
        for cell in cells(draft.edition, key):
            assert f"{cell.label} {printed_cells(draft, key)[cell.path]}" in (said.text or "")


@every_poster
def test_it_is_read_on_a_phone(draft: Draft) -> None:
    root = tree(draft)
    height = float(root.get("height", ""))
    assert float(root.get("width", "")) == WIDTH
    for group in root.iter(f"{NS}g"):
        top = float(re.findall(r"[\d.]+", group.get("transform", ""))[1])
        for element in group:
            x, y = float(element.get("x", "")), float(element.get("y", ""))
            if element.tag == f"{NS}text":
                size = float(element.get("font-size", ""))
                assert size * PHONE / WIDTH >= 12
                assert x + ems(element.text or "") * size <= WIDTH - MARGIN + 1, element.text
            assert 0 <= top + y + float(element.get("height", 0)) <= height


@every_poster
def test_nothing_runs_and_nothing_is_loaded(draft: Draft) -> None:
    allowed = {f"{NS}{tag}" for tag in ("svg", "title", "desc", "metadata", "rect", "g", "text")}
    for element in tree(draft).iter():
        assert element.tag in allowed
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]


def luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance of linear red, green and blue (WCAG 2.2)."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def linear(colour: str) -> tuple[float, float, float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


MACHADO = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                   (0.004733, 0.691367, 0.303900)),
    "no colours": ((0.2126, 0.7152, 0.0722),) * 3,
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}  # fmt: skip
"""What an eye makes of linear colours (Machado, Oliveira, Fernandes 2009, severity 1.0)."""


def seen(colour: str, eye: str) -> tuple[float, float, float]:
    plain = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, plain, strict=True))))
        for row in MACHADO[eye]
    )
    return red, green, blue


@pytest.mark.parametrize("eye", MACHADO)
@every_poster
def test_every_eye_tells_words_and_bars_from_what_they_are_on(draft: Draft, eye: str) -> None:
    for group in tree(draft).iter(f"{NS}g"):
        on = GROUND
        for element in group:
            colour = element.get("fill", "")
            if element.tag == f"{NS}rect":
                ratio = 1 if colour == poster.CARD else 3
                assert contrast(seen(colour, eye), seen(GROUND, eye)) >= ratio, colour
            else:
                grounds = (GROUND, poster.CARD) if colour != GROUND else (poster.DEEP,)
                assert all(contrast(seen(colour, eye), seen(g, eye)) >= 4.5 for g in grounds), on


@pytest.mark.parametrize("eye", MACHADO)
def test_every_eye_tells_the_colours_of_data_apart(eye: str) -> None:
    for one, other in combinations((poster.DEEP, poster.WARM), 2):
        assert contrast(seen(one, eye), seen(other, eye)) >= 1.5
    assert contrast(seen(BAR, eye), seen(GROUND, eye)) >= 3


def test_the_measure_sees_colours_that_are_not_told_apart() -> None:
    """Red and green of one brightness differ to most eyes, and not to some."""
    red, green = "#b34d4d", "#5a7a2f"
    assert contrast(seen(red, "all colours"), seen(green, "all colours")) < 1.5
    assert contrast(seen("#999999", "no colours"), seen(GROUND, "no colours")) < 3


def test_the_two_parts_of_a_side_are_as_long_as_they_are_many() -> None:
    draft = committed("pingtan-2021").draft()
    bars = [r for r in tree(draft).iter(f"{NS}rect") if r.get("height") == "26.0"]
    total = {
        term.path: int(printed_cells(draft, "requests")[f"requests.{term.path}.total"])
        for term in BALANCE.terms
    }
    many = [n for n in total.values() if n]
    assert len(bars) == len(many)
    for bar, number in zip(bars, many, strict=True):
        share = number / (total["received"] + total["carried_in"])
        assert abs(float(bar.get("width", "")) - share * (WIDTH - 2 * MARGIN)) < 4


def test_it_is_put_out_only_signed() -> None:
    draft = committed("pingtan-2021").draft()
    with pytest.raises(NotPublishable):
        poster.render(draft)
    page = final.poster(draft)
    assert STAMP not in page
    assert digest_in(page) == posted_digest(draft)


def test_the_same_bytes_every_time() -> None:
    draft = signed(committed("guanyuan-2019").draft())
    for key in ("poster", "poster-png", "poster-pdf"):
        assert write(draft, key) == write(draft, key)


@every_poster
def test_the_pdf_is_a_page_of_a4_whose_text_is_text(draft: Draft) -> None:
    data = write(draft, "poster-pdf", as_draft=True)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        (page,) = pdf.pages
        found = Counter(re.findall(r"\d+", page.extract_text()))
        assert (round(page.width), round(page.height)) == (595, 842)
        edges = [(char["x0"], page.width - char["x1"], char["size"]) for char in page.chars]
        assert all(
            min(edge[:2]) > 20 and edge[2] >= 6.5 for edge in edges
        )  # no smaller than 小六号
        assert digest_in(pdf.metadata["Keywords"]) == posted_digest(draft)
        assert pdf.metadata["Title"] == draft.report.title_for(draft.agency_name)
    figures = printed_cells(draft, "appeals").values()
    assert not Counter(f for f in figures if f.isdecimal()) - found


def test_without_a_chinese_font_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than one of empty boxes."""
    bare = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(picture_file, "fonts", lambda: bare)
    picture_file._chinese_is_seen.cache_clear()
    try:
        with pytest.raises(CommandError, match="没有中文字体"):
            write(DRAFTS["new"], "poster-png", as_draft=True)
    finally:
        picture_file._chinese_is_seen.cache_clear()


def test_the_png_is_as_wide_as_a_phone_has_pixels() -> None:
    draft = committed("pingtan-2021").draft()
    image = Image.open(io.BytesIO(write(signed(draft), "poster-png")))
    image.load()
    assert image.width == 1080
    assert digest_in(str(image.info)) == posted_digest(draft)
    assert len(image.convert("L").getcolors() or ()) > 50  # letters, not an empty ground
