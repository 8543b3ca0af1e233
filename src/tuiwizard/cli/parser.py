"""The grammar of the command line."""

import argparse
import contextlib
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from tuiwizard import __version__
from tuiwizard.cli import commands
from tuiwizard.cli.output import tell
from tuiwizard.forms.names import LEVELS, SECTIONS
from tuiwizard.words import LANGUAGES, spoken, tr

STEPS = (*SECTIONS, "publish")

SHELLS = ("bash", "zsh", "fish")

_ERRORS = (
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


class _Parser(argparse.ArgumentParser):
    """argparse in the person's language, one sentence for each mistake."""

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
        for pattern, sentence in _ERRORS if spoken() == "zh" else ():
            match = re.fullmatch(pattern, message)
            if match:
                message = sentence.format(*match.groups())
                break
        tell(tr("{message}；用 {prog} -h 查看用法", message=message, prog=self.prog))
        raise SystemExit(2)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of one command, with the function to run it as `run`.

    Raises:
        SystemExit: argparse has said what there was to say.
    """
    language, rest = _leading_language(arguments)
    if rest and rest[0] in _COMMANDS:
        return _COMMANDS[rest[0]]().parse_args([*language, *rest[1:]])
    return _wizard().parse_args([*language, *rest])


def _leading_language(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """`--lang` where it stands before the command, and what follows it."""
    first = arguments[0] if arguments else ""
    many = 2 if first == "--lang" else 1 if first.startswith("--lang=") else 0
    return list(arguments[:many]), list(arguments[many:])


def grammar() -> dict[str, argparse.ArgumentParser]:
    """Every command by its name, the wizard's own empty: for documents and completion."""
    return {"": _wizard(), **{name: make() for name, make in _COMMANDS.items()}}


def _command(name: str, description: str, run: Callable[[argparse.Namespace], int]) -> _Parser:
    parser = _Parser(f"tuiwizard {name}".strip(), description)
    parser.set_defaults(run=run)
    return parser


def _wizard() -> _Parser:
    parser = _command("", tr("政府信息公开工作年度报告填报向导。"), commands.wizard)
    parser.usage = tr("tuiwizard [DRAFT] [--step SECTION] | tuiwizard 命令 …")
    parser.epilog = (
        tr("命令：") + " ".join(_COMMANDS) + tr("；用 tuiwizard 命令 -h 查看各自的用法。")
    )
    parser.add_argument(
        "draft",
        metavar="DRAFT",
        nargs="?",
        type=Path,
        help=tr("草稿文件，没有就新建；不给则打开开始页"),
    )
    parser.add_argument("--step", choices=STEPS, help=tr("直接打开这一步"))
    _previous(parser, tr("上年年报的草稿文件，用来对照"))
    parser.add_argument("--ascii", action="store_true", help=tr("只用 ASCII 画线"))
    _plain(parser)
    parser.add_argument(
        "--answers",
        metavar="FILE",
        type=Path,
        help=tr("无人值守：回答取自这个文件，不问也不等；写法见 docs/plain.md"),
    )
    return parser


def _plain(parser: _Parser) -> None:
    words = tr("逐行问答，不用整屏：供屏幕阅读器、简易终端和脚本用")
    parser.add_argument("--plain", action="store_true", help=words)


def _new() -> _Parser:
    parser = _command("new", tr("新建一份空白草稿。"), commands.new)
    parser.add_argument("draft", metavar="DRAFT", type=Path, help=tr("要写的草稿文件"))
    parser.add_argument("--agency", metavar="NAME", required=True, help=tr("机关名称"))
    parser.add_argument("--year", metavar="Y", type=int, required=True, help=tr("年度，例如 2025"))
    parser.add_argument("--level", choices=[key for key, _ in LEVELS], help=tr("机关层级"))
    _previous(parser)
    parser.add_argument("--force", action="store_true", help=tr("已有同名文件时覆盖"))
    return parser


def _check() -> _Parser:
    parser = _command("check", tr("检查草稿和已公布的年报，列出妨碍公布的问题。"), commands.check)
    parser.add_argument(
        "files", metavar="FILE|FOLDER", nargs="+", type=Path,
        help=tr("草稿或已公布的年报，或装有它们的文件夹"),
    )  # fmt: skip
    _previous(parser)
    parser.add_argument("--format", choices=["text", "json"], default="text", help=tr("输出格式"))
    return parser


def _previous(parser: _Parser, words: str = tr("上年年报，用来对照：草稿或已公布的文件")) -> None:
    parser.add_argument("--previous", metavar="FILE", type=Path, help=words)


def _render() -> _Parser:
    parser = _command("render", tr("把草稿输出成可以公布的文件。"), commands.render)
    parser.add_argument("file", metavar="FILE", type=Path, help=tr("草稿文件"))
    parser.add_argument(
        "-o", dest="output", metavar="OUT|-", default="-", help=tr("输出到文件；- 是标准输出")
    )
    parser.add_argument(
        "--to",
        choices=["markdown", "html", "docx"],
        help=tr("输出的格式；不给则看 OUT 的后缀，没有后缀的是 Markdown"),
    )
    parser.add_argument(
        "--as-draft",
        action="store_true",
        help=tr("没有填完、没有签发也输出，里面和文件名上都标明是草稿"),
    )
    parser.add_argument("--force", action="store_true", help=tr("已有同名文件时覆盖"))
    _charts(parser.add_argument_group(tr("图的选项")))
    _markdown(parser.add_argument_group(tr("Markdown 的选项")))
    return parser


def _review() -> _Parser:
    parser = _command("review", tr("审查草稿：只能看、提意见和签发。"), commands.review)
    parser.add_argument("draft", metavar="DRAFT", type=Path, help=tr("草稿文件"))
    parser.add_argument("--ascii", action="store_true", help=tr("只用 ASCII 画线"))
    _plain(parser)
    return parser


def _desk() -> _Parser:
    parser = _command(
        "desk", tr("县级汇总台：一个文件夹里的年报，谁没报、哪里不对。"), commands.desk
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=tr("装有各机关年报的文件夹"))
    parser.add_argument(
        "--expect", metavar="LIST", type=Path, help=tr("应报机关的名单（CSV 或文本），列出谁没有报")
    )
    parser.add_argument("--ascii", action="store_true", help=tr("只用 ASCII 画线"))
    return parser


def _markdown(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--tables",
        choices=["pipe", "html"],
        help=tr("表格的写法：pipe（默认），或有合并单元格的 html"),
    )
    group.add_argument(
        "--heading-level", type=int, choices=range(1, 5), help=tr("标题的级别，1（默认）到 4")
    )
    group.add_argument("--front-matter", action="store_true", help=tr("文件开头加 YAML 文件头"))
    group.add_argument(
        "--date", dest="day", metavar="YYYY-MM-DD", type=_day, help=tr("文件头里的公布日期")
    )


def _charts(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--charts",
        action="store_true",
        help=tr("在 OUT 旁边再写几张 SVG 图：办理结果、申请人、历年新收"),
    )
    group.add_argument(
        "--units",
        metavar="FILE|FOLDER",
        nargs="+",
        type=Path,
        help=tr("各单位和历年的年报，用来画各单位新收和更多年份"),
    )


def _day(text: str) -> date:
    """A date in its full form; there are shorter ones that would be read without a word."""
    with contextlib.suppress(ValueError):
        day = date.fromisoformat(text)
        if day.isoformat() == text:
            return day
    raise argparse.ArgumentTypeError(tr("要写成 2026-01-20 的样子，不是 {text!r}", text=text))


def _import() -> _Parser:
    parser = _command(
        "import", tr("读已公布的年报，列出读到、没读到和矛盾的数。"), commands.import_
    )
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        help=tr("网页、DOCX、PDF、Markdown、文本或草稿，或装有它们的文件夹；- 是标准输入的文本"),
    )
    parser.add_argument(
        "-o", dest="output", metavar="DRAFT|FOLDER", type=Path,
        help=tr("写成草稿文件；有几份或给的是文件夹时，写进这个文件夹；不给则什么都不写"),
    )  # fmt: skip
    parser.add_argument(
        "--agency", metavar="NAME", help=tr("机关名称，原件没有印或印得不全时用；只能用于一份")
    )
    parser.add_argument("--year", metavar="Y", type=int, help=tr("年度，原件没有印时用"))
    parser.add_argument("--format", choices=["text", "json"], default="text", help=tr("输出格式"))
    parser.add_argument("--force", action="store_true", help=tr("已有同名文件时覆盖"))
    return parser


def _merge() -> _Parser:
    parser = _command(
        "merge",
        tr("把多份年报逐格加成一份汇总草稿；草稿已经是汇总的，就把后来的加进去。"),
        commands.merge,
    )
    parser.add_argument(
        "files",
        metavar="FILE|FOLDER",
        nargs="*",
        type=Path,
        help=tr("草稿或已公布的年报，或装有它们的文件夹；重新汇总时可以不给"),
    )
    parser.add_argument(
        "-o", dest="output", metavar="DRAFT", type=Path, required=True, help=tr("汇总成的草稿文件")
    )
    parser.add_argument("--agency", metavar="NAME", help=tr("汇总以后的机关名称，第一次汇总要给出"))
    parser.add_argument("--level", choices=[key for key, _ in LEVELS], help=tr("它的层级"))
    parser.add_argument(
        "--expect",
        metavar="LIST",
        type=Path,
        help=tr("应报机关的名单（CSV 或文本），对照谁还没有报"),
    )
    parser.add_argument(
        "--texts",
        metavar="OUT",
        type=Path,
        help=tr("把各单位的正文写成一份 Markdown，供起草时取用"),
    )
    parser.add_argument(
        "--include-unfinished",
        action="store_true",
        help=tr("没有填完、还不能公布的也加进来，填了多少加多少；不给则不加，并指出是哪几份"),
    )
    parser.add_argument(
        "--update", action="store_true", help=tr("汇总以后有改动、有新的一份的，换成现在的")
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help=tr("已有同名文件时覆盖；是汇总草稿的，只把手改过的数换成各份之和，正文不动"),
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help=tr("输出格式"))
    return parser


def _diff() -> _Parser:
    parser = _command(
        "diff",
        tr("比较两份年报：同一机关的两年，或同一草稿的两稿；或核对上级和下级之和。"),
        commands.diff,
    )
    parser.add_argument("left", metavar="A", type=Path, help=tr("草稿或已公布的年报"))
    parser.add_argument("right", metavar="B", nargs="?", type=Path, help=tr("和 A 比的另一份"))
    parser.add_argument(
        "--children",
        metavar="FILE|FOLDER",
        nargs="+",
        type=Path,
        help=tr("代替 B：A 是上级的年报，和这些年报之和逐格核对"),
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help=tr("输出格式"))
    return parser


def _export() -> _Parser:
    from tuiwizard.forms.editions import editions  # few commands wait for the form

    parser = _command("export", tr("把许多年报的数导出成一张表，一份年报一行。"), commands.export)
    parser.add_argument(
        "files",
        metavar="FILE|FOLDER",
        nargs="*",
        type=Path,
        help=tr("草稿、已公布的年报，或装有它们的文件夹"),
    )
    parser.add_argument(
        "-o", dest="output", metavar="OUT|-", default="-", help=tr("输出到文件；- 是标准输出")
    )
    parser.add_argument(
        "--to", choices=["csv", "xlsx"], help=tr("表的格式；不给则看 OUT 的后缀，标准输出是 CSV")
    )
    parser.add_argument("--force", action="store_true", help=tr("已有同名文件时覆盖"))
    parser.add_argument(
        "--schema", action="store_true", help=tr("不导出，只用 JSON 列出各列的名称、类型和含义")
    )
    parser.add_argument(
        "--edition", metavar="|".join(editions()), help=tr("和 --schema 一起用：只列这一版表格的列")
    )
    return parser


def _history() -> _Parser:
    parser = _command("history", tr("列出草稿以前的版本，比较或恢复其中一个。"), commands.history)
    parser.add_argument("draft", metavar="DRAFT", type=Path, help=tr("草稿文件"))
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--show", metavar="N", type=int, help=tr("输出第 N 个版本"))
    one.add_argument("--compare", metavar="N", type=int, help=tr("列出第 N 个版本与现在的不同"))
    one.add_argument("--restore", metavar="N", type=int, help=tr("恢复第 N 个版本，可以再恢复回来"))
    return parser


def _schema() -> _Parser:
    from tuiwizard.forms.editions import editions  # no other command waits for the form

    parser = _command("schema", tr("输出草稿文件的 JSON Schema。"), commands.schema)
    parser.add_argument(
        "--edition", metavar="|".join(editions()), help=tr("表格版本，不给则包括各版")
    )
    parser.add_argument(
        "--answers",
        action="store_true",
        help=tr("改为输出 --answers 的回答文件的样板（TOML），不给版本则用今年的"),
    )
    return parser


def _doctor() -> _Parser:
    parser = _command("doctor", tr("检查这台电脑和终端能不能好好运行本程序。"), commands.doctor)
    parser.add_argument("--format", choices=["text", "json"], default="text", help=tr("输出格式"))
    parser.add_argument(
        "--bundle",
        metavar="ZIP",
        type=Path,
        help=tr("另写一个诊断包，去掉了个人信息，可以发给别人"),
    )
    parser.add_argument("--force", action="store_true", help=tr("已有同名文件时覆盖"))
    return parser


def _completion() -> _Parser:
    parser = _command(
        "completion", tr("输出命令行补全的脚本，用法见脚本开头。"), commands.completion
    )
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=tr("bash、zsh 或 fish"))
    return parser


_COMMANDS: dict[str, Callable[[], _Parser]] = {
    "new": _new,
    "review": _review,
    "desk": _desk,
    "check": _check,
    "render": _render,
    "import": _import,
    "merge": _merge,
    "diff": _diff,
    "export": _export,
    "history": _history,
    "schema": _schema,
    "doctor": _doctor,
    "completion": _completion,
}

if sys.version_info >= (3, 14):  # pragma: no cover - argparse colours its help from 3.14 on
    _Parser.color = False
