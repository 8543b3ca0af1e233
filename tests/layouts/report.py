"""A report to be printed: its figures as texts, row by row, and random ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hypothesis import strategies as st

from tuiwizard.forms.common import Kind
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.grid import Band, Cell
from tuiwizard.forms.layout import grid

TABLES = ("proactive", "requests", "appeals")
WORDS = {
    "overview": ("本年度各项工作按计划推进。", "（一）主动公开。全年更新栏目若干次。"),
    "problems": ("一是图解偏少。下一步将增加图解。",),
    "other_matters": ("无其他需要说明的情况。",),
}


@dataclass(frozen=True)
class Report:
    """What is printed.

    Attributes:
        figures: The figures by path, None for a blank; totals are figures like others.
        forms: The edition of a table that is printed on another form than the rest.
        words: The lines of the sections that are not tables.
        mixed: The edition of a band that is printed on another form, by the band's title.
        headings: Headings in other words than the form's, by section.
    """

    edition: str
    year: int
    agency: str
    figures: Mapping[str, str | None] = field(repr=False)
    forms: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Sequence[str]] = field(default_factory=lambda: WORDS, repr=False)
    mixed: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)

    def text(self, cell: Cell) -> str:
        return self.figures[cell.path] or ""

    def title(self) -> str:
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"

    def heading(self, key: str) -> str:
        return self.headings.get(key) or section_title(self.edition, key)

    def bands(self, key: str) -> tuple[Band, ...]:
        own = grid(self.forms.get(key, self.edition), key).bands
        return tuple(self._mixed(key, band) for band in own)

    def _mixed(self, key: str, band: Band) -> Band:
        other = grid(self.mixed[band.title], key).bands if band.title in self.mixed else (band,)
        return next((each for each in other if each.title == band.title), band)

    def rows(self, key: str) -> Iterator[tuple[Band, tuple[str, ...], list[str]]]:
        """Each row with its labels and its texts."""
        for band in self.bands(key):
            for header, cells in zip(band.rows, band.cells, strict=True):
                yield band, header.labels, [self.text(cell) for cell in cells]

    def expected(self) -> dict[str, Decimal | None]:
        """What a reader must find."""
        return {p: None if t is None else Decimal(t) for p, t in self.figures.items()}

    def with_words(self, words: Mapping[str, Sequence[str]]) -> "Report":
        return replace(self, words=words)

    def without_blanks(self) -> "Report":
        return replace(self, figures={path: text or "0" for path, text in self.figures.items()})


counts = st.one_of(st.integers(0, 12), st.integers(0, 9999), st.integers(0, 999_999_999))


@st.composite
def reports(draw: st.DrawFn, mix: bool = False) -> Report:
    """Any report: figures need not balance, totals need not be right, cells may be blank.

    Args:
        draw: Where it comes from.
        mix: Whether bands of table 2 are printed on the other form.
    """
    edition, year = draw(st.sampled_from((("2019", 2019), ("2019", 2020), ("2021", 2023))))
    blank = draw(st.sampled_from((0, 1, 4)))
    other = "2021" if edition == "2019" else "2019"
    titles = [band.title for band in grid(edition, "proactive").bands] if mix else []
    mixed = {title: other for title in titles if draw(st.booleans())}
    printed = Report(edition, year, "", {}, mixed=mixed)
    figures: dict[str, str | None] = {}
    for key in TABLES:
        for cell in (c for band in printed.bands(key) for row in band.cells for c in row):
            if draw(st.integers(0, 9)) < blank:
                figures[cell.path] = None
            elif cell.kind is Kind.AMOUNT:
                figures[cell.path] = str(draw(st.decimals(0, 999_999, places=2)))
            elif cell.kind is Kind.CHANGE:
                figures[cell.path] = str(draw(st.integers(-400, 400)))
            else:
                figures[cell.path] = str(draw(counts))
    agency = draw(st.sampled_from(("甲县乙镇人民政府", "丙市丁局", "戊区", "某省己厅")))
    return replace(printed, agency=agency, figures=figures)
