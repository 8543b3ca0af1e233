"""Required content, fees and the deadline: R502, R601, R602, R805, R807."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from tuiwizard.forms.cover import label
from tuiwizard.forms.editions import section_model, section_title
from tuiwizard.forms.names import LEVELS
from tuiwizard.lazy_patterns import lazily
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.patterns import Words
from tuiwizard.rules.rule import NotChecked, Observation, rule
from tuiwizard.words import Joined, Message, Plural

SHORT = 50

# "无。", "我局暂无问题。" -> nothing is said
_NOTHING = lazily(r"\s*(?:本机关|我[局委镇办])?(?:暂?无|没有)(?:存在)?(?:问题)?[。.]?\s*")
_PLAIN_PROBLEM = Words(
    "不够", "欠缺", "有待", "薄弱", "不高", "不强", "不到位", "不及时", "单一", "滞后"
)  # fmt: skip
_PROBLEM = Words("问题", "不足", "短板", "差距")
# "坚持问题导向", "补齐短板", "解决群众反映的问题" -> words of those who improve, not a problem
_STOCK = lazily(
    r"问题导向|问题清单|问题台账|(?:补齐|补足|补上|补强|弥补|克服|改进)(?:工作)?(?:短板|不足|弱项)|缩小差距"
    r"|(?:热点|难点|焦点|疑难|共性|实际)问题|(?:没有|未)?(?:发现|查摆|梳理)(?:的)?问题|问题整改|(?:没有|无|暂无)[^，。；\n]{0,6}问题"
    r"|(?:解决|解答|回应|答复|反映)[^，。；\n]{0,10}问题|(?:主要)?问题(?:及|和)改进情况"
    r"|存在的?(?:主要)?问题(?=\s*(?:[\n。：:]|$))"
)
# "更新有待加强" -> a problem that only sounds like a remedy
_DEFICIENT = Words(
    *_PLAIN_PROBLEM.words, "不足", "短板", "差距", "不力",
    "亟待", "亟需", "仍需", "还需", "尚需", "需要", "需进一步",
)  # fmt: skip
_PLAN = lazily("下一步|今后|接下来|改进措施|整改|拟|将(?!近)|已经?|20\\d\\d年")
_SENTENCE = lazily(r"[^。；\n]*[。；\n]?")
_COMMA = "，"  # not said: looked for
_CLAUSE_ENDS = ",。；;：:\n"  # not said: looked for
_REMEDY = Words(
    "改进", "整改", "下一步", "将", "加强", "提升", "完善", "优化", "强化", "健全", "提高", "加大",
    "推进", "进一步", "措施", "打算", "拓展", "落实",
)  # fmt: skip

_ASPECTS = {  # not said: looked for
    "主动公开": Words("主动公开", "公开政府信息", "公开了政府信息"),
    "依申请公开": Words("依申请", "公开申请", "信息公开的申请"),
    "政府信息管理": Words("信息管理", "规范性文件", "动态调整", "审查", "信息发布", "保密", "清理"),
    "平台建设": Words("平台", "网站", "专栏", "公众号", "新媒体", "公报", "查阅"),
    "监督保障": Words("监督", "保障", "考核", "评议", "培训", "责任"),
}
"""The five aspects of edition 2021, by the words that show that a text speaks of them."""

_DEADLINES = {"county": (2, 20), "city": (3, 10), "province": (3, 31), "ministry": (3, 31)}
"""Month and day of the following year; every other level: 31 January."""


def deadline_of(level: str, year: int) -> date:
    """Return the last day for posting a report: 《条例》第四十九条，各级政府按当年的通知.

    Args:
        level: The key of the agency's level.
        year: The report year.
    """
    return date(year + 1, *_DEADLINES.get(level, (1, 31)))


def not_written(case: Case, key: str) -> Message:
    """Say that a section has no text yet."""
    return Message("“{section}”还没有写", section=section_title(case.draft.edition, key))


@rule("R502", Severity.QUERY, "问题和改进都写了", section="problems")
def problems_and_remedies(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第五十条第四项：政府信息公开工作存在的主要问题及改进情况。

    写“无”、不足 50 字、只有问题没有改进（或反过来），都要补写。“坚持问题导向”不是问题，
    “有待加强”不是改进。
    """
    text = case.this.text("problems.text").strip()
    if not text:
        yield NotChecked(not_written(case, "problems"))
        return
    length, number = len("".join(text.split())), case.number("problems")
    if length < SHORT and _NOTHING.fullmatch(text):
        message = Message(
            "第{number}部分写的是“无”，没有一个机关是没有问题的，请写主要问题和改进情况",
            number=number,
        )
    elif length < SHORT:
        message = Message(
            "第{number}部分只有 {length} 字（至少 {least} 字），请写清主要问题和改进情况",
            number=number,
            length=length,
            least=SHORT,
        )
    elif not _names_a_remedy(text):
        message = Message(
            "第{number}部分写了问题，没有写改进情况，请补上改进的做法或打算", number=number
        )
    elif not _names_a_problem(text):
        message = Message("第{number}部分写了改进，没有写存在的问题，请补上主要问题", number=number)
    else:
        return
    yield Observation(("problems.text",), message)


def _names_a_problem(text: str) -> bool:
    """Return whether a sentence says what is lacking, not only in words of those who improve."""
    # "坚持问题导向，补齐短板。" -> False; "更新不及时。" -> True
    return _PLAIN_PROBLEM.found_in(text) or any(
        _PROBLEM.found_in(said) and _PROBLEM.found_in(_STOCK.sub("", said))
        for said in _SENTENCE.findall(text)
    )


def _names_a_remedy(text: str) -> bool:
    """Return whether a clause says what is or will be done, and not only what is lacking."""
    # "更新有待加强" -> False; "下一步加强培训" -> True
    return any(
        _REMEDY.found_in(clause) and (not _DEFICIENT.found_in(clause) or _PLAN.search(clause))
        for clause in reversed(_clauses(text))  # at the end there mostly is one
    )


_FEES = ("other_matters.fee_notices", "other_matters.fees_charged", "other_matters.fees_received")
# "未收取信息处理费", "信息处理费为0元", "没有收费" -> nothing was charged, which is a statement
_NO_FEES = lazily(
    r"(?:未|没有|无|不存在|从未)[^，。；\n]{0,20}(?:信息处理费|收费|费用)"
    r"|信息处理费[^。；\n]{0,24}?(?:(?<![\d.])[0０零](?![\d.])|未收|没有收|未发生|未产生)"
)
_NOTICES_COUNTED = lazily(r"[\d一二三四五六七八九十两]+\s*[件份]")
_FEE_AMOUNT = lazily(r"\d[\d,.，]*\s*万?元")


@rule("R601", Severity.QUERY, "写明了信息处理费", section="other_matters")
def fees_are_stated(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2021〕30号：第六部分报告收取信息处理费的情况，没有收取也要写明。

    要报三个数：发出收费通知的件数、总金额、实际收取的总金额。只提到信息处理费、没有写数，
    也没有写没有收取的，不算写明。
    """
    if not case.this.has(_FEES[0]):
        return
    text = case.this.text("other_matters.text")
    missing = [path for path in _FEES if not case.this.text(path).strip()]
    if missing and not text.strip() and len(missing) == len(_FEES):
        yield NotChecked(not_written(case, "other_matters"))
    elif missing and not _states_fees(text):
        labels = Joined("、", (f"“{case.this.label(path)}”" for path in missing))
        yield Observation(
            tuple(missing),
            Message(
                "第{number}部分没有写明信息处理费：缺{labels}；没有收取就填 0",
                number=case.number("other_matters"),
                labels=labels,
            ),
        )


def _states_fees(text: str) -> bool:
    """Return whether a text says that no fee was charged, or gives the three figures."""
    # "发出收费通知2件，总金额260元，实际收取260元" -> True; "按规定收取信息处理费" -> False
    if "费" not in text:
        return False
    if _NO_FEES.search(text):
        return True
    about = "信息处理费" in text or "收费通知" in text
    return about and bool(_NOTICES_COUNTED.search(text)) and len(_FEE_AMOUNT.findall(text)) >= 2


@rule("R602", Severity.ERROR, "信息处理费收得对", section="other_matters")
def fees_are_consistent(case: Case) -> Iterator[Observation | NotChecked]:
    """《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）：先发收费通知，按通知的金额收取。"""
    notices, charged, received = (case.this.value(path) for path in _FEES)
    if not case.this.has(_FEES[0]) or notices is charged is received is None:
        return
    if notices is None or charged is None or received is None:
        number = case.number("other_matters")
        yield NotChecked(
            Message("第{number}部分的收费通知件数、总金额、实际收取金额没有都填", number=number)
        )
    elif received > charged:
        yield Observation(
            (_FEES[2], _FEES[1]),
            Message(
                "实际收取的信息处理费 {received} 元多于收费通知的总金额 {charged} 元，"
                "差 {difference} 元，请核对这两格",
                received=received,
                charged=charged,
                difference=received - charged,
            ),
            received,
            charged,
        )
    elif charged and not notices:
        yield Observation(
            (_FEES[0], _FEES[1]),
            Message(
                "收费通知的总金额是 {charged} 元，发出收费通知的件数却是 0，请核对这两格",
                charged=charged,
            ),
            charged,
            notices,
        )


@rule("R805", Severity.ADVICE, "五个方面，一千字以内", section="overview")
def five_aspects(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2021〕30号：总体情况写主动公开等五个方面，原则上不超过1000字。

    一句话里把几个方面的名称列一遍，不算写了这几个方面。
    """
    model = section_model(case.draft.edition, "overview")
    if not model.outline:
        return
    text, most = case.this.text("overview.text"), model.limit
    if not text.strip():
        yield NotChecked(not_written(case, "overview"))
        return
    lacking = _lacking(text)
    if lacking:
        missing = Joined("、", (Message("{label}", label=name) for name in lacking))
        yield Observation(
            ("overview.text",),
            Message("总体情况没有写到{missing}，请补上这几方面", missing=missing),
        )
    length = len("".join(text.split()))
    if length > most:
        yield Observation(
            ("overview.text",),
            Message(
                "总体情况有 {length} 字，超过 {most} 字 {over} 字，请压缩",
                length=length,
                most=most,
                over=length - most,
            ),
            length,
            most,
        )


@lru_cache(maxsize=16)
def _lacking(text: str) -> tuple[str, ...]:
    """Return the aspects of which no clause speaks, other than one that just lists them."""
    # "围绕主动公开、依申请公开、平台建设、监督保障等方面推进" -> all of them
    clauses = _clauses(text)
    plain = "\n".join(one for one in clauses if "、" not in one)
    lacking = [name for name, words in _ASPECTS.items() if not words.found_in(plain)]
    listing = [one for one in clauses if "、" in one] if lacking else []
    return tuple(name for name in lacking if not any(_speaks_of(name, one) for one in listing))


def _speaks_of(name: str, clause: str) -> bool:
    return _ASPECTS[name].found_in(clause) and not _lists_aspects(clause)


def _lists_aspects(clause: str) -> bool:
    return sum(words.found_in(clause) for words in _ASPECTS.values()) > 2


def _clauses(text: str) -> list[str]:
    # "更新有待加强，下一步加强培训。" -> "更新有待加强", "下一步加强培训", ""
    for end in _CLAUSE_ENDS:
        text = text.replace(end, _COMMA)
    return text.split(_COMMA)


@rule("R807", Severity.ADVICE, "公布期限", section="agency")
def deadline(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第四十九条：各部门每年1月31日前公布上一年度年报，县级以上政府的汇总年报期限按通知。

    年度还没有过完的，多半是年度填错了。
    """
    if case.today is not None and case.today.year <= case.draft.year:
        yield Observation(
            ("agency.level",),
            Message(
                "{year} 年还没有过完，请核对第一步的年度：年报写的是上一年度的情况",
                year=case.draft.year,
            ),
        )
        return
    level = case.this.text("agency.level")
    if level not in dict(LEVELS) or case.today is None:
        unchosen = Message("“{label}”还没有选", label=label("level"))
        yield NotChecked(unchosen if case.today else Message("不知道今天的日期"))
        return
    last = deadline_of(level, case.draft.year)
    if last < case.today <= last.replace(year=last.year + 1):  # older ones are out, surely
        yield Observation(
            ("agency.level",),
            Plural(
                "{report} 年的年报应当在 {year} 年 {month} 月 {day} 日前公布"
                "（{level}），已经过了 {n} 天，请尽快公布",
                (case.today - last).days,
                report=case.draft.year,
                year=last.year,
                month=last.month,
                day=last.day,
                level=dict(LEVELS)[level],
            ),
        )


RULES = (problems_and_remedies, fees_are_stated, fees_are_consistent, five_aspects, deadline)
