"""The catalogue of the program's words, and what in the source is none of them.

`make words` runs this module: it brings the catalogue up to date with the source and compiles it.
"""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent / "src" / "tuiwizard"
PO = ROOT / "locale" / "en" / "LC_MESSAGES" / "tuiwizard.po"
MO = PO.with_suffix(".mo")

KEYWORDS = {
    **{"tr": None, "plural": (1, 1)},
    **{"Message": None, "Plural": (1, 1), "Joined": None},
    **{"rule": (3,), "among": (3,)},
}
"""Where texts stand, as Babel wants it: plural has one Chinese form, a rule's title is third."""

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
"""Characters, punctuation and full-width forms."""

TYPED = frozenset(("Command",))
"""What begins with a name that is typed, and so is the same for everybody."""

SILENT_FILES = {
    "county/export_columns.py": "the columns of an export are the same for everybody",
    "county/chart_data.py": "what is drawn is printed with the report",
    "drafts/reference.py": "the page it writes is Chinese",
    "drafts/schema.py": "the schema of the draft file is the same for everybody",
    "importing/headings.py": "looked for in published reports",
    "importing/lexicon.py": "looked for in published reports",
    "importing/narrative.py": "looked for in published reports",
    "importing/alignment.py": "looked for in published reports",
    "importing/text.py": "looked for in published reports",
    "importing/title.py": "looked for in published reports",
    "plain/template.py": "the file of answers to start from is the same for everybody",
    "plain/words.py": "typed",
    "rendering/": "what is printed is the report, in the words of the form",
    "report/chart.py": "what is drawn is printed with the report",
    "report/metadata.py": "titles in the schema",
    "report/sentences.py": "sentences that go into the report",
    "rules/narrative/": "looked for in the texts of the report",
    "rules/reference.py": "the page it writes is Chinese",
    "tui/chinese.py": "Textual's own English words, for those who read Chinese",
    "tui/widgets/chart.py": "a chart is shown as it is printed",
}
"""Folders and files whose Chinese is not said by the program, or only in Chinese, and why."""

SPEAKING_FILES = (
    "rendering/document.py",
    "rendering/docx.py",
    "rules/narrative/rules.py",
)
"""Files in them that speak all the same."""

SPEAKING_PLACES = {
    "county/query_sheets.py": ("SaveError",),
    "forms/": ("Problem", "YearError", "EditionError", "PydanticCustomError", "empty_message"),
    "rules/": (
        *("Remark", "NotChecked", "Said", "_remark", "_differs", "_said"),
        *("message", "words", "word", "where", "advice", "said", "alike", "hint", "NO_PREVIOUS"),
    ),
}
"""Folders whose Chinese is the form, or looked for, but for calls and variables of these names."""

SILENT = {
    "cli/commands/merge.py": (" 年各单位年报的正文",),  # the title of a page that is written
    "county/figure_sums.py": ("元", "万元"),  # typed
    "county/expected.py": (
        *("机关名称", "机关", "单位名称", "单位", "名称"),
        *("，", "；"),
    ),  # in lists of agencies
    "county/inbox.py": ("问题清单",),  # the end of a file's name
    "county/export_xlsx.py": ("年报数据",),  # the name of the sheet
    "doctor/asking.py": ("中（。",),  # measured
    "plain/asking.py": ("０１２３４５６７８９", "年"),  # typed
    "plain/command.py": ("：",),  # typed
    "plain/conversation.py": (":检查",),  # typed
    "plain/filling.py": ("全部",),  # typed
    "plain/moving.py": ("不保存", "全部"),  # typed
    "plain/opening.py": (
        *("：q", ":离开", "：离开"),  # typed
        "年政府信息公开工作年度报告.toml",  # the name of a report's file
    ),
    "plain/publishing.py": ("覆盖", "无", "，", "、"),  # typed
    "plain/settling.py": ("已处理", "撤回", "恢复"),  # typed
    "plain/texts.py": ("。", "．"),  # typed
    "cli/grammar.py": (
        *("缺少参数 {0}", "不认识的参数 {0}", "{0} 后面要跟一个值", "{0} 后面至少要跟一个值"),
        *("{0} 不能是 {1}，可以是 {2}", "{0} 要填整数，不是 {1}", "{0} 后面不能带值 {1}"),
        *("{0} 不能和 {1} 一起用", "选项 {0} 不明确，可能是 {1}"),
    ),  # argparse speaks English itself
    "decoding.py": ("政府",),  # looked for
    "importing/html.py": ("报告",),  # looked for
    "importing/markdown.py": (" \t\u3000",),  # spaces
    "importing/pdf.py": (
        "⺠民⻓长⻔门⻛风⻋车⻚页⻅见⻉贝⻢马⻥鱼⻦鸟⻩黄⻬齐⻮齿⻰龙⻄西⻆角⻘青⻤鬼⻝食⻙韦⻜飞⻨麦",
    ),  # put right
    "importing/slots.py": (
        *("无", "無", "（未填）", "減萬項條個", "减万项条个", "-－−"),
        *("\uff0f", "－"),
        *("元", "件", "项", "項", "个", "個", "条", "條", "宗"),
    ),  # printed in reports
    "rendering/document.py": (
        *("草稿（未经审核）", "：", "、", "；", "。", "格未填", "处有误", "年报还没有完成："),
    ),  # printed
    "report/numbers.py": (
        *("０１２３４５６７８９", "．，＋－−﹣—–", "无", "增", "减"),
        *("件", "项", "条", "个", "宗", "万元", "元"),
    ),  # typed
    "importing/paste_by_label.py": ("元", "万元"),  # pasted
    "tui/screens/start.py": ("年政府信息公开工作年度报告.toml",),  # the name of a report's file
    "tui/widgets/table_grid.py": ("０",),  # typed
}
"""Single literals that are not said."""


def speaking_files() -> Iterator[tuple[Path, frozenset[str]]]:
    """The files that speak, each with its literals that do not."""
    for file in sorted(ROOT.rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        if name in SPEAKING_FILES or not name.startswith(tuple(SILENT_FILES)):
            yield file, frozenset(SILENT.get(name, ()))


def unwrapped(tree: ast.AST, silent: frozenset[str], name: str = "") -> list[ast.expr]:
    """The Chinese literals of a module that are said but do not go through `tuiwizard.words`."""
    found: list[ast.expr] = []
    places = next((said for room, said in SPEAKING_PLACES.items() if name.startswith(room)), None)
    for root in [tree] if places is None else _named(tree, places):
        _visit(root, silent, found)
    return list(dict.fromkeys(found))


def _named(tree: ast.AST, names: tuple[str, ...]) -> Iterator[ast.AST]:
    """Calls of these names, and what variables of these names are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(t, ast.Name) and t.id in names for t in targets):
                yield node


def _visit(node: ast.AST, silent: frozenset[str], found: list[ast.expr]) -> None:
    if isinstance(node, ast.Constant | ast.JoinedStr):
        text = _text(node)
        if CHINESE.search(text) and text not in silent:
            found.append(node)
            return
    for child in ast.iter_child_nodes(node):
        literal = isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)
        if not (literal or _is_docstring(child) or _is_wrapped(node, child)):
            _visit(child, silent, found)


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    """What a literal says, without what the expressions in it say."""
    values = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(v.value for v in values if isinstance(v, ast.Constant) and type(v.value) is str)


def _is_docstring(node: ast.AST) -> bool:
    """A text that stands alone: of a module, a class, a function, an attribute."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_wrapped(parent: ast.AST, child: ast.AST) -> bool:
    """The text given to a function of `tuiwizard.words`, or a pattern given to one of `re`."""
    if not isinstance(parent, ast.Call) or not parent.args or child is not parent.args[0]:
        return False
    if isinstance(parent.func, ast.Attribute):
        return isinstance(parent.func.value, ast.Name) and parent.func.value.id == "re"
    return isinstance(parent.func, ast.Name) and parent.func.id in KEYWORDS.keys() | TYPED


class English(Catalog):
    """A catalogue whose head says what gettext needs, and no dates that change with every run."""

    mime_headers = property(
        lambda _self: [
            ("Language", "en"),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
            ("Content-Type", "text/plain; charset=utf-8"),
        ],
        lambda _self, _headers: None,
    )


def extracted() -> English:
    """Every text of the source, with the files it stands in."""
    found = extract_from_dir(ROOT, keywords=KEYWORDS, method_map=[("**.py", "python")])
    catalogue = _empty()
    for file, _line, message, _comments, _context in found:
        catalogue.add(message, locations=[(Path(file).as_posix(), 0)])
    return catalogue


def translated() -> English:
    """The catalogue as it stands."""
    catalogue = _empty()
    with PO.open("rb") as file:
        for message in read_po(file, locale="en", charset="utf-8", abort_invalid=True):
            if message.id:
                catalogue.add(message.id, message.string, message.locations, message.flags)
    return catalogue


def _empty() -> English:
    head = "# The English of tuiwizard; `make words` brings it up to date with the source."
    return English("en", charset="utf-8", fuzzy=False, header_comment=head)


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    data = BytesIO()
    write_mo(data, catalogue)
    return data.getvalue()


def update() -> None:
    """Take up new texts, drop those that are gone, and compile."""
    catalogue = translated()
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    write(catalogue)


def write(catalogue: Catalog) -> None:
    """Write the catalogue, in the order of the files, and compile it."""
    with PO.open("wb") as file:
        write_po(file, catalogue, width=98, sort_by_file=True, include_lineno=False)
    MO.write_bytes(compiled(translated()))


if __name__ == "__main__":
    update()
