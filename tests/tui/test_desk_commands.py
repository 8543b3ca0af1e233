"""What is done from the desk: sent back, compared, added up, exported, pictured."""

import csv
import signal
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from textual.widgets import Input

from tests.county import generated
from tests.tui.conftest import LARGE, SMALL
from tests.tui.county import CountyDesk
from tests.tui.test_desk import OpenDesk, looks_when_asked, names, open_desk, wrong
from tuiwizard.county import received_file
from tuiwizard.county.export_formats import Exported, exported
from tuiwizard.county.query_sheets import sheet_name
from tuiwizard.drafts import store, unsent
from tuiwizard.flows import desk_actions, desk_exporting
from tuiwizard.rendering.formats import write
from tuiwizard.tui.screens.dialogs import (
    ChoiceDialog,
    JobDialog,
    LargeDialog,
    TextDialog,
    WaitDialog,
)
from tuiwizard.tui.screens.form_dialog import FormDialog
from tuiwizard.tui.screens.path_dialog import PathDialog
from tuiwizard.tui.screens.preview import PreviewDialog
from tuiwizard.tui.screens.wizard import WizardScreen

__all__ = ["looks_when_asked", "open_desk"]

RECEIVED = "requests.received.natural_person"


async def answer(desk: CountyDesk, *texts: str) -> None:
    """Fill in the lines of a dialog; an empty text leaves what is suggested."""
    await desk.until(lambda: isinstance(desk.app.screen, FormDialog | PathDialog))
    for text in texts:
        if text:
            await desk.press("ctrl+u")
            await desk.type(text)
        await desk.press("enter")


@pytest.mark.parametrize("key", ["f6", "f8", "f9", "shift+f6", "shift+f7"])
async def test_what_is_said_of_all_waits_until_all_are_read(
    open_desk: OpenDesk, folder: Path, key: str
) -> None:
    generated.write(folder, 1)
    wrong(2)
    async with open_desk() as desk:
        desk.county.left = 3
        await desk.press(key)
        await desk.until(lambda: isinstance(desk.app.screen, WaitDialog))
        desk.county.left = 0
        await desk.until(lambda: not desk.on_table and not isinstance(desk.app.screen, WaitDialog))
        await desk.press("escape")
        desk.county.left = 3
        await desk.press(key)
        await desk.until(lambda: isinstance(desk.app.screen, WaitDialog))
        await desk.press("escape")
        assert desk.on_table


async def test_what_was_broken_off_waits_for_the_table(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 1)
    async with open_desk() as desk:
        await desk.press("f8")
        await desk.until(lambda: isinstance(desk.app.screen, FormDialog))
        await desk.type("甲县人民政府")
        desk.app._terminate(signal.SIGTERM)
        await desk.rest()
    async with open_desk() as later:
        await later.until(lambda: isinstance(later.app.screen, FormDialog))
        assert later.app.screen.typed[0] == "甲县人民政府"  # type: ignore[attr-defined]
        typed = later.app.unsent.last
        await later.press("escape", "escape", "f2")
        await later.until(lambda: isinstance(later.app.screen, WizardScreen))
        later.county._broken_off = typed
        later.county._update(later.county.desk, 0)
        await later.rest()
        assert isinstance(later.app.screen, WizardScreen)
        await later.press("ctrl+q")
        await later.until(lambda: isinstance(later.app.screen, FormDialog))


@pytest.mark.parametrize(
    ("key", "text", "seen"),
    [
        ("f6", "甲县政务公开办", TextDialog),
        ("f8", "甲县人民政府", WizardScreen),
        ("f9", "表.csv", TextDialog),
    ],
)
async def test_what_was_typed_is_dropped_as_soon_as_it_is_done(
    open_desk: OpenDesk,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    text: str,
    seen: type,
) -> None:
    """The program may be killed while the person reads what was written."""
    monkeypatch.setattr(unsent, "SETTLED", 3600.0)
    generated.write(folder, 1)
    wrong(1)
    async with open_desk() as desk:
        await desk.press(key, *(["enter"] if key == "f6" else []))
        await desk.until(lambda: isinstance(desk.app.screen, FormDialog | PathDialog))
        await desk.press("ctrl+u")
        await desk.type(text)
        dialog = desk.app.screen
        assert isinstance(dialog, FormDialog | PathDialog)
        dialog.keep_typed()
        typed = desk.app.unsent
        assert typed.last is not None
        await desk.press(*["enter"] * len(dialog.query(Input)))
        if key == "f8":
            await desk.until(lambda: isinstance(desk.app.screen, ChoiceDialog))
            await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, seen))
        assert typed.last is None


async def test_one_command_at_a_time(
    open_desk: OpenDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generated.write(folder, 1)
    go_on = threading.Event()
    shown = received_file.read_file

    def slow(*args: Any, **options: Any) -> object:
        go_on.wait(20)
        return shown(*args, **options)

    monkeypatch.setattr(desk_actions, "read_file", slow)
    async with open_desk() as desk:
        await desk.press("f4", "f8")
        assert "上一件事还在做，做完再来" in desk.notes
        assert desk.on_table
        go_on.set()
        await desk.until(lambda: not desk.on_table)
        assert isinstance(desk.app.screen, PreviewDialog)
        await desk.press("escape", "f8")
        await desk.until(lambda: not desk.on_table)


async def test_one_list_of_questions(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 1)
    wrong(1)
    wrong(2)
    async with open_desk() as desk:
        await desk.press("f6")
        assert desk.lines == ["表里显示的、有问题的 2 个机关，各写一份"], "the first has none"
        await desk.press("escape", "down", "enter")
        await desk.choose("退回问题清单")
        await desk.choose(f"只退回“{generated.name(1)}”")
        await answer(desk, "甲县政务公开办", "1月20日", "")
        await desk.until(lambda: isinstance(desk.app.screen, TextDialog))
        page = folder.with_name("work-退回") / sheet_name(desk.units[1], "docx")
        assert page.name == f"{generated.name(1)}-问题清单.docx"
        assert page.name in desk.text
        said = "\n".join(paragraph.text for paragraph in docx.Document(str(page)).paragraphs)
        assert generated.name(1) in said
        assert "请在 1月20日 前改正或答复，报 甲县政务公开办" in said
        assert [path.name for path in page.parent.iterdir()] == [page.name]


async def test_the_formats_of_the_lists_are_ticked(open_desk: OpenDesk, folder: Path) -> None:
    wrong(1)
    async with open_desk() as desk:
        await desk.press("f6")
        await desk.choose("只退回")
        await desk.press("tab", "tab", "tab", "space", "tab", "space", "shift+tab", "shift+tab")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, TextDialog))
        written = folder.with_name("work-退回")
        assert [path.suffix for path in written.iterdir()] == [".md"]
        await desk.press("escape", "f6")
        await desk.choose("只退回")
        await desk.press("tab", "tab", "tab", "tab", "space", "shift+tab", "shift+tab", "enter")
        await desk.told("没有选格式，问题清单没有写")
        assert desk.on_table


async def test_a_list_for_each_and_asked_before_overwriting(
    open_desk: OpenDesk, folder: Path
) -> None:
    wrong(1)
    wrong(2)
    async with open_desk() as desk:
        for words in ("", "不覆盖", "覆盖这 2 份"):
            await desk.press("f6")
            await desk.choose("各写一份")
            await answer(desk, "", "", str(folder))
            await desk.until(lambda: isinstance(desk.app.screen, ChoiceDialog | TextDialog))
            if words:
                before = [path.stat().st_mtime_ns for path in folder.glob("*-问题清单.docx")]
                await desk.choose(words)
                if words == "不覆盖":
                    assert desk.on_table
                    now = [path.stat().st_mtime_ns for path in folder.glob("*-问题清单.docx")]
                    assert now == before
                    continue
                await desk.until(lambda: isinstance(desk.app.screen, TextDialog))
            await desk.press("escape")
        assert len(list(folder.glob("*-问题清单.docx"))) == 2
        await desk.look_again(lambda: desk.agencies == names(1, 2))


async def test_a_folder_that_cannot_be_written_is_said(open_desk: OpenDesk, folder: Path) -> None:
    wrong(1)
    (folder / "file").write_text("x", "utf-8")
    async with open_desk() as desk:
        await desk.press("f6")
        await desk.choose("只退回")
        await answer(desk, "", "", str(folder / "file"))
        await desk.told("file")
        assert desk.on_table


async def test_nothing_to_send_back(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 1)
    async with open_desk() as desk:
        await desk.press("f6")
        await desk.told("显示的机关都没有要退回的问题")
        assert desk.on_table


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_the_year_before(open_desk: OpenDesk, folder: Path, size: tuple[int, int]) -> None:
    store.save(folder / "1.toml", generated.unit(0).with_texts({"appeals.review.upheld": "300"}))
    store.save(folder / "2.toml", generated.unit(0, 2024))
    async with open_desk(size=size) as desk:
        await desk.press("f5")
        await desk.until(lambda: isinstance(desk.app.screen, LargeDialog))
        assert "2024年" in desk.text
        assert "格大起大落" in desk.text
        before = generated.unit(0, 2024).entries("appeals").get("appeals.review.upheld")
        line = next(line for line in desk.screen if " 300 " in line)
        assert "! " in line
        assert line.split(" 300 ")[0].split()[-1] == before
        await desk.press("end", "escape")
        assert desk.on_table


async def test_there_is_no_year_before(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 1)
    async with open_desk() as desk:
        await desk.press("enter")
        await desk.choose("对照上年")
        await desk.told("没有上年年报可以对照")


async def test_added_up_and_opened(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 3)
    wrong(3)
    output = folder.with_name("work-汇总2025.toml")
    async with open_desk("甲县丙镇人民政府") as desk:
        await desk.press("f8")
        await answer(desk, "甲县人民政府", "")
        await desk.until(lambda: isinstance(desk.app.screen, ChoiceDialog))
        assert "3 份可以加在一起" in desk.text
        assert f"没有计入：{generated.name(3)}" in desk.text
        assert "没有报送：甲县丙镇人民政府" in desk.text
        await desk.choose("照样计入一份")
        await desk.until(lambda: "哪一份照样计入" in desk.text)
        await desk.press("escape")
        await desk.until(lambda: "3 份可以加在一起" in desk.text)
        await desk.choose("照样计入一份")
        await desk.until(lambda: "哪一份照样计入" in desk.text)
        await desk.choose(generated.name(3))
        await desk.until(lambda: f"按指定计入“{generated.name(3)}”" in desk.text)
        await desk.until(lambda: "4 份可以加在一起" in desk.text)
        await desk.choose("写成汇总稿")
        await desk.until(lambda: isinstance(desk.app.screen, WizardScreen))
        assert "甲县人民政府" in desk.text
        assert desk.session.path == output
        await desk.press("ctrl+q")
        await desk.until(lambda: desk.on_table)
    figures = (generated.unit(n).entries("requests").get(RECEIVED) for n in range(4))
    written = store.load(output)
    assert written.entries("requests").get(RECEIVED) == str(sum(map(int, figures)))
    assert len(written.sources) == 4
    async with open_desk() as again:
        await again.press("f8")
        await again.until(lambda: isinstance(again.app.screen, FormDialog))
        assert again.app.screen.typed[0] == "甲县人民政府"  # type: ignore[attr-defined]


async def test_only_the_year_that_is_collected_is_added_up(
    open_desk: OpenDesk, folder: Path
) -> None:
    generated.write(folder, 1)
    (folder / "旧.toml").write_text(generated.text(0, 2024), "utf-8")
    async with open_desk() as desk:
        desk.county.desk = replace(desk.county.desk, wanted=2025)
        await desk.press("f8")
        await desk.until(lambda: "2025年度的 1 份年报" in desk.text)


async def test_a_late_report_and_a_changed_one(open_desk: OpenDesk, folder: Path) -> None:
    paths = generated.write(folder, 2)
    output = folder / "汇总.toml"
    async with open_desk() as desk:
        for words in ("2 份", "3 份"):
            await desk.press("f8")
            await answer(desk, "甲县人民政府", str(output))
            await desk.until(lambda: isinstance(desk.app.screen, ChoiceDialog))
            assert words in desk.text
            await desk.choose("写成汇总稿")
            await desk.until(lambda: isinstance(desk.app.screen, WizardScreen))
            await desk.press("ctrl+q")
            await desk.until(lambda: desk.on_table)
            generated.write(folder, 1, first=7)
            await desk.look_again(lambda: len(desk.agencies) == 4)
        assert any(unit.adds_up and unit.words.startswith("汇总稿") for unit in desk.units)
        store.save(paths[0], generated.unit(0).with_texts({"appeals.review.upheld": "9"}))
        await desk.look_again(lambda: desk.units[0].stamp.changed == paths[0].stat().st_mtime_ns)
        await desk.press("f8")
        await answer(desk, "甲县人民政府", str(output))
        await desk.until(lambda: isinstance(desk.app.screen, ChoiceDialog))
        assert "现在不能汇总" in desk.text
        await desk.choose("按现在的内容重新加")
        await desk.until(lambda: "3 份可以加在一起" in desk.text)
        await desk.choose("不汇总")
        assert desk.on_table


async def test_a_sum_needs_a_name_and_a_place_of_its_own(open_desk: OpenDesk, folder: Path) -> None:
    (path,) = generated.write(folder, 1)
    (folder / "旧.toml").write_text(generated.text(0, 2024), "utf-8")
    before = path.read_bytes()
    async with open_desk() as desk:
        await desk.press("f8")
        await desk.choose("2025年度（1 份）")
        await answer(desk, "", "")
        await desk.told("机关名称和草稿文件都要写；没有汇总")
        await desk.press("f8", "enter")
        await answer(desk, "甲县人民政府", str(path))
        await desk.told("不是汇总稿")
        await desk.press("f8", "escape", "f8", "enter", "escape")
        await desk.press("f8", "enter")
        await answer(desk, "甲县人民政府", str(folder / "没有" / "x.toml"))
        await desk.until(lambda: isinstance(desk.app.screen, ChoiceDialog))
        await desk.choose("写成汇总稿")
        await desk.told("没有保存")
        assert desk.on_table
    assert path.read_bytes() == before


async def test_exported(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 3)
    (folder / "坏.toml").write_text("= 1", "utf-8")
    target = folder.with_name("表.csv")
    async with open_desk() as desk:
        await desk.press("f9")
        assert "work-数据.xlsx" in desk.text
        await answer(desk, "表.txt")
        await desk.told("请用 .csv、.xlsx 或 .parquet 结尾")
        for words in ("", "不覆盖", "覆盖"):
            await desk.press("f9")
            await answer(desk, str(target))
            if words:
                assert isinstance(desk.app.screen, ChoiceDialog)
                await desk.press(*([] if words == "不覆盖" else ["down"]), "enter")
            if words != "不覆盖":
                await desk.until(lambda: isinstance(desk.app.screen, TextDialog))
                assert "已导出 3 份" in desk.text
                await desk.press("escape")
            assert desk.on_table
        with target.open(encoding="utf-8-sig", newline="") as file:
            assert [row["agency"] for row in csv.DictReader(file)] == names(0, 1, 2)


async def test_esc_exports_nothing(
    open_desk: OpenDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generated.write(folder, 2)
    target = folder.with_name("表.csv")
    go_on, read = threading.Event(), threading.Event()

    def slow(*args: Any) -> Exported:
        go_on.wait(20)
        try:
            return exported(*args)
        finally:
            read.set()

    monkeypatch.setattr(desk_exporting, "exported", slow)
    async with open_desk() as desk:
        await desk.press("f9")
        await answer(desk, str(target))
        await desk.until(lambda: isinstance(desk.app.screen, JobDialog))
        await desk.press("escape")
        go_on.set()
        await desk.until(read.is_set)
        assert desk.on_table
        await desk.press("f9")
        await answer(desk, str(target.with_suffix(".xlsx")))
        await desk.until(lambda: isinstance(desk.app.screen, TextDialog))
    assert not target.exists()


async def test_posted_copies_are_held_against_the_drafts(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 3)
    posted = folder.with_name("work-公布")
    posted.mkdir()
    (posted / "甲.html").write_bytes(write(generated.unit(0), "html", as_draft=True))
    changed = generated.unit(1).with_texts({RECEIVED: "999"})
    (posted / "乙.md").write_bytes(write(changed, "markdown", as_draft=True))
    async with open_desk() as desk:
        await desk.press("shift+f6")
        assert "work-公布" in desk.text
        await desk.press("escape")
        assert desk.on_table
        await desk.press("shift+f6")
        await answer(desk, str(posted))
        await desk.until(lambda: isinstance(desk.app.screen, TextDialog))
        assert "2 份公布的文件，1 份和草稿一致" in desk.text
        assert f"没有找到公布稿的：{names(2)[0]}" in desk.text
        assert desk.text.index("处不同") < desk.text.index("一致，但标着")
        assert RECEIVED in desk.text


async def test_a_file_that_goes_bad_meanwhile_is_named(open_desk: OpenDesk, folder: Path) -> None:
    paths = generated.write(folder, 2)
    async with open_desk() as desk:
        for path in paths:
            path.write_text("= 1", "utf-8")
        await desk.press("f9")
        await answer(desk, str(folder.with_name("表.csv")))
        await desk.told("什么都没有导出")
        store.save(paths[0], generated.unit(0))
        await desk.press("f9")
        await answer(desk, str(folder.with_name("表.csv")))
        await desk.until(lambda: isinstance(desk.app.screen, TextDialog))
        assert paths[1].name in "".join(desk.text.split())


async def test_charts(open_desk: OpenDesk, folder: Path) -> None:
    generated.write(folder, 3)
    async with open_desk("甲镇") as desk:
        await desk.press("f12")
        await desk.until(lambda: isinstance(desk.app.screen, LargeDialog))
        assert "█" in desk.text
        assert generated.name(0) in desk.text
        await desk.press("end")
        assert "2025年各单位" in desk.text
        await desk.press("escape", "end", "f12")
        assert isinstance(desk.app.screen, LargeDialog), "of all, where there is no report"
        assert "2025年各单位" in desk.text
        await desk.click("Button")
        assert desk.on_table
