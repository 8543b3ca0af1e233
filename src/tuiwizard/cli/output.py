"""Words to people and data to programs: stderr and stdout, safe on any terminal."""

import sys

from tuiwizard.errors import CommandError
from tuiwizard.report.safety import UNSAFE, printable
from tuiwizard.words import tr


def tell(sentence: str) -> None:
    """One sentence on stderr."""
    _write(sys.stderr, printable(sentence).replace("\n", " ") + "\n")


def say(line: str) -> None:
    """One line for a person on stdout."""
    _write(sys.stdout, printable(line) + "\n")


def emit(data: str) -> None:
    """Data on stdout, byte for byte in UTF-8 whatever the locale.

    On a terminal, what would steer it is shown instead of sent.
    """
    sys.stdout.flush()
    if on_terminal(sys.stdout):
        data = printable(data)
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # a test's or an embedder's text stream
        sys.stdout.write(data)
        return
    buffer.write(data.encode("utf-8"))
    buffer.flush()


def emit_bytes(data: bytes) -> None:
    """A file that is not text on stdout.

    Raises:
        CommandError: Stdout is a terminal, which could only show it as rubbish.
    """
    if on_terminal(sys.stdout):
        raise CommandError(
            tr("这种文件不是文字，终端上显示不了，请用 -o 给出文件名，或转给别的程序")
        )
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def emit_json(value: object) -> None:
    """JSON on stdout, Chinese as it is; what could steer a terminal stands as an escape."""
    import json
    import re

    text = json.dumps(value, ensure_ascii=False, indent=2)
    emit(re.sub(UNSAFE, lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def on_terminal(stream: object) -> bool:
    """Whether somebody reads a stream on a screen."""
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())


def _write(stream: object, text: str) -> None:
    """Text to a stream whose encoding may not know Chinese."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))  # type: ignore[attr-defined]
