"""One question, one answer: what is taken, what is refused, and what is said of it."""

from pathlib import Path

import pytest

from tests.plain.conftest import Person
from tests.plain.script import rows_of
from tests.published import committed
from tuiwizard.forms.layout import cells, grid
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import value_at
from tuiwizard.report.sign_off import SignOffStatus, sign_off_status

R = "requests.received."
NARRATIVE = "overview.text"


@pytest.fixture
def blank() -> Draft:
    return Draft.new(2025, name="甲局", level="township")


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_cell_is_asked_for_with_its_full_label(person: Person, edition: str) -> None:
    draft = Draft.new(int(edition), name="甲局", level="township")
    said = person(*[""] * 300, draft=draft).said.splitlines()
    for key in ("proactive", "requests", "appeals"):
        for cell in cells(edition, key):
            asked = [line for line in said if line.startswith(cell.label)]
            assert bool(asked) is not cell.computed, cell.label


def test_enter_keeps_everything(person: Person, complete: Draft) -> None:
    done = person(":g 1", *[""] * 300, draft=complete)
    assert done.draft == complete
    assert done.code == 0


@pytest.mark.parametrize(
    ("typed", "stands"), [("３", "3"), ("1,234 件", "1234"), ("１ ", "1"), ("0", "0")]
)
def test_a_figure_is_kept_in_its_plainest_form(
    person: Person, blank: Draft, typed: str, stands: str
) -> None:
    assert person(f":g {R}natural_person", typed, draft=blank).text(R + "natural_person") == stands


@pytest.mark.parametrize("typed", ["一", "1.5", "-3", "1 2 3 4 5 6 7 8 9", "12 甲", "9" * 20])
def test_what_is_no_figure_is_asked_for_again(person: Person, blank: Draft, typed: str) -> None:
    done = person(f":g {R}natural_person", typed, "5", draft=blank)
    assert done.text(R + "natural_person") == "5"
    assert done.said.count("\n! ") == 1


def test_a_space_between_digits_may_mean_two_things(person: Person, blank: Draft) -> None:
    done = person(f":g {R}natural_person", "1 234", "1  234", draft=blank)
    assert "分不清是一个数 1234 还是 2 个数" in done.said
    assert (done.text(R + "natural_person"), done.text(R + "business")) == ("1", "234")


@pytest.mark.parametrize("separator", ["\t", " ", "  ", "\u3000"])
@pytest.mark.parametrize("total", ["", "21"])
def test_a_row_is_answered_at_once(
    person: Person, blank: Draft, separator: str, total: str
) -> None:
    figures = ["1", "2", "3", "4", "5", "6", *([total] if total else [])]
    done = person(f":g {R}natural_person", separator.join(figures), draft=blank)
    row = next(rows_of("2021", "requests"))
    assert [done.text(cell.path) for cell in row] == figures[:6]
    assert "\n一、本年新收政府信息公开申请数量 总计 21\n" in done.said


def test_a_row_whose_total_differs_changes_nothing(person: Person, blank: Draft) -> None:
    done = person(f":g {R}natural_person", "1\t2\t3\t4\t5\t6\t22", draft=blank)
    assert done.draft == blank
    assert "总计不符" in done.said


def test_labelled_rows_go_where_they_belong(person: Person, blank: Draft) -> None:
    """Copied with labels and headers, pasted line by line, wherever the question is."""
    report = committed("pingtan-2021")
    lines = ["\t".join(["", *(c.labels[-1] for c in grid("2021", "requests").bands[0].columns)])]
    for band in grid("2021", "requests").bands:
        for header, row in zip(band.rows, band.cells, strict=True):
            lines.append("\t".join([header.labels[-1], *(report.printed[c.path] for c in row)]))
    done = person(":g 4", *lines, draft=blank)
    for cell in cells("2021", "requests"):
        section = done.draft.report.section("requests")
        assert section is not None
        assert str(value_at(section, cell.path)) == report.printed[cell.path]
    piece = person(":g 4", ":粘贴", *lines, ".", "", draft=blank)
    assert piece.draft.report.section("requests") == section
    left = person(":g 4", ":粘贴", *lines, ".", "否", draft=blank)
    assert left.draft == blank


def test_totals_and_the_balance_are_said_when_a_column_closes(
    person: Person, complete: Draft
) -> None:
    out = "requests.carried_out.natural_person"
    done = person(f":g {out}", "7", draft=complete)
    now = int(complete.entries("requests").get(out))
    assert f"! 自然人  一+二=64  三+四={64 - now + 7}  差 {abs(7 - now)}\n" in done.said
    assert "\n四、结转下年度继续办理 总计 7\n" in done.said
    even = person(":g requests.carried_out.natural_person", ":配平", draft=done.draft)
    assert f"结转下年度继续办理 · 申请人情况 · 自然人”由 7 改成 {now}，:撤销 撤销\n" in even.said
    assert even.draft == complete


def test_many_totals_at_once_are_not_read_out(person: Person, blank: Draft) -> None:
    done = person(":g 4", ":全零", draft=blank)
    assert "总计都算好了" in done.said
    assert done.draft.report.section("requests") is not None


def test_zeros_for_the_rest_of_a_row(person: Person, blank: Draft) -> None:
    done = person(f":g {R}natural_person", "5", ":零", "8", draft=blank)
    row = next(rows_of("2021", "requests"))
    assert [done.text(cell.path) for cell in row] == ["5", *["0"] * 5]
    assert done.text("requests.carried_in.natural_person") == "8"


@pytest.mark.parametrize("answer", ["2", "２", "县级部门", "county_department"])
def test_a_choice_by_number_or_in_words(person: Person, blank: Draft, answer: str) -> None:
    done = person(":g agency.level", "九", answer, draft=blank)
    assert done.text("agency.level") == "county_department"
    assert "“九”不在里面" in done.said


@pytest.mark.parametrize(("year", "edition"), [("2019", "2019"), ("２０２３年", "2021")])
def test_the_year_decides_the_form(person: Person, blank: Draft, year: str, edition: str) -> None:
    done = person(":g agency.year", "2018", "明年", year, draft=blank)
    assert done.draft.edition == edition
    assert done.said.count("\n! ") == 2


def test_a_text_of_paragraphs(person: Person, blank: Draft) -> None:
    typed = ("第一段", "", "..", ":帮助", "最后一段", "。")
    done = person(f":g {NARRATIVE}", *typed, draft=blank)
    assert done.text(NARRATIVE) == "第一段\n\n.\n:帮助\n最后一段"
    more = person(f":g {NARRATIVE}", ":续", "又一段", ".", draft=done.draft)
    assert more.text(NARRATIVE).endswith("最后一段\n又一段")
    kept = person(f":g {NARRATIVE}", ".", draft=done.draft)
    assert kept.draft == done.draft


def test_a_text_that_begins_with_a_colon(person: Person, blank: Draft) -> None:
    done = person(f":g {NARRATIVE}", "::开头", "尾", ".", ":g agency.name", "：：局", draft=blank)
    assert done.text(NARRATIVE) == ":开头\n尾"
    assert done.text("agency.name") == "：局"


def test_last_year_is_said_and_taken_over_when_asked(
    person: Person, blank: Draft, tmp_path: Path
) -> None:
    from tuiwizard.drafts import store

    last = (
        committed("pingtan-2020")
        .draft()
        .with_texts({"requests.carried_out.natural_person": "9", "overview.text": "上年写的"})
    )
    file = tmp_path / "last.toml"
    store.save(file, last)
    cell = "requests.carried_in.natural_person"
    this = blank.with_year(2021)
    done = person(
        f":上年 {file}", f":g {cell}", ":带入", f":g {R}natural_person", ":带入", ":带入 全部",
        ":g overview", ":上年正文", ":上年 没有.toml", ":上年", draft=this,
    )  # fmt: skip
    assert "已选定 2020 年的年报" in done.said
    assert "按上年推算是 9，照填打 :带入" in done.said
    assert f"上年 {last.entries('requests').get(cell)}" in done.said
    assert done.text(cell) == "9"
    assert done.text("requests.carried_in.business") == last.entries("requests").get(
        "requests.carried_out.business"
    )
    assert "\n1. 上年写的\n" in done.said
    assert "没有这个文件" in done.said
    started = person(draft=this, previous=file)
    assert started.draft.previous is not None


def test_choosing_last_year_s_report_asks_the_same_question_again(
    person: Person, blank: Draft, tmp_path: Path
) -> None:
    from tuiwizard.drafts import store

    file = tmp_path / "last.toml"
    store.save(file, committed("pingtan-2020").draft())
    cell = f"{R}business"
    done = person(f":g {cell}", f":上年 {file}", "7", draft=blank.with_year(2021))
    assert done.text(cell) == "7"


def test_what_is_wrong_in_the_draft_is_said_with_its_question(person: Person, blank: Draft) -> None:
    done = person("", draft=blank.with_texts({R + "natural_person": "一"}), step="requests")
    assert "请改用阿拉伯数字\n[一] > " in done.said


def test_an_edit_voids_the_sign_off_and_says_so(person: Person, complete: Draft) -> None:
    from tests.signing import signed

    done = person(":g 5", "3", ":撤销", draft=signed(complete))
    assert "的数字，签发已失效，要重新审核签发" in done.said
    assert sign_off_status(done.draft) is SignOffStatus.SIGNED
