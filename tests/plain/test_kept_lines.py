"""What was typed line by line and not ended or handed in is there again after the program died."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plain.conftest import Person
from tuiwizard.drafts import store
from tuiwizard.drafts.unsent import Unsent, draft_texts
from tuiwizard.plain import converse
from tuiwizard.plain.lines import Lines
from tuiwizard.report.draft import Draft

TEXT = "overview.text"


class Killed(BaseException):
    """No program hears of it: nothing behind the last line is done."""


class Dying(io.BytesIO):
    """A terminal whose program is gone after its last line."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self._lines: Iterator[bytes] = iter([f"{line}\n".encode() for line in lines])

    def readline(self, _size: int | None = -1, /) -> bytes:
        for line in self._lines:
            return line
        raise Killed


def die(path: Path, *answers: str, step: str) -> None:
    """Type some lines, and be gone; what is on the disk then is all that is left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Unsent, "close", Unsent.flush)
        with pytest.raises(Killed):
            converse(path, Lines(Dying(*answers), io.StringIO(), terminal=True), step=step)
    assert not store.load(path).entries("overview").get(TEXT)


@pytest.mark.parametrize(("answer", "kept"), [("1", "第一行。\n第二行。"), ("2", ""), ("", "")])
def test_lines_of_a_text_are_offered(
    person: Person, draft_file: Path, answer: str, kept: str
) -> None:
    store.save(draft_file, Draft.new(2025, name="甲局"))
    die(draft_file, "第一行。", "第二行。", step="overview")
    done = person(answer, ":离开", step="overview")
    assert "上次逐行输入、没有打句点结束的正文" in done.said
    assert done.text(TEXT) == kept
    left = Unsent(lambda: draft_texts(draft_file)).lines
    assert left == ({} if answer else {TEXT: "第一行。\n第二行。"})


def test_a_text_that_is_ended_is_in_the_draft_alone(person: Person, draft_file: Path) -> None:
    done = person("第一行。", ".", ":离开", draft=Draft.new(2025, name="甲局"), step="overview")
    assert done.text(TEXT) == "第一行。"
    assert Unsent(lambda: draft_texts(draft_file)).lines == {}


def test_a_form_goes_on_where_it_was_left(person: Person, draft_file: Path) -> None:
    store.save(draft_file, Draft.new(2025, name="甲局"))
    die(draft_file, ":移交", "是", step="agency")
    done = person(":移交", "", "", ":离开", step="agency")
    assert "照上次的接着填" in done.said
    assert "（其中有删掉的内容） [是]" in done.said


def test_a_form_that_was_handed_in_is_asked_anew(person: Person, draft_file: Path) -> None:
    person(":移交", "是", "包.zip", ":离开", draft=Draft.new(2025, name="甲局"), step="agency")
    assert "照上次的接着填" not in person(":移交", "", "", ":离开", step="agency").said
    assert (draft_file.parent / "包.zip").exists()


def test_a_script_keeps_its_own_lines(person: Person, draft_file: Path) -> None:
    draft = Draft.new(2025, name="甲局")
    person("第一行。", draft=draft, step="overview", terminal=False)
    assert Unsent(lambda: draft_texts(draft_file)).lines == {}
