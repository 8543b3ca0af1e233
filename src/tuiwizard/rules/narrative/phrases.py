"""The phrases by which a number in the text names a figure of the tables: data, with examples.

A phrase is added as a row of `PHRASES`: what it says, how it is written, what it names, a
sentence, and what the numbers in that sentence then name. The examples run as tests; `make docs`
puts it in the index by which it is found.
"""

import re
from collections.abc import Iterator
from functools import cache
from pkgutil import get_data
from typing import Final, NamedTuple

from tuiwizard.lazy_patterns import lazily

Rows = tuple[tuple[str, ...], ...]
"""Readings, the likeliest first; each is a sum of rows, `-` before one taken away."""


class Kind:
    """What a phrase says about a number near it.

    Plain texts: it takes a member of an enum eight times as long to be found by its name.
    """

    OUTCOME: Final = "outcome"
    """A row of table 3 that nothing else can be."""
    DETAIL: Final = "detail"
    """A row under a group of table 3, named by its label."""
    ACT: Final = "act"
    """What is done with requests, and with other things as well: received, settled."""
    REQUEST: Final = "request"
    """The noun: a request."""
    APPLICANT: Final = "applicant"
    APPEAL: Final = "appeal"
    RESULT: Final = "result"
    DOCUMENT: Final = "document"
    VERB: Final = "verb"
    DECISION: Final = "decision"
    FEE: Final = "fee"
    OTHER: Final = "other"
    """A thing that no table counts: what follows is said of it."""
    ASIDE: Final = "aside"
    """The clause is not the year's figure of this office: a channel, a topic, a plan."""
    PART: Final = "part"
    """A part of the year: so are the clauses that follow."""
    OFFICE: Final = "office"
    """Another office: so are the clauses that follow."""
    THIS_YEAR: Final = "this year"
    YEAR: Final = "year"
    """A year: the report's or another one."""


class Phrase(NamedTuple):
    """A phrase and its example.

    Attributes:
        kind: What it says.
        pattern: How it is written.
        example: A sentence of a report for 2024.
        reads: What its numbers name, the likeliest cell of each: "" where nothing is named.
        rows: The rows it may name.
        columns: The columns it may name; `-` before a kind of applicant names all the others.
    """

    kind: str
    pattern: str
    example: str
    reads: str
    rows: Rows = ()
    columns: Rows = ()


_R = "requests."
_O = "requests.outcomes."
_NEXT = "(?:[下次明翌](?:一)?(?:个)?年(?:度)?|20\\d\\d年(?:度)?)"
_BEFORE = ("[上去前](?:一)?(?:个)?年(?:度)?", "20\\d\\d年(?:度)?")
_NOT_THAN = "(?<!\\d)(?<!较)(?<!比)(?<!与)(?<!同)(?<!和)"
_OVER = "(?:结转|转结)"
_TOTAL, _OTHER, _NOT = _O + "total", "-" + _O + "other", "-" + _O + "not_processed"
_ALL = (_R + "received", _R + "carried_in")
_OF_THIS_YEAR = (_R + "received", "-" + _R + "carried_out")
_SETTLED: Rows = (
    (_TOTAL,),
    (_TOTAL, _OTHER),
    (_TOTAL, _OTHER, _NOT),
    (_TOTAL, _NOT),
    _OF_THIS_YEAR,
)
_DIRECT, _AFTER = "appeals.litigation_direct", "appeals.litigation_after_review"
_LITIGATION = (_DIRECT, _AFTER)
_ORGANISATIONS = ("-natural_person",)
_BEFORE_THEM = "收到申请9件，"


def _row(
    kind: str, row: str, pattern: str, example: str, *more: tuple[str, ...], reads: str = ""
) -> Phrase:
    """A row of table 3; the example is of 2 requests in its total column."""
    cell = reads or f"requests.{row}.total"
    return Phrase(kind, pattern, example, cell, ((_R + row,), *more))


def _detail(row: str, pattern: str, example: str, *more: tuple[str, ...]) -> Phrase:
    return _row(
        Kind.DETAIL,
        f"outcomes.{row}",
        pattern,
        _BEFORE_THEM + example,
        *more,
        reads=f"requests.received.total requests.outcomes.{row}.total",
    )


def _applicant(column: str, pattern: str, example: str, *more: tuple[str, ...]) -> Phrase:
    reads = f"requests.received.{column}"
    return Phrase(Kind.APPLICANT, pattern, example, reads, columns=((column,), *more))


def _silent(kind: str, pattern: str, example: str) -> Phrase:
    """A phrase under which no number is a claim."""
    return Phrase(kind, pattern, example, "")


PHRASES: tuple[Phrase, ...] = (
    # Carried over
    _row(
        Kind.OUTCOME,
        "carried_in",
        "|".join(
            f"{before}(?:的)?(?:{_OVER}|转入|转来|遗留|未办结)(?!(?:至|到|入))(?:到?(?:本|今)年(?:度)?)?"
            for before in _BEFORE
        ),
        "上年度转结政府信息公开申请2件。",
    ),
    _row(
        Kind.OUTCOME,
        "carried_in",
        f"{_OVER}(?:自)?(?:上|去)(?:一)?年(?:度)?",
        "结转自上年申请2件。",
    ),
    _row(
        Kind.OUTCOME,
        "carried_out",
        f"(?:{_OVER}|转|顺延|延|延期|跨)(?:至|到|入|为)?{_NEXT}(?:继续)?(?:办理|答复|处理)?"
        f"|{_NEXT}(?:继续办理|{_OVER})|将(?:于|在|到){_NEXT}(?:继续)?(?:办理|答复|办结|处理)",
        "另有2件申请结转下年办理。",
    ),
    _row(
        Kind.OUTCOME,
        "carried_out",
        "(?:正在|尚在|仍在|还在)(?:依法|按程序|进一步)?(?:办理|处理|答复)(?:之中|过程中|中)?|尚未(?:办结|答复)",
        "收到申请7件，2件正在办理中。",
        reads="requests.received.total requests.carried_out.total",
    ),
    _row(Kind.OUTCOME, "carried_in", _OVER, "结转申请2件。", (_R + "carried_out",)),
    # The rows under the groups of table 3, by their labels
    _detail("refused.state_secret", "(?:属于|涉及)国家秘密", "属于国家秘密2件。"),
    _detail("refused.other_law", "(?:其他)?法律、?行政法规禁止公开", "法律行政法规禁止公开2件。"),
    _detail("refused.safety_and_stability", "危及“?三安全一稳定”?", "危及“三安全一稳定”2件。"),
    _detail(
        "refused.third_party_rights",
        "(?:保护|涉及|损害)第三方(?:合法权益)?",
        "保护第三方合法权益2件。",
    ),
    _detail(
        "refused.internal_affairs",
        "(?:属于)?三类内部事务(?:性)?(?:信息)?",
        "属于三类内部事务信息2件。",
    ),
    _detail(
        "refused.deliberative", "(?:属于)?四类过程性(?:性)?(?:信息)?", "属于四类过程性信息2件。"
    ),
    _detail("refused.enforcement_file", "(?:属于)?行政执法案卷(?:信息)?", "属于行政执法案卷2件。"),
    _detail("refused.administrative_inquiry", "(?:属于)?行政查询事项", "属于行政查询事项2件。"),
    _detail(
        "unavailable.not_held",
        "　*不掌握(?:相关)?(?:政府)?(?:信息)?",
        "本机关不掌握相关政府信息2件。",
    ),
    _detail(
        "unavailable.not_held", "(?:政府)?信息不存在", "信息不存在2件。", (_O + "unavailable",)
    ),
    _detail(
        "unavailable.needs_creation",
        "(?:没有现成信息)?需要?另行制作",
        "没有现成信息需要另行制作2件。",
    ),
    _detail(
        "unavailable.unclear_after_correction",
        "补正后(?:申请内容)?仍不明确",
        "补正后申请内容仍不明确2件。",
    ),
    _detail(
        "not_processed.petition", "信访、?举报、?投诉类(?:申请|事项)?", "信访举报投诉类申请2件。"
    ),
    _detail("not_processed.repeated", "重复申请", "重复申请2件。"),
    _detail("not_processed.published", "要求提供公开出版物", "要求提供公开出版物2件。"),
    _detail(
        "not_processed.excessive", "(?:无正当理由)?大量反复申请", "无正当理由大量反复申请2件。"
    ),
    _detail(
        "not_processed.reissue",
        "要求(?:行政机关)?确认或重新出具已获取信息",
        "要求行政机关确认或重新出具已获取信息2件。",
    ),
    _detail(
        "other.correction_overdue",
        "(?:申请人)?(?:无正当理由)?逾期[未不](?:予|进行)?补正(?:的)?",
        "逾期未补正2件。",
        (_O + "other",),
    ),
    # The outcomes of table 3
    _row(
        Kind.OUTCOME,
        "outcomes.partly_granted",
        "(?:依法)?(?:予以)?部分(?:予以)?公开",
        "依申请公开中部分公开2件。",
    ),
    _row(
        Kind.OUTCOME,
        "outcomes.refused",
        "不(?:予(?:以)?)?公开(?!为例外)",
        "收到申请2件，不予公开2件。",
        reads="requests.received.total requests.outcomes.refused.*.total",
    ),
    _row(
        Kind.OUTCOME,
        "outcomes.granted",
        "予以(?:全部)?公开|同意公开|全部公开",
        "依申请公开中予以公开答复2件。",
        (_O + "granted", _O + "partly_granted"),
    ),
    _row(
        Kind.OUTCOME,
        "outcomes.unavailable",
        "无法提供",
        "依申请公开中无法提供2件。",
        reads="requests.outcomes.unavailable.*.total",
    ),
    _row(
        Kind.OUTCOME,
        "outcomes.not_processed",
        "不予处理",
        "依申请公开中不予处理2件。",
        reads="requests.outcomes.not_processed.*.total",
    ),
    _row(
        Kind.OUTCOME,
        "outcomes.other",
        "(?:作出?|以)?其他(?:方式)?处理",
        "依申请公开中其他处理2件。",
        (_O + "other.other",),
        (_O + "other", "-" + _O + "other.correction_overdue"),
        (_O + "other", "-" + _O + "other.fee_overdue"),
        reads="requests.outcomes.other.*.total",
    ),
    _row(
        Kind.OUTCOME,
        "outcomes.granted",
        "(?<![^\\W\\da-zA-Z_])公开率",
        "依申请公开方面，收到申请10件，公开率20%。",
        (_O + "granted", _O + "partly_granted"),
        reads="requests.received.total",
    ),
    # Words that hold another phrase in them, and are none
    _silent(
        Kind.OTHER,
        "(?:行政许可|行政审批|行政处罚)(?:的)?申请|(?:复议|听证|救助|补助|贷款|登记)申请|申请(?:办理|领取)",
        "受理行政许可申请2件。",
    ),
    _silent(Kind.OTHER, "申请人(?:次|数)?|申请表|申请渠道|申请方式", "走访申请人2个。"),
    # Requests
    Phrase(
        Kind.REQUEST,
        "(?:公民|自然人)、法人(?:或者?|和|及|与|、|以及)其他(?:社会)?组织(?:的|提出的)?"
        "(?=[^，。；]{0,10}申请)",
        "收到公民、法人和其他组织的申请2件。",
        "requests.received.total",
    ),
    Phrase(
        Kind.REQUEST,
        "(?:政府信息)?(?:依法|依)申请(?:类)?公开(?:的)?(?:政府)?(?:信息|申请)?|(?:政府)?信息(?:公开)?(?:依)?申请(?:公开)?(?:信息)?"
        "|申请公开|申请",
        "收到依申请公开信息2条。",
        "requests.received.total",
    ),
    Phrase(
        Kind.ACT,
        "新收(?:到)?|新接收|新受理|新增(?=(?:政府)?(?:信息公开|依)?申请)",
        "新收申请2件。",
        "requests.received.total",
        ((_R + "received",),),
    ),
    Phrase(
        Kind.ACT,
        "(?:收到|接到|受理)(?:和|并)(?:处理|办理)|收到|受理|收办|接到|接收|收悉",
        "收到申请2件。",
        "requests.received.total",
        ((_R + "received",), _ALL),
    ),
    Phrase(
        Kind.ACT,
        "办结|(?:完成|给予|予以|进行了?|做出|作出)?(?:规范)?(?:答复|回复)(?!书|函|率)|办理完毕|处理完毕|完成(?!率)|办理(?:并)?(?:回复|答复)",
        "已办结申请2件。",
        "requests.outcomes.total.total",
        _SETTLED,
    ),
    Phrase(
        Kind.ACT,
        "办理(?!率)|处理(?!决定|费|率)",
        "共办理申请2件。",
        "requests.outcomes.total.total",
        ((_TOTAL,), _ALL, (_R + "received",)),
    ),
    # Applicants
    _applicant("natural_person", "自然人|公民(?:个人)?|个人", "收到自然人申请2件。"),
    Phrase(
        Kind.APPLICANT,
        "法人(?:或者?|和|及|与|、|以及)?其他(?:社会)?组织|法人组织|法人",
        "收到法人或其他组织申请2件。",
        "requests.received.business requests.received.research requests.received.public_interest"
        " requests.received.legal_service requests.received.other_organisation",
        columns=(_ORGANISATIONS, ("business",)),
    ),
    _applicant("business", "商业企业|企业法人|企业|公司", "收到企业申请2件。", _ORGANISATIONS),
    _applicant("research", "科研机构", "收到科研机构申请2件。"),
    _applicant("public_interest", "(?:社会)?公益组织", "收到公益组织申请2件。"),
    _applicant("legal_service", "法律服务机构|律师事务所", "收到律师事务所申请2件。"),
    _applicant("other_organisation", "其他(?:社会)?组织", "收到其他组织申请2件。", _ORGANISATIONS),
    # Reviews and suits
    _silent(
        Kind.ASIDE,
        "撤[销回](?:行政)?(?:复议|诉讼)?|复议决定|判决|应诉|败诉|胜诉|纠错|国家赔偿|检察|听证",
        "撤销复议申请2件。",
    ),
    Phrase(
        Kind.APPEAL,
        "(?:经)?(?:行政)?复议后(?:再)?(?:提起|起诉|诉讼)?(?:行政诉讼)?",
        "复议后起诉2件。",
        f"{_AFTER}.total",
        ((_AFTER,),),
    ),
    Phrase(
        Kind.APPEAL,
        "(?:未经(?:行政)?复议)?直接(?:起诉|提起(?:行政)?诉讼)",
        "未经复议直接起诉2件。",
        f"{_DIRECT}.total",
        ((_DIRECT,),),
    ),
    Phrase(
        Kind.APPEAL,
        "(?:行政)?复议(?:申请)?",
        "被申请行政复议2件。",
        "appeals.review.total",
        (("appeals.review",),),
    ),
    Phrase(
        Kind.APPEAL,
        "(?:行政)?诉讼",
        "行政诉讼案件2件。",
        f"{_DIRECT}.total {_AFTER}.total",
        (_LITIGATION,),
    ),
    *(
        Phrase(
            Kind.RESULT,
            pattern,
            f"行政复议4件，{example}2件。",
            f"appeals.review.total appeals.review.{column}",
            columns=((column,),),
        )
        for column, pattern, example in (
            ("upheld", "结果维持|维持", "维持"),
            ("corrected", "结果纠正|纠正", "结果纠正"),
            ("other", "其他结果", "其他结果"),
            ("pending", "(?:尚)?未审结|正在审理|在审", "尚未审结"),
        )
    ),
    # Documents and decisions
    Phrase(
        Kind.DOCUMENT,
        "(?:行政)?规范性文件",
        "制发行政规范性文件2件。",
        "proactive.normative_documents.issued",
        (("proactive.normative_documents",),),
    ),
    Phrase(
        Kind.DOCUMENT,
        "(?:政府|部门)?规章(?!制度)",
        "制定政府规章2件。",
        "proactive.rules.issued",
        (("proactive.rules",),),
    ),
    *(
        Phrase(
            Kind.VERB,
            pattern,
            example,
            f"proactive.normative_documents.{columns[0]}",
            columns=tuple((c,) for c in columns),
        )
        for columns, pattern, example in (
            (
                ("issued", "produced"),
                "新?制发|新?(?:制定|印发|出台)(?:并)?(?:印发|出台|发布|公开)?|新制作",
                "新制定印发规范性文件2件。",
            ),
            (
                ("repealed",),
                "清理(?:并)?废止|(?:宣布)?(?:废止|失效)(?:和(?:宣布)?失效)?",
                "废止规范性文件2件。",
            ),
            (("in_force", "total_disclosed"), "现行有效", "现行有效规范性文件2件。"),
        )
    ),
    Phrase(Kind.VERB, "新公开", "新公开规范性文件2件。", "", columns=(("disclosed",),)),
    *(
        Phrase(
            Kind.DECISION,
            pattern,
            f"作出{pattern}决定2件。",
            f"proactive.{row}.decisions",
            ((f"proactive.{row}",),),
            (("decisions",),),
        )
        for row, pattern in (
            ("licensing", "行政许可"),
            ("penalties", "行政处罚"),
            ("compulsory_measures", "行政强制"),
        )
    ),
    # Fees
    Phrase(
        Kind.FEE,
        "收费通知(?:书)?",
        "发出收费通知2件。",
        "other_matters.fee_notices",
        (("other_matters",),),
        (("fee_notices",),),
    ),
    Phrase(
        Kind.FEE,
        "信息处理费",
        "收取信息处理费20元。",
        "other_matters.fees_received",
        (("other_matters",),),
        (("fees_received",), ("fees_charged",)),
    ),
    Phrase(
        Kind.FEE,
        "行政事业性收费",
        "收取行政事业性收费20元。",
        "proactive.fees.amount",
        (("proactive.fees",),),
        (("amount",),),
    ),
    # Times
    _silent(
        Kind.PART,
        "20\\d\\d年?度?(?:至|到|[-~]|—)+(?:20\\d\\d年?|今年?|本年)度?",
        "2020年至2024年，收到申请2件。",
    ),
    Phrase(
        Kind.YEAR,
        f"{_NOT_THAN}20\\d\\d\\s*年度?|{_NOT_THAN}二[〇零○][一二三四五六七八九〇零○]{{2}}\\s*年度?",
        "2023年收到申请24件，2024年收到34件。",
        "requests.received.total",
    ),
    _silent(Kind.YEAR, "(?<![较比与同和])(?:去年|上一?年度?)", "上年收到申请2件。"),
    Phrase(
        Kind.THIS_YEAR,
        "今年(?:以来)?|本年度?|1月至12月|1[^\\d，。；]12月",
        "上年收到申请4件，今年收到2件。",
        "requests.received.total",
    ),
    _silent(
        Kind.PART,
        "季度|[上下]半年|(?<!\\d)(?:[1-9]|1[01])月(?:份|底)?(?!\\d|1日|31日)|12月份|以来|历年|近[两二三四五]年"
        "|[两二三四五]年来|累计至今",
        "上半年收到申请2件，办结1件。",
    ),
    # Clauses aside
    _silent(
        Kind.ASIDE,
        "较|(?<!占)比(?!例|重)|同期|环比|同比|增长|增加|减少|下降|上升|增幅|降幅|同上年|与上年",
        "申请较上年增加2件。",
    ),
    _silent(
        Kind.ASIDE,
        "计划|拟(?!定|公开)|将|预计|打算|力争|争取|目标|不少于|至少",
        "力争受理申请2件。",
    ),
    _silent(
        Kind.ASIDE,
        "网络|信函|信件|邮寄|快递|当面|传真|现场|线上|线下|在线|网上|平台|渠道|邮件|电话|窗口|书面|电子|网站",
        "通过网络收到申请2件。",
    ),
    _silent(
        Kind.ASIDE,
        "类申请|涉及|(?<!　)名义|以　+名义|解读|起草|代拟|审核|审查|合法性|备案|清理|修订|修改"
        "|评估|人次|户次|平均|人均|每件|最多|最少|超期|代理|转办|转发|转交|宣传|撤回|补正|继续有效|公开指南|征求意见|更正|变更|中止|终止",
        "报送备案规范性文件2件。",
    ),
    _silent(
        Kind.ASIDE,
        "公示|公布|发布|推送|刊登|录入|归集|报送|上传|更新|抽查",
        "公示行政处罚决定2件。",
    ),
    _silent(
        Kind.OTHER,
        "建议|提案|工单|热线|留言|来电|来信|来访|信访|信箱|投诉|举报|咨询|诉求|网民|舆情|代表|委员",
        "承办建议2件，办结2件。",
    ),
    _silent(
        Kind.ASIDE,
        "答复书|告知书|问题|事件|案卷|会议|培训|项目|新闻|视频|稿件|栏目|政策文件|主动公开|公文",
        "依申请公开方面，发现问题2个。",
    ),
    _silent(
        Kind.OFFICE,
        "局|委员会|镇|街道|乡|厅|办公室|科室|处室|股室|部门|单位|中心|社区|村|法院"
        "|[省市县区州]政府|[省市县区]级|本级(?!(?:政府)?(?:行政)?规范性文件)|[省市县区]直|各[县区市旗]|有关方面",
        "县财政局收到申请2件，办结2件。",
    ),
)


@cache
def _by_character() -> dict[str, re.Pattern[str]]:
    """Return, by character, the pattern of the phrases that can begin with it."""
    # "结" -> 结转, 结果维持 and so on
    index = (get_data("tuiwizard.rules.narrative", "phrase_index.tsv") or b"").decode()
    lines = (line.partition("\t") for line in index.splitlines())
    return {character: lazily(pattern) for character, _, pattern in lines}


_BY_GROUP = {f"p{i}": phrase for i, phrase in enumerate(PHRASES)}


def phrases(text: str, start: int, end: int) -> Iterator[tuple[Phrase, re.Match[str]]]:
    """Yield the phrases of a stretch of text and where they are; the first in the table wins."""
    # "收到申请7件" -> 收到, 申请
    behind, lexicon = start, _by_character()
    for at, one in enumerate(text[start:end], start):
        if one in lexicon and at >= behind and (found := lexicon[one].match(text, at, end)):
            yield _BY_GROUP[found.lastgroup or ""], found
            behind = found.end()


COUNTED = frozenset(("件", "宗", "起", "份", "条", "个", "例", "部", "件次"))
"""Units in which the tables count."""

SELF = lazily(
    "[我本全各](?:(?<!各)(?<!本(?=级))"
    "(?:级|地|省|市|县|区|州|旗|镇|乡|街道|局|委|办(?![理结件公事])|厅|院|校|部门|单位|行政机关|机关|系统)+"
    "(?:(?:各|及|和|、|职能|有关|相关)*(?:级|地|部门|单位|行政机关|机关|办公室|政府|局|委|镇街|乡镇|街镇|镇|乡|街道))*"
    "|(?<=各)(?:级|地|部门|单位|镇|乡|街道)+(?:(?:各|及|和|、|职能|有关|相关)*(?:部门|单位|行政机关|机关|政府|局|委|镇|乡|街道))*)"
)
"""The office speaking of itself: `我局各部门` in `我局各部门收到申请3件`."""

FILLER = lazily(
    r"(?:政府信息公开|政府信息|信息公开|信息|公开|事项|案件|案|办件|来件|件数|件|数量|总数|总量|决定|处理决定|措施|文件"
    r"|共计|合计|总计|累计|总共|共|计|数|为|是|有|达到?|了|群众|社会公众|公众|社会|其中|其|的|全部|均|都|已经?|全年|本年度?|年内|年度|年"
    r"|金额|总金额|收费|资金|情况|工作|按时|按期|按照|按|规定|规范|时限|程序|期限|法定|在|内|依法|依规|依照|和|及时|妥善|地方|政府|行政|部门|另外|另有|另|还有"
    r"|发出|收取|实际|通知|结果|申请人|提出|提交|提起|引发|引起|产生|发生|因|被|实施|作出|进行|由|给|及|与|、|或|以及|含|包括|占比?|率|比例|比重|截至|截止|12月底|12月31日"
    r"|以(?=[　和、]+名义)|名义|[\s，,：:（(“”\"~—-])*"
)
"""Words that may be between what is counted and its number: `收到` 政府信息公开申请共 `7件`."""

BARE_FILLER = lazily(
    r"(?:共计|合计|总计|累计|总共|共|计|数|件|案件|为|是|有|达到?|了|其中|其|全部|均|都|已经?|全年|本年度?|年内|年"
    r"|按时|按期|按照|按|规定|规范|时限|程序|期限|法定|在|内|依法|依规|依照|和|及时|妥善|另外|另有|另|还有"
    r"|截至|截止|12月底|12月31日|[\s，,：:（(“”\"~—-])*"
)
"""Words that may be between an act and its number where no request is named: `办结共 7件`."""

JOINED = lazily("[、和及与或]|以及|并")
"""What joins two phrases whose figures are added up: `复议、诉讼共2件`."""
