"""The wheel of the program and those of everything it needs, for systems other than this one."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from offline.fitting import GLIBC, chosen

ROOT = Path(__file__).parents[2]
PINS = ROOT / "pins"
PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")
EXTRAS = ("office", "pdf", "print", "web")
"""What an office needs; `scale` is for a province, an engine of 20 MB for each system."""


class System(NamedTuple):
    """A kind of computer: its name, and what pip calls what runs on it, most widely usable first.

    A wheel for an older glibc runs on more computers than one for a newer.
    """

    name: str
    platforms: tuple[str, ...]


def _linux(machine: str) -> System:
    old = tuple(f"manylinux{name}_{machine}" for name in ("1", "2010", "2014"))
    return System(
        f"linux-{machine}", (*old, *(f"manylinux_2_{n}_{machine}" for n in range(5, GLIBC[1] + 1)))
    )


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
    build(folder)
    pairs = [(system, python) for system in SYSTEMS for python in PYTHONS]
    with tempfile.TemporaryDirectory() as made:
        own, compiled = Path(made, "pip.txt"), Path(made, "compiled.txt")
        own.write_text(pins("build")["pip"], "utf-8")
        _download(folder, own, *pairs[0])
        _download(folder, pin_file("run"), *pairs[0])
        # what is not machine code is the same everywhere, and there already
        names = (p.name.split("-")[0] for p in folder.glob("*.whl") if "-any.whl" not in p.name)
        compiled.write_text("".join(pins("run")[canonical(name)] for name in names), "utf-8")
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for _ in pool.map(lambda pair: _download(folder, compiled, *pair), pairs[1:]):
                pass


def build(folder: Path) -> None:
    """Put the program's own wheel into a folder, built with what is pinned for that."""
    _pip("wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder, ROOT)


def _download(folder: Path, requirements: Path, system: System, python: str) -> None:
    platforms = (part for platform in system.platforms for part in ("--platform", platform))
    target = ("--python-version", python, "--implementation", "cp", *platforms)
    wanted = ("--no-deps", "--require-hashes", "--requirement", requirements)
    _pip("download", "--only-binary", ":all:", "--dest", folder, *target, *wanted)


def _pip(command: str, *arguments: str | Path) -> None:
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", command)
    subprocess.run([*pip, *map(str, arguments)], check=True)


def pin_file(name: str) -> Path:
    """Where pins are: all of them in constraints.txt, those of one purpose in a file of pins/."""
    return ROOT / "constraints.txt" if name == "dev" else PINS / f"{name}.txt"


def pins(name: str) -> dict[str, str]:
    """What one file of pins says of each package: its lines, with version and digests."""
    # "pip==26.3 \\\n    --hash=…\n" -> {"pip": "pip==26.3 \\\n    --hash=…\n"}
    said = re.findall(r"^\S.*\n(?:[ ]+.*\n)*", pin_file(name).read_text("utf-8"), re.MULTILINE)
    return {canonical(lines.partition("==")[0]): lines for lines in said}


def canonical(name: str) -> str:
    """A package's name as all its spellings have it in common: Foo_Bar -> foo-bar."""
    return re.sub(r"[-_.]+", "-", name).lower()


def fitting(names: list[str], system: System, python: str) -> Iterator[str]:
    """The wheels that one system with one version of Python needs, by their file names.

    Args:
        names: All wheels there are.
        system: The computer.
        python: Its version of Python, as `3.11`.
    """
    here = {"any", *system.platforms}
    yield from chosen(
        (n for n in names if here & {*n.removesuffix(".whl").split("-")[-1].split(".")}), python
    )


def version(folder: Path) -> str:
    """The program's version, as its wheel has it."""
    return next(folder.glob("tuiwizard-*.whl")).name.split("-")[1]
