"""The labels of the form are written in `forms/` and read off it everywhere else."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.catalogue import ROOT
from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_keys, section_model, section_title
from tuiwizard.forms.layout import cells, grid
from tuiwizard.forms.years import editions

_ORDINAL = re.compile(r"^(?:（[一二三四五六七]）|[一二三四五六七]、|\d\.)")
_QUOTED = re.compile("“([^“”]+)”")

EXCEPTIONS = {
    "cli/commands/new.py": "help is made before the models are read, and has English words",
    "county/expected.py": "headers of a list that others have made",
    "report/labels.py": "what offices print in place of labels, and which label they mean",
    "importing/headings.py": "words by which a heading is known, some of which are labels, too",
    "ledger/codes.py": "words that offices write beside codes, some of which are labels, too",
    "ledger/headers.py": "headers that offices write, some of which are labels, too",
    "ledger/vocabulary.py": "what offices write in place of labels",
    "rendering/xlsx_file.py": "the name of the sheet of texts, which is a label of a text, too",
    "rules/narrative/": "words that running texts use, some of which are labels, too",
    "rules/required_content.py": "words that show what a running text speaks of",
}
"""Modules whose literals are labels on their own account, and why; they quote none either."""


@cache
def labels() -> frozenset[str]:
    """Every label of every edition, with and without its number."""
    found: set[str] = set()
    for edition in editions():
        for key in section_keys(edition):
            found |= {section_title(edition, key), section_model(edition, key).short}
            found |= {label for c in cells(edition, key) for label in (*c.row, *c.column)}
            if section_model(edition, key).kind is SectionKind.TABLE:
                found |= {b.title for b in grid(edition, key).bands}
                found |= {b.corner for b in grid(edition, key).bands}
    bare = {_ORDINAL.sub("", label) for label in found}
    return frozenset(label for label in found | bare if len(label) > 1)


def copies(source: str, *, only_quoted: bool = False) -> Iterator[tuple[int, str]]:
    """Find literals that are a label, or quote one: their lines, and the label."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in docstrings:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            whole = () if only_quoted else (node.value,)
            for text in (*whole, *_QUOTED.findall(node.value)):
                if text in labels():
                    yield node.lineno, text


MODULES = [p for p in sorted(ROOT.rglob("*.py")) if ROOT / "forms" not in p.parents]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_label_is_written_a_second_time(path: Path) -> None:
    excepted = str(path.relative_to(ROOT)).startswith(tuple(EXCEPTIONS))
    assert list(copies(path.read_text("utf-8"), only_quoted=excepted)) == []


def test_every_exception_is_one() -> None:
    for name in EXCEPTIONS:
        found = [p for p in MODULES if str(p.relative_to(ROOT)).startswith(name)]
        assert any(list(copies(p.read_text("utf-8"))) for p in found), name


def test_a_copy_is_found() -> None:
    assert list(copies('x = "结转下年度继续办理"\ny = "“自然人”没有填"\nz = "自然人没有填"')) == [
        (1, "结转下年度继续办理"),
        (2, "自然人"),
    ]
