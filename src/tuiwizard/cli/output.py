"""Words to people and data to programs: stderr and stdout, safe on any terminal."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Self

from tuiwizard.errors import CommandError
from tuiwizard.report.safety import UNSAFE, printable
from tuiwizard.words import tr


def tell(sentence: str) -> None:
    """Write one sentence to stderr."""
    _write(sys.stderr, printable(sentence).replace("\n", " ") + "\n")


def say(line: str) -> None:
    """Write one line for a person to stdout."""
    say_all(shown([line]))


def shown(lines: Iterable[str]) -> str:
    """Return lines for a person, as they can be shown on any terminal."""
    return "".join(f"{printable(line)}\n" for line in lines)


def say_all(text: str) -> None:
    """Write what `shown` returned to stdout."""
    with _sending():
        _write(sys.stdout, text)


def finish() -> None:
    """Send what is left of stdout."""
    with _sending():
        sys.stdout.flush()


def close_stdout() -> None:
    """Keep Python from complaining at exit that nobody takes what is left of stdout."""
    sys.stdout.flush = lambda: None  # type: ignore[method-assign] # nobody listens any more
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _sending() -> Iterator[None]:
    """Say why stdout takes no more: a full disk is no fault of the program.

    Raises:
        BrokenPipeError: Its reader has gone, and has what it wanted.
        CommandError: It cannot be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        from tuiwizard.drafts.files import reason  # who can write does not wait for it

        close_stdout()
        raise CommandError(
            tr("结果没有写完：{reason}，请换一个地方再写一次", reason=reason(error))
        ) from error


def emit(data: str) -> None:
    """Write data to stdout, byte for byte in UTF-8 whatever the locale.

    On a terminal, what would steer it is shown instead of sent.
    """
    if on_terminal(sys.stdout):
        data = printable(data)
    buffer = getattr(sys.stdout, "buffer", None)
    with _sending():
        sys.stdout.flush()
        if buffer is None:  # a test's or an embedder's text stream
            sys.stdout.write(data)
            return
        buffer.write(data.encode("utf-8"))
        buffer.flush()


def emit_bytes(data: bytes) -> None:
    """Write a file that is not text to stdout.

    Raises:
        CommandError: Stdout is a terminal, which could only show it as rubbish.
    """
    if on_terminal(sys.stdout):
        raise CommandError(
            tr("这种文件不是文字，终端上显示不了，请用 -o 给出文件名，或转给别的程序")
        )
    with _sending():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def emit_json(value: object) -> None:
    """Write JSON to stdout, spread out for reading."""
    emit(json_text(value, indent=2) + "\n")


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return JSON with Chinese as it is; what could steer a terminal becomes an escape.

    Args:
        value: What is said.
        indent: How far each level is moved in; without it all is on one line, which
            takes a tenth of the time.
    """
    import json
    import re

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if text.isprintable():
        return text
    return re.sub(UNSAFE, lambda found: f"\\u{ord(found[0]):04x}", text)


_TOGETHER = 32
"""Files that are sent at a time where nobody looks on."""


class JsonFiles:
    """One JSON object on stdout, one line per file: there may be more than memory holds.

    It holds what `emit_json({"files": [...], "summary": {...}})` would say.

    Args:
        summary: What is counted over all files; it is looked at when all have been added.
        more: Returns what there is besides; called when all have been added.
    """

    def __init__(
        self, summary: Mapping[str, int], more: Callable[[], Mapping[str, object]] = dict
    ) -> None:
        self._summary = summary
        self._more = more
        self._before = '{"files": ['
        self._waiting: list[str] = []
        self._together = 1 if on_terminal(sys.stdout) else _TOGETHER

    def __enter__(self) -> Self:
        return self

    def add(self, line: str) -> None:
        """Write one file more, as `json_text` gives it; several are sent at a time."""
        self._waiting.append(f"{self._before}\n{line}")
        self._before = ","
        if len(self._waiting) >= self._together:
            self._send()

    def _send(self) -> None:
        lines, self._waiting = self._waiting, []
        emit("".join(lines))

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write the end, unless the work was broken off: half an object must not look whole."""
        self._send()
        if kind is None:
            end = "\n]" if self._before == "," else f"{self._before}]"
            besides = "".join(f', "{k}": {json_text(v)}' for k, v in self._more().items())
            emit(f'{end}{besides}, "summary": {json_text(self._summary)}}}\n')


def on_terminal(stream: object) -> bool:
    """Return whether somebody reads a stream on a screen."""
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())


def _write(stream: object, text: str) -> None:
    """Write text to a stream whose encoding may not know Chinese."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))  # type: ignore[attr-defined]
