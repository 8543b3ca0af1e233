"""Python, the program and what it runs on."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tuiwizard import __version__
from tuiwizard.doctor.check import State, Verdict
from tuiwizard.doctor.environment import BENEATH, Environment
from tuiwizard.words import tr

if TYPE_CHECKING:
    from packaging.requirements import Requirement

OLDEST = (3, 11)
EXTRAS = {
    "office": tr("DOCX 不能读写，网页读不进来"),
    "pdf": tr("PDF 读不进来"),
    "print": tr("不能输出 PDF"),
    "web": tr("不能在浏览器里填"),
}
"""The extras of pyproject.toml, and what does not work without them."""

_NO_RECORD = tr("没有安装记录，不知道需要哪些")
_REINSTALL = tr("重新安装 tuiwizard：离线包运行里面的安装脚本，源码文件夹里运行 make run")


def python(environment: Environment) -> Verdict:
    """Python is new enough."""
    found = "Python " + ".".join(map(str, environment.python))
    if environment.python[:2] >= OLDEST:
        return Verdict(State.OK, found)
    wanted = ".".join(map(str, OLDEST))
    cure = tr("安装 Python {wanted} 或更高版本", wanted=wanted)
    return Verdict(State.BAD, tr("{found}，太旧", found=found), cure)


def program(environment: Environment) -> Verdict:
    """The program itself, and whether its installation is known to Python."""
    found = f"tuiwizard {__version__}"
    if environment.requirements is None:
        found = tr("{found}，没有安装记录，直接从源码文件夹运行", found=found)
    return Verdict(State.OK, found)


def packages(environment: Environment) -> Verdict:
    """Whether everything the program needs is there, in a version that will do."""
    if environment.requirements is None:
        return _without_a_record(environment)
    try:
        needed = _needed(environment)
    except ImportError:
        return Verdict(State.BAD, _absent("packaging"), _REINSTALL)
    problems = [*_problems(needed, environment), *_broken(environment, "pydantic_core")]
    if problems:
        return Verdict(State.BAD, tr("；").join(problems), _REINSTALL)
    there = tr("、").join(f"{r.name} {environment.versions[r.name]}" for r in needed)
    return Verdict(State.OK, there)


def _without_a_record(environment: Environment) -> Verdict:
    """Whether anything at all is there to run on; more is not known without a record."""
    missing = [_absent(package) for package in BENEATH if package not in environment.versions]
    problems = [*missing, *_broken(environment, "pydantic_core")]
    if problems:
        return Verdict(State.BAD, tr("；").join(problems), _REINSTALL)
    return Verdict(State.UNKNOWN, _NO_RECORD, _REINSTALL)


def extra(environment: Environment, name: str) -> Verdict:
    """Whether what one of the extras needs is there; the program runs without."""
    if environment.requirements is None:
        return Verdict(State.UNKNOWN, _NO_RECORD, _REINSTALL)
    try:
        problems = list(_problems(_needed(environment, name), environment))
    except ImportError:
        return Verdict(State.UNKNOWN, _absent("packaging"), _REINSTALL)
    if name == "office":
        problems += _broken(environment, "lxml.etree")
    if not problems:
        return Verdict(State.OK, tr("已安装"))
    listed = tr("；").join(problems)
    found = tr("{problems}，因此{missing}", problems=listed, missing=EXTRAS[name])
    return Verdict(State.WARN, found, tr("需要时安装附加包 {extra}（离线包里已有）", extra=name))


def _needed(environment: Environment, extra: str = "") -> "list[Requirement]":
    """Return what the program needs always, or for one of its extras.

    Raises:
        ImportError: packaging is missing; a doctor is asked when anything may be.
    """
    from packaging.requirements import Requirement

    listed = map(Requirement, environment.requirements or ())
    if not extra:
        return [r for r in listed if r.marker is None]
    return [r for r in listed if r.marker is not None and r.marker.evaluate({"extra": extra})]


def _problems(needed: "Iterable[Requirement]", environment: Environment) -> Iterator[str]:
    for requirement in needed:
        version = environment.versions.get(requirement.name)
        if version is None:
            yield _absent(requirement.name)
        elif not _allows(requirement, version):
            ranges = str(requirement.specifier).replace(",", tr("、"))
            yield tr(
                "{name} 是 {version}，要 {ranges}",
                name=requirement.name,
                version=version,
                ranges=ranges,
            )


def _allows(requirement: "Requirement", version: str) -> bool:
    """Return whether a version will do; one that is no version does not."""
    try:
        return requirement.specifier.contains(version, prereleases=True)
    except ValueError:
        return False


def _absent(package: str) -> str:
    return tr("没有安装 {package}", package=package)


def _broken(environment: Environment, module: str) -> list[str]:
    kind = environment.broken.get(module)
    return [tr("{module} 装不进这个 Python（{kind}）", module=module, kind=kind)] if kind else []
