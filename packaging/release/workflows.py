"""Holds the workflows to their schema and to what is known to be unsafe: `release.workflows`."""

import subprocess
import sys
from pathlib import Path

from offline.wheels import ROOT

FOLDER = ROOT / ".github" / "workflows"
_TOOLS = Path(sys.prefix) / "supply" / "bin"


def check() -> None:
    """Check every workflow; both tools know all they need, and ask no network.

    Raises:
        subprocess.CalledProcessError: A tool has said why on stderr.
    """
    files = sorted(map(str, FOLDER.glob("*.yml")))
    schema = ("check-jsonschema", "--builtin-schema", "vendor.github-workflows")
    audit = ("zizmor", "--offline", "--quiet", "--strict-collection", "--persona", "pedantic")
    for tool, *arguments in (schema, audit):
        subprocess.run([str(_TOOLS / tool), *arguments, *files], check=True)


if __name__ == "__main__":
    check()
