"""The keys of levels, importable without building a model."""

import re
from typing import Literal

Level = Literal[
    "township",
    "county_department",
    "county",
    "city_department",
    "city",
    "province_department",
    "province",
    "ministry",
]

LEVELS: tuple[tuple[Level, str], ...] = (
    ("township", "乡镇街道"),
    ("county_department", "县级部门"),
    ("county", "县级政府"),
    ("city_department", "市级部门"),
    ("city", "设区的市"),
    ("province_department", "省级部门"),
    ("province", "省级政府"),
    ("ministry", "国务院部门"),
)
"""Levels of administrative organs; the deadline of article 49 depends on it."""

# The end of a name tells most, and a part in it who is above: the first line that fits counts.
_LIKELY: tuple[tuple[str, Level], ...] = (
    (r"(?:乡|镇|街道)(?:人民政府|办事处)?$", "township"),
    (r"(?:县|区|旗|州)人民政府$", "county"),
    (r"市人民政府$", "city"),
    (r"(?:省|自治区)人民政府$", "province"),
    (r"^(?:国家|中华人民共和国)", "ministry"),
    (r"(?:县|区|旗)(?!人民政府).*[局委办会队]", "county_department"),
    (r"市(?!人民政府).*[局委办会]", "city_department"),
    (r"(?:省|自治区)(?!人民政府).*[厅局委办会]", "province_department"),
)


def likely_level(agency: str) -> str:
    """Return the level that the name of an office speaks of, to be offered; empty if none does."""
    # "官元镇人民政府" -> township; "淮安市教育局" -> city_department; "甲局" -> ""
    return next((level for end, level in _LIKELY if re.search(end, agency.strip())), "")
