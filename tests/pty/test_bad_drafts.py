"""The wizard leaves at once with one sentence about a bad draft, its terminal restored."""

from pathlib import Path

import pytest

from tests.bad_drafts import BAD, BadDraft
from tests.pty.terminal import Key, Terminal
from tests.untouched import contents

pytestmark = pytest.mark.pty


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_one_sentence_and_the_terminal_restored(tmp_path: Path, bad: BadDraft) -> None:
    path = bad.make(tmp_path / "draft.toml")
    before = contents(tmp_path)
    with Terminal(path, folder=tmp_path) as terminal:
        assert terminal.wait_for_end() == 2
        assert terminal.restored
        (sentence,) = terminal.after_screen.splitlines()
    assert sentence.startswith(str(path))
    assert bad.says in sentence
    assert contents(tmp_path) == before


def test_a_new_draft_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = Path("/proc/tuiwizard/draft.toml")
    with Terminal(path, folder=tmp_path) as terminal:
        assert terminal.wait_for_end() == 2
        assert terminal.restored
        (sentence,) = terminal.after_screen.splitlines()
    assert sentence == f"{path}：所在的文件夹不存在，没有保存，原来的文件没有改动"


def test_the_start_page_tells_and_stays(tmp_path: Path) -> None:
    (tmp_path / "draft.toml").write_text("year 2021\n", encoding="utf-8")
    with Terminal(folder=tmp_path) as terminal:
        terminal.wait_for("打开文件…")
        terminal.send(Key.DOWN, Key.ENTER)
        terminal.wait_for("打开草稿文件")
        terminal.send("draft.toml", Key.ENTER)
        terminal.wait_for("第 1 行：", "新建年报", gone="打开草稿文件")
        assert terminal.leave() == 0
    assert (tmp_path / "draft.toml").read_text(encoding="utf-8") == "year 2021\n"
