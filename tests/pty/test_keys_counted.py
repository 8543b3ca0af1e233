"""How many keys a whole report takes, from the start page to posted files.

A key is one press of anything but a letter of a text: names, figures and paragraphs are what a
report is, and are typed or pasted whichever program asks for them.
"""

from pathlib import Path

import pytest

from tests.pty.clerk import wait_for_step
from tests.pty.terminal import Key, Terminal
from tests.published import Published, committed
from tests.tui.conftest import TEXTS
from tuiwizard.drafts import store
from tuiwizard.rendering.formats import FORMATS
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES, SignOffStatus, sign_off_status

pytestmark = pytest.mark.pty

SIZES = [(80, 24), (120, 36)]


class Clerk:
    """A person at a terminal whose keys are counted.

    Args:
        terminal: The terminal.

    Attributes:
        keys: The keys pressed so far.
        pastes: The pastes so far.
    """

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.keys = 0
        self.pastes = 0

    def press(self, *keys: Key) -> None:
        self.keys += len(keys)
        self.terminal.send(*keys)

    def type(self, text: str) -> None:
        self.terminal.send(text)

    def paste(self, text: str) -> None:
        self.pastes += 1
        self.terminal.paste(text)

    def begin(self, agency: str, year: str = "") -> None:
        """A new report, in the file that is offered."""
        self.terminal.wait_for("新建年报")
        self.press(Key.ENTER)
        self.terminal.wait_for("机关名称（全称）")
        self.type(agency)
        self.press(Key.ENTER)
        self.type(year)
        self.press(Key.ENTER)
        self.terminal.wait_for("新年报的草稿文件", f"{year}年政府信息公开")
        self.press(Key.ENTER)
        wait_for_step(self.terminal, "agency")
        self.press(Key.ENTER)
        self.terminal.wait_for("国务院部门")
        self.press(Key.ENTER)
        self.terminal.wait_for("乡镇街道", gone="国务院部门")

    def go_on(self, step: str) -> None:
        self.press(Key.CTRL_N)
        wait_for_step(self.terminal, step)

    def zeros(self, *steps: str) -> None:
        """Tables of nothing but zeros, or of zeros where nothing was typed."""
        for step in steps:
            self.go_on(step)
            self.press(Key.F5)

    def sign(self) -> None:
        self.press(Key.F5)
        self.terminal.wait_for("不含国家秘密")
        self.press(*[Key.ENTER] * len(CHECKLIST))
        for _, words in SIGNATORIES:
            self.type(f"{words}甲")
            self.press(Key.ENTER)
        self.press(Key.ENTER)
        self.terminal.wait_for("输出公布稿")

    def write(self) -> None:
        """All formats, in the place that is offered."""
        self.press(*[Key.ENTER] * len(FORMATS), Key.ENTER)
        self.terminal.wait_for("接下来")


def assert_posted(folder: Path, agency: str, year: int) -> None:
    name = f"{agency}{year}年政府信息公开工作年度报告"
    for suffix in (".toml", *(to.suffix for to in FORMATS.values())):
        assert (folder / f"{name}{suffix}").stat().st_size > 1000
    draft = store.load(folder / f"{name}.toml")
    assert draft.year == year
    assert sign_off_status(draft) is SignOffStatus.SIGNED


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_the_zero_report_in_45_keys(tmp_path: Path, columns: int, lines: int) -> None:
    with Terminal(folder=tmp_path, columns=columns, lines=lines) as terminal:
        clerk = Clerk(terminal)
        clerk.begin(TEXTS["agency.name"], "2025")
        clerk.go_on("overview")
        clerk.paste(TEXTS["overview.text"])
        clerk.zeros("proactive", "requests", "appeals")
        clerk.go_on("problems")
        clerk.paste(TEXTS["problems.text"])
        clerk.go_on("other_matters")
        clerk.type("无。")
        clerk.press(Key.F6)
        clerk.go_on("publish")
        clerk.press(Key.F9)
        terminal.wait_for("检查通过")
        clerk.sign()
        clerk.write()
        terminal.send(Key.ESCAPE)
        assert terminal.leave() == 0
    assert_posted(tmp_path, TEXTS["agency.name"], 2025)
    assert (clerk.keys <= 45, clerk.pastes) == (True, 2), clerk.keys


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_a_published_report_in_60_keys(tmp_path: Path, columns: int, lines: int) -> None:
    report = committed("guanyuan-2019")
    with Terminal(folder=tmp_path, columns=columns, lines=lines) as terminal:
        clerk = Clerk(terminal)
        clerk.begin(report.words["agency.name"], "2019")
        fill_cover(clerk, report)
        clerk.go_on("overview")
        clerk.paste(report.words["overview.text"])
        clerk.go_on("proactive")
        clerk.press(Key.CTRL_END)
        clerk.type(report.printed["proactive.procurement.amount"])
        clerk.press(Key.BACK_TAB)
        clerk.type(report.printed["proactive.procurement.projects"])
        clerk.press(Key.F5)
        clerk.zeros("requests", "appeals")
        clerk.go_on("problems")
        clerk.paste(report.words["problems.text"])
        clerk.go_on("other_matters")
        clerk.paste(report.words["other_matters.text"])
        clerk.go_on("publish")
        terminal.wait_for("检查通过")
        clerk.sign()
        clerk.write()
        terminal.send(Key.ESCAPE)
        assert terminal.leave() == 0
    assert_posted(tmp_path, report.words["agency.name"], 2019)
    assert clerk.keys <= 60, clerk.keys


def fill_cover(clerk: Clerk, report: Published) -> None:
    """The address and what follows it, where the level has left the person."""
    for field in ("address", "postcode", "phone", "email"):
        clerk.type(report.words.get(f"agency.contact.{field}", ""))
        clerk.press(Key.ENTER)
    clerk.paste(report.words["agency.introduction"])
