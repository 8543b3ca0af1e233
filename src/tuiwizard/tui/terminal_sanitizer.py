"""Nothing that a file or a person says can steer the terminal.

Textual writes the characters of a text as they are, control characters included. This is the
one door through which every line of every widget goes to the screen; what would steer it stays
behind. The text itself, in the draft and in the editor, is not touched.
"""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tuiwizard.report.safety import without_steering


class TerminalSanitizer(LineFilter):
    """Takes steering characters, which have no width, out of a line of the screen."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same line without them."""
        safe = [without_steering(segment.text) for segment in segments]
        if all(text is segment.text for text, segment in zip(safe, segments, strict=True)):
            return segments
        return [
            Segment(text, segment.style, segment.control)
            for text, segment in zip(safe, segments, strict=True)
        ]
