"""The report pasted into the editors of websites: what they give to their server is read back.

The page with one button is opened in a browser, the button pressed, and Ctrl+V in each editor.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import six_digits
from tests.acceptance.programs import run, unfinished
from tests.sections import SECTIONS
from tests.signing import signed
from tuiwizard.forms.editions import section_title
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.sources import read_source
from tuiwizard.rendering.copy_page import copy_page
from tuiwizard.rendering.fragment import render
from tuiwizard.report.draft import Draft

BROWSER = Path(__file__).with_name("editors.cjs")
EDITORS = ("kindeditor", "wangeditor", "tinymce", "ckeditor5")
KEEP_SIZES = ("kindeditor", "ckeditor5")
"""The others drop sizes of letters; fifteen columns of six digits are wider than the text there."""


@dataclass(frozen=True)
class Pasted:
    """Every report as it was pasted, what became of it, and how that is shown."""

    folder: Path
    drafts: dict[str, Draft]
    fragments: dict[str, str]
    seen: dict[str, Any]

    def read(self, name: str, editor: str) -> Imported:
        """What is read in what an editor gives to its server."""
        return _read((self.folder / f"{name}.{editor}.html").read_bytes())


def _read(page: bytes) -> Imported:
    return extract(read_source(page, "a.html"))


@pytest.fixture(scope="module")
def pasted(
    published: dict[str, Draft], tools: Path, tmp_path_factory: pytest.TempPathFactory
) -> Pasted:
    folder = tmp_path_factory.mktemp("paste")
    drafts = {**published, "six-digits": six_digits()}
    fragments = {}
    for name, draft in drafts.items():
        done = unfinished(draft)
        fragments[name] = render(draft if done else signed(draft), as_draft=done)
        (folder / f"{name}.copy.html").write_text(copy_page(fragments[name], name), "utf-8")
    seen = json.loads(run("node", BROWSER, tools, folder, *sorted(folder.glob("*.copy.html")),
                          seconds=900))  # fmt: skip
    assert set(seen) == set(drafts)
    return Pasted(folder, drafts, fragments, seen)


@pytest.mark.parametrize("editor", EDITORS)
def test_figures_and_texts_are_read_back(pasted: Pasted, editor: str) -> None:
    for name, draft in pasted.drafts.items():
        expected, found = _read(pasted.fragments[name].encode()), pasted.read(name, editor)
        assert expected.printed, name
        assert found.printed == expected.printed, name
        assert found.texts == (_as_by_wangeditor if editor == "wangeditor" else dict)(
            expected.texts
        ), name
        assert found.missing == expected.missing, name
        assert (found.agency, found.year) == (expected.agency, draft.year), name


def _as_by_wangeditor(texts: Mapping[str, str]) -> dict[str, str]:
    """A typed `&copy;` is a sign there: it spells `&amp;copy;` out twice."""
    return {
        path: re.sub(" +", " ", unescape(text).replace("\xa0", " ")) for path, text in texts.items()
    }


def test_a_changed_figure_is_seen(pasted: Pasted) -> None:
    """The measure is no empty one."""
    page = (pasted.folder / "six-digits.kindeditor.html").read_text("utf-8")
    found = _read(re.sub(r"\b123456\b", "123457", page, count=1).encode())
    assert found.printed != pasted.read("six-digits", "kindeditor").printed


def test_the_button_says_what_it_has_done(pasted: Pasted) -> None:
    for name, seen in pasted.seen.items():
        assert seen["copied"]["said"].startswith("已复制"), name
        assert seen["copied"]["told"] == [], name


@pytest.mark.parametrize("editor", EDITORS)
def test_it_is_shown_with_one_line_around_each_cell_and_one_heading(
    pasted: Pasted, editor: str
) -> None:
    for name, draft in pasted.drafts.items():
        shown = pasted.seen[name]["editors"][editor]
        assert shown["told"] == [], name
        assert len(shown["tables"]) == 3, name
        for table in shown["tables"]:
            assert table["collapse"] == "collapse", name
            assert table["lines"] == ["1px"], name
            if name != "six-digits" or editor in KEEP_SIZES:
                assert table["overflow"] == 0, name  # neither wider nor narrower than the text
        for key in SECTIONS[1:]:
            assert shown["text"].count(section_title(draft.edition, key)) == 1, (name, key)
