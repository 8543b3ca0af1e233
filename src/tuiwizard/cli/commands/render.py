"""`tuiwizard render`: one report in one format, to a file or to stdout."""

from argparse import Namespace, _ArgumentGroup
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from tuiwizard.cli.grammar import (
    Parser,
    with_as_draft,
    with_date,
    with_edition,
    with_force,
    with_output,
    with_to,
)
from tuiwizard.cli.output import tell
from tuiwizard.cli.publishable import refuse_unpublishable
from tuiwizard.cli.writing import put_out, write_files
from tuiwizard.county.received_file import read_draft_file
from tuiwizard.errors import CommandError
from tuiwizard.rendering.document import stamped
from tuiwizard.rendering.formats import ALL_FORMATS, format_of, in_bytes, render
from tuiwizard.rendering.style import PLAIN, ChartFile, Style, Subheads
from tuiwizard.words import tr

if TYPE_CHECKING:
    from tuiwizard.report.chart import Chart

_STYLE = {
    "tables": "--tables",
    "heading_level": "--heading-level",
    "front_matter": "--front-matter",
    "signature": "--signature",
    "day": "--date",
    "subheads": "--subheads",
    "no_title": "--no-title",
    "template": "--template",
    "cell_map": "--map",
}
"""The option that sets each field of `Style`."""


def add_arguments(parser: Parser) -> None:
    """Add the draft, and which files are made of it."""
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help=tr("草稿文件"))
    with_output(parser)
    with_to(parser, ALL_FORMATS)
    with_as_draft(parser)
    parser.add_argument(
        "--subheads",
        choices=get_args(Subheads),
        help=tr(
            "（一）之类的小标题：none 只是正文，alone 独占一段的作标题，all 段首的也提出来作标题"
        ),
    )
    parser.add_argument(
        "--template",
        metavar="FILE",
        type=Path,
        help=tr(
            "自己的模板：Word（.docx、.dotx）用它的页面、页眉页脚和同名的样式；"
            "Excel（.xlsx、.xltx）填它命名的单元格"
        ),
    )
    parser.add_argument(
        "--map",
        dest="cell_map",
        metavar="FILE",
        type=Path,
        help=tr("Excel 模板的对照文件，每行一格：表三!C5,requests.received.total"),
    )
    parser.add_argument(
        "--blank", action="store_true", help=tr("输出空白表格，打印出来手工填写（DOCX、PDF）")
    )
    with_edition(parser, tr("空白表格的版本，不给则用最新的"))
    _add_signature(parser)
    with_force(parser)
    _add_charts(parser.add_argument_group(tr("图的选项")))
    _add_page(parser.add_argument_group(tr("网页的选项")))
    _add_markdown(parser.add_argument_group(tr("Markdown 的选项")))


def _add_signature(parser: Parser) -> None:
    parser.add_argument(
        "--signature",
        action="store_true",
        default=None,
        help=tr("文末印落款（机关名称和日期）；DOCX、PDF 不写也印"),
    )
    parser.add_argument(
        "--no-signature",
        dest="signature",
        action="store_false",
        default=None,
        help=tr("文末不印落款"),
    )
    with_date(parser, tr("落款的日期，不写就是签发人的日期；也是 Markdown 文件头里的公布日期"))


def _add_charts(group: _ArgumentGroup) -> None:
    group.add_argument(
        "--charts",
        action="store_true",
        help=tr("在 OUT 旁边再写几张图：办理结果、申请人、历年新收；年报里也有"),
    )
    group.add_argument(
        "--chart-type",
        choices=["svg", "png"],
        help=tr("旁边的图写成 svg（默认）还是 png（要附加包 print）"),
    )
    group.add_argument(
        "--units",
        metavar="FILE|FOLDER",
        nargs="+",
        type=Path,
        help=tr("各单位和历年的年报，用来画各单位新收和更多年份"),
    )


def _add_page(group: _ArgumentGroup) -> None:
    group.add_argument(
        "--no-title",
        action="store_true",
        default=None,
        help=tr("不印标题：网站自己会印文章标题的用它"),
    )


def _add_markdown(group: _ArgumentGroup) -> None:
    group.add_argument(
        "--tables",
        choices=["pipe", "html"],
        help=tr("表格的写法：pipe（默认），或有合并单元格的 html（Hugo 默认不显示）"),
    )
    group.add_argument(
        "--heading-level", type=int, choices=range(1, 5), help=tr("标题的级别，1（默认）到 4")
    )
    group.add_argument(
        "--front-matter",
        action="store_true",
        default=None,
        help=tr("文件开头加 YAML 文件头"),
    )


def run(options: Namespace) -> int:
    """Write the report, or say why not."""
    to = options.to or format_of(options.output)
    style = _style(options, to)
    if options.blank:
        from tuiwizard.cli.blank import write_blank  # most are filled in

        return write_blank(options, to, style)
    if options.file is None or options.edition:
        raise CommandError(tr("请给出草稿文件；空白表格用 --blank，--edition 也只用于它"))
    if options.charts or options.units or options.chart_type:
        from tuiwizard.cli.charts import refuse_what_cannot_be  # most reports go without

        refuse_what_cannot_be(options)
    file = read_draft_file(options.file)
    if not options.as_draft:
        refuse_unpublishable(file)
    found: dict[Path, Chart] = {}
    unreadable = 0
    if options.charts:
        from tuiwizard.cli.charts import charts

        found, unreadable = charts(options, file)
        named = (ChartFile(chart, path.name) for path, chart in found.items())
        style = style._replace(charts=tuple(named))
    made = render(file.draft, to, as_draft=options.as_draft, style=style)
    if style.tables == "html":
        tell(
            tr(
                "HTML 写的表格要网站放行：Hugo 默认不显示，要在它的设置里写 "
                "markup.goldmark.renderer.unsafe = true；不能改设置的，用 --tables pipe"
            )
        )
    if options.output == "-":
        put_out(made, "-", force=options.force)
        return 0
    _save_all(options, in_bytes(made), found)
    return 2 if unreadable else 0


def _style(options: Namespace, to: str) -> Style:
    """Return what is asked of the format; an option that would do nothing is refused.

    Raises:
        CommandError: The format does not understand an option, or only with another.
    """
    asked = {name: getattr(options, name) for name in _STYLE}
    given = {name: value for name, value in asked.items() if value is not None}
    for name in given:
        if name not in ALL_FORMATS[to].understands:
            meant = (other.name for other in ALL_FORMATS.values() if name in other.understands)
            sentence = tr(
                "{option} 只用于 {formats}", option=_STYLE[name], formats=tr("、").join(meant)
            )
            raise CommandError(sentence)
    if "cell_map" in given and "template" not in given:
        raise CommandError(tr("--map 要和 --template（自己的 Excel 模板）一起用"))
    signed = given.get("signature", ALL_FORMATS[to].signed)
    if "day" in given and not (signed or "front_matter" in given):
        raise CommandError(
            tr(
                "--date 要和 --signature（落款）一起用，"
                "Markdown 也可以和 --front-matter（文件头）一起用"
            )
        )
    return PLAIN._replace(**given)


def _save_all(options: Namespace, data: bytes, charts: dict[Path, "Chart"]) -> None:
    """Write the report and, if asked for, its pictures; nothing if one may not be overwritten."""
    target = Path(options.output)
    outputs = {stamped(target) if options.as_draft else target: data}
    if charts:
        from tuiwizard.cli.charts import drawn

        outputs |= drawn(charts, as_draft=options.as_draft)
    write_files(outputs, force=options.force)
