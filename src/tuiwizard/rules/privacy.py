"""What must not be published: R801 personal numbers, R802 secrecy markings."""

import re
from collections.abc import Callable, Iterator

from tuiwizard.forms.common import Kind
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity, TextSpan
from tuiwizard.rules.rule import TEXTS, Remark, rule
from tuiwizard.words import Message

# Next to no text has a number so long, or an @: then none of these needs to be compiled or run.
# "0519-86888888", "138 0013 8000" -> worth a look; "30号" -> not
_LONG = re.compile(r"\d[\d -]{10}")
# six digits of a place, a birthday such as 19900307, three digits and a check character
_IDENTITY = r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{9}[0-9Xx](?![0-9A-Za-z])"
# "13800138000", "138 0013 8000" -> a number; "13800138000件" -> an amount
_MOBILE = (  # not said: looked for
    r"(?<![0-9A-Za-z.])1[3-9]\d(?:[ -]?\d{4}){2}(?![0-9A-Za-z]|\.\d|[元件条次个])"
)
# "6222 0212 3456 7890 123" -> 16 to 19 digits, in fours or not
_CARD = r"(?<![0-9A-Za-z.])[3-6]\d{3}(?: ?\d{4}){3}(?: ?\d{1,3})?(?![0-9A-Za-z])"
# "zhang@qq.com" -> a private provider; "xxgk@jiaxian.gov.cn" -> an office
_EMAIL = (
    r"(?ai)(?<![\w.+-])[\w.+-]++@(?:qq|foxmail|163|126|139|189|yeah|sina|sohu|aliyun|gmail|outlook|hotmail|icloud)"
    r"\.(?:com|cn|net)"
)
# "秘密★10年" -> marked; "商业秘密" -> the word of the law
_MARKS = re.compile("绝密|(?<!商业)(?<!国家)机密|秘密★|内部资料|不得外传")

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


_KINDS: tuple[tuple[Message, str, Callable[[str], bool], bool], ...] = (
    (Message("身份证号码"), _IDENTITY, is_identity_number, True),
    (Message("手机号码"), _MOBILE, bool, True),
    (Message("银行卡号"), _CARD, is_card_number, True),
    # 引言 and 联系方式 name the office's own mailbox, often at such a provider.
    (Message("个人电子邮箱"), _EMAIL, bool, False),
)
"""What is looked for: its name, pattern, check digit, and whether it is wrong on the cover too."""


@rule(
    "R801", Severity.QUERY, "没有个人信息", section="overview",
    reads=("agency", *TEXTS),
)  # fmt: skip
def personal_numbers(case: Case) -> Iterator[Remark]:
    """《条例》第十五条、《个人信息保护法》第二十五条：不得公开个人隐私和个人信息。

    查身份证号码（校验码正确的）、手机号码、银行卡号（校验位正确的）和个人电子邮箱。
    """
    on_cover = ("agency.introduction", "agency.contact.phone")
    for path in (*on_cover, *case.narratives):
        text = case.this.text(path)
        if "@" not in text and not _LONG.search(text):
            continue
        taken: set[int] = set()
        for name, pattern, right, even_on_cover in _KINDS:
            for found in (
                re.finditer(pattern, text) if even_on_cover or path not in on_cover else ()
            ):
                if right(found[0]) and not taken & set(range(*found.span())):
                    taken |= set(range(*found.span()))
                    yield _remark(
                        case,
                        path,
                        found,
                        Message("有{name} {text}，请删去", name=name, text=_masked(found[0])),
                    )


def _masked(text: str) -> str:
    """Return enough of a number to find it, and too little to repeat it."""
    # "13800138000" -> "138…000"
    kept = 3 if len(text) > 8 else 1
    return f"{text[:kept]}…{text[-kept:]}"


@rule(
    "R802", Severity.QUERY, "没有涉密标志", section="overview",
    reads=("agency", *TEXTS),
)  # fmt: skip
def secrecy_marks(case: Case) -> Iterator[Remark]:
    """《条例》第十四条、第十七条：涉密信息不予公开，公开前要经保密审查。"""
    for path in ("agency.introduction", *case.narratives):
        for found in _MARKS.finditer(case.this.text(path)):
            yield _remark(
                case,
                path,
                found,
                Message("有涉密标志“{text}”，请送保密审查，不能公开的删去", text=found[0]),
            )


def _remark(case: Case, path: str, found: re.Match[str], what: Message) -> Remark:
    cell = cells_by_path(case.draft.edition, path.partition(".")[0])[path]
    line = found.string.count("\n", 0, found.start()) + 1
    where = Message("第 {line} 段", line=line) if cell.kind is Kind.TEXT else ""
    message = Message(
        "“{column}”{where}{what}；确需公开的写明原因",
        column=cell.column[-1],
        where=where,
        what=what,
    )
    return Remark((path,), message, span=TextSpan(path, *found.span()))


RULES = (personal_numbers, secrecy_marks)
