"""Bills of materials in the form of CycloneDX, made of an installation: the offline folder's here.

What an installation does not list, since it is no package of Python, is added to it.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from offline.wheels import ROOT, version

WITHIN = {
    "@xterm/xterm": "6.0.0",
    "@xterm/addon-fit": "0.11.0",
    "@xterm/addon-unicode11": "0.9.0",
}
"""Packages from npm, all MIT, that lie in the program itself (src/tuiwizard/door/static)."""

_WINDOWS = sys.platform == "win32"
TOOLS = Path(sys.prefix) / "supply" / ("Scripts/python.exe" if _WINDOWS else "bin/python")
"""Runs what is pinned in pins/supply.txt."""

_VALIDATE = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
sys.exit(JsonStrictValidator(SchemaVersion.V1_6).validate_str(sys.stdin.read()))
"""


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
        save(listed(python, version(folder / "wheels")), file)


def listed(python: Path, number: str) -> dict[str, Any]:
    """List what is installed in an environment, and what the program has within it.

    Args:
        python: The environment's interpreter.
        number: The program's version.

    Raises:
        subprocess.CalledProcessError: What failed has said why on stderr.
    """
    text = _run(
        *(TOOLS, "-m", "cyclonedx_py", "environment", "--pyproject", ROOT / "pyproject.toml"),
        *("--mc-type", "application", "--output-reproducible", "--output-format", "JSON", python),
    )
    said: dict[str, Any] = json.loads(text)
    said["metadata"]["component"]["version"] = number  # pyproject has none
    add_within(said)
    return said


def add_within(said: dict[str, Any]) -> None:
    """Add to a bill of materials what the program has within it."""
    purls = {name: f"pkg:npm/{name.replace('@', '%40')}@{WITHIN[name]}" for name in WITHIN}
    add(said, [component(purl, name, WITHIN[name], "MIT") for name, purl in purls.items()])


def component(purl: str, name: str, version: str, licence: str) -> dict[str, Any]:
    """Describe a part of a program; what is no word of SPDX is the licence's name."""
    kind = "name" if " " in licence else "id"
    described = {"type": "library", "name": name, "version": version, "purl": purl}
    return {"bom-ref": purl, **described, "licenses": [{"license": {kind: licence}}]}


def add(said: dict[str, Any], parts: Iterable[dict[str, Any]], owner: str = "") -> None:
    """Add parts to a bill of materials.

    Args:
        said: The bill.
        parts: Their components.
        owner: The reference of the component that has them within it; the program, if empty.
    """
    owner = owner or said["metadata"]["component"]["bom-ref"]
    needs = next(one for one in said["dependencies"] if one["ref"] == owner)
    for part in parts:
        said["components"].append(part)
        said["dependencies"].append({"ref": part["bom-ref"]})
        needs["dependsOn"] = [*needs.get("dependsOn", ()), part["bom-ref"]]


def save(said: dict[str, Any], file: Path) -> None:
    """Write a bill of materials, once it is sure that it is one.

    Raises:
        subprocess.CalledProcessError: It is none; what is wrong with it stands on stderr.
    """
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    _run(TOOLS, "-c", _VALIDATE, said=text)
    file.write_text(text, "utf-8")


def _run(*command: str | Path, said: str = "") -> str:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    given = [*map(str, command)]
    return subprocess.run(
        given, check=True, env=kept, input=said.encode(), stdout=subprocess.PIPE
    ).stdout.decode()
