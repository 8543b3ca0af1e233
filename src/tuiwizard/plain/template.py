"""A file of answers with every key and nothing answered, to start from."""

from collections.abc import Iterator

from tuiwizard.forms.common import Kind
from tuiwizard.forms.editions import section_keys, section_title
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import edition_for
from tuiwizard.rendering.formats import DEFAULT, FORMATS
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES
from tuiwizard.session import clock
from tuiwizard.session.opening import default_year

_EXAMPLES = {
    Kind.COUNT: "0",
    Kind.CHANGE: "0",
    Kind.AMOUNT: "0",
    Kind.LINE: '""',
    Kind.TEXT: '"""\n# 第一段\n# 第二段\n# """',
}


def template(edition: str | None = None) -> str:
    """The file, every answer behind a `#`.

    Args:
        edition: The edition of the form; this year's if None.

    Raises:
        EditionError: There is no such edition.
    """
    year = default_year(clock.today())
    if edition is not None and edition != edition_for(year):
        year = int(edition) if edition.isdecimal() else 0
    lines = [*_head(year), *_sections(edition or edition_for(year)), *_tail()]
    return "\n".join(lines) + "\n"


def _head(year: int) -> Iterator[str]:
    yield "# 回答文件：tuiwizard DRAFT --answers FILE。去掉行首的 # 才算回答；没有回答的不动。"
    yield "# 数字可以写成数，也可以写成引号里的文字；文件的路径从这个文件所在的文件夹算起。"
    yield f"# year = {year}"
    yield "# dated = 2026-01-20  # 落款日期，不写就是签发人的日期"
    yield '# previous = "上年年报.toml"  # 草稿或已公布的年报，用来对照'
    yield '# ledger = { files = ["台账.xlsx"], map = "台账.toml" }  # 从台账数表三、表四'
    yield "# offers = true  # 上年结转等格没有填的，按上年年报推算的数填"
    yield '# correction = { published = 2026-01-20, reason = "…" }  # 更正已公布的年报'
    yield '# zeros = ["proactive", "requests.outcomes"]  # 这些表、组、行没有填的都填 0'


def _sections(edition: str) -> Iterator[str]:
    """The cells by table: TOML wants the keys of one together."""
    for key in section_keys(edition):
        grouped: dict[str, list[Cell]] = {}
        for cell in cells(edition, key):
            if not cell.computed:
                grouped.setdefault(cell.path.rpartition(".")[0], []).append(cell)
        for group, inner in grouped.items():
            yield ""
            row = inner[0].row if group != key else ()
            yield f"[{group}]  # {' · '.join((section_title(edition, key), *row))}"
            for cell in inner:
                yield from _cell(cell)


def _cell(cell: Cell) -> Iterator[str]:
    name = cell.path.rpartition(".")[2]
    words = " · ".join(cell.column)
    if cell.kind is Kind.CHOICE:
        known = "、".join(choice for _, choice in cell.choices)
        yield f'# {name} = "{cell.choices[0][1]}"  # {words}：{known}'
    else:
        yield f"# {name} = {_EXAMPLES[cell.kind]}  # {words}"


def _tail() -> Iterator[str]:
    yield from ("", "[review]  # 审查签发")
    listed = ", ".join(f'"{item.key}"' for item in CHECKLIST)
    yield f"# checked = [{listed}]  # {'；'.join(item.words for item in CHECKLIST)}"
    for key, words in SIGNATORIES:
        yield f'# {key} = {{ by = "姓名", on = 2026-01-12 }}  # {words}'
    yield "# sign = true  # 签发；还有问题时不签，并说明原因"
    yield ""
    yield "# [[explanations]]  # 疑问的说明，一条一个"
    yield '# rule = "R901"'
    yield '# cells = ["requests.carried_in.natural_person"]  # 不写就是这条规则的所有疑问'
    yield '# reason = "上年一件申请在年报发布后撤回"'
    yield '# by = "填写人"'
    yield ""
    yield "# [[outputs]]  # 要输出的文件，一个一条"
    others = "、".join(to.suffix for key, to in FORMATS.items() if key != DEFAULT)
    yield f'# path = "report.md"  # 也可以是 {others}，或者另写 to = "{DEFAULT}"'
    yield "# as_draft = false  # true：没有签发也输出，标明是草稿"
    yield "# force = false  # true：覆盖已有的文件"
