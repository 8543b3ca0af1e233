"""A table amid the form and a text at its end, which only one edition has, are everywhere."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.importing.test_own_outputs import OUTPUTS, read_back
from tests.plain.conftest import hold
from tests.rendering.final import docx, html, markdown
from tests.sections import SECTIONS
from tests.signing import signed
from tests.tui.conftest import SMALL, Desk
from tuiwizard.cli import main
from tuiwizard.drafts import codec, store
from tuiwizard.errors import DraftContent, YearError
from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import all_section_keys, chapter_keys, section_keys, section_title
from tuiwizard.importing.docx import read as read_docx
from tuiwizard.plain.template import template
from tuiwizard.report.draft import Draft, SectionState
from tuiwizard.report.remarks import with_remark
from tuiwizard.report.sign_off import posted_digest
from tuiwizard.rules.registry import check
from tuiwizard.session import Session
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.widgets.top_bar import TopBar

TABLE, TEXT = "training", "plans"
CELL, TOTAL = "training.regulation.officials", "training.regulation.total"
MONEY = "training.budget.amount"
TITLES = ("五、政务公开培训情况", "八、下一年度工作安排")
Bytes = pytest.CaptureFixture[bytes]


def test_the_edition_alone_has_them() -> None:
    old = ("agency", "overview", "proactive", "requests", "appeals", "problems", "other_matters")
    new = (*old[:5], TABLE, *old[5:], TEXT)
    assert section_keys("2019") == section_keys("2021") == SECTIONS == old
    assert section_keys("2027") == all_section_keys() == new
    assert chapter_keys("2027") == new[1:]
    assert section_keys("2027", SectionKind.TABLE) == ("proactive", "requests", "appeals", TABLE)


def test_it_is_saved_and_read_back(draft: Draft) -> None:
    text = codec.dumps(draft)
    assert [*re.findall(r"^\[(\w+)", text, re.M)].index(TABLE) < text.index("[plans]")
    assert codec.loads(text) == draft
    half = draft.with_texts({CELL: "x", "plans.text": ""})
    assert '[unfinished.training]\n"regulation.officials" = "x"\n' in codec.dumps(half)
    assert codec.loads(codec.dumps(half)) == half
    assert (half.progress(TABLE).state, half.progress(TEXT).state) == (
        SectionState.WRONG,
        SectionState.NOT_STARTED,
    )


def test_an_older_form_has_no_place_for_it(draft: Draft) -> None:
    with pytest.raises(DraftContent, match="training"):
        codec.loads("format = 1\nyear = 2026\n[training.budget]\namount = 1\n")
    with pytest.raises(DraftContent, match="training"):
        codec.loads('format = 1\nyear = 2026\n[review.remarks]\ntraining = "甲"\n')
    with pytest.raises(YearError):
        draft.with_year(2026)
    empty = Draft.new(2027).with_texts({"overview.text": "甲。"})
    assert empty.with_year(2026).entries(TABLE).texts == {}


def test_the_schema_knows_it(capsysbinary: Bytes) -> None:
    assert main(["schema", "--edition", "2027"]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert [found["properties"][key]["title"] for key in (TABLE, TEXT)] == list(TITLES)
    assert {TABLE, TEXT} <= set(found["properties"]["unfinished"]["properties"])
    assert "training" in json.dumps(found["properties"]["review"])
    assert main(["schema", "--edition", "2021"]) == 0
    assert b"training" not in capsysbinary.readouterr().out


def test_what_is_missing_or_wrong_in_it_is_found(draft: Draft) -> None:
    off = draft.with_texts({CELL: "x", MONEY: "", "plans.text": ""})
    found = {(f.rule, f.cells): f for f in check(off) if f.section in (TABLE, TEXT)}
    assert {("R003", (CELL,)), ("R002", (MONEY,)), ("R002", ("plans.text",))} <= set(found)
    told = draft.with_texts({"plans.text": "有事请打13800138000，或待补充。"})
    assert {"R801", "R803"} <= {f.rule for f in check(told) if f.section == TEXT}


def test_sections_behind_it_are_called_by_their_own_numbers(draft: Draft) -> None:
    said = [str(f.message) for f in check(draft.with_texts({"problems.text": "无"}))]
    assert any(message.startswith("第六部分写的是“无”") for message in said)
    bare = draft.with_texts({"other_matters.fee_notices": ""})
    assert any("第七部分没有写明信息处理费" in str(f.message) for f in check(bare))


def test_all_zeros_in_it_are_asked_about_with_the_rest(draft: Draft) -> None:
    zero = Draft.new(2027).with_texts(
        {
            p: "0"
            for key in section_keys("2027", SectionKind.TABLE)
            for p in draft.entries(key).texts
        }
    )
    (asked,) = (f for f in check(zero) if f.rule == "R303")
    assert str(asked.message).startswith("表二、表三、表四、表五的数字全部是 0")
    assert "R303" not in {f.rule for f in check(zero.with_texts({CELL: "1"}))}


def test_a_section_counts_where_sections_are_counted(
    draft: Draft, tmp_path: Path, capsysbinary: Bytes
) -> None:
    path = tmp_path / "2027.toml"
    store.create(path, draft.with_texts({CELL: ""}))
    assert main(["check", str(path), "--format", "json"]) == 1
    (one,) = json.loads(capsysbinary.readouterr().out)["files"]
    assert list(one["sections"]) == list(section_keys("2027"))
    assert (one["sections"][TABLE], one["sections"][TEXT]) == ("unfinished", "complete")
    assert main(["check", str(path)]) == 1
    assert "未完成（8/9 部分）" in capsysbinary.readouterr().out.decode()


def test_a_sign_off_holds_for_it(draft: Draft) -> None:
    assert posted_digest(draft) != posted_digest(draft.with_texts({CELL: "99"}))
    remarked = with_remark(draft, TABLE, "请核对")
    assert codec.loads(codec.dumps(remarked)) == remarked


def test_it_is_printed_in_its_place(draft: Draft) -> None:
    in_docx = "\n".join(p.text for line in read_docx(docx(draft)) for p in line.pieces)
    for text in (markdown(draft), html(draft), in_docx):
        titles = [section_title("2027", key) for key in chapter_keys("2027")]
        places = [text.replace("\\", "").index(title) for title in titles]
        assert places == sorted(places)
        for label in ("条例解读", "培训经费（单位：万元）", "培训保障"):
            assert label in text


@pytest.mark.parametrize("output", OUTPUTS)
def test_it_is_read_back(draft: Draft, output: str) -> None:
    again = read_back(draft, output).draft(2027)
    for key in (TABLE, TEXT):
        assert again.report.section(key) == draft.report.section(key)


def test_answers_are_offered_and_taken(tmp_path: Path) -> None:
    offered = template("2027")
    assert "[training.regulation]  # 五、政务公开培训情况 · " in offered
    assert "[plans]  # 八、下一年度工作安排" in offered
    assert "training" not in template("2021")
    answers, path = tmp_path / "answers.toml", tmp_path / "2027.toml"
    answers.write_text('year = 2027\nzeros = ["training"]\n[plans]\ntext = "甲。"\n', "utf-8")
    main([str(path), "--answers", str(answers)])
    made = store.load(path)
    assert made.entries(TABLE).get(CELL) == "0"
    assert made.entries(TEXT).get("plans.text") == "甲。"


def test_line_by_line(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "2027.toml"
    store.create(path, draft.with_texts(dict.fromkeys(draft.entries(TABLE).texts, "")))
    talk = hold(path, ["12 3", "0", "0", "1.5", ":g 9", "乙。", "."], CELL)
    while talk.ask() and talk.talk.question.step != "publish":
        pass
    said = talk.out.getvalue()
    assert "第 6 步，共 10 步：五、培训" in said
    assert "第 9 步，共 10 步：八、下年安排" in said
    made = talk.talk.session.draft
    assert made.report.section(TABLE) is not None
    assert [made.entries(TABLE).get(p) for p in (CELL, MONEY)] == ["12", "1.5"]
    assert made.entries(TEXT).get("plans.text") == "乙。"


async def test_on_the_screen(draft: Draft, tmp_path: Path) -> None:
    session = Session.create(tmp_path / "2027.toml", draft)
    app = WizardApp(session, step=TABLE)
    async with app.run_test(size=(120, 36)) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "6培训" in shown
        assert app.screen.query_one(TopBar).steps == (*section_keys("2027"), "publish")
        await desk.to(CELL)
        await desk.press("4", "2", "enter")
        assert desk.session.text(CELL) == "42"
        await desk.to(TEXT)
        assert desk.area.text == "甲乙丙。"


async def test_another_year_has_other_steps(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "2027.toml", Draft.new(2027))
    app = WizardApp(session, step="agency")
    async with app.run_test(size=(120, 36)) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        desk.session.set_year(2026)
        desk.wizard.work.changed()
        await desk.rest()
        assert app.screen.query_one(TopBar).steps == (*SECTIONS, "publish")


def test_figures_are_exported_and_added_up(
    draft: Draft, tmp_path: Path, capsysbinary: Bytes
) -> None:
    paths = []
    for number in range(2):
        path = tmp_path / f"{number}.toml"
        store.create(path, signed(draft.with_texts({"agency.name": f"{number}局", CELL: "5"})))
        paths.append(str(path))
    assert main(["export", *paths]) == 0
    first, second = csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode()))
    assert first[CELL] == second[CELL] == "5"
    total = int(first["training.regulation.others"]) + 5
    assert first[TOTAL] == str(total)
    county = tmp_path / "county.toml"
    main(["merge", *paths, "-o", str(county), "--agency", "甲县人民政府", "--include-unfinished"])
    added = store.load(county)
    assert added.entries(TABLE).get(CELL) == "10"
    assert added.entries(TABLE).get(MONEY) == str(2 * int(first[MONEY]))


def test_a_diff_names_it(draft: Draft, tmp_path: Path, capsysbinary: Bytes) -> None:
    paths = [tmp_path / "1.toml", tmp_path / "2.toml"]
    store.create(paths[0], draft)
    store.create(paths[1], draft.with_texts({CELL: "77"}))
    main(["diff", *map(str, paths)])
    assert TITLES[0] in capsysbinary.readouterr().out.decode()
    old = tmp_path / "2026.toml"
    store.create(old, Draft.new(2026))
    main(["diff", str(old), str(paths[0])])
    assert TITLES[1] in capsysbinary.readouterr().out.decode()


async def test_a_step_that_the_form_no_longer_has_is_left(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "2026.toml", Draft.new(2026))
    app = WizardApp(session, step="overview")
    async with app.run_test(size=SMALL) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        desk.session.set_year(2027)
        desk.wizard.work.changed()
        await desk.to(TEXT)
        await desk.press("ctrl+z")
        assert (desk.session.draft.year, desk.wizard.step) == (2026, "agency")
        await desk.press("ctrl+y")
        assert desk.session.draft.year == 2027
        await desk.to(TEXT)
        desk.session.replace_with(Draft.new(2026), "恢复")
        await desk.wizard.show_another()
        assert desk.wizard.step == "agency"
