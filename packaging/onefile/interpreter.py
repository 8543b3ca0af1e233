"""Builds a Python that runs on old systems: Debian's source, compiled for an old C library.

Which glibc a program needs is decided by the one it is linked to. The wheel `ziglang` carries a C
compiler with the symbols of every glibc since 2.17, so no old system is needed to build for one.
The standard library's machine code, zlib, libffi and SQLite are all in the one executable: nothing
but the C library is looked for on the computer, and the start opens no other files.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from offline.wheels import ROOT

GLIBC = "2.17"
"""The oldest C library that the compiler and the wheels know: of December 2012."""

VERSION = "3.13"
SOURCE, LIBRARIES = "trixie", "bookworm"
"""Releases of Debian: one with the source, one whose static libraries ask little of glibc."""

LIBRARY_PACKAGES = {
    "zlib1g-dev": "zlib",
    "libffi-dev": "libffi",
    "libsqlite3-dev": "sqlite3",
    "liblzma-dev": "xz-utils",
}
"""Where the static libraries are, and the source of each."""

KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"

PLACE = ROOT / "build" / "onefile"
TOOLS = Path(sys.prefix) / "onefile"
_HERE = Path(__file__).parent
_LEFT_OUT = (
    *("ensurepip", "idlelib", "pydoc_data", "test", "tkinter", "turtledemo", "turtle.py", "venv"),
    *("__phello__", "__pycache__", "site-packages"),
)
"""What the standard library has for people who write programs, and what wants a window."""


def build(place: Path = PLACE) -> Path:
    """Make the interpreter, where it is not there yet.

    Args:
        place: A folder for the source, what is compiled, and the result.

    Returns:
        The folder of the interpreter, which may be moved: it has `bin` and `lib`.

    Raises:
        subprocess.CalledProcessError: What failed has said why on stderr.
    """
    made = place / f"python-{VERSION}-glibc-{GLIBC}"
    if not made.is_dir():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        _fetch(place)
        _compile(place, place / "installed")
        (place / "installed").rename(made)
    return made


def _fetch(place: Path) -> None:
    """Get source and static libraries, as signed by Debian, past the system's own list of them."""
    line = f"[signed-by={KEYS}] {mirror()}"
    (place / "list").write_text(
        f"deb-src {line} {SOURCE} main\ndeb {line} {LIBRARIES} main\n", "utf-8"
    )
    for name in ("state/lists/partial", "cache/archives/partial", "sys"):
        (place / name).mkdir(parents=True)
    options = ("-q", "-q", f"-oDir::State={place}/state", f"-oDir::Cache={place}/cache",
               f"-oDir::Etc::SourceList={place}/list", "-oDir::Etc::SourceParts=/dev/null",
               "-oAPT::Sandbox::User=root")  # fmt: skip
    _run("apt-get", *options, "update", within=place)
    _run("apt-get", *options, "source", f"python{VERSION}", within=place)
    _run("apt-get", *options, "download", *LIBRARY_PACKAGES, within=place)
    for package in place.glob("*.deb"):
        _run("dpkg-deb", "--extract", package, place / "sys", within=place)


def mirror() -> str:
    """Where this system gets its packages from."""
    known = ("apt-get", "indextargets", "--format", "$(REPO_URI)", "Component: main")
    said = subprocess.run(known, capture_output=True, text=True, check=True).stdout
    found = [line for line in said.splitlines() if line.rstrip("/").endswith("/debian")]
    if not found:
        raise SystemExit("apt-get knows no mirror of Debian here: is this Debian?")
    return found[0]


def _compile(place: Path, target: Path) -> None:
    zig = next((TOOLS / "lib").glob("python3*/site-packages/ziglang/zig"))
    machine = os.uname().machine
    (source,) = (path for path in place.glob(f"python{VERSION}-*") if path.is_dir())
    found, headers = place / "libraries", place / "sys" / "usr" / "include"
    found.mkdir()
    for name, kept in {"z": "z", "sqlite3": "sqlite3", "ffi": "ffi_pic", "lzma": "lzma"}.items():
        (archive,) = (place / "sys").glob(f"usr/lib/*/lib{kept}.a")
        shutil.copy(archive, found / f"lib{name}.a")
    compiler = _script(place / "cc", f"{zig} cc -target {machine}-linux-gnu.{GLIBC}")
    archiver = _script(place / "ar", f"{zig} ar")
    _run(compiler, "-O2", "-fPIC", "-c", _HERE / "oldglibc.c", "-o", place / "old.o", within=place)
    _run(archiver, "rcs", found / "liboldglibc.a", place / "old.o", within=place)
    links = f"LDFLAGS=-s -L{found}"  # which Debian's configure does not hand on
    own = f"-I{headers} -I{next(headers.glob('*-linux-gnu'))}"
    _run(
        *("./configure", "--quiet", f"CC={compiler}", f"AR={archiver}", f"RANLIB={zig} ranlib"),
        *("--without-ensurepip", "--disable-test-modules", "--without-static-libpython"),
        *("MODULE_BUILDTYPE=static", "PKG_CONFIG=false"),
        "CFLAGS=-fno-sanitize=undefined -g0 -Wno-date-time",
        *(f"CPPFLAGS={own}", links),
        *("ZLIB_CFLAGS= ", "ZLIB_LIBS=-lz", "LIBFFI_CFLAGS= ", "LIBFFI_LIBS=-lffi -loldglibc"),
        *("LIBSQLITE3_CFLAGS= ", "LIBSQLITE3_LIBS=-lsqlite3 -loldglibc -lm -ldl -lpthread"),
        within=source,
    )
    _run("make", "--silent", f"--jobs={os.cpu_count()}", links, within=source)
    _gather(source, target)
    unpacker = (f"-I{headers}", _HERE / "unxz.c", f"-L{found}", "-llzma", "-lpthread")
    _run(compiler, "-O2", "-s", "-o", target / "bin" / "unxz", *unpacker, within=place)
    wanted = "import _ctypes, _decimal, _multiprocessing, _sqlite3, resource, termios, zlib"
    _run(target / "bin" / "python3", "-I", "-c", wanted, within=place)


def _gather(source: Path, target: Path) -> None:
    """Put together what a program needs: one executable and the standard library."""
    (target / "bin").mkdir(parents=True)
    shutil.copy(source / "python", target / "bin" / "python3")
    library = target / "lib" / f"python{VERSION}"
    shutil.copytree(source / "Lib", library, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    built = source / (source / "pybuilddir.txt").read_text("ascii").strip()
    shutil.copy(next(built.glob("_sysconfigdata*.py")), library)
    (library / "lib-dynload").mkdir()  # by which an interpreter knows its place
    (library / "lib-dynload" / "README").write_text("All of it is in the executable.\n", "utf-8")
    shutil.copy(source / "LICENSE", library / "LICENSE.txt")


def _script(file: Path, command: str) -> Path:
    file.write_text(f'#!/bin/sh\nexec {command} "$@"\n', "utf-8")
    file.chmod(0o755)
    return file


def _run(*command: str | Path, within: Path) -> None:
    caches = dict.fromkeys(("ZIG_GLOBAL_CACHE_DIR", "ZIG_LOCAL_CACHE_DIR"), str(PLACE / "zig"))
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "MAKE", "MFLAGS"))}
    subprocess.run([*map(str, command)], cwd=within, env={**kept, **caches}, check=True)


if __name__ == "__main__":
    print(build())
