"""A text written in the person's own editor."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from tuiwizard.drafts import files
from tuiwizard.errors import DraftError
from tuiwizard.words import tr

NO_EDITOR = tr("没有设置 EDITOR 环境变量，或者写得不对，请先设置")


def editor() -> list[str]:
    """The words of $VISUAL or $EDITOR; none if neither is set, or a quote is not closed."""
    try:
        return shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    except ValueError:
        return []


def written_in(command: list[str], text: str) -> tuple[str, str]:
    """The text after the editor has been at it, or why it is not to be had.

    Args:
        command: The editor, which has the terminal to itself.
        text: What it starts from.
    """
    with tempfile.TemporaryDirectory(prefix="tuiwizard-") as folder:
        file = Path(folder, tr("正文.txt"))
        try:
            file.write_text(text + "\n", "utf-8")
            done = subprocess.run([*command, str(file)], check=False)
            if done.returncode:
                return text, tr(
                    "编辑器没有正常结束（{returncode}），正文没有改动", returncode=done.returncode
                )
            return files.read_text(file).rstrip("\n"), ""
        except DraftError as error:
            return text, tr("读不回编辑器里的正文：{reason}", reason=error.message)
        except OSError:
            return text, tr("打不开编辑器 {command}，请检查 EDITOR 环境变量", command=command[0])
