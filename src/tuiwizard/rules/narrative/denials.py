"""Where the text says that there was nothing, that nothing is left, or that it was all of one kind.

What is denied is a row of `DENIED`: a word it never lacks, how it is written, the cells, and an
example sentence. A denial ends at its own noun: `未发生因申请引起的行政复议` denies reviews.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from tuiwizard.lazy_patterns import lazily
from tuiwizard.rules.narrative.clauses import without_self
from tuiwizard.rules.patterns import GuardedPattern, Words

_REVIEW, _DIRECT, _AFTER = (
    "appeals.review",
    "appeals.litigation_direct",
    "appeals.litigation_after_review",
)
_NO = Words(*"未没零无")
_NOT = "(?:未曾|未能?|没有|没|未有|尚未|暂未|从未|零|无)"
# "未发生因政府信息公开工作引发的行政诉讼" -> 因政府信息公开工作引发的
_WHY = (
    "(?:(?:因|由|涉及|有关|关于|针对|对)[^，。；、未没无]{0,24}?"
    "(?:引发|引起|导致|产生|提起|提请|申请|被|而|的)的?)?"
)
_HAPPENED = (
    "(?:收到|接到|接收到?|受理|发生|出现|产生|涉及|收取|发出|引发|有|存在|提起|提请|被|申请)*过?"
    "(?:一起|一件|任何|相关|其他)?(?:的)?"
)
_ABOUT = "(?:本年度?|政府信息公开|信息公开|政务公开|依申请公开)?(?:工作|问题|事项|方面)?(?:的|类)?"
_WHO = (
    "(?:(?:公民|法人|自然人|其他组织|社会组织|社会公众|社会|公众|群众|企业|单位|个人|申请人|组织)(?:个人)?"
    "(?:和|或者?|及|与|、|的)?)*(?:提出|提交|递交|申请)?(?:的)?"
)


class Denied(NamedTuple):
    """Something that may be denied.

    Attributes:
        word: A word it never lacks.
        pattern: How it is written behind 未 or 无; the same for several that are told apart in it.
        rows: The rows that must be zero.
        column: Their column.
        example: A sentence that denies it.
        after: What may not follow.
        group: The group that ends with it, where others share its pattern.
    """

    word: str
    pattern: str
    rows: tuple[str, ...]
    column: str
    example: str
    after: str = ""
    group: str | int = 0


# "没有行政复议被纠错的案件" -> denies less than every review: no denial
_NARROWER = lazily(
    "(?:的)?(?:案件|申请|事项|情况|情形|工作)?(?:被)?"
    "(?:败诉|纠错|纠正|撤销|确认违法|超期|逾期|部门|单位|地方|镇|局|，?但|，?除|费用|以外|之外|复核|后续|渠道|不畅|制度|规定"
    "|人|书|表|办理|答复|回复)"
)
_APPEALS = (
    f"{_HAPPENED}{_WHY}{_HAPPENED}{_ABOUT}(?:被)?(?:申请|提起)?(?:行政)?(?:(?P<review>复议)(?:(?=(?:案件|申请|事项)?"
    "(?:和|及|与|、|或者?|，|以及)+(?:也)?(?:未|没有|无)?(?:发生)?(?:被)?(?:提起)?(?:行政)?(?P<both>诉讼))|)|(?P<suit>诉讼))"
)
_CHARGES = f"{_HAPPENED}{_ABOUT}(?:(?P<fee>信息处理费)|(?P<notice>收费通知))"
DENIED: tuple[Denied, ...] = (
    Denied(
        "复议",
        _APPEALS,
        (_REVIEW, _DIRECT, _AFTER),
        "total",
        "无因政府信息公开工作被申请行政复议或提起行政诉讼的情况。",
        group="both",
    ),
    Denied("复议", _APPEALS, (_REVIEW,), "total", "未发生政府信息公开行政复议。", group="review"),
    Denied(
        "诉讼",
        _APPEALS,
        (_DIRECT, _AFTER),
        "total",
        "未产生因政府信息公开申请提请的行政诉讼案件。",
        group="suit",
    ),
    Denied(
        "申请",
        f"{_HAPPENED}{_WHO}(?:书面|线上|线下)?(?:"
        "(?:政府信息公开|政府信息|信息公开|依申请公开(?:政府信息)?)(?:的)?(?:书面)?申请(?:公开)?|政府信息依申请公开"
        "|依申请公开(?:政府信息|信息|申请|办件)?(?:的)?(?:事项|件|申请)?|申请公开(?:政府信息)?的?(?:事项|信息|申请))",
        ("requests.received",),
        "total",
        "未收到社会公众提出的政府信息公开申请。",
        "(?:提|引|被|而|办|答|工|制|目|平|渠|指|流|栏|、?行政|的行政|的(?!情况|情形|申请|事项|件))",
    ),
    Denied(
        "结转",
        "(?:上|去)(?:一)?年度?(?:的)?结转",
        ("requests.carried_in",),
        "total",
        "无上年结转。",
    ),
    Denied(
        "转",
        "(?:(?:下|次)(?:一)?年度?(?:的)?结转|(?:结|需)转(?:到|至|入)?(?:下|次)(?:一)?年度?)",
        ("requests.carried_out",),
        "total",
        "无下年度结转的申请。",
    ),
    Denied(
        "规范性文件",
        "(?:制发|新?制定|印发|出台)(?:过)?(?:行政)?规范性文件",
        ("proactive.normative_documents",),
        "issued",
        "全年未制发行政规范性文件。",
    ),
    Denied(
        "规范性文件",
        "(?:废止|宣布失效)(?:过)?(?:行政)?规范性文件",
        ("proactive.normative_documents",),
        "repealed",
        "全年未废止规范性文件。",
    ),
    *(
        Denied(
            word,
            f"(?:实施|作出|采取|发生|办理)(?:过)?{word}",
            (f"proactive.{row}",),
            "decisions",
            f"全年未作出{word}决定。",
            "(?:申请|信息|案件公开|听证|复议)",
        )
        for row, word in (
            ("licensing", "行政许可"),
            ("penalties", "行政处罚"),
            ("compulsory_measures", "行政强制"),
        )
    ),
    Denied(
        "行政事业性收费",
        "(?:收取|有|产生|发生)(?:过)?(?:任何)?行政事业性收费",
        ("proactive.fees",),
        "amount",
        "未收取行政事业性收费。",
    ),
    Denied(
        "信息处理费",
        _CHARGES,
        ("other_matters",),
        "fees_received",
        "没有收取信息处理费。",
        group="fee",
    ),
    Denied(
        "收费通知",
        _CHARGES,
        ("other_matters",),
        "fee_notices",
        "未发出收费通知。",
        group="notice",
    ),
)

_PATTERNS = {one.pattern: lazily(_NOT + one.pattern) for one in DENIED}
_DENIALS = tuple(
    (word, tuple((one, _PATTERNS[one.pattern]) for one in several))
    for word, several in groupby(DENIED, key=attrgetter("word"))
)

# "避免发生行政诉讼" -> no denial
_DOUBLE = lazily("(?:并非|不是|不能|不得|避免|防止|确保|力争|如|若|对|凡|除|绝)[^，。；]{0,6}$")
# "上半年未收到申请" -> no denial of the year
_OTHER_TIME = lazily(
    r"去年|上年(?!度?结转)|上一年度?|20\d\d年|[上下]半年|季度|月份|截至\d+月|连续|[两三四五]年|以来"
)
# "截至2024年底" in a report for 2024 -> the whole year
_YEAR = lazily(r"(?:截至|截止)?(20\d\d)年度?(?:12月31日|12月底|底)?(?:以来)?")
_ASIDE = Words(
    "局", "委员会", "镇", "街道", "乡", "厅", "办公室", "科室", "部门", "单位", "中心", "社区",
    "村", "省级", "市级", "县级", "区级", "力争", "计划", "网络", "信函", "当面", "渠道",
    "转来", "转交", "转办", "转送", "移送", "交办",
)  # fmt: skip
# cut after 1,000 characters: what is in one sentence is compared with all the rest of it
_SENTENCE = lazily(r"[^。！？\n；]{1,1000}")
# "收到申请7件，均已按时答复" -> nothing is carried over
_IN_TIME = (
    "(?:(?:已|已经|全部|按时|按期|如期|及时|依法|依规|依法依规|按照?规定|按照?要求|依照?规定"
    "|(?:严格)?(?:按照|依照)[^，。；]{0,16}?(?:规定|时限|程序|要求)"
    "|(?:严格)?在(?:法定|规定)?(?:的)?(?:时限|期限|时间)内?)(?:和|并|内)?)"
)
_DONE = (
    "(?:予以|给予|进行|作出|做出|完成|申请人|了|规范|妥善)*"
    "(?:办结|答复|回复|办理完毕|处理完毕|办理完成|完成)"
)
_SETTLED = lazily(
    f"(?:全部|均|都|皆)(?:{_IN_TIME}+|(?=办结|办理完毕|处理完毕|完成)){_DONE}"
    f"|无(?:遗留|积压|未办结)"
    "|(?<![时期依规])(?:答复|办结|回复|办复)率(?:为|达到?|均为|均达)?(?:100|１００)[%％]"
)
# one of these is in whatever says that there was nothing, or that it was all
_TELLS = lazily("[未没零无均都皆率遗积全审]")
_NUMBER = lazily(r"(\d+)\s*[件份条宗]")
_COUNTED = lazily(r"\d\s*[件份条宗]")
# "均依法答复" -> says how, not that none is left
_HINT = Words(*"均都皆率遗积", "全部", "未办")
_ONLY_HOW = lazily(
    "(?:均|都|皆)(?:依法|依规|及时|严格|规范)?(?:予以|给予|作出|进行)?(?:了)?(?:答复|回复)$"
)
# "除结转的申请外全部办结" -> says nothing of what is left
_LEFT = lazily(
    "结转(?<!上年结转)(?<!上年度结转)(?<!上一年度结转)|转结(?<!上年转结)(?<!上年度转结)(?<!上一年度转结)"
    "|顺延|延期|下年|下一年|转入|正在办理|除|到期|应答复|应办结"
)
_NO_REQUESTS = Words(
    "建议",
    "提案",
    "工单",
    "信访",
    "热线",
    "留言",
    "信箱",
    "来电",
    "来信",
    "诉求",
    "投诉",
    "咨询",
    "许可",
)
_PENDING = GuardedPattern(
    "(?:行政)?(?:复议|诉讼)(?:案件|申请)?[^，。；]{0,8}，(?:目前)?(?:均|全部|都)?已(?:全部)?审结",
    "审结",
)
_NATURAL = GuardedPattern(
    "(?:均|全部|都)(?:为|是|系|由)(?:自然人|公民个人)(?:申请|提出|提交)?", "自然人", "公民个人"
)
# "收到申请、行政复议、行政诉讼均为0" -> each of them is 0
_ALL_NONE = GuardedPattern(
    "(?:^|(?<=[，。；：]))(?P<list>[^，。；：]{2,40}?)(?:，)?(?:数量|件数)?(?:均|都|皆)(?:[为是](?:0|０|零)|为无)(?:件|起|宗)?(?![\\d.])",
    *(every + said for every in "均都皆" for said in "为是"),
)
_NONE = GuardedPattern(
    r"(?:^|[）).、\s])(?P<what>依申请公开|收到(?:和处理)?政府信息公开申请|行政复议|行政诉讼|行政复议、行政诉讼)(?:工作)?(?:情况|方面)?[：:]\s*无(?=$|[。；])",
    "：",
    ":",
)
_LISTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("申请", ("requests.received",)),
    ("复议", (_REVIEW,)),
    ("诉讼", (_DIRECT, _AFTER)),
)


class Denial(NamedTuple):
    """A passage that says there was none.

    Attributes:
        start: Its first character.
        end: The character behind it.
        rows: The rows it denies.
        columns: Their column.
    """

    start: int
    end: int
    rows: tuple[str, ...] = ("requests.carried_out",)
    columns: tuple[str, ...] = ("total",)


def denials(text: str, year: int, name: str = "") -> tuple[Denial, ...]:
    """Where the text denies this year's requests, reviews, suits or fees, or says all is done."""
    found: list[Denial] = []
    start = 0
    for paragraph in without_self(text, name).split("\n"):
        found.extend(
            d._replace(start=d.start + start, end=d.end + start)
            for d in _in_paragraph(paragraph, year)
        )
        start += len(paragraph) + 1
    return tuple(found)


@lru_cache(maxsize=1024)
def _in_paragraph(plain: str, year: int) -> tuple[Denial, ...]:
    """A paragraph is read once, however often another one is typed into."""
    if not _TELLS.search(plain):
        return ()
    found: list[Denial] = []
    requests, left = False, None
    for sentence in _SENTENCE.finditer(plain):
        said = sentence[0]
        requests = requests or "申请" in said
        if requests and _NO_REQUESTS.found_in(said):
            requests = False
        if not _TELLS.search(said):
            continue
        inside = [*_denied(said, year), *_each_none(said, year)]
        if requests and _HINT.found_in(said):
            left = bool(_LEFT.search(plain)) if left is None else left
            inside.extend(() if left else _all_settled(said, year))
        inside.extend(_all_of_one(said, year))
        at = sentence.start()
        found.extend(d._replace(start=d.start + at, end=d.end + at) for d in inside)
    return tuple(found)


def _denied(sentence: str, year: int) -> Iterator[Denial]:
    # "未收到政府信息公开申请" -> requests.received is 0
    if not _NO.found_in(sentence):
        return
    taken: set[int] = set()
    likely = chain.from_iterable(several for word, several in _DENIALS if word in sentence)
    for one, pattern in likely:
        for found in pattern.finditer(sentence):
            start, end = found.start(), found.end(one.group)  # the end is -1 for another one
            free = end > 0 and taken.isdisjoint(range(start, end))
            if free and _meant(one, sentence, start, end, year):
                taken.update(range(start, end))
                yield Denial(start, end, one.rows, (one.column,))


def _meant(one: Denied, sentence: str, start: int, end: int, year: int) -> bool:
    """Whether a denial is of this year, of everything, and not of something narrower."""
    # "2024年未收到申请" in a report on 2025 -> False
    before = sentence[:start]
    clause = before.rpartition("，")[2]
    return not (
        (one.after and re.match(one.after, sentence[end:]))
        or _NARROWER.match(sentence, end)
        or _DOUBLE.search(before)
        or _of_other_time(before, year)
        or _ASIDE.found_in(clause)
        or before.endswith(("有", "因", "别", "并", "原", "件"))
    )


def _of_other_time(before: str, year: int) -> bool:
    plain = _YEAR.sub(lambda named: "" if int(named[1]) == year else named[0], before)
    return bool(_OTHER_TIME.search(plain))


def _all_settled(sentence: str, year: int) -> Iterator[Denial]:
    """Where the text says that every request has been answered."""
    # "政府信息公开申请均已按期答复完毕" -> requests.carried_out is 0
    found = _SETTLED.search(sentence)
    if found is None or _ONLY_HOW.match(found[0]):
        return
    before = sentence[: found.start()]
    if (
        "率" not in found[0]
        and "已" not in sentence[max(0, found.start() - 1) : found.end()]
        and not _COUNTED.search(before)
    ):
        return  # how they are settled, of no number
    if "率" in found[0] and _of_its_own_numbers(before):
        return
    clauses = before.rpartition("，")[0].rpartition("，")[2] + before.rpartition("，")[2]
    if not (_of_other_time(before, year) or _ASIDE.found_in(clauses)):
        yield Denial(found.start(), found.end())


def _of_its_own_numbers(before: str) -> bool:
    """Return whether a rate is that of two equal numbers before it, which R701 compares."""
    # "受理7件，在期限内答复7件，答复率100%" -> True
    *counted, last = [None, *_NUMBER.findall(before)]
    return last is not None and last in counted


def _all_of_one(sentence: str, year: int) -> Iterator[Denial]:
    """Where all requests are said to be of natural persons, or all cases to be closed."""
    # "收到申请7件，均为自然人申请" -> the other columns of requests.received are 0
    if "申请" in sentence and (found := _NATURAL.search(sentence)):
        before = sentence[: found.start()]
        narrower = re.search("公开|提供|处理|结转|维持", before.rpartition("申请")[2])
        if not (_of_other_time(before, year) or narrower or _ASIDE.found_in(before)):
            yield Denial(*found.span(), ("requests.received",), ("-natural_person",))
    if found := _PENDING.search(sentence):
        rows = (_REVIEW,) if "复议" in found[0] else (_DIRECT, _AFTER)
        if not _of_other_time(sentence[: found.start()], year):
            yield Denial(*found.span(), rows, ("pending",))


def _each_none(sentence: str, year: int) -> Iterator[Denial]:
    # "收到申请、行政复议、行政诉讼均为0" -> together they are 0
    for pattern, group in ((_ALL_NONE, "list"), (_NONE, "what")):
        found = pattern.search(sentence)
        if not found or _of_other_time(sentence[: found.start(group)], year):
            continue
        said = found[group]
        if _of_other_time(said, year) or _ASIDE.found_in(said) or "上年" in said:
            continue
        parts = re.split("、|和|及|与|以及", said)
        known = [
            rows
            for part in parts
            for word, rows in _LISTED
            if part.endswith((word, f"{word}公开", f"{word}案件", f"{word}数量"))
        ]
        if len(known) == len(parts):
            rows = tuple(row for rows in known for row in rows)
            yield Denial(found.start(group), found.end(), rows)
