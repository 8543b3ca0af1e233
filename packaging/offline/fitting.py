"""Which wheels run here, by their file names: where they exist, a newer Python is welcome.

The offline folder and the zipapps carry this file, too.
"""

import platform
import sys
import sysconfig
from collections.abc import Iterable

GLIBC = (2, 28)
"""The oldest C library of Linux that the wheels are packed for."""

WANTED_LIBC = "程序要 glibc {}.{} 或更新的 Linux".format(*GLIBC)


def this_python() -> str:
    """The Python that runs this, as `3.14`; with a `t` where it has no global lock."""
    version: str = sysconfig.get_python_version()
    return version + ("t" if sysconfig.get_config_var("Py_GIL_DISABLED") else "")


def fits(wheel: str, python: str) -> bool:
    """Whether a wheel runs on a Python, as far as Python goes.

    Args:
        wheel: `lxml-6.1-cp314-cp314-win_amd64.whl`, `typst-0.15-cp39-abi3-win_amd64.whl`.
        python: `3.14`.
    """
    *_, tag, abis, _ = wheel.removesuffix(".whl").split("-")
    if tag.startswith("py"):
        return True
    wanted = "cp" + python.replace(".", "")
    stable = "abi3" in abis.split(".") and not python.endswith("t")
    return wanted in abis.split(".") or (stable and _number(tag) <= _number(wanted))


def chosen(wheels: Iterable[str], python: str) -> list[str]:
    """One wheel of each project for a Python: as pip has it, that for the newest.

    cryptography has cp311-abi3 and cp315-abi3.abi3t; both run on 3.15.
    """
    found: dict[str, str] = {}
    for wheel in wheels:
        if fits(wheel, python):
            project = wheel.partition("-")[0]
            found[project] = max(found.get(project, wheel), wheel, key=_newness)
    return [*found.values()]


def _newness(wheel: str) -> tuple[int, int]:
    tag = wheel.removesuffix(".whl").split("-")[-3]
    return (0, 0) if tag.startswith("py") else _number(tag)


def _number(tag: str) -> tuple[int, int]:
    """By which versions are ordered: cp39 -> (3, 9), cp311 -> (3, 11)."""
    return int(tag[2]), int(tag[3:])


def lacking(wheels: Iterable[str], python: str) -> list[str]:
    """The projects of which no wheel runs on a Python: empty where all that is needed exists."""
    names = {wheel: wheel.partition("-")[0] for wheel in wheels}
    there = {name for wheel, name in names.items() if fits(wheel, python)}
    return sorted({*names.values()} - there)


def other_libc() -> str:
    """The C library of a Linux on which the wheels do not run: `glibc 2.17`; empty elsewhere."""
    name, version = platform.libc_ver()
    if sys.platform != "linux":
        return ""
    if name != "glibc":
        return name or "没有 glibc 的 Linux"
    return "" if (*map(int, version.split(".")[:2]),) >= GLIBC else f"{name} {version}"
