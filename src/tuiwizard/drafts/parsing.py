"""TOML text as tables of the present format, or where and why it is none.

Whatever the text, the answer comes in bounded time and its message has a bounded length.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import tomli

from tuiwizard.drafts import migrate, toml_text
from tuiwizard.drafts.end_mark import is_cut
from tuiwizard.errors import DraftContent, DraftSyntax
from tuiwizard.lazy_patterns import lazily
from tuiwizard.words import tr

FORMAT = 1
"""The format this program writes, and the latest it can read."""

TOO_LARGE = tr("有一个数字大得无法读取，请改成正常的数字")
LONGEST = 40
"""Decimals with more digits before or behind the point are shown with an exponent."""

QUOTED = 60
"""Characters of a key or a text that a message repeats."""

_STRING = lazily(r"""\"[^"]*\"|'[^']*'""")
_SIGNS = "“”‘’\uff02\uff07\uff1d\uff3b\uff3d"  # not said: typed
_WIDE = dict(zip(_SIGNS, "\"\"''\"'=[]", strict=True))
"""Signs of an input method that stand for those of TOML, and these."""

_PLACE = lazily(r"\(at line (\d+), column (\d+)\)")


def parse(text: str) -> dict[str, Any]:
    """Return the tables of a TOML text of ours, whatever they hold.

    Raises:
        DraftSyntax: The text is not TOML, or that of a draft that was cut short.
    """
    _refuse_cut(text)
    return _parse(text)


def in_present_format(tables: Mapping[str, Any]) -> migrate.Tables:
    """Return the tables of a draft brought to the present format.

    Raises:
        DraftContent: Their format is later than the present one.
    """
    _refuse_later(tables)
    return migrate.to_format(FORMAT, dict(tables))


def _refuse_cut(text: str) -> None:
    if is_cut(text):
        raise DraftSyntax(
            tr(
                "草稿到这里被截断了，缺少第一行里写着的最后一行，请换用完整的一份；"
                "只要剩下的内容，就删去那第一行"
            ),
            line=text.rstrip("\n").count("\n") + 1,
        )


def _parse(text: str) -> dict[str, Any]:
    try:
        return toml_text.tables_of(text)
    except tomli.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place else text.rstrip("\n").count("\n") + 1
        column = tr("第 {column} 列附近", column=place[2]) if place else tr("文件末尾")
        raise DraftSyntax(
            tr(
                "{column}不合 TOML 写法，{advice}",
                column=column,
                advice=_advice(str(error), text.split("\n")[line - 1]),
            ),
            line=line,
        ) from error
    except RecursionError as error:
        raise DraftSyntax(tr("括号或键嵌套太深，这不是草稿")) from error
    except (ValueError, ArithmeticError) as error:
        raise DraftSyntax(TOO_LARGE) from error


def _advice(error: str, line: str) -> str:
    """Return what to do about a line that is not TOML."""
    # name = “甲县” -> “ 是全角的，请改成半角的 "
    if "Cannot" in error or "Duplicate" in error:
        return tr("同一个键或表写了两次，请删去一处")
    for wide in filter(_WIDE.__contains__, _STRING.sub("", line)):
        if _WIDE[wide] in "\"'":
            return tr("引号 {wide} 是全角的，请改成半角的 {plain}", wide=wide, plain=_WIDE[wide])
        return tr("{wide} 是全角的，请改成半角的 {plain}", wide=wide, plain=_WIDE[wide])
    return tr("请检查引号、等号和括号是否成对")


def check_format(data: Mapping[str, Any]) -> None:
    """Say so where a draft has no format, once its keys are known to be right.

    Raises:
        DraftContent: There is none, or none that ever was.
    """
    found = data.get("format")
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise DraftContent(tr("缺少或写错了格式号，第一行应当是 format = 1"), key="format")


def _refuse_later(data: Mapping[str, Any]) -> None:
    """Refuse a later format before anything else: it has keys that are not known here."""
    found = data.get("format")
    if isinstance(found, int) and found > FORMAT:
        shown = shortened(str(found))
        raise DraftContent(
            tr(
                "这份草稿是更新版本的 tuiwizard 写的（格式 {shown}），"
                "请升级到能读格式 {shown} 的版本",
                shown=shown,
            ),
            key="format",
        )


def shortened(text: str) -> str:
    """Return a piece of a file as a message may repeat it."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def leaf_text(value: Any, place: str) -> str:
    """Return a figure or a text of a draft as it is typed.

    Raises:
        DraftContent: It is neither.
    """
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str)):
        raise DraftContent(tr("这里应当是数字或文字"), key=place)
    if isinstance(value, Decimal) and abs(value.adjusted()) <= LONGEST:
        return f"{value:f}"
    return str(value)
