"""A round of questions at the desk: sent back, answered, a new version, one of several kept."""

from pathlib import Path

import pytest

from tests.county import generated
from tests.tui.conftest import LARGE, SMALL
from tests.tui.county import CountyDesk
from tests.tui.test_desk import UPHELD, OpenDesk, looks_when_asked, open_desk, wrong
from tests.tui.test_desk_commands import answer
from tuiwizard.county.desk_row import State
from tuiwizard.county.exchange_book import entries_file, read_book
from tuiwizard.drafts import store
from tuiwizard.tui.screens.dialogs import TextDialog

__all__ = ["looks_when_asked", "open_desk"]


async def send_back(desk: CountyDesk) -> None:
    """Write the list of questions of the only office that has any."""
    await desk.press("f6")
    await desk.choose("各写一份")
    await answer(desk, "甲县政务公开办", "1月20日", "")
    await desk.until(lambda: isinstance(desk.app.screen, TextDialog))
    assert "已记入往来" in desk.text
    await desk.press("escape")
    await desk.until(lambda: any(unit.exchange.last for unit in desk.units))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_a_round_of_questions(
    open_desk: OpenDesk, folder: Path, size: tuple[int, int]
) -> None:
    generated.write(folder, 1)
    office = wrong(1)
    async with open_desk("甲县丙镇人民政府", size=size) as desk:
        assert "往来" not in desk.text
        await send_back(desk)
        assert "往来" in desk.text
        await desk.press("down")
        line = next(line for line in desk.screen if office in line)
        assert line.split()[4] == "已退"
        assert "1处还在" in "".join(desk.text.split())
        await desk.press("shift+f5")
        await desk.choose("写联系人")
        await answer(desk, "张三 12345")
        await desk.until(lambda: desk.units[1].exchange.contact)
        assert "联系人：张三 12345" in desk.text
        await desk.press("shift+f5")
        await desk.choose("记下答复")
        await answer(desk, "下午改好再报")
        await desk.until(lambda: desk.units[1].exchange.answer)
        assert "往来（答复）" in desk.text
        path = desk.units[1].path
        assert path is not None
        store.save(path, store.load(path).with_texts({UPHELD: "0", "agency.name": office}))
        await desk.look_again(lambda: desk.units[1].exchange.new)
        assert "往来（办结）" in desk.text
        await desk.press("enter")
        await desk.choose("往来：答复")
        await desk.choose("看新稿和退回时比改了什么")
        await desk.until(lambda: isinstance(desk.app.screen, TextDialog))
        assert "1 处不同" in desk.text
        await desk.press("escape", "end", "shift+f5")
        await desk.choose("记一条备注")
        await answer(desk, "电话催过")
        await desk.until(lambda: desk.units[-1].exchange.notes)
        assert "备注：电话催过" in desk.text
        assert desk.units[-1].state is State.MISSING
        await desk.press("slash")
        await desk.type("办结")
        assert desk.agencies == [office]
    assert len(read_book(folder).entries) == 4


async def test_what_is_left_empty_is_not_noted_down(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 1)
    async with open_desk() as desk:
        for words in ("记下答复", "记一条备注", "写联系人"):
            await desk.press("shift+f5")
            assert "还没有往来" in desk.text
            await desk.choose(words)
            await desk.press("escape")
        assert desk.on_table
    assert not entries_file(folder).exists()


async def test_one_of_several_files_is_kept(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 2)
    late = folder / "再报.toml"
    texts = {"proactive.rules.issued": "999"}
    store.save(late, generated.unit(0).with_texts(texts))
    async with open_desk() as desk:
        assert "另有 1 份重复，不算" in desk.text
        assert not {State.READY, State.SIGNED} & {unit.state for unit in desk.units if unit.errors}
        await desk.press("enter")
        await desk.choose("这个机关有 2 份，留用一份")
        await desk.choose("先看有哪里不同")
        await desk.until(lambda: isinstance(desk.app.screen, TextDialog))
        assert "999" in desk.text
        await desk.press("escape")
        await desk.until(lambda: "最新" in desk.text)
        await desk.choose("留用 00000")
        await desk.until(lambda: any(unit.replaced_by for unit in desk.units))
        given_up = next(unit for unit in desk.units if unit.replaced_by)
        assert (given_up.path, given_up.state) == (late, State.REPLACED)
        assert "重复" not in desk.text
        await desk.press("end")
        assert "已换下，留用 00000" in desk.text
        await desk.press("up", "shift+f3")
        await desk.told("这个机关这一年只有一份，不用选")


async def test_a_record_that_is_damaged_is_named(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 1)
    entries_file(folder).parent.mkdir()
    entries_file(folder).write_text("= 1", "utf-8")
    async with open_desk() as desk:
        assert "往来记录坏了" in "".join(desk.text.split())
        await desk.press("shift+f5")
        await desk.choose("记一条备注")
        await answer(desk, "电话催过")
        await desk.until(lambda: any("往来记录坏了" in note for note in desk.notes))
    assert entries_file(folder).read_text("utf-8") == "= 1"


async def test_how_things_stand_today(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 1)
    office = wrong(1)
    async with open_desk("甲县丙镇人民政府") as desk:
        await desk.press("shift+f7")
        assert "未报送（1 个）：甲县丙镇人民政府" in desk.text
        await desk.choose("复制这段文字")
        await desk.told("已复制")
        copied = desk.app.clipboard
        assert f"请改正后重报（1 个）：{office}（1 处错误）" in copied
        page = folder.with_name("情况.html")
        for path, words in ((page, "已写出"), (page.with_suffix(".svg"), "看不出要写成什么")):
            await desk.press("shift+f7")
            await desk.choose("写成一页")
            await answer(desk, str(path))
            await desk.told(words)
        assert office in page.read_text("utf-8")
        page.write_text("别的", "utf-8")
        await desk.press("shift+f7")
        await desk.choose("写成一页")
        await answer(desk, str(page))
        await desk.choose("不覆盖")
        assert page.read_text("utf-8") == "别的"
