"""`tuiwizard desk` in a real terminal: filter, mend, see what came, add up, leave."""

from pathlib import Path

import pytest

from tests.county import generated
from tests.pty.clerk import wait_for_step
from tests.pty.terminal import Key, Terminal
from tuiwizard.drafts import store

pytestmark = pytest.mark.pty

BLANK = "appeals.review.upheld"
F8 = "\x1b[19~"


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 36)])
def test_a_county_office_in_january(tmp_path: Path, columns: int, lines: int) -> None:
    folder = tmp_path / "收到的年报"
    generated.write(folder, 30)
    bad = folder / "00004-坏.toml"
    store.save(bad, generated.unit(40).with_texts({BLANK: ""}))
    missing = "甲县丙镇人民政府"
    (tmp_path / "名单.csv").write_text(f"{missing}\n{generated.name(0)}\n", "gbk")
    with Terminal(
        "desk", folder, "--expect", "名单.csv", folder=tmp_path, columns=columns, lines=lines
    ) as desk:
        desk.wait_for("2025年度 31 份", "未报送 1，未填完 1，可以公布 30")
        desk.send("/", "未填完", Key.ENTER)
        desk.wait_for("显示 1/32", generated.name(40))
        desk.send(Key.TAB, Key.ENTER)
        wait_for_step(desk, "appeals")
        desk.send("0", Key.ENTER, Key.CTRL_Q)
        desk.wait_for("显示 0/32")
        desk.send(Key.ESCAPE)
        desk.wait_for("可以公布 31", gone="显示 0")
        generated.write(folder, 1, first=77)
        desk.wait_for("2025年度 32 份")
        desk.send("/", missing, Key.ENTER)
        desk.wait_for("没有收到")
        desk.send(Key.ESCAPE, F8)
        desk.wait_for("汇总以后的机关名称")
        desk.send("甲县人民政府", Key.ENTER, Key.ENTER)
        desk.wait_for("32 份可以加在一起", f"没有报送：{missing}")
        desk.send(Key.ENTER)
        wait_for_step(desk, "agency")
        desk.send(Key.CTRL_Q)
        desk.wait_for("汇总台 · 2025年度 32 份")
        assert desk.leave() == 0
        assert desk.restored
    assert store.load(bad).entries("appeals").get(BLANK) == "0"
    assert len(store.load(tmp_path / "收到的年报-汇总2025.toml").sources) == 32


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        ((F8,), "汇总以后的机关名称"),
        (("/", generated.name(1), Key.ENTER), "显示 1/2"),  # once it is read
    ],
    ids=["f8", "filter"],
)
def test_keys_sent_before_the_desk_is_there(
    tmp_path: Path, keys: tuple[str, ...], seen: str
) -> None:
    generated.write(tmp_path / "in", 2)
    with Terminal("desk", "in", folder=tmp_path) as desk:
        desk.send(*keys)
        desk.wait_for(seen)


def test_a_killed_terminal_leaves_nothing_behind(tmp_path: Path) -> None:
    generated.write(tmp_path / "in", 40)
    with Terminal("desk", "in", folder=tmp_path) as desk:
        desk.wait_for("汇总台")
        assert desk.hang_up() != 0
