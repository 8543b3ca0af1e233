"""`tuiwizard review` in a real terminal: remarks reach the clerk, and what is signed goes out."""

import pytest

from tests.program import run
from tests.pty.clerk import wait_for_step
from tests.pty.conftest import NewDraft
from tests.pty.terminal import Key, Terminal
from tests.signing import reviewed
from tuiwizard.drafts import store
from tuiwizard.report.sign_off import SignOffStatus, sign_off_status

pytestmark = pytest.mark.pty


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 36)])
def test_a_remark_goes_to_the_clerk_and_the_report_is_signed(
    new_draft: NewDraft, columns: int, lines: int
) -> None:
    path = new_draft()
    store.save(path, reviewed(store.load(path)))
    folder = path.parent
    assert run("render", path, folder=folder).returncode == 1
    with Terminal("review", path, folder=folder, columns=columns, lines=lines) as reviewer:
        wait_for_step(reviewer, "publish")
        reviewer.wait_for("审查，只能看和提意见")
        reviewer.send(Key.CTRL_B)
        wait_for_step(reviewer, "other_matters")
        reviewer.send("改不动", Key.F6)
        reviewer.wait_for("审核意见")
        reviewer.send("写明费用", Key.ENTER)
        reviewer.wait_for("审核意见：写明费用", gone="改不动")
        assert reviewer.leave() == 0
    with Terminal(
        path, "--step", "other_matters", folder=folder, columns=columns, lines=lines
    ) as clerk:
        clerk.wait_for("退回修改：有 1 条审核意见", "六、其他事项：写明费用")
        clerk.send(Key.ENTER)
        clerk.wait_for("审核意见：写明费用", gone="退回修改")
        clerk.send(Key.CTRL_P, "意见已处理", Key.ENTER)
        clerk.wait_for("答复，可以不写")
        clerk.send("写了", Key.ENTER)
        clerk.wait_for("已处理，答复：写了", gone="答复，可以不写")
        assert clerk.leave() == 0
    with Terminal("review", path, folder=folder, columns=columns, lines=lines) as reviewer:
        reviewer.wait_for("1 条审核意见已处理", "答复：写了")
        reviewer.send(Key.ESCAPE)
        wait_for_step(reviewer, "publish")
        reviewer.send(Key.F5, Key.ENTER)
        reviewer.wait_for("已审核签发")
        assert reviewer.leave() == 0
    assert sign_off_status(store.load(path)) is SignOffStatus.SIGNED
    assert run("render", path, folder=folder).returncode == 0
