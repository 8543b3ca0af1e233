"""What the words of ledgers mean: outcomes, applicants, and the results of reviews and suits.

The labels of the form are read off the form. What is written down here is what offices write in
their place, how sure that is, and the articles of the regulation (条例, 国令第711号).
"""

import re
import unicodedata
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from tuiwizard.forms.layout import grid
from tuiwizard.report.labels import normal, spellings


class Trust(Enum):
    """How far a word says by itself what it means."""

    SURE = "sure"
    PROPOSED = "proposed"
    ASK = "ask"
    OPEN = "open"
    """No outcome: the request goes on."""
    POINTER = "pointer"
    """Handled together with another request."""


class Verdict(NamedTuple):
    """What a text means.

    Attributes:
        trust: How sure it is.
        meaning: The row of the form behind `requests.outcomes`, or a column; empty for none.
        word: The word that decided, for a question; empty where the text has none that is known.
    """

    trust: Trust
    meaning: str = ""
    word: str = ""


_SURE = {
    "granted": "公开 同意公开 全部公开 已主动公开，告知获取途径 已主动公开告知获取途径",
    "partly_granted": "部分公开 区分处理",
    "refused.state_secret": "国家秘密",
    "refused.other_law": "法律法规禁止公开",
    "refused.safety_and_stability": "三安全一稳定",
    "refused.third_party_rights": "第三方合法权益 商业秘密 个人隐私",
    "refused.internal_affairs": "内部事务信息",
    "refused.deliberative": "过程性信息",
    "refused.enforcement_file": "行政执法案卷",
    "refused.administrative_inquiry": "行政查询事项",
    "unavailable.not_held": "本机关不掌握",
    "unavailable.needs_creation": "需另行制作 需要另行制作",
    "unavailable.unclear_after_correction": "补正后仍不明确",
    "not_processed.petition": "信访举报投诉",
    "not_processed.published": "公开出版物",
    "not_processed.repeated": "重复申请",
    "not_processed.excessive": "大量反复申请",
    "not_processed.reissue": "重新出具已获取信息",
    "other.correction_overdue": "逾期未补正 逾期不补正",
    "other.fee_overdue": "逾期未缴费 逾期不缴费 逾期未缴纳费用",
    "other.other": "其他处理其他",
}
_PHRASES = tuple(
    (path, re.compile(pattern))
    for path, pattern in (
        ("refused.other_law", "法律.{0,4}法规.{0,2}禁止公开"),
        (
            "refused.safety_and_stability",
            "(危及|影响).{0,6}(国家|公共|经济)安全|(危及|影响).{0,6}社会稳定",
        ),
        ("refused.third_party_rights", "第三方不同意(公开)?"),
        ("refused.internal_affairs", "内部事务|人事管理|后勤管理|内部工作流程"),
        ("refused.deliberative", "讨论记录|过程稿|磋商信函|请示报告"),
        ("refused.administrative_inquiry", "(工商|不动产)登记(资料|信息).*查询"),
        ("unavailable.not_held", "机关不掌握"),
        ("unavailable.needs_creation", "另行制作|加工分析"),
        ("unavailable.unclear_after_correction", "补正.{0,12}仍.{0,4}不(明确|清)"),
        ("not_processed.petition", "信访.{0,4}(举报|投诉)"),
        ("not_processed.repeated", "重复(申请|提出|处理)"),
        ("not_processed.published", "政府公报|报刊书籍"),
        ("not_processed.excessive", "反复申请|明显超过合理范围"),
        ("not_processed.reissue", "重新出具"),
        ("other.correction_overdue", "逾期.{0,4}[未不](进行)?补正"),
        ("other.fee_overdue", "逾期.{0,4}[未不](按.{0,8})?[缴交](费|纳)"),
    )
)
"""What the articles say of each row, as running text has it."""

_PROPOSED = {
    "unavailable.not_held": "信息不存在 非本机关 不属于本机关",
    "other.other": "撤回 撤回申请 申请人撤回 申请人撤回申请",
    "granted": "主动公开 依申请公开 已公开 准予公开 给予公开 依法公开",
}
_OPEN = (
    "办理中 正在办理 未答复 尚未答复 暂未答复 已延期 延期答复 待补正 补正中 补正告知 补正通知 "
    "告知补正 通知补正 征求第三方意见 征求第三方意见中 在办 未办结 待办 待答复"
)
_POINTER = "合并办理 合并答复 合并处理 并案办理 并案处理 一并答复 一并办理 并入"
_ASK = (
    "已答复 已办结 办结 其他 不公开 转办 咨询 终止办理 不同意公开 不予以公开 "
    "不予公开 无法提供 不予处理 其他处理 不予提供 "
    "未公开 不宜公开 不应公开 不得公开 暂不公开 拒绝公开 不能公开"
)
_NOT_MEANT = (
    "政府信息公开条例 信息公开条例 中华人民共和国政府信息公开条例 政府信息公开申请 政府信息公开 "
    "信息公开 公开申请 申请公开 公开指南 公开目录"
)
"""In running text, no outcome: 公开 is part of a name."""

_DIGITS = "零一二三四五六七八九"
_ARTICLE = re.compile(
    r"第?([0-9一二三四五六七八九十]+)条"
    r"(?:第?\(?([0-9一二三四五六七八九十]+)\)?款)?"
    r"(?:第?\(([0-9一二三四五六七八九十]+)\)项?|第?([0-9一二三四五六七八九十]+)项)?"
)
_ARTICLES = {
    (15, 0): "refused.third_party_rights",
    (16, 1): "refused.internal_affairs",
    (35, 0): "not_processed.excessive",
    (36, 1): "granted",
    (36, 2): "granted",
    (36, 4): "unavailable.not_held",
    (36, 6): "not_processed.repeated",
    (36, 7): "refused.administrative_inquiry",
    (37, 0): "partly_granted",
    (38, 0): "unavailable.needs_creation",
    (39, 1): "not_processed.petition",
    (39, 2): "not_processed.published",
    (42, 0): "other.fee_overdue",
}
"""Articles that name one row, with their 款 or 项; 0 where the article is enough."""

_PROPOSED_ARTICLES = {"第三十六条第五项": "unavailable.not_held"}
"""Articles of which the form says no row: 不属于本机关负责公开."""

_APPLICANTS = {
    "natural_person": "自然人 公民 个人 公民个人 个人申请",
    "business": "企业 公司 商业企业",
    "research": "科研机构",
    "public_interest": "社会公益组织",
    "legal_service": "律所 律师事务所 法律服务机构",
    "other_organisation": "其他",
}
_PROPOSED_APPLICANTS = {
    "other_organisation": "其他组织 事业单位",
    "public_interest": "社会组织 社会团体",
}
_BY_NAME = "法人 法人或其他组织 法人及其他组织 法人和其他组织 单位 组织 机构"
"""Classes that only the end of the applicant's name tells apart."""

_SEPARATED = re.compile(r"[\s\-—－/\\、，,:：（）()\[\]【】]+")
_ORDINAL = re.compile(r"^\s*[（(]?[A-Za-z0-9一二三四五六]{1,2}[）).．、:：\-]+")

ENDINGS = {
    "business": "公司 厂 合作社",
    "legal_service": "律师事务所 法律服务所",
    "research": "研究院 研究所",
    "public_interest": "协会 基金会",
    "other_organisation": "村民委员会 业主委员会 中学",
}
_ORGANISATIONS = (
    "小学 学校 大学 学院 医院 村委会 居委会 居民委员会 委员会 商会 学会 促进会 联合会 集团 企业 "
    "银行 中心 门市部 事务所 工作室 商行 商店 经营部 幼儿园 局 组织 联合体 分社 报社 站"
)
"""Endings that are asked for: no natural person's name ends so."""

_APPEALS = {
    "upheld": "维持",
    "corrected": "撤销 责令重作 撤销并责令重作 责令重新 确认违法 变更 责令履行",
    "pending": "审理中 正在审理 尚未审结 未审结",
}
_PROPOSED_APPEALS = {
    "upheld": "驳回诉讼请求",
    "other": "驳回起诉 驳回申请 终止 撤诉 不予受理 调解",
}


_CHANNELS = (
    ("电子邮件", re.compile("邮箱|电子邮件|e-?mail", re.IGNORECASE)),
    ("信函", re.compile("信函|来信|邮|快递|挂号|EMS", re.IGNORECASE)),
    ("当面", re.compile("当面|现场|窗口|来访|上门|直接提交")),
    ("传真", re.compile("传真")),
    ("网络", re.compile("网|在线|线上|平台|系统|小程序")),
)


def read_channel(text: str) -> str:
    """Return how a request came in, in one of a few words: 省平台在线申请 -> 网络."""
    if not normal(text):
        return ""
    return next((name for name, pattern in _CHANNELS if pattern.search(text)), "其他渠道")


def _verdicts(sure: dict[str, str], proposed: dict[str, str]) -> dict[str, Verdict]:
    """Return what each word means; a proposal goes before what is sure."""
    return {
        word: Verdict(trust, meaning, word)
        for trust, table in ((Trust.SURE, sure), (Trust.PROPOSED, proposed))
        for meaning, words in table.items()
        for word in map(normal, words.split())
    }


@cache
def form_labels(edition: str) -> dict[str, str]:
    """Return the rows of table 3's outcomes by every spelling of their labels.

    Two-letter remains such as 其他 name nothing by themselves.
    """
    found: dict[str, str] = {}
    for band in grid(edition, "requests").bands:
        for row in band.rows:
            parent, _, path = row.path.partition(".")
            if parent != "outcomes" or path == "total":
                continue
            for spelling in spellings(row.labels[-1]):
                if len(spelling) > 2:
                    found.setdefault(spelling, path)
    return found


@cache
def outcomes(edition: str) -> frozenset[str]:
    """Return the rows of the form that an outcome may be, of either edition's detail."""
    rows = {row.path for band in grid(edition, "requests").bands for row in band.rows}
    own = {path.partition(".")[2] for path in rows if path.startswith("outcomes.")}
    return frozenset(own - {"total"} | {*_SURE} | {"other.other"})


def of_edition(path: str, edition: str) -> str:
    """Return the row of an edition that holds an outcome: 2019 has one for all of 其他处理."""
    whole = path.partition(".")[0]
    return whole if whole in form_labels(edition).values() else path


@cache
def _outcome_words(edition: str) -> dict[str, Verdict]:
    """Return every word that says something of an outcome, in normal form."""
    found = _verdicts(_SURE, _PROPOSED)
    found |= {word: Verdict(Trust.ASK, "", word) for word in _ASK.split()}
    found |= {word: Verdict(Trust.OPEN, "", word) for word in _OPEN.split()}
    found |= {word: Verdict(Trust.POINTER, "same_as", word) for word in _POINTER.split()}
    for label, path in form_labels(edition).items():
        found[label] = Verdict(Trust.SURE, path, label)
    return {
        word: each._replace(meaning=of_edition(each.meaning, edition))
        for word, each in found.items()
    }


@cache
def _words_in_text(edition: str) -> re.Pattern[str]:
    words = sorted({*_outcome_words(edition), *_NOT_MEANT.split()}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=8192)
def read_outcome(text: str, edition: str, group: str = "") -> Verdict:
    """Return what the text of an outcome means.

    # "合并办理，见2月第2号" -> pointer; "依第三十六条第（四）项" -> unavailable.not_held

    Args:
        text: The text.
        edition: The edition of the form.
        group: The group that another column names: 其他 under 其他处理 is a row.
    """
    plain = normal(text)
    words = _outcome_words(edition)
    if plain == "其他" and normal(group) == "其他处理":
        return Verdict(Trust.SURE, of_edition("other.other", edition), plain)
    if plain in words:
        return words[plain]
    named = [words[word] for word in _words_in_text(edition).findall(plain) if word in words]
    named += [
        Verdict(Trust.SURE, of_edition(path, edition), path)
        for path, pattern in _PHRASES
        if pattern.search(plain)
    ]
    return _weighed(named, _articles(text, edition))


def _weighed(named: list[Verdict], articles: dict[str, str]) -> Verdict:
    """Return what several words and articles in one text mean together."""
    sure = {each.meaning for each in named if each.trust is Trust.SURE and each.word != "公开"}
    sure |= {path for path in articles.values() if path}
    if "partly_granted" in sure:
        return Verdict(Trust.SURE, "partly_granted")
    if len(sure) == 1:
        return Verdict(Trust.SURE, *sure)
    if sure:  # 商业秘密不予公开，其余予以公开
        return Verdict(Trust.ASK, "partly_granted" if "granted" in sure else "")
    for trust in (Trust.POINTER, Trust.PROPOSED, Trust.OPEN):
        if found := next((each for each in named if each.trust is trust), None):
            return found
    for word in articles:
        if path := _PROPOSED_ARTICLES.get(word.replace("(", "").replace(")", "")):
            return Verdict(Trust.PROPOSED, path, word)
    if weak := next((each for each in named if each.word == "公开"), None):
        return weak._replace(trust=Trust.PROPOSED)
    vague = next((word for word, path in articles.items() if not path), "")
    return Verdict(Trust.ASK, "", vague or (named[0].word if named else ""))


def _articles(text: str, edition: str) -> dict[str, str]:
    """Return the articles that a text names, with the row each means; empty where it is open."""
    found = {}
    for match in _ARTICLE.finditer(unicodedata.normalize("NFKC", text).replace(" ", "")):
        article = _number(match[1])
        part = _number(match[4] or match[3] or match[2] or "")
        path = _ARTICLES.get((article, part)) or _ARTICLES.get((article, 0), "")
        if article in range(1, 57):
            found[_spelt(match)] = of_edition(path, edition) if path else ""
    return {word: path for word, path in found.items() if path or not any(found.values())}


def _spelt(match: re.Match[str]) -> str:
    """Return an article as the regulation spells it: 第14条 -> 第十四条."""
    return re.sub(r"\d+", lambda digits: _numeral(int(digits[0])), f"第{match[0].lstrip('第')}")


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = _DIGITS[tens] * (tens > 1) + "十" * bool(tens)
    return ten + _DIGITS[ones] * (bool(ones) or not tens)


def _number(text: str) -> int:
    """Return a number up to 99 in digits or characters: 三十六 -> 36; 0 for none."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.find(tens) if tens else 1) * 10 * bool(ten) + max(0, _DIGITS.find(ones or "零"))


@cache
def _applicant_words() -> dict[str, Verdict]:
    return _verdicts(_APPLICANTS, _PROPOSED_APPLICANTS)


@lru_cache(maxsize=4096)
def read_applicant(text: str) -> Verdict:
    """Return what the class of an applicant means; ASK without a word where the name says it.

    # "法人或其他组织—商业企业" -> business; "1.公民（自然人）" -> natural_person
    """
    plain = normal(text)
    words, by_name = _applicant_words(), _BY_NAME.split()
    if not plain or plain in by_name:
        return Verdict(Trust.ASK)
    if plain in words:
        return words[plain]
    parts = {normal(part) for part in _SEPARATED.split(_ORDINAL.sub("", text))} - {"", *by_name}
    found = {words[part] for part in parts if part in words}
    if parts and len(found) == len(parts) and len({each.meaning for each in found}) == 1:
        return min(found, key=lambda each: each.trust is not Trust.SURE)
    return Verdict(Trust.ASK, "", plain) if parts else Verdict(Trust.ASK)


def read_ending(name: str) -> Verdict:
    """Return what the end of a name says of its class; without a word where it says nothing."""
    known = ((word, column) for column, words in ENDINGS.items() for word in words.split())
    fitting = [(word, column) for word, column in known if name.endswith(word)]
    if fitting:
        word, column = max(fitting, key=lambda each: len(each[0]))
        return Verdict(Trust.PROPOSED, column, word)
    other = max(
        (word for word in _ORGANISATIONS.split() if name.endswith(word)), key=len, default=""
    )
    return Verdict(Trust.ASK, "", other)


@cache
def _appeal_words() -> dict[str, Verdict]:
    return _verdicts(_APPEALS, _PROPOSED_APPEALS)


@cache
def _words_of_appeals() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_appeal_words(), key=len, reverse=True)))


def read_appeal(text: str) -> Verdict:
    """Return what the result of a review or a suit means.

    # "撤销原答复并责令重新答复" -> corrected
    """
    plain = normal(text)
    words = _appeal_words()
    if plain in words:
        return words[plain]
    found = {words[word] for word in _words_of_appeals().findall(plain)}
    if len({each.meaning for each in found}) == 1:
        return min(found, key=lambda each: each.trust is not Trust.SURE)
    return Verdict(Trust.ASK, "", plain)
