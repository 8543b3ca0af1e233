"""The wizard without a screen: what it makes of edits, and how it takes them back."""

import dataclasses
from pathlib import Path

import pytest

from tests.drafts.parsed import counted
from tuiwizard.drafts import codec, store
from tuiwizard.errors import DraftUnreadable, SaveError, YearError
from tuiwizard.forms.layout import cells
from tuiwizard.report.draft import Draft
from tuiwizard.session import Change, Session

NAME = "agency.name"
TEXT = "overview.text"
RECEIVED = "requests.received.natural_person"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session.create(tmp_path / "draft.toml", Draft.new(2025))


def typed(session: Session, text: str, path: str = TEXT) -> None:
    """Letter by letter, as a keyboard delivers it."""
    for end in range(1, len(text) + 1):
        session.type_text(path, text[:end])


def undone(session: Session, path: str = TEXT) -> list[str]:
    """The texts that undoing passes through, latest first."""
    texts = [session.text(path)]
    while session.undo():
        texts.append(session.text(path))
    return texts


# Files


def test_create_writes_the_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    session = Session.create(path, Draft.new(2025, name="甲局"))
    assert store.load(path) == session.draft
    assert not session.dirty


def test_create_refuses_a_file_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "there.toml"
    path.write_text("mine", "utf-8")
    with pytest.raises(SaveError, match="已经有这个文件"):
        Session.create(path, Draft.new(2025))
    assert path.read_text("utf-8") == "mine"


def test_open_reads_what_was_saved(session: Session) -> None:
    session.edit({RECEIVED: "三", NAME: "甲局"})
    session.save()
    again = Session.open(session.path)
    assert again.draft == session.draft
    assert again.text(RECEIVED) == "三"
    assert not again.dirty


def test_open_parses_the_file_once(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = counted(monkeypatch)
    Session.open(session.path)
    assert texts == [session.path.read_text("utf-8")]


def test_open_needs_a_file(tmp_path: Path) -> None:
    with pytest.raises(DraftUnreadable):
        Session.open(tmp_path / "missing.toml")


def test_a_session_is_dirty_until_it_is_saved(tmp_path: Path) -> None:
    session = Session(Draft.new(2025), tmp_path / "draft.toml")
    assert session.dirty
    session.save()
    assert not session.dirty
    session.edit({RECEIVED: "1"})
    assert session.dirty
    session.save()
    assert not session.dirty


def test_an_edit_that_changes_nothing_leaves_the_session_clean(session: Session) -> None:
    assert not session.edit({RECEIVED: ""})
    assert not session.dirty
    assert session.undo() is None


def test_a_clean_session_does_not_write(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "save", lambda *_: pytest.fail("written without need"))
    session.save()


def test_a_save_that_fails_keeps_the_session_dirty(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise SaveError("磁盘已满")

    session.edit({RECEIVED: "1"})
    with monkeypatch.context() as patched:
        patched.setattr("tuiwizard.drafts.files.write_bytes", fail)
        with pytest.raises(SaveError):
            session.save()
    assert session.dirty
    assert session.text(RECEIVED) == "1"
    session.save()
    assert store.load(session.path) == session.draft


# Edits


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("１,２３４", "1234"),
        (" 5 件", "5"),
        ("+7", "7"),
        ("-0", "0"),
        ("007", "7"),
        ("三", "三"),
        ("1.5", "1.5"),
        ("-3", "-3"),
        ("1\r\n2", "1\n2"),
    ],
)
def test_figures_are_kept_plain_and_refused_texts_as_typed(
    session: Session, text: str, kept: str
) -> None:
    assert session.edit({RECEIVED: text})
    assert session.text(RECEIVED) == kept


def test_texts_are_kept_as_typed(session: Session) -> None:
    session.edit({NAME: " １,２３４ ", TEXT: "第一段\r\n１２"})
    assert session.text(NAME) == " １,２３４ "
    assert session.text(TEXT) == "第一段\n１２"


@pytest.mark.parametrize("blank", ["", "   ", "\u3000"])
def test_a_blank_text_clears_a_figure(session: Session, blank: str) -> None:
    session.edit({RECEIVED: "5"})
    assert session.edit({RECEIVED: blank})
    assert session.text(RECEIVED) == ""
    assert "requests" not in session.draft.unfinished


@pytest.mark.parametrize(
    "path",
    [
        "requests.received.total",
        "requests.received.nobody",
        "nothing.text",
        "appeals.review.total",
        "agency.year",
        "publish",
    ],
)
def test_only_cells_filled_in_by_hand_can_be_edited(session: Session, path: str) -> None:
    before = session.draft
    with pytest.raises(KeyError):
        session.edit({path: "1"})
    assert session.draft is before
    assert session.undo() is None


def test_a_text_that_cannot_be_encoded_still_saves(session: Session) -> None:
    session.edit({NAME: "甲\ud800局"})
    session.save()
    assert Session.open(session.path).draft == session.draft


# Undo


def test_one_edit_of_many_cells_is_one_intention(session: Session) -> None:
    changes = {RECEIVED: "1", "appeals.review.upheld": "2", NAME: "甲局"}
    before = codec.dumps(session.draft)
    session.edit(changes, "粘贴")
    change = session.undo()
    assert change is not None
    assert (change.what, dict(change.after)) == ("粘贴", changes)
    assert codec.dumps(session.draft) == before
    assert session.undo() is None


def test_redo_does_again_what_was_undone(session: Session) -> None:
    session.edit({RECEIVED: "1"})
    session.edit({RECEIVED: "2"})
    after = codec.dumps(session.draft)
    session.undo()
    session.undo()
    assert session.text(RECEIVED) == ""
    first, second = session.redo(), session.redo()
    assert first is not None and first.after == {RECEIVED: "1"}
    assert second is not None and second.before == {RECEIVED: "1"}
    assert codec.dumps(session.draft) == after
    assert session.redo() is None


def test_a_new_edit_forgets_what_was_undone(session: Session) -> None:
    session.edit({RECEIVED: "1"})
    session.undo()
    session.edit({RECEIVED: "2"})
    assert session.redo() is None


def test_an_edit_that_changes_nothing_keeps_what_was_undone(session: Session) -> None:
    session.edit({RECEIVED: "1"})
    session.undo()
    session.edit({RECEIVED: ""})
    assert session.redo() is not None


def test_a_change_knows_the_cell_to_go_back_to(session: Session) -> None:
    session.edit({RECEIVED: "1"})
    change = session.undo()
    assert change is not None
    assert change.at == RECEIVED
    assert Change("改年度", {}, {}, (2025, 2026)).at == ""


def test_undo_restores_texts_that_finishing_the_section_made_plain(tmp_path: Path) -> None:
    """A hand-written `０` becomes 0 when its section is finished, and `０` again on undo."""
    path = tmp_path / "draft.toml"
    path.write_text(
        'format = 1\nyear = 2025\n[unfinished.other_matters]\nfee_notices = "０"\n'
        'fees_charged = "x"\n',
        "utf-8",
    )
    session = Session.open(path)
    before = codec.dumps(session.draft)
    session.edit({"other_matters.fees_charged": "1"})
    assert session.draft.report.section("other_matters") is not None
    assert session.text("other_matters.fee_notices") == "0"
    session.undo()
    assert codec.dumps(session.draft) == before


def test_undo_restores_them_also_after_typing(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    path.write_text(
        'format = 1\nyear = 2025\n[unfinished.other_matters]\nfee_notices = "０"\n'
        'text = "无\\u0000ab"\n',
        "utf-8",
    )
    session = Session.open(path)
    before = codec.dumps(session.draft)
    for text in ("无\0a", "无\0", "无"):
        session.type_text("other_matters.text", text)
    after = codec.dumps(session.draft)
    assert session.draft.report.section("other_matters") is not None
    while session.undo():
        pass
    assert codec.dumps(session.draft) == before
    while session.redo():
        pass
    assert codec.dumps(session.draft) == after


# Typing


def test_a_word_is_one_intention(session: Session) -> None:
    typed(session, "主动公开")
    assert undone(session) == ["主动公开", ""]


def test_punctuation_ends_a_word(session: Session) -> None:
    typed(session, "公开。自查，整改 完")
    assert undone(session) == [
        "公开。自查，整改 完",
        "公开。自查，整改 ",
        "公开。自查，",
        "公开。",
        "",
    ]


def test_typing_within_a_text_ends_a_word_at_its_punctuation(session: Session) -> None:
    for text in ("公开", "公，开", "公，甲开", "公，甲乙开"):
        session.type_text(TEXT, text)
    assert undone(session) == ["公，甲乙开", "公，开", "公开", ""]


def test_a_commit_of_an_input_method_is_one_intention(session: Session) -> None:
    session.type_text(TEXT, "政府信息")
    session.type_text(TEXT, "政府信息公开工作年度报告")
    assert undone(session) == ["政府信息公开工作年度报告", "政府信息", ""]


def test_a_commit_joins_the_letter_typed_before_it_and_ends_the_word(session: Session) -> None:
    typed(session, "甲")
    session.type_text(TEXT, "甲乙丙丁")
    session.type_text(TEXT, "甲乙丙丁戊")
    assert undone(session) == ["甲乙丙丁戊", "甲乙丙丁", ""]


def test_deleting_letter_by_letter_is_one_intention(session: Session) -> None:
    session.type_text(TEXT, "公开情况")
    for end in (3, 2, 1):
        session.type_text(TEXT, "公开情况"[:end])
    assert undone(session) == ["公", "公开情况", ""]


def test_typing_that_comes_to_nothing_leaves_nothing_to_undo(session: Session) -> None:
    before = session.draft
    for text in ("甲", "甲乙", "甲", ""):
        session.type_text(TEXT, text)
    assert session.draft == before
    assert session.undo() is None


def test_words_in_two_cells_are_two_intentions(session: Session) -> None:
    typed(session, "甲局", NAME)
    typed(session, "情况", TEXT)
    typed(session, "甲局办", NAME)
    first = session.undo()
    assert first is not None and first.at == NAME
    second = session.undo()
    assert second is not None and second.at == TEXT
    assert session.text(NAME) == "甲局"


def test_an_edit_between_two_letters_parts_them(session: Session) -> None:
    typed(session, "甲")
    session.edit({RECEIVED: "1"})
    session.type_text(TEXT, "甲乙")
    assert undone(session) == ["甲乙", "甲", "甲", ""]


def test_what_is_typed_after_an_undo_is_a_new_intention(session: Session) -> None:
    typed(session, "甲")
    session.edit({RECEIVED: "1"})
    session.undo()
    session.type_text(TEXT, "甲乙")
    assert undone(session) == ["甲乙", "甲", ""]


def test_what_is_typed_after_a_redo_is_a_new_intention(session: Session) -> None:
    typed(session, "甲")
    session.undo()
    session.redo()
    session.type_text(TEXT, "甲乙")
    assert undone(session) == ["甲乙", "甲", ""]


def test_the_same_text_again_is_no_change(session: Session) -> None:
    assert session.type_text(TEXT, "甲")
    assert not session.type_text(TEXT, "甲")
    assert undone(session) == ["甲", ""]
    assert not session.type_text(TEXT, "")


# The year


def test_the_year_changes_the_edition_and_comes_back(session: Session) -> None:
    session.edit({RECEIVED: "3", NAME: "甲局"})
    before = codec.dumps(session.draft)
    assert session.set_year(2020)
    assert (session.draft.year, session.draft.edition) == (2020, "2019")
    assert session.text(RECEIVED) == "3"
    after = codec.dumps(session.draft)
    change = session.undo()
    assert change is not None
    assert (change.what, change.at, change.years) == ("改年度", "", (2025, 2020))
    assert codec.dumps(session.draft) == before
    session.redo()
    assert codec.dumps(session.draft) == after


def test_the_same_year_is_no_change(session: Session) -> None:
    assert not session.set_year(2025)
    assert session.undo() is None


@pytest.mark.parametrize("year", [2018, 2100, -1])
def test_a_year_without_a_form_is_refused(session: Session, year: int) -> None:
    before = session.draft
    with pytest.raises(YearError):
        session.set_year(year)
    assert session.draft is before
    assert session.undo() is None


def test_a_year_whose_form_has_no_place_for_a_figure_is_refused(session: Session) -> None:
    session.edit({"proactive.rules.in_force": "4"})
    before = session.draft
    with pytest.raises(YearError, match=r"proactive\.rules\.in_force"):
        session.set_year(2019)
    assert session.draft is before


# Zeros


def test_fill_table_fills_every_blank_figure_and_is_one_intention(session: Session) -> None:
    session.edit({RECEIVED: "3", "requests.carried_in.business": "两"})
    before = codec.dumps(session.draft)
    assert session.fill_table("requests")
    for cell in cells("2021", "requests"):
        expected = {RECEIVED: "3", "requests.carried_in.business": "两"}.get(cell.path, "0")
        assert cell.computed or session.text(cell.path) == expected
    change = session.undo()
    assert change is not None and change.what == "补零"
    assert codec.dumps(session.draft) == before


def test_a_full_table_has_nothing_to_fill(session: Session) -> None:
    assert session.fill_table("appeals")
    assert not session.fill_table("appeals")


def test_zeros_go_into_blank_figures_only(session: Session) -> None:
    paths = [RECEIVED, "requests.received.total", TEXT, "agency.level", "proactive.fees.amount"]
    session.edit({"requests.carried_in.natural_person": " "})
    assert session.fill_zeros([*paths, "requests.carried_in.natural_person"])
    assert session.text(RECEIVED) == "0"
    assert session.text("proactive.fees.amount") == "0"
    assert session.text("requests.carried_in.natural_person") == "0"
    assert session.text(TEXT) == session.text("agency.level") == ""
    assert not session.fill_zeros([TEXT])


# Findings


def test_findings_are_of_the_draft_as_it_stands(session: Session) -> None:
    assert any(f.rule == "R101" for f in session.findings())
    session.edit({TEXT: "情况"})
    assert not any(f.rule == "R101" for f in session.findings())


def test_a_change_is_a_value() -> None:
    change = Change("填写", {TEXT: ""}, {TEXT: "甲"}, (2025, 2025))
    with pytest.raises(dataclasses.FrozenInstanceError):
        change.what = "别的"  # type: ignore[misc]


# Whole drafts


def test_a_draft_taken_over_is_one_intention_and_ends_what_was_undone(session: Session) -> None:
    before = session.draft
    session.edit({NAME: "甲局"})
    session.undo()
    other = Draft.new(2025, name="乙局")
    assert session.replace_with(other, "恢复以前的版本")
    assert session.draft == other
    assert session.redo() is None, "甲局 belongs to a past that is gone"
    change = session.undo()
    assert change is not None and change.whole
    assert session.draft == before
    assert not session.replace_with(before, "恢复以前的版本")


def test_who_only_signs_off_takes_no_other_draft_over(session: Session) -> None:
    session.sign_off_only = True
    before = session.draft
    assert not session.replace_with(Draft.new(2025, name="乙局"), "恢复以前的版本")
    assert session.draft == before
    assert session.check_items(["state_secrets"]), "signing off is what an approver does"


def test_undo_does_not_forget_last_years_report(session: Session, tmp_path: Path) -> None:
    store.save(tmp_path / "2024.toml", Draft.new(2024, name="甲局"))
    session.check_items(["state_secrets"])
    session.compare_with(tmp_path / "2024.toml")
    session.undo()
    assert session.sign_off.checked == []
    assert session.draft.previous is not None
    assert session.draft.previous.path == "2024.toml"
    session.redo()
    assert session.draft.previous is not None


@pytest.mark.parametrize(("typed_year", "year"), [("２０２４", 2024), (" 2019年 ", 2019)])
def test_a_year_as_people_type_it(session: Session, typed_year: str, year: int) -> None:
    assert session.type_year(typed_year)
    assert session.draft.year == year


@pytest.mark.parametrize("wrong", ["明年", "", "2018", "20 25"])
def test_what_is_no_year_changes_nothing(session: Session, wrong: str) -> None:
    with pytest.raises(YearError):
        session.type_year(wrong)
    assert session.draft.year == 2025
