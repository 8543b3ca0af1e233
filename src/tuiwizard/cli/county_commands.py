"""The commands that deal with many reports: the desk, sums, comparisons, tables."""

from pathlib import Path

from tuiwizard.cli import commands
from tuiwizard.cli.grammar import (
    Parser,
    command,
    with_ascii,
    with_force,
    with_format,
    with_output,
)
from tuiwizard.forms.names import LEVELS
from tuiwizard.words import tr


def desk() -> Parser:
    """`tuiwizard desk`."""
    parser = command(
        "desk", tr("县级汇总台：一个文件夹里的年报，谁没报、哪里不对。"), commands.desk
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=tr("装有各机关年报的文件夹"))
    parser.add_argument(
        "--expect", metavar="LIST", type=Path, help=tr("应报机关的名单（CSV 或文本），列出谁没有报")
    )
    with_ascii(parser)
    return parser


def merge() -> Parser:
    """`tuiwizard merge`."""
    parser = command(
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
    with_format(parser)
    return parser


def diff() -> Parser:
    """`tuiwizard diff`."""
    parser = command(
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
    with_format(parser)
    return parser


def export() -> Parser:
    """`tuiwizard export`."""
    from tuiwizard.forms.editions import editions  # few commands wait for the form

    parser = command("export", tr("把许多年报的数导出成一张表，一份年报一行。"), commands.export)
    parser.add_argument(
        "files",
        metavar="FILE|FOLDER",
        nargs="*",
        type=Path,
        help=tr("草稿、已公布的年报，或装有它们的文件夹"),
    )
    with_output(parser)
    parser.add_argument(
        "--to", choices=["csv", "xlsx"], help=tr("表的格式；不给则看 OUT 的后缀，标准输出是 CSV")
    )
    with_force(parser)
    parser.add_argument(
        "--schema", action="store_true", help=tr("不导出，只用 JSON 列出各列的名称、类型和含义")
    )
    parser.add_argument(
        "--edition", metavar="|".join(editions()), help=tr("和 --schema 一起用：只列这一版表格的列")
    )
    return parser
