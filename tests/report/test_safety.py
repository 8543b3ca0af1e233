"""Text made harmless for a terminal."""

import re
import sys

import pytest
from hypothesis import given

from tests.strategies import any_text
from tuiwizard.forms.characters import FORBIDDEN_CHARACTERS
from tuiwizard.report.safety import UNSAFE, printable, without_controls

VISIBLE = "官元镇“a”[red]x[/]\n\t１，２\u3000𠮷"


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x9b", "\r", "\u202e", "\u2028", "\ud800"])
def test_a_character_that_steers_the_terminal_is_seen_or_gone(character: str) -> None:
    assert printable(f"a{character}b") == "a\ufffdb"
    assert without_controls(f"a{character}b") == "ab"


def test_visible_text_stays_as_it_is() -> None:
    assert printable(VISIBLE) == VISIBLE
    assert without_controls(VISIBLE) == VISIBLE


@given(any_text)
def test_nothing_forbidden_is_left(text: str) -> None:
    assert not FORBIDDEN_CHARACTERS.search(without_controls(text))
    assert not FORBIDDEN_CHARACTERS.search(printable(text))
    assert len(printable(text)) == len(text)
    assert printable(printable(text)) == printable(text)


def test_what_is_unsafe_is_never_printable() -> None:
    unsafe = [c for c in map(chr, range(sys.maxunicode + 1)) if re.match(UNSAFE, c)]
    assert unsafe
    assert not [c for c in unsafe if c.isprintable()]  # so a printable text need not be searched
