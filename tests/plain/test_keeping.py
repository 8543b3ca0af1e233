"""Every accepted answer is on disk at once; where it cannot be, that is told and settled."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plain.conftest import Person, hold
from tests.published import committed
from tests.sections import SECTIONS
from tests.strategies import inputs, typed
from tuiwizard.drafts import codec, files, store
from tuiwizard.errors import SaveError
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.plain.conversation import COMMANDS
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import read_cell

CELL = "appeals.review.upheld"
FIGURES = [p for key in ("proactive", "requests", "appeals") for p in inputs("2021", key)]

commands = st.sampled_from(
    [c for c in COMMANDS if c.name not in ("离开", "编辑", "保存", "文件", "上年", "读入")]
)
rest = st.sampled_from(["", "1", "2 恢复", "2 理由", "3", "8", "全部", "requests", "规章", "甲"])
lines = st.one_of(
    typed,
    st.sampled_from(["", ".", "是", "2019", "2025", "1\t2\t3", "1 2", "1 覆盖", "甲 2026-01-12"]),
    st.builds(lambda command, more: f":{command.short} {more}", commands, rest),
)


@given(answers=st.lists(lines, max_size=40), full=st.booleans(), step=st.sampled_from(SECTIONS))
def test_whatever_is_typed_the_file_holds_it(answers: list[str], full: bool, step: str) -> None:
    """After each question the file holds the draft, and the draft is a draft."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TUIWIZARD_STATE", f"{folder}/state")
        patch.chdir(folder)
        path = Path(folder, "draft.toml")
        store.save(path, committed("pingtan-2021").draft() if full else Draft.new(2025))
        held = hold(path, [a.encode("utf-8", "replace").decode() for a in answers], f"{step}.name")
        held.talk.at = next(q for q in inputs(held.talk.session.draft.edition, step))
        going = True
        while going:
            going = held.ask()
            assert path.read_bytes().decode() == codec.dumps(held.talk.session.draft)
        held.talk.close()


@given(answers=st.lists(st.tuples(st.sampled_from(FIGURES), typed), max_size=25))
def test_no_accepted_answer_is_lost(answers: list[tuple[str, str]]) -> None:
    """The last figure that could be read for each cell stands in the file."""
    expected: dict[str, str] = {}
    told: list[str] = []
    for path, text in answers:
        cell = cells_by_path("2021", path.partition(".")[0])[path]
        text = text.encode("utf-8", "replace").decode()
        one_field = len(text.split()) == 1 and text.isprintable() and text.strip()[:1] not in ":："
        value = read_cell(cell, text) if one_field else None
        if isinstance(value, int):
            told += [f":转到 {path}", text]
            expected[path] = str(value)
        elif one_field and text.strip() not in (".", "-", "/"):
            told += [f":转到 {path}", text]  # refused: what stood there stays
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TUIWIZARD_STATE", f"{folder}/state")
        file = Path(folder, "draft.toml")
        store.save(file, Draft.new(2025, name="甲局"))
        held = hold(file, told)
        while held.ask():
            pass
        held.talk.close()
        draft = store.load(file)
    found = {p: draft.entries(p.partition(".")[0]).get(p) for p in expected}
    whole = {p: text for p, text in expected.items() if "." not in found[p]}
    assert {p: found[p] for p in whole} == whole


def test_a_full_disk_is_told_once_and_what_was_answered_rescued(
    complete: Draft, draft_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(draft_file, complete)
    held = hold(draft_file, ["7", "8", "9"], CELL)
    real = files.write_bytes

    def full(path: Path, data: bytes, **options: bool) -> None:
        if path == draft_file:
            raise SaveError(f"{path}：磁盘已满，没有保存")
        real(path, data, **options)

    monkeypatch.setattr(files, "write_bytes", full)
    held.ask()
    held.ask()
    assert held.out.getvalue().count("磁盘已满") == 1
    assert "暂存在" in held.out.getvalue()
    assert not held.talk.saved
    monkeypatch.setattr(files, "write_bytes", real)
    held.ask()
    assert "现在保存上了" in held.out.getvalue()
    assert held.talk.saved
    held.talk.close()
    assert store.load(draft_file) == held.talk.session.draft


@pytest.mark.parametrize("word", ["不保存", "unsaved"])
def test_nobody_leaves_unsaved_work_unasked(
    person: Person, complete: Draft, draft_file: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    store.save(draft_file, complete)
    real = files.write_bytes

    def full(path: Path, data: bytes, **options: bool) -> None:
        if path == draft_file:
            raise SaveError(f"{path}：磁盘已满")
        real(path, data, **options)

    monkeypatch.setattr(files, "write_bytes", full)
    done = person("7", ":离开", f":离开 {word}", step="appeals")
    assert done.code == 2
    assert "还没有保存。" in done.said
    assert f"! 没有保存 {draft_file}" in done.said
    other = draft_file.with_name("other.toml")
    done = person("", "8", f":保存 {other}", ":离开", step="appeals")
    assert done.code == 0
    assert store.load(other).entries("appeals").get(CELL) == "8"


@pytest.mark.parametrize(
    ("answers", "mine", "theirs"),
    [(["2"], "7", None), (["3"], "5", None), (["4", "1", "draft.toml", "1", ""], "7", "5")],
)
def test_a_file_that_changed_meanwhile_is_not_overwritten_unasked(
    complete: Draft, draft_file: Path, answers: list[str], mine: str, theirs: str | None
) -> None:
    store.save(draft_file, complete)
    held = hold(draft_file, ["", "7", *answers, ""], CELL)
    held.ask()
    held.talk.go(CELL)
    store.save(draft_file, complete.with_texts({CELL: "5"}))
    held.ask()
    held.talk.close()
    assert "在别处被改过，没有覆盖它" in held.out.getvalue()
    assert "我的：7" in held.out.getvalue()
    saved = held.talk.session.path
    assert store.load(saved).entries("appeals").get(CELL) == mine
    if theirs is not None:
        assert store.load(draft_file).entries("appeals").get(CELL) == theirs
        assert saved.name == "draft-2.toml"


def test_a_damaged_file_can_only_be_replaced_or_left(complete: Draft, draft_file: Path) -> None:
    store.save(draft_file, complete)
    held = hold(draft_file, ["", "7", "3", "2", ""], CELL)
    held.ask()
    held.talk.go(CELL)
    draft_file.write_text("format = ", "utf-8")
    held.ask()
    held.talk.close()
    assert store.load(draft_file).entries("appeals").get(CELL) == "7"
    assert "请答 1 到 2 的编号" in held.out.getvalue()


def test_the_place_is_remembered(person: Person, complete: Draft) -> None:
    person("", "", ":q", draft=complete, step="appeals")
    assert "行政复议 · 其他结果\n" in person().said
    assert "行政复议 · 结果维持" not in person().said
