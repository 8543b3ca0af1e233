"""The keys of the wizard, and where each of its commands can be called."""

from collections.abc import Callable
from typing import NamedTuple

from textual.binding import Binding

from tuiwizard.words import tr

BINDINGS = (
    Binding("f1", "help", tr("帮助"), priority=True),
    Binding("ctrl+s", "save", tr("保存"), priority=True, show=False),
    Binding("ctrl+b", "back", tr("上一步"), priority=True, show=False),
    Binding("ctrl+n", "next", tr("下一步"), priority=True),
    Binding("ctrl+g", "steps", tr("步骤"), priority=True),
    Binding("f4", "preview", tr("预览"), priority=True),
    Binding("f8", "check", tr("返回检查"), priority=True),
    Binding("f8", "check_now", tr("去检查"), priority=True, show=False),
    # F5 and F6 fill in: a table with zeros, a text with sentences.
    Binding("f5", "fill_table", tr("补零"), tooltip=tr("整表补零")),
    Binding("f6", "fill_row", tr("本行补零"), show=False),
    Binding("f7", "balance", tr("配平")),
    Binding("f3", "suggestions", tr("带入上年的数"), show=False),
    Binding("f9", "copy_table", tr("复制整表"), show=False),
    Binding("f5", "insert_sentence", tr("数据句"), tooltip=tr("插入数据句"), priority=True),
    Binding("f6", "insert_outline", tr("提纲"), tooltip=tr("插入提纲"), priority=True),
    Binding("f3", "last_text", tr("翻看上年正文"), priority=True, show=False),
    Binding("ctrl+e", "external_editor", tr("用外部编辑器修改"), priority=True, show=False),
    Binding("ctrl+z", "undo", tr("撤销"), show=False),
    Binding("ctrl+y", "redo", tr("重做"), show=False),
    Binding("f12", "history", tr("以前的版本"), show=False),
    # For the palette: too seldom used for a key of their own in the footer.
    Binding("shift+f3", "choose_previous", tr("选上年年报"), show=False, tooltip=tr("选上年年报")),
    Binding("shift+f4", "import_file", tr("读入"), show=False, tooltip=tr("读入年报文件")),
    Binding("shift+f5", "import_text", tr("读入"), show=False, tooltip=tr("读入年报文本")),
    Binding("f6", "remark", tr("写意见"), priority=True),
    Binding("shift+f6", "settle_remark", tr("意见已处理"), show=False, tooltip=tr("意见已处理")),
)

KEYS = {binding.action: binding for binding in BINDINGS}
"""The binding of each command."""


class Facts(NamedTuple):
    """What the commands that work now depend on.

    Attributes:
        sign_off_only: Whether the person only reviews.
        publish: Whether this is the last step.
        table: Whether the step is a table.
        balances: Whether that table has a balance.
        text: Whether the step has a narrative.
        outline: Whether the notice gives an outline for it.
        last_text: Whether there is last year's text of it.
        last_year: Whether there is last year's report.
        remarked: Whether the reviewer has remarked on the step.
        from_checks: Whether the person came from the list of findings.
    """

    sign_off_only: bool
    publish: bool
    table: bool
    balances: bool
    text: bool
    outline: bool
    last_text: bool
    last_year: bool
    remarked: bool
    from_checks: bool


_WHERE: dict[str, Callable[[Facts], bool]] = {
    "fill_table": lambda at: at.table and not at.sign_off_only,
    "fill_row": lambda at: at.table and not at.sign_off_only,
    "copy_table": lambda at: at.table,
    "balance": lambda at: at.balances and not at.sign_off_only,
    "suggestions": lambda at: at.table and at.last_year and not at.sign_off_only,
    "insert_sentence": lambda at: at.text and not at.sign_off_only,
    "insert_outline": lambda at: at.outline and not at.sign_off_only,
    "last_text": lambda at: at.last_text and not at.sign_off_only,
    "external_editor": lambda at: at.text and not at.sign_off_only,
    "choose_previous": lambda at: not at.sign_off_only,
    "import_file": lambda at: not at.sign_off_only,
    "import_text": lambda at: not at.sign_off_only,
    "history": lambda at: not at.sign_off_only,
    "remark": lambda at: at.sign_off_only and not at.publish,
    "settle_remark": lambda at: at.remarked and not at.sign_off_only,
    # The footer has room for F8 only where somebody came from the findings.
    "check": lambda at: not at.publish and at.from_checks,
    "check_now": lambda at: not at.publish and not at.from_checks,
}


def works(action: str, at: Facts) -> bool:
    """Whether a command can be called here; `fill_table` in a text: False."""
    where = _WHERE.get(action)
    return where is None or where(at)
