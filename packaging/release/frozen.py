"""The program with its own Python where `make onefile` cannot compile one: Windows and macOS.

PyInstaller puts the Python that runs it into the file. Linux has its own way (packaging/onefile),
for older C libraries; there this builds all the same, so that it can be tried. It wants an
environment of its own: `pip install --require-hashes -r pins/frozen.txt`, and nothing else in it.
"""

import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

from offline import sbom
from offline.wheels import ROOT, pin_file
from onefile import materials
from release.metadata import version
from release.ways import DIST, SYSTEM, WINDOWS

WHOLE = ("tuiwizard", "textual", "docx", "typst", "chinese_calendar")
"""What is imported by name, late, or has files of its own; the rest PyInstaller finds."""
COMPILED = "*__mypyc.*"
"""What mypyc has compiled for a package lies beside it, under a name that no source has."""
WITH_FILES = ("pdfminer", "pdfplumber", "pypdfium2", "pypdfium2_raw")


def build(folder: Path = DIST) -> Path:
    """Make the one file of this system.

    Args:
        folder: Where it goes.

    Returns:
        The file: `tuiwizard-1.2.0-windows-x86_64.exe`.

    Raises:
        subprocess.CalledProcessError: A tool has said why on stderr.
    """
    name = f"tuiwizard-{version(ROOT)}-{SYSTEM}"
    _run("pip", "install", "--no-index", "--no-deps", "--no-build-isolation", "--quiet", str(ROOT))
    with tempfile.TemporaryDirectory() as made:
        start = Path(made, "start.py")
        start.write_text("from tuiwizard.cli import program\n\nprogram()\n", "utf-8")
        _run(
            *("PyInstaller", "--onefile", "--noconfirm", "--clean", "--log-level", "WARN"),
            *("--name", name, "--distpath", str(folder), "--workpath", made, "--specpath", made),
            *(f"--collect-all={package}" for package in WHOLE),
            *(f"--collect-data={package}" for package in WITH_FILES),
            *(
                f"--hidden-import={path.name.partition('.')[0]}"
                for path in Path(sysconfig.get_path("platlib")).glob(COMPILED)
            ),
            *("--recursive-copy-metadata=tuiwizard", str(start)),
        )
    return folder / (name + (".exe" if WINDOWS else ""))


def bill(file: Path) -> None:
    """Write what the one file is made of: the packages here, and the Python that runs this."""
    if not sbom.TOOLS.exists():
        venv.create(sbom.TOOLS.parents[1], with_pip=True)
        pins = ("--require-hashes", "--requirement", pin_file("supply"))
        subprocess.run([sbom.TOOLS, "-m", "pip", "install", "--quiet", *pins], check=True)
    python = Path(sys.executable)
    said = sbom.listed(python, version(ROOT))
    whole, *parts = (materials.generic(*one) for one in materials.versions(python).items())
    sbom.add(said, [{**whole, "type": "platform"}])
    sbom.add(said, parts, whole["bom-ref"])
    sbom.save(said, file)


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", *arguments], check=True)


if __name__ == "__main__":
    made = build()
    bill(DIST / f"tuiwizard-{version(ROOT)}-{SYSTEM}.cdx.json")
    print(f"{made}: {made.stat().st_size >> 20} MB")
