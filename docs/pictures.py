"""Takes the pictures of every screen: `make pictures`, or `python -m docs.pictures [NAME ...]`.

Each screen is what a real terminal shows (a pty, read by pyte), at 80x24 and at 120x36, dark and
light. Two things are kept in docs/pictures: a PNG, to look at, and the words with their marks, line
by line, which tests/pty/test_pictures.py compares, for they do not depend on fonts.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pyte
from pyte.screens import Char

from docs.drawing import png
from tests.county import generated
from tests.ledger.office import write_ledger
from tests.pty.terminal import Key, Terminal
from tests.published import ROOT, committed
from tests.signing import signed
from tests.tui.county import lay_out
from tuiwizard.county.checked_report import check_report
from tuiwizard.county.desk_row import NO_STAMP, listed
from tuiwizard.county.exchange import Deed, Entry, questions_of
from tuiwizard.county.exchange_book import add_entries
from tuiwizard.county.received_file import read_file
from tuiwizard.drafts import store
from tuiwizard.drafts.agency_memory import remember_agency
from tuiwizard.drafts.recents import Recent, remember
from tuiwizard.report.draft import Draft
from tuiwizard.tui.themes import PALETTES

FOLDER = ROOT / "docs" / "pictures"
SIZES = ((80, 24), (120, 36))
PROGRAM = (sys.executable, str(ROOT / "docs" / "picture_program.py"))
NOON = 1_768_190_400
"""12:00 in Beijing on the day of `picture_program`, on which `signed` signs, too."""

FRIDAY = datetime(2026, 1, 9, 15, 20, tzinfo=timezone(timedelta(hours=8)))
"""When offices were asked."""

UPHELD, CARRIED_OUT = "appeals.review.upheld", "requests.carried_out.business"
"""Cells in which reports are wrong."""

NEXT_THEME = "\x14"
"""Ctrl+T: from the dark theme to the light one."""

OFFICE = {
    "agency.name": "示例县人民政府办公室",
    "agency.level": "county_department",
    "agency.contact.address": "示例县示例路1号",
    "agency.contact.postcode": "123456",
    "agency.contact.phone": "0000-12345678",
}
OVERVIEW = (
    "2025年，我办坚持以习近平新时代中国特色社会主义思想为指导，严格落实《中华人民共和国政府信息公开"
    "条例》各项规定，圆满完成了各项任务。\n（一）主动公开情况。全年通过“示例县政府网站”公开各类信息"
    "5500余条，举办新闻发布会12场。\n（二）依申请公开情况。全年受理申请76件，均在法定期限内予以答复。"
)
TABLE = {
    path: text
    for path, text in committed("pingtan-2021").draft().entries("requests").texts.items()
    if path != "requests.carried_out.legal_service"
} | {"requests.outcomes.granted.natural_person": "26"}
REPORT = {**OFFICE, **TABLE, "overview.text": OVERVIEW}
"""A report being filled in: table 3 is that of a published one, the office is invented."""


class See(NamedTuple):
    """Words that come before the next key is pressed."""

    words: str


@dataclass(frozen=True)
class Scene:
    """A screen to take a picture of.

    Attributes:
        shown: Words that are on it when it is there.
        arguments: The command line.
        keys: What is pressed before, each when the one before has been dealt with, and what is
            waited for in between.
        gone: Words that are on it no longer then.
        prepare: Puts files into the working folder.
    """

    shown: str
    arguments: tuple[str, ...] = ()
    keys: tuple[str | See, ...] = ()
    prepare: Callable[[Path], None] | None = None
    gone: str = ""


def _draft(folder: Path) -> None:
    store.create(folder / "2025.toml", Draft.new(2025).with_texts(REPORT))


def _filled_in() -> Draft:
    return committed("pingtan-2021").draft().with_texts(OFFICE)


def _complete(folder: Path, name: str = "2025.toml") -> None:
    store.create(folder / name, _filled_in())


def _signed(folder: Path) -> None:
    """A report to be posted, by an office that posts it in three formats every year."""
    store.create(folder / "2025.toml", signed(_filled_in()))
    with patch.dict(os.environ, {"TUIWIZARD_STATE": str(folder / ".state")}):
        remember_agency(OFFICE["agency.name"], formats=("docx", "html", "markdown"))


def _asked(folder: Path) -> None:
    """A report of which nothing is asked but one thing."""
    store.create(folder / "2025.toml", _filled_in().with_texts({"overview.text": OVERVIEW}))


def _counted(folder: Path) -> None:
    """A report without table 3, beside the ledger that tells it."""
    write_ledger(folder / "台账.xlsx", year=2025)
    store.create(folder / "2025.toml", Draft.new(2025).with_texts(OFFICE))


def _drafts(folder: Path) -> None:
    """Two drafts and the memory of them."""
    _draft(folder)
    _complete(folder, "2024.toml")
    remembered = [
        Recent(str(folder / name), OFFICE["agency.name"], year, done, "requests", when)
        for name, year, done, when in (
            ("2024.toml", 2024, 7, "2025-01-17T16:20:00+08:00"),
            ("2025.toml", 2025, 2, "2026-01-12T09:40:00+08:00"),
        )
    ]
    with patch.dict(os.environ, {"TUIWIZARD_STATE": str(folder / ".state")}):
        for recent in remembered:
            remember(recent)


def _desk(folder: Path) -> None:
    """Reports in every state, all changed in one minute."""
    lay_out(folder)
    for path in folder.iterdir():
        os.utime(path, (NOON, NOON))


def _two_years(folder: Path) -> None:
    """The same, and what two of the offices posted the year before."""
    for number, path in enumerate(generated.write(folder, 2, 2024)):
        path.rename(folder / f"2024-{number}.toml")
    _desk(folder)


def _exchanged(folder: Path) -> None:
    """Four offices that were asked: one says nothing, one has answered, two have sent anew."""
    paths = generated.write(folder, 20)
    right = [store.load(path) for path in paths[:4]]
    entries = []
    for path, draft in zip(paths, right, strict=False):
        store.save(path, draft.with_texts({UPHELD: "", CARRIED_OUT: "99"}))
        entries.append(_asked_about(path))
    silent, answered = (entry.office for entry in entries[:2])
    entries.append(Entry(Deed.CONTACT, FRIDAY, silent, text="张三 0000-12345678"))
    entries.append(Entry(Deed.ANSWERED, FRIDAY, answered, generated.YEAR, "核对台账，周一重报"))
    add_entries(folder, entries)
    store.save(paths[2], right[2].with_texts({CARRIED_OUT: "99"}))
    store.save(paths[3], right[3])
    for path in paths:
        os.utime(path, (NOON, NOON))


def _asked_about(path: Path) -> Entry:
    """Return what the desk writes down when it sends a report back."""
    row = listed(check_report(read_file(path)), NO_STAMP)
    return Entry(
        Deed.ASKED,
        FRIDAY,
        row.agency,
        row.year,
        until="1月20日",
        file=path.name,
        sha256=row.sha256,
        asked=questions_of(row),
    )


def _ledger(folder: Path) -> None:
    write_ledger(folder / "台账.xlsx")


def _at(step: str) -> tuple[str, ...]:
    return "2025.toml", "--step", step


BLOCK = (
    "\x1b[200~\t自然人\t商业企业\n一、本年新收政府信息公开申请数量\t15\t2\t0\t0\t/\t0\t20\n"
    "备注\t3\n\x1b[201~"
)
"""What is pasted: a row with its labels, a printed total that is wrong, and one that is no row."""

F8, F12, CTRL_L = "\x1b[19~", "\x1b[24~", "\x0c"

COUNTING = (
    *(CTRL_L, See("台账"), "台账.xlsx", Key.ENTER, See("回答的人"), "张三", Key.ENTER),
    *(See("第 1 处"), Key.ENTER, See("第 2 处"), Key.ENTER),
    *(See("第 3 处"), "2025-06-20", Key.ENTER, See("填的")),
)
"""From the key to the figures counted: what the ledger is asked, answered."""


WRITING: tuple[str | See, ...] = (Key.F6, *[Key.UP] * 3, Key.ENTER, See("接下来"))
"""From the last step past the sheet as it is, in whatever formats, to the page after it."""


def _at_desk(*keys: str | See, prepare: Callable[[Path], None] = _desk) -> Scene:
    return Scene("可以公布", ("desk", "."), keys, prepare, gone="正在读")


SCENES = {
    "start": Scene("Ctrl+Q", (), (), _drafts),
    "agency": Scene("[1", _at("agency"), (Key.TAB,), _draft),
    "overview": Scene("[2", _at("overview"), (), _draft),
    "proactive": Scene("[3", _at("proactive"), ("5",), _draft),
    "requests": Scene("[4", _at("requests"), (Key.DOWN,), _draft),
    "requests-wrong": Scene("[4", _at("requests"), ("三", Key.ENTER), _draft),
    "appeals": Scene("[5", _at("appeals"), ("4", Key.ENTER), _draft),
    "problems": Scene("[6", _at("problems"), (), _draft),
    "other": Scene("[7", _at("other_matters"), (), _draft),
    "publish": Scene("[8", _at("publish"), (), _draft),
    "preview": Scene("[4", _at("requests"), (Key.F4,), _draft),
    "help": Scene("[4", _at("requests"), (Key.F1,), _draft),
    "palette": Scene("[4", _at("requests"), (Key.CTRL_P,), _draft),
    "steps": Scene("[4", _at("requests"), (Key.CTRL_G,), _draft),
    "paste": Scene("[4", _at("requests"), (BLOCK,), _draft),
    "sign-off": Scene("[8", _at("publish"), (Key.F5,), _complete),
    "output": Scene("[8", _at("publish"), (Key.F6,), _complete),
    "explain": Scene("[8", _at("publish"), (Key.F2,), _asked),
    "finish": Scene("[8", _at("publish"), WRITING, _signed),
    "files": Scene("Ctrl+Q", (), ("o",), _drafts),
    "cells": Scene("[4", _at("requests"), COUNTING, _counted),
    "review": Scene("[8", ("review", "2025.toml"), (Key.F4,), _complete),
    "desk": _at_desk(),
    "desk-asked": _at_desk(Key.DOWN, Key.DOWN, prepare=_exchanged),
    "desk-row": _at_desk(Key.ENTER),
    "desk-years": _at_desk(Key.F5, See("倍数"), prepare=_two_years),
    "desk-back": _at_desk(Key.F6),
    "desk-merged": _at_desk(F8, "示例县人民政府", Key.ENTER, Key.ENTER, See("写成汇总稿")),
    "desk-charts": _at_desk(F12, See("关闭")),
    "due": Scene("F4", ("ledger", "台账.xlsx"), (), _ledger),
}
"""The screens by the names of their pictures."""


@contextmanager
def working_folder(stem: str) -> Iterator[Path]:
    """A folder whose path is on some screens, and so must be the same each time."""
    folder = Path("/tmp/tuiwizard") / stem
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def take(name: str, columns: int, lines: int, folder: Path) -> Iterator[tuple[str, pyte.Screen]]:
    """Show a screen, and yield it dark and light.

    Args:
        name: Its name in `SCENES`.
        columns: The width of the terminal.
        lines: Its height.
        folder: A folder to work in.
    """
    scene = SCENES[name]
    if scene.prepare is not None:
        scene.prepare(folder)
    with Terminal(
        *scene.arguments,
        folder=folder,
        columns=columns,
        lines=lines,
        command=PROGRAM,
        COLORTERM="truecolor",
        SOURCE_DATE_EPOCH="1768183380",
        TZ="Asia/Shanghai",
    ) as terminal:
        terminal.wait_for(scene.shown, gone=scene.gone)
        terminal.come_to_rest()
        for key in scene.keys:
            if isinstance(key, See):
                terminal.wait_for(key.words)
            else:
                terminal.send(key)
            terminal.come_to_rest()
        yield "dark", terminal.screen
        terminal.send(NEXT_THEME)
        terminal.come_to_rest()
        yield "light", terminal.screen


def words_and_marks(screen: pyte.Screen, palette: str) -> str:
    """Return what is on a screen, line by line, and below each how it is drawn.

    Args:
        screen: The screen.
        palette: The theme; colours are named by its roles.
    """
    roles = {
        colour.removeprefix("#"): role for role, colour in reversed([*PALETTES[palette].items()])
    }
    lines = []
    for y in range(screen.lines):
        row = [screen.buffer[y][x] for x in range(screen.columns)]
        lines.append("".join(char.data for char in row).rstrip())
        runs = [f"{start}-{end} {style}" for start, end, style in _runs(row, roles)]
        if runs != [f"0-{screen.columns - 1} ink/desk"]:
            lines.append("  ~ " + ", ".join(run for run in runs if not run.endswith(" ink/desk")))
    return "\n".join(lines) + "\n"


def _runs(row: list[Char], roles: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield where each style begins and ends.

    A blank goes with what stands before it; nobody sees what else it would be drawn like, which
    depends on what a terminal was spared.
    """
    styles: list[str] = []
    for char in row:
        style = _style(char, roles)
        behind = style.rpartition("/")[2]
        same = styles and styles[-1].endswith(f"/{behind}") and "underscore" not in styles[-1]
        blank = not char.data.strip() and "underscore" not in style
        unseen = f"ink/{behind}" if blank else style
        styles.append(styles[-1] if styles and (not char.data or (blank and same)) else unseen)
    at = 0
    for style, group in groupby(styles):
        length = len(list(group))
        yield at, at + length - 1, style
        at += length


def _style(char: Char, roles: dict[str, str]) -> str:
    """`bold ink/page`."""
    words = [word for word in ("bold", "italics", "underscore", "reverse") if getattr(char, word)]
    return " ".join([*words, f"{roles.get(char.fg, char.fg)}/{roles.get(char.bg, char.bg)}"])


def main(names: list[str]) -> None:
    """Take pictures anew, those named or all."""
    FOLDER.mkdir(exist_ok=True)
    for name in names or SCENES:
        for columns, lines in SIZES:
            stem = f"{name}-{columns}x{lines}"
            with working_folder(stem) as folder:
                for theme, screen in take(name, columns, lines, folder):
                    png(screen, FOLDER / f"{stem}-{theme}.png", dark=theme == "dark")
                    if theme == "dark":
                        text = words_and_marks(screen, "ink-dark")
                        (FOLDER / f"{stem}.txt").write_bytes(text.encode())
                    sys.stderr.write(f"{stem}-{theme}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
