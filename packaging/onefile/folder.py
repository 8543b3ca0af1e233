"""Puts the one-folder variant together: interpreter, program, packages, and what starts it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from offline import wheels
from onefile.interpreter import GLIBC, VERSION

LEFT_OUT = {
    "bin": "commands of packages",
    "PIL/_avif*": "pictures that no PDF has; wants glibc 2.27",
    "PIL/_webp*": "the same",
    "PIL/_imagingmath*": "wants glibc 2.27, and nobody computes with pictures",
    "PIL/_imagingcms*": "colours of printers",
    "PIL/_imagingft*": "nothing is written on pictures",
    "PIL/_imagingtk*": "no windows",
    **{
        f"pillow.libs/lib{name}*": "needed by these alone"
        for name in ("avif", "webp", "sharpyuv", "lcms2", "freetype", "harfbuzz", "brotli", "png")
    },
    "pygments/lexers/[a-z]*": "no source text is shown in colours",
    "lxml/objectify*": "no package here uses it",
    "lxml/includes": "for who compiles against lxml",
    "lxml/isoschematron": "a language of rules for XML",
}
"""What is taken from packages, and why nothing misses it."""


def assemble(folder: Path, interpreter: Path) -> None:
    """Make the folder.

    Args:
        folder: Emptied first.
        interpreter: A folder with `bin/python3` and its library, which may be moved.

    Raises:
        subprocess.CalledProcessError: What failed has said why on stderr.
        SystemExit: Something in it would not start on the systems it is for.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(interpreter, folder, symlinks=True)
    python = folder / "bin" / "python3"
    # Debian calls the folder otherwise than the rest of the world
    packages = Path(_run(python, "-I", "-c", "import site; print(site.getsitepackages()[-1])"))
    _install(packages)
    (packages / "share").rename(folder / "share")  # the manual, and what completes commands
    for pattern in LEFT_OUT:
        for path in [*packages.glob(pattern)]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    check_age(folder)
    # by their contents nobody has to look whether they are of their sources
    compiled = ("compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash")
    _run(python, "-I", "-m", *compiled, "-s", folder, folder / "lib")
    _warm_up(python)
    (folder / "whole").touch()


def _install(packages: Path) -> None:
    """Install the program and its pins, as pip does it for a computer of this kind."""
    system = next(one for one in wheels.SYSTEMS if one.name == f"linux-{os.uname().machine}")
    platforms = (part for name in system.platforms for part in ("--platform", name))
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet",
           "--no-compile", "--no-deps", "--only-binary", ":all:", "--target", packages)  # fmt: skip
    kind = ("--implementation", "cp", "--python-version", VERSION, *platforms)
    with tempfile.TemporaryDirectory() as made:
        wheels.build(Path(made))
        _run(*pip, *kind, "--require-hashes", "--requirement", wheels.pin_file("run"))
        _run(*pip, "--no-index", *Path(made).glob("tuiwizard-*.whl"))


def version(folder: Path) -> str:
    """The program's version, as it is installed in a folder."""
    (said,) = folder.glob("lib/*/*-packages/tuiwizard-*.dist-info")
    return said.name.removeprefix("tuiwizard-").removesuffix(".dist-info")


def check_age(folder: Path) -> None:
    """Make sure that nothing in a folder asks for a newer C library than the interpreter does."""
    for path in folder.rglob("*"):
        if path.is_file() and wants(path) > as_number(GLIBC):
            newest = ".".join(map(str, wants(path)))
            raise SystemExit(f"{path} wants glibc {newest}, newer than {GLIBC}")


def wants(file: Path) -> tuple[int, ...]:
    """The newest C library that an executable or a library asks for; () for any other file."""
    with file.open("rb") as opened:
        if opened.read(4) != b"\x7fELF":
            return ()
        names = re.findall(rb"\0GLIBC_(\d[\d.]*)(?=\0)", opened.read())
    return max((as_number(name.decode("ascii")) for name in names), default=())


def as_number(version: str) -> tuple[int, ...]:
    """A version as one that can be compared: 2.17 -> (2, 17)."""
    return tuple(map(int, version.split(".")))


def _warm_up(python: Path) -> None:
    """Use the program once, for the patterns that it compiles then; and to see that it works."""
    with tempfile.TemporaryDirectory() as made:

        def tuiwizard(*arguments: str, codes: tuple[int, ...] = (0,)) -> None:
            own = {"TUIWIZARD_STATE": f"{made}/state"}
            _run(python, "-I", "-m", "tuiwizard", *arguments, within=made, codes=codes, **own)

        tuiwizard("new", "a.toml", "--agency", "甲县乙镇人民政府", "--year", "2025", codes=(0, 1))
        for kind in ("md", "html", "docx", "pdf"):
            tuiwizard("render", "a.toml", "--as-draft", "-o", f"a.{kind}")
        for kind in ("html", "docx", "pdf"):
            (file,) = Path(made).glob(f"*.{kind}")  # its name says that it is a draft
            tuiwizard("import", file.name, "-o", f"{kind}.toml", codes=(0, 1))
        tuiwizard("check", "a.toml", codes=(1,))


def _run(
    *command: str | Path, within: str | None = None, codes: tuple[int, ...] = (0,), **more: str
) -> str:
    """Run a command; return what it says on stdout."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    given = [*map(str, command)]
    done = subprocess.run(
        given, cwd=within, env={**kept, **more}, check=False, stdout=subprocess.PIPE, text=True
    )
    if done.returncode not in codes:
        raise subprocess.CalledProcessError(done.returncode, given)
    return done.stdout.strip()
