# -*- coding: utf-8 -*-
"""Says what to do where Python is too old. Every Python since 2.7 can read this file."""

from __future__ import unicode_literals

import sys

OLDEST = (3, 11)
SENTENCE = (
    "这里的 Python 是 %d.%d，tuiwizard 要 3.11 或更新的；"
    "没有就用单文件版：它自带 Python，不用安装（见 README.txt）\n"
)


def refuse():
    # type: () -> None
    """End with one sentence and exit code 2, if this Python is too old."""
    if sys.version_info >= OLDEST:
        return
    said = (SENTENCE % sys.version_info[:2]).encode(_encoding(), "replace")
    getattr(sys.stderr, "buffer", sys.stderr).write(said)  # type: ignore[arg-type]
    sys.exit(2)


def _encoding():
    # type: () -> str
    return getattr(sys.stderr, "encoding", None) or "utf-8"
