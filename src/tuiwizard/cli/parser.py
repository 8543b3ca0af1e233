"""The grammar of the command line, in Chinese."""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from tuiwizard import __version__
from tuiwizard.cli import commands
from tuiwizard.cli.output import tell
from tuiwizard.errors import CommandError
from tuiwizard.forms.names import LEVELS, SECTIONS

STEPS = (*SECTIONS, "publish")

NOT_YET = ("desk", "merge", "diff", "doctor")
"""Commands of the contract that this version does not have."""

_ERRORS = (
    (r"the following arguments are required: (.*)", "缺少参数 {0}"),
    (r"unrecognized arguments: (.*)", "不认识的参数 {0}"),
    (r"argument (.*): expected one argument", "{0} 后面要跟一个值"),
    (r"argument (.*): expected at least one argument", "{0} 后面至少要跟一个值"),
    (r"argument (.*): invalid choice: (.*?) \(choose from (.*)\)", "{0} 不能是 {1}，可以是 {2}"),
    (r"argument (.*): invalid int value: (.*)", "{0} 要填整数，不是 {1}"),
    (r"argument (.*): invalid _day value: (.*)", "{0} 要写成 2026-01-20 的样子，不是 {1}"),
    (r"argument (.*): ignored explicit argument (.*)", "{0} 后面不能带值 {1}"),
    (r"argument (.*): not allowed with argument (.*)", "{0} 不能和 {1} 一起用"),
    (r"ambiguous option: (.*) could match (.*)", "选项 {0} 不明确，可能是 {1}"),
)
"""argparse's messages, for it cannot be asked to speak Chinese."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, prefix or "用法：")


class _Parser(argparse.ArgumentParser):
    """argparse in Chinese, one sentence for each mistake."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog, description=description, add_help=False, allow_abbrev=False,
            formatter_class=_Formatter,
        )  # fmt: skip
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")
        self.add_argument(
            "--version", action="version", version=f"tuiwizard {__version__}", help="显示版本号"
        )

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _ERRORS:
            match = re.fullmatch(pattern, message)
            if match:
                message = sentence.format(*match.groups())
                break
        tell(f"{message}；用 {self.prog} -h 查看用法")
        raise SystemExit(2)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of one command, with the function to run it as `run`.

    Raises:
        CommandError: A command this version does not have.
        SystemExit: argparse has said what there was to say.
    """
    first = next((a for a in arguments if not a.startswith("-")), "")
    if first in NOT_YET and arguments[0] == first:
        raise CommandError(f"这一版还没有 {first} 命令；同名的草稿请写成 ./{first}")
    if arguments and arguments[0] in _COMMANDS:
        return _COMMANDS[arguments[0]]().parse_args(list(arguments[1:]))
    return _wizard().parse_args(list(arguments))


def _command(name: str, description: str, run: Callable[[argparse.Namespace], int]) -> _Parser:
    parser = _Parser(f"tuiwizard {name}".strip(), description)
    parser.set_defaults(run=run)
    return parser


def _wizard() -> _Parser:
    parser = _command("", "政府信息公开工作年度报告填报向导。", commands.wizard)
    parser.usage = "tuiwizard [DRAFT] [--step SECTION] | tuiwizard 命令 …"
    parser.epilog = "命令：" + "、".join(_COMMANDS) + "；用 tuiwizard 命令 -h 查看各自的用法。"
    parser.add_argument(
        "draft",
        metavar="DRAFT",
        nargs="?",
        type=Path,
        help="草稿文件，没有就新建；不给则打开开始页",
    )
    parser.add_argument("--step", choices=STEPS, help="直接打开这一步")
    _previous(parser, "上年年报的草稿文件，用来对照")
    parser.add_argument("--ascii", action="store_true", help="只用 ASCII 画线")
    _plain(parser)
    parser.add_argument(
        "--answers",
        metavar="FILE",
        type=Path,
        help="无人值守：回答取自这个文件，不问也不等；写法见 docs/plain.md",
    )
    return parser


def _plain(parser: _Parser) -> None:
    words = "逐行问答，不用整屏：供屏幕阅读器、简易终端和脚本用"
    parser.add_argument("--plain", action="store_true", help=words)


def _new() -> _Parser:
    parser = _command("new", "新建一份空白草稿。", commands.new)
    parser.add_argument("draft", metavar="DRAFT", type=Path, help="要写的草稿文件")
    parser.add_argument("--agency", metavar="NAME", required=True, help="机关名称")
    parser.add_argument("--year", metavar="Y", type=int, required=True, help="年度，例如 2025")
    parser.add_argument("--level", choices=[key for key, _ in LEVELS], help="机关层级")
    _previous(parser)
    parser.add_argument("--force", action="store_true", help="已有同名文件时覆盖")
    return parser


def _check() -> _Parser:
    parser = _command("check", "检查草稿，列出妨碍公布的问题。", commands.check)
    parser.add_argument(
        "files", metavar="FILE|FOLDER", nargs="+", type=Path, help="草稿文件，或装有草稿的文件夹"
    )
    _previous(parser)
    parser.add_argument("--format", choices=["text", "json"], default="text", help="输出格式")
    return parser


def _previous(parser: _Parser, words: str = "上年年报，用来对照：草稿或已公布的文件") -> None:
    parser.add_argument("--previous", metavar="FILE", type=Path, help=words)


def _render() -> _Parser:
    parser = _command("render", "把草稿输出成可以公布的文件。", commands.render)
    parser.add_argument("file", metavar="FILE", type=Path, help="草稿文件")
    parser.add_argument(
        "-o", dest="output", metavar="OUT|-", default="-", help="输出到文件；- 是标准输出"
    )
    parser.add_argument(
        "--to",
        choices=["markdown", "html", "docx"],
        help="输出的格式；不给则看 OUT 的后缀，没有后缀的是 Markdown",
    )
    parser.add_argument(
        "--as-draft",
        action="store_true",
        help="没有填完、没有签发也输出，里面和文件名上都标明是草稿",
    )
    parser.add_argument("--force", action="store_true", help="已有同名文件时覆盖")
    _markdown(parser.add_argument_group("Markdown 的选项"))
    return parser


def _review() -> _Parser:
    parser = _command("review", "审查草稿：只能看、提意见和签发。", commands.review)
    parser.add_argument("draft", metavar="DRAFT", type=Path, help="草稿文件")
    parser.add_argument("--ascii", action="store_true", help="只用 ASCII 画线")
    _plain(parser)
    return parser


def _markdown(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--tables", choices=["pipe", "html"], help="表格的写法：pipe（默认），或有合并单元格的 html"
    )
    group.add_argument(
        "--heading-level", type=int, choices=range(1, 5), help="标题的级别，1（默认）到 4"
    )
    group.add_argument("--front-matter", action="store_true", help="文件开头加 YAML 文件头")
    group.add_argument(
        "--date", dest="day", metavar="YYYY-MM-DD", type=_day, help="文件头里的公布日期"
    )


def _day(text: str) -> date:
    """A date in its full form; there are shorter ones that would be read without a word."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def _import() -> _Parser:
    parser = _command(
        "import", "读一份已公布的年报，列出读到、没读到和矛盾的数。", commands.import_
    )
    parser.add_argument(
        "source",
        metavar="SOURCE",
        help="网页、DOCX、PDF、Markdown、文本或草稿；- 是标准输入的文本",
    )
    parser.add_argument(
        "-o", dest="output", metavar="DRAFT", type=Path, help="写成草稿文件；不给则什么都不写"
    )
    parser.add_argument("--agency", metavar="NAME", help="机关名称，原件没有印或印得不全时用")
    parser.add_argument("--year", metavar="Y", type=int, help="年度，原件没有印时用")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="输出格式")
    parser.add_argument("--force", action="store_true", help="已有同名文件时覆盖")
    return parser


def _history() -> _Parser:
    parser = _command("history", "列出草稿以前的版本，比较或恢复其中一个。", commands.history)
    parser.add_argument("draft", metavar="DRAFT", type=Path, help="草稿文件")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--show", metavar="N", type=int, help="输出第 N 个版本")
    one.add_argument("--compare", metavar="N", type=int, help="列出第 N 个版本与现在的不同")
    one.add_argument("--restore", metavar="N", type=int, help="恢复第 N 个版本，可以再恢复回来")
    return parser


def _schema() -> _Parser:
    parser = _command("schema", "输出草稿文件的 JSON Schema。", commands.schema)
    parser.add_argument("--edition", metavar="2019|2021", help="表格版本，不给则包括各版")
    parser.add_argument(
        "--answers",
        action="store_true",
        help="改为输出 --answers 的回答文件的样板（TOML），不给版本则用今年的",
    )
    return parser


_COMMANDS: dict[str, Callable[[], _Parser]] = {
    "new": _new,
    "review": _review,
    "check": _check,
    "render": _render,
    "import": _import,
    "history": _history,
    "schema": _schema,
}

if sys.version_info >= (3, 14):  # pragma: no cover - argparse colours its help from 3.14 on
    _Parser.color = False
