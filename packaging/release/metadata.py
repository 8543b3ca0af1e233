"""What a package index shows besides pyproject.toml: the README and where the project lives.

The repository knows no address of its own. A release takes it from the environment, and the links
and pictures of the README lead to the files of its tag there; elsewhere they stay as they are.
"""

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

ADDRESS = "TUIWIZARD_URL"
"""The variable with the address of the repository, without a slash at its end."""

_LINK = re.compile(r"(?P<picture>!?)(?P<text>\[[^\]]*\])\((?P<target>[^)\s]+)\)")
_VERSION = re.compile(r'^__version__ = "(?P<version>[^"]+)"', re.MULTILINE)


class Metadata(MetadataHookInterface):
    """Gives hatchling the README and, at a release, the addresses."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add what pyproject.toml calls dynamic."""
        root, address = Path(self.root), os.environ.get(ADDRESS, "").rstrip("/")
        text = (root / "README.md").read_text("utf-8")
        if address:
            tag = "v" + version(root)
            text = absolute(text, address, tag)
            metadata["urls"] = {
                "Source": address,
                "Documentation": f"{address}/tree/{tag}/docs",
                "Changelog": f"{address}/blob/{tag}/CHANGELOG.md",
                "Issues": f"{address}/issues",
            }
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def version(root: Path) -> str:
    """The version that the source says it is."""
    found = _VERSION.search((root / "src" / "tuiwizard" / "__init__.py").read_text("utf-8"))
    assert found, "src/tuiwizard/__init__.py says no version"
    return found["version"]


def absolute(text: str, address: str, tag: str) -> str:
    """A Markdown text whose links to files lead into the repository at a tag.

    Args:
        text: `[a](docs/a.md#b)`, `![c](docs/c.png)`.
        address: `https://host/owner/project`.
        tag: `v1`.

    Returns:
        `[a](https://host/owner/project/blob/v1/docs/a.md#b)`, and `…/raw/v1/docs/c.png`.
    """

    def lead(link: re.Match[str]) -> str:
        target = link["target"]
        if target.startswith(("http://", "https://", "#", "mailto:")):
            return link[0]
        kind = "raw" if link["picture"] else "blob"
        return f"{link['picture']}{link['text']}({address}/{kind}/{tag}/{target})"

    return _LINK.sub(lead, text)
