"""The wheel of the program and those of everything it needs, for systems other than this one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
CONSTRAINTS = ROOT / "constraints.txt"
PYTHONS = ("3.11", "3.12", "3.13")
EXTRAS = ("office", "pdf", "print")


class System(NamedTuple):
    """A kind of computer: its name, and what pip calls what runs on it, most widely usable first.

    A wheel for an older glibc runs on more computers than one for a newer.
    """

    name: str
    platforms: tuple[str, ...]


def _linux(machine: str) -> System:
    old = tuple(f"manylinux{name}_{machine}" for name in ("1", "2010", "2014"))
    return System(f"linux-{machine}", (*old, *(f"manylinux_2_{n}_{machine}" for n in range(5, 29))))


SYSTEMS = (_linux("x86_64"), _linux("aarch64"), System("windows-x86_64", ("win_amd64",)))


def gather(folder: Path) -> None:
    """Fill a folder with the program's wheel, and all wheels it needs on every system.

    Args:
        folder: Emptied first.

    Raises:
        subprocess.CalledProcessError: pip has said why on stderr.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _pip("wheel", "--no-deps", "--build-constraint", CONSTRAINTS, "--wheel-dir", folder, ROOT)
    _pip("download", "--no-deps", "--dest", folder, f"pip=={_pinned('pip')}")
    ours = next(folder.glob("tuiwizard-*.whl"))
    wanted = f"{ours}[{','.join(EXTRAS)}]"
    first, *rest = [(system, python) for system in SYSTEMS for python in PYTHONS]
    _download(folder, *first, "--constraint", CONSTRAINTS, wanted)
    # what is not machine code is the same everywhere, and there already
    parts = (p.name.split("-") for p in folder.glob("*.whl") if not p.name.endswith("-any.whl"))
    compiled = ("--no-deps", *(f"{name}=={version}" for name, version, *_ in parts))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda pair: _download(folder, *pair, *compiled), rest):
            pass


def _download(folder: Path, system: System, python: str, *wanted: str | Path) -> None:
    platforms = (part for platform in system.platforms for part in ("--platform", platform))
    target = ("--python-version", python, "--implementation", "cp", *platforms)
    _pip("download", "--only-binary", ":all:", "--dest", folder, *target, *wanted)


def _pip(command: str, *arguments: str | Path) -> None:
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", command)
    subprocess.run([*pip, *map(str, arguments)], check=True)


def _pinned(name: str) -> str:
    lines = (line.partition("==") for line in CONSTRAINTS.read_text("utf-8").splitlines())
    return next(version for pinned, _, version in lines if pinned == name)


def fitting(names: list[str], system: System, python: str) -> Iterator[str]:
    """The wheels that one system with one version of Python needs, by their file names.

    Args:
        names: All wheels there are.
        system: The computer.
        python: Its version of Python, as `3.11`.
    """
    wanted = "cp" + python.replace(".", "")
    for name in names:
        *_, tags, abi, platforms = name.removesuffix(".whl").split("-")
        built = {*platforms.split(".")} & {"any", *system.platforms}
        stable = abi == "abi3" and int(tags[3:]) <= int(wanted[3:])
        if built and (tags.startswith("py") or tags == wanted or stable):
            yield name


def version(folder: Path) -> str:
    """The program's version, as its wheel has it."""
    return next(folder.glob("tuiwizard-*.whl")).name.split("-")[1]
