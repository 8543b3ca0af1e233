"""Makes the program with its own Python: `make onefile`, `python -m onefile.build`.

Two variants of the same folder: packed (`….tar.gz`), for who unpacks it where it is to stay, and
as one file, which is a script that unpacks what lies behind its last line once, and starts it.
"""

import gzip
import hashlib
import lzma
import os
import shutil
import tarfile
from io import BufferedIOBase
from pathlib import Path

from offline import wheels
from onefile import folder, interpreter, materials

DIST = wheels.ROOT / "dist"
SYSTEM = f"Linux-{os.uname().machine}"
_START = Path(__file__).with_name("start.sh")
_TIME = 1_700_000_000
"""The time of all files, so that the same folder makes the same bytes."""


def make(python: Path, place: Path = interpreter.PLACE, target: Path = DIST) -> list[Path]:
    """Make both variants, and say what they are made of.

    Args:
        python: The folder of the interpreter.
        place: Where the folder is put together.
        target: The folder to write to.

    Returns:
        The packed folder, the one file, and the bill of materials of both.
    """
    whole = place / "tuiwizard"
    folder.assemble(whole, python)
    unxz = (whole / "bin" / "unxz").read_bytes()
    (whole / "bin" / "unxz").unlink()
    name = f"tuiwizard-{folder.version(whole)}-{SYSTEM.lower()}"
    write_start(whole / "tuiwizard", start(name))
    target.mkdir(parents=True, exist_ok=True)
    packed, smaller = target / f"{name}.tar.gz", place / f"{name}.tar.xz"
    with packed.open("wb") as out, gzip.GzipFile("", "wb", 6, out, 0) as zipped:
        pack(whole, name, zipped)
    with lzma.open(smaller, "wb", preset=3) as xzipped:
        pack(whole, name, xzipped)
    file = one_file(unxz, smaller.read_bytes(), target / name)
    return [packed, file, materials.write(whole, target / f"{name}.cdx.json", place)]


def start(name: str, unxz: bytes = b"", packed: bytes = b"") -> bytes:
    """The script that starts what lies beside it, or what is packed behind it.

    Args:
        name: What the packed folder is called.
        unxz: The executable that will be appended to it.
        packed: What will be appended to both, and goes through that executable.
    """
    digest = hashlib.sha256(packed).hexdigest()[:16]
    words = {"NAME": name, "DIGEST": digest, "SYSTEM": SYSTEM, "GLIBC": interpreter.GLIBC}
    text = _START.read_text("utf-8")
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    # all as wide as they can become, for two say how long the script is that they are in
    places = ("@UNXZ@", "@PACKED@", "@SIZE@")
    length = len(text.encode()) + sum(10 - len(place) for place in places)
    whole = length + len(unxz) + len(packed)
    values = (length + 1, length + len(unxz) + 1, whole) if packed else (0, 0, 0)
    for place, number in zip(places, values, strict=True):
        text = text.replace(place, f"{number:<10}")
    return text.encode()


def write_start(file: Path, contents: bytes) -> None:
    """Write an executable file."""
    file.write_bytes(contents)
    file.chmod(0o755)


def pack(whole: Path, name: str, stream: BufferedIOBase) -> None:
    """Pack a folder, in order, without times and owners; what says that it is whole comes last.

    Args:
        whole: The folder.
        name: What it is called in the archive.
        stream: Where the archive goes.
    """
    paths = sorted(whole.rglob("*"), key=lambda path: (path.name == "whole", path))
    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.GNU_FORMAT) as archive:
        for path in paths:
            archive.add(path, name / path.relative_to(whole), recursive=False, filter=_plain)


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = _TIME, 0, 0, "", ""
    entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
    return entry


def one_file(unxz: bytes, packed: bytes, file: Path) -> Path:
    """Make the one file: the script, what unpacks, and the packed folder of the file's name."""
    write_start(file, start(file.name, unxz, packed) + unxz + packed)
    return file


def main() -> None:
    """Build what is missing, and say what was made."""
    for made in make(interpreter.build()):
        print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
    shutil.rmtree(interpreter.PLACE / "tuiwizard")


if __name__ == "__main__":
    main()
