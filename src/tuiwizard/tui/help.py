"""What F1 says about a step, a cell, and the keys."""

from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_model, section_title
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.count_record import COUNTED
from tuiwizard.report.draft import Draft
from tuiwizard.report.state import State
from tuiwizard.session.view import guidance
from tuiwizard.words import tr

KEYS = (
    tr("Ctrl+N 下一步，Ctrl+B 上一步，Ctrl+G 选步骤，F4 预览全文"),
    tr("Ctrl+Z 撤销，Ctrl+Y 重做，Ctrl+S 保存，Ctrl+P 命令，Ctrl+Q 保存并离开"),
)
TABLE_KEYS = (
    tr("方向键移动；Enter 向下，Tab 向右，跳过计算格"),
    tr("直接输入数字覆盖；F2 修改；Delete 清空；Esc 还原"),
    tr("Shift+方向键选一块：0 补零，Delete 清空，Ctrl+C 复制；Ctrl+V 或终端的粘贴键粘贴"),
    tr("F5 整表补零，F6 本行补零（只补空格），F7 配平，F9 复制整表，F3 带入上年的数"),
    tr("格里的记号：_ 没有填，误 填的不是数或检查有错，问 有疑问"),
    tr("＝ 下面粗体的总计由程序算，~ 还没有填全；勾稽一行：平、差几、填（没有填完）"),
)
LEDGER_KEYS = tr("Ctrl+L 从依申请公开台账数；数过的，看这一格是台账的哪几行、台账有没有改动")
TEXT_KEYS = (
    tr("每行一段；F5 插入数据句，F6 插入提纲（2021 版），F3 翻看上年正文，Ctrl+E 用外部编辑器"),
    tr("F3 的最后一行带入上年的全文，数、年份和增长换成今年的；F2 一处一处看，F7 正文随表更新"),
    tr("从 Word、微信粘贴时，看不见的控制字符会去掉，其余原样保留"),
)
PUBLISH = (
    tr("这里按步骤列出检查出来的问题。Enter 去改，改完按 F8 回到这里。"),
    tr(
        "{error} 必须改正，{blank} 还没有填；{query} 改正，或按 F2 写明原因，"
        "说明只给审核人看，不会公布。",
        error=State.ERROR,
        blank=State.BLANK,
        query=State.QUERY,
    ),
    tr("说明写下后，有关的数字一改就失效，要重新写。"),
    tr(
        "{advice} 是建议，不妨碍公布。未查的，是缺少可以对照的内容，例如没有给出上年年报。",
        advice=State.ADVICE,
    ),
    tr("正文的数字与表不符的，F3 把正文的数改成表里的数，F7 一起改，Ctrl+Z 撤销。"),
    tr("没有问题了，F5 审查签发，F6 输出可以公布的 Markdown、网页、DOCX。"),
    tr("没有签发就输出的，标明是草稿。"),
)


def help_for(draft: Draft, at: str) -> list[str]:
    """The paragraphs of help for a place in the wizard.

    Args:
        draft: The draft; its edition decides the guidance.
        at: A cell path, or a step.
    """
    key = at.partition(".")[0]
    if key == "publish":
        return [*PUBLISH, "", *KEYS]
    lines = [section_title(draft.edition, key), *guidance(draft.edition, key)]
    cells = cells_by_path(draft.edition, key)
    if at in cells:
        lines += ["", tr("这一格：{label}", label=cells[at].label), cells[at].help]
    table = section_model(draft.edition, key).kind is SectionKind.TABLE
    counted = (LEDGER_KEYS,) if key in COUNTED else ()
    return [*lines, "", *counted, *(TABLE_KEYS if table else TEXT_KEYS), *KEYS]
