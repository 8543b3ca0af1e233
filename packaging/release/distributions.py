"""Builds what a package index takes, and holds it to what an index wants: `make distributions`.

The wheel is built from the sdist, unpacked alone, as others will; one built from the repository
has to be the same, byte for byte.
"""

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from offline.wheels import ROOT
from release.metadata import version

DIST = ROOT / "dist"
TWINE = Path(sys.prefix) / "supply" / "bin" / "twine"


def build(folder: Path = DIST) -> tuple[Path, Path]:
    """Build the sdist, and the wheel from it.

    Args:
        folder: Earlier ones in it are removed.

    Returns:
        The sdist and the wheel.

    Raises:
        SystemExit: They differ from what the repository itself gives.
        subprocess.CalledProcessError: A tool has said why on stderr.
    """
    for earlier in (sdist_in(folder), *folder.glob("tuiwizard-*.whl")):
        earlier.unlink(missing_ok=True)
    sdist = _hatchling(ROOT, "sdist", folder)
    with tempfile.TemporaryDirectory() as made:
        unpacked = unpack(sdist, Path(made))
        wheel = _hatchling(unpacked, "wheel", folder)
        ours = _hatchling(ROOT, "wheel", Path(made, "ours"))
        if ours.read_bytes() != wheel.read_bytes():
            sys.exit(f"{wheel.name} from the sdist is not the one from the repository")
    subprocess.run([TWINE, "--no-color", "check", "--strict", sdist, wheel], check=True)
    return sdist, wheel


def sdist_in(folder: Path = DIST) -> Path:
    """The sdist among what was built; other archives end as it does."""
    return folder / f"tuiwizard-{version(ROOT)}.tar.gz"


def unpack(sdist: Path, folder: Path) -> Path:
    """Unpack an sdist into a folder, and say where its project lies."""
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (project,) = folder.iterdir()
    return project


def _hatchling(project: Path, target: str, folder: Path) -> Path:
    before = {*folder.glob("*")}
    command = (sys.executable, "-m", "hatchling", "build", "--target", target)
    subprocess.run(
        [*command, "--directory", folder], cwd=project, check=True, stdout=subprocess.DEVNULL
    )
    (built,) = {*folder.glob("*")} - before
    return built


if __name__ == "__main__":
    for file in build():
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1e6:.1f} MB")
