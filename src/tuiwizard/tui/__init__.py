"""The wizard on the screen; the only room that knows Textual."""

import codecs
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tuiwizard.errors import CommandError
from tuiwizard.tui import garbage
from tuiwizard.words import tr

if TYPE_CHECKING:  # Textual is imported when it is known that there is a terminal
    from tuiwizard.county.expected import Expected
    from tuiwizard.ledger.due import Due
    from tuiwizard.tui.base_app import BaseApp


_CHINESE_ENCODINGS = ("gb2312", "gbk", "gb18030")
"""Encodings in which a terminal sends keys, and shows what it is sent, otherwise than Textual."""


def start(
    path: Path | None,
    *,
    step: str | None = None,
    previous: Path | None = None,
    ascii_only: bool = False,
    sign_off_only: bool = False,
) -> int:
    """Run the wizard until the person leaves it.

    Args:
        path: The draft to open, created if absent; None opens the start page.
        step: The step to open at.
        previous: The file of last year's report; the draft remembers it.
        ascii_only: Draw lines with ASCII characters.
        sign_off_only: Whether the report is only signed off: read, remarked on, signed.

    Returns:
        The exit code.

    Raises:
        CommandError: There is no terminal to run in.
    """
    if path is None and previous is not None:
        raise CommandError(tr("--previous 要和今年的草稿一起给：tuiwizard DRAFT --previous FILE"))
    _prepare(
        tr(
            "向导要在终端里运行；逐行问答请加 --plain，无人值守请用 --answers FILE，"
            "脚本请用 tuiwizard check 或 render"
        )
    )
    from tuiwizard.tui.app import WizardApp

    return _run(
        WizardApp(
            path, step=step, previous=previous, ascii_only=ascii_only, sign_off_only=sign_off_only
        )
    )


def start_desk(
    folder: Path,
    expected: "tuple[Expected, ...]" = (),
    year: int | None = None,
    *,
    ascii_only: bool = False,
) -> int:
    """Run the county desk until the person leaves it.

    Args:
        folder: Where the reports lie.
        expected: The offices that should send one.
        year: The report year to collect; None sees by the reports.
        ascii_only: Draw lines with ASCII characters.

    Returns:
        The exit code.

    Raises:
        CommandError: There is no terminal to run in, or no such folder.
    """
    if not folder.is_dir():
        raise CommandError(tr("{folder}：没有这个文件夹，请给出装有年报的文件夹", folder=folder))
    _prepare(tr("汇总台要在终端里运行；脚本请用 tuiwizard check 或 merge"))
    from tuiwizard.tui.desk_app import DeskApp

    return _run(DeskApp(folder, expected, year, ascii_only=ascii_only))


def start_due(found: "Due", *, ascii_only: bool = False) -> int:
    """Show what is still to be answered until the person leaves it.

    Args:
        found: The open requests.
        ascii_only: Draw lines with ASCII characters.

    Returns:
        The exit code.

    Raises:
        CommandError: There is no terminal to run in.
    """
    _prepare(tr("到期表要在终端里看；脚本请用 tuiwizard ledger --format"))
    from tuiwizard.tui.due_app import DueApp

    return _run(DueApp(found, ascii_only=ascii_only))


def can_draw() -> bool:
    """Return whether somebody sits before a terminal that shows a screen."""
    return _why_not("-") == ""


def _why_not(no_terminal: str) -> str:
    """Return why no screen can be shown; empty if one can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        return no_terminal
    if os.environ.get("TERM") in ("dumb", "unknown"):
        return tr("这个终端不能整屏显示，请加 --plain 逐行问答：tuiwizard DRAFT --plain")
    if codecs.lookup(sys.stdout.encoding or "utf-8").name in _CHINESE_ENCODINGS:
        return tr(
            "这里的字符编码是 {encoding}，整屏的向导要 UTF-8：请把终端和环境都改成 UTF-8"
            "（export LANG=zh_CN.UTF-8），或者加 --plain 逐行问答",
            encoding=sys.stdout.encoding.upper(),
        )
    if os.environ.get("TERM") == "linux" and not os.environ.get("TUIWIZARD_CONSOLE"):
        return tr(
            "This console has no Chinese characters: connect over SSH. "
            "文字控制台不能显示中文，请用 SSH 登录后再运行；能显示的设 TUIWIZARD_CONSOLE=1，"
            "用屏幕阅读器听的加 --plain"
        )
    return ""


def _prepare(no_terminal: str) -> None:
    """Make sure of the terminal, before Textual is imported."""
    if obstacle := _why_not(no_terminal):
        raise CommandError(obstacle)
    # Kitty's "report all keys" garbles commits of input methods longer than four characters;
    # Textual reads this when it is imported.
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    garbage.put_off()


def _run(app: "BaseApp") -> int:
    from tuiwizard.tui import thread_faults

    try:
        with thread_faults.watched(app.fail):
            app.run()
    finally:
        garbage.look_again()
        if app.session is not None:
            app.session.file.release()
    if app.farewell:
        from tuiwizard.report.safety import printable

        sys.stderr.write(printable(app.farewell) + "\n")
    return app.return_code or 0
