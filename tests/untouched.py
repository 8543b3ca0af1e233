"""What a folder holds, to prove that nothing in it changed."""

import hashlib
from pathlib import Path


def contents(folder: Path) -> dict[str, str]:
    """Every file and folder below a folder but the program's state, with a digest of each."""
    return {
        str(path.relative_to(folder)): _digest(path)
        for path in sorted(folder.rglob("*"))
        if ".state" not in path.parts
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
