"""Reports of made-up offices, in any number, and errors planted among them.

Each is publishable as it stands, and no two have a name or a story in common. The figures of an
office follow on from one year to the next, so that its reports can be compared, and the same
number and year always give the same bytes.
"""

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import count
from pathlib import Path

from tuiwizard.drafts import codec
from tuiwizard.forms.applicants import Applicants
from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import edition_for, editions
from tuiwizard.report.draft import Draft

YEAR = 2025
COLUMNS = tuple(Applicants.model_fields)

_PLACES = "安宁泰和兴隆永清平阳云岭青石白沙金牛"
_KINDS = (
    ("镇人民政府", "township"),
    ("乡人民政府", "township"),
    ("街道办事处", "township"),
    ("林业局", "county_department"),
    ("水利局", "county_department"),
)


def write(folder: Path, many: int, year: int = YEAR, *, first: int = 0) -> list[Path]:
    """Write the drafts of a number of offices.

    Args:
        folder: Where to; it is made if it is not there.
        many: How many.
        year: Their report year.
        first: The number of the first office.

    Returns:
        The files, in the order of their names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:05}-{name(number)}.toml" for number in range(first, first + many)]
    for number, path in enumerate(paths, first):
        path.write_bytes(text(number, year).encode())
    return paths


def text(number: int, year: int = YEAR) -> str:
    """The draft file of an office."""
    return codec.dumps(unit(number, year))


def unit(number: int, year: int = YEAR) -> Draft:
    """The report of an office."""
    edition = edition_for(year)
    texts = dict(_requests(number, year)) | dict(_appeals(number, year))
    texts |= {
        cell.path: _proactive(number, year, *cell.path.split(".")[1:])
        for cell in cells(edition, "proactive")
        if not cell.computed
    }
    texts |= dict(_fees(number, texts))
    received = sum(int(texts[f"requests.received.{column}"]) for column in COLUMNS)
    return Draft.new(year).with_texts({**texts, **_words(number, year, received)})


def name(number: int) -> str:
    """The name of an office; every number has its own."""
    rest, kind = divmod(number, len(_KINDS))
    syllables = ""
    for _ in range(4):
        rest, place = divmod(rest, len(_PLACES))
        syllables = _PLACES[place] + syllables
    assert not rest, "there are no more names"
    return f"{syllables[:2]}县{syllables[2:]}{_KINDS[kind][0]}"


def _draw(*seed: object) -> int:
    """A number that looks like chance and is the same everywhere, always."""
    return int.from_bytes(blake2b(repr(seed).encode(), digest_size=6).digest())


def _about(number: int, year: int, path: str, most: int) -> int:
    """A figure that an office has every year, more or less: at most a quarter more."""
    base = _draw(number, path) % (most + 1)
    return base + _draw(number, path, year) % (base // 4 + 1)


def _outcomes(number: int, year: int) -> Iterator[tuple[str, int]]:
    """Table 3, what became of the requests; there are some, granted and refused in part."""
    for cell in cells(edition_for(year), "requests"):
        _, group, *row, column = cell.path.split(".")
        if group == "outcomes" and not cell.computed:
            own = column == COLUMNS[0]
            some = row[0] in ("granted", "partly_granted") and own
            if some or _draw(number, cell.path, "any") % 100 < (30 if own else 6):
                yield cell.path, 1 + year % 2 + _about(number, year, cell.path, 9 if own else 3)
            else:
                yield cell.path, 0


def _carried_out(number: int, year: int, column: str) -> int:
    """What is left over at the end of a year; less than is dealt with in any."""
    return _draw(number, year, column) % 3 if column == COLUMNS[0] else 0


def _requests(number: int, year: int) -> Iterator[tuple[str, str]]:
    outcomes = dict(_outcomes(number, year))
    for column in COLUMNS:
        handled = sum(n for path, n in outcomes.items() if path.endswith(f".{column}"))
        before, after = (_carried_out(number, y, column) for y in (year - 1, year))
        yield f"requests.received.{column}", str(handled + after - before)
        yield f"requests.carried_in.{column}", str(before)
        yield f"requests.carried_out.{column}", str(after)
    yield from ((path, str(n)) for path, n in outcomes.items())


def _appeals(number: int, year: int) -> Iterator[tuple[str, str]]:
    for cell in cells(edition_for(year), "appeals"):
        if not cell.computed:
            some = _draw(number, cell.path, "any") % 4 == 0
            # No table is the same in two years running: R906 would take it for copied.
            count = _about(number, year, cell.path, 3) + year % 2 if some else 0
            yield cell.path, str(count)


_CHANGES = {"issued": (1, 4), "repealed": (0, 1), "change": (-1, 2)}
"""The least and the most by which the figures of a row change in a year."""

_PARTS = {"disclosed": 1, "produced": 3, "total_disclosed": 25}
"""Figures of which each is part of the next."""


def _proactive(number: int, year: int, row: str, column: str) -> str:
    """A figure of table 2: figures of one row follow from one another, and from last year's."""
    if row == "rules":
        return "0"  # only cities and above make them
    if row == "procurement":
        return f"{10 + number % 80}.50万元" if column == "amount" else str(1 + number % 7)
    if column in _CHANGES:
        return str(_change(number, year, row, column))
    if column in _PARTS:
        return str(_PARTS[column] + number % 4)
    years = range(int(editions()[0]), year)
    match column:
        case "items_last_year":
            return str(20 + sum(_change(number, y, row, "change") for y in years))
        case "in_force":
            changes = (
                _change(number, y, row, "issued") - _change(number, y, row, "repealed")
                for y in (*years, year)
            )
            return str(10 + _draw(number, row) % 40 + sum(changes))
        case "amount":
            return f"{_about(number, year, row, 900)}.{number % 100:02}"
        case _:
            return str(_about(number, year, f"{row}.{column}", 400))


def _change(number: int, year: int, row: str, column: str) -> int:
    least, most = _CHANGES[column]
    return least + _draw(number, row, column, year) % (most - least + 1)


def _fees(number: int, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """信息处理费: a notice for each request that was dropped because it was not paid."""
    overdue = "requests.outcomes.other.fee_overdue"
    if f"{overdue}.{COLUMNS[0]}" in texts:
        notices = sum(int(texts[f"{overdue}.{column}"]) for column in COLUMNS) + number % 2
        yield "other_matters.fee_notices", str(notices)
        yield "other_matters.fees_charged", f"{notices * (30 + number % 90)}.50" if notices else "0"
        yield "other_matters.fees_received", f"{(number % 2) * (30 + number % 90)}"


def _pool(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_WHEN = _pool("年初 每季度 每个月 汛期前 开学前后 农忙时节 换届期间 年底")
_WHO = _pool(
    "窗口 包村干部 法制专员 业务骨干 值班室 信息专员 网格员 办公室 志愿者 司法所 档案室 农服站"
)
_DID = _pool(
    "梳理了 逐项核对 分批更新 编排 当面讲解 征求 张榜公示 归档 "
    "翻译 抽查 评比 补充了 录制 推送 演示 校订"
)
_WHAT = _pool(
    "惠民补贴 征地 低保名单 村务账目 防汛 就业岗位 医保 义务教育 "
    "危房改造 农机 停水停电 殡葬 公租房 托育 养老服务 河道清淤 种粮 林权登记 旱厕 路灯"
)
_FORM = _pool("办事指南 图解 常见问答 流程图 短视频 政策汇编 公示栏 目录 台账 清样 广播稿 折页")
_SO = _pool("随时能查 来访少了 少跑了路 老人也看得懂 栏目不再空着 疑问少了 核对方便 一目了然")
_LACK = _pool("更新不够及时 形式单一 有待充实 讲得不够细 查找有待方便 衔接不够 归集不够全 深度不足")
_WILL = _pool("专人负责 按月检查 请群众评议 多用图片 定期轮训 统一模板 提前预告 限期补齐")
_HEADS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")


def _words(number: int, year: int, received: int) -> dict[str, str]:
    """What is not a table; every sentence is one of some hundred thousand."""
    turn = count()

    def one(words: tuple[str, ...]) -> str:
        return words[_draw(number, year, next(turn)) % len(words)]

    def sentence() -> str:
        done = f"{one(_WHEN)}{one(_WHO)}{one(_DID)}{one(_WHAT)}{one(_FORM)}"
        return f"{done}，{one(_WHO)}{one(_DID)}{one(_WHAT)}，{one(_SO)}。"

    def lack() -> str:
        return f"{one(_WHAT)}{one(_FORM)}{one(_LACK)}，{one(_WHAT)}{one(_LACK)}"

    def will() -> str:
        return f"{one(_WHO)}将对{one(_WHAT)}{one(_FORM)}{one(_WILL)}、{one(_WILL)}"

    story = []
    for numeral, head in zip("一二三四五", _HEADS, strict=True):
        figure = f"全年新收政府信息公开申请 {received} 件。" if head == "依申请公开" else ""
        story.append(f"（{numeral}）{head}。{figure}{sentence()}{sentence()}{sentence()}")
    return {
        "agency.name": name(number),
        "agency.level": _KINDS[number % len(_KINDS)][1],
        "agency.introduction": "本报告依据《中华人民共和国政府信息公开条例》编制。",
        "agency.contact.address": f"中心路{1 + number}号",
        "agency.contact.phone": f"0000-{number:07}",
        "overview.text": "\n".join(story),
        "problems.text": f"一是{lack()}；二是{lack()}。\n下一步，{will()}；{will()}。",
        "other_matters.text": "无其他需要报告的事项。",
    }
