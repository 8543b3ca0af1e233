"""The plain mode on a terminal that can do nothing, and the same report made in three ways."""

import re
import signal
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import program
from tests.plain import script
from tests.pty.conftest import NewDraft
from tests.pty.terminal import Key, Terminal
from tests.pty.test_story import fill_all, review_and_sign, start_new
from tests.published import Published, committed
from tuiwizard.drafts import store
from tuiwizard.rendering.formats import FORMATS

pytestmark = pytest.mark.pty

PROMPT = "] > "
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def plain(*arguments: str | Path, folder: Path, columns: int = 80) -> Terminal:
    return Terminal(*arguments, "--plain", folder=folder, columns=columns, lines=24, TERM="dumb")


def answer(terminal: Terminal, answers: Iterable[str]) -> None:
    """Each answer when it is asked for."""
    asked = 0
    for text in answers:
        asked += 1
        terminal.wait_until(lambda: terminal.said.count(PROMPT) >= asked, f"prompt {asked}")  # noqa: B023 - called at once
        asked = terminal.said.count(PROMPT)
        terminal.send(*(f"{line}{Key.ENTER}" for line in text.split("\n")))


# One report, three ways


@pytest.mark.parametrize(
    ("name", "source", "rules"),
    [
        ("pingtan-2021", committed, ()),
        ("pingtan-2019", committed, ()),
        ("suqian-2023", committed, ("R205",)),
    ],
)
def test_three_ways_give_the_same_bytes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    source: Callable[[str], Published],
    rules: tuple[str, ...],
) -> None:
    """The full screen, line by line, and from a file; the clock stands still."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768200000")  # 2026-01-12
    story = Story(source(name), 1 if rules else 0, rules)
    ways = {}
    for way in (on_the_full_screen, line_by_line, from_a_file):
        folder = tmp_path / way.__name__
        folder.mkdir()
        way(folder, story)
        ways[way.__name__] = [(folder / f"report.{end}").read_bytes() for end in ("toml", "md")]
    first = ways["on_the_full_screen"]
    assert ways == dict.fromkeys(ways, first)
    assert b"\xe8\x8d\x89\xe7\xa8\xbf" not in first[1]  # 草稿


class Story(NamedTuple):
    """A report, and the queries that have to be explained."""

    report: Published
    queries: int = 0
    rules: tuple[str, ...] = ()


def on_the_full_screen(folder: Path, story: Story) -> None:
    report, queries, _ = story
    with Terminal(folder=folder) as terminal:
        start_new(terminal, "report.toml", report)
        fill_all(terminal, report, ())
        for done in range(queries):
            terminal.wait_for(f"{queries - done} 处妨碍公布")
            terminal.send(Key.F2, script.REASON, Key.ENTER)
            by = "" if done else script.BY  # the second time it stands there
            terminal.send(by, Key.ENTER)
        terminal.wait_for("检查通过")
        review_and_sign(terminal)
        terminal.send(Key.DOWN * len(FORMATS), Key.ENTER)
        terminal.wait_for("接下来")
        terminal.send(Key.ESCAPE)
        assert terminal.leave() == 0


def line_by_line(folder: Path, story: Story) -> None:
    with plain("report.toml", folder=folder) as terminal:
        answer(terminal, [*script.answers(story.report), *script.review(story.queries)])
        assert terminal.wait_for_end() == 0, terminal.text
        assert not STEERING.search(terminal.said)


def from_a_file(folder: Path, story: Story) -> None:
    file = folder / "answers.toml"
    file.write_text(script.answers_file(story.report, "2026-01-12", story.rules), "utf-8")
    done = program.run(
        "report.toml", "--answers", "answers.toml", folder=folder, TUIWIZARD_STATE=".state"
    )
    assert done.returncode == 0, done.stderr.decode()


# How it ends


def test_a_dumb_terminal_is_told_of_it(tmp_path: Path) -> None:
    with Terminal("draft.toml", folder=tmp_path, TERM="dumb") as terminal:
        assert terminal.wait_for_end() == 2
        assert terminal.said.count("\n") == 1
        assert "--plain" in terminal.said
    assert not (tmp_path / "draft.toml").exists()


@pytest.mark.parametrize(
    ("end", "code"),
    [("\x03", 130), ("\x04", 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (":q\r", 0)],
    ids=["Ctrl+C", "Ctrl+D", "SIGTERM", "SIGHUP", "leave"],
)
def test_whatever_ends_it_what_was_answered_is_saved(
    new_draft: NewDraft, end: str | signal.Signals, code: int
) -> None:
    path = new_draft(overview__text="")
    with plain(path, "--step", "appeals", folder=path.parent) as terminal:
        answer(terminal, ["7", ":g overview", "第一段\n第二段"])
        terminal.wait_for("第二段")
        if end == "\x03":  # the system throws away what nobody has read yet
            terminal.send(".\r")
            terminal.wait_for("第 3 步")
        if isinstance(end, signal.Signals):
            terminal.kill(end)
        else:
            terminal.send(end)
            if end == ":q\r":  # amid a text it is text
                terminal.send(".\r:q\r")
        assert terminal.wait_for_end() == code, terminal.text
        assert f"已保存 {path}" in terminal.said.replace("\n", "")
        assert "接着填：tuiwizard" in terminal.said
        assert "Traceback" not in terminal.said
    draft = store.load(path)
    assert draft.entries("appeals").get("appeals.review.upheld") == "7"
    assert draft.entries("overview").get("overview.text").startswith("第一段\n第二段")
    assert not list(path.parent.glob(".*.owner"))


def test_closing_the_window_saves(new_draft: NewDraft) -> None:
    path = new_draft()
    with plain(path, "--step", "appeals", folder=path.parent) as terminal:
        answer(terminal, ["7", ""])
        terminal.wait_for("结果纠正")
        assert terminal.hang_up() != 0
    assert store.load(path).entries("appeals").get("appeals.review.upheld") == "7"


def test_a_second_one_is_told_who_works_on_it(new_draft: NewDraft) -> None:
    path = new_draft()
    with plain(path, folder=path.parent) as first:
        first.wait_for("检查与发布", PROMPT.strip())
        with plain(path, folder=path.parent) as second:
            second.wait_for("正在填这份草稿", "编号 >")
            second.send("4\r")
            assert second.wait_for_end() == 0
            assert "已保存" not in second.said
        first.send(":q\r")
        assert first.wait_for_end() == 0


def test_a_line_that_the_terminal_cuts_off_is_not_taken(new_draft: NewDraft) -> None:
    path = new_draft(overview__text="")
    with plain(path, "--step", "overview", folder=path.parent) as terminal:
        terminal.wait_for("正文", PROMPT.strip())
        terminal.send("字" * 2000, "\r")
        terminal.wait_for("没有采用")
        terminal.send("短\r.\r")
        terminal.wait_for("第 3 步")
        terminal.send(":q\r")
        assert terminal.wait_for_end() == 0
    assert store.load(path).entries("overview").get("overview.text") == "短"


@pytest.mark.parametrize("columns", [40, 200])
def test_it_works_at_any_width(new_draft: NewDraft, columns: int) -> None:
    path = new_draft(appeals__review__upheld="")
    with plain(path, folder=path.parent, columns=columns) as terminal:
        answer(terminal, ["３", ":表", ":q"])
        assert terminal.wait_for_end() == 0
        assert not STEERING.search(terminal.said)
    assert store.load(path).entries("appeals").get("appeals.review.upheld") == "3"
