"""What is new in a version, by CHANGELOG.md: `python -m release.changes [TAG]`.

With the tag of a release it makes sure that the tag, the source and the newest part of CHANGELOG.md
name the same version; a release that mixes them up stops here.
"""

import re
import sys
from pathlib import Path

from offline.wheels import ROOT
from release.metadata import version

_PART = re.compile(
    r"^## \[(?P<version>[^\]]+)\] - (?P<day>\d{4}-\d\d-\d\d)\n(?P<text>.*?)(?=^## |\Z)",
    re.MULTILINE | re.DOTALL,
)


def newest(changelog: str) -> tuple[str, str]:
    r"""The newest version and what it brings.

    Args:
        changelog: `## [1.2.0] - 2026-11-27\n\n### Added\n\n- A.\n\n## [1.1.0] - …`.

    Returns:
        `("1.2.0", "### Added\n\n- A.\n")`.
    """
    part = _PART.search(changelog)
    assert part, "CHANGELOG.md has no version with its day"
    return part["version"], part["text"].strip() + "\n"


def notes(root: Path = ROOT, tag: str = "") -> str:
    """The notes of the release.

    Args:
        root: The repository.
        tag: `v1.2.0`, where there is one already.

    Raises:
        SystemExit: The version is not the same everywhere.
    """
    said, text = newest((root / "CHANGELOG.md").read_text("utf-8"))
    named = {
        "src/tuiwizard/__init__.py": version(root),
        "CHANGELOG.md": said,
        "the tag": tag.removeprefix("v") or said,
    }
    if len({*named.values()}) > 1:
        sys.exit("The versions differ: " + ", ".join(f"{w} in {n}" for n, w in named.items()))
    return text


if __name__ == "__main__":
    print(notes(tag=sys.argv[1] if len(sys.argv) > 1 else ""), end="")
