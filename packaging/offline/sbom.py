"""The bill of materials of the offline folder: CycloneDX, made of an installation from it."""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from offline.wheels import ROOT, version

TOOL = Path(sys.prefix) / "supply" / "bin" / "cyclonedx-py"


def write(folder: Path, file: Path) -> None:
    """Install from the folder as `install.py` does, and list what is there then.

    Args:
        folder: The offline folder, with its wheels and requirements.
        file: What is written: components with versions and licences, and what needs what.

    Raises:
        subprocess.CalledProcessError: What failed has said why on stderr.
    """
    with tempfile.TemporaryDirectory() as made:
        venv.create(made, with_pip=False)
        python = Path(made) / "bin" / "python"
        pip = next((folder / "wheels").glob("pip-*.whl")) / "pip"
        _run(
            *(python, pip, "--isolated", "install", "--quiet", "--disable-pip-version-check"),
            *("--no-index", "--find-links", folder / "wheels", "--only-binary", ":all:"),
            *("--require-hashes", "--requirement", folder / "requirements.txt"),
        )
        _run(
            *(TOOL, "environment", "--pyproject", ROOT / "pyproject.toml"),
            *("--mc-type", "application", "--output-reproducible", "--validate"),
            *("--output-format", "JSON", "--output-file", file, python),
        )
    said = json.loads(file.read_text("utf-8"))
    said["metadata"]["component"]["version"] = version(folder / "wheels")  # pyproject has none
    file.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _run(*command: str | Path) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    subprocess.run([*map(str, command)], check=True, env=kept)
