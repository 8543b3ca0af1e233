"""The keys of levels, importable without building a model."""

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
