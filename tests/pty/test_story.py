"""A report from nothing to Markdown, with the keyboard alone, in a real terminal."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pty.clerk import fill_agency, fill_step, wait_for_step
from tests.pty.terminal import Key, Terminal
from tests.published import TABLES, Published, committed
from tests.readback import figures, place_of
from tests.sections import SECTIONS, STEPS
from tuiwizard.drafts import codec
from tuiwizard.forms.layout import cells
from tuiwizard.rendering.formats import FORMATS
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import value_at
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES, SignOffStatus, sign_off_status

pytestmark = pytest.mark.pty

PRINTED = {"guanyuan-2019": 198, "pingtan-2021": 200}
SIZES = {"100x30": (100, 30), "80x24": (80, 24), "120x36": (120, 36)}


@pytest.mark.parametrize(
    ("name", "size", "zero_filled"),
    [
        ("guanyuan-2019", "100x30", ()),
        ("pingtan-2021", "100x30", ("proactive", "appeals")),
        ("pingtan-2021", "80x24", ()),
        ("guanyuan-2019", "120x36", ("requests",)),
    ],
)
def test_keystrokes_make_a_report_from_nothing(
    tmp_path: Path, name: str, size: str, zero_filled: tuple[str, ...]
) -> None:
    report = committed(name)
    columns, lines = SIZES[size]
    with Terminal(folder=tmp_path, columns=columns, lines=lines) as terminal:
        start_new(terminal, "report.toml", report)
        fill_all(terminal, report, zero_filled)
        assert "检查通过" in terminal.text
        review_and_sign(terminal)
        terminal.send(Key.DOWN * len(FORMATS), Key.ENTER)
        terminal.wait_for("接下来")
        terminal.send(Key.ESCAPE)
        assert terminal.leave() == 0
        assert terminal.after_screen == "已保存 report.toml\n"
    assert_saved(tmp_path / "report.toml", report)
    assert_published((tmp_path / "report.md").read_bytes().decode(), report)


def start_new(terminal: Terminal, file: str, report: Published) -> None:
    terminal.wait_for("新建年报")
    terminal.send(Key.ENTER)
    terminal.wait_for("机关名称（全称）")
    terminal.send(report.words["agency.name"], Key.ENTER, str(report.year), Key.ENTER)
    terminal.wait_for("新年报的草稿文件")
    terminal.send(file, Key.ENTER)
    wait_for_step(terminal, "agency")


def fill_all(terminal: Terminal, report: Published, zero_filled: tuple[str, ...]) -> None:
    texts = {**report.printed, **report.words}
    fill_agency(terminal, report.year, texts)
    for step in STEPS[1:-1]:
        terminal.send(Key.CTRL_N)
        wait_for_step(terminal, step)
        fill_step(terminal, report.edition, step, texts, zeros=step in zero_filled)
    terminal.send(Key.CTRL_N)
    wait_for_step(terminal, "publish")
    terminal.wait_for("审查签发", gone="去检查")


def review_and_sign(terminal: Terminal) -> None:
    """The checklist, three names with the days offered, and the sign-off, in one burst."""
    terminal.send(Key.F5, Key.ENTER * len(CHECKLIST))
    for _, words in SIGNATORIES:
        terminal.send(f"{words}甲", Key.ENTER)
    terminal.send(Key.ENTER)
    terminal.wait_for("输出公布稿")


def assert_saved(file: Path, report: Published) -> None:
    text = file.read_bytes().decode()
    draft = codec.loads(text)
    assert codec.dumps(draft) == text
    assert "unfinished" not in tomllib.loads(text)
    assert draft.year == report.year
    assert draft.report.complete
    assert replace(draft, sign_off=None) == report.draft()
    assert sign_off_status(draft) is SignOffStatus.SIGNED
    assert printed(draft) == report.printed


def printed(draft: Draft) -> dict[str, str]:
    """All figures of the tables, the computed ones included."""
    found = {}
    for key in TABLES:
        section = draft.report.section(key)
        assert section is not None
        for cell in cells(draft.edition, key):
            found[cell.path] = str(value_at(section, cell.path))
    return found


def assert_published(markdown: str, report: Published) -> None:
    expected = {place_of(report.edition, path): [text] for path, text in report.printed.items()}
    assert len(expected) == PRINTED[f"{report_name(report)}"]
    assert figures(markdown, "gfm") == expected
    for key in SECTIONS:
        for path, text in report.words.items():
            if path.startswith(f"{key}.") and path.endswith(".text"):
                assert all(line in markdown for line in text.split("\n"))


def report_name(report: Published) -> str:
    return next(name for name in PRINTED if name.endswith(str(report.year)))
