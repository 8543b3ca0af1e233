"""A grammar of sentences about the year's requests, with the true reading of every number.

Actors, times, acts, units and number words are put together by chance; what each number states
is known, because the sentence was made from it. Half of the productions can be held out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tuiwizard.rules.narrative.numerals import in_chinese

YEAR = 2024
NAME = "云溪市人民政府"

_O = "requests.outcomes."
_TOTAL = "requests.{}.total"
_DETAILS = "requests.outcomes.{}.total"
_SUITS = "appeals.litigation_direct.total appeals.litigation_after_review.total"

TIMES = (
    *("2024年，", "全年", "本年度", "截至2024年12月31日，", "今年", "截至2024年12月底，"),
    *("2024年度，", "本年", "2024年全年", "２０２４年，"),
)
OTHER_TIMES = ("2023年", "去年", "上半年", "一季度", "上年度", "2023年全年", "下半年", "3月份")
ACTORS = ("我市", "全市", "云溪市", "市政府", "本机关", "全市各级行政机关", "", "云溪市政府")
OTHERS = ("市公安局", "市住建局", "青石镇", "市政府办公室", "柳河县政府", "市教育局")
REQUESTS = ("政府信息公开申请", "依申请公开", "信息公开申请", "依申请公开事项", "依申请公开申请")
UNITS = ("件", "件", "件", "宗")

OPENINGS = (
    "共收到{o}{n}{u}=received",
    "收到{n}{u}{o}=received",
    "新收{o}{n}{u}=received",
    "受理{o}{n}{u}=received",
    "共接到{o}共计{n}{u}=received",
    "新受理{o}{n}{u}=received",
    "共收到社会公众{o}{n}{u}=received",
    "累计收到{o}{n}{u}=received",
)
CLAUSES = (
    "上年结转{n}件=carried_in",
    "上年度结转{o}{n}件=carried_in",
    "上年转结办理{n}件=carried_in",
    "2023年度结转申请{n}件=carried_in",
    "已办结{n}件=outcomes.total",
    "答复{n}件=outcomes.total",
    "{n}件已按规定进行了答复=outcomes.total",
    "年内共办结{n}件=outcomes.total",
    "其中予以公开{n}件=outcomes.granted",
    "予以公开答复{n}件=outcomes.granted",
    "{n}件予以公开=outcomes.granted",
    "部分公开{n}件=outcomes.partly_granted",
    "依法部分公开的{n}件=outcomes.partly_granted",
    "不予公开{n}件=outcomes.refused.*",
    "无法提供的{n}件=outcomes.unavailable.*",
    "不予处理{n}件=outcomes.not_processed.*",
    "其他处理{n}件=outcomes.other.*",
    "属于四类过程性信息{n}件=outcomes.refused.deliberative",
    "属于三类内部事务信息{n}件=outcomes.refused.internal_affairs",
    "本机关不掌握相关政府信息{n}件=outcomes.unavailable.not_held",
    "没有现成信息需要另行制作{n}件=outcomes.unavailable.needs_creation",
    "逾期未补正{n}件=outcomes.other.correction_overdue",
    "结转下年度继续办理{n}件=carried_out",
    "{n}件结转下年办理=carried_out",
    "结转至2025年办理{n}件=carried_out",
    "{n}件正在办理中=carried_out",
    "转下一年度办理{n}件=carried_out",
    "另有{n}件申请将于2025年答复=carried_out",
    "通过网络申请{n}件、信函申请{n}件=",
    "网上{n}件，快递{n}件=",
    "较上年增加{n}件=",
    "涉及土地征收的申请{n}件=",
    "其中县财政局收到{n}件=",
    "约{n}件为重复内容=",
    "发现问题{n}个=",
    "平均每件答复用时{n}个工作日=",
)
WHOLE = (
    "因政府信息公开被申请行政复议{n}件，被提起行政诉讼{n}件=appeals.review.total|" + _SUITS,
    "发生政府信息公开行政复议案件{n}件，其中维持{n}件，纠正{n}件"
    "=appeals.review.total|appeals.review.upheld|appeals.review.corrected",
    "行政复议{n}起，尚未审结{n}起=appeals.review.total|appeals.review.pending",
    f"被提起行政诉讼{{n}}件，其中未经复议直接起诉{{n}}件={_SUITS}|appeals.litigation_direct.total",
    "制发行政规范性文件{n}件，废止{n}件，现行有效{n}件"
    "=proactive.normative_documents.issued|proactive.normative_documents.repealed"
    "|proactive.normative_documents.in_force",
    "新制定规范性文件{n}件=proactive.normative_documents.issued",
    "作出行政许可决定{n}件，行政处罚决定{n}件"
    "=proactive.licensing.decisions|proactive.penalties.decisions",
    "作出行政许可、行政处罚决定分别为{n}件、{n}件"
    "=proactive.licensing.decisions|proactive.penalties.decisions",
    "发出收费通知{n}件，收取信息处理费{n}元=other_matters.fee_notices|other_matters.fees_received",
    "收到申请{n}件，其中自然人申请{n}件=requests.received.total|requests.received.natural_person",
    "主动公开政府信息{n}条，其中网站公开{n}条=|",
    "公示行政许可决定{n}件，行政处罚决定{n}件=|",
    "承办人大代表建议{n}件，办结{n}件=|",
    "受理热线工单{n}件，答复{n}件=|",
    "组织培训{n}次，解读文件{n}件=|",
    "报送备案规范性文件{n}件=",
    "办理行政复议案件{n}件，审结{n}件=|",
)


@dataclass(frozen=True)
class Made:
    """A sentence, and what each of its numbers states: "" where it states no cell."""

    text: str
    reads: tuple[str, ...]


def sentences(count: int, seed: int, half: int | None = None) -> list[Made]:
    """Make sentences of the whole grammar, or of one half of its productions."""
    chance = Random(seed)
    return [_sentence(chance, half) for _ in range(count)]


def _half(productions: Sequence[str], half: int | None) -> Sequence[str]:
    return productions if half is None else productions[half::2]


def _sentence(chance: Random, half: int | None) -> Made:
    other = chance.random() < 0.15
    elsewhere = not other and chance.random() < 0.15
    time = chance.choice(OTHER_TIMES if other else TIMES)
    actor = chance.choice(OTHERS if elsewhere else ACTORS)
    if chance.random() < 0.35:
        whole = chance.choice(_half(WHOLE, half))
        made = _filled(whole, chance)
        reads = [*made.reads]
        text = made.text
    else:
        listed = [chance.choice(_half(OPENINGS, half))]
        listed += chance.sample(_half(CLAUSES, half), chance.randint(0, 4))
        listed.sort(key=lambda one: "县财政局" in one)  # what follows it may be its own
        parts = [_filled(one, chance) for one in listed]
        text, reads = "，".join(p.text for p in parts), [r for p in parts for r in p.reads]
    silent = other or elsewhere
    if silent:
        reads = ["" for _ in reads]
    return Made(f"{time}{actor}{text}。", tuple(reads))


def _filled(production: str, chance: Random) -> Made:
    """Fill in a production: what it states is behind `=`, number by number."""
    # "答复{n}件=outcomes.total" -> "答复12件", requests.outcomes.total.total
    text, _, reads = production.partition("=")
    named = [_path(one) for one in reads.split("|")]
    count = text.count("{n}")
    named += [""] * (count - len(named))
    while "{n}" in text:
        text = text.replace("{n}", _number(chance), 1)
    text = text.replace("{o}", chance.choice(REQUESTS)).replace("{u}", chance.choice(UNITS))
    return Made(text, tuple(named))


def _path(short: str) -> str:
    if short.startswith(("received", "carried", "outcomes")):
        return f"requests.{short}.total"
    return short


def _number(chance: Random) -> str:
    """Write a number as people write it."""
    # 1234 -> "1234", "1,234", "１２３４", "一千二百三十四"
    number = chance.choice((0, chance.randint(1, 99), chance.randint(100, 3000)))
    style = chance.random()
    if style < 0.1:
        return in_chinese(number)
    if style < 0.2:
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return f"{number:,}" if style < 0.3 else str(number)
