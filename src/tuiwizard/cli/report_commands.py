"""The commands that deal with one report, and check and import, which also take many."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from tuiwizard.cli import commands
from tuiwizard.cli.grammar import (
    Parser,
    command,
    full_date,
    with_ascii,
    with_draft,
    with_force,
    with_format,
    with_output,
)
from tuiwizard.forms.names import LEVELS, SECTIONS
from tuiwizard.words import tr

STEPS = (*SECTIONS, "publish")


def wizard(names: Iterable[str]) -> Parser:
    """`tuiwizard`, with the names of the commands there are besides."""
    parser = command("", tr("政府信息公开工作年度报告填报向导。"), commands.wizard)
    parser.usage = tr("tuiwizard [DRAFT] [--step SECTION] | tuiwizard 命令 …")
    parser.epilog = tr(
        "命令：{commands}；用 tuiwizard 命令 -h 查看各自的用法。", commands=" ".join(names)
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
    with_ascii(parser)
    _plain(parser)
    parser.add_argument(
        "--answers",
        metavar="FILE",
        type=Path,
        help=tr("无人值守：回答取自这个文件，不问也不等；写法见 docs/plain.md"),
    )
    return parser


def review() -> Parser:
    """`tuiwizard review`."""
    parser = command("review", tr("审查草稿：只能看、提意见和签发。"), commands.review)
    with_draft(parser)
    with_ascii(parser)
    _plain(parser)
    return parser


def new() -> Parser:
    """`tuiwizard new`."""
    parser = command("new", tr("新建一份空白草稿。"), commands.new)
    parser.add_argument("draft", metavar="DRAFT", type=Path, help=tr("要写的草稿文件"))
    parser.add_argument("--agency", metavar="NAME", required=True, help=tr("机关名称"))
    parser.add_argument("--year", metavar="Y", type=int, required=True, help=tr("年度，例如 2025"))
    parser.add_argument("--level", choices=[key for key, _ in LEVELS], help=tr("机关层级"))
    _previous(parser)
    with_force(parser)
    return parser


def check() -> Parser:
    """`tuiwizard check`."""
    parser = command("check", tr("检查草稿和已公布的年报，列出妨碍公布的问题。"), commands.check)
    parser.add_argument(
        "files", metavar="FILE|FOLDER", nargs="+", type=Path,
        help=tr("草稿或已公布的年报，或装有它们的文件夹"),
    )  # fmt: skip
    _previous(parser)
    with_format(parser)
    return parser


def render() -> Parser:
    """`tuiwizard render`."""
    parser = command("render", tr("把草稿输出成可以公布的文件。"), commands.render)
    parser.add_argument("file", metavar="FILE", type=Path, help=tr("草稿文件"))
    with_output(parser)
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
    with_force(parser)
    _charts(parser.add_argument_group(tr("图的选项")))
    _markdown(parser.add_argument_group(tr("Markdown 的选项")))
    return parser


def import_() -> Parser:
    """`tuiwizard import`."""
    parser = command("import", tr("读已公布的年报，列出读到、没读到和矛盾的数。"), commands.import_)
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
    with_format(parser)
    with_force(parser)
    return parser


def history() -> Parser:
    """`tuiwizard history`."""
    parser = command("history", tr("列出草稿以前的版本，比较或恢复其中一个。"), commands.history)
    with_draft(parser)
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--show", metavar="N", type=int, help=tr("输出第 N 个版本"))
    one.add_argument("--compare", metavar="N", type=int, help=tr("列出第 N 个版本与现在的不同"))
    one.add_argument("--restore", metavar="N", type=int, help=tr("恢复第 N 个版本，可以再恢复回来"))
    return parser


def schema() -> Parser:
    """`tuiwizard schema`."""
    from tuiwizard.forms.editions import editions  # no other command waits for the form

    parser = command("schema", tr("输出草稿文件的 JSON Schema。"), commands.schema)
    parser.add_argument(
        "--edition", metavar="|".join(editions()), help=tr("表格版本，不给则包括各版")
    )
    parser.add_argument(
        "--answers",
        action="store_true",
        help=tr("改为输出 --answers 的回答文件的样板（TOML），不给版本则用今年的"),
    )
    return parser


def _previous(parser: Parser, words: str = tr("上年年报，用来对照：草稿或已公布的文件")) -> None:
    parser.add_argument("--previous", metavar="FILE", type=Path, help=words)


def _plain(parser: Parser) -> None:
    words = tr("逐行问答，不用整屏：供屏幕阅读器、简易终端和脚本用")
    parser.add_argument("--plain", action="store_true", help=words)


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
        "--date", dest="day", metavar="YYYY-MM-DD", type=full_date, help=tr("文件头里的公布日期")
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
