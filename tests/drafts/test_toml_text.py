"""The quick parser of TOML says what tomli says, of every text that it is asked about."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import count

import pytest
import toml_rs
import tomli
from hypothesis import example, given
from hypothesis import strategies as st

from tests.bad_drafts import GOOD
from tests.strategies import drafts
from tuiwizard.drafts import codec, parsing, toml_text
from tuiwizard.errors import DraftSyntax
from tuiwizard.report.draft import Draft

VALUES = (
    *("1e5", "1_000.5", "+1.0", "-0.0", "-0", "inf", "-nan", "1.5E+400", "0e0", "1_0e1_0", ".5"),
    *("1.", "1e99999999999999999999", "00", "0b1", "0o17", "0xdead_beef", "9223372036854775807"),
    *("9223372036854775808", "-9223372036854775809", "1979-05-27T07:32:00Z", "07:32", "23:59:60"),
    *("1979-05-27T07:32:00.123456789+08:00", "1979-05-27T07:32:00-00:00", "1979-02-30", "tru"),
    *("1979-05-27 07:32:00", '"\\e\\x41\\u4E2D"', '"\\ud800"', "'''x''''", '"""\r\nx\\\r\n  y"""'),
    *('"\x7f"', '"a\x00"', '"\ud800"', '[1, "a", [1.5, []],]', "[[a]]", '"\u2028"', "中"),
)
TEXTS = (
    *(f"a = {value}\n" for value in VALUES),
    "\ufeffa = 1",
    "a = 1\r",
    "[a]\nb = 1\n[a.c]\n[a]",
    "a.b = 1\n[a.b]\nc = 2",
    "[[x]]\n[[x]]\na = 1\n[x.y]",
    "ä = 1",
    "\"ä\" = 1\n'a.b' = 2",
)
_PIECES = "=\"'[].,\n\r #\\0123456789eE+-_:TZabxnu中\t\x00\x7f\ufeff\u2028"


@st.composite
def mistyped(draw: st.DrawFn) -> str:
    """A piece of a draft, or of TOML, with some characters put in, taken out or put wrong."""
    start = draw(st.integers(0, GOOD.count("\n") - 12))
    piece = "\n".join(GOOD.split("\n")[start : start + 12])
    text = [*draw(st.sampled_from((piece, *TEXTS)))]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text[at : at + draw(st.integers(0, 2))] = draw(st.text(_PIECES, max_size=2))
    return "".join(text)


def said(text: str, parser: object) -> str | None:
    """What a parser makes of a text, to the last zero; None where it is no TOML."""
    assert callable(parser)
    try:
        return repr(parser(text, parse_float=Decimal))
    except (ValueError, ArithmeticError):
        return None


def assert_the_same(text: str) -> None:
    quick, sure = said(text, toml_rs.loads), said(text, tomli.loads)
    if quick is not None:  # what it refuses tomli is asked about
        assert quick == sure


@given(drafts())
def test_every_draft_is_read_by_it_and_byte_for_byte(draft: Draft) -> None:
    text = codec.dumps(draft)
    assert_the_same(text)
    if toml_text.is_plain(text) and "\\ud" not in text:
        assert said(text, toml_rs.loads) is not None


@given(mistyped().filter(toml_text.is_plain))
@example("a = 1.50\nb = -0.0\n")
def test_what_is_mistyped(text: str) -> None:
    assert_the_same(text)


@pytest.mark.parametrize("text", [text for text in TEXTS if toml_text.is_plain(text)])
def test_each_kind_of_value(text: str) -> None:
    assert_the_same(text)


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Enough texts were read; which of them the quick parser got."""
    asked: list[str] = []

    def quick(text: str, *, parse_float: type[Decimal]) -> dict[str, object]:
        asked.append(text)
        return toml_rs.loads(text, parse_float=parse_float)

    monkeypatch.setattr(toml_text, "_texts", count(toml_text.MANY))
    monkeypatch.setattr(toml_text, "_quick_parser", lambda: quick)
    yield asked


def test_it_is_asked_where_many_are_read(many: list[str]) -> None:
    assert parsing.parse(GOOD) == tomli.loads(GOOD, parse_float=Decimal)
    assert many == [GOOD]


def test_a_few_do_without_it(many: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml_text, "_texts", count())
    for _ in range(toml_text.MANY):
        parsing.parse(GOOD)
    assert not many
    parsing.parse(GOOD)
    assert many


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 5_000, "a = " + "{ a = " * 200, "\ufeffa = 1", "a = " + "[" * 100_000]
)
def test_it_never_gets_what_it_dies_of(text: str, many: list[str]) -> None:
    with pytest.raises(DraftSyntax):
        parsing.parse(text)
    assert not many


def test_what_it_refuses_is_said_in_our_words(many: list[str]) -> None:
    with pytest.raises(DraftSyntax, match="第 1 列附近") as caught:
        parsing.parse("a = 1\n= 2\n")
    assert caught.value.line == 2
    assert many


def test_without_it_tomli_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml_text, "_texts", count(toml_text.MANY))
    monkeypatch.setattr(toml_text, "_quick_parser", lambda: None)
    assert parsing.parse(GOOD) == tomli.loads(GOOD, parse_float=Decimal)


def test_it_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "toml_rs", None)
    toml_text._quick_parser.cache_clear()
    assert toml_text._quick_parser() is None
    monkeypatch.undo()
    toml_text._quick_parser.cache_clear()
    assert toml_text._quick_parser() is toml_rs.loads
