"""Argparse as this program speaks it: in the person's language, one sentence for each mistake."""

import argparse
import contextlib
import re
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NoReturn

from tuiwizard import __version__
from tuiwizard.cli.output import tell
from tuiwizard.forms.names import LEVELS
from tuiwizard.words import LANGUAGES, spoken, tr

_ERRORS = (  # not said: argparse
    (r"the following arguments are required: (.*)", "缺少参数 {0}"),
    (r"unrecognized arguments: (.*)", "不认识的参数 {0}"),
    (r"argument (.*): expected one argument", "{0} 后面要跟一个值"),
    (r"argument (.*): expected at least one argument", "{0} 后面至少要跟一个值"),
    (
        r"argument (.*): invalid choice: (.*?) \(choose from (.*)\)",
        "{0} 不能是 {1}，可以是 {2}",
    ),
    (r"argument (.*): invalid int value: (.*)", "{0} 要填整数，不是 {1}"),
    (r"argument (.*): ignored explicit argument (.*)", "{0} 后面不能带值 {1}"),
    (r"argument (.*): not allowed with argument (.*)", "{0} 不能和 {1} 一起用"),
    (r"ambiguous option: (.*) could match (.*)", "选项 {0} 不明确，可能是 {1}"),
    (r"argument (.*): (.*)", "{0} {1}"),
)
"""argparse's messages in Chinese, for it speaks English; the last is one of our own."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, prefix or tr("用法："))


class Parser(argparse.ArgumentParser):
    """A command: its help in the person's language, its mistakes in one sentence.

    Args:
        prog: How the command is called.
        description: What it does.
    """

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog, description=description, add_help=False, allow_abbrev=False,
            formatter_class=_Formatter,
        )  # fmt: skip
        self._positionals.title = tr("参数")
        self._optionals.title = tr("选项")
        self.add_argument("-h", "--help", action="help", help=tr("显示这份说明"))
        self.add_argument(
            "--version", action="version", version=f"tuiwizard {__version__}", help=tr("显示版本号")
        )
        self.add_argument("--lang", choices=LANGUAGES, help=tr("界面的语言，不给则看环境"))

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what is wrong with the command line, and end."""
        for pattern, sentence in _ERRORS if spoken() == "zh" else ():
            match = re.fullmatch(pattern, message)
            if match:
                message = sentence.format(*match.groups())
                break
        tell(tr("{message}；用 {prog} -h 查看用法", message=message, prog=self.prog))
        raise SystemExit(2)


if sys.version_info >= (3, 14):  # pragma: no cover - argparse colours its help from 3.14 on
    Parser.color = False


def with_format(parser: Parser) -> None:
    """Add `--format`: for people or for programs."""
    parser.add_argument("--format", choices=["text", "json"], default="text", help=tr("输出格式"))


def with_force(parser: Parser) -> None:
    """Add `--force`: without it nothing that is there is overwritten."""
    parser.add_argument("--force", action="store_true", help=tr("已有同名文件时覆盖"))


def with_as_draft(parser: Parser) -> None:
    """Add `--as-draft`: without it nothing is put out that may not be posted."""
    parser.add_argument(
        "--as-draft",
        action="store_true",
        help=tr("没有填完、没有签发也输出，里面和文件名上都标明是草稿"),
    )


def with_ascii(parser: Parser) -> None:
    """Add `--ascii`, for terminals that cannot draw lines."""
    parser.add_argument("--ascii", action="store_true", help=tr("只用 ASCII 画线"))


def with_draft_or_start(parser: Parser) -> None:
    """Add the draft to open; without one the start page comes."""
    parser.add_argument(
        "draft",
        metavar="DRAFT",
        nargs="?",
        type=Path,
        help=tr("草稿文件，没有就新建；不给则打开开始页"),
    )


def with_output(parser: Parser) -> None:
    """Add `-o`, standard output if it is not given."""
    parser.add_argument(
        "-o", dest="output", metavar="OUT|-", default="-", help=tr("输出到文件；- 是标准输出")
    )


def with_to(parser: Parser, formats: Iterable[str]) -> None:
    """Add `--to`, one of some formats."""
    words = tr("输出的格式；不给则看 OUT 的后缀，没有后缀的是 Markdown")
    parser.add_argument("--to", choices=list(formats), help=words)


def with_date(parser: Parser, words: str) -> None:
    """Add `--date`, the day that is printed."""
    parser.add_argument("--date", dest="day", metavar="YYYY-MM-DD", type=full_date, help=words)


def with_draft(parser: Parser) -> None:
    """Add the draft."""
    parser.add_argument("draft", metavar="DRAFT", type=Path, help=tr("草稿文件"))


def with_reports(parser: Parser, nargs: str, words: str) -> None:
    """Add drafts and published reports, or folders of them."""
    parser.add_argument("files", metavar="FILE|FOLDER", nargs=nargs, type=Path, help=words)


def with_ledgers(parser: Parser) -> None:
    """Add the files of a ledger of requests."""
    words = tr("依申请公开台账，一行一件：XLSX、XLS、ODS、CSV，可以是几个文件")
    parser.add_argument("ledgers", metavar="LEDGER", nargs="+", type=Path, help=words)


def with_map(parser: Parser) -> None:
    """Add `--map`, the answers of an office about its ledger."""
    parser.add_argument("--map", metavar="FILE", type=Path, help=tr("台账对照文件（台账.toml）"))


def with_level(parser: Parser, words: str) -> None:
    """Add `--level`, the level of an office."""
    parser.add_argument("--level", choices=[key for key, _ in LEVELS], help=words)


def with_expect(parser: Parser, words: str) -> None:
    """Add `--expect`, the list of the offices that should send a report."""
    parser.add_argument("--expect", metavar="LIST", type=Path, help=words)


def with_year(parser: Parser) -> None:
    """Add `--year`, the report year that is collected."""
    words = tr("只收这一年度的；别的年度的放在一边，逐份指出")
    parser.add_argument("--year", metavar="Y", type=int, help=words)


def with_previous(
    parser: Parser, words: str = tr("上年年报，用来对照：草稿或已公布的文件")
) -> None:
    """Add `--previous`, last year's report."""
    parser.add_argument("--previous", metavar="FILE", type=Path, help=words)


def with_edition(parser: Parser, words: str) -> None:
    """Add `--edition`, one of the editions of the form."""
    from tuiwizard.forms.years import editions  # few commands wait for the form

    parser.add_argument("--edition", metavar="|".join(editions()), help=words)


def with_plain(parser: Parser) -> None:
    """Add `--plain`: the wizard line by line."""
    words = tr("逐行问答，不用整屏：供屏幕阅读器、简易终端和脚本用")
    parser.add_argument("--plain", action="store_true", help=words)


def full_date(text: str) -> date:
    """Return a date in its full form; there are shorter ones that would be read without a word.

    Raises:
        ArgumentTypeError: It is none.
    """
    with contextlib.suppress(ValueError):
        day = date.fromisoformat(text)
        if day.isoformat() == text:
            return day
    raise argparse.ArgumentTypeError(tr("要写成 2026-01-20 的样子，不是 {text!r}", text=text))
