"""Published reports: their figures as printed, under invented words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.draft import Draft

ROOT = Path(__file__).parents[1]
REPORTS = ("guanyuan-2019", "pingtan-2021")
"""Published reports, one on each edition of the form."""

TABLES = ("proactive", "requests", "appeals")

WORDS = {
    "agency.name": "甲县乙镇人民政府",
    "agency.level": "township",
    "agency.introduction": "本报告依据《中华人民共和国政府信息公开条例》编制。\n电子版见网站。",
    "agency.contact.address": "甲县乙镇中心路1号",
    "agency.contact.phone": "0000-1234567",
    "overview.text": "（一）主动公开。全年更新栏目 12 个。\n\n（二）监督保障。每季度自查一次。",
    "problems.text": "一是政策解读形式单一，图解偏少；二是部分栏目更新不够及时。\n"
    "下一步将增加图解的数量，丰富解读的形式，并按月检查各栏目的更新情况。",
    "other_matters.text": "无。",
}
FEES = {
    "other_matters.fee_notices": "2",
    "other_matters.fees_charged": "130.50",
    "other_matters.fees_received": "0",
}


@dataclass(frozen=True)
class Published:
    """The figures of a published report as it printed them, totals included."""

    year: int
    edition: str
    printed: Mapping[str, str]

    @classmethod
    def load(cls, path: Path) -> "Published":
        data = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        figures = {cell: str(figure) for cell, figure in data["printed"].items()}
        return cls(data["year"], data["edition"], figures)

    @property
    def words(self) -> Mapping[str, str]:
        """What is filled in beside the tables."""
        return {**WORDS, **(FEES if self.edition == "2021" else {})}

    def draft(self) -> Draft:
        """The report as someone would type it: no totals, and words of our own."""
        known = {p: c for key in TABLES for p, c in cells_by_path(self.edition, key).items()}
        typed = {p: text for p, text in self.printed.items() if not known[p].computed}
        return Draft.new(self.year).with_texts({**typed, **self.words})


def committed(name: str) -> Published:
    return Published.load(ROOT / "tests" / "data" / f"{name}.json")
