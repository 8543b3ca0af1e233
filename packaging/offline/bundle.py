"""Packs the folder for computers without a network: `make offline`, `python -m offline.bundle`."""

import hashlib
import json
import shutil
from pathlib import Path

from offline import sbom, wheels

BUNDLE = wheels.ROOT / "dist" / "offline"
SOURCE = Path(__file__).parent
INSTALLERS = ("install.py", "install.sh", "install.cmd")
PARTS = ("__init__.py", "old_python.py", "fitting.py", "installing.py")
"""What install.py imports, in a folder of its own beside it."""


def pack(folder: Path = BUNDLE) -> None:
    """Make the folder anew: wheels, installers, bill of materials, and the sums of all of them.

    Args:
        folder: Emptied first.
    """
    shutil.rmtree(folder, ignore_errors=True)
    wheels.gather(folder / "wheels")
    copy_installer(folder)
    readme = (SOURCE / "README.txt").read_text("utf-8")
    # with a mark and CRLF, for the Notepad of older Windows
    (folder / "README.txt").write_bytes(readme.replace("\n", "\r\n").encode("utf-8-sig"))
    facts = {
        "version": wheels.version(folder / "wheels"),
        "extras": wheels.EXTRAS,
        "pythons": wheels.PYTHONS,
        "systems": [system.name for system in wheels.SYSTEMS],
        "pip": next((folder / "wheels").glob("pip-*.whl")).name,
    }
    (folder / "bundle.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
    (folder / "requirements.txt").write_text(requirements(folder / "wheels"), "utf-8")
    sbom.write(folder, folder / "sbom.cdx.json")
    (folder / "SHA256SUMS").write_text(sums(folder), "utf-8")


def copy_installer(folder: Path) -> None:
    """Put what installs into a folder, and beside it what that imports."""
    (folder / "offline").mkdir()
    for name in INSTALLERS:
        shutil.copy(SOURCE / name, folder / name)
    for name in PARTS:
        shutil.copy(SOURCE / name, folder / "offline" / name)


def requirements(folder: Path) -> str:
    """What pip is to install from a folder of wheels: the program and its pins, with digests."""
    ours = next(folder.glob("tuiwizard-*.whl"))
    digest = hashlib.sha256(ours.read_bytes()).hexdigest()
    wanted = f"tuiwizard[{','.join(wheels.EXTRAS)}]=={wheels.version(folder)}"
    return f"{wanted} --hash=sha256:{digest}\n" + "".join(wheels.pins("run").values())


def sums(folder: Path) -> str:
    """The lines of SHA256SUMS: every other file, as sha256sum prints them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files
        if path.name != "SHA256SUMS"
    )


if __name__ == "__main__":
    pack()
    print(f"{BUNDLE}: {sum(p.stat().st_size for p in BUNDLE.rglob('*')) >> 20} MB")
