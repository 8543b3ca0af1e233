"""Lines in and out: what is read is clean, what is written steers nothing."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import any_text
from tuiwizard.errors import CommandError
from tuiwizard.plain import lines as module
from tuiwizard.plain.lines import Ended, Lines
from tuiwizard.plain.texts import escaped, read_rest
from tuiwizard.report.entries import clean_text
from tuiwizard.report.safety import printable, without_controls


def lines_of(data: bytes, *, terminal: bool = True) -> tuple[Lines, io.StringIO]:
    out = io.StringIO()
    return Lines(io.BytesIO(data), out, terminal=terminal), out


@given(any_text)
def test_nothing_that_is_said_steers_a_terminal(text: str) -> None:
    lines, out = lines_of(b"")
    lines.say(text)
    assert printable(out.getvalue()) == out.getvalue()


def test_a_terminal_without_chinese_gets_something() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, "ascii", newline="\n")
    Lines(io.BytesIO(), out, terminal=True).say("年 a")
    assert raw.getvalue() == b"? a\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_line_ends_are_not_part_of_an_answer(end: str) -> None:
    lines, _ = lines_of(f"甲{end}".encode())
    assert lines.read() == "甲"


def test_the_mark_of_an_editor_before_the_first_line_is_none_of_it() -> None:
    lines, _ = lines_of("\ufeff2021\n".encode())
    assert lines.read() == "2021"


def test_arrows_and_control_characters_are_left_out_and_told() -> None:
    lines, out = lines_of(b"1\x1b[A2\x1bOP\x003\n4\n")
    assert lines.read() == "123"
    assert "已去掉" in out.getvalue()
    assert lines.read() == "4"


def test_a_script_sees_its_answers_and_a_terminal_shows_them_itself() -> None:
    for terminal, shown in ((False, "? 7\n"), (True, "? 7\n")):
        lines, out = lines_of(b"7\n", terminal=terminal)
        lines.read("? ")
        assert out.getvalue() == shown  # no file to wait for: as if typed ahead


def test_other_encodings_are_refused_once_by_a_script_and_again_by_a_person() -> None:
    lines, out = lines_of("甲\n".encode("gb18030") + "乙\n".encode())
    assert lines.read("? ") == "乙"
    assert "没有采用" in out.getvalue()
    lines, _ = lines_of("甲\n".encode("gb18030"), terminal=False)
    with pytest.raises(CommandError, match="第 1 行"):
        lines.read()


def test_a_line_as_long_as_the_system_takes_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 9)
    lines, out = lines_of("一二三\n一二\n".encode())
    assert lines.read() == "一二"
    assert ":编辑" in out.getvalue()
    lines, _ = lines_of("一二三\n".encode(), terminal=False)
    assert lines.read() == "一二三"


@pytest.mark.parametrize("terminal", [True, False])
def test_a_signal_ends_it_at_the_next_question(terminal: bool) -> None:
    lines, _ = lines_of(b"", terminal=terminal)
    lines.stop(15)  # amid work: nothing happens yet
    with pytest.raises(Ended) as ended:
        lines.read()
    assert ended.value.number == 15


def test_a_signal_while_waiting_ends_it_at_once() -> None:
    class Slow(io.BytesIO):
        def readline(self, _size: int | None = -1, /) -> bytes:
            lines.stop(1)
            raise AssertionError("not reached")

    lines = Lines(Slow(), io.StringIO(), terminal=False)
    with pytest.raises(Ended) as ended:
        lines.read()
    assert ended.value.number == 1


# Texts of several lines

paragraphs = st.lists(
    st.one_of(st.sampled_from([".", "..", "。", " . ", "．．", "", "  甲"]), any_text), min_size=1
)


@given(paragraphs)
def test_any_text_can_be_entered(given: list[str]) -> None:
    """Whatever its lines are, full stops included; control characters do not come in."""
    text = clean_text("\n".join(given))
    text = "\n".join(without_controls(line) for line in text.split("\n"))
    data = "\n".join(escaped(text)) + "\n下一问\n"
    lines, _ = lines_of(data.encode())
    assert read_rest(lines) == (text, None)
    assert lines.read() == "下一问"


@given(paragraphs)
def test_what_was_typed_before_the_end_of_input_is_kept(given: list[str]) -> None:
    text = "\n".join(without_controls(clean_text(line)) for line in given).replace("\r", "")
    typed = "\n".join(list(escaped(text))[:-1]) + "\n"
    lines, _ = lines_of(typed.encode())
    read, ended = read_rest(lines)
    assert (read, ended is not None) == (text, True)
