"""English that is English: nothing on any screen is Chinese but the form and what is typed."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.catalogue import CHINESE, LABEL
from tests.test_statutory_labels import labels
from tests.tui.english_screens import KEYS, TYPED
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.layout import cells
from tuiwizard.forms.short_label import short_label
from tuiwizard.forms.years import editions

ROOT = Path(__file__).parents[2]
OF_THE_REPORT = {
    "Insert which sentence?": "the sentences to choose from go into the report",
    "-草稿（未经审核）.": "the name of a file that is a draft",
}
"""Texts by which a screen, or a line of it, is known to hold words of the report."""


@cache
def of_the_form() -> tuple[str, ...]:
    """What stays Chinese without quotes: labels, the longest first, and the numbers of parts."""
    every = (cell for e in editions() for key in section_keys(e) for cell in cells(e, key))
    found = {words for cell in every for words in (cell.label, *parts(short_label(cell)))}
    numbers = ("一+二", "三+四", "一＋二", "三＋四")
    return tuple(sorted({*labels(), *found, *TYPED, *numbers}, key=len, reverse=True))


def parts(label: str) -> tuple[str, str]:
    """A label with its column, and without it."""
    return label, label.partition(" · ")[0]


_CUT = re.compile("[\u4e00-\u9fff · ]+…")
"""A label that is cut."""


def chinese(text: str) -> str:
    """What is Chinese in a text and should not be."""
    text = _CUT.sub("", LABEL.sub("", text))
    for words in of_the_form():
        text = text.replace(words, "")
    return text if CHINESE.search(text) else ""


@pytest.fixture(scope="module")
def screens(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, list[str]]]:
    folder = tmp_path_factory.mktemp("english")
    environment = {
        **os.environ,
        "TUIWIZARD_LANG": "en",
        "TUIWIZARD_STATE": str(folder / "state"),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.tui.english_screens", str(folder)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=environment,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found: list[tuple[str, list[str]]] = json.loads(done.stdout)
    return found


def told(screens: list[tuple[str, list[str]]]) -> Iterator[tuple[str, str]]:
    """Each text of each screen, but for those that are of the report."""
    for name, texts in screens:
        if not any(mark in texts for mark in OF_THE_REPORT):
            for text in texts:
                if not any(mark in text for mark in OF_THE_REPORT):
                    yield name, text


def test_nothing_is_chinese_but_the_form(screens: list[tuple[str, list[str]]]) -> None:
    found = {text: name for name, text in told(screens) if chinese(text) and not quotes(text)}
    assert found == {}


def quotes(text: str) -> bool:
    """Whether a finding's passage of a text is in it: what somebody wrote, and no label."""
    return any(passage in text for passage in PASSAGES)


PASSAGES = ("XX全部按时答复。", "（二）依申请公开。", "（一）主动公开。")
"""Passages of the drafts that findings show."""


def test_every_step_was_looked_at(screens: list[tuple[str, list[str]]]) -> None:
    names = {name for name, _ in screens}
    for edition in editions():
        draft = "wrong" if edition == "2021" else "2019"
        for step in (*section_keys(edition), "publish"):
            assert f"{draft} {step}" in names
            assert {f"{draft} {step} {key}" for key in KEYS.get(step, ("f1",))} <= names
    assert sum("finding" in name for name in names) > 15


def test_steps_are_named_in_english(screens: list[tuple[str, list[str]]]) -> None:
    said = "\n".join(text for _, texts in screens for text in texts)
    for name in ("About the office", "Overview", "Disclosure", "Requests", "Other matters"):
        assert name in said
