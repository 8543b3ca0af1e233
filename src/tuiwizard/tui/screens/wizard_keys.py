"""The keys of the wizard and its sizes, which its first table shares.

`flows.commands` says what each command does, and where it works.
"""

from textual.binding import Binding

from tuiwizard.words import tr

BINDINGS = (
    Binding("f1", "help", tr("帮助"), priority=True),
    Binding("ctrl+s", "command('save')", tr("保存"), priority=True, show=False),
    Binding("ctrl+b", "back", tr("上一步"), priority=True, show=False),
    Binding("ctrl+n", "next", tr("下一步"), priority=True),
    Binding("ctrl+g", "steps", tr("步骤"), priority=True),
    Binding("f4", "command('preview')", tr("预览"), priority=True),
    Binding("f8", "check", tr("返回检查"), priority=True),
    Binding("f8", "check_now", tr("去检查"), priority=True, show=False),
    # F5 and F6 fill in: a table with zeros, a text with sentences.
    Binding("f5", "command('fill_table')", tr("补零"), tooltip=tr("整表补零")),
    Binding("f6", "command('fill_row')", tr("本行补零"), show=False),
    Binding("f6", "command('fill_fields')", tr("补零"), tooltip=tr("金额件数补零"), priority=True),
    Binding("f7", "command('balance')", tr("配平")),
    Binding("f3", "command('suggestions')", tr("带入上年"), show=False, tooltip=tr("带入上年的数")),
    Binding("ctrl+l", "command('ledger')", tr("台账"), show=False, tooltip=tr("依申请公开台账")),
    Binding("ctrl+l", "command('units')", tr("各单位"), show=False, tooltip=tr("这一格的各单位")),
    Binding("f9", "command('copy_table')", tr("复制整表"), show=False),
    Binding(
        "f5", "command('insert_sentence')", tr("数据句"), tooltip=tr("插入数据句"), priority=True
    ),
    Binding("f6", "command('insert_outline')", tr("提纲"), tooltip=tr("插入提纲"), priority=True),
    Binding(
        "f3",
        "command('last_text')",
        tr("上年正文"),
        priority=True,
        show=False,
        tooltip=tr("翻看上年正文"),
    ),
    Binding("f7", "command('follow_tables')", tr("正文随表更新"), priority=True, show=False),
    Binding("f2", "command('look_at_next')", tr("看下一处带入的"), priority=True, show=False),
    Binding(
        "ctrl+e", "command('external_editor')", tr("用外部编辑器修改"), priority=True, show=False
    ),
    Binding(
        "f9",
        "command('remove_invisible')",
        tr("清理"),
        tooltip=tr("去掉看不见的字符"),
        priority=True,
    ),
    Binding("ctrl+z", "undo", tr("撤销"), show=False),
    Binding("ctrl+y", "redo", tr("重做"), show=False),
    Binding("f12", "command('history')", tr("以前的版本"), show=False),
    # For the palette: too seldom used for a key of their own in the footer.
    Binding(
        "shift+f3",
        "command('choose_previous')",
        tr("选上年年报"),
        show=False,
        tooltip=tr("选上年年报"),
    ),
    Binding(
        "shift+f4", "command('import_file')", tr("读入"), show=False, tooltip=tr("读入年报文件")
    ),
    Binding(
        "shift+f5", "command('import_text')", tr("读入"), show=False, tooltip=tr("读入年报文本")
    ),
    Binding(
        "shift+f9",
        "command('copy_report')",
        tr("复制全文"),
        show=False,
        tooltip=tr("复制全文"),
    ),
    Binding(
        "shift+f8",
        "command('copy_for_editor')",
        tr("复制到网站"),
        show=False,
        tooltip=tr("复制到网站编辑器"),
    ),
    Binding(
        "shift+f7", "command('posting_kit')", tr("公布包"), show=False, tooltip=tr("写出公布包")
    ),
    Binding("shift+f2", "command('hand_over')", tr("移交"), show=False, tooltip=tr("移交")),
    Binding(
        "shift+f12",
        "command('correct')",
        tr("更正"),
        show=False,
        tooltip=tr("更正已公布的年报"),
    ),
    Binding("shift+f6", "command('remarks')", tr("审核意见"), show=False, tooltip=tr("审核意见")),
    Binding("f6", "command('remark')", tr("写意见"), priority=True),
    Binding(
        "shift+f6",
        "command('settle_remark')",
        tr("意见已处理"),
        show=False,
        tooltip=tr("意见已处理"),
    ),
)

KEYS = {
    binding.action.removeprefix("command('").removesuffix("')"): binding.key for binding in BINDINGS
}
"""The key of each command."""

WIDTHS = ((0, "-narrow"), (120, "-wide"))
HEIGHTS = ((0, "-low"), (16, "-middle"), (30, "-tall"))
"""The classes of the screen by its columns and rows."""
