"""What must not be published: R801 personal numbers, R802 secrecy markings."""

import re
from collections.abc import Callable, Iterator

from tuiwizard.forms.common import Kind
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.lazy_patterns import lazily
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity, TextSpan
from tuiwizard.rules.line_number import line_number
from tuiwizard.rules.patterns import GuardedPattern, Words
from tuiwizard.rules.rule import TEXTS, Observation, rule
from tuiwizard.words import Message

# "138 0013 8000" -> may be one of the three below; "0519-86888888" -> none
_LONG_NUMBER = lazily(r"[1-9]\d\d(?:(?<=1[3-9]\d)(?:[ -]?\d{4}){2}|\d(?: ?\d{4}){3})")
# six digits of a place, a birthday such as 19900307, three digits and a check character
_IDENTITY = r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{9}[0-9Xx](?![0-9A-Za-z])"
# "13800138000", "138 0013 8000" -> a number; "13800138000件" -> an amount
_MOBILE = (  # not said: looked for
    r"(?<![0-9A-Za-z.])1[3-9]\d(?:[ -]?\d{4}){2}(?![0-9A-Za-z]|\.\d|[元件条次个])"
)
# "6222 0212 3456 7890 123" -> 16 to 19 digits, in fours or not
_CARD = r"(?<![0-9A-Za-z.])[3-6]\d{3}(?: ?\d{4}){3}(?: ?\d{1,3})?(?![0-9A-Za-z])"
# "zhang@qq.com" -> a private provider; "xxgk@jiaxian.gov.cn" -> an office
_EMAIL = GuardedPattern(
    r"(?ai)(?<![\w.+-])[\w.+-]++@(?:qq|foxmail|163|126|139|189|yeah|sina|sohu|aliyun|gmail|outlook|hotmail|icloud)"
    r"\.(?:com|cn|net)",
    "@",
)
# "现住清河县和平路12号3单元402室" -> where somebody lives
_HOME = GuardedPattern(
    r"(?:家庭(?:住址|地址)|(?<!办公)住址|居住地|户籍地址?|现住)[^，。；\n]{2,30}?"
    r"\d+\s*(?:号|室|单元|栋|幢|组)(?:\d+(?:单元|室|栋|幢|号))*",
    "住址", "家庭地址", "居住地", "户籍", "现住",
)  # fmt: skip
# "联系电话：13800138000" -> the office's own; "联系人电话138…", "申请人…联系电话138…" -> not
_OWN_NUMBER = lazily(
    r"(?:联系|咨询|监督|举报|投诉|办公|办公室|值班|服务|受理|公开)(?:电话|热线|方式|手机)"
    r"(?:号码)?(?:[为是：:]\s*|\s+)?"
    r"(?:[\d-]{7,}[、，,；/ ]\s*)*$"
)
_LOOKED_BACK = 1_000
"""Characters before a number in which it may be introduced."""
_SOMEBODY = lazily("申请人|当事人|举报人|投诉人|居民|村民|群众|市民|先生|女士|本人|户主")
# "秘密★10年", "密级：秘密", "此件属于工作秘密" -> marked; "商业秘密", "防止工作秘密泄露" -> no
_MARKS = GuardedPattern(
    r"绝密|(?<!商业)(?<!国家)机密|秘密\s*[★☆]"
    r"|密级\s*[：:为]\s*[“【]?(?:工作|内部)?(?:秘密|机密|绝密|敏感)"
    r"|(?:[此本该](?:件|文件|材料|资料)|上述内容)[^，。；不\n]{0,8}?[属为系是“]+于?(?:国家|工作)?秘密"
    r"|[“【〔（]?(?:工作|国家)?秘密[”】〕）]?(?:字样|标[志识记])"
    r"|[【〔\[（(]工作秘密[】〕\]）)]|工作秘密\s*[★☆]"
    r"|内部资料|不得外传|仅供内部",
    "绝密", "机密", "【工作秘密", "〔工作秘密", "[工作秘密", "（工作秘密", "(工作秘密", "密级",
    "★", "☆", "字样", "标志", "标识", "标记", "上述内容",
    "此件", "本件", "该件", "此文件", "本文件", "该文件",
    "此材料", "本材料", "该材料", "此资料", "本资料", "该资料",
    "内部资料", "不得外传", "仅供内部",
)  # fmt: skip
# a line of its own, "工作秘密" -> marked; it is named in many texts, and this is soon looked for
_MARK_ALONE = GuardedPattern(r"(?m)^\s*工作秘密\s*$", "工作秘密")
_RARE = Words("密", "内部", "外传")
"""One of them is in every mark, and none in most texts."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def is_identity_number(digits: str) -> bool:
    """Whether the check character of an 18-digit identity number is right (GB 11643)."""
    total = sum(int(d) * w for d, w in zip(digits[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == digits[17].upper()


def is_card_number(text: str) -> bool:
    """Whether the digits of a bank card satisfy Luhn's check."""
    digits = [int(d) for d in reversed(text) if d.isdigit()]
    doubled = (sum(divmod(2 * d, 10)) for d in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


_NUMBERS: tuple[tuple[Message, str, Callable[[str], bool]], ...] = (
    (Message("身份证号码"), _IDENTITY, is_identity_number),
    (Message("手机号码"), _MOBILE, bool),
    (Message("银行卡号"), _CARD, is_card_number),
)
"""Long numbers that are somebody's: the name, the pattern, the check digit."""


@rule(
    "R801", Severity.QUERY, "没有个人信息", section="overview",
    reads=("agency", *TEXTS),
)  # fmt: skip
def personal_numbers(case: Case) -> Iterator[Observation]:
    """《条例》第十五条、《个人信息保护法》第二十五条：不得公开个人隐私和个人信息。

    查身份证号码（校验码正确的）、手机号码、银行卡号（校验位正确的）、家庭住址和个人电子邮箱。
    联系方式里的电话、正文里写明是本机关电话的号码是公开的，不算。
    """
    phone = "agency.contact.phone"
    for path, text in {phone: case.this.text(phone), **case.texts}.items():
        taken: set[int] = set()
        for name, found in _personal(text, on_cover=path.startswith("agency.")):
            if found.re.pattern == _MOBILE and _is_public(case, path, found):
                continue
            if taken.isdisjoint(range(*found.span())):
                taken.update(range(*found.span()))
                what = Message("有{name} {text}，请删去", name=name, text=_masked(found[0]))
                yield _observation(case, path, found, what)


def _personal(text: str, *, on_cover: bool) -> Iterator[tuple[Message, re.Match[str]]]:
    """Yield what belongs to a person, and what it is."""
    # "居民身份证 110101199003078371" -> the number
    for name, pattern, right in _NUMBERS if _LONG_NUMBER.search(text) else ():
        yield from ((name, found) for found in re.finditer(pattern, text) if right(found[0]))
    yield from ((Message("家庭住址"), found) for found in _HOME.finditer(text))
    if not on_cover:  # there the office names its own mailbox, often at such a provider
        yield from ((Message("个人电子邮箱"), found) for found in _EMAIL.finditer(text))


def _is_public(case: Case, path: str, found: re.Match[str]) -> bool:
    """Return whether a number is the office's own, by its contact or by how it is introduced."""
    # "联系电话：13800138000" -> True, "申请人王某，联系电话：13800138000" -> False
    digits = re.sub(r"\D", "", found[0])
    if path == "agency.contact.phone" or digits in re.sub(
        r"[ -]", "", case.this.text("agency.contact.phone")
    ):
        return True
    before = found.string[max(0, found.start() - _LOOKED_BACK) : found.start()]
    sentence = re.split(r"[。；\n]", before)[-1]
    return bool(_OWN_NUMBER.search(before)) and not _SOMEBODY.search(sentence)


def _masked(text: str) -> str:
    """Return enough of a number to find it, and too little to repeat it."""
    # "13800138000" -> "138…000", "家庭住址为和平路12号402室" -> "12…402"
    if not text.isascii():
        return re.sub(r"\D+", "…", text).strip("…")
    kept = 3 if len(text) > 8 else 1
    return f"{text[:kept]}…{text[-kept:]}"


@rule(
    "R802", Severity.QUERY, "没有涉密标志", section="overview",
    reads=("agency", *TEXTS),
)  # fmt: skip
def secrecy_marks(case: Case) -> Iterator[Observation]:
    """《条例》第十四条、第十七条：涉密信息不予公开，公开前要经保密审查。"""
    for path, text in case.texts.items():
        for found in _marks(text):
            yield _observation(
                case,
                path,
                found,
                Message(
                    "有涉密标志“{text}”，请送保密审查，不能公开的删去",
                    text=re.sub("[“”]", "", found[0]),
                ),
            )


def _marks(text: str) -> Iterator[re.Match[str]]:
    if _RARE.found_in(text):
        yield from _MARKS.finditer(text)
        yield from _MARK_ALONE.finditer(text)


def _observation(case: Case, path: str, found: re.Match[str], what: Message) -> Observation:
    cell = cells_by_path(case.draft.edition, path.partition(".")[0])[path]
    line = line_number(found.string, found.start())
    where = Message("第 {line} 段", line=line) if cell.kind is Kind.TEXT else ""
    message = Message(
        "“{column}”{where}{what}；确需公开的写明原因",
        column=cell.column[-1],
        where=where,
        what=what,
    )
    return Observation((path,), message, span=TextSpan(path, *found.span()))


RULES = (personal_numbers, secrecy_marks)
