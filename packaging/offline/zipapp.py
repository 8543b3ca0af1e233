"""One file per system that runs without being installed: `make zipapp`.

The files are made of the wheels of the offline folder. shiv makes one file for each version of
Python and each system, nine here, and installs anew to do so; these hold the checked wheels for
all versions, and start with forty lines of the standard library (`unpacking.py`).
"""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from offline import bundle, wheels

DIST = wheels.ROOT / "dist"
PARTS = ("__init__.py", "old_python.py", "fitting.py", "unpacking.py")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def make(source: Path = bundle.BUNDLE / "wheels", target: Path = DIST) -> list[Path]:
    """One file for each system.

    Args:
        source: The folder of the wheels of all systems.
        target: The folder to write to.

    Returns:
        The files.
    """
    target.mkdir(parents=True, exist_ok=True)
    return [_make(source, target, system) for system in wheels.SYSTEMS]


def _make(source: Path, target: Path, system: wheels.System) -> Path:
    names = [path.name for path in source.glob("*.whl") if not path.name.startswith("pip-")]
    needed = {name for python in wheels.PYTHONS for name in wheels.fitting(names, system, python)}
    contents = {name: (source / name).read_bytes() for name in sorted(needed)}
    digest = hashlib.sha256(b"".join(hashlib.sha256(d).digest() for d in contents.values()))
    facts = {
        "system": system.name,
        "pythons": wheels.PYTHONS,
        "digest": digest.hexdigest()[:16],
        "wheels": [*contents],
    }
    file = target / f"tuiwizard-{wheels.version(source)}-{system.name}.pyz"
    with file.open("wb") as out:
        out.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in {**program(facts), **contents}.items():
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), data)
    file.chmod(0o755)
    return file


def program(facts: Mapping[str, object]) -> dict[str, bytes]:
    """What starts, and what it imports and reads, by their names in the file."""
    return {
        "__main__.py": (bundle.SOURCE / "zipapp_start.py").read_bytes(),
        "facts.json": json.dumps(facts).encode(),
        **{f"offline/{name}": (bundle.SOURCE / name).read_bytes() for name in PARTS},
    }


if __name__ == "__main__":
    for made in make():
        print(f"{made}: {made.stat().st_size >> 20} MB")
