"""Brings together what a release publishes, and sums it: `python -m release.collect [--check]`.

dist/release then holds the wheel and the sdist, the offline folder in one ZIP, the zipapps, the
programs with their own Python that are there, the bill of materials, and SHA256SUMS over all.
"""

import hashlib
import os
import shutil
import sys
import zipfile
from pathlib import Path

from offline.wheels import ROOT
from release.metadata import version

DIST = ROOT / "dist"
FOLDER = DIST / "release"
SUMS = "SHA256SUMS"
_TIME = (1980, 1, 1, 0, 0, 0)


def collect(dist: Path = DIST) -> Path:
    """Fill the folder of the release anew.

    Args:
        dist: Where everything was built.

    Returns:
        The folder.

    Raises:
        SystemExit: Something that every release has is missing.
    """
    number, folder = version(ROOT), dist / FOLDER.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    built = sorted(path for path in dist.glob(f"tuiwizard-{number}*") if path.is_file())
    for file in built:
        _take(file, folder / file.name)
    for needed in (f"tuiwizard-{number}.tar.gz", f"tuiwizard-{number}-py3-none-any.whl"):
        if not (folder / needed).is_file():
            sys.exit(f"There is no dist/{needed}")
    bundle = dist / "offline"
    shutil.copy(bundle / "sbom.cdx.json", folder / f"tuiwizard-{number}.cdx.json")
    pack(bundle, folder / f"tuiwizard-{number}-offline.zip", f"tuiwizard-{number}-offline")
    names = sorted(path.name for path in folder.iterdir())
    lines = (f"{digest(folder / name)}  {name}\n" for name in names)
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")
    return folder


def pack(folder: Path, file: Path, name: str) -> None:
    """Put a folder into a ZIP; the same folder makes the same bytes. Wheels are packed already."""
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", _TIME)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def digest(file: Path) -> str:
    """The SHA-256 of a file, as sha256sum prints it."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def check(folder: Path = FOLDER) -> list[str]:
    """The names of the files that are missing, added, or not as they were summed."""
    lines = (folder / SUMS).read_text("utf-8").splitlines()
    said = {name: wanted for wanted, _, name in (line.partition("  ") for line in lines)}
    there = {path.name: digest(path) for path in folder.iterdir() if path.name != SUMS}
    return sorted(name for name in {*said, *there} if said.get(name) != there.get(name))


def _take(file: Path, to: Path) -> None:
    try:
        os.link(file, to)  # hundreds of megabytes need not lie there twice
    except OSError:
        shutil.copy(file, to)


if __name__ == "__main__":
    if sys.argv[1:] != ["--check"]:
        collect()
    if wrong := check():
        sys.exit(f"Not as summed: {', '.join(wrong)}")
    for one in sorted(FOLDER.iterdir()):
        print(f"{one.stat().st_size / 1e6:8.1f} MB  {one.name}")
