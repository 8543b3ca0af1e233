"""The signature block under a report (落款), which is none of its text: the agency and the date."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tuiwizard.forms.report import NAMELESS
from tuiwizard.importing.opening import is_office
from tuiwizard.report.days import read_day

_DAY = re.compile(
    r"20\d\d年\d{1,2}月\d{1,2}日"
    r"|二[〇○◯零Oo一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
    r"|年月日"  # to be filled in by hand
)
_SPACES = re.compile(r"\s+")
_SEAL = re.compile(r"[（(](?:盖章|公章|印章|章)[)）]")
_NAME = re.compile(r"[\u3400-\u9fff（）()]+")


class SignatureBlock(NamedTuple):
    """What stands under the last paragraph.

    Attributes:
        lines: How many lines it takes: agency and date, or both on one.
        day: The date; None where it is spelled in numerals, or to be filled in.
    """

    lines: int
    day: date | None


def signature_block(texts: Sequence[str], agency: str) -> SignatureBlock | None:
    """Return the block in which the last section ends; None where it ends in a text.

    # 无。 | 甲县乙镇人民政府 | 2024年1月20日 -> 2 lines, 2024-01-20

    Args:
        texts: The lines of the last section.
        agency: Whose report it is, where that is known.
    """
    plain = [_SPACES.sub("", text) for text in texts[-2:]]
    last = plain[-1] if plain else ""
    if _DAY.fullmatch(last):
        if len(plain) > 1 and _is_agency(plain[0], agency):
            return SignatureBlock(2, read_day(last))
        return SignatureBlock(1, read_day(last))
    for found in _DAY.finditer(last):  # 甲县乙镇人民政府2024年1月20日
        if found.end() == len(last) and _is_agency(last[: found.start()], agency):
            return SignatureBlock(1, read_day(found[0]))
    return None


def _is_agency(text: str, agency: str) -> bool:
    name = _SEAL.sub("", text)
    return name in (_SPACES.sub("", agency), NAMELESS) or (
        bool(_NAME.fullmatch(name)) and is_office(name)
    )
