"""The last step: the checklist, the sign-off, and the files."""

from datetime import date
from pathlib import Path

import pytest

from tests.plain.conftest import Person
from tests.signing import DAY, signed
from tuiwizard.rendering.formats import FORMATS, Format, write
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES, SignOffStatus, sign_off_status
from tuiwizard.report.stamp import STAMP
from tuiwizard.session import clipboard

SIGNATORIES_GIVEN = [f"{words}甲 {DAY:%Y年%m月%d日}" for _, words in SIGNATORIES]
ALL = [*["是"] * len(CHECKLIST), *SIGNATORIES_GIVEN]


def test_items_are_confirmed_and_taken_back(person: Person, complete: Draft) -> None:
    done = person("是", "y", "也许", "否", ":b", ":b", "n", draft=complete)
    assert done.draft.sign_off is not None
    assert done.draft.sign_off.checked == [CHECKLIST[0].key]
    assert "请答 是 或 否" in done.said


@pytest.mark.parametrize(
    "typed", ["张三 2026-01-12", "张三 2026年1月12日", "张三", "  张三   20260112 "]
)
def test_a_name_with_a_day_or_without(person: Person, complete: Draft, typed: str) -> None:
    done = person(":g publish.filled", "2026-01-12", "张三 2026-02-30", typed, draft=complete)
    assert done.draft.sign_off is not None
    assert (done.draft.sign_off.filled.by, done.draft.sign_off.filled.on) == ("张三", DAY)
    assert "没有写姓名" in done.said
    assert "“2026-02-30”不是日期" in done.said
    later = person(":g publish.filled", "2026-01-20", draft=done.draft)
    assert later.draft.sign_off is not None
    assert str(later.draft.sign_off.filled.on) == "2026-01-20"
    assert later.draft.sign_off.filled.by == "张三"


def test_what_keeps_it_from_being_signed_is_said(person: Person, complete: Draft) -> None:
    done = person(":g publish.sign", "是", "嗯", "否", draft=complete)
    assert "! 还不能签发：审查清单还有 6 项没有确认" in done.said
    assert sign_off_status(done.draft) is SignOffStatus.UNSIGNED


def test_it_is_signed_once(person: Person, complete: Draft) -> None:
    done = person(*ALL, "是", ":b", "是", draft=complete)
    assert done.draft == signed(complete)
    assert done.said.count("已签发。") == 1


def test_all_formats_are_written(person: Person, complete: Draft, tmp_path: Path) -> None:
    base = tmp_path / "posted" / "report.docx"
    base.parent.mkdir()
    draft = signed(complete)
    more = " ".join([*FORMATS][3:])
    done = person(str(base), f"Markdown，html、3 {more}", draft=draft)
    assert done.code == 0
    for to in FORMATS:
        file = base.with_suffix(FORMATS[to].suffix)
        assert file.read_bytes() == write(draft, to)
        assert f"已输出 {file}" in done.said


def test_a_draft_says_that_it_is_one(person: Person, complete: Draft, tmp_path: Path) -> None:
    done = person(":g publish.output", "1", draft=complete)
    file = tmp_path / f"draft-{STAMP}.md"
    assert file.read_bytes() == write(complete, "markdown", as_draft=True)
    assert "都标明是草稿" in done.said


@pytest.mark.parametrize(("force", "none"), [("覆盖", "无"), ("overwrite", "none")])
def test_nothing_is_overwritten_unasked(
    person: Person, complete: Draft, tmp_path: Path, force: str, none: str
) -> None:
    there = tmp_path / "draft.md"
    there.write_text("原来的", "utf-8")
    one_more = str(len(FORMATS) + 1)
    done = person("", "1", "1", one_more, force, none, draft=signed(complete))
    assert there.read_text("utf-8") == "原来的"
    assert "已经有 draft.md" in done.said
    assert f"没有“{one_more}”这种格式" in done.said
    assert "没有说是哪种格式" in done.said
    done = person("", f"1 {force}", draft=signed(complete))
    assert there.read_bytes() == write(signed(complete), "markdown")


def test_what_cannot_be_written_is_told(person: Person, complete: Draft, tmp_path: Path) -> None:
    done = person(str(tmp_path / "nowhere" / "report"), "1", draft=signed(complete))
    assert "! 没有输出Markdown：" in done.said


def test_a_format_in_the_registry_is_offered(
    person: Person, complete: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMATS, "line", Format("一行字", ".line", "tests.made_up.line"))
    done = person(str(tmp_path / "report"), "一行字", draft=signed(complete))
    assert f"{len(FORMATS)} 一行字" in done.said
    assert (tmp_path / "report.line").read_bytes() == write(signed(complete), "line")


def test_the_report_is_copied_for_the_editor_of_a_website(
    person: Person, complete: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[tuple[str, str]] = []

    def copy(html: str, text: str) -> bool:
        kept.append((html, text))
        return True

    monkeypatch.setattr(clipboard, "copy", copy)
    done = person(":复制", draft=signed(complete))
    assert kept[0][0].encode() == write(signed(complete), "fragment")
    assert "全文已复制" in done.said
    monkeypatch.setattr(clipboard, "copy", lambda *_: False)
    done = person(":cp", draft=signed(complete))
    page = tmp_path / "draft.copy.html"
    assert f"用浏览器打开 {page}" in done.said
    assert kept[0][0] in page.read_text("utf-8")


def test_the_day_under_the_report_is_typed_behind_the_formats(
    person: Person, complete: Draft, tmp_path: Path
) -> None:
    done = person(
        "", "docx 2026-01-20", ":g publish.sign", "是", "", "docx", draft=signed(complete)
    )
    assert "落款日期 2026-01-12" in done.said
    assert "签发后改了落款日期，签发已失效" in done.said
    assert done.draft.dated == date(2026, 1, 20)
    assert (tmp_path / "draft.docx").read_bytes() == write(done.draft, "docx")
    unsigned = person(":g publish.output", "无", draft=complete)
    assert "落款日期 （没有日期）" in unsigned.said
