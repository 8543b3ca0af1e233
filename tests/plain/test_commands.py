"""Commands: each by its name and its short form, wherever they are typed."""

import os
from pathlib import Path

import pytest

from tests.plain.conftest import Person
from tests.published import committed
from tests.signing import signed
from tuiwizard.drafts import store
from tuiwizard.plain.conversation import COMMANDS
from tuiwizard.rendering.markdown import render
from tuiwizard.report.draft import Draft
from tuiwizard.report.remarks import open_remarks
from tuiwizard.report.sentences import data_sentences
from tuiwizard.report.sign_off import SignOffStatus

CELL = "appeals.review.upheld"
WRONG = "2021年，新收政府信息公开申请99件。"


@pytest.fixture
def doubtful(complete: Draft) -> Draft:
    """A number in the text that is not the table's."""
    return complete.with_texts({"overview.text": WRONG})


def test_help_lists_every_command(person: Person, complete: Draft) -> None:
    said = person("：帮助", draft=complete, step="appeals").said
    assert all(f":{c.name}" in said and f":{c.short}" in said for c in COMMANDS)
    assert len({c.short for c in COMMANDS} | {c.name for c in COMMANDS}) == 2 * len(COMMANDS)


@pytest.mark.parametrize("step", ["agency", "overview", "requests", "publish"])
@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c.name != "离开"], ids=lambda c: c.short
)
def test_every_command_may_be_typed_anywhere(
    person: Person, complete: Draft, command: object, step: str
) -> None:
    """With nothing behind it, and then with nonsense."""
    short = getattr(command, "short", "")
    typed = (f":{short}", ".", f":{short.upper()} 甲 乙", ".", ":q")
    assert person(*typed, draft=complete, step=step).code == 0


def test_an_unknown_command_is_told(person: Person, complete: Draft) -> None:
    said = person(":飞", draft=complete).said
    assert "没有“:飞”这个命令，打 :帮助" in said


def test_back_and_on(person: Person, complete: Draft) -> None:
    said = person(":b", ":s", ":s", ":b", ":n", ":n", draft=complete, step="agency").said
    assert "前面没有了" in said
    labels = [line for line in said.splitlines() if line in ("机关名称", "机关层级")]
    assert labels == ["机关名称", "机关层级", "机关名称"]
    assert "这是最后一步" in person(":下一步", draft=complete, step="publish").said


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("5", "行政复议 · 结果维持"),
        ("appeals", "行政复议 · 结果维持"),
        ("四、复议诉讼", "行政复议 · 结果维持"),
        ("复议诉讼", "行政复议 · 结果维持"),
        (
            "属于国家秘密",
            "三、本年度办理结果 · （三）不予公开 · 1.属于国家秘密 · 申请人情况 · 自然人",
        ),
        ("publish.sign", f"签发：{SignOffStatus.UNSIGNED}"),
    ],
)
def test_going_by_what_people_call_it(
    person: Person, complete: Draft, words: str, asked: str
) -> None:
    assert f"\n{asked}\n" in person(f":转到 {words}", draft=complete).said


@pytest.mark.parametrize("words", ["", "9", "没有这样的行", "x"])
def test_nowhere_is_told(person: Person, complete: Draft, words: str) -> None:
    assert "请写第几步" in person(f":g {words}", draft=complete).said


def test_what_stands_there_is_read_out(person: Person, complete: Draft) -> None:
    broken = complete.with_texts({"requests.received.business": "", CELL: "一"})
    said = person(":表", draft=broken, step="requests").said
    assert "一、本年新收政府信息公开申请数量：自然人 64，商业企业 空，" in said
    assert "总计 70（没有填全）" in said
    assert "商业企业  一+二=0  三+四=0  平（本列未填完）" in said
    assert "“一”不能用" in person(":t", draft=broken, step="appeals").said
    assert "机关层级：乡镇街道" in person(":t", draft=broken, step="agency").said
    assert "三、申请办理：" in person(":t", draft=broken, step="publish").said
    assert "规章：本年制发件数 0" in person(":t 3", draft=broken, step="publish").said


def test_the_whole_report_is_read_out(person: Person, complete: Draft) -> None:
    assert render(complete, as_draft=True) in person(":预览", draft=complete).said
    assert render(signed(complete)) in person(":v", draft=signed(complete)).said


def test_undo_and_redo(person: Person, complete: Draft) -> None:
    typed = ("7", ":清空", ":u", ":u", ":u", ":r", ":r", ":r", ":u")
    done = person(*typed, draft=complete, step="appeals")
    assert done.said.count("没有可以撤销的了") == done.said.count("没有可以重做的了") == 1
    assert done.text(CELL) == "7"


def test_undoing_a_year_goes_back_to_its_form(person: Person) -> None:
    draft = Draft.new(2025, name="甲局")
    done = person(":g agency.year", "2019", ":g publish.sign", ":u", draft=draft)
    assert done.draft == draft


def test_saving_elsewhere(person: Person, complete: Draft, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    done = person(
        f":w {tmp_path / 'draft.toml'}", f":w {other}", ":w", "7", draft=complete, step="appeals"
    )
    assert "请换一个文件名" in done.said
    assert done.draft == complete
    assert store.load(other).entries("appeals").get(CELL) == "7"
    assert f"tuiwizard {other} --plain" in done.said


def test_findings_are_cured_and_explained(person: Person, doubtful: Draft) -> None:
    cured = person(":检查", ":改数 1", draft=doubtful, step="overview")
    assert "把“99”改成“70”" in cured.said
    assert cured.text("overview.text") == WRONG.replace("99", "70")
    explained = person(":c", ":说明1 另有口径", "张三", ":c", draft=doubtful, step="overview")
    assert [(e.reason, e.by) for e in explained.draft.explanations] == [("另有口径", "张三")]
    assert "理由：另有口径（张三）" in explained.said
    assert explained.draft.explanations[0].at is not None
    taken_back = person(":c", ":说明 1 撤回", draft=explained.draft, step="overview")
    assert taken_back.draft.explanations == ()
    asked = person(":c", ":说明 1", "", ":说明 1", "理由", "", draft=doubtful, step="overview")
    assert [(e.reason, e.by) for e in asked.draft.explanations] == [("理由", "")]


def test_a_finding_that_cannot_be_cured_says_so(person: Person, complete: Draft) -> None:
    wrong = complete.with_texts({CELL: ""})
    done = person(
        ":改数 1", ":检查", ":改数 1", ":说明 1 理由", ":去 1", "3", draft=wrong, step="publish"
    )
    assert "先打 :检查，后面" not in done.said  # they are read out when the step begins
    assert "这一条要自己改" in done.said
    assert "只有疑问可以说明" in done.said
    assert done.text(CELL) == "3"


def test_the_end_of_a_step_tells_what_it_lacks(person: Person, complete: Draft) -> None:
    wrong = complete.with_texts({CELL: "", "appeals.review.other": ""})
    said = person(":n", ":j 1", ":j 9", draft=wrong, step="appeals").said
    assert "上一步还有 1 处" in said
    assert "还有 2 格没有填，从“行政复议 · 结果维持”开始" in said
    assert said.count("\n行政复议 · 结果维持\n") == 3
    assert "后面写 1 到" in said
    assert said.count("上一步还有") == 1
    assert "上一步" not in person(":b", draft=wrong, step="appeals").said


@pytest.mark.parametrize("word", ["已处理", "done"])
def test_remarks_are_made_seen_and_settled(person: Person, complete: Draft, word: str) -> None:
    made = person(
        ":意见 3 规章的数请核对",
        ":意见",
        ":意见 嗯",
        draft=complete,
        step="publish",
        sign_off_only=True,
    )
    assert made.draft.sign_off is not None
    (remark,) = made.draft.sign_off.remarks
    assert (remark.place, remark.text) == ("proactive", "规章的数请核对")
    assert "请写给哪一步的意见" in made.said
    settled = person(f":意见 {word} 照台账改了", ":意见", draft=made.draft, step="proactive")
    assert "审核意见：二、主动公开：规章的数请核对" in settled.said
    assert "已处理，答复：照台账改了" in settled.said
    accepted = person(":意见 3 认可", draft=settled.draft, sign_off_only=True)
    assert accepted.draft.sign_off is not None
    (remark,) = accepted.draft.sign_off.remarks
    assert (remark.settled, remark.accepted, remark.answer) == (True, True, "照台账改了")
    again = person(":意见 3 退回", ":意见 5 认可", draft=settled.draft, sign_off_only=True)
    assert [one.text for one in open_remarks(again.draft)] == ["规章的数请核对"]
    assert "这里没有这样的意见" in again.said


def test_a_remark_is_on_a_cell(person: Person, complete: Draft) -> None:
    made = person(f":意见 {CELL} 请核对", draft=complete, sign_off_only=True)
    (remark,) = open_remarks(made.draft)
    assert (remark.place, remark.text) == (CELL, "请核对")


def test_who_reviews_changes_nothing_else(person: Person, complete: Draft) -> None:
    done = person(
        "7", ":清空", ":全零", ":意见 少一件", draft=complete, step="appeals", sign_off_only=True
    )
    assert done.text(CELL) == complete.entries("appeals").get(CELL)
    assert done.said.count("审查时不") == 3
    assert done.draft.sign_off is not None


@pytest.mark.parametrize("word", ["恢复", "restore"])
def test_versions_are_listed_compared_and_restored(
    person: Person, complete: Draft, word: str
) -> None:
    assert "还没有" not in person(":历史", draft=complete).said
    assert person("7", draft=complete, step="appeals").text(CELL) == "7"
    listed = [line for line in person(":历史").said.splitlines() if line[:1].isdigit()]
    assert "删去这台电脑上留着的" in listed[-1]
    number = len(listed) - 1
    done = person(
        f":历史 {number}", ":历史 甲", f":历史 {number} {word}", ":u", f":历史 {number} {word}"
    )
    assert "现在：7" in done.said
    assert "编号" in done.said
    assert done.draft == complete


# Texts


def test_sentences_and_the_outline_are_put_behind_the_text(person: Person, complete: Draft) -> None:
    sentence = data_sentences(complete)[0]
    blank = complete.with_texts({"overview.text": "开头"})
    done = person(":数据句", ":数据句 1", draft=blank, step="overview")
    assert done.text("overview.text") == f"开头\n{sentence}"
    assert f"1. {sentence}" in done.said
    outline = person(":提纲", ":提纲", draft=blank, step="overview")
    assert outline.text("overview.text").split("\n")[:2] == ["开头", "（一）主动公开。"]
    assert "提纲都在了" in outline.said
    empty = person(":数据句", draft=Draft.new(2025, name="甲"), step="overview")
    assert "填完再插入" in empty.said
    assert "没有提纲" in person(":提纲", draft=complete, step="problems").said


def test_a_text_out_of_a_file(person: Person, complete: Draft, tmp_path: Path) -> None:
    file = tmp_path / "正文.txt"
    file.write_bytes("\ufeff第一段\r\n第二段\r\n".encode())
    done = person(f":文件 {file}", ":文件", ":文件 没有.txt", draft=complete, step="overview")
    assert done.text("overview.text") == "第一段\n第二段"
    assert "没有这个文件" in done.said


@pytest.mark.skipif(os.name == "nt", reason="the editor is a shell script")
def test_a_text_in_ones_own_editor(
    person: Person, complete: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "EDITOR" in person(":编辑", draft=complete, step="overview").said
    monkeypatch.setenv("EDITOR", "sh -c 'echo 补一段 >> \"$0\"'")
    done = person(":编辑", draft=complete, step="overview")
    assert done.text("overview.text").endswith("\n补一段")
    monkeypatch.setenv("EDITOR", "false")
    failed = person(":编辑", draft=complete, step="overview")
    assert "编辑器没有正常结束" in failed.said
    assert failed.draft == complete


# Other reports


def test_a_published_report_is_read_in(person: Person, complete: Draft, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text(render(signed(complete)), "utf-8")
    blank = Draft.new(2021, name=complete.entries("agency").get("agency.name"))
    done = person(f":读入 {file}", "", draft=blank)
    assert done.draft.report.section("requests") == complete.report.section("requests")
    pasted = person(":读入", *file.read_text("utf-8").splitlines(), ".", "是", draft=blank)
    assert pasted.draft.report.section("requests") == complete.report.section("requests")
    assert person(f":读入 {file}", "否", draft=blank).draft == blank
    assert "没有这个文件" in person(":读入 没有.md", draft=blank).said


def test_the_ways_out_of_a_paste(person: Person, complete: Draft) -> None:
    done = person(":粘贴", "1\t2", draft=complete, step="appeals")
    assert done.draft == complete  # not ended: not taken
    nothing = person(":粘贴", "甲\t乙", ".", draft=complete, step="appeals")
    assert "没有可以填入的" in nothing.said
    assert person(":读入", "甲", draft=complete).draft == complete


def test_two_figures_from_last_year_are_offered_only_where_they_are(person: Person) -> None:
    report = committed("guanyuan-2019").draft()
    assert "没有可以从上年年报带来的数" in person(":带入", draft=report, step="requests").said


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(("command", "said"), [(":数据句", "! :d works"), (":p", "! :p works")])
def test_english_names_a_command_by_what_can_be_typed(
    person: Person, complete: Draft, command: str, said: str
) -> None:
    assert said in person(command, draft=complete, step="agency").said


def test_an_approver_reads_last_years_text_and_is_asked_nothing(
    person: Person, complete: Draft, tmp_path: Path
) -> None:
    last = committed("pingtan-2020").draft().with_texts({"overview.text": "上年写的"})
    store.save(tmp_path / "last.toml", last)
    said = person(
        ":上年正文",
        draft=complete,
        step="overview",
        sign_off_only=True,
        previous=tmp_path / "last.toml",
    ).said
    assert "\n上年写的\n" in said
    assert "编号 > " not in said
