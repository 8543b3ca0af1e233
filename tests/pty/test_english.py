"""The wizard in English: its own words are English, the form stays Chinese."""

from pathlib import Path

import pytest

from tests.catalogue import CHINESE
from tests.pty.conftest import NewDraft
from tests.pty.terminal import Key, Terminal

pytestmark = pytest.mark.pty

STEPS = (
    ("About the office", "机关名称"),
    ("Overview", ""),
    ("Disclosure", "本年制发件数"),
    ("Requests", "法人或其他组织"),
    ("Reviews, lawsuits", "行政复议"),
    ("Problems", ""),
    ("Other matters", "发出收费通知的件数"),
    ("Check & publish", ""),
)
"""The name of each step, and a label of the form in it."""


def test_the_start_page_is_english(tmp_path: Path) -> None:
    with Terminal("--lang", "en", folder=tmp_path, columns=80, lines=24) as terminal:
        terminal.wait_for("New report", "Start from last year's report…", "Quit")
        assert not CHINESE.search(terminal.text)
        terminal.send(Key.ENTER)
        terminal.wait_for("Name of the office, in full")
        assert not CHINESE.search(terminal.text)
        terminal.send("Town", Key.ENTER, Key.ENTER)
        terminal.wait_for("The new report's draft file,", "Create")
        terminal.send(Key.ESCAPE)
        terminal.wait_for("New report", gone="Create")
        assert terminal.leave() == 0


def test_the_eight_steps_are_english_about_a_chinese_form(new_draft: NewDraft) -> None:
    draft = new_draft(agency__name="Town")
    with Terminal(draft, "--lang=en", folder=draft.parent, columns=80, lines=24) as terminal:
        for number, (name, label) in enumerate(STEPS, 1):
            terminal.wait_for(f"[{number}{name}", label, "Help", "Menu")
            for line in (terminal.lines[0], terminal.line_of("Help")):
                assert not CHINESE.search(line)
            if number < len(STEPS):
                terminal.send(Key.CTRL_N)
        terminal.send(Key.F1)
        terminal.wait_for("Help: Check & publish", "What the checks found", "Close (Esc)")
        terminal.send(Key.ESCAPE)
        terminal.wait_for("Review (F5)", "Write (F6)", gone="Close (Esc)")
        assert terminal.leave() == 0
        assert terminal.after_screen.strip() == f"Saved {draft}"


def test_what_is_printed_is_chinese_whatever_is_spoken(new_draft: NewDraft) -> None:
    draft = new_draft(requests__received__business="")
    with Terminal(draft, "--lang", "en", folder=draft.parent, columns=80, lines=24) as terminal:
        terminal.wait_for("[1About the office")
        terminal.send(Key.F4)
        terminal.wait_for("Preview", "草稿（未经审核）", "格未填")
        terminal.send(Key.ESCAPE)
        assert terminal.leave() == 0
