"""Help with narratives: the outline, sentences from the tables, pastes, another editor."""

import os
from pathlib import Path

import pytest

from tests.tui.conftest import Desk, Open, complete, started
from tuiwizard.drafts import codec
from tuiwizard.forms.editions import section_model
from tuiwizard.report.sentences import data_sentences
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.widgets.fields import LineInput

TEXT = "overview.text"
OUTLINE = section_model("2021", "overview").outline


async def taken_back_at_once(desk: Desk, before: str) -> None:
    """One undo restores the draft, one redo brings the change again."""
    after = codec.dumps(desk.session.draft)
    await desk.press("ctrl+z")
    assert codec.dumps(desk.session.draft) == before
    assert desk.area.text == desk.session.text(TEXT)
    await desk.press("ctrl+y")
    assert codec.dumps(desk.session.draft) == after
    assert desk.area.text == desk.session.text(TEXT)


# The outline


async def test_the_outline_of_an_empty_text(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(started(), "overview", size) as desk:
        before = codec.dumps(desk.session.draft)
        await desk.press("f6")
        assert len(OUTLINE) == 5
        assert desk.session.text(TEXT).split("\n") == list(OUTLINE)
        assert all(line[:8] in desk.text for line in OUTLINE)
        assert desk.app.focused is desk.area
        await taken_back_at_once(desk, before)


async def test_only_the_missing_lines_of_the_outline_are_put_in(open_wizard: Open) -> None:
    text = f"{OUTLINE[0]}\n全年更新栏目 12 个。\n"
    async with open_wizard(started({TEXT: text}), "overview") as desk:
        await desk.press("ctrl+end", "f6")
        assert desk.session.text(TEXT) == text + "\n".join(OUTLINE[1:])
        await desk.press("f6")
        assert desk.session.text(TEXT) == text + "\n".join(OUTLINE[1:])
        assert desk.notes[-1] == "提纲都在了"


async def test_the_outline_shares_no_line_with_the_text(open_wizard: Open) -> None:
    async with open_wizard(started({TEXT: "甲乙"}), "overview") as desk:
        await desk.press("right", "f6")
        assert desk.session.text(TEXT).split("\n") == ["甲", *OUTLINE, "乙"]


async def test_a_part_without_an_outline_offers_none(open_wizard: Open) -> None:
    async with open_wizard(started(), "other_matters") as desk:
        assert "F5 数据句" in desk.screen[-1]
        assert "提纲" not in desk.screen[-1]
        await desk.press("f6")  # which fills in the fees there
        assert desk.session.text("other_matters.text") == ""


async def test_the_outline_goes_where_the_cursor_is_and_typing_goes_on_behind(
    open_wizard: Open,
) -> None:
    async with open_wizard(started(), "overview") as desk:
        await desk.press("f6")
        await desk.type("一")
        assert desk.session.text(TEXT) == "\n".join(OUTLINE) + "一"


# Sentences from the tables


async def test_a_sentence_that_the_tables_support(open_wizard: Open) -> None:
    draft = complete().with_texts(
        {
            TEXT: "开头。",
            "requests.received.natural_person": "3",
            "requests.outcomes.granted.natural_person": "2",
            "requests.carried_out.natural_person": "1",
        }
    )
    async with open_wizard(draft, "overview") as desk:
        before = codec.dumps(desk.session.draft)
        await desk.press("ctrl+end", "f5")
        assert isinstance(desk.app.screen, ChoiceDialog)
        assert desk.lines == list(data_sentences(draft))
        assert "新收政府信息公开申请3件" in desk.lines[0]
        await desk.press("enter")
        assert desk.session.text(TEXT) == "开头。" + data_sentences(draft)[0]
        assert desk.app.focused is desk.area
        await taken_back_at_once(desk, before)


async def test_no_sentence_without_finished_tables(open_wizard: Open) -> None:
    async with open_wizard(started(), "overview") as desk:
        before = desk.session.draft
        await desk.press("f5")
        assert desk.no_dialog
        assert desk.notes == [
            "“二、主动公开政府信息情况”、“三、收到和处理政府信息公开申请情况”、"
            "“四、政府信息公开行政复议、行政诉讼情况”还没有填完，填完再插入"
        ]
        assert desk.session.draft == before


async def test_escape_inserts_no_sentence(open_wizard: Open) -> None:
    async with open_wizard(complete(), "problems") as desk:
        before = codec.dumps(desk.session.draft)
        await desk.press("f5", "escape")
        assert codec.dumps(desk.session.draft) == before


# All of it


@pytest.mark.parametrize(("step", "path"), [("overview", TEXT), ("agency", "agency.name")])
async def test_ctrl_a_selects_all(open_wizard: Open, step: str, path: str) -> None:
    async with open_wizard(started({path: "甲乙丙"}), step) as desk:
        if step == "agency":
            desk.wizard.query(LineInput)[1].focus()  # the year comes first
        await desk.press("ctrl+a", "x")
        assert desk.session.text(path) == "x"


# Pastes


async def test_control_characters_of_a_paste_are_dropped_and_counted(open_wizard: Open) -> None:
    page = "“第一段”\r\n\u3000\u3000第二段：\x07\t12\xa0件\x1b[31m\u202e。\x00"
    async with open_wizard(started(), "overview") as desk:
        before = codec.dumps(desk.session.draft)
        await desk.paste(page)
        kept = "“第一段”\n\u3000\u3000第二段：\t12\xa0件[31m。"
        assert desk.area.text == desk.session.text(TEXT) == kept
        assert desk.notes == ["粘贴的内容里有 4 个看不见的控制字符，已去掉"]
        assert desk.session.draft.report.section("overview") is not None
        await taken_back_at_once(desk, before)


async def test_a_clean_paste_says_nothing(open_wizard: Open) -> None:
    async with open_wizard(started(), "overview") as desk:
        await desk.paste("第一段。\r\n第二段。\r")
        assert desk.session.text(TEXT) == "第一段。\n第二段。\n"
        assert desk.notes == []


async def test_a_paste_replaces_what_is_selected(open_wizard: Open) -> None:
    async with open_wizard(started({TEXT: "甲乙丙"}), "overview") as desk:
        await desk.press("right", "shift+right")
        await desk.paste("丁\n戊")
        assert desk.session.text(TEXT) == "甲丁\n戊丙"
        assert desk.area.cursor_location == (1, 1)


async def test_control_characters_in_a_field(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        await desk.press("tab")
        await desk.paste("甲县\x07\r\n乙镇\x00")
        assert desk.session.text("agency.name") == "甲县乙镇"
        assert desk.notes == ["粘贴的内容里有 2 个看不见的控制字符，已去掉"]


async def test_thousands_of_characters(open_wizard: Open) -> None:
    """As long as a first part gets, with paragraphs of every length."""
    page = "\n".join("政府信息公开" * n for n in (200, 1, 0, 300, 400))
    async with open_wizard(started(), "overview") as desk:
        await desk.paste(page)
        await desk.type("末")
        assert desk.session.text(TEXT) == page + "末"
        assert f"{len(page) - 4 + 1} 字" in desk.text
        await desk.press("ctrl+home")
        await desk.type("首")
        assert desk.session.text(TEXT) == "首" + page + "末"
        assert any(line.lstrip("▌ ").startswith("首政府信息公开") for line in desk.screen)


# Another editor


@pytest.fixture
def editor(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that stands for an editor; it leaves a trace."""
    script = folder / "editor"
    script.write_text(f"#!/bin/sh\ntouch '{folder}/ran'\necho 改 >> \"$1\"\n", "utf-8")
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    return folder / "ran"


async def test_an_editor_needs_a_terminal_that_can_be_left(open_wizard: Open, editor: Path) -> None:
    async with open_wizard(started({TEXT: "原文"}), "overview") as desk:
        before = codec.dumps(desk.session.draft)
        await desk.press("ctrl+e")
        assert desk.notes == ["这个终端不能切换到外部编辑器"]
        assert codec.dumps(desk.session.draft) == before
        assert not editor.exists()
        await desk.type("可")
        assert desk.session.text(TEXT) == "可原文"


async def test_without_an_editor_it_says_what_to_set(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    async with open_wizard(started({TEXT: "原文"}), "overview") as desk:
        await desk.press("ctrl+e")
        assert desk.notes == ["没有设置 EDITOR 环境变量，或者写得不对，请先设置"]


async def test_what_an_editor_wrote_is_one_intention(
    open_wizard: Open, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a terminal that can be left, which pilot's is not."""
    async with open_wizard(started({TEXT: "原文\n二"}), "overview") as desk:
        before = codec.dumps(desk.session.draft)
        monkeypatch.setattr(type(desk.app), "suspend", lambda _: open(os.devnull))  # noqa: PTH123, SIM115
        await desk.press("ctrl+e")
        assert editor.exists()
        assert desk.session.text(TEXT) == "原文\n二\n改"
        assert desk.area.text == "原文\n二\n改"
        await taken_back_at_once(desk, before)


@pytest.mark.parametrize(
    ("before", "command", "after"),
    [
        ("", "true", ""),
        ("", "sh -c 'echo 写了 > \"$0\"'", "写了"),
        ("原文", "sh -c ': > \"$0\"'", ""),
        ("原文", "sh -c ': > \"$0\"; exit 1'", "原文"),
        ("原文\n", "true", "原文\n"),
    ],
    ids=["empty", "begun", "emptied", "emptied by a failure", "untouched"],
)
async def test_an_empty_text_is_one(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch, before: str, command: str, after: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    async with open_wizard(started({TEXT: before}), "overview") as desk:
        monkeypatch.setattr(type(desk.app), "suspend", lambda _: open(os.devnull))  # noqa: PTH123, SIM115
        await desk.press("ctrl+e")
        assert desk.app.is_running
        assert desk.session.text(TEXT) == desk.area.text == after


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("false", "编辑器没有正常结束（1），没有存盘的正文没有收进来"),
        ("/nowhere/editor", "打不开编辑器 /nowhere/editor，请检查 EDITOR 环境变量"),
        ("rm", "读不回编辑器里的正文"),
        ('sh -c \'printf "\\377\\376" > "$0"\'', "读不回编辑器里的正文"),
        ("   ", "没有设置 EDITOR 环境变量"),
        ("vi 'unclosed", "没有设置 EDITOR 环境变量，或者写得不对"),
    ],
)
async def test_an_editor_that_fails_changes_nothing(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch, command: str, words: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    async with open_wizard(started({TEXT: "原文"}), "overview") as desk:
        monkeypatch.setattr(type(desk.app), "suspend", lambda _: open(os.devnull))  # noqa: PTH123, SIM115
        await desk.press("ctrl+e")
        assert desk.app.is_running
        assert len(desk.notes) == 1
        assert words in desk.notes[0] and "\n" not in desk.notes[0]
        assert desk.session.text(TEXT) == desk.area.text == "原文"
