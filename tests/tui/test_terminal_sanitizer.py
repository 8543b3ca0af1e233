"""Whatever a widget shows, nothing in it steers the terminal."""

from rich.segment import Segment
from textual.color import Color

from tuiwizard.tui.terminal_sanitizer import TerminalSanitizer

BLACK = Color(0, 0, 0)


def test_steering_characters_stay_behind() -> None:
    evil = "甲\x1b]0;x\x07\x9b1m\u202e\u200b\x85\n\t[red]乙[/]"
    (segment,) = TerminalSanitizer().apply([Segment(evil)], BLACK)
    assert segment.text == "甲]0;x1m[red]乙[/]"


def test_a_harmless_line_is_not_copied() -> None:
    segments = [Segment("甲乙"), Segment("1")]
    assert TerminalSanitizer().apply(segments, BLACK) is segments
