"""The reference of the checks, docs/rules.md, made from their registry."""

from tuiwizard.forms.editions import section_title
from tuiwizard.forms.years import editions
from tuiwizard.rules import cross_report_rules, similarity
from tuiwizard.rules.cross_report_finding import CrossReportRule
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.registry import RULES
from tuiwizard.rules.rule import Rule

CROSS_REPORT_RULES = (*cross_report_rules.RULES, *similarity.RULES)
"""The rules that look at several reports at once."""

_MEANING = {
    Severity.ERROR: "妨碍公布，必须改正",
    Severity.QUERY: "改正，或写明原因",
    Severity.ADVICE: "不妨碍公布",
}

_HEAD = """# 检查规则

本页由 `make docs` 从程序里的规则生成，不要手改。

缺少对照的内容（上年年报、没有填好的表）时，规则报“未检查”和原因，不会默默通过。
规则依据《政府信息公开条例》和格式通知国办公开办函〔2019〕60号、国办公开办函〔2021〕30号；怎样
填报、怎样核对，参考地方标准 DB51/T 2660—2019 和 DB15/T 2092—2021。

疑问写下的说明与当时的数值绑在一起，数值一改就失效；说明只给审核人看，不会公布。
"""


def page() -> str:
    """Return docs/rules.md."""
    latest = editions()[-1]
    pages = [_HEAD]
    section = ""
    for rule in sorted(RULES, key=lambda rule: (_group(rule), rule.code)):
        title = section_title(latest, rule.section) if rule.code[1] not in "789" else _group(rule)
        if title != section:
            section = title
            pages.append(f"## {title.lstrip('0123456789 ')}\n")
        pages.append(_entry(rule))
    pages.append("## 多份年报之间\n")
    pages += [_entry(rule) for rule in CROSS_REPORT_RULES]
    return "\n".join(pages)


_GROUPS = {"7": "7 正文与表格", "8": "8 文字、隐私与期限", "9": "9 与上年年报"}


def _group(rule: Rule) -> str:
    """Rules on the text and on last year have chapters of their own."""
    return _GROUPS.get(rule.code[1], rule.code[1])


def _entry(rule: Rule | CrossReportRule) -> str:
    lines = [
        f"### {rule.code} {rule.title}\n",
        f"{rule.severity.word.in_chinese()}：{_MEANING[rule.severity]}。\n",
        f"依据：{rule.basis}\n",
    ]
    if rule.details:
        lines.append(f"{rule.details}\n")
    return "\n".join(lines)
