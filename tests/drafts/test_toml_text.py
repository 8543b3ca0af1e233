"""The quick parser of TOML says what tomli says, of every text that it is asked about."""

import re
import sys
import threading
from collections.abc import Iterator
from decimal import Decimal
from itertools import count

import pytest
import rtoml
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


_LISTED = re.compile(r"^    -?[\d.]*\.\d+,$", re.MULTILINE)
"""A decimal in a list: the value of a cell that somebody has explained. There are few."""


def said(text: str) -> str | None:
    """What tomli makes of a text, to the last zero; None where it is no TOML, or enormous."""
    try:
        tables = tomli.loads(text, parse_float=Decimal)
        toml_text._refuse_enormous(tables)
    except (ValueError, ArithmeticError):
        return None
    return repr(tables)


def said_quickly(text: str) -> str | None:
    """What the quick parser is believed to say; None where tomli is asked."""
    tables = toml_text._quickly(rtoml.loads, text)
    return None if tables is None else repr(tables)


def assert_the_same(text: str) -> None:
    quick = said_quickly(text)
    if quick is not None:
        assert quick == said(text)


@given(drafts())
def test_every_draft_is_read_by_it_and_byte_for_byte(draft: Draft) -> None:
    text = codec.dumps(draft)
    assert_the_same(text)
    if not (any(mark in text for mark in toml_text._UNSURE) or _LISTED.search(text)):
        assert said_quickly(text) is not None


@given(mistyped())
@example("a = 1.50\nb = -0.0\n")
@example('a = 1.50\nb = """\nc = 1.50\n"""\n')
@example('a = """\nb = 1.50\n"""\n')
@example("a = '''\nb = 1.50\n'''\n")
@example('a = """\r\n\r\n  y"""\n')
@example("a = 1\r\r\n")
@example("# b = 1.50\n")
@example("a = 00.5\n")
@example('a = "\\uE0001.5"\n')
@example('a = "\ue0001.5"\n')
@example("a = [\n1.5, 2.50\n]\n")
@example("[[a]]\nb = 2.50\n[[a]]\nb = 1\n")
def test_what_is_mistyped(text: str) -> None:
    assert_the_same(text)


@pytest.mark.parametrize("text", TEXTS)
def test_each_kind_of_value(text: str) -> None:
    assert_the_same(text)


@given(st.decimals(allow_nan=False, allow_infinity=False).map("{:f}".format))
def test_a_decimal_keeps_every_digit(written: str) -> None:
    text = f"a = {written}\n"
    assert_the_same(text)
    if "." in written:
        assert said_quickly(text) == repr({"a": Decimal(written)})


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Enough texts were read; which of them the quick parser got."""
    asked: list[str] = []

    def quick(text: str) -> dict[str, object]:
        asked.append(text)
        return rtoml.loads(text)

    monkeypatch.setattr(toml_text, "_texts", count(toml_text.MANY))
    monkeypatch.setattr(toml_text, "_quick_parser", lambda: quick)
    yield asked


def test_it_is_asked_where_many_are_read(many: list[str]) -> None:
    assert parsing.parse(GOOD) == tomli.loads(GOOD, parse_float=Decimal)
    assert len(many) == 1


def test_a_few_do_without_it(many: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml_text, "_texts", count())
    for _ in range(toml_text.MANY):
        parsing.parse(GOOD)
    assert not many
    parsing.parse(GOOD)
    assert many


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 100_000, "a = " + "{ a = " * 100_000, f"[{'a.' * 50_000}a]\nb = 1"]
)
def test_it_does_not_die_of_what_is_deep(text: str) -> None:
    """In a thread, too, whose stack is small."""
    found: list[dict[str, object] | None] = []
    threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(
            target=lambda: found.append(toml_text._quickly(rtoml.loads, text))
        )
        thread.start()
    finally:
        threading.stack_size(0)
    thread.join()
    assert found == [None]


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
    monkeypatch.setitem(sys.modules, "rtoml", None)
    toml_text._quick_parser.cache_clear()
    assert toml_text._quick_parser() is None
    monkeypatch.undo()
    toml_text._quick_parser.cache_clear()
    assert toml_text._quick_parser() is rtoml.loads
