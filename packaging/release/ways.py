"""Every way to have the program, each tried with the story: `python -m release.ways [WAY…]`.

wheel    the wheel, with the pinned packages, in an environment of its own
offline  dist/offline, installed by its script
zipapp   the dist/*.pyz of this system
onefile  the program with its own Python, in one file and unpacked from its archive
"""

import argparse
import os
import platform
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from offline.wheels import ROOT, pin_file
from release import smoke

DIST = ROOT / "dist"
WINDOWS = sys.platform == "win32"
_MACHINE = {"AMD64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
SYSTEM = f"{platform.system().lower()}-{_MACHINE}"

Commands = Iterator[list[str]]


def wheel(folder: Path) -> Commands:
    """An environment with the wheel and what it runs on."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    install = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    _run(*install, "--require-hashes", "--requirement", pin_file("run"))
    _run(*install, "--no-deps", "--no-index", _only("tuiwizard-*.whl"))
    _run(python, "-m", "pip", "--disable-pip-version-check", "check")
    yield [str(python.with_name("tuiwizard.exe" if WINDOWS else "tuiwizard"))]


def offline(folder: Path) -> Commands:
    """What the script of the offline folder installs."""
    bundle = DIST / "offline"
    home = {**os.environ, "HOME": str(folder / "home"), "LOCALAPPDATA": str(folder / "home")}
    _run(sys.executable, "-I", bundle / "install.py", "--to", folder / "to", environment=home)
    (environment,) = (folder / "to").iterdir()
    yield [str(environment / ("Scripts/tuiwizard.exe" if WINDOWS else "bin/tuiwizard"))]


def zipapp(folder: Path) -> Commands:
    """The zipapp, run by a Python in which nothing is installed."""
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    yield [str(python), "-I", str(_only(f"tuiwizard-*-{SYSTEM}.pyz"))]


def onefile(folder: Path) -> Commands:
    """The one file, and the folder that starts like the installed program."""
    yield [str(_only(f"tuiwizard-*-{SYSTEM}{'.exe' if WINDOWS else ''}"))]
    for packed in DIST.glob(f"tuiwizard-*-{SYSTEM}.tar.gz"):
        with tarfile.open(packed) as archive:
            archive.extractall(folder, filter="tar")
        yield [str(next(folder.glob("*/tuiwizard")))]


WAYS: dict[str, Callable[[Path], Commands]] = {
    way.__name__: way for way in (wheel, offline, zipapp, onefile)
}


def attempt(way: str, formats: Sequence[str] = tuple(smoke.BEGINS)) -> Iterator[str]:
    """Have the program in one way, and tell the story with it.

    Args:
        way: One of WAYS.
        formats: What to render.

    Yields:
        What was done, a line for each scene.

    Raises:
        smoke.Failed: A scene went otherwise.
        subprocess.CalledProcessError: It could not be had.
    """
    with tempfile.TemporaryDirectory(prefix="tuiwizard-way-") as made:
        for command in WAYS[way](Path(made, way)):
            yield f"{way}: {' '.join(command)}"
            yield from smoke.tell(command, formats)


def _only(pattern: str) -> Path:
    found = [*DIST.glob(pattern)]
    if len(found) != 1:
        raise smoke.Failed(f"expected one dist/{pattern}, found {len(found)}")
    return found[0]


def _run(*command: str | Path, environment: dict[str, str] | None = None) -> None:
    subprocess.run([*map(str, command)], check=True, stdout=subprocess.DEVNULL, env=environment)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The story, with every way to have the program.")
    parser.add_argument("--formats", default=",".join(smoke.BEGINS))
    parser.add_argument("ways", nargs="*", metavar="WAY", default=[*WAYS])
    options = parser.parse_args()
    try:
        for chosen in options.ways:
            for line in attempt(chosen, options.formats.split(",")):
                print(line, flush=True)
    except smoke.Failed as error:
        sys.exit(str(error))
