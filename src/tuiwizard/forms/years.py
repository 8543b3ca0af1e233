"""Which edition of the form a report year takes.

An edition is a module `yYYYY` of this package, where YYYY is its first report year: adding
one is adding that module.
"""

from collections.abc import Iterable
from functools import cache
from pkgutil import iter_modules

from tuiwizard import forms
from tuiwizard.errors import YearError
from tuiwizard.words import tr

LAST_YEAR = 2099


@cache
def editions() -> tuple[str, ...]:
    """Return the keys of all editions, oldest first."""
    names = (module.name for module in iter_modules(forms.__path__))
    return tuple(sorted(n[1:] for n in names if n[0] == "y" and n[1:].isdecimal()))


def edition_for(year: object) -> str:
    """Return the edition whose form the report of a year uses.

    Args:
        year: The report year, such as 2025.

    Raises:
        YearError: No year, a year before the first edition, or a year beyond reason.
    """
    if not isinstance(year, int) or isinstance(year, bool):
        raise YearError(tr("“{year}”不是年份，请填写四位数字的年份，例如 2025", year=year))
    first = int(editions()[0])
    if year < first:
        raise YearError(
            tr(
                "{year} 年没有对应的表格，本程序只编制 {first} 年及以后的年报",
                year=year,
                first=first,
            )
        )
    if year > LAST_YEAR:
        raise YearError(tr("{year} 年不像是年报的年份，请填写四位数字的年份，例如 2025", year=year))
    return max(key for key in editions() if int(key) <= year)


def merged(orders: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return all keys of several orders once; a new one follows its predecessor."""
    # a b c, a x c -> a x b c
    found: list[str] = []
    for keys in orders:
        at = 0
        for key in keys:
            if key not in found:
                found.insert(at, key)
            at = found.index(key) + 1
    return tuple(found)
