"""Whether Chinese gets through: the encoding of output, and the locale."""

import codecs

from tuiwizard.doctor.check import State, Verdict
from tuiwizard.doctor.environment import Environment
from tuiwizard.words import tr


def utf8(environment: Environment) -> Verdict:
    """Output is UTF-8."""
    encoding = environment.encoding
    try:
        known = codecs.lookup(encoding).name
    except LookupError:
        return Verdict(State.UNKNOWN, tr("不知道输出用什么编码"))
    if known == "utf-8":
        return Verdict(State.OK, tr("输出是 UTF-8"))
    if environment.windows:
        cure = tr("先运行 chcp 65001，或设 PYTHONUTF8=1，也可以改用 Windows Terminal")
    else:
        cure = tr("export LANG=C.UTF-8 LC_ALL=C.UTF-8 后再运行，可以写进 ~/.bashrc")
    state = State.WARN if known in ("gbk", "gb18030", "gb2312") else State.BAD
    return Verdict(
        state,
        tr("输出是 {encoding}，不是 UTF-8，有的字显示不了", encoding=encoding),
        cure,
    )


def locale(environment: Environment) -> Verdict:
    """The system has the locale it is asked for."""
    wanted = next(filter(None, map(environment.variable, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    if not environment.locale_works:
        found = tr("系统里没有要用的区域设置 {wanted}", wanted=wanted)
        return Verdict(State.WARN, found, tr("改用每台电脑都有的：export LC_ALL=C.UTF-8"))
    if environment.windows or "utf" in wanted.lower():
        return Verdict(State.OK, wanted or tr("按系统的设置"))
    found = (
        tr("区域设置是“{wanted}”，不是 UTF-8 的", wanted=wanted) if wanted else tr("没有区域设置")
    )
    return Verdict(State.WARN, found, tr("export LANG=zh_CN.UTF-8，没有就用 C.UTF-8"))
