"""The catalogue of the program's words, and what in the source is none of them.

`make words` runs this module: it brings the catalogue up to date with the source and compiles it.
"""

import ast
import re
import tokenize
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import NamedTuple

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent / "src" / "tuiwizard"
PO = ROOT / "locale" / "en" / "LC_MESSAGES" / "tuiwizard.po"
MO = PO.with_suffix(".mo")

WORDINGS = {
    **{"tr": 0, "Message": 0, "Joined": 0},
    **{"plural": 0, "Plural": 0},
    **{"rule": 2, "cross_report_rule": 2},
}
"""The calls that take a text of the catalogue, and which of their arguments it is."""

COUNTED = frozenset(("plural", "Plural"))
"""Those of them that have a text for one and a text for many in English."""

TOLD = frozenset(("short", "guidance", "total_help", "LEVELS"))
"""Names in `forms/` whose texts are told to the person, and not printed."""

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
"""Characters, punctuation and full-width forms."""

LABEL = re.compile("“[^”]*”")
"""What stays Chinese in an English sentence: a label of the form, or what somebody wrote."""

SILENT = {
    "report/chart_data.py": "what is drawn is printed with the report",
    "county/day_overview.py": "the page and the text it writes are Chinese",
    "county/export_columns.py": "the columns of an export are the same for everybody",
    "county/query_sheet.py": "the page it writes is Chinese",
    "drafts/schema.py": "the schema of the draft file is the same for everybody",
    "forms/": "the labels of the form are the statutory ones; what is told of them is taken up",
    "importing/alignment.py": "looked for in published reports",
    "importing/headings.py": "looked for in published reports",
    "importing/lexicon.py": "looked for in published reports",
    "importing/narrative.py": "looked for in published reports",
    "importing/slots.py": "looked for in published reports",
    "importing/text.py": "looked for in published reports",
    "importing/title.py": "looked for in published reports",
    "ledger/codes.py": "looked for in ledgers",
    "ledger/headers.py": "looked for in ledgers",
    "ledger/mapping.py": "titles in the schema, and what is typed",
    "ledger/sentences.py": "sentences that go into the report",
    "ledger/vocabulary.py": "looked for in ledgers",
    "posting/posting_list.py": "the page it writes is Chinese",
    "plain/template.py": "the file of answers to start from is the same for everybody",
    "plain/wording.py": "typed",
    "rendering/": "what is printed is the report, in the words of the form",
    "report/chart.py": "what is drawn is printed with the report",
    "report/line_breaks.py": "looked for where a line may end",
    "report/labels.py": "looked for in what offices print",
    "report/metadata.py": "titles in the schema",
    "report/sentences.py": "sentences that go into the report",
    "rules/narrative/": "looked for in the texts of the report",
    "tui/chinese.py": "Textual's own English words, for those who read Chinese",
    "tui/widgets/chart.py": "a chart is shown as it is printed",
}
"""Rooms and modules whose Chinese is not said by the program, and why.

What they raise is said all the same.
"""

MARK = re.compile(r"# not said: (?P<reason>.+)$")
"""What excuses the literals of one statement in any other module, behind one of its lines."""

REASONS = {
    "typed": "by a person, in any language",
    "looked for": "in what a report says",
    "printed": "on a page, in the words of the form",
    "stored": "in a file or as its name, the same for everybody",
    "measured": "by how wide it is on a screen",
    "argparse": "has English words of its own",
}

SEARCHES = frozenset(
    ("startswith", "endswith", "removeprefix", "removesuffix", "partition", "split", "strip")
)
"""Methods whose argument is looked for in a text, as what stands in a comparison is."""


PATTERNS = frozenset(("GuardedPattern", "SparsePattern", "Words", "lazily"))
"""Classes whose arguments are looked for in a text."""


class Wording(NamedTuple):
    """A text that goes through the catalogue.

    Attributes:
        literal: The literal in the source.
        counted: Whether English has one text for one and another for many.
    """

    literal: ast.Constant
    counted: bool


def wordings(tree: ast.AST) -> list[Wording]:
    """The texts that a module says, in their order: given to `tuiwizard.words`, or to a rule."""
    return sorted(
        _wordings(tree), key=lambda found: (found.literal.lineno, found.literal.col_offset)
    )


def told_of_the_form(tree: ast.AST) -> Iterator[ast.Constant]:
    """What a module of `forms/` says of the form and does not print: guidance, help, names."""
    for node in ast.walk(tree):
        said: ast.AST | None = None
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            said = node.value if node.target.id in TOLD else None
        elif isinstance(node, ast.keyword) and node.arg == "description":
            said = node.value
        for part in ast.walk(said) if said is not None else ():
            if isinstance(part, ast.Constant) and CHINESE.search(str(part.value)):
                yield part


def _wordings(tree: ast.AST) -> Iterator[Wording]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            at = WORDINGS.get(node.func.id)
            for argument in node.args[at : at + 1] if at is not None else ():
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield Wording(argument, node.func.id in COUNTED)


class Unworded(NamedTuple):
    """What the source of a module says past the catalogue.

    Attributes:
        literals: The Chinese literals that nothing excuses.
        needless: The lines of marks that excuse nothing, or give no known reason.
    """

    literals: list[ast.expr]
    needless: list[int]


def unworded(source: str, name: str = "") -> Unworded:
    """Find the Chinese of a module that does not go through the catalogue.

    Not said is a docstring, a pattern, what is searched or compared with, what a mark excuses,
    and everything but what is raised in a silent module.

    Args:
        source: The text of the module.
        name: Its path below `tuiwizard`.
    """
    tree = ast.parse(source)
    known = {id(wording.literal) for wording in wordings(tree)}
    silent = name.startswith(tuple(SILENT))
    marks = dict(_marks(source))
    used: set[int] = set()
    found = []
    for node, parents in _literals(tree, ()):
        if id(node) in known or _is_searched(node, parents):
            continue
        if silent and not any(isinstance(parent, ast.Raise) for parent in parents):
            continue
        lines = _lines_of(node, parents) & marks.keys()
        used |= lines
        if not lines:
            found.append(node)
    return Unworded(found, [n for n in marks if n not in used or marks[n] not in REASONS])


def _marks(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(StringIO(source).readline):
        mark = MARK.match(token.string) if token.type == tokenize.COMMENT else None
        if mark:
            yield token.start[0], mark["reason"]


def _literals(
    node: ast.AST, parents: tuple[ast.AST, ...]
) -> Iterator[tuple[ast.expr, tuple[ast.AST, ...]]]:
    """The Chinese literals in a node, with all that stands around each, the closest last."""
    if isinstance(node, ast.Constant | ast.JoinedStr) and CHINESE.search(_text(node)):
        yield node, parents
    for child in ast.iter_child_nodes(node):
        part = isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)
        docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if not (part or docstring):
            yield from _literals(child, (*parents, node))


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    """What a literal says, without what the expressions in it say."""
    values = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(v.value for v in values if isinstance(v, ast.Constant) and type(v.value) is str)


def _is_searched(node: ast.expr, parents: tuple[ast.AST, ...]) -> bool:
    """Whether a literal is a pattern, is compared with, or is looked for in a text."""
    inner = [p for p in parents if not isinstance(p, ast.Tuple | ast.Set | ast.Starred)]
    closest = inner[-1]
    if not isinstance(closest, ast.Call):
        return isinstance(closest, ast.Compare)
    if isinstance(closest.func, ast.Attribute):
        pattern = isinstance(closest.func.value, ast.Name) and closest.func.value.id == "re"
        return node in closest.args and (pattern or closest.func.attr in SEARCHES)
    if not isinstance(closest.func, ast.Name):
        return False
    # A command begins with the name that is typed for it.
    return closest.func.id in PATTERNS or (closest.func.id == "Command" and node is closest.args[0])


def _lines_of(node: ast.expr, parents: tuple[ast.AST, ...]) -> set[int]:
    """The lines of a literal, and of the simple statement that it is part of."""
    statement = next(p for p in reversed(parents) if isinstance(p, ast.stmt))
    whole = node if hasattr(statement, "body") else statement
    return set(range(whole.lineno, (whole.end_lineno or whole.lineno) + 1))


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
    catalogue = _empty()
    for file in sorted(ROOT.rglob("*.py")):
        place = (file.relative_to(ROOT).as_posix(), 0)
        tree = ast.parse(file.read_text("utf-8"))
        if file.is_relative_to(ROOT / "forms"):
            for told in told_of_the_form(tree):
                catalogue.add(str(told.value), locations=[place])
        for literal, counted in wordings(tree):
            text = str(literal.value)
            catalogue.add((text, text) if counted else text, locations=[place])
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
