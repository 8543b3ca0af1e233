"""The bill of materials of the offline folder: CycloneDX, made of an installation from it."""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

from offline.wheels import ROOT, version

WITHIN = {
    "@xterm/xterm": "6.0.0",
    "@xterm/addon-fit": "0.11.0",
    "@xterm/addon-unicode11": "0.9.0",
}
"""Packages from npm, all MIT, that lie in the program itself (src/tuiwizard/door/static)."""

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
    add_within(said)
    file.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")


def add_within(said: dict[str, Any]) -> None:
    """Add to a bill of materials what no installation lists: what the program has within it."""
    program = said["metadata"]["component"]["bom-ref"]
    needs = next(one for one in said["dependencies"] if one["ref"] == program)
    for name, number in WITHIN.items():
        ref = f"pkg:npm/{name.replace('@', '%40')}@{number}"
        component = {"bom-ref": ref, "name": name, "purl": ref, "type": "library"}
        licences = [{"license": {"id": "MIT"}}]
        said["components"].append({**component, "version": number, "licenses": licences})
        said["dependencies"].append({"ref": ref})
        needs["dependsOn"] = [*needs.get("dependsOn", ()), ref]


def _run(*command: str | Path) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    subprocess.run([*map(str, command)], check=True, env=kept)
