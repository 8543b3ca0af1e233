"""Ledgers made up from a seed, in many layouts, and their count by DuckDB, which shares no code.

A ledger starts as facts: one tuple a request. The facts are written as an office would write
them, and counted in SQL as they are.
"""

import csv
import io
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from zipfile import ZipFile

import duckdb
from openpyxl import Workbook

YEAR = 2024

CLASSES = {
    "natural_person": ("公民", "个人", "自然人"),
    "business": ("企业", "公司", "商业企业"),
    "research": ("科研机构",),
    "public_interest": ("社会公益组织", "社会组织"),
    "legal_service": ("律所", "法律服务机构"),
    "other_organisation": ("其他组织", "其他"),
}
SURE = {
    "granted": ("予以公开", "同意公开", "公开"),
    "partly_granted": ("部分公开", "区分处理"),
    "refused.state_secret": ("国家秘密", "属于国家秘密"),
    "refused.third_party_rights": ("商业秘密", "个人隐私"),
    "refused.administrative_inquiry": ("行政查询事项",),
    "unavailable.not_held": ("本机关不掌握", "信息不存在", "不属于本机关"),
    "unavailable.needs_creation": ("没有现成信息需要另行制作",),
    "not_processed.petition": ("信访举报投诉",),
    "not_processed.repeated": ("重复申请",),
    "other.correction_overdue": ("逾期未补正",),
    "other.other": ("撤回申请", "申请人撤回"),
}
TEXTS = {
    "granted": "根据《条例》第三十六条第（二）项，现将所申请的信息予以公开。",
    "partly_granted": "依据《条例》第三十七条，作区分处理后提供。",
    "refused.state_secret": "依据《条例》第十四条，该信息属于国家秘密，不予公开。",
    "refused.third_party_rights": "《条例》第15条，涉及商业秘密，不予公开",
    "refused.administrative_inquiry": "依据条例第三十六条第（七）项，不予处理",
    "unavailable.not_held": "依据《政府信息公开条例》第三十六条第（四）项，经检索不掌握。",
    "unavailable.needs_creation": "《条例》第三十八条：没有现成信息，需要另行制作",
    "not_processed.petition": "依据条例第三十九条，属于信访举报投诉类申请",
    "not_processed.repeated": "第三十六条第六项，不再重复处理",
    "other.correction_overdue": "依据第三十条，逾期未补正，不再处理",
    "other.other": "申请人撤回申请",
}
LABELS = {
    "granted": "（一）予以公开",
    "partly_granted": "（二）部分公开",
    "refused.state_secret": "1.属于国家秘密",
    "refused.third_party_rights": "4.保护第三方合法权益",
    "refused.administrative_inquiry": "8.属于行政查询事项",
    "unavailable.not_held": "1.本机关不掌握相关政府信息",
    "unavailable.needs_creation": "2.没有现成信息需要另行制作",
    "not_processed.petition": "1.信访举报投诉类申请",
    "not_processed.repeated": "2.重复申请",
    "other.correction_overdue": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "other.other": "3.其他",
}
GROUPS = {
    "refused": "不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "other": "其他处理",
}
PROPOSED = {
    "社会组织": ("applicant", "public_interest"),
    "其他组织": ("applicant", "other_organisation"),
    "信息不存在": ("outcome", "unavailable.not_held"),
    "不属于本机关": ("outcome", "unavailable.not_held"),
    "撤回申请": ("outcome", "other.other"),
    "申请人撤回": ("outcome", "other.other"),
    "申请人撤回申请": ("outcome", "other.other"),
}


class Fact(NamedTuple):
    """A request, and how its row says it."""

    number: str
    applicant: str
    class_word: str
    received: date
    outcome: str
    outcome_word: str
    closed: date | None


class Ledger(NamedTuple):
    """A ledger, its place of each fact, and the words that have to be asked for."""

    layout: str
    files: dict[str, bytes]
    facts: list[Fact]
    places: dict[str, tuple[str, int]]
    not_requests: int


Row = list[Any]


def made_up(seed: int) -> Ledger:
    """Make a ledger."""
    dice = random.Random(seed)
    facts = list(_facts(dice))
    layout = [*LAYOUTS][seed % len(LAYOUTS)]
    return LAYOUTS[layout](layout, dice, facts)


def _facts(dice: random.Random) -> Iterator[Fact]:
    days = sorted(date(YEAR - 1, 11, 1) + timedelta(dice.randrange(460)) for _ in range(60))
    for n, received in enumerate(days, 1):
        applicant = dice.choice([*CLASSES])
        outcome = dice.choice([*SURE])
        closed = received + timedelta(dice.randrange(1, 40)) if dice.random() < 0.9 else None
        words = dice.choice(CLASSES[applicant]), dice.choice(SURE[outcome])
        number = f"{received.year}-{n:03}号"
        yield Fact(number, applicant, words[0], received, outcome, words[1], closed)


def _name(fact: Fact) -> str:
    return f"标记{fact.number[-4:-1]}人"


def _day(dice: random.Random, day: date | None) -> Any:
    if day is None:
        return None
    return dice.choice(
        [
            day,
            f"{day:%Y.%m.%d}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y%m%d}",
            f"{day:%Y/%m/%d} 09:30",
            (day - date(1899, 12, 30)).days,
        ]
    )


HEADER = ["登记编号", "申请人", "申请人类型", "收到日期", "办理结果", "答复日期", "备注"]


def _plain(dice: random.Random, fact: Fact) -> Row:
    word = fact.outcome_word if fact.closed else dice.choice([None, "办理中", "已延期"])
    days = _day(dice, fact.received), _day(dice, fact.closed)
    return [fact.number, _name(fact), fact.class_word, days[0], word, days[1], None]


def _one_sheet(layout: str, dice: random.Random, facts: list[Fact]) -> Ledger:
    rows: list[Row] = [["某机关依申请公开台账"], ["填报单位：某机关", None, "单位：件"], HEADER]
    return _book(layout, dice, {"台账": (rows, facts)}, _plain)


def _from_c5(layout: str, dice: random.Random, facts: list[Fact]) -> Ledger:
    rows: list[Row] = [[], [], ["", "", "2024年台账"], [], [None, None, *HEADER]]
    return _book(layout, dice, {"Sheet1": (rows, facts)}, lambda d, f: [None, None, *_plain(d, f)])


def _months(layout: str, dice: random.Random, facts: list[Fact]) -> Ledger:
    """Days without their year, but on the sheet of a month that has it."""
    sheets: dict[str, tuple[list[Row], list[Fact]]] = {}
    for fact in facts:
        month = f"{fact.received.year}年{fact.received.month}月"
        sheets.setdefault(month, ([[f"{month}登记表"], HEADER], []))[1].append(fact)

    def short(_: random.Random, fact: Fact) -> Row:
        row = _plain(dice, fact)
        row[3] = f"{fact.received.month}月{fact.received.day}日"
        row[5] = f"{fact.closed.month}.{fact.closed.day}" if fact.closed else None
        return row

    return _book(layout, dice, sheets, short)


def _years(layout: str, dice: random.Random, facts: list[Fact]) -> Ledger:
    sheets: dict[str, tuple[list[Row], list[Fact]]] = {}
    for fact in facts:
        sheets.setdefault(f"{fact.received.year}年", ([HEADER], []))[1].append(fact)
    return _book(layout, dice, sheets, _plain)


def _ticks(layout: str, dice: random.Random, facts: list[Fact]) -> Ledger:
    classes = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    top: Row = ["受理编号", "姓名", "登记日期", "申请人情况", *[None] * 5, "答复日期", "办理结果"]
    low: Row = [None, None, None, *classes, None, *LABELS.values()]

    def ticked(_: random.Random, fact: Fact) -> Row:
        mark = dice.choice("√✓1")
        one = [mark if name == fact.applicant else None for name in CLASSES]
        two = [mark if fact.closed and name == fact.outcome else None for name in LABELS]
        days = _day(dice, fact.received), _day(dice, fact.closed)
        return [fact.number, _name(fact), days[0], *one, days[1], *two]

    bare = [f._replace(class_word="", outcome_word="") for f in facts]
    return _book(layout, dice, {"台账": ([top, low], bare)}, ticked)


def _two_columns(layout: str, dice: random.Random, facts: list[Fact]) -> Ledger:
    header = [*HEADER[:4], "处理结果（大类）", "处理结果（小类）", *HEADER[5:]]

    def split(_: random.Random, fact: Fact) -> Row:
        row = _plain(dice, fact)
        group = GROUPS.get(fact.outcome.partition(".")[0])
        both = [group, fact.outcome_word] if group else [fact.outcome_word, None]
        return [*row[:4], *(both if fact.closed else [None, None]), *row[5:]]

    return _book(layout, dice, {"台账": ([header], facts)}, split)


def _free_text(layout: str, dice: random.Random, facts: list[Fact]) -> Ledger:
    said = [
        f._replace(outcome_word="申请人撤回申请" if f.outcome == "other.other" else "")
        for f in facts
    ]

    def text(_: random.Random, fact: Fact) -> Row:
        row = _plain(dice, fact)
        row[4] = TEXTS[fact.outcome] if fact.closed else None
        return row

    header = [*HEADER[:4], "答复内容", *HEADER[5:]]
    return _book(layout, dice, {"台账": ([header], said)}, text)


def _codes(layout: str, dice: random.Random, facts: list[Fact]) -> Ledger:
    codes = {path: f"{n:02}" for n, path in enumerate(LABELS, 1)}
    said = [
        f._replace(outcome_word="撤回申请" if f.outcome == "other.other" else "") for f in facts
    ]

    def coded(_: random.Random, fact: Fact) -> Row:
        row = _plain(dice, fact)
        row[4] = codes[fact.outcome] if fact.closed else None
        return row

    legend: list[Row] = [["代码", "含义"]]
    labels = LABELS | {"other.other": "撤回申请"}
    legend += [[codes[path], label] for path, label in labels.items()]
    header = [*HEADER[:4], "办理结果代码", *HEADER[5:]]
    return _book(layout, dice, {"台账": ([header], said), "代码表": (legend, [])}, coded)


def _two_books(layout: str, dice: random.Random, facts: list[Fact]) -> Ledger:
    half = len(facts) // 2
    first = _book(layout, dice, {"登记": ([HEADER], facts[:half])}, _plain, "上册.xlsx")
    second = _book(layout, dice, {"登记": ([HEADER], facts[half:])}, _plain, "下册.xlsx")
    places = {n: (f"上册.xlsx#{s}", r) for n, (s, r) in first.places.items()}
    places |= {n: (f"下册.xlsx#{s}", r) for n, (s, r) in second.places.items()}
    files = first.files | second.files
    return Ledger(layout, files, facts, places, first.not_requests + second.not_requests)


def _csv(layout: str, dice: random.Random, facts: list[Fact]) -> Ledger:
    encoding = dice.choice(["utf-8", "utf-8-sig", "gbk", "utf-16"])
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    places = {}
    for number, fact in enumerate(facts, 2):
        row = _plain(dice, fact)
        writer.writerow([*row[:6], "一行\n又一行" if number % 7 == 0 else ""])
        places[fact.number] = ("台账.csv", number)
    data = text.getvalue().encode(encoding)
    return Ledger(layout, {"台账.csv": data}, facts, places, 0)


def _ods(layout: str, dice: random.Random, facts: list[Fact]) -> Ledger:
    rows = [[*HEADER], *([str(c or "") for c in _plain(dice, fact)] for fact in facts)]
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="台账">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with ZipFile(data, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
        parts.writestr("content.xml", content)
    places = {fact.number: ("台账", row) for row, fact in enumerate(facts, 2)}
    return Ledger(layout, {"台账.ods": data.getvalue()}, facts, places, 0)


def _book(
    layout: str,
    dice: random.Random,
    sheets: Mapping[str, tuple[Sequence[Row], Sequence[Fact]]],
    written: Callable[[random.Random, Fact], Row],
    file: str = "台账.xlsx",
) -> Ledger:
    """Write a workbook, with totals, copies, corrections and hidden rows among the requests."""
    book = Workbook()
    book.remove(book.worksheets[0])
    places: dict[str, tuple[str, int]] = {}
    extra = 0
    said: list[Fact] = []
    for title, (head, facts) in sheets.items():
        sheet = book.create_sheet(title)
        for row in head:
            sheet.append(row)
        for fact in facts:
            row = written(dice, fact)
            if dice.random() < 0.05 and layout not in ("months", "ticks"):
                sheet.append([*row[:-1], None])
                extra += 1
                if dice.random() < 0.5 and fact.closed:  # corrected by the next row
                    row = [*row[:-1], "更正，以本行为准"]
                    places[fact.number] = (title, sheet.max_row + 1)
                else:  # copied
                    places[fact.number] = (title, sheet.max_row)
            sheet.append(row)
            places.setdefault(fact.number, (title, sheet.max_row))
            sheet.row_dimensions[sheet.max_row].hidden = dice.random() < 0.05
            said.append(fact)
        if facts and dice.random() < 0.5:
            first = next(i for i, cell in enumerate(row) if cell is not None)
            sheet.append([*[None] * first, dice.choice(["合计", "小计"]), len(facts)])
            extra += 1
    data = io.BytesIO()
    book.save(data)
    return Ledger(layout, {file: data.getvalue()}, said, places, extra)


LAYOUTS: dict[str, Callable[[str, random.Random, list[Fact]], Ledger]] = {
    "one_sheet": _one_sheet,
    "from_c5": _from_c5,
    "months": _months,
    "years": _years,
    "ticks": _ticks,
    "two_columns": _two_columns,
    "free_text": _free_text,
    "codes": _codes,
    "two_books": _two_books,
    "csv": _csv,
    "ods": _ods,
}

_QUERY = """
with sets as (
    select number, applicant, 'received' as line from facts
        where received between $start and $until
    union all select number, applicant, 'carried_in' from facts
        where received < $start and (closed is null or closed >= $start)
    union all select number, applicant, 'outcomes.' || outcome from facts
        where received <= $until and closed between $start and $until
    union all select number, applicant, 'carried_out' from facts
        where received <= $until and (closed is null or closed > $until)
)
select 'requests.' || line || '.' || applicant, list(number order by number) from sets group by 1
"""


def counted(ledger: Ledger, until: date) -> dict[str, list[tuple[str, int]]]:
    """Return the rows of every cell that is not zero, by SQL."""
    base = duckdb.connect(":memory:")
    base.execute(
        "create table facts (number text, applicant text, received date, outcome text, closed date)"
    )
    base.executemany(
        "insert into facts values (?, ?, ?, ?, ?)",
        [(f.number, f.applicant, f.received, f.outcome, f.closed) for f in ledger.facts],
    )
    found = base.execute(_QUERY, {"start": date(YEAR, 1, 1), "until": until}).fetchall()
    base.close()
    return {path: sorted(ledger.places[n] for n in numbers) for path, numbers in found}


def words_to_ask(ledger: Ledger, until: date) -> set[tuple[str, str]]:
    """Return the words that the vocabulary only proposes and the year needs."""
    start = date(YEAR, 1, 1)
    asked = set()
    for fact in ledger.facts:
        if fact.received <= until and (fact.closed is None or fact.closed >= start):
            asked.add(fact.class_word)
            if fact.closed is not None and fact.closed <= until:
                asked.add(fact.outcome_word)
    return {(PROPOSED[word][0], word) for word in asked if word in PROPOSED}
