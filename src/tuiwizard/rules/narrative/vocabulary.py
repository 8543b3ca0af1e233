"""The vocabulary: the words by which a number in the text names a figure of the tables."""

import re
from enum import StrEnum
from typing import NamedTuple

Rows = tuple[tuple[str, ...], ...]
"""Readings, the likeliest first; each is a sum of rows, `-` before one taken away."""


class Kind(StrEnum):
    """What a word says about a number near it."""

    ROW = "row"
    OUTCOME = "outcome"
    APPLICANT = "applicant"
    APPEAL = "appeal"
    RESULT = "result"
    DOCUMENT = "document"
    VERB = "verb"
    DECISION = "decision"
    FEE = "fee"
    UNSURE = "unsure"


class Cue(NamedTuple):
    """A word of the vocabulary.

    Attributes:
        kind: What it says.
        pattern: How it is written.
        rows: The rows it may name.
        columns: The columns it may name; `-` before a kind of applicant names all the others.
    """

    kind: Kind
    pattern: str
    rows: Rows = ()
    columns: Rows = ()


_R = "requests."
_O = "requests.outcomes."
_ORGANISATIONS = ("-natural_person",)
_NEXT = "(?:下|次|明)(?:一)?年(?:度)?"
_BEFORE = "(?:上|去|前)(?:一)?(?:个)?年(?:度)?"
_TOTAL, _OTHER, _NOT = _O + "total", "-" + _O + "other", "-" + _O + "not_processed"
_ALL = (_R + "received", _R + "carried_in")
_LITIGATION = ("appeals.litigation_direct", "appeals.litigation_after_review")

CUES: tuple[Cue, ...] = (
    # Sub-rows, offices that judge, and look-alikes: what the engine leaves alone.
    # "第三方合法权益2件" -> nothing is claimed
    Cue(
        Kind.UNSURE,
        "国家秘密|法律行政法规|三安全|第三方|内部事务|过程性|执法案卷|行政查询|不掌握|不存在|另行制作"
        "|现成信息|不明确|信访|投诉|举报|重复|出版物|反复|重新出具|逾期|补正|撤回|应诉|继续有效|分别"
        "|公开指南|征求意见|更正|变更|中止|终止|转办|国家赔偿|检察|听证",
    ),
    # "上年度结转3件", "结转自去年3件" -> carried_in
    Cue(Kind.ROW, f"{_BEFORE}(?:的)?(?:结转|转入|转来|遗留|未办结)", ((_R + "carried_in",),)),
    Cue(Kind.ROW, f"结转(?:自)?{_BEFORE}", ((_R + "carried_in",),)),
    # "结转下年度继续办理1件", "顺延至次年1件" -> carried_out
    Cue(
        Kind.ROW,
        f"(?:结转|转|顺延|延|延期|跨)(?:至|到|入|为)?{_NEXT}(?:度)?(?:继续)?(?:办理|答复|处理)?"
        f"|{_NEXT}继续办理",
        ((_R + "carried_out",),),
    ),
    # "结转2件" -> carried_in, or carried_out
    Cue(Kind.ROW, "结转", ((_R + "carried_in",), (_R + "carried_out",))),
    # "新收7件" -> received; "收到7件" may count those carried in as well
    Cue(Kind.ROW, "新收(?:到)?|新接收|新受理|新增", ((_R + "received",),)),
    Cue(Kind.ROW, "收到|受理|收办|接到|接收|收悉", ((_R + "received",), _ALL)),
    # "依法予以部分公开2件" -> partly_granted; "予以公开5件" may count those as well
    Cue(
        Kind.OUTCOME,
        "(?:依法)?(?:予以)?部分(?:予以)?公开",
        ((_O + "partly_granted",),),
    ),
    Cue(Kind.OUTCOME, "不予(?:以)?公开", ((_O + "refused",),)),
    Cue(
        Kind.OUTCOME,
        "予以公开|同意公开|全部公开",
        ((_O + "granted",), (_O + "granted", _O + "partly_granted")),
    ),
    Cue(Kind.OUTCOME, "无法提供", ((_O + "unavailable",),)),
    Cue(Kind.OUTCOME, "不予处理", ((_O + "not_processed",),)),
    Cue(Kind.OUTCOME, "(?:作出?|以)?其他(?:方式)?处理", ((_O + "other",),)),
    # "办结8件" -> all outcomes, or without 其他处理 or 不予处理, or all that were received
    Cue(
        Kind.ROW,
        "办结|答复|回复|办理完毕|处理完毕",
        ((_TOTAL,), (_TOTAL, _OTHER), (_TOTAL, _OTHER, _NOT), (_TOTAL, _NOT), (_R + "received",)),
    ),
    Cue(Kind.ROW, "办理|处理(?!决定|费)", ((_TOTAL,), _ALL, (_R + "received",))),
    # "公民、法人和其他组织的申请7件" -> the total column
    Cue(
        Kind.APPLICANT,
        "(?:公民|自然人)、法人(?:或者?|和|及|与|、|以及)其他(?:社会)?组织",
        columns=(("total",),),
    ),
    Cue(Kind.APPLICANT, "自然人|公民(?:个人)?|个人", columns=(("natural_person",),)),
    # "法人或其他组织2件" -> every column but 自然人, or 商业企业 alone
    Cue(
        Kind.APPLICANT,
        "法人(?:或者?|和|及|与|、|以及)?其他(?:社会)?组织|法人组织",
        columns=(_ORGANISATIONS, ("business",)),
    ),
    Cue(Kind.APPLICANT, "商业企业|企业法人|企业|公司", columns=(("business",), _ORGANISATIONS)),
    Cue(Kind.APPLICANT, "科研机构", columns=(("research",),)),
    Cue(Kind.APPLICANT, "(?:社会)?公益组织", columns=(("public_interest",),)),
    Cue(Kind.APPLICANT, "法律服务机构|律师事务所", columns=(("legal_service",),)),
    Cue(Kind.APPLICANT, "法人", columns=(_ORGANISATIONS, ("business",))),
    Cue(Kind.APPLICANT, "其他(?:社会)?组织", columns=(("other_organisation",), _ORGANISATIONS)),
    # "复议后提起行政诉讼1件" -> litigation_after_review; "行政诉讼1件" -> both kinds, or either
    Cue(Kind.APPEAL, "(?:行政)?复议后(?:再)?(?:提起|起诉|诉讼)?(?:行政诉讼)?", (_LITIGATION[1:],)),
    Cue(Kind.APPEAL, "(?:未经(?:行政)?复议)?直接(?:起诉|提起行政诉讼)", (_LITIGATION[:1],)),
    Cue(Kind.APPEAL, "(?:行政)?复议", (("appeals.review",),)),
    Cue(Kind.APPEAL, "(?:行政)?诉讼", (_LITIGATION, _LITIGATION[:1], _LITIGATION[1:])),
    # "结果维持1件" -> the column upheld of the appeals spoken of
    Cue(Kind.RESULT, "结果维持|维持", columns=(("upheld",),)),
    Cue(Kind.RESULT, "结果纠正|纠正", columns=(("corrected",),)),
    Cue(Kind.RESULT, "其他结果", columns=(("other",),)),
    Cue(Kind.RESULT, "(?:尚)?未审结|正在审理", columns=(("pending",),)),
    # "制发行政规范性文件5件，废止2件" -> normative_documents.issued 5, repealed 2
    Cue(Kind.DOCUMENT, "(?:行政)?规范性文件", (("proactive.normative_documents",),)),
    Cue(Kind.DOCUMENT, "(?:政府|部门)?规章(?!制度)", (("proactive.rules",),)),
    Cue(
        Kind.VERB,
        "制发|(?:新)?制定(?:印发|出台|发布)?|印发|出台|新制作",
        columns=(("issued",), ("produced",)),
    ),
    Cue(Kind.VERB, "(?:宣布)?(?:废止|失效)(?:和(?:宣布)?失效)?", columns=(("repealed",),)),
    Cue(Kind.VERB, "现行有效", columns=(("in_force",), ("total_disclosed",))),
    Cue(Kind.VERB, "新公开", columns=(("disclosed",),)),
    # "作出行政处罚决定12件" -> penalties.decisions
    Cue(Kind.DECISION, "行政许可", (("proactive.licensing",),), (("decisions",),)),
    Cue(Kind.DECISION, "行政处罚", (("proactive.penalties",),), (("decisions",),)),
    Cue(Kind.DECISION, "行政强制", (("proactive.compulsory_measures",),), (("decisions",),)),
    # "发出收费通知1件", "收取信息处理费10元" -> fee_notices, fees_received
    Cue(Kind.FEE, "收费通知(?:书)?", (("other_matters",),), (("fee_notices",),)),
    Cue(
        Kind.FEE,
        "信息处理费",
        (("other_matters",),),
        (("fees_received",), ("fees_charged",)),
    ),
    Cue(Kind.FEE, "行政事业性收费", (("proactive.fees",),), (("amount",),)),
)

_CHARACTERS = "".join(sorted({c for cue in CUES for c in cue.pattern if c > "\u4e00"}))

LEXICON = re.compile(  # most characters of a text begin no word: one look instead of fifty
    f"(?=[{_CHARACTERS}])(?:"
    + "|".join(f"(?P<c{i}>{cue.pattern})" for i, cue in enumerate(CUES))
    + ")"
)

COUNTED = frozenset(("件", "宗", "起", "份", "条", "个", "例", "部"))
"""Units in which the tables count."""

REQUEST = "申请"
"""The word that shows that requests are spoken of."""

SELF = re.compile(
    "(?:我|本|全|各)(?:级|地|省|市|县|区|州|旗|镇|乡|街道|局|委|办|厅|院|校|部门|单位|行政机关|机关|系统)+"
    "(?:(?:各|及|和|、)?(?:级|地|部门|单位|机关|办公室|政府|局|委|镇|乡|街道))*"
)
"""The office speaking of itself: `我局各部门` in `我局各部门收到申请3件`."""

ASIDE = re.compile(
    "较|(?<!占)比(?!例|重)|同期|环比|增长|增加|减少|下降|上升|增幅|降幅|同上年|与上年"
    "|计划|拟|将|预计|打算|力争|争取|目标|不少于|至少"
    "|网络|信函|邮寄|当面|传真|现场|线上|线下|在线|网上|平台|渠道|邮件|电话|窗口|书面|电子"
    "|季度|[上下]半年|(?<!\\d)(?:[1-9]|1[0-2])月(?:份|底)?(?!\\d|1日|31日)"
    "|局|委员会|镇|街道|乡|厅|办公室|科室|处室|部门|单位|中心|社区|村|[省市县区州]政府|[省市县区]级"
    "|以来|历年|近[两二三四五]年|名义|解读|起草|代拟|审核|合法性|备案|清理|修订|修改|评估|人次|户次"
    "|平均|人均|每件|最多|最少|超期|败诉|胜诉"
)
"""Comparisons, plans, channels, parts of the year, other offices: not the table's figure.

`较上年增加3件`, `计划公开5件`, `网络申请2件`, `上半年收到4件`, `县公安局收到1件`.
"""

JUDGING = re.compile("办理|(?<!正在)审理|(?<!未)审结|受理|代理|化解|调解|参加|出庭")
"""What an office does with other people's reviews and suits: `审理行政复议案件5件`."""

SHOWING = re.compile("公开|公示|发布|更新|信息|事项|受理|申请|录入|归集|报送|结果")
"""What is done with decisions besides making them: `公示行政处罚信息5件`."""

FILLER = re.compile(
    r"(?:政府信息公开|依申请公开|政府信息|信息公开|公开|申请(?:表|书)?|事项|案件|案|办件|件数|数量|总数|总量|决定"
    r"|处理决定|措施|共计|合计|总计|累计|共|计|数|为|是|有|达到?|了|群众|其中|其|的|中|全部|均|已|全年|本年度?"
    r"|今年|年内|年度|金额|总金额|收费|资金|情况|工作|答复|办理|按时|按期|依法|依规|地方|政府|行政|部门|另有|另|还有"
    r"|发出|收取|实际|通知|结果|申请人|提出|提起|引发|被|和|及|与|、|或|以及|含|包括|占比?|率|比例|比重|[\s，,：:（(“”\"~—-])*"
)
"""Words that may be between what is counted and its number: `收到` 政府信息公开申请共 `7件`."""

JOINED = re.compile("[、和及与或]|以及|并")
"""What joins two words whose figures are added up: `复议、诉讼共2件`."""
