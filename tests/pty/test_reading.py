"""Files from elsewhere, read in another process while Textual has the terminal."""

from pathlib import Path

import pytest

from tests.pty.clerk import wait_for_step
from tests.pty.conftest import NewDraft
from tests.pty.terminal import Key, Terminal
from tests.published import committed
from tuiwizard.drafts import store
from tuiwizard.rendering.markdown import render
from tuiwizard.report.draft import Draft

pytestmark = pytest.mark.pty

LEDGER = """登记编号,申请人类型,收到日期,答复日期,办理结果
1,自然人,2021-03-01,2021-03-09,予以公开
2,企业,2021-11-30,,办理中
"""


def test_a_published_report_is_read_in(new_draft: NewDraft) -> None:
    draft = new_draft()
    page = draft.with_name("上年.md")
    page.write_text(render(committed("pingtan-2021").draft(), as_draft=True), "utf-8")
    store.save(draft, Draft.new(2021))
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        terminal.send(Key.CTRL_P)
        terminal.wait_for("命令")
        terminal.send("读入年报文件", Key.ENTER)
        terminal.wait_for("取消（Esc）")
        terminal.send(page.name, Key.ENTER)
        terminal.wait_for("读入 上年.md", "读到 ")
        terminal.send(Key.ENTER)
        terminal.wait_for("2021年度", gone="读入 上年.md")
        assert terminal.leave() == 0
    requests = store.load(draft).entries("requests")
    assert requests == committed("pingtan-2021").draft().entries("requests")


def test_a_ledger_is_counted(tmp_path: Path) -> None:
    draft = tmp_path / "draft.toml"
    store.save(draft, Draft.new(2021))
    (tmp_path / "台账.csv").write_text(LEDGER, "utf-8")
    with Terminal(draft, "--step", "requests", folder=tmp_path) as terminal:
        wait_for_step(terminal, "requests")
        terminal.send("\x0c")
        terminal.wait_for("依申请公开台账的文件")
        terminal.send("台账.csv", Key.ENTER)
        terminal.wait_for("从台账数的和填的", "台账 2 行：计入 2")
        terminal.send(Key.ENTER)
        terminal.wait_for("平", gone="从台账数的")
        assert terminal.leave() == 0
    requests = store.load(draft).entries("requests")
    assert requests.get("requests.received.natural_person") == "1"
    assert requests.get("requests.carried_out.business") == "1"
