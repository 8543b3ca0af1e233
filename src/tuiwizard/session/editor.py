"""A text written in the person's own editor, and taken over whenever it is saved there."""

import os
import shlex
import subprocess
import time
from collections.abc import Callable

from tuiwizard.drafts.editor_file import EditorFile
from tuiwizard.errors import DraftError, SaveError
from tuiwizard.words import tr

NO_EDITOR = tr("没有设置 EDITOR 环境变量，或者写得不对，请先设置")

LOOK = 0.2
"""Seconds between two looks at what was saved in the editor."""


def editor() -> list[str]:
    """The words of $VISUAL or $EDITOR; none if neither is set, or a quote is not closed."""
    try:
        return shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    except ValueError:
        return []


def write_in(
    command: list[str], text: str, file: EditorFile, taken: Callable[[str], object]
) -> str:
    """Let the person write a text in the editor, and hand over what is saved there.

    Args:
        command: The editor, which has the terminal to itself.
        text: What it starts from.
        file: Where it is written.
        taken: Is given the text each time it was saved, while the editor is still open.

    Returns:
        Why the text is not to be had; empty if it is.
    """
    try:
        file.write(text)
        with subprocess.Popen([*command, str(file.path)]) as running:
            handed = _follow(running, file, text.rstrip("\n"), taken)
    except (OSError, SaveError):
        file.drop()
        return tr("打不开编辑器 {command}，请检查 EDITOR 环境变量", command=command[0])
    try:
        now = file.read()
    except DraftError as error:
        place = tr("；文件留在 {path}", path=file.path) if file.path.exists() else ""
        return tr("读不回编辑器里的正文：{reason}{place}", reason=error.message, place=place)
    if now != handed and (now or not running.returncode):  # one that failed may have emptied it
        taken(now)
    file.drop()
    if running.returncode:
        return tr(
            "编辑器没有正常结束（{returncode}），没有存盘的正文没有收进来",
            returncode=running.returncode,
        )
    return ""


def _follow(
    running: "subprocess.Popen[bytes]",
    file: EditorFile,
    handed: str,
    taken: Callable[[str], object],
) -> str:
    """Hand over each text that was saved: one that is the same in two looks is written whole.

    Args:
        running: The editor.
        file: Where it saves; emptied, it is about to be written.
        handed: The text that it starts from.
        taken: Is given each text.

    Returns:
        The text that was handed over last.
    """
    before = handed
    while running.poll() is None:
        time.sleep(LOOK)
        try:
            now = file.read()
        except DraftError:  # it is being written
            continue
        if now and now == before != handed:
            handed = now
            taken(now)
        before = now
    return handed
