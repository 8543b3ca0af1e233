"""Sends a release out: `python -m release.publish index|forge [--really]`.

`index` sends wheel and sdist to the package index as a trusted publisher: the workflow's own
identity is the permission, nobody keeps a password. `forge` makes the release of the tag beside the
code, with all of dist/release. Without --really only what would be done is checked and said.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from offline.pins import UV
from offline.wheels import ROOT
from release import changes, collect
from release.distributions import sdist_in
from release.metadata import version


def to_index(folder: Path) -> list[str]:
    """The command that sends what an index takes; uv asks for the workflow's identity itself."""
    files = sorted(map(str, [*folder.glob("*-py3-none-any.whl"), sdist_in(folder)]))
    return [str(UV), "publish", "--no-config", "--trusted-publishing", "always", *files]


def to_forge(folder: Path, notes: Path) -> list[str]:
    """The command that makes the release of the tag, with its notes."""
    files = sorted(str(path) for path in folder.iterdir())
    tag = f"v{version(ROOT)}"
    title = f"tuiwizard {version(ROOT)}"
    return ["gh", "release", "create", tag, "--verify-tag", "--title", title,
            "--notes-file", str(notes), *files]  # fmt: skip


def _checked(folder: Path) -> Path:
    if wrong := collect.check(folder):
        sys.exit(f"Not as summed: {', '.join(wrong)}")
    return folder


def _send(command: Sequence[str], really: bool) -> None:
    if really:
        subprocess.run(command, check=True)
    else:
        print(*(Path(word).name if os.sep in word else word for word in command))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Sends a release out.")
    parser.add_argument("where", choices=["index", "forge"])
    parser.add_argument("--really", action="store_true")
    options = parser.parse_args()
    release = _checked(collect.FOLDER)
    if options.where == "index":
        _send(to_index(release), options.really)
    else:
        with tempfile.TemporaryDirectory() as made:
            text = Path(made, "notes.md")
            text.write_text(changes.notes(), "utf-8")
            _send(to_forge(release, text), options.really)
