"""What the wizard shows of a draft, in words and signs."""

import pytest

from tests.sections import SECTIONS, STEPS
from tuiwizard.forms.layout import cells
from tuiwizard.report.draft import Draft, Progress, SectionState
from tuiwizard.session import view
from tuiwizard.session.view import Look, Shown
from tuiwizard.tui.help import help_for
from tuiwizard.tui.widgets.step_line import step_line

R = "requests."


@pytest.fixture
def draft() -> Draft:
    return Draft.new(2025, name="甲局", level="township")


def filled(draft: Draft, key: str, figure: str = "0") -> Draft:
    inputs = [c.path for c in cells(draft.edition, key) if not c.computed]
    return draft.with_texts(dict.fromkeys(inputs, figure))


def test_cells_differ_by_sign(draft: Draft) -> None:
    draft = draft.with_texts(
        {
            "appeals.review.upheld": "3",
            "appeals.review.corrected": "一",
            "appeals.litigation_direct.upheld": "0",
            "appeals.litigation_direct.other": "\x1b[2J\n甲",
        }
    )
    shown = view.shown_cells(draft, "appeals")
    assert shown["appeals.review.upheld"] == Shown("3", Look.FIGURE)
    assert shown["appeals.review.corrected"] == Shown("!一", Look.REFUSED)
    assert shown["appeals.review.other"] == Shown("_", Look.BLANK)
    assert shown["appeals.review.total"] == Shown("~3", Look.COMPUTED)
    assert shown["appeals.litigation_direct.upheld"] == Shown("0", Look.FIGURE)
    assert shown["appeals.litigation_direct.other"] == Shown("!\ufffd[2J 甲", Look.REFUSED)
    assert shown["appeals.litigation_after_review.total"] == Shown("~", Look.COMPUTED)
    assert list(shown) == [cell.path for cell in cells("2021", "appeals")]


def test_totals_of_full_rows_have_another_sign(draft: Draft) -> None:
    shown = view.shown_cells(filled(draft, "appeals", "2"), "appeals")
    assert shown["appeals.review.total"] == Shown("=8", Look.COMPUTED)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "自然人  一+二=0  三+四=0  平（本列未填完）"),
        (
            {R + "received.natural_person": "15", R + "carried_out.natural_person": "14"},
            "自然人  一+二=15  三+四=14  差 1（本列未填完）",
        ),
    ],
)
def test_the_balance_line(draft: Draft, changes: dict[str, str], line: str) -> None:
    draft = draft.with_texts(changes)
    assert view.balance_line(draft, R + "received.natural_person") == line
    assert view.balance_line(draft, R + "outcomes.total.natural_person") == line


def test_the_balance_line_of_a_full_column(draft: Draft) -> None:
    draft = filled(draft, "requests").with_texts({R + "carried_in.research": "2"})
    assert view.balance_line(draft, R + "received.research") == "科研机构  一+二=2  三+四=0  差 2"
    assert view.balance_line(draft, R + "received.business") == "商业企业  一+二=0  三+四=0  平"
    assert view.balance_line(draft, "appeals.review.upheld") == ""


def test_why_a_cell_cannot_be_taken(draft: Draft) -> None:
    path = R + "outcomes.granted.business"
    assert view.refusal(draft, path) == ""
    assert "请改用阿拉伯数字" in view.refusal(draft.with_texts({path: "三"}), path)


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(SectionState.COMPLETE), "+ 完成"),
        (Progress(SectionState.NOT_STARTED, 9), "- 未开始"),
        (Progress(SectionState.FILLING, 3), "> 填报中（缺 3 格）"),
        (Progress(SectionState.WRONG, 3, 2), "! 有误（2）"),
    ],
)
def test_states_in_words(progress: Progress, words: str) -> None:
    assert str(view.state_shown(progress)) == words


def test_steps_in_words(draft: Draft) -> None:
    assert str(view.step_state(draft, "agency")) == "+ 完成"
    assert str(view.step_state(draft, "overview")) == "- 未开始"
    assert str(view.step_state(draft, "publish")) == "1/7"
    names = [view.step_name(draft, step) for step in STEPS]
    assert names == [
        "基本情况",
        "一、总体情况",
        "二、主动公开",
        "三、申请办理",
        "四、复议诉讼",
        "五、问题与改进",
        "六、其他事项",
        "检查与发布",
    ]
    assert step_line(draft, "agency", 30) == "1 基本情况" + " " * 14 + "+ 完成"
    assert step_line(draft, "agency", 3) == "1 基本情况 + 完成"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", "（机关名称未填）"),
        ("甲局", "甲局"),
        ("[red]x[/]", "[red]x[/]"),
        ("\x1b[31m甲\n局", "\ufffd[31m甲 局"),
    ],
)
def test_the_heading_shows_the_name_as_typed(name: str, shown: str) -> None:
    draft = Draft.new(2025).with_texts({"agency.name": name})
    assert view.heading(draft) == f"{shown} · 2025年度 · 2021版表格"


@pytest.mark.parametrize("year", [2019, 2025])
@pytest.mark.parametrize("step", STEPS)
def test_every_step_has_help(year: int, step: str) -> None:
    lines = help_for(Draft.new(year), step)
    assert any("Ctrl+N" in line for line in lines)
    tables = ("proactive", "requests", "appeals")
    assert any("F5 整表补零" in line for line in lines) == (step in tables)
    assert any("F5 插入数据句" in line for line in lines) == (step not in (*tables, "publish"))
    assert sum("F5" in line for line in lines) == 1


@pytest.mark.parametrize("year", [2019, 2025])
def test_every_cell_has_help(year: int) -> None:
    draft = Draft.new(year)
    for key in SECTIONS:
        for cell in cells(draft.edition, key):
            lines = help_for(draft, cell.path)
            assert f"这一格：{cell.label}" in lines
            assert cell.help, cell.path
