"""Pastes as terminals hand them over: bracketed, whole, with the line ends of the system."""

import time
from pathlib import Path

import pytest

from tests.program import environment
from tests.pty.clerk import wait_for_step
from tests.pty.terminal import Key, Terminal
from tests.published import committed
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft

pytestmark = pytest.mark.pty

PASTES = Path(__file__).parents[1] / "data" / "paste"
COUNTY = committed("pingtan-2021")
RECEIVED = "requests.received.natural_person"


def clipboard(name: str, line_end: str) -> str:
    """A block of a fixture, with the line ends of a system."""
    text = (PASTES / f"{name}.tsv").read_bytes().decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", line_end)


def filled_in(draft: Draft, key: str) -> dict[str, str]:
    return {path: text for path, text in draft.entries(key).texts.items() if text}


def saved(path: Path) -> str:
    return store.load(path).entries("overview").get("overview.text")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.toml"
    store.save(path, Draft.new(2021))
    return path


# Large texts

LARGE = {
    "numerals": "一百二十三万" * 3_400,
    "blank lines": "\n" * 20_000,
    "paragraphs": "收到申请5件，全部办结。坚持以公开为常态。\n" * 3_200,
    "short lines": "甲乙\n" * 28_000,
    "cells": "甲\t乙\t丙\n" * 17_000,
    "a sentence": "收到申请5件，办结三件，" * 6_000,
    "invisible characters": "收\u200b到" * 22_000,
}


@pytest.mark.parametrize("kind", LARGE)
def test_a_large_text_is_soon_saved_and_keys_behind_it_do_not_wait(draft: Path, kind: str) -> None:
    """Some 200 KB; at rest it takes 0.6 to 1.0 seconds, a quarter of it waiting."""
    with Terminal(draft, "--step", "overview", folder=draft.parent) as terminal:
        wait_for_step(terminal, "overview")
        size, start = draft.stat().st_size, time.monotonic()
        terminal.paste(LARGE[kind], then=("终",))
        terminal.wait_for("终")
        assert time.monotonic() - start < PATIENCE
        terminal.send("末")
        terminal.wait_for("终末")
        terminal.wait_until(lambda: draft.stat().st_size > size + len(LARGE[kind]), "saved")
        assert time.monotonic() - start < PATIENCE
        assert terminal.leave() == 0
    assert saved(draft) == LARGE[kind] + "终末"


PATIENCE = 3.0
"""Seconds on a machine that does other things as well."""


def test_a_key_on_a_new_last_line_is_seen(draft: Path) -> None:
    """The gap before it makes the text a row longer than it was when the cursor was looked for."""
    with Terminal(draft, "--step", "overview", folder=draft.parent) as terminal:
        wait_for_step(terminal, "overview")
        terminal.paste("收到申请5件，全部办结。\n" * 40)
        terminal.send("终")
        terminal.wait_for("终")
        assert terminal.leave() == 0


# Tables


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"], ids=["windows", "linux", "typed"])
@pytest.mark.parametrize(
    ("step", "name"),
    [
        ("requests", "excel-windows-table3-labels-headers"),
        ("requests", "wps-linux-table3-without-totals"),
        ("appeals", "excel-windows-table4"),
        ("appeals", "wps-windows-table4-row"),
    ],
)
def test_a_table_of_a_spreadsheet(draft: Path, step: str, name: str, line_end: str) -> None:
    """Terminals turn line ends into carriage returns, or leave them as they are."""
    with Terminal(draft, "--step", step, folder=draft.parent) as terminal:
        wait_for_step(terminal, step)
        terminal.paste(clipboard(name, line_end))
        terminal.wait_for("粘贴预览")
        terminal.send(Key.ENTER)
        terminal.wait_for(" 完]", gone="粘贴预览")
        first = next(iter(filled_in(COUNTY.draft(), step).values()))
        terminal.wait_until(lambda: terminal.before_cursor.endswith(first), f"{first}|")
        terminal.send(Key.CTRL_Z)
        terminal.wait_for(" 空]")
        terminal.send(Key.CTRL_Y)
        terminal.wait_for(" 完]")
        assert terminal.leave() == 0
    assert filled_in(store.load(draft), step) == filled_in(COUNTY.draft(), step)


def test_keys_right_behind_a_paste_wait_for_it(draft: Path) -> None:
    """The whole report of a county's requests in one write: paste, Enter, on."""
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        text = clipboard("excel-windows-table3-labels-headers", "\r\n")
        terminal.paste(text, then=(Key.ENTER, Key.CTRL_N))
        wait_for_step(terminal, "appeals")
        assert terminal.leave() == 0
    assert filled_in(store.load(draft), "requests") == filled_in(COUNTY.draft(), "requests")


def test_escape_takes_nothing(draft: Path) -> None:
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        terminal.paste("1\t2\r\n3\t4\r\n")
        terminal.wait_for("粘贴预览")
        terminal.send(Key.ESCAPE)
        terminal.wait_for(" 空]", gone="粘贴预览")
        assert terminal.leave() == 0
    assert filled_in(store.load(draft), "requests") == {}


def test_a_figure_pasted_into_a_cell(draft: Path) -> None:
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        terminal.paste("１,234\r\n")
        terminal.wait_until(lambda: terminal.highlighted_figure == "1234", "1234")
        terminal.wait_until(lambda: terminal.before_cursor.endswith("1234"), "1234|")
        assert terminal.leave() == 0
    assert store.load(draft).entries("requests").get(RECEIVED) == "1234"


def test_a_figure_pasted_into_what_is_being_typed(draft: Path) -> None:
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        terminal.send("1", Key.F2, Key.HOME)
        terminal.wait_until(lambda: terminal.after_cursor.startswith("1 "), "|1")
        terminal.paste("2\t3\r\n")
        terminal.wait_until(lambda: terminal.before_cursor.endswith("23"), "23|1")
        terminal.send(Key.ENTER)
        assert terminal.leave() == 0
    assert store.load(draft).entries("requests").get(RECEIVED) == "231"


# Texts


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"], ids=["windows", "linux", "typed"])
def test_paragraphs_pasted_into_a_narrative(draft: Path, line_end: str) -> None:
    page = ("“一”是。", "\u3000\u3000二是\x07加强。", "末段")
    with Terminal(draft, "--step", "overview", folder=draft.parent) as terminal:
        wait_for_step(terminal, "overview")
        terminal.send("前后", Key.LEFT)
        terminal.paste(line_end.join(page))
        terminal.wait_for("末段后", "1 个看不见的控制字符，已去掉")
        terminal.wait_until(lambda: terminal.before_cursor.endswith("末段"), "末段|后")
        terminal.send("又")
        terminal.wait_until(lambda: terminal.before_cursor.endswith("末段又"), "末段又|后")
        assert terminal.leave() == 0
    text = store.load(draft).entries("overview").get("overview.text")
    assert text == "前“一”是。\n\u3000\u3000二是加强。\n末段又后"


def test_lines_pasted_into_a_field(draft: Path) -> None:
    with Terminal(draft, "--step", "agency", folder=draft.parent) as terminal:
        wait_for_step(terminal, "agency")
        terminal.send(Key.TAB)
        terminal.paste("甲县\r\n乙镇人民政府\r\n")
        terminal.wait_until(
            lambda: terminal.before_cursor.endswith("甲县乙镇人民政府"), "甲县乙镇人民政府|"
        )
        assert terminal.leave() == 0
    assert store.load(draft).entries("agency").get("agency.name") == "甲县乙镇人民政府"


# Another editor


def test_a_text_goes_to_another_editor_and_back(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sed -i s/甲/乙/")
    assert environment()["EDITOR"].startswith("sed")
    with Terminal(draft, "--step", "overview", folder=draft.parent) as terminal:
        wait_for_step(terminal, "overview")
        terminal.send("甲方", Key.ENTER, "丙方", Key.CTRL_E)
        terminal.wait_for("乙方", "丙方", gone="甲方")
        terminal.send(Key.CTRL_S)
        terminal.wait_until(lambda: saved(draft) == "乙方\n丙方", "乙方 in the file")
        terminal.send(Key.CTRL_Z)
        terminal.wait_for("甲方", gone="乙方")
        terminal.send(Key.CTRL_Y)
        terminal.wait_for("乙方", gone="甲方")
        assert terminal.leave() == 0
        assert terminal.restored
    assert saved(draft) == "乙方\n丙方"


# Keys to count


def test_all_zeros_in_three_keys(draft: Path) -> None:
    keys = (Key.F5, Key.CTRL_N)
    assert len(keys) <= 3
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        terminal.send(*keys)
        wait_for_step(terminal, "appeals")
        assert terminal.leave() == 0
    draft_now = store.load(draft)
    assert draft_now.report.section("requests") is not None
    assert set(filled_in(draft_now, "requests").values()) == {"0"}
