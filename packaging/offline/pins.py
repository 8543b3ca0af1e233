"""Brings constraints.txt and pins/ up to date with pyproject.toml: `make pins`.

A pin is an exact version with the digests of all its files, for every system and Python at once.
uv finds them; no address of a package index is written.
"""

import subprocess
import sys
from pathlib import Path

from offline.wheels import EXTRAS, PYTHONS, ROOT, pin_file

UV = Path(sys.prefix) / "supply" / "bin" / "uv"
EXTRA_OPTIONS = tuple(f"--extra={extra}" for extra in EXTRAS)
FILES = {
    "dev": ("pyproject.toml", "pins/build.in", "--all-extras", "--group", "dev"),
    "run": ("pyproject.toml", *EXTRA_OPTIONS),
    "build": ("pins/build.in",),
    "supply": ("pins/supply.in",),
    "site": ("pins/site.in",),
    "frozen": ("pyproject.toml", *EXTRA_OPTIONS, "pins/build.in", "pins/frozen.in"),
    "onefile": ("pins/onefile.in",),
}
"""What each file is made of; the first decides on the versions of the others."""


def compile_all(*options: str) -> None:
    """Write every file anew.

    Args:
        options: What uv is told besides: `--upgrade` takes the newest versions.

    Raises:
        subprocess.CalledProcessError: uv has said why on stderr.
    """
    for name, sources in FILES.items():
        same = () if name == "dev" else ("--constraints", "constraints.txt")
        subprocess.run(
            [
                *(UV, "pip", "compile", "--quiet", "--universal", "--python-version", PYTHONS[0]),
                *("--generate-hashes", "--no-header", "--no-annotate", "--no-config"),
                *(*sources, *same, *options, "--output-file", pin_file(name)),
            ],
            cwd=ROOT,
            check=True,
        )


if __name__ == "__main__":
    compile_all(*sys.argv[1:])
