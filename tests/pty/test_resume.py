"""Stopping in the middle of table 3 and coming back to it."""

import json
from pathlib import Path

import pytest

from tests.program import run
from tests.pty.clerk import rows_of, wait_for_step
from tests.pty.terminal import Key, Terminal
from tests.published import committed
from tuiwizard.drafts import store
from tuiwizard.forms.editions import section_title

pytestmark = pytest.mark.pty

REPORT = committed("pingtan-2021")
TITLE = section_title("2021", "requests")
COLUMN = [row[0].path for row in rows_of("2021", "requests")]
LETTER = "requests.outcomes.granted.business"
STOP = "requests.outcomes.partly_granted.business"


def typed_until_stop() -> tuple[str, ...]:
    """The first column, one too many in its first cell; then the second, up to its middle."""
    first = [REPORT.printed[path] for path in COLUMN]
    first[0] = str(int(first[0]) + 1)
    return (*(f"{text}{Key.ENTER}" for text in first), "0", Key.ENTER, "0", Key.ENTER, "1a")


def shown(terminal: Terminal) -> str:
    """All that must come back: everything but the first line, which has the time."""
    return "\n".join(terminal.lines[1:])


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A draft left in the middle of table 3, and the screen as it was."""
    folder = tmp_path_factory.mktemp("stopped")
    path = folder / "draft.toml"
    draft = REPORT.draft()
    blank = dict.fromkeys(draft.entries("requests").texts, "")
    store.save(path, draft.with_texts(blank))
    with Terminal(path, "--step", "requests", folder=folder) as terminal:
        wait_for_step(terminal, "requests")
        terminal.send(*typed_until_stop(), Key.ENTER, "8", Key.ENTER, Key.UP)
        terminal.wait_for("误2", "（二）部分公开", "商业企业", "误1a")
        terminal.wait_until(lambda: terminal.highlighted_figure == "8", "the last cell")
        terminal.wait_for("这一件不再计入其他情形。公司、企业提出的申请。")  # painted last
        screen = shown(terminal)
        terminal.send("8")  # being typed when the person leaves
        assert terminal.leave() == 0
    return path, screen


def test_the_wizard_reopens_where_it_was_left(stopped: tuple[Path, str]) -> None:
    path, screen = stopped
    with Terminal(path, folder=path.parent) as terminal:
        terminal.wait_until(lambda: shown(terminal) == screen, f"screen\n{screen}\n")
        terminal.send(Key.UP)
        terminal.wait_for("“1a”不是数字，请只填一个数")
        terminal.send(Key.LEFT, Key.UP, Key.UP)
        terminal.wait_for("差1")
        assert terminal.leave() == 0


def test_the_file_holds_what_was_typed(stopped: tuple[Path, str]) -> None:
    draft = store.load(stopped[0])
    entries = draft.entries("requests")
    assert draft.report.section("requests") is None
    assert entries.get(LETTER) == "1a"
    assert entries.get(STOP) == "8"
    assert [entries.get(path) for path in COLUMN[1:]] == [REPORT.printed[p] for p in COLUMN[1:]]
    assert {p.rule for p in draft.violations("requests")} == {"R002", "R003", "R301"}


def test_check_says_unfinished(stopped: tuple[Path, str]) -> None:
    path, _ = stopped
    done = run("check", path)
    assert done.returncode == 1
    assert "未完成（6/7 部分）" in done.stdout.decode()
    assert all(rule in done.stdout.decode() for rule in ("R002", "R003", "R301"))
    as_json = run("check", "--format", "json", path)
    (file,) = json.loads(as_json.stdout)["files"]
    assert as_json.returncode == 1
    assert file["sections"]["requests"] == "unfinished"
    assert not file["complete"]
    assert not file["publishable"]


def test_render_refuses_and_names_what_is_missing(stopped: tuple[Path, str]) -> None:
    path, _ = stopped
    done = run("render", path)
    assert done.returncode == 1
    assert done.stdout == b""
    (sentence,) = done.stderr.decode().splitlines()
    assert f"“{TITLE}”" in sentence
    assert "格未填、2 处有误" in sentence
    as_draft = run("render", path, "--as-draft")
    assert as_draft.returncode == 0
    assert "草稿（未经审核）" in as_draft.stdout.decode()
